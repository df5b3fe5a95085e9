// SPDX-License-Identifier: MIT
/// \file
/// Distributions of known families.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace standin::inline v0_1 {

/// The families that `parametric_marginal` chooses from.
enum class marginal_family : std::uint8_t {
  uniform,           ///< on [location, location + scale]
  normal,            ///< mean `location`, standard deviation `scale`
  log_normal,        ///< the same of the logarithm
  exponential,       ///< mean `scale`
  gamma,             ///< mean `shape * scale`
  weibull,           ///< P(X > x) = exp(-(x / scale)^shape)
  beta,              ///< `shape` and `second` on [location, location + scale]
  student_t,         ///< `shape` degrees of freedom
  truncated_normal,  ///< mean `location` and standard deviation `scale` before it is cut to [shape, second]
  logistic,          ///< mean `location`, standard deviation `scale` * pi / sqrt(3)
  laplace,           ///< mean `location`, mean distance from it `scale`
};

inline constexpr std::size_t marginal_families = 11;

/// The family's name as it stands in model files.
[[nodiscard]] std::string_view name_of(marginal_family family) noexcept;

/// A distribution of one of the families; what its numbers mean depends on the family.
struct parametric_law {
  marginal_family family = marginal_family::normal;
  double location = 0.0;
  double scale = 1.0;
  double shape = 0.0;
  double second = 0.0;

  [[nodiscard]] double cdf(double x) const;
  /// \param p  in (0, 1)
  [[nodiscard]] double quantile(double p) const;
  [[nodiscard]] double log_density(double x) const;

  bool operator==(const parametric_law&) const = default;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/parametric_law.ipp>
#endif
