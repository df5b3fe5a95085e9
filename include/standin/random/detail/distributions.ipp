// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/distributions.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/random/count_laws.hpp>
#include <standin/random/distributions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace standin::inline v0_1::random {

namespace detail {

/// The largest mean and number of trials: beyond it doubles skip whole numbers.
inline constexpr double largest_count = 0x1p52;

STANDIN_INLINE void refuse(std::string_view distribution, std::string_view parameter, double value,
                           std::string_view range) {
  throw invalid_option(distribution, concatenate(parameter, " ", to_text(value)), concatenate("give ", range));
}

inline void require_positive(std::string_view distribution, std::string_view parameter, double value) {
  // The bounds keep quotients and squares finite.
  if (!(value >= 1e-300 && value <= 1e300)) refuse(distribution, parameter, value, "a number above 0, up to 1e300");
}

inline void require_finite(std::string_view distribution, std::string_view parameter, double value) {
  if (!std::isfinite(value)) refuse(distribution, parameter, value, "a finite number");
}

[[nodiscard]] inline std::uint64_t to_count(double x) noexcept {
  return x >= 0x1p64 ? std::numeric_limits<std::uint64_t>::max() : static_cast<std::uint64_t>(x);
}

/// Mean in [0, 2^52].
STANDIN_INLINE std::uint64_t draw_poisson(stream& from, double mean) noexcept {
  if (mean < 10.0) {
    double u = from.uniform();
    double probability = std::exp(-mean);
    std::uint64_t k = 0;
    while (u >= probability && probability > 1e-30) {
      u -= probability;
      ++k;
      probability *= mean / static_cast<double>(k);
    }
    return k;
  }
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double log_inverse_alpha = std::log(1.1239 + 1.1328 / (b - 3.4));
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  while (true) {
    const double u = from.open_uniform() - 0.5;
    const double v = from.open_uniform();
    const double edge = 0.5 - std::abs(u);
    const double k = std::floor((2.0 * a / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= squeeze) return to_count(k);
    if (k < 0.0 || (edge < 0.013 && v > edge)) continue;
    if (std::log(v) + log_inverse_alpha - std::log(a / (edge * edge) + b) <= log_poisson(k, mean)) return to_count(k);
  }
}

/// p in (0, 1/2], n in [1, 2^52].
STANDIN_INLINE std::uint64_t draw_binomial(stream& from, double n, double p) noexcept {
  const double mean = n * p;
  if (mean < 10.0) {
    const double odds = p / (1.0 - p);
    double u = from.uniform();
    double probability = std::exp(n * std::log1p(-p));
    double k = 0.0;
    while (u >= probability && k < n && probability > 1e-30) {
      u -= probability;
      k += 1.0;
      probability *= (n - k + 1.0) / k * odds;
    }
    return to_count(k);
  }
  const double deviation = std::sqrt(mean * (1.0 - p));
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double squeeze = 0.92 - 4.2 / b;
  const double log_alpha = std::log((2.83 + 5.1 / b) * deviation);
  const double log_mode = log_binomial(std::floor((n + 1.0) * p), n, p);
  while (true) {
    const double u = from.open_uniform() - 0.5;
    const double v = from.open_uniform();
    const double edge = 0.5 - std::abs(u);
    const double k = std::floor((2.0 * a / edge + b) * u + mean + 0.5);
    if (edge >= 0.07 && v <= squeeze) return to_count(k);
    if (k < 0.0 || k > n) continue;
    if (std::log(v) + log_alpha - std::log(a / (edge * edge) + b) <= log_binomial(k, n, p) - log_mode)
      return to_count(k);
  }
}

/// shape in [1e-300, 1e300].
STANDIN_INLINE double draw_log_gamma(stream& from, double shape) noexcept {
  const double lift = shape < 1.0 ? 1.0 : 0.0;  // by one, taken back by a power of a uniform number
  const double d = shape + lift - 1.0 / 3;
  const double c = 1.0 / (3.0 * std::sqrt(d));
  while (true) {
    const double x = normal(from);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double u = from.open_uniform();
    const double log_v = 3.0 * std::log(root);
    if (std::log(u) >= 0.5 * x * x + d * (1.0 - root * root * root + log_v)) continue;
    const double log_draw = std::log(d) + log_v;
    return lift == 0.0 ? log_draw : log_draw + std::log(from.open_uniform()) / shape;
  }
}

}  // namespace detail

STANDIN_INLINE std::int64_t uniform_integer(stream& from, std::int64_t lowest, std::int64_t highest) {
  if (lowest > highest)
    throw invalid_option("uniform_integer", concatenate("bounds ", to_text(lowest), " and ", to_text(highest)),
                         "give the lower bound first");
  const std::uint64_t span = static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest);
  const std::uint64_t step = span == ~std::uint64_t{0} ? from() : uniform_index(from, span + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(lowest) + step);
}

