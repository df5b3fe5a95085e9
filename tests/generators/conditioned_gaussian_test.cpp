// SPDX-License-Identifier: MIT
/// \file
/// Normal variables under restrictions, against integrals of their density.
#include "core/extreme_numbers.hpp"

#include <standin/core/error.hpp>
#include <standin/generators/copula/conditioned_gaussian.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace standin {
namespace {

numeric::matrix three(double ab, double ac, double bc) {
  numeric::matrix of(3, 3);
  for (std::size_t k = 0; k < 3; ++k) of(k, k) = 1.0;
  of(0, 1) = of(1, 0) = ab;
  of(0, 2) = of(2, 0) = ac;
  of(1, 2) = of(2, 1) = bc;
  return of;
}

struct moments {
  std::array<double, 3> mean{};
  std::array<double, 3> deviation{};
};

constexpr std::size_t blocks = 600;
constexpr std::size_t sampled = blocks * conditioned_gaussian::block;

std::array<std::vector<double>, 3> draw(const conditioned_gaussian& from, std::uint64_t seed) {
  std::array<std::vector<double>, 3> all;
  std::vector<double> out(3 * conditioned_gaussian::block);
  for (std::size_t b = 0; b < blocks; ++b) {
    from.fill(out, {seed, 1}, b * conditioned_gaussian::block);
    for (std::size_t k = 0; k < 3; ++k)
      all[k].insert(all[k].end(), out.begin() + static_cast<std::ptrdiff_t>(k * conditioned_gaussian::block),
                    out.begin() + static_cast<std::ptrdiff_t>((k + 1) * conditioned_gaussian::block));
  }
  return all;
}

moments moments_of(const std::array<std::vector<double>, 3>& all) {
  moments found;
  for (std::size_t k = 0; k < 3; ++k) {
    const auto n = static_cast<double>(all[k].size());
    for (const double z : all[k]) found.mean[k] += z / n;
    for (const double z : all[k]) found.deviation[k] += (z - found.mean[k]) * (z - found.mean[k]) / n;
    found.deviation[k] = std::sqrt(found.deviation[k]);
  }
  return found;
}

/// Of the bivariate density of the first two variables where both are allowed, by midpoints; the third follows from its
/// regression on them.
moments integrated(const numeric::matrix& correlation, const number_set& first, const number_set& second) {
  const auto allowed = [](const number_set& set, double z) {
    for (const interval<double>& part : set.intervals())
      if (part.lower < z && z < part.upper) return true;
    return false;
  };
  const double r = correlation(0, 1);
  const double p = 1.0 - r * r;
  const double on_first = (correlation(0, 2) - r * correlation(1, 2)) / p;
  const double on_second = (correlation(1, 2) - r * correlation(0, 2)) / p;
  const double rest = 1.0 - on_first * correlation(0, 2) - on_second * correlation(1, 2);
  std::array<double, 3> sum{}, square{};
  double mass = 0.0;
  constexpr double step = 0.02;
  for (double x = -6.0 + step / 2; x < 6.0; x += step) {
    if (!allowed(first, x)) continue;
    for (double y = -6.0 + step / 2; y < 6.0; y += step) {
      if (!allowed(second, y)) continue;
      const double density = std::exp(-0.5 * (x * x - 2.0 * r * x * y + y * y) / p);
      const double z = on_first * x + on_second * y;
      mass += density;
      sum[0] += density * x;
      sum[1] += density * y;
      sum[2] += density * z;
      square[0] += density * x * x;
      square[1] += density * y * y;
      square[2] += density * (z * z + rest);
    }
  }
  moments found;
  for (std::size_t k = 0; k < 3; ++k) {
    found.mean[k] = sum[k] / mass;
    found.deviation[k] = std::sqrt(square[k] / mass - found.mean[k] * found.mean[k]);
  }
  return found;
}

// 38 400 rows, four standard errors (α = 6e-5 a figure). Without weights the first mean would be off by 0.2 and more:
// proposals of one variable don't know what is asked of the other.
TEST(conditioned_gaussian, has_the_moments_of_the_density_under_two_intervals) {
  const numeric::matrix correlation = three(0.7, 0.5, 0.6);
  const number_set high({{0.5, infinity}});
  const number_set low({{-1.0, 0.0}});
  const conditioned_gaussian under(correlation, {{0, high}, {1, low}});
  EXPECT_FALSE(under.exact());
  const moments found = moments_of(draw(under, 31));
  const moments expected = integrated(correlation, high, low);
  const double root = std::sqrt(static_cast<double>(sampled));
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(found.mean[k], expected.mean[k], 4.0 * expected.deviation[k] / root + 0.005) << k;
    EXPECT_NEAR(found.deviation[k], expected.deviation[k], 4.0 * expected.deviation[k] / root + 0.005) << k;
  }
}

