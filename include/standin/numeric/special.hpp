// SPDX-License-Identifier: MIT
/// \file
/// Special functions of parametric distributions, by Boost.Math in double precision.
#pragma once

#include <standin/config.hpp>

namespace standin::inline v0_1::numeric {

/// The logarithm of the gamma function, x > 0.
[[nodiscard]] double log_gamma(double x);
/// Its first and second derivative.
[[nodiscard]] double digamma(double x);
[[nodiscard]] double trigamma(double x);

/// P(X <= x) for X gamma-distributed with scale 1, and the x with P(X <= x) = p; shape > 0.
[[nodiscard]] double gamma_cdf(double shape, double x);
[[nodiscard]] double gamma_quantile(double shape, double p);

/// The same for a beta distribution on [0, 1]; a and b > 0.
[[nodiscard]] double beta_cdf(double a, double b, double x);
[[nodiscard]] double beta_quantile(double a, double b, double p);

/// The same for Student's t; degrees > 0.
[[nodiscard]] double student_t_cdf(double degrees, double x);
[[nodiscard]] double student_t_quantile(double degrees, double p);

}  // namespace standin::inline v0_1::numeric

#if !defined(STANDIN_COMPILED)
#include <standin/numeric/detail/special.ipp>
#endif
