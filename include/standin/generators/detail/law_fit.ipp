// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/law_fit.hpp: a method for each family.
#pragma once

#include <standin/generators/law_fit.hpp>
#include <standin/numeric/special.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_INLINE value_moments moments_of(std::span<const double> sorted) {
  value_moments m{.n = static_cast<double>(sorted.size())};
  for (const double x : sorted) m.mean += x / m.n;
  double fourth = 0.0;
  for (const double x : sorted) m.deviation += (x - m.mean) * (x - m.mean) / m.n;
  for (const double x : sorted) fourth += std::pow(x - m.mean, 4) / m.n;
  m.kurtosis = fourth / (m.deviation * m.deviation) - 3.0;
  m.deviation = std::sqrt(m.deviation);
  if (sorted.front() > 0.0) {
    for (const double x : sorted) m.mean_log += std::log(x) / m.n;
    for (const double x : sorted) m.deviation_log += (std::log(x) - m.mean_log) * (std::log(x) - m.mean_log) / m.n;
    m.deviation_log = std::sqrt(m.deviation_log);
  }
  return m;
}

/// The sum of logarithms of densities.
[[nodiscard]] STANDIN_INLINE double log_likelihood(const parametric_law& law, std::span<const double> values) {
  double sum = 0.0;
  for (const double x : values) sum += law.log_density(x);
  return sum;
}

/// Newton's method for the shape. Source: Minka, "Estimating a gamma distribution" (2002).
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_gamma(const value_moments& m) {
  const double s = std::log(m.mean) - m.mean_log;
  if (!(s > 1e-8)) return std::nullopt;
  double shape = (3.0 - s + std::sqrt((s - 3.0) * (s - 3.0) + 24.0 * s)) / (12.0 * s);
  for (int step = 0; step < 50; ++step) {
    const double slope = shape * shape * (1.0 / shape - numeric::trigamma(shape));
    const double next = 1.0 / (1.0 / shape + (std::log(shape) - numeric::digamma(shape) - s) / slope);
    if (!(next > 0.0 && std::isfinite(next))) return std::nullopt;
    const bool done = std::abs(next - shape) <= 1e-12 * shape;
    shape = next;
    if (done) break;
  }
  return parametric_law{.family = marginal_family::gamma, .scale = m.mean / shape, .shape = shape};
}

/// Newton's method for the shape, on values divided by the largest.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_weibull(std::span<const double> sorted,
                                                                       const value_moments& m) {
  const double top = sorted.back();
  const double mean_log = m.mean_log - std::log(top);
  double shape = std::clamp(1.2 / std::max(m.deviation_log, 1e-6), 0.05, 500.0);
  double powers = 1.0;
  for (int step = 0; step < 50; ++step) {
    double logs = 0.0;
    double squares = 0.0;
    powers = 0.0;
    for (const double x : sorted) {
      const double y = std::log(x / top);
      const double power = std::exp(shape * y);
      powers += power;
      logs += power * y;
      squares += power * y * y;
    }
    const double mean_y = logs / powers;
    const double value = mean_y - 1.0 / shape - mean_log;
    const double slope = squares / powers - mean_y * mean_y + 1.0 / (shape * shape);
    const double next = std::max(shape - value / slope, shape / 4.0);
    if (!std::isfinite(next)) return std::nullopt;
    const bool done = std::abs(next - shape) <= 1e-10 * shape;
    shape = next;
    if (done) break;
  }
  powers = 0.0;
  for (const double x : sorted) powers += std::exp(shape * std::log(x / top));
  return parametric_law{
      .family = marginal_family::weibull, .scale = top * std::pow(powers / m.n, 1.0 / shape), .shape = shape};
}

