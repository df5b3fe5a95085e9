// SPDX-License-Identifier: MIT
/// \file
/// Draws from the usual distributions, by algorithms of our own rather than the standard library's.
///
/// Each function takes the words it needs from the stream. Whole numbers by `uniform_index`, `uniform_integer` and
/// `bernoulli` and numbers by `uniform` with powers of two are the same on every machine; all others go through exp,
/// log or sqrt of the C library and may differ in a last bit, or, where they reject, take another number of words.
///
/// Never draw twice in one full expression: compilers choose the order.
/// All throw `invalid_option` for parameters outside their range.
#pragma once

#include <standin/config.hpp>
#include <standin/random/multiply_wide.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>

#include <cstdint>
#include <span>

namespace standin::inline v0_1::random {

/// A whole number below n, each with the same probability; 0 for n = 0.
/// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
[[nodiscard]] constexpr std::uint64_t uniform_index(stream& from, std::uint64_t n) noexcept {
  wide product = multiply_wide(from(), n);
  if (product.low < n) {
    const std::uint64_t uneven = (0 - n) % n;
    while (product.low < uneven) product = multiply_wide(from(), n);
  }
  return product.high;
}

/// A whole number in [lowest, highest], each with the same probability.
[[nodiscard]] std::int64_t uniform_integer(stream& from, std::int64_t lowest, std::int64_t highest);

/// A number in [lowest, highest], by rounding perhaps the highest itself. Both finite.
[[nodiscard]] double uniform(stream& from, double lowest, double highest);

/// True with probability p in [0, 1]; never for 0, always for 1.
[[nodiscard]] bool bernoulli(stream& from, double p);

/// By the inverse of the distribution function, one word a draw. Standard deviation >= 0.
[[nodiscard]] inline double normal(stream& from) noexcept {
  return normal_quantile(from.open_uniform());
}
[[nodiscard]] double normal(stream& from, double mean, double standard_deviation);

/// exp of a normal number with this mean and standard deviation.
[[nodiscard]] double log_normal(stream& from, double mean_of_log, double standard_deviation_of_log);

/// Mean 1 / rate, rate > 0.
[[nodiscard]] double exponential(stream& from, double rate = 1.0);

/// Two exponential tails of mean `scale` > 0 around `location`.
[[nodiscard]] double laplace(stream& from, double location = 0.0, double scale = 1.0);

/// P(X > x) = exp(-(x / scale)^shape), shape and scale > 0.
[[nodiscard]] double weibull(stream& from, double shape, double scale = 1.0);

/// P(X > x) = (x / minimum)^-shape for x >= minimum, shape and minimum > 0.
[[nodiscard]] double pareto(stream& from, double shape, double minimum = 1.0);

/// Density rising from `lowest` to `mode` and falling to `highest`; lowest <= mode <= highest.
[[nodiscard]] double triangular(stream& from, double lowest, double mode, double highest);

/// Mean shape * scale, shape and scale > 0. A tiny shape may give 0 by underflow.
/// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
[[nodiscard]] double gamma(stream& from, double shape, double scale = 1.0);

/// The logarithm of `gamma(from, shape)`, which does not underflow.
[[nodiscard]] double log_gamma(stream& from, double shape);

/// In [0, 1], mean a / (a + b), both > 0.
[[nodiscard]] double beta(stream& from, double a, double b);

/// Shares that sum to 1, one for each concentration > 0, written to `out` of the same size.
void dirichlet(stream& from, std::span<const double> concentrations, std::span<double> out);

/// The sum of `degrees` squared normal numbers, degrees > 0 and perhaps broken.
[[nodiscard]] double chi_squared(stream& from, double degrees);

/// Student's t with `degrees` > 0 of freedom.
[[nodiscard]] double student_t(stream& from, double degrees);

/// A count with this mean, in [0, 2^52].
/// Source: Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics
/// and Economics 12 (1993), from a mean of 10 on; below, by adding up probabilities.
[[nodiscard]] std::uint64_t poisson(stream& from, double mean);

/// Successes in n <= 2^52 trials with probability p each.
/// Source: Hörmann, "The generation of binomial random variates", J. Statistical Computation and Simulation 46 (1993),
/// from min(np, n(1-p)) = 10 on; below, by adding up probabilities.
[[nodiscard]] std::uint64_t binomial(stream& from, std::uint64_t n, double p);

/// Failures before the first success, p in (0, 1].
[[nodiscard]] std::uint64_t geometric(stream& from, double p);

/// Failures before `successes` > 0 (perhaps broken) successes, p in (0, 1]; at most 2^52 or so, as a Poisson count
/// whose mean is drawn.
[[nodiscard]] std::uint64_t negative_binomial(stream& from, double successes, double p);

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/distributions.ipp>
#endif
