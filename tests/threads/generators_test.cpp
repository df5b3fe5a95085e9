// SPDX-License-Identifier: MIT
// Each generator is fitted and sampled once on several threads, and a table is judged: what the thread sanitizer looks
// at, and the promise that the number of threads changes nothing.
#include <standin/data/conditions.hpp>
#include <standin/data/table.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/parametric_marginal.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// A thousand rows of a number with holes, a whole number, and a level.
table mixed_table() {
  constexpr std::size_t rows = 1000;
  std::vector<double> numbers(rows);
  std::vector<std::int64_t> counts(rows);
  std::vector<std::uint32_t> codes(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draw({.seed = 1}, random::purpose::sample, row);
    numbers[row] = row % 10 == 0 ? std::numeric_limits<double>::quiet_NaN() : draw.uniform();
    counts[row] = static_cast<std::int64_t>(draw() % 50);
    codes[row] = static_cast<std::uint32_t>(draw() % 3);
  }
  std::vector<column> columns;
  columns.emplace_back(std::move(numbers));
  columns.emplace_back(std::move(counts));
  columns.push_back(column::categorical(codes, std::vector<std::string>{"red", "green", "blue"}));
  return {{{.name = "number"}, {.name = "count"}, {.name = "level", .kind = column_kind::categorical}},
          std::move(columns)};
}

void expect_same_cells(const table& a, const table& b) {
  ASSERT_EQ(a.schema(), b.schema());
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t c = 0; c < a.schema().size(); ++c)
    for (std::size_t row = 0; row < a.rows(); ++row) {
      ASSERT_EQ(a.column(c).missing(row), b.column(c).missing(row)) << "row " << row << " of " << a.schema()[c].name;
      if (!a.column(c).missing(row)) {
        ASSERT_EQ(a.column(c).number(row), b.column(c).number(row)) << "row " << row << " of " << a.schema()[c].name;
      }
    }
}

template <generator G>
void expect_that_threads_change_nothing(const G& recipe) {
  const table real = mixed_table();
  thread_pool pool(3);
  const auto alone = recipe.fit(real, {.seed = 2});
  const auto together = recipe.fit(real, {.seed = 2, .executor = pool});
  const table expected = alone.sample(10'000, {.seed = 3});
  expect_same_cells(expected, alone.sample(10'000, {.seed = 3, .executor = pool}));
  expect_same_cells(expected, together.sample(10'000, {.seed = 3, .executor = pool}));
}

TEST(threads, change_nothing_for_independent) {
  expect_that_threads_change_nothing(independent<>{});
}

TEST(threads, change_nothing_for_copula) {
  expect_that_threads_change_nothing(copula<>{});
  expect_that_threads_change_nothing(copula<parametric_marginal>{});
}

TEST(threads, change_nothing_for_trees) {
  expect_that_threads_change_nothing(trees<>{});
}

TEST(threads, change_nothing_for_forest) {
  expect_that_threads_change_nothing(forest<>{});
}

TEST(threads, change_nothing_for_rows_under_a_condition) {
  const table real = mixed_table();
  thread_pool pool(3);
  const auto model = trees<>{}.fit(real, {.seed = 2});
  sample_options options{.seed = 3, .given = parse_condition("count < 10 and level == 'red'")};
  const table expected = model.sample(500, options);
  options.executor = pool;
  expect_same_cells(expected, model.sample(500, options));
}

TEST(threads, change_nothing_for_figures) {
  const table real = mixed_table();
  thread_pool pool(3);
  const auto model = independent<>{}.fit(real, {.seed = 2});
  const table holdout = model.sample(1000, {.seed = 3});
  const table synthetic = model.sample(1000, {.seed = 4});
  evaluation_options options{.target = "level"};
  const report alone = evaluate(full_suite{}, real, holdout, synthetic, options);
  options.executor = pool;
  const report together = evaluate(full_suite{}, real, holdout, synthetic, options);
  ASSERT_EQ(alone.summaries.size(), together.summaries.size());
  for (std::size_t i = 0; i < alone.summaries.size(); ++i) {
    const metric_summary& a = alone.summaries[i];
    const metric_summary& b = together.summaries[i];
    for (const auto part : {&metric_summary::value, &metric_summary::lower, &metric_summary::upper})
      EXPECT_TRUE(a.*part == b.*part || (std::isnan(a.*part) && std::isnan(b.*part))) << a.metric;
  }
}

}  // namespace
}  // namespace standin