/// Newton's method for both shapes on [low, high], from the moments.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_beta(std::span<const double> sorted, double low,
                                                                    double high) {
  const double width = high - low;
  const auto n = static_cast<double>(sorted.size());
  double mean = 0.0, log_up = 0.0, log_down = 0.0, square = 0.0;
  for (const double x : sorted) {
    const double z = (x - low) / width;
    if (!(z > 0.0 && z < 1.0)) return std::nullopt;
    mean += z / n;
    square += z * z / n;
    log_up += std::log(z) / n;
    log_down += std::log1p(-z) / n;
  }
  const double common = std::max(mean * (1.0 - mean) / std::max(square - mean * mean, 1e-300) - 1.0, 0.02);
  double a = mean * common;
  double b = (1.0 - mean) * common;
  for (int step = 0; step < 50; ++step) {
    const double both = numeric::trigamma(a + b);
    const double first = numeric::digamma(a + b) - numeric::digamma(a) + log_up;
    const double second = numeric::digamma(a + b) - numeric::digamma(b) + log_down;
    const double aa = numeric::trigamma(a) - both;
    const double bb = numeric::trigamma(b) - both;
    const double determinant = aa * bb - both * both;
    const double step_a = (bb * first + both * second) / determinant;
    const double step_b = (aa * second + both * first) / determinant;
    if (!std::isfinite(step_a) || !std::isfinite(step_b)) return std::nullopt;
    const double next_a = std::max(a + step_a, a / 4.0);
    const double next_b = std::max(b + step_b, b / 4.0);
    const bool done = std::abs(next_a - a) <= 1e-10 * a && std::abs(next_b - b) <= 1e-10 * b;
    a = next_a;
    b = next_b;
    if (done) break;
  }
  if (!(a < 1e6 && b < 1e6)) return std::nullopt;
  return parametric_law{.family = marginal_family::beta, .location = low, .scale = width, .shape = a, .second = b};
}

/// All values, or 100 000 evenly spaced ones of more, which `room` then holds.
[[nodiscard]] STANDIN_INLINE std::span<const double> thinned(std::span<const double> sorted,
                                                             std::vector<double>& room) {
  constexpr std::size_t most = 100'000;
  if (sorted.size() <= most) return sorted;
  room.reserve(most);
  for (std::size_t i = 0; i < most; ++i) room.push_back(sorted[(2 * i + 1) * sorted.size() / (2 * most)]);
  return room;
}

/// Fisher's scoring, whose steps for location and scale don't depend on each other: the information is n / (3 scale^2)
/// and n (3 + pi^2) / (9 scale^2).
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_logistic_law(std::span<const double> sorted,
                                                                            const value_moments& m) {
  std::vector<double> room;
  sorted = thinned(sorted, room);
  const auto n = static_cast<double>(sorted.size());
  parametric_law law{.family = marginal_family::logistic,
                     .location = sorted[sorted.size() / 2],
                     .scale = m.deviation * std::sqrt(3.0) / std::numbers::pi};
  for (int step = 0; step < 50; ++step) {
    double first = 0.0;
    double second = -n;
    for (const double x : sorted) {
      const double z = (x - law.location) / law.scale;
      const double tangent = std::tanh(0.5 * z);
      first += tangent;
      second += z * tangent;
    }
    const double move = 3.0 * law.scale * first / n;
    const double scale =
        law.scale * std::exp(9.0 / (3.0 + std::numbers::pi * std::numbers::pi) * second / n);  // stays above 0
    const bool done = std::abs(move) <= 1e-9 * law.scale && std::abs(scale / law.scale - 1.0) <= 1e-9;
    law.location += move;
    law.scale = scale;
    if (!std::isfinite(law.location) || !std::isfinite(law.scale)) return std::nullopt;
    if (done) break;
  }
  return law;
}

/// The median, and the mean distance from it.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_laplace(std::span<const double> sorted) {
  const std::size_t middle = sorted.size() / 2;
  const double median = sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
  double distance = 0.0;
  for (const double x : sorted) distance += std::abs(x - median) / static_cast<double>(sorted.size());
  if (!(distance > 0.0)) return std::nullopt;
  return parametric_law{.family = marginal_family::laplace, .location = median, .scale = distance};
}

