// SPDX-License-Identifier: MIT
#include "conditional.hpp"

#include <standin/generators/trees/trees.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace standin::archetypes {
namespace {

static_assert(conditional_policy<minimal_conditional>);
static_assert(!conditional_policy<conditional_without_levels>);
static_assert(!conditional_policy<conditional_without_numbers>);
static_assert(!conditional_policy<conditional_whose_fit_changes_it>);
static_assert(!conditional_policy<conditional_that_gives_laws_alone>);
static_assert(!conditional_policy<conditional_that_cannot_be_copied>);
static_assert(!conditional_policy<int>);

TEST(conditional_policy, is_enough_for_trees) {
  const auto model = trees<minimal_conditional>{minimal_conditional(1)}.fit(table(
      {{"x"}, {"colour", column_kind::categorical}},
      {column(std::vector<double>{3, 4, 6}), column::categorical({0, 1, 1}, std::vector<std::string>{"a", "b"})}));
  const table fake = model.sample(100, {.seed = 1});
  std::size_t firsts = 0;
  for (std::size_t row = 0; row < 100; ++row) {
    EXPECT_GE(fake.column("x").number(row), 3.0);
    EXPECT_LE(fake.column("x").number(row), 6.0);
    firsts += fake.column("colour").text(row) == "a" ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(firsts), 50.0, 20.0);  // four standard errors of a fair coin
}

}  // namespace
}  // namespace standin::archetypes
