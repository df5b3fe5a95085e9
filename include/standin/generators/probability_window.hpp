// SPDX-License-Identifier: MIT
/// \file
/// The part of (0, 1) that a condition leaves of a column's probabilities.
#pragma once

#include <standin/data/interval_set.hpp>
#include <standin/generators/marginal.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace standin::inline v0_1 {

/// Some intervals of (0, 1), laid side by side: a uniform number is sent into one of them, so that a quantile function
/// gives the distribution under a condition.
class probability_window {
 public:
  /// Everything.
  probability_window() = default;

  /// Where a marginal's values lie in a set of numbers.
  template <cumulative_marginal Fitted>
  probability_window(const Fitted& marginal, const number_set& allowed) : whole_(false) {
    for (const interval<double>& each : allowed.intervals())
      add(each.lower_open ? marginal.cdf(each.lower) : marginal.cdf_below(each.lower),
          each.upper_open ? marginal.cdf_below(each.upper) : marginal.cdf(each.upper));
  }

  /// Appends an interval, which begins after the ones before.
  void add(double from, double to) {
    whole_ = false;
    if (!(from < to)) return;
    parts_.push_back({from, to, mass_});
    mass_ += to - from;
  }

  /// The probability of what is left.
  [[nodiscard]] double mass() const noexcept { return whole_ ? 1.0 : mass_; }
  [[nodiscard]] bool whole() const noexcept { return whole_; }

  /// Sends u from (0, 1) into the window, whose mass must not be 0; keeps the order.
  [[nodiscard]] double operator()(double u) const noexcept {
    if (whole_) return u;
    const double wanted = u * mass_;
    const auto beyond =
        std::upper_bound(parts_.begin(), parts_.end(), wanted, [](double m, const part& p) { return m < p.before; });
    const part& in = *(beyond == parts_.begin() ? beyond : beyond - 1);
    return std::clamp(in.from + (wanted - in.before), in.from, in.to);
  }

  struct part {
    double from;
    double to;
    double before;  ///< the mass of the parts before
  };
  [[nodiscard]] const std::vector<part>& parts() const noexcept { return parts_; }

 private:
  std::vector<part> parts_;
  double mass_ = 0.0;
  bool whole_ = true;
};

/// The number that is asked for where it is a single one, which has no probability but others all around it: a
/// condition on it is one on the density.
template <cumulative_marginal Fitted>
[[nodiscard]] std::optional<double> lone_number(const Fitted& marginal, const number_set& allowed) {
  if (allowed.intervals().size() != 1 || !allowed.intervals().front().point()) return std::nullopt;
  const double number = allowed.intervals().front().lower;
  const double below = marginal.cdf(number);
  if (!(below > 0.0 && below < 1.0) || marginal.cdf_below(number) < below) return std::nullopt;
  const double spread = marginal.quantile(0.75) - marginal.quantile(0.25);
  const bool in_a_gap = !(std::abs(marginal.quantile(below) - number) <= 1e-9 * std::max(std::abs(number), spread));
  return in_a_gap ? std::nullopt : std::optional(number);
}

}  // namespace standin::inline v0_1