/// Expectation and conditional maximisation. Source: Liu and Rubin, "ML estimation of the t distribution using EM and
/// its extensions", Statistica Sinica 5 (1995).
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_student_t(std::span<const double> sorted) {
  std::vector<double> room;
  sorted = thinned(sorted, room);
  const auto n = static_cast<double>(sorted.size());
  parametric_law law{.family = marginal_family::student_t, .location = sorted[sorted.size() / 2], .shape = 5.0};
  law.scale = (sorted[sorted.size() * 3 / 4] - sorted[sorted.size() / 4]) / 1.45;
  if (!(law.scale > 0.0)) return std::nullopt;
  for (int step = 0; step < 500; ++step) {
    double weights = 0.0, sum = 0.0;
    for (const double x : sorted) {
      const double z = (x - law.location) / law.scale;
      const double weight = (law.shape + 1.0) / (law.shape + z * z);
      weights += weight;
      sum += weight * x;
    }
    const double location = sum / weights;
    double squares = 0.0, logs = 0.0;
    for (const double x : sorted) {
      const double z = (x - law.location) / law.scale;
      const double weight = (law.shape + 1.0) / (law.shape + z * z);
      squares += weight * (x - location) * (x - location);
      logs += std::log(weight) - weight;
    }
    // With expanded parameters, which converges faster: the squares divided by the weights rather than by n.
    const double scale = std::sqrt(squares / weights);
    // The degrees of freedom solve a falling function.
    const double known = 1.0 + logs / n + numeric::digamma((law.shape + 1.0) / 2.0) - std::log((law.shape + 1.0) / 2.0);
    double low = std::log(0.1), high = std::log(500.0);
    for (int halving = 0; halving < 50; ++halving) {
      const double middle = (low + high) / 2.0;
      const double half = std::exp(middle) / 2.0;
      (std::log(half) - numeric::digamma(half) + known > 0.0 ? low : high) = middle;
    }
    const double degrees = std::exp((low + high) / 2.0);
    const bool done = std::abs(location - law.location) <= 1e-7 * scale && std::abs(scale / law.scale - 1.0) <= 1e-7 &&
                      std::abs(degrees / law.shape - 1.0) <= 1e-5;
    law.location = location;
    law.scale = scale;
    law.shape = degrees;
    if (done) break;
  }
  if (law.shape > 400.0) return std::nullopt;  // a normal distribution
  return law;
}

