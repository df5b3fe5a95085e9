// SPDX-License-Identifier: MIT
/// \file
/// Confidence intervals of shares and by resampling.
#include <standin/random/distributions.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/kolmogorov_smirnov.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace standin::stats {
namespace {

void expect_interval(interval found, double lower, double upper) {
  EXPECT_NEAR(found.lower, lower, 1e-6);
  EXPECT_NEAR(found.upper, upper, 1e-6);
}

TEST(wilson_interval, agrees_with_published_values) {
  // Direct evaluation with z = 1.96.
  expect_interval(wilson_interval(5, 20), 0.111862, 0.468701);
  expect_interval(wilson_interval(0, 10), 0.0, 0.277533);
  expect_interval(wilson_interval(25, 500), 0.034094, 0.072768);
}

TEST(wilson_interval, reaches_the_ends_exactly) {
  EXPECT_EQ(wilson_interval(0, 3).lower, 0.0);
  EXPECT_EQ(wilson_interval(3, 3).upper, 1.0);
}

TEST(newcombe_interval, agrees_with_its_paper) {
  // Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
  const interval a = newcombe_interval(56, 70, 48, 80);
  EXPECT_NEAR(a.lower, 0.0524, 5e-5);
  EXPECT_NEAR(a.upper, 0.3339, 5e-5);
  const interval b = newcombe_interval(9, 10, 3, 10);
  EXPECT_NEAR(b.lower, 0.1705, 5e-5);
  EXPECT_NEAR(b.upper, 0.8090, 5e-5);
  const interval c = newcombe_interval(10, 10, 0, 20);
  EXPECT_NEAR(c.lower, 0.6791, 5e-5);
  EXPECT_NEAR(c.upper, 1.0000, 5e-5);
}

paired_counts samples(std::uint64_t seed, std::size_t size_a, std::size_t size_b, double shift) {
  random::stream bits({seed, 11}, random::purpose::sample, 0);
  std::vector<double> a(size_a);
  std::vector<double> b(size_b);
  for (double& x : a) x = random::normal(bits);
  for (double& x : b) x = random::normal(bits) + shift;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return pool(a, b);
}

double distance(const paired_counts& counts) {
  return kolmogorov_smirnov_distance(counts);
}

TEST(bootstrap_interval, holds_the_mean_kolmogorov_smirnov_distance) {
  // 95 % nominal, 90 % wanted since the distance is a maximum; 400 seeds, 4 standard errors (α = 3e-5) are 4.4 %.
  for (const double shift : {0.0, 0.5}) {
    std::vector<interval> found;
    double mean = 0.0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      const paired_counts counts = samples(seed, 200, 150, shift);
      found.push_back(bootstrap_interval(counts, distance(counts), distance, {seed, 12}, 200));
      mean += distance(counts) / 400.0;
    }
    const auto held = std::count_if(found.begin(), found.end(),
                                    [mean](const interval& i) { return i.lower <= mean && mean <= i.upper; });
    EXPECT_GE(static_cast<double>(held) / 400.0, 0.90 - 0.044) << "shift " << shift;
  }
}

TEST(bootstrap_interval, depends_on_the_source_alone) {
  const paired_counts counts = samples(1, 100, 80, 0.3);
  const interval a = bootstrap_interval(counts, distance(counts), distance, {1, 2}, 50);
  const interval b = bootstrap_interval(counts, distance(counts), distance, {1, 2}, 50);
  const interval other = bootstrap_interval(counts, distance(counts), distance, {2, 2}, 50);
  EXPECT_EQ(a.lower, b.lower);
  EXPECT_EQ(a.upper, b.upper);
  EXPECT_NE(a.lower, other.lower);
}

TEST(bootstrap_interval, draws_samples_of_the_same_sizes_by_either_way_of_drawing) {
  // Two values are drawn by binomial counts, 2 000 values one by one.
  for (const std::size_t values : {std::size_t{2}, std::size_t{2000}}) {
    paired_counts counts;
    for (std::size_t k = 0; k < values; ++k) counts.add(3, 5);
    double first_share = 0.0;
    const auto check = [&](const paired_counts& drawn) {
      std::uint64_t a = 0;
      std::uint64_t b = 0;
      for (std::size_t k = 0; k < values; ++k) {
        a += drawn.a[k];
        b += drawn.b[k];
        if (k < values / 2) first_share += static_cast<double>(drawn.a[k]);
      }
      EXPECT_EQ(a, 3 * values);
      EXPECT_EQ(b, 5 * values);
      return 0.0;
    };
    (void)bootstrap_interval(counts, 0.0, check, {3, 4}, 400);
    // Half of the draws fall into the lower half: variance n/4 a resample, 5 standard errors (α = 6e-7).
    const double drawn = 400.0 * 3.0 * static_cast<double>(values);
    EXPECT_NEAR(first_share / drawn, 0.5, 5.0 * 0.5 / std::sqrt(drawn));
  }
}

}  // namespace
}  // namespace standin::stats
