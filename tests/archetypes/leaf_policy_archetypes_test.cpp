// SPDX-License-Identifier: MIT
#include "leaf_policy.hpp"

#include <standin/generators/forest/forest.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace standin::archetypes {
namespace {

static_assert(leaf_policy<minimal_leaf_policy>);
static_assert(!leaf_policy<leaf_policy_without_fit>);
static_assert(!leaf_policy<leaf_policy_whose_fit_changes_it>);
static_assert(!leaf_policy<leaf_policy_that_gives_cells>);
static_assert(!leaf_policy<leaf_policy_that_cannot_be_copied>);
static_assert(!leaf_policy<int>);

TEST(leaf_policy, is_enough_for_forests) {
  const auto model =
      forest<minimal_leaf_policy>{minimal_leaf_policy(1)}.fit(table({{"x"}}, {column(std::vector<double>{3, 4, 6})}));
  const table fake = model.sample(100, {.seed = 1});
  for (std::size_t row = 0; row < 100; ++row) {
    EXPECT_GE(fake.column("x").number(row), 3.0);
    EXPECT_LE(fake.column("x").number(row), 6.0);
  }
}

}  // namespace
}  // namespace standin::archetypes
