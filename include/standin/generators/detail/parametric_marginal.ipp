// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/parametric_marginal.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/atoms.hpp>
#include <standin/generators/parametric_marginal.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// The largest distance of the law's distribution function, cut to the values' ends, from the values' own; at 10 000
/// evenly spaced ones where there are more.
[[nodiscard]] STANDIN_INLINE double distance_of(const parametric_law& law, std::span<const double> sorted) {
  const double before = law.cdf(sorted.front());
  const double within = law.cdf(sorted.back()) - before;
  if (!(within > 0.0)) return 1.0;
  const auto n = static_cast<double>(sorted.size());
  const std::size_t stride = std::max<std::size_t>(1, sorted.size() / 10'000);
  double distance = 0.0;
  for (std::size_t i = 0; i < sorted.size(); i += stride) {
    if (i > 0 && sorted[i] == sorted[i - 1]) continue;  // the middle of equal values says nothing
    std::size_t end = i + 1;
    while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
    const double at = (law.cdf(sorted[i]) - before) / within;
    // Rows that share a value, as rounding makes them, lie around it.
    const double middle = (static_cast<double>(i) + static_cast<double>(end)) / (2.0 * n);
    distance = std::max(distance, std::abs(at - middle));
  }
  return distance;
}

}  // namespace detail

STANDIN_INLINE parametric_marginal::fitted parametric_marginal::fit(std::span<const double> values) const {
  if (values.empty()) throw data_error("parametric_marginal", "there is no value", "leave the column out");
  std::vector<double> sorted(values.begin(), values.end());
  for (const double x : sorted)
    if (!std::isfinite(x))
      throw data_error("parametric_marginal", "a value is " + to_text(x), "make it a missing cell");
  std::sort(sorted.begin(), sorted.end());
  std::vector<value_count> counted;
  bool whole = true;
  for (const double x : sorted) {
    if (counted.empty() || counted.back().value != x) counted.push_back({x, 0});
    ++counted.back().rows;
    whole = whole && x == std::floor(x);
  }
  constexpr std::size_t few = 30;  // values between atoms that say nothing of a law
  if (is_discrete(counted.size(), sorted.size(), whole) || counted.size() < few) return fitted(otherwise.fit(values));
  const std::vector<bool> is_atom = find_atoms(counted);
  std::vector<fitted::atom> atoms;
  std::vector<double> rest;
  rest.reserve(sorted.size());
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (is_atom[i])
      atoms.push_back({counted[i].value, static_cast<double>(counted[i].rows) / static_cast<double>(sorted.size())});
    else
      rest.insert(rest.end(), counted[i].rows, counted[i].value);
  }
  if (rest.size() < few || !(rest.front() < rest.back())) return fitted(otherwise.fit(values));

  const detail::value_moments moments = detail::moments_of(rest);
  std::optional<law_fit> best;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < marginal_families; ++k) {
    const std::optional<law_fit> each = detail::fit_law_to(static_cast<marginal_family>(k), rest, moments);
    if (!each) continue;
    const double criterion = each->parameters * std::log(moments.n) - 2.0 * each->log_likelihood;
    if (criterion < lowest) {
      lowest = criterion;
      best = each;
    }
  }
  const double distance = best ? detail::distance_of(best->law, rest) : 1.0;
  if (distance > 0.05 && distance > 1.63 / std::sqrt(moments.n))
    return fitted(otherwise.fit(values), best ? std::string("no family fits: the best, ")
                                                    .append(name_of(best->law.family))
                                                    .append(", is ")
                                                    .append(to_text(std::round(distance * 1000.0) / 1000.0))
                                                    .append(" off; it keeps its empirical distribution")
                                              : std::string("no family fits; it keeps its empirical distribution"));
  return {best->law, rest.front(), rest.back(), std::move(atoms)};
}

