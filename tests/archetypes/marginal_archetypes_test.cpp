// SPDX-License-Identifier: MIT
#include "marginal.hpp"

#include <standin/generators/independent/independent.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace standin::archetypes {
namespace {

static_assert(marginal_policy<minimal_marginal>);
static_assert(!marginal_policy<marginal_without_fit>);
static_assert(!marginal_policy<marginal_whose_fit_changes_it>);
static_assert(!marginal_policy<marginal_that_cannot_be_copied>);
static_assert(!marginal_policy<marginal_without_quantile>);
static_assert(!marginal_policy<marginal_whose_quantile_is_not_const>);
static_assert(!marginal_policy<marginal_of_floats>);
static_assert(!marginal_policy<marginal_without_parameters>);
static_assert(!marginal_policy<marginal_whose_fit_cannot_be_copied>);
static_assert(!marginal_policy<int>);

TEST(marginal_policy, is_enough_for_independent) {
  const auto model = independent<minimal_marginal>{minimal_marginal(2.0)}.fit(table(
      {{"x"}, {"colour", column_kind::categorical}},
      {column(std::vector<double>{3, 4, 6}), column::categorical({0, 1, 1}, std::vector<std::string>{"a", "b"})}));
  const table fake = model.sample(100, {.seed = 1});
  for (std::size_t row = 0; row < 100; ++row) {
    EXPECT_GE(fake.column("x").number(row), 3.0);  // the shell keeps to the bounds of the column
    EXPECT_LE(fake.column("x").number(row), 6.0);
  }
}

}  // namespace
}  // namespace standin::archetypes
