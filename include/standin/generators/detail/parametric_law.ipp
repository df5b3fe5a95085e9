// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/parametric_law.hpp.
#pragma once

#include <standin/generators/parametric_law.hpp>
#include <standin/numeric/special.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace standin::inline v0_1 {

STANDIN_INLINE std::string_view name_of(marginal_family family) noexcept {
  switch (family) {
    case marginal_family::uniform: return "uniform";
    case marginal_family::normal: return "normal";
    case marginal_family::log_normal: return "log_normal";
    case marginal_family::exponential: return "exponential";
    case marginal_family::gamma: return "gamma";
    case marginal_family::weibull: return "weibull";
    case marginal_family::beta: return "beta";
    case marginal_family::student_t: return "student_t";
    case marginal_family::truncated_normal: return "truncated_normal";
    case marginal_family::logistic: return "logistic";
    case marginal_family::laplace: return "laplace";
  }
  return "unknown";
}

STANDIN_INLINE double parametric_law::cdf(double x) const {
  const double z = (x - location) / scale;
  switch (family) {
    case marginal_family::uniform: return std::clamp(z, 0.0, 1.0);
    case marginal_family::normal: return random::normal_cdf(z);
    case marginal_family::log_normal: return x <= 0.0 ? 0.0 : random::normal_cdf((std::log(x) - location) / scale);
    case marginal_family::exponential: return x <= 0.0 ? 0.0 : -std::expm1(-x / scale);
    case marginal_family::gamma: return numeric::gamma_cdf(shape, x / scale);
    case marginal_family::weibull: return x <= 0.0 ? 0.0 : -std::expm1(-std::pow(x / scale, shape));
    case marginal_family::beta: return numeric::beta_cdf(shape, second, z);
    case marginal_family::student_t: return numeric::student_t_cdf(shape, z);
    case marginal_family::truncated_normal: {
      const double low = random::normal_cdf((shape - location) / scale);
      const double high = random::normal_cdf((second - location) / scale);
      return std::clamp((random::normal_cdf(z) - low) / (high - low), 0.0, 1.0);
    }
    case marginal_family::logistic: return 1.0 / (1.0 + std::exp(-z));
    case marginal_family::laplace: return z < 0.0 ? 0.5 * std::exp(z) : 1.0 - 0.5 * std::exp(-z);
  }
  return 0.0;
}

STANDIN_INLINE double parametric_law::quantile(double p) const {
  switch (family) {
    case marginal_family::uniform: return location + scale * p;
    case marginal_family::normal: return location + scale * random::normal_quantile(p);
    case marginal_family::log_normal: return std::exp(location + scale * random::normal_quantile(p));
    case marginal_family::exponential: return -scale * std::log1p(-p);
    case marginal_family::gamma: return scale * numeric::gamma_quantile(shape, p);
    case marginal_family::weibull: return scale * std::pow(-std::log1p(-p), 1.0 / shape);
    case marginal_family::beta: return location + scale * numeric::beta_quantile(shape, second, p);
    case marginal_family::student_t: return location + scale * numeric::student_t_quantile(shape, p);
    case marginal_family::truncated_normal: {
      const double low = random::normal_cdf((shape - location) / scale);
      const double high = random::normal_cdf((second - location) / scale);
      return std::clamp(location + scale * random::normal_quantile(low + p * (high - low)), shape, second);
    }
    case marginal_family::logistic: return location + scale * (std::log(p) - std::log1p(-p));
    case marginal_family::laplace:
      return location + scale * (p < 0.5 ? std::log(2.0 * p) : -std::log(2.0) - std::log1p(-p));
  }
  return 0.0;
}

STANDIN_INLINE double parametric_law::log_density(double x) const {
  constexpr double never = -std::numeric_limits<double>::infinity();
  const double half_log_two_pi = 0.5 * std::log(2.0 * std::numbers::pi);
  const double z = (x - location) / scale;
  switch (family) {
    case marginal_family::uniform: return z < 0.0 || z > 1.0 ? never : -std::log(scale);
    case marginal_family::normal: return -0.5 * z * z - std::log(scale) - half_log_two_pi;
    case marginal_family::log_normal: {
      if (x <= 0.0) return never;
      const double y = (std::log(x) - location) / scale;
      return -0.5 * y * y - std::log(scale) - half_log_two_pi - std::log(x);
    }
    case marginal_family::exponential: return x < 0.0 ? never : -x / scale - std::log(scale);
    case marginal_family::gamma:
      return x <= 0.0 ? never
                      : (shape - 1.0) * std::log(x) - x / scale - shape * std::log(scale) - numeric::log_gamma(shape);
    case marginal_family::weibull:
      return x <= 0.0 ? never
                      : std::log(shape / scale) + (shape - 1.0) * std::log(x / scale) - std::pow(x / scale, shape);
    case marginal_family::beta:
      return z <= 0.0 || z >= 1.0
                 ? never
                 : (shape - 1.0) * std::log(z) + (second - 1.0) * std::log1p(-z) - std::log(scale) +
                       numeric::log_gamma(shape + second) - numeric::log_gamma(shape) - numeric::log_gamma(second);
    case marginal_family::student_t:
      return numeric::log_gamma((shape + 1.0) / 2.0) - numeric::log_gamma(shape / 2.0) -
             0.5 * std::log(shape * std::numbers::pi) - std::log(scale) -
             (shape + 1.0) / 2.0 * std::log1p(z * z / shape);
    case marginal_family::truncated_normal: {
      if (x < shape || x > second) return never;
      const double mass =
          random::normal_cdf((second - location) / scale) - random::normal_cdf((shape - location) / scale);
      return -0.5 * z * z - std::log(scale) - half_log_two_pi - std::log(mass);
    }
    case marginal_family::logistic: return -std::abs(z) - 2.0 * std::log1p(std::exp(-std::abs(z))) - std::log(scale);
    case marginal_family::laplace: return -std::abs(z) - std::log(2.0 * scale);
  }
  return never;
}

}  // namespace standin::inline v0_1
