// SPDX-License-Identifier: MIT
#include "executor.hpp"

#include <standin/parallel/parallel_for.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(executor<minimal_executor>);
static_assert(!executor<executor_without_tag>);
static_assert(!executor<executor_with_foreign_tag>);
static_assert(!executor<executor_without_concurrency>);
static_assert(!executor<executor_without_run>);
static_assert(!executor<executor_that_runs_one_task>);
static_assert(!executor<int>);

TEST(executor, is_enough_for_a_loop) {
  minimal_executor least;
  std::vector<int> rows(10);
  parallel_for(least, rows.size(), 3, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) rows[i] += static_cast<int>(i);
  });
  EXPECT_EQ(rows, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(executor, is_enough_for_a_reduction_in_order) {
  minimal_executor least;
  const std::string letters = "abcdefghij";
  const std::string joined = parallel_reduce(
      least, letters.size(), 3, std::string(),
      [&](std::size_t begin, std::size_t end) { return letters.substr(begin, end - begin) + "|"; },
      [](std::string a, const std::string& b) { return a + b; });
  EXPECT_EQ(joined, "abc|def|ghi|j|");
}

}  // namespace
}  // namespace standin::archetypes
