// SPDX-License-Identifier: MIT
#include "core.hpp"

#include <standin/generators/any.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/generators/sample_in_chunks.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(core_model<minimal_core_model>);
static_assert(!core_model<core_model_without_sample_into>);
static_assert(!core_model<core_model_whose_sample_into_is_not_const>);
static_assert(!core_model<core_model_that_ignores_the_row>);
static_assert(!core_model<core_model_without_parameters>);
static_assert(!core_model<core_model_that_visits_text>);
static_assert(!core_model<core_model_that_cannot_be_copied>);
static_assert(!core_model<int>);

static_assert(generator_core<minimal_core>);
static_assert(generator_core<minimal_core_by_columns>);
static_assert(detail::fits_plain_columns<minimal_core_by_columns>);
static_assert(!detail::fits_plain_columns<minimal_core>, "all cells are made for it");
static_assert(generator_core<core_of<minimal_core_model>>);
static_assert(!generator_core<core_of<core_model_without_parameters>>);
static_assert(!generator_core<core_of<int>>);
static_assert(!generator_core<core_of<void>>);
static_assert(!generator_core<core_without_fit>);
static_assert(!generator_core<core_whose_fit_changes_it>);
static_assert(!generator_core<core_without_context>);
static_assert(!generator_core<core_that_cannot_be_copied>);

static_assert(fitted_model<prepared_model<minimal_core_model>>);

TEST(generator_core, is_enough_for_all_that_the_shell_does) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const table data({{"x"}, {"colour", column_kind::categorical}, {"note", column_kind::text}},
                   {column(std::vector<double>{0, 5, nan, 1000}),
                    column::categorical({0, 1, 1, 0}, std::vector<std::string>{"a", "b"}),
                    column(std::vector<std::string>{"p", "q", "r", "s"})});
  const prepared_model<minimal_core_model> model = fit_prepared(minimal_core(1.0), data, {.seed = 1});
  const table fake = model.sample(10, {.first_row = 100});
  EXPECT_EQ(fake.schema(), data.schema());
  EXPECT_EQ(fake.column("x").number(4), 105.0) << "whole multiples of 5, as in the data";
  EXPECT_EQ(fake.column("colour").text(4), "a");
  EXPECT_FALSE(fake.column("note").text(4).empty());
  EXPECT_EQ(fit_prepared(minimal_core_by_columns(1.0), data, {.seed = 1}).fingerprint(), model.fingerprint());
  EXPECT_NE(fit_prepared(minimal_core(2.0), data, {}).fingerprint(), model.fingerprint());
  std::size_t rows = 0;
  sample_in_chunks(model, 10, {}, 3, [&](const table& chunk) { rows += chunk.rows(); });
  EXPECT_EQ(rows, 10U);
  EXPECT_EQ(any_model(model).sample(2).rows(), 2U);
}

}  // namespace
}  // namespace standin::archetypes
