// SPDX-License-Identifier: MIT
/// \file
/// Rules that no step builds in: rows that break them are made again.
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/parallel/thread_pool.hpp>

#include "data/expect_error.hpp"
#include "generators/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace standin {
namespace {

/// a and b are 0 … 9 each, as often in all combinations with a + b even; and keys.
table even_sums() {
  std::vector<double> a, b, id;
  for (int i = 0; i < 1000; ++i) {
    a.push_back(i % 10);
    b.push_back((i / 10) % 10);
    if (std::fmod(a.back() + b.back(), 2.0) != 0.0) b.back() = std::fmod(b.back() + 1.0, 10.0);
    id.push_back(i + 1);
  }
  return {{{"a"}, {"b"}, {"id"}}, {column(a), column(b), column(id)}};
}

const prepare::row_rule even("a + b is even", [](const table_view& t, std::size_t row) {
  return std::fmod(t.column(0).number(row) + t.column(1).number(row), 2.0) == 0.0;
});

TEST(rules, hold_in_each_row_and_their_rate_is_reported) {
  const auto model = independent<>{}.fit(even_sums(), {.rules = {even}});
  sample_report report;
  const table made = model.sample(20'000, {.seed = 3, .report = &report});
  EXPECT_TRUE(even.broken_rows(made).empty());
  EXPECT_EQ(report.rows, 20'000U);
  EXPECT_FALSE(report.exact);
  // Half of all pairs are even; four standard errors of p sqrt((1 - p) / rows) = 0.0025, α = 6e-5.
  EXPECT_NEAR(report.acceptance_rate(), 0.5, 0.01);
  for (std::size_t row = 0; row < 20'000; ++row)
    ASSERT_EQ(made.column("id").number(row), static_cast<double>(row + 1)) << "the key of a row stays";
  sample_report none;
  (void)independent<>{}.fit(even_sums()).sample(100, {.report = &none});
  EXPECT_TRUE(none.exact);
}

TEST(rules, give_the_same_rows_for_any_chunks_threads_and_conditions_with_them) {
  const auto model =
      independent<>{}.fit(even_sums(), {.rules = {even, prepare::row_rule(where("a") != 9 || where("b") != 2)}});
  const std::string all = test::bytes_of(model.sample(5000, {.seed = 3}));
  thread_pool pool(2);
  EXPECT_EQ(test::bytes_of(model.sample(5000, {.seed = 3, .executor = pool})) == all, true);
  std::string chunks;
  sample_in_chunks(model, 5000, {.seed = 3}, 333, [&](const table& t) { chunks += test::bytes_of(t); });
  EXPECT_EQ(chunks == all, true);
  const table given = model.sample(500, {.seed = 3, .given = where("b") == 4});
  for (std::size_t row = 0; row < 500; ++row) {
    EXPECT_EQ(given.column("b").number(row), 4.0);
    EXPECT_EQ(std::fmod(given.column("a").number(row), 2.0), 0.0);
  }
}

TEST(rules, name_the_training_rows_that_break_them) {
  expect_error<data_error>(
      [] {
        (void)independent<>{}.fit(even_sums(),
                                  {.rules = {prepare::row_rule(where("a") < where("b") || where("a") < 9)}});
      },
      {"rule \"", "of 1000 rows break it, rows 10, 20, 30", " … (row 1 is the first)"});
  expect_error<schema_error>(
      [] { (void)independent<>{}.fit(even_sums(), {.rules = {prepare::row_rule(where("c") < 9)}}); }, {"\"c\""});
}

TEST(rules, that_no_row_keeps_end_with_an_error) {
  const auto model = independent<>{}.fit(
      even_sums(), {.rules = {prepare::row_rule("never again", [](const table_view& t, std::size_t) {
                      return t.rows() == 1000;  // the training table
                    })}});
  expect_error<data_error>([&] { (void)model.sample(3, {.max_tries = 20}); }, {"row 0", "\"never again\"", "20 tries"});
}

TEST(rules, that_take_long_to_keep_can_be_given_up) {
  const auto model = independent<>{}.fit(
      even_sums(), {.rules = {prepare::row_rule("never again", [](const table_view& t, std::size_t) {
                      return t.rows() == 1000;  // the training table
                    })}});
  std::size_t asked = 0;
  const auto listener = [&asked](const progress_event&) { return ++asked < 10; };
  EXPECT_THROW((void)model.sample(3, {.max_tries = 1'000'000'000, .progress = listener}), cancelled);
  asked = 0;
  EXPECT_THROW(sample_in_chunks(model, 3, {.max_tries = 1'000'000'000, .progress = listener}, 3, [](const table&) {}),
               cancelled);
}

TEST(rules, are_kept_by_model_files_where_they_are_conditions) {
  const auto model =
      independent<>{}.fit(even_sums(), {.rules = {prepare::row_rule(where("a") <= 8 || where("b") != 0)}});
  const std::string bytes = io::write_model_bytes(model);
  const auto again = io::read_model_bytes<std::remove_const_t<decltype(model)>>(bytes);
  EXPECT_EQ(test::bytes_of(again.sample(3000)) == test::bytes_of(model.sample(3000)), true);
  EXPECT_EQ(io::write_model_bytes(again), bytes);
  const auto own = independent<>{}.fit(even_sums(), {.rules = {even}});
  expect_error<invalid_option>([&] { (void)io::write_model_bytes(own); }, {"\"a + b is even\"", "function"});
}

}  // namespace
}  // namespace standin