STANDIN_INLINE double uniform(stream& from, double lowest, double highest) {
  detail::require_finite("uniform", "lower bound", lowest);
  detail::require_finite("uniform", "upper bound", highest);
  if (lowest > highest) detail::refuse("uniform", "lower bound", lowest, "the lower bound first");
  const double u = from.uniform();
  return std::clamp(lowest * (1.0 - u) + highest * u, lowest, highest);
}

STANDIN_INLINE bool bernoulli(stream& from, double p) {
  if (!(p >= 0.0 && p <= 1.0)) detail::refuse("bernoulli", "probability", p, "a number in [0, 1]");
  return from.uniform() < p;
}

STANDIN_INLINE double normal(stream& from, double mean, double standard_deviation) {
  detail::require_finite("normal", "mean", mean);
  if (!(standard_deviation >= 0.0 && standard_deviation <= 1e300))
    detail::refuse("normal", "standard deviation", standard_deviation, "a number from 0 to 1e300");
  return mean + standard_deviation * normal(from);
}

STANDIN_INLINE double log_normal(stream& from, double mean_of_log, double standard_deviation_of_log) {
  return std::exp(normal(from, mean_of_log, standard_deviation_of_log));
}

STANDIN_INLINE double exponential(stream& from, double rate) {
  detail::require_positive("exponential", "rate", rate);
  return -std::log(from.open_uniform()) / rate;
}

STANDIN_INLINE double laplace(stream& from, double location, double scale) {
  detail::require_finite("laplace", "location", location);
  detail::require_positive("laplace", "scale", scale);
  const double u = from.open_uniform();
  return u < 0.5 ? location + scale * std::log(2.0 * u) : location - scale * std::log(2.0 * (1.0 - u));
}

STANDIN_INLINE double weibull(stream& from, double shape, double scale) {
  detail::require_positive("weibull", "shape", shape);
  detail::require_positive("weibull", "scale", scale);
  return scale * std::pow(-std::log(from.open_uniform()), 1.0 / shape);
}

STANDIN_INLINE double pareto(stream& from, double shape, double minimum) {
  detail::require_positive("pareto", "shape", shape);
  detail::require_positive("pareto", "minimum", minimum);
  return minimum * std::exp(-std::log(from.open_uniform()) / shape);
}

STANDIN_INLINE double triangular(stream& from, double lowest, double mode, double highest) {
  detail::require_finite("triangular", "lower bound", lowest);
  detail::require_finite("triangular", "upper bound", highest);
  if (!(lowest <= mode && mode <= highest))
    detail::refuse("triangular", "mode", mode, "a mode between the lower and the upper bound");
  const double u = from.uniform();
  const double width = highest - lowest;
  if (width == 0.0) return lowest;
  const double rising = (mode - lowest) / width;
  const double x = u < rising ? lowest + std::sqrt(u * width * (mode - lowest))
                              : highest - std::sqrt((1.0 - u) * width * (highest - mode));
  return std::clamp(x, lowest, highest);
}

