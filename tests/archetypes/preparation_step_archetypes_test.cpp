// SPDX-License-Identifier: MIT
#include "preparation_step.hpp"

#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/independent/independent.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin::archetypes {
namespace {

using prepare::fitted_step;
using prepare::preparation_step;

static_assert(preparation_step<minimal_step>);
static_assert(fitted_step<minimal_step::fitted>);
static_assert(!preparation_step<step_without_tag>);
static_assert(!preparation_step<step_without_name>);
static_assert(!preparation_step<step_without_fit>);
static_assert(!fitted_step<fitted_without_apply>);
static_assert(!fitted_step<fitted_without_restore>);
static_assert(!fitted_step<fitted_without_pull>);
static_assert(!fitted_step<fitted_without_parameters>);
static_assert(!preparation_step<step_that_learns<fitted_without_apply>>);
static_assert(!preparation_step<step_that_learns<int>>);
static_assert(!preparation_step<int>);

TEST(preparation_step, is_enough_for_a_generator) {
  const table t({{"x"}}, {column(std::vector<std::int32_t>{1, 2, 3, 4})});
  const auto model = independent<>{}.fit(t, {.steps = {minimal_step(1)}});
  EXPECT_EQ(model.sample(100).rows(), 100U);
  EXPECT_EQ(model.sample(3, {.given = where("x") == 2}).column(0).number(1), 2);
}

TEST(preparation_step, is_held_by_any_step) {
  const prepare::any_step step = minimal_step(1);
  EXPECT_EQ(step.name(), "minimal");
  const prepare::any_fitted_step fitted = step.fit(table({{"x"}}, {column(std::vector<double>{1, 2})}));
  EXPECT_NE(fitted.target<minimal_step::fitted>(), nullptr);
  EXPECT_EQ(fitted.target<prepare::any_fitted_step>(), nullptr);
  std::string visited;
  fitted.parameters([&visited](double x) { visited += std::to_string(static_cast<int>(x)) + ' '; },
                    [&visited](std::string_view text) { visited += text; });
  EXPECT_EQ(visited, "2 rows");
}

}  // namespace
}  // namespace standin::archetypes
