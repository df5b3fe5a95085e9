// SPDX-License-Identifier: MIT
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/trees/trees.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "table_maker.hpp"

namespace standin {
namespace {

using test::table_maker;

constexpr std::size_t fitted_rows = 8000;
constexpr std::size_t rows_to_fill = 2000;  // of each kind to complete

/// P(a = 1) = 0.5, P(b = 1 | a) = 0.2 + 0.5 a, and x is uniform on [10 a + 5 b, 10 a + 5 b + 1).
table known_table() {
  table_maker maker(fitted_rows, 31);
  const auto a = maker.levels("a", 2, [](std::size_t, auto& draws) { return draws.uniform() < 0.5 ? 1.0 : 0.0; });
  const auto b = maker.levels(
      "b", 2, [&](std::size_t row, auto& draws) { return draws.uniform() < 0.2 + 0.5 * a[row] ? 1.0 : 0.0; });
  maker.numbers("x", [&](std::size_t row, auto& draws) { return 10.0 * a[row] + 5.0 * b[row] + draws.uniform(); });
  return std::move(maker).make();
}

/// Four kinds in turn: a is 0, a is 1, b is 0, b is 1; the other one of them is missing, and x isn't a column.
table rows_with_one_known() {
  std::vector<std::uint32_t> a(4 * rows_to_fill, 0);
  std::vector<std::uint32_t> b(4 * rows_to_fill, 0);
  validity has_a(4 * rows_to_fill, false);
  validity has_b(4 * rows_to_fill, false);
  for (std::size_t row = 0; row < 4 * rows_to_fill; ++row) {
    const std::size_t kind = row % 4;
    (kind < 2 ? a : b)[row] = kind % 2 == 0 ? 0 : 1;
    (kind < 2 ? has_a : has_b).set(row, true);
  }
  const std::vector<std::string> names{"level 0", "level 1"};
  return {{{.name = "a", .kind = column_kind::categorical}, {.name = "b", .kind = column_kind::categorical}},
          {column::categorical(a, names, has_a), column::categorical(b, names, has_b)}};
}

TEST(completion_by_trees, follows_what_is_known_of_a_row) {
  const auto model = trees<>{.order = visit_order::as_given}.fit(known_table(), {.seed = 1});
  const table partial = rows_with_one_known();
  const table made = model.sample(4 * rows_to_fill, {.seed = 2, .given = rows_to_complete{.rows = partial}});
  double ones[4] = {};
  double numbers[4] = {};
  std::size_t elsewhere = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const std::size_t kind = row % 4;
    const std::uint32_t a = made.column("a").code(row);
    const std::uint32_t b = made.column("b").code(row);
    ASSERT_EQ(kind < 2 ? a : b, kind % 2);  // known cells stay
    ones[kind] += kind < 2 ? b : a;
    numbers[kind] += made.column("x").number(row);
    elsewhere += std::floor(made.column("x").number(row) / 5.0) != 2 * a + b ? 1U : 0U;
  }
  // Four intervals for four kinds of rows: three quarters would be elsewhere by chance, boosting leaves a few percent.
  EXPECT_LT(elsewhere, 4 * rows_to_fill * 3 / 100);
  // P(b | a) as above, P(a | b) by Bayes' rule: 0.5 * 0.3 / (0.5 * 0.3 + 0.5 * 0.8) and 0.7 / 0.9.
  const double truth[4] = {0.2, 0.7, 3.0 / 11.0, 7.0 / 9.0};
  for (std::size_t kind = 0; kind < 4; ++kind) {
    const double p = truth[kind];
    // Four standard errors of the share of 2 000 rows and of the fit, which saw about half of 8 000 of that kind.
    const double tolerance = 4.0 * std::sqrt(p * (1.0 - p) * (1.0 / 2000.0 + 1.0 / 4000.0));
    EXPECT_NEAR(ones[kind] / 2000.0, p, tolerance) << kind;
    const double mean =
        kind < 2 ? 10.0 * static_cast<double>(kind) + 5.0 * p : 5.0 * static_cast<double>(kind - 2) + 10.0 * p;
    EXPECT_NEAR(numbers[kind] / 2000.0, mean + 0.5, (kind < 2 ? 5.0 : 10.0) * tolerance + 0.05) << kind;
  }
}

TEST(completion_by_trees, gives_several_draws_that_differ_as_much_as_rows_do) {
  const auto model = trees<>{.order = visit_order::as_given}.fit(known_table(), {.seed = 1});
  const table partial = rows_with_one_known();
  const table first = model.sample(4 * rows_to_fill, {.seed = 11, .given = rows_to_complete{.rows = partial}});
  const table second = model.sample(4 * rows_to_fill, {.seed = 12, .given = rows_to_complete{.rows = partial}});
  double differ[2] = {};
  for (std::size_t row = 0; row < first.rows(); ++row)
    if (row % 4 < 2) differ[row % 4] += first.column("b").code(row) != second.column("b").code(row) ? 1.0 : 0.0;
  // Two independent draws of probability p differ with probability 2 p (1 - p): four standard errors, and 0.02 for the
  // fit, whose p is off by 0.0075 at one.
  EXPECT_NEAR(differ[0] / 2000.0, 0.32, 4.0 * std::sqrt(0.32 * 0.68 / 2000.0) + 0.02);
  EXPECT_NEAR(differ[1] / 2000.0, 0.42, 4.0 * std::sqrt(0.42 * 0.58 / 2000.0) + 0.02);
}

}  // namespace
}  // namespace standin
