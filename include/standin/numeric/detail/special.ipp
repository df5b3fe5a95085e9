// SPDX-License-Identifier: MIT
/// \file
/// The bodies of numeric/special.hpp.
#pragma once

#include <standin/numeric/special.hpp>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace standin::inline v0_1::numeric {

namespace detail {

/// Double precision within (long double would cost several times as much), and NaN or infinity rather than exceptions.
using special_policy =
    boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                  boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

}  // namespace detail

STANDIN_INLINE double log_gamma(double x) {
  return boost::math::lgamma(x, detail::special_policy());
}
STANDIN_INLINE double digamma(double x) {
  return boost::math::digamma(x, detail::special_policy());
}
STANDIN_INLINE double trigamma(double x) {
  return boost::math::trigamma(x, detail::special_policy());
}
STANDIN_INLINE double gamma_cdf(double shape, double x) {
  return x <= 0.0 ? 0.0 : boost::math::gamma_p(shape, x, detail::special_policy());
}
STANDIN_INLINE double gamma_quantile(double shape, double p) {
  return boost::math::gamma_p_inv(shape, p, detail::special_policy());
}
STANDIN_INLINE double beta_cdf(double a, double b, double x) {
  return x <= 0.0 ? 0.0 : x >= 1.0 ? 1.0 : boost::math::ibeta(a, b, x, detail::special_policy());
}
STANDIN_INLINE double beta_quantile(double a, double b, double p) {
  return boost::math::ibeta_inv(a, b, p, static_cast<double*>(nullptr), detail::special_policy());
}
STANDIN_INLINE double student_t_cdf(double degrees, double x) {
  return boost::math::cdf(boost::math::students_t_distribution<double, detail::special_policy>(degrees), x);
}
STANDIN_INLINE double student_t_quantile(double degrees, double p) {
  return boost::math::quantile(boost::math::students_t_distribution<double, detail::special_policy>(degrees), p);
}

}  // namespace standin::inline v0_1::numeric