STANDIN_INLINE double gamma(stream& from, double shape, double scale) {
  detail::require_positive("gamma", "shape", shape);
  detail::require_positive("gamma", "scale", scale);
  return scale * std::exp(detail::draw_log_gamma(from, shape));
}

STANDIN_INLINE double log_gamma(stream& from, double shape) {
  detail::require_positive("log_gamma", "shape", shape);
  return detail::draw_log_gamma(from, shape);
}

STANDIN_INLINE double beta(stream& from, double a, double b) {
  detail::require_positive("beta", "a", a);
  detail::require_positive("beta", "b", b);
  const double log_x = detail::draw_log_gamma(from, a);
  const double log_y = detail::draw_log_gamma(from, b);
  return 1.0 / (1.0 + std::exp(log_y - log_x));
}

STANDIN_INLINE void dirichlet(stream& from, std::span<const double> concentrations, std::span<double> out) {
  if (concentrations.size() != out.size())
    throw invalid_option(
        "dirichlet",
        concatenate(to_text(concentrations.size()), " concentrations for ", to_text(out.size()), " shares"),
        "give as many of both");
  double largest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < out.size(); ++i) {
    detail::require_positive("dirichlet", "concentration", concentrations[i]);
    out[i] = detail::draw_log_gamma(from, concentrations[i]);
    largest = std::max(largest, out[i]);
  }
  double sum = 0.0;
  for (double& share : out) sum += share = std::exp(share - largest);
  for (double& share : out) share /= sum;
}

STANDIN_INLINE double chi_squared(stream& from, double degrees) {
  detail::require_positive("chi_squared", "degrees", degrees);
  return 2.0 * std::exp(detail::draw_log_gamma(from, 0.5 * degrees));
}

STANDIN_INLINE double student_t(stream& from, double degrees) {
  detail::require_positive("student_t", "degrees", degrees);
  const double z = normal(from);
  const double log_mean_square = detail::draw_log_gamma(from, 0.5 * degrees) - std::log(0.5 * degrees);
  return z * std::exp(-0.5 * log_mean_square);
}

STANDIN_INLINE std::uint64_t poisson(stream& from, double mean) {
  if (!(mean >= 0.0 && mean <= detail::largest_count))
    detail::refuse("poisson", "mean", mean, "a number from 0 to 2^52");
  return detail::draw_poisson(from, mean);
}

STANDIN_INLINE std::uint64_t binomial(stream& from, std::uint64_t n, double p) {
  if (n > static_cast<std::uint64_t>(detail::largest_count))
    detail::refuse("binomial", "number of trials", static_cast<double>(n), "a number up to 2^52");
  if (!(p >= 0.0 && p <= 1.0)) detail::refuse("binomial", "probability", p, "a number in [0, 1]");
  if (n == 0 || p == 0.0) return 0;
  if (p == 1.0) return n;
  if (p <= 0.5) return detail::draw_binomial(from, static_cast<double>(n), p);
  return n - detail::draw_binomial(from, static_cast<double>(n), 1.0 - p);
}

STANDIN_INLINE std::uint64_t geometric(stream& from, double p) {
  if (!(p > 0.0 && p <= 1.0)) detail::refuse("geometric", "probability", p, "a number above 0, up to 1");
  return detail::to_count(std::floor(std::log(from.open_uniform()) / std::log1p(-p)));
}

STANDIN_INLINE std::uint64_t negative_binomial(stream& from, double successes, double p) {
  detail::require_positive("negative_binomial", "number of successes", successes);
  if (!(p > 0.0 && p <= 1.0)) detail::refuse("negative_binomial", "probability", p, "a number above 0, up to 1");
  if (p == 1.0) return 0;
  const double mean = std::exp(detail::draw_log_gamma(from, successes)) * ((1.0 - p) / p);
  return detail::draw_poisson(from, std::min(mean, detail::largest_count));
}

}  // namespace standin::inline v0_1::random
