// SPDX-License-Identifier: MIT
/// \file
/// How correlations of hidden variables are learned: from the rows that have both values, shrunk, and repaired.
#include <standin/generators/copula/copula.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// Three columns whose missing cells alternate: row r has all but column r mod 3, and its two values correlate by `rho`
/// of that column.
table by_pairs(std::size_t rows, const std::array<double, 3>& rho) {
  std::vector<std::vector<double>> cells(3, std::vector<double>(rows));
  std::vector<validity> present(3, validity(rows));
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({51, 1}, random::purpose::sample, row);
    const std::size_t gone = row % 3;
    const double a = random::normal(draws);
    const double noise = random::normal(draws);
    present[gone].set(row, false);
    cells[(gone + 1) % 3][row] = a;
    cells[(gone + 2) % 3][row] = rho[gone] * a + std::sqrt(1.0 - rho[gone] * rho[gone]) * noise;
  }
  std::vector<column> columns;
  for (std::size_t c = 0; c < 3; ++c) columns.emplace_back(std::move(cells[c]), std::move(present[c]));
  return table({{.name = "a"}, {.name = "b"}, {.name = "c"}}, std::move(columns));
}

// Each pair has 3 000 rows: three standard errors of (1 - rho²) / sqrt(3000). A missing cell taken for a mean would
// bring each correlation down to a half or less.
TEST(gaussian_dependence, learns_each_pair_from_the_rows_that_have_both_values) {
  const std::array<double, 3> rho{0.7, 0.5, 0.6};
  const auto model = copula<>{}.fit(by_pairs(9000, rho));
  const numeric::matrix& found = model.core().dependence().correlation();
  const auto bound = [](double r) { return 3.0 * (1.0 - r * r) / std::sqrt(3000.0) + 0.005; };
  EXPECT_NEAR(found(2, 1), rho[0], bound(rho[0]));
  EXPECT_NEAR(found(2, 0), rho[1], bound(rho[1]));
  EXPECT_NEAR(found(1, 0), rho[2], bound(rho[2]));
}

// Correlations of 0.9, 0.9 and -0.9 belong to no three variables: the nearest that do take their place, which the
// report says; those of the table above are some, and stay.
TEST(gaussian_dependence, takes_the_nearest_correlations_where_pairs_contradict_each_other) {
  const auto model = copula<>{}.fit(by_pairs(3000, {0.9, 0.9, -0.9}));
  EXPECT_GT(model.report().iterations, 0U);
  EXPECT_TRUE(model.report().converged);
  numeric::matrix lower;
  const numeric::matrix& found = model.core().dependence().correlation();
  EXPECT_TRUE(numeric::cholesky(found, lower));
  EXPECT_GT(found(2, 1), 0.4);
  EXPECT_LT(found(1, 0), -0.4);
  EXPECT_EQ(model.sample(10).rows(), 10U);
  EXPECT_EQ(copula<>{}.fit(by_pairs(9000, {0.7, 0.5, 0.6})).report().iterations, 0U);
}

/// Columns that have nothing to do with each other.
table apart(std::size_t rows, std::size_t columns) {
  std::vector<column_spec> specs;
  std::vector<column> cells;
  for (std::size_t c = 0; c < columns; ++c) {
    std::vector<double> values;
    for (std::size_t row = 0; row < rows; ++row) {
      random::stream draws({52, c + 1}, random::purpose::sample, row);
      values.push_back(random::normal(draws));
    }
    specs.push_back({.name = std::to_string(c)});
    cells.emplace_back(std::move(values));
  }
  return table(table_schema(std::move(specs)), std::move(cells));
}

double squares_of(const numeric::matrix& correlation) {
  double sum = 0.0;
  for (std::size_t j = 0; j < correlation.columns(); ++j)
    for (std::size_t i = j + 1; i < correlation.rows(); ++i) sum += correlation(i, j) * correlation(i, j);
  return sum;
}

// 190 correlations from 60 rows, all of them noise of variance 1 / 59: 3.2 in all, within four deviations sqrt(2 /
// 190). Shrinkage leaves less than a tenth.
TEST(gaussian_dependence, shrinks_correlations_that_are_noise) {
  const table data = apart(60, 20);
  const auto raw = copula<empirical_marginal, gaussian_dependence>{.dependence = {.shrink = false}}.fit(data);
  const auto shrunk = copula<>{}.fit(data);
  const double noise = squares_of(raw.core().dependence().correlation());
  EXPECT_NEAR(noise, 190.0 / 59.0, 4.0 * std::sqrt(2.0 / 190.0) * 190.0 / 59.0);
  EXPECT_LT(squares_of(shrunk.core().dependence().correlation()), 0.1 * noise);
}

}  // namespace
}  // namespace standin
