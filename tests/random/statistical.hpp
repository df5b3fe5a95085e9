// SPDX-License-Identifier: MIT
/// \file
/// Goodness of fit for the tests of this room: chi-squared and Kolmogorov–Smirnov, each as a probability.
///
/// Every statistical test of the room fixes its seed and fails below α = 1e-6: a right implementation with another seed
/// would fail once in a million runs, a wrong one gives numbers far below.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace standin::test {

inline constexpr double alpha = 1e-6;

/// P(X > x) for X chi-squared with `degrees` of freedom.
/// Source: series and Lentz's continued fraction of the incomplete gamma function, Press et al., "Numerical
/// Recipes", 6.2.
inline double chi_squared_survival(double x, double degrees) {
  const double a = degrees / 2;
  const double half = x / 2;
  if (half <= 0.0) return 1.0;
  const double front = std::exp(a * std::log(half) - half - std::lgamma(a));
  if (half < a + 1) {
    double term = 1 / a;
    double sum = term;
    for (double n = a + 1; std::abs(term) > sum * 1e-16; ++n) sum += term *= half / n;
    return 1.0 - front * sum;
  }
  double b = half + 1 - a;
  double c = 1e300;
  double d = 1 / b;
  double fraction = d;
  for (int i = 1; i < 10'000; ++i) {
    const double n = -i * (i - a);
    b += 2;
    d = 1 / (n * d + b);
    c = b + n / c;
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-15) break;
  }
  return front * fraction;
}

/// P(X <= x) for X gamma-distributed with scale 1.
inline double gamma_cdf(double x, double shape) {
  return 1.0 - chi_squared_survival(2 * x, 2 * shape);
}

/// P(X <= x) for X beta-distributed.
/// Source: Lentz's continued fraction of the incomplete beta function, Press et al., "Numerical Recipes", 6.4.
inline double beta_cdf(double x, double a, double b) {
  if (x <= 0.0) return 0.0;
  if (x >= 1.0) return 1.0;
  if (x > (a + 1) / (a + b + 2)) return 1.0 - beta_cdf(1.0 - x, b, a);
  const double log_front = std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x);
  double c = 1;
  double d = 1 / (1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m < 1'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-15) break;
  }
  return std::exp(log_front) * fraction / a;
}

/// Pearson's test of counts against probabilities that sum to 1. Neighbouring cells that expect fewer than ten are
/// merged; a count where the probability is 0 gives 0.
inline double chi_squared_test(std::span<const double> counts, std::span<const double> probabilities) {
  double n = 0;
  for (const double count : counts) n += count;
  double statistic = 0;
  double cells = 0;
  double count = 0;
  double expected = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0 && probabilities[i] <= 0) return 0.0;
    count += counts[i];
    expected += n * probabilities[i];
    double rest = 0;
    for (std::size_t j = i + 1; j < counts.size() && rest < 10; ++j) rest += n * probabilities[j];
    if (expected < 10 || (rest < 10 && i + 1 < counts.size())) continue;
    statistic += (count - expected) * (count - expected) / expected;
    ++cells;
    count = expected = 0;
  }
  return cells > 1 ? chi_squared_survival(statistic, cells - 1) : 1.0;
}

/// The same for equal probabilities.
inline double uniform_test(std::span<const double> counts) {
  return chi_squared_test(counts, std::vector<double>(counts.size(), 1.0 / static_cast<double>(counts.size())));
}

/// Counts of k = 0, 1, … against a probability function; the last cell takes all that is left.
inline double count_test(std::span<const double> draws, const std::function<double(double)>& log_probability) {
  double largest = 0;
  for (const double draw : draws) largest = std::max(largest, draw);
  std::vector<double> counts(static_cast<std::size_t>(largest) + 2);
  for (const double draw : draws) ++counts[static_cast<std::size_t>(draw)];
  std::vector<double> probabilities(counts.size());
  double left = 1;
  for (std::size_t k = 0; k + 1 < counts.size(); ++k) {
    probabilities[k] = std::exp(log_probability(static_cast<double>(k)));
    left -= probabilities[k];
  }
  probabilities.back() = std::max(left, 0.0);
  return chi_squared_test(counts, probabilities);
}

/// The Kolmogorov–Smirnov test of draws against a distribution function; an upper bound of the probability.
/// Source: the first term of Kolmogorov's series with Stephens' correction, Press et al., "Numerical Recipes", 14.3.
inline double kolmogorov_smirnov_test(std::vector<double> draws, const std::function<double(double)>& cdf) {
  std::sort(draws.begin(), draws.end());
  const auto n = static_cast<double>(draws.size());
  double largest = 0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double f = cdf(draws[i]);
    largest = std::max({largest, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  const double t = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * largest;
  return std::min(1.0, 2 * std::exp(-2 * t * t));
}

}  // namespace standin::test
