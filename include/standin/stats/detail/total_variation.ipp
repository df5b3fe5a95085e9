// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/total_variation.hpp.
#pragma once

#include <standin/random/count_laws.hpp>
#include <standin/stats/quantile.hpp>
#include <standin/stats/total_variation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE double total_variation(const paired_counts& counts) noexcept {
  constexpr std::uint64_t exact = std::uint64_t{1} << 31;
  if (counts.total_a < exact && counts.total_b < exact) {
    std::uint64_t sum = 0;
    for (std::size_t k = 0; k < counts.a.size(); ++k) {
      const std::uint64_t left = counts.a[k] * counts.total_b;
      const std::uint64_t right = counts.b[k] * counts.total_a;
      sum += left > right ? left - right : right - left;
    }
    return 0.5 * static_cast<double>(sum) / static_cast<double>(counts.total_a * counts.total_b);
  }
  double sum = 0.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k)
    sum += std::abs(static_cast<double>(counts.a[k]) / static_cast<double>(counts.total_a) -
                    static_cast<double>(counts.b[k]) / static_cast<double>(counts.total_b));
  return 0.5 * sum;
}

namespace detail {

/// The mean absolute deviation of how many of `marked` values, of `all`, are among `drawn` of them, both below `all`.
STANDIN_LAZY inline double hypergeometric_deviation(double marked, double drawn, double all) noexcept {
  const double share = drawn / all;
  const double variance = marked * share * (1.0 - share) * (all - marked) / (all - 1.0);
  constexpr double normal = 1e6;  // beyond it the normal law is off by less than 1e-6 of it
  if (variance > normal) return std::sqrt(2.0 / std::numbers::pi * variance);
  const double others = all - marked;
  // The first number above the mean, and the probability of it.
  const double above = std::floor(marked * drawn / all) + 1.0;
  if (above > marked || above > drawn) return 0.0;
  // Binomial counts among those marked and among the others, given their sum; any share would do, this one is exact.
  const double probability =
      std::exp(random::log_binomial(above, marked, share) + random::log_binomial(drawn - above, others, share) -
               random::log_binomial(drawn, all, share));
  return 2.0 * above * (others - drawn + above) / all * probability;
}

}  // namespace detail

STANDIN_LAZY_INLINE double expected_total_variation(const paired_counts& counts) noexcept {
  const auto a = static_cast<double>(counts.total_a);
  const auto b = static_cast<double>(counts.total_b);
  // Values of one count have one deviation, and most are rare.
  constexpr std::size_t few = 512;
  std::array<double, few> known;
  known.fill(-1.0);
  double sum = 0.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    const std::uint64_t both = counts.a[k] + counts.b[k];
    if (both == 0 || both == counts.total_a + counts.total_b) continue;
    if (both < few && known[both] >= 0.0) {
      sum += known[both];
      continue;
    }
    const double deviation = detail::hypergeometric_deviation(static_cast<double>(both), a, a + b);
    if (both < few) known[both] = deviation;
    sum += deviation;
  }
  return 0.5 * (1.0 / a + 1.0 / b) * sum;
}

STANDIN_LAZY_INLINE total_variation_noise noise_of_total_variation(const paired_counts& counts) {
  const auto total_a = static_cast<double>(counts.total_a);
  const auto total_b = static_cast<double>(counts.total_b);
  total_variation_noise noise;
  noise.slopes.assign(counts.a.size(), 0.0);
  double folded = 0.0;
  double mean_a = 0.0;  // of the slope over the rows of a
  double mean_b = 0.0;
  double square_a = 0.0;
  double square_b = 0.0;
  double tied = 0.0;  // what the folded noise of the values has in common
  double tied_squares = 0.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    if (counts.a[k] == 0 && counts.b[k] == 0) continue;
    const double p = static_cast<double>(counts.a[k]) / total_a;
    const double q = static_cast<double>(counts.b[k]) / total_b;
    const double gap = p - q;
    const double variance = p * (1.0 - p) / total_a + q * (1.0 - q) / total_b;
    double slope = gap > 0.0 ? 1.0 : -1.0;
    if (variance > 0.0) {
      const double sigma = std::sqrt(variance);
      slope = std::erf(gap / (sigma * std::numbers::sqrt2));
      const double mean =
          sigma * std::sqrt(2.0 / std::numbers::pi) * std::exp(-0.5 * gap * gap / variance) + gap * slope;
      folded += variance + gap * gap - mean * mean - slope * slope * variance;
      // Shares sum to 1, so differences near 0 go together: cov(|X_j|, |X_k|) is about ρ² / π σ_j σ_k, with
      // ρ² = p_j p_k / ((1 - p_j) (1 - p_k)).
      const double share = 0.5 * (p + q);
      const double together = sigma * (1.0 - slope * slope) * share / (1.0 - share);
      tied += together;
      tied_squares += together * together;
    }
    noise.slopes[k] = slope;
    mean_a += p * slope;
    mean_b += q * slope;
    square_a += p * slope * slope;
    square_b += q * slope * slope;
  }
  folded += (tied * tied - tied_squares) / std::numbers::pi;
  noise.folded = 0.25 * std::max(0.0, folded);
  noise.variance = noise.folded + 0.25 * std::max(0.0, square_a - mean_a * mean_a) / total_a +
                   0.25 * std::max(0.0, square_b - mean_b * mean_b) / total_b;
  return noise;
}

STANDIN_LAZY_INLINE interval total_variation_interval(const paired_counts& counts) {
  const double centre = total_variation(counts);
  const double half = normal_quantile_975 * std::sqrt(noise_of_total_variation(counts).variance);
  return {std::clamp(centre - half, 0.0, 1.0), std::clamp(centre + half, 0.0, 1.0)};
}

}  // namespace standin::inline v0_1::stats
