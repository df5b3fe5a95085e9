// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/any.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/registry.hpp>
#include <standin/generators/sample_in_chunks.hpp>

#include "data/expect_error.hpp"
#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

namespace standin {
namespace {

using test::bytes_of;
using test::mixed_table;

using independent_model_t = fitted_t<independent<>>;

/// A model without a report, which counts how often it is copied.
struct ones {
  std::size_t* copies;
  explicit ones(std::size_t& counter) : copies(&counter) {}
  ones(const ones& other) : copies(other.copies) { ++*copies; }
  ones(ones&&) = default;
  ones& operator=(const ones&) = default;
  ones& operator=(ones&&) = default;
  ~ones() = default;
  [[nodiscard]] table_schema schema() const { return {{"x"}}; }
  [[nodiscard]] table sample(std::size_t rows, const sample_options&) const {
    return {schema(), {column(std::vector<double>(rows, 1.0))}};
  }
};

struct ones_generator {
  using generator_concept = generator_tag;
  std::size_t* copies;
  std::string called = "ones";
  [[nodiscard]] std::string name() const { return called; }
  [[nodiscard]] ones fit(const table_view&, const fit_options& = {}) const { return ones(*copies); }
};

TEST(any_model, samples_what_the_model_inside_samples) {
  const auto model = independent<>{}.fit(mixed_table(200));
  const any_model any = model;
  EXPECT_EQ(any.schema(), model.schema());
  EXPECT_TRUE(bytes_of(any.sample(100, {.seed = 4, .first_row = 9})) ==
              bytes_of(model.sample(100, {.seed = 4, .first_row = 9})));
  EXPECT_EQ(any.report().warnings, model.report().warnings);
}

TEST(any_model, gives_the_model_inside_to_who_knows_its_type) {
  const auto model = independent<>{}.fit(mixed_table(200));
  const any_model any = model;
  ASSERT_NE(any.target<independent_model_t>(), nullptr);
  EXPECT_EQ(any.target<independent_model_t>()->fingerprint(), model.fingerprint());
  EXPECT_EQ(any.target<ones>(), nullptr);
}

TEST(any_model, is_copied_without_copying_the_model) {
  std::size_t copies = 0;
  any_model first = ones(copies);
  EXPECT_EQ(copies, 0U) << "a temporary is moved in";
  const any_model second = first;
  EXPECT_EQ(copies, 0U);
  EXPECT_EQ(first.target<ones>(), second.target<ones>());
  first = independent<>{}.fit(mixed_table(50));
  EXPECT_EQ(first.target<ones>(), nullptr);
  EXPECT_NE(second.target<ones>(), nullptr) << "and lives as long as a copy";
  const any_model third = second;  // a copy of an any_model, not an any_model in an any_model
  EXPECT_NE(third.target<ones>(), nullptr);
  EXPECT_EQ(third.target<any_model>(), nullptr);
}

TEST(any_model, has_an_empty_report_where_the_model_has_none) {
  std::size_t copies = 0;
  EXPECT_TRUE(any_model(ones(copies)).report().converged);
}

static_assert(std::is_convertible_v<independent_model_t, any_model>);
static_assert(!std::is_convertible_v<int, any_model>);
static_assert(!std::is_constructible_v<any_model, table>);
static_assert(!std::is_convertible_v<independent_model_t, any_generator>);
static_assert(std::is_convertible_v<independent<>, any_generator>);
static_assert(!std::is_convertible_v<any_generator, any_model>);

TEST(any_generator, fits_what_the_generator_inside_fits) {
  const table data = mixed_table(200);
  const any_generator any = independent<>{{.knots = 20}};
  EXPECT_EQ(any.name(), "independent");
  const any_model model = any.fit(data, {.seed = 3});
  ASSERT_NE(model.target<independent_model_t>(), nullptr);
  EXPECT_EQ(model.target<independent_model_t>()->fingerprint(), independent<>{{.knots = 20}}.fit(data).fingerprint());
  const any_generator copy = any;
  EXPECT_EQ(copy.fit(data).target<independent_model_t>()->fingerprint(),
            model.target<independent_model_t>()->fingerprint());
}

TEST(any_generator, streams_like_any_model) {
  const any_model model = any_generator(independent<>{}).fit(mixed_table(100));
  std::string chunks;
  sample_in_chunks(model, 100, {}, 7, [&](const table& t) { chunks += bytes_of(t); });
  EXPECT_TRUE(chunks == bytes_of(model.sample(100)));
}

TEST(registry, finds_generators_by_name) {
  std::size_t copies = 0;
  const registry known{independent<>{{.knots = 5}}, ones_generator{&copies}};
  EXPECT_EQ(known.names(), (std::vector<std::string>{"independent", "ones"}));
  EXPECT_NE(known.find("ones").fit(mixed_table(10)).target<ones>(), nullptr);
  const table data = mixed_table(100);
  EXPECT_EQ(known.find("independent").fit(data).target<independent_model_t>()->fingerprint(),
            independent<>{{.knots = 5}}.fit(data).fingerprint())
      << "with the options that it was given";
}

TEST(registry, lists_the_names_when_there_is_none_of_that_name) {
  std::size_t copies = 0;
  const registry known{independent<>{}, ones_generator{&copies}};
  expect_error<invalid_option>([&] { (void)known.find("tree\n"); }, {"\"tree\\n\"", "independent, ones"});
  expect_error<invalid_option>([] { (void)registry<>{}.find("x"); }, {"\"x\"", "empty"});
}

TEST(registry, refuses_two_generators_of_one_name) {
  std::size_t copies = 0;
  expect_error<invalid_option>(
      [&] {
        registry{ones_generator{&copies, "a"}, independent<>{}, ones_generator{&copies, "a"}};
      },
      {"two generators", "\"a\""});
  EXPECT_NO_THROW((registry{ones_generator{&copies, "a"}, ones_generator{&copies, "b"}}));
}

TEST(registry, takes_generators_whose_type_is_known_when_the_program_runs) {
  const registry known{any_generator(independent<>{})};
  EXPECT_NE(known.find("independent").fit(mixed_table(50)).target<independent_model_t>(), nullptr);
}

}  // namespace
}  // namespace standin
