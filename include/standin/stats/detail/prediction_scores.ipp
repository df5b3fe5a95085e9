// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/prediction_scores.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/random/count_laws.hpp>
#include <standin/stats/prediction_scores.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace standin::inline v0_1::stats {

STANDIN_INLINE double area_under_roc(std::span<const double> positives, std::span<const double> negatives) {
  if (positives.empty() || negatives.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> high(positives.begin(), positives.end());
  std::vector<double> low(negatives.begin(), negatives.end());
  std::sort(high.begin(), high.end());
  std::sort(low.begin(), low.end());
  double pairs = 0.0;  // of which one half is exact in a double
  std::size_t below = 0;
  std::size_t up_to = 0;
  for (const double x : high) {
    while (below < low.size() && low[below] < x) ++below;
    while (up_to < low.size() && low[up_to] <= x) ++up_to;
    pairs += 0.5 * static_cast<double>(below + up_to);
  }
  return pairs / (static_cast<double>(high.size()) * static_cast<double>(low.size()));
}

STANDIN_INLINE double roc_error(double area, std::size_t positives, std::size_t negatives) noexcept {
  const double a = area;
  const auto p = static_cast<double>(positives);
  const auto n = static_cast<double>(negatives);
  const double both_positive = a / (2.0 - a) - a * a;
  const double both_negative = 2.0 * a * a / (1.0 + a) - a * a;
  return std::sqrt(std::max(0.0, (a * (1.0 - a) + (p - 1.0) * both_positive + (n - 1.0) * both_negative) / (p * n)));
}

STANDIN_INLINE rate_at_threshold true_rate(std::span<const double> positives, std::span<const double> negatives,
                                           double false_rate) {
  rate_at_threshold found{std::numeric_limits<double>::infinity(), 0};
  std::vector<double> low(negatives.begin(), negatives.end());
  std::sort(low.begin(), low.end(), [](double a, double b) { return a > b; });
  const auto allowed = static_cast<std::size_t>(std::floor(false_rate * static_cast<double>(low.size())));
  // Above the first negative that must not reach it.
  const double above = allowed < low.size() ? low[allowed] : -std::numeric_limits<double>::infinity();
  for (const double x : positives) {
    if (!(x > above)) continue;
    ++found.hits;
    found.threshold = std::min(found.threshold, x);
  }
  return found;
}

namespace detail {

/// P(X ≤ k) of a binomial variable, 0 < p < 1.
inline double binomial_cdf(std::uint64_t k, std::uint64_t n, double p) noexcept {
  double sum = 0.0;
  for (std::uint64_t i = 0; i <= k; ++i)
    sum += std::exp(random::log_binomial(static_cast<double>(i), static_cast<double>(n), p));
  return sum;
}

}  // namespace detail

STANDIN_INLINE interval clopper_pearson_interval(std::uint64_t hits, std::uint64_t n) noexcept {
  if (2 * hits > n) {
    const interval other = clopper_pearson_interval(n - hits, n);
    return {1.0 - other.upper, 1.0 - other.lower};
  }
  const auto solve = [&](std::uint64_t k, double level) {  // P(X ≤ k) falls from 1 to 0 in p
    double low = 0.0;
    double high = 1.0;
    for (int step = 0; step < 60; ++step) {
      const double p = 0.5 * (low + high);
      (detail::binomial_cdf(k, n, p) > level ? low : high) = p;
    }
    return 0.5 * (low + high);
  };
  return {hits == 0 ? 0.0 : solve(hits - 1, 0.975), solve(hits, 0.025)};
}

STANDIN_INLINE double macro_f1(std::span<const std::uint32_t> predicted, std::span<const std::uint32_t> truth,
                               std::uint32_t classes, std::span<const std::uint32_t> weights) {
  std::vector<double> hit(classes, 0.0);
  std::vector<double> said(classes, 0.0);
  std::vector<double> was(classes, 0.0);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const double w = weights.empty() ? 1.0 : weights[i];
    said[predicted[i]] += w;
    was[truth[i]] += w;
    if (predicted[i] == truth[i]) hit[truth[i]] += w;
  }
  double sum = 0.0;
  std::size_t there = 0;
  for (std::size_t k = 0; k < classes; ++k) {
    if (!(was[k] > 0.0)) continue;
    ++there;
    sum += 2.0 * hit[k] / (said[k] + was[k]);
  }
  return there == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(there);
}

STANDIN_INLINE double r_squared(std::span<const double> predicted, std::span<const double> truth,
                                std::span<const std::uint32_t> weights) {
  const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : static_cast<double>(weights[i]); };
  double total = 0.0;
  double mean = 0.0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    total += weight(i);
    mean += weight(i) * truth[i];
  }
  mean /= total;
  double left = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    left += weight(i) * (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
    all += weight(i) * (truth[i] - mean) * (truth[i] - mean);
  }
  return all > 0.0 ? 1.0 - left / all : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace standin::inline v0_1::stats
