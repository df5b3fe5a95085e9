// SPDX-License-Identifier: MIT
/// \file
/// Pearson's correlation and its spread.
#include <metrics/make_columns.hpp>
#include <standin/random/distributions.hpp>
#include <standin/stats/correlation.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin::stats {
namespace {

TEST(pearson, agrees_with_reference_values) {
  // V5, direct evaluation.
  EXPECT_NEAR(pearson(numbers({1, 2, 3, 4}), numbers({2, 4, 5, 9})).value, 0.9647638212377322, 1e-15);
  EXPECT_NEAR(pearson(numbers({1, 2, 3, 4, 5}), numbers({3, 1, 4, 1, 5})).value, 0.3535533905932738, 1e-15);
}

TEST(pearson, takes_complete_and_finite_rows_only) {
  const correlation found = pearson(numbers({1, none, 2, 3, infinity, 4}), numbers({2, 7, 4, 5, 1, 9}));
  EXPECT_NEAR(found.value, 0.9647638212377322, 1e-15);
  EXPECT_EQ(found.rows, 4U);
  EXPECT_EQ(found.left_out, 2U);
  EXPECT_TRUE(found.infinite);
}

TEST(pearson, is_the_same_for_any_unit_and_origin) {
  // Dates in nanoseconds are beyond 2^53: relative to the first one they keep 10 digits.
  const std::int64_t day = 86'400'000'000'000;
  const std::int64_t start = 1'600'000'000'000'000'000;
  const double found =
      pearson(moments({start + day, start + 2 * day, start + 3 * day, start + 4 * day}), numbers({2, 4, 5, 9})).value;
  EXPECT_NEAR(found, 0.9647638212377322, 1e-12);
  EXPECT_NEAR(pearson(numbers({1e200, 2e200, 3e200, 4e200}), numbers({2e-200, 4e-200, 5e-200, 9e-200})).value,
              0.9647638212377322, 1e-15);
  EXPECT_NEAR(pearson(numbers({-1.5e308, 0, 1.5e308}), numbers({1, 2, 3})).value, 1.0, 1e-15);
}

TEST(pearson, is_undefined_for_constants_and_without_rows) {
  EXPECT_TRUE(std::isnan(pearson(numbers({1, 1, 1}), numbers({1, 2, 3})).value));
  EXPECT_TRUE(std::isnan(pearson(numbers({none}), numbers({1})).value));
  EXPECT_TRUE(std::isnan(pearson(numbers({}), numbers({})).value));
}

TEST(pearson, has_the_spread_of_normal_columns) {
  // 1 - r² for normal columns; with 20 000 rows its own relative error is about 1 % (α of 5 % off below 1e-6).
  for (const double r : {0.0, 0.6, -0.9}) {
    random::stream bits({5, 6}, random::purpose::sample, 0);
    std::vector<double> x(20'000);
    std::vector<double> y(20'000);
    for (std::size_t row = 0; row < x.size(); ++row) {
      x[row] = random::normal(bits);
      y[row] = r * x[row] + std::sqrt(1.0 - r * r) * random::normal(bits);
    }
    EXPECT_NEAR(pearson(numbers(x), numbers(y)).spread, 1.0 - r * r, 0.05);
  }
}

TEST(pearson, has_the_spread_that_repeated_samples_show_for_heavy_tails) {
  // Log-normal columns with a common factor: 1 - r² would be less than half of the truth. 400 seeds: the standard
  // deviation of r is known to 3.5 %, and heavy tails make the spread itself scatter: 25 % allowed.
  double sum = 0.0;
  double squares = 0.0;
  double spread = 0.0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    random::stream bits({seed, 7}, random::purpose::sample, 0);
    std::vector<double> x(2000);
    std::vector<double> y(2000);
    for (std::size_t row = 0; row < x.size(); ++row) {
      const double common = random::normal(bits);
      x[row] = std::exp(0.7 * common + 0.3 * random::normal(bits));
      y[row] = std::exp(0.7 * common + 0.3 * random::normal(bits));
    }
    const correlation found = pearson(numbers(x), numbers(y));
    sum += found.value;
    squares += found.value * found.value;
    spread += found.spread / 400.0;
  }
  const double mean = sum / 400.0;
  const double deviation = std::sqrt(squares / 400.0 - mean * mean);
  EXPECT_NEAR(spread / std::sqrt(2000.0) / deviation, 1.0, 0.25);
  EXPECT_GT(spread, 1.5 * (1.0 - mean * mean));
}

}  // namespace
}  // namespace standin::stats
