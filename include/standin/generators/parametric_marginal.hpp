// SPDX-License-Identifier: MIT
/// \file
/// A column of numbers as its spikes and a distribution of a known family: few numbers, and smooth tails.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/law_fit.hpp>
#include <standin/generators/marginal.hpp>
#include <standin/generators/parametric_law.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Atoms, and between them the family with the smallest Bayesian information criterion, cut to the smallest and largest
/// value.
///
/// Atoms are those of `find_atoms`; a column of few different values is atoms only. Where no family fits (the
/// Kolmogorov-Smirnov distance of the best one is above 0.05 and above 1.63 / sqrt(n), the 1 % level), the column keeps
/// the empirical distribution, which `fitted::remark` says.
/// Source: Schwarz, "Estimating the dimension of a model", Annals of Statistics 6 (1978).
struct parametric_marginal {
  empirical_marginal otherwise{};  ///< for columns that no family fits, and those of few values

  class fitted;

  /// Costs O(n log n).
  /// \throws data_error  when there is no value, or one is not finite
  [[nodiscard]] fitted fit(std::span<const double> values) const;
};

/// A law with atoms, or an empirical distribution.
class parametric_marginal::fitted {
 public:
  static constexpr std::string_view label = "parametric";

  struct atom {
    double value;
    double probability;
    bool operator==(const atom&) const = default;
  };

  /// \param atoms  ascending, with probabilities above 0 that sum to less than 1
  /// \throws format_error  when they don't, or the law has no probability in [lower, upper]
  fitted(parametric_law law, double lower, double upper, std::vector<atom> atoms);
  /// \param remark  why no law was taken; empty where that needs no words
  explicit fitted(empirical_marginal::fitted empirical, std::string remark = {});

  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double cdf_below(double x) const;

  void parameters(auto&& visitor) const {
    if (empirical_) {
      empirical_->parameters(visitor);
      return;
    }
    visitor(static_cast<double>(law_.family));
    for (const double number : {law_.location, law_.scale, law_.shape, law_.second, lower_, upper_}) visitor(number);
    for (const atom& each : atoms_) {
      visitor(each.value);
      visitor(each.probability);
    }
  }

  /// Null where the distribution is empirical.
  [[nodiscard]] const parametric_law* law() const noexcept { return empirical_ ? nullptr : &law_; }
  /// Null where there is a law.
  [[nodiscard]] const empirical_marginal::fitted* empirical() const noexcept {
    return empirical_ ? &*empirical_ : nullptr;
  }
  [[nodiscard]] double lower() const noexcept { return lower_; }  ///< of the law's values
  [[nodiscard]] double upper() const noexcept { return upper_; }
  [[nodiscard]] std::span<const atom> atoms() const noexcept { return atoms_; }
  /// For the fit report.
  [[nodiscard]] const std::string& remark() const noexcept { return remark_; }

 private:
  /// P(X <= x) of the law, cut to its ends.
  [[nodiscard]] double law_cdf(double x) const;

  parametric_law law_{};
  double lower_ = 0.0;
  double upper_ = 0.0;
  double before_ = 0.0;  ///< probability of the law below `lower`
  double within_ = 1.0;  ///< and between its ends
  double weight_ = 1.0;  ///< of the law among the atoms
  std::vector<atom> atoms_;
  std::vector<double> up_to_;  ///< P(X <= the atom)
  std::optional<empirical_marginal::fitted> empirical_;
  std::string remark_;
};

static_assert(marginal_policy<parametric_marginal>);
static_assert(cumulative_marginal<parametric_marginal::fitted>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/parametric_marginal.ipp>
#endif
