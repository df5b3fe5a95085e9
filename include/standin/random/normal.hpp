// SPDX-License-Identifier: MIT
/// \file
/// The standard normal distribution: density, distribution function and quantiles, with their upper tails.
#pragma once

#include <standin/config.hpp>

#include <cmath>
#include <span>

namespace standin::inline v0_1::random {

/// The density of the standard normal distribution at x, with a relative error below 1e-15 for |x| <= 37.5.
[[nodiscard]] double normal_density(double x) noexcept;

/// P(X <= x), with a relative error below 1e-15 down to the smallest normal number (x = -37.5). NaN for NaN.
/// Source: Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969); the coefficients
/// are those of ANORM in Cody's "Algorithm 715: SPECFUN", ACM TOMS 19 (1993).
[[nodiscard]] double normal_cdf(double x) noexcept;

/// P(X > x), as precise in the upper tail as `normal_cdf` is in the lower one.
[[nodiscard]] double normal_survival(double x) noexcept;

/// The x with P(X <= x) = p. Relative error below 1e-15 for p in (0, 1) but for the rounding of p itself; -inf at 0,
/// inf at 1, NaN outside [0, 1].
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988).
[[nodiscard]] double normal_quantile(double p) noexcept;

/// The x with P(X > x) = q: the quantile of 1 - q without the loss of precision in 1 - q.
[[nodiscard]] inline double normal_survival_quantile(double q) noexcept {
  return -normal_quantile(q);
}

/// The quantile of each number of `p`, written to `out`, which has the same size and may be the same memory.
void normal_quantiles(std::span<const double> p, std::span<double> out) noexcept;

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/normal.ipp>
#endif