STANDIN_INLINE parametric_marginal::fitted::fitted(parametric_law law, double lower, double upper,
                                                   std::vector<atom> atoms)
    : law_(law), lower_(lower), upper_(upper), atoms_(std::move(atoms)) {
  const auto refuse = [](const char* found) { throw format_error("parametric_marginal", found, "fit it anew"); };
  for (const double number : {law_.location, law_.scale, law_.shape, law_.second, lower_, upper_})
    if (!std::isfinite(number)) refuse("a number of the law is not finite");
  const bool shapes = law_.family == marginal_family::gamma || law_.family == marginal_family::weibull ||
                      law_.family == marginal_family::beta || law_.family == marginal_family::student_t;
  const bool sound = law_.scale > 0.0 && (!shapes || law_.shape > 0.0) &&
                     (law_.family != marginal_family::beta || law_.second > 0.0) &&
                     (law_.family != marginal_family::truncated_normal || law_.shape < law_.second);
  if (!sound) refuse("the law has a parameter outside its range");
  if (!(lower_ < upper_)) refuse("its ends are no interval");
  before_ = law_.cdf(lower_);
  within_ = law_.cdf(upper_) - before_;
  if (!(within_ > 0.0)) refuse("the law has no probability between its ends");
  double sum = 0.0;
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    if (!std::isfinite(atoms_[i].value) || (i > 0 && !(atoms_[i - 1].value < atoms_[i].value)) ||
        !(atoms_[i].probability > 0.0))
      refuse("its atoms don't rise, or one has no probability");
    sum += atoms_[i].probability;
  }
  if (!(sum < 1.0)) refuse("its atoms leave nothing to the law");
  weight_ = 1.0 - sum;
  double below = 0.0;
  for (const atom& each : atoms_) {
    below += each.probability;
    up_to_.push_back(weight_ * law_cdf(each.value) + below);
  }
}

STANDIN_INLINE parametric_marginal::fitted::fitted(empirical_marginal::fitted empirical, std::string remark)
    : empirical_(std::move(empirical)), remark_(std::move(remark)) {}

STANDIN_INLINE double parametric_marginal::fitted::law_cdf(double x) const {
  if (x <= lower_) return 0.0;
  if (x >= upper_) return 1.0;
  return std::clamp((law_.cdf(x) - before_) / within_, 0.0, 1.0);
}

STANDIN_INLINE double parametric_marginal::fitted::quantile(double u) const {
  if (empirical_) return empirical_->quantile(u);
  const auto at = static_cast<std::size_t>(std::lower_bound(up_to_.begin(), up_to_.end(), u) - up_to_.begin());
  double atoms_below = 0.0;
  if (at > 0) atoms_below = up_to_[at - 1] - weight_ * law_cdf(atoms_[at - 1].value);
  double low = lower_;
  double high = upper_;
  if (at > 0) low = std::max(low, atoms_[at - 1].value);
  if (at < atoms_.size()) {
    if (u > up_to_[at] - atoms_[at].probability) return atoms_[at].value;
    high = std::min(high, atoms_[at].value);
  }
  const double p = std::clamp((u - atoms_below) / weight_, 0.0, 1.0);
  const double inner = before_ + p * within_;
  if (!(inner > 0.0)) return low;
  if (!(inner < 1.0)) return high;
  const double x = law_.quantile(inner);
  return std::isnan(x) ? low : std::clamp(x, low, std::max(low, high));
}

STANDIN_INLINE double parametric_marginal::fitted::cdf(double x) const {
  if (empirical_) return empirical_->cdf(x);
  double sum = weight_ * law_cdf(x);
  for (const atom& each : atoms_)
    if (each.value <= x) sum += each.probability;
  return std::min(sum, 1.0);
}

STANDIN_INLINE double parametric_marginal::fitted::cdf_below(double x) const {
  if (empirical_) return empirical_->cdf_below(x);
  double sum = weight_ * law_cdf(x);
  for (const atom& each : atoms_)
    if (each.value < x) sum += each.probability;
  return std::min(sum, 1.0);
}

}  // namespace standin::inline v0_1