/// Newton's method for the natural parameters of a normal distribution on [low, high], whose likelihood is concave.
[[nodiscard]] STANDIN_INLINE std::optional<parametric_law> fit_truncated_normal(const value_moments& m, double low,
                                                                                double high) {
  const double from = (low - m.mean) / m.deviation;
  const double to = (high - m.mean) / m.deviation;
  constexpr int parts = 800;  // of Simpson's rule
  struct moments {
    double log_mass = 0.0;
    std::array<double, 5> raw{};
  };
  const auto moments_at = [from, to](double linear, double quadratic) {
    double most = std::max(linear * from + quadratic * from * from, linear * to + quadratic * to * to);
    if (const double at = -linear / (2.0 * quadratic); quadratic < 0.0 && at > from && at < to)
      most = linear * at + quadratic * at * at;
    moments found;
    for (int i = 0; i <= parts; ++i) {
      const double z = from + (to - from) * i / parts;
      const double weight = (i == 0 || i == parts ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * (to - from) / (3.0 * parts);
      double term = weight * std::exp(linear * z + quadratic * z * z - most);
      for (double& sum : found.raw) {
        sum += term;
        term *= z;
      }
    }
    found.log_mass = std::log(found.raw[0]) + most;
    for (std::size_t k = 1; k < 5; ++k) found.raw[k] /= found.raw[0];
    return found;
  };
  double linear = 0.0, quadratic = -0.5;
  moments now = moments_at(linear, quadratic);
  for (int step = 0; step < 50; ++step) {
    const double first = -now.raw[1];
    const double second = 1.0 - now.raw[2];
    if (std::abs(first) + std::abs(second) < 1e-12) break;
    const double aa = now.raw[2] - now.raw[1] * now.raw[1];
    const double ab = now.raw[3] - now.raw[1] * now.raw[2];
    const double bb = now.raw[4] - now.raw[2] * now.raw[2];
    const double determinant = aa * bb - ab * ab;
    double move_a = (bb * first - ab * second) / determinant;
    double move_b = (aa * second - ab * first) / determinant;
    if (!std::isfinite(move_a) || !std::isfinite(move_b)) return std::nullopt;
    bool better = false;
    for (int halving = 0; halving < 30 && !better; ++halving) {
      const moments there = moments_at(linear + move_a, quadratic + move_b);
      better = quadratic + move_b - there.log_mass >= quadratic - now.log_mass;
      if (better) {
        linear += move_a;
        quadratic += move_b;
        now = there;
      }
      move_a /= 2.0;
      move_b /= 2.0;
    }
    if (!better) break;
  }
  if (!(quadratic < -1e-4)) return std::nullopt;  // flat, or rising to both ends
  const double variance = -1.0 / (2.0 * quadratic);
  const parametric_law law{.family = marginal_family::truncated_normal,
                           .location = m.mean + m.deviation * linear * variance,
                           .scale = m.deviation * std::sqrt(variance),
                           .shape = low,
                           .second = high};
  const double mass =
      random::normal_cdf((high - law.location) / law.scale) - random::normal_cdf((low - law.location) / law.scale);
  return mass > 1e-6 ? std::optional(law) : std::nullopt;
}

STANDIN_INLINE std::optional<law_fit> fit_law_to(marginal_family family, std::span<const double> sorted,
                                                 const value_moments& m) {
  const double least = sorted.front();
  const double most = sorted.back();
  if (!(m.deviation > 0.0) || !std::isfinite(m.deviation)) return std::nullopt;
  const bool positive = least > 0.0;
  // Beyond the outermost values by the mean distance of neighbours, since ends that are values have no density.
  const double margin = (most - least) / m.n;
  std::optional<parametric_law> law;
  int parameters = 2;
  switch (family) {
    case marginal_family::uniform:
      law = parametric_law{.family = family, .location = least, .scale = most - least};
      break;
    case marginal_family::normal:
      law = parametric_law{.family = family, .location = m.mean, .scale = m.deviation};
      break;
    case marginal_family::log_normal:
      if (positive && m.deviation_log > 0.0)
        law = parametric_law{.family = family, .location = m.mean_log, .scale = m.deviation_log};
      break;
    case marginal_family::exponential:
      parameters = 1;
      if (least >= 0.0) law = parametric_law{.family = family, .scale = m.mean};
      break;
    case marginal_family::gamma:
      if (positive) law = fit_gamma(m);
      break;
    case marginal_family::weibull:
      if (positive) law = fit_weibull(sorted, m);
      break;
    case marginal_family::beta: {
      const bool unit = least > 0.0 && most < 1.0;
      parameters = unit ? 2 : 4;
      law = unit ? fit_beta(sorted, 0.0, 1.0) : fit_beta(sorted, least - margin, most + margin);
      break;
    }
    case marginal_family::student_t:
      parameters = 3;
      if (m.kurtosis > 0.0) law = fit_student_t(sorted);
      break;
    case marginal_family::truncated_normal:
      parameters = 4;
      law = fit_truncated_normal(m, least - margin, most + margin);
      break;
    case marginal_family::logistic: law = fit_logistic_law(sorted, m); break;
    case marginal_family::laplace: law = fit_laplace(sorted); break;
  }
  if (!law) return std::nullopt;
  const double likelihood = log_likelihood(*law, sorted);
  if (!std::isfinite(likelihood)) return std::nullopt;
  return law_fit{*law, likelihood, parameters};
}

}  // namespace detail

STANDIN_INLINE std::optional<law_fit> fit_law(marginal_family family, std::span<const double> sorted) {
  if (sorted.size() < 2 || !(sorted.front() < sorted.back())) return std::nullopt;
  return detail::fit_law_to(family, sorted, detail::moments_of(sorted));
}

}  // namespace standin::inline v0_1