// As above, each restriction a union: a set of categories that are no neighbours.
TEST(conditioned_gaussian, has_the_moments_of_the_density_under_two_unions) {
  const numeric::matrix correlation = three(-0.6, 0.4, 0.3);
  const number_set outer({{-infinity, -1.0}, {0.8, 1.6}});
  const number_set parts({{-0.4, 0.1}, {1.0, infinity}});
  const conditioned_gaussian under(correlation, {{0, outer}, {1, parts}});
  const std::array<std::vector<double>, 3> rows = draw(under, 32);
  const moments found = moments_of(rows);
  const moments expected = integrated(correlation, outer, parts);
  const double root = std::sqrt(static_cast<double>(sampled));
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(found.mean[k], expected.mean[k], 4.0 * expected.deviation[k] / root + 0.005) << k;
    EXPECT_NEAR(found.deviation[k], expected.deviation[k], 4.0 * expected.deviation[k] / root + 0.005) << k;
  }
  for (const double z : rows[0]) ASSERT_TRUE(z <= -1.0 || (z >= 0.8 && z <= 1.6)) << z;
  for (const double z : rows[1]) ASSERT_TRUE((z >= -0.4 && z <= 0.1) || z >= 1.0) << z;
}

// E[Z | Y > 0] = rho sqrt(2 / pi) = 0.5585 and its deviation sqrt(1 - 0.5585²) = 0.8295 for rho = 0.7; four standard
// errors. A hidden draw that rows share would show in the deviation.
TEST(conditioned_gaussian, is_exact_under_one_restriction) {
  const conditioned_gaussian under(three(0.7, 0.2, 0.1), {{1, number_set({{0.0, infinity}})}});
  EXPECT_TRUE(under.exact());
  const moments found = moments_of(draw(under, 33));
  const double root = std::sqrt(static_cast<double>(sampled));
  EXPECT_NEAR(found.mean[0], 0.5585, 4.0 * 0.8295 / root);
  EXPECT_NEAR(found.deviation[0], 0.8295, 4.0 * 0.8295 / root);
}

TEST(conditioned_gaussian, does_not_mind_the_order_of_restrictions) {
  const numeric::matrix correlation = three(0.7, 0.5, 0.6);
  std::vector<hidden_restriction> wanted{
      {0, number_set({{0.5, infinity}})}, {1, number_set({{-1.0, 0.0}})}, {2, number_set({{-infinity, 0.2}})}};
  const conditioned_gaussian one(correlation, wanted);
  std::vector<double> first(3 * conditioned_gaussian::block), second(first.size());
  one.fill(first, {34, 1}, 128);
  for (const auto& order : {std::array<std::size_t, 3>{2, 0, 1}, {1, 2, 0}, {2, 1, 0}}) {
    const conditioned_gaussian other(correlation, {wanted[order[0]], wanted[order[1]], wanted[order[2]]});
    other.fill(second, {34, 1}, 128);
    EXPECT_EQ(first, second);
  }
}

// Z2 given Z0 = 1.2 and Z1 = -0.4 is normal: its mean is the regression (b0, b1) on both, with b0 = (0.5 - 0.7 * 0.6) /
// 0.51 = 0.156863 and b1 = (0.6 - 0.7 * 0.5) / 0.51 = 0.490196, so -0.007843, and its variance 1 - 0.5 b0 - 0.6 b1 =
// 0.627451. Four standard errors.
TEST(conditioned_gaussian, is_exact_at_points) {
  const conditioned_gaussian under(three(0.7, 0.5, 0.6),
                                   {{1, number_set({{-0.4, -0.4}})}, {0, number_set({{1.2, 1.2}})}});
  EXPECT_TRUE(under.exact());
  const std::array<std::vector<double>, 3> rows = draw(under, 36);
  for (const double z : rows[0]) ASSERT_NEAR(z, 1.2, 1e-12);
  for (const double z : rows[1]) ASSERT_NEAR(z, -0.4, 1e-12);
  const double deviation = std::sqrt(0.627451);
  EXPECT_NEAR(moments_of(rows).mean[2], -0.007843, 4.0 * deviation / std::sqrt(static_cast<double>(sampled)));
  EXPECT_NEAR(moments_of(rows).deviation[2], deviation,
              4.0 * deviation / std::sqrt(2.0 * static_cast<double>(sampled)));
}

// Z1 given Z0 = 1 is normal with mean 0.7 and variance 0.51; above 0.7 its mean is 0.7 + sqrt(2 * 0.51 / pi) = 1.2698.
TEST(conditioned_gaussian, is_exact_at_a_point_and_within_an_interval) {
  const conditioned_gaussian under(three(0.7, 0.0, 0.0),
                                   {{1, number_set({{0.7, infinity}})}, {0, number_set({{1.0, 1.0}})}});
  EXPECT_TRUE(under.exact());
  const double deviation = std::sqrt(0.51 * (1.0 - 2.0 / 3.141592653589793));
  EXPECT_NEAR(moments_of(draw(under, 37)).mean[1], 1.2698, 4.0 * deviation / std::sqrt(static_cast<double>(sampled)));
}

// Conditions far out: a variable beyond eight deviations still lies in its interval, and the other follows it.
TEST(conditioned_gaussian, holds_in_the_tails) {
  const conditioned_gaussian under(three(0.9, 0.0, 0.0), {{0, number_set({{8.5, 9.0}})}});
  const std::array<std::vector<double>, 3> rows = draw(under, 35);
  for (const double z : rows[0]) ASSERT_TRUE(z >= 8.5 && z <= 9.0) << z;
  EXPECT_NEAR(moments_of(rows).mean[1], 0.9 * moments_of(rows).mean[0],
              4.0 * std::sqrt(0.19) / std::sqrt(static_cast<double>(sampled)));
  EXPECT_THROW((void)conditioned_gaussian(three(0, 0, 0), {{0, number_set({{50.0, 51.0}})}}), data_error);
}

}  // namespace
}  // namespace standin
