// SPDX-License-Identifier: MIT
/// \file
/// The maximum of the likelihood within each family of distributions.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/parametric_law.hpp>

#include <optional>
#include <span>

namespace standin::inline v0_1 {

/// A law that was fitted, and how well.
struct law_fit {
  parametric_law law{};
  double log_likelihood = 0.0;
  int parameters = 0;  ///< that were learned, ends among them
};

/// The maximum of the likelihood within one family; nothing where the values are outside its support, or don't lead to
/// a maximum.
/// \param sorted  ascending, at least two different values
/// Costs O(n); Student's t and the logistic law are fitted to at most 100 000 evenly spaced ones.
[[nodiscard]] std::optional<law_fit> fit_law(marginal_family family, std::span<const double> sorted);

namespace detail {

/// What several families need of the values.
struct value_moments {
  double n = 0.0;
  double mean = 0.0;
  double deviation = 0.0;  ///< of the likelihood: divided by n
  double kurtosis = 0.0;   ///< in excess of the normal distribution's
  double mean_log = 0.0;   ///< for positive values, as the one below
  double deviation_log = 0.0;
};

/// \param sorted  ascending; not empty
[[nodiscard]] value_moments moments_of(std::span<const double> sorted);

/// As `fit_law`, by moments that are known.
[[nodiscard]] std::optional<law_fit> fit_law_to(marginal_family family, std::span<const double> sorted,
                                                const value_moments& m);

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/law_fit.ipp>
#endif
