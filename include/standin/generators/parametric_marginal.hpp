// SPDX-License-Identifier: MIT
/// \file
/// A column of numbers as its spikes and a distribution of a known family: few numbers, and smooth tails.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/marginal.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
};

inline constexpr std::size_t marginal_families = 9;

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

/// A law that was fitted, and how well.
struct law_fit {
  parametric_law law{};
  double log_likelihood = 0.0;
  int parameters = 0;  ///< that were learned, ends among them
};

/// The maximum of the likelihood within one family; nothing where the values are outside its support, or don't lead to
/// a maximum.
/// \param sorted  ascending, at least two different values
/// Costs O(n); Student's t is fitted to at most 100 000 evenly spaced ones.
[[nodiscard]] std::optional<law_fit> fit_law(marginal_family family, std::span<const double> sorted);

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
