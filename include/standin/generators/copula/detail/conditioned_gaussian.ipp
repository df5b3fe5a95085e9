// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/copula/conditioned_gaussian.hpp.
#pragma once

#include <standin/core/sort_places.hpp>
#include <standin/generators/copula/conditioned_gaussian.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// P(a < Z < b), precise in both tails.
STANDIN_LAZY [[nodiscard]] inline double normal_mass(double a, double b) noexcept {
  if (!(a < b)) return 0.0;
  return a > 0.0 ? random::normal_survival(a) - random::normal_survival(b)
                 : random::normal_cdf(b) - random::normal_cdf(a);
}

/// The point of (a, b) that leaves the share u of its probability below.
STANDIN_LAZY [[nodiscard]] inline double normal_between(double a, double b, double u) noexcept {
  double z = 0.0;
  if (a > 0.0) {
    const double above = random::normal_survival(a);
    z = random::normal_survival_quantile(above - u * (above - random::normal_survival(b)));
  } else {
    const double below = random::normal_cdf(a);
    z = random::normal_quantile(below + u * (random::normal_cdf(b) - below));
  }
  return std::clamp(z, a, b);
}

}  // namespace detail

STANDIN_LAZY_INLINE conditioned_gaussian::conditioned_gaussian(const numeric::matrix& correlation,
                                                               std::vector<hidden_restriction> wanted)
    : wanted_(std::move(wanted)) {
  std::vector<double> mass;
  for (const hidden_restriction& each : wanted_) {
    double sum = 0.0;
    for (const interval<double>& part : each.allowed.intervals()) sum += detail::normal_mass(part.lower, part.upper);
    if (!(sum > 0.0) && !each.point()) detail::fail_on_impossible();
    mass.push_back(sum);
    if (each.point()) ++points_;
  }
  const std::vector<std::uint32_t> places = sorted_places(wanted_.size(), [&](std::uint32_t a, std::uint32_t b) {
    return mass[a] != mass[b] ? mass[a] < mass[b] : wanted_[a].column < wanted_[b].column;
  });
  std::vector<hidden_restriction> sorted;
  std::vector<bool> restricted(correlation.columns(), false);
  for (const std::size_t k : places) {
    sorted.push_back(std::move(wanted_[k]));
    order_.push_back(sorted.back().column);
    restricted[order_.back()] = true;
  }
  wanted_ = std::move(sorted);
  for (std::size_t c = 0; c < correlation.columns(); ++c)
    if (!restricted[c]) order_.push_back(c);

  numeric::matrix permuted(order_.size(), order_.size());
  for (std::size_t j = 0; j < order_.size(); ++j)
    for (std::size_t i = 0; i < order_.size(); ++i) permuted(i, j) = correlation(order_[i], order_[j]);
  static_cast<void>(numeric::cholesky(permuted, lower_));  // positive definite, as the one it was made of
}

STANDIN_LAZY_INLINE double conditioned_gaussian::propose(random::stream& draws, std::span<double> made) const {
  double weight = 0.0;
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    double mean = 0.0;
    for (std::size_t j = 0; j < k; ++j) mean += lower_(k, j) * made[j];
    const double spread = lower_(k, k);
    const auto standard = [&](double z) { return (z - mean) / spread; };
    if (k < points_) {
      made[k] = standard(wanted_[k].allowed.intervals().front().lower);
      continue;
    }
    double mass = 0.0;
    for (const interval<double>& part : wanted_[k].allowed.intervals())
      mass += detail::normal_mass(standard(part.lower), standard(part.upper));
    const double u = draws.open_uniform();
    weight += mass > 0.0 ? std::log(mass) : -std::numeric_limits<double>::infinity();
    double left = u * mass;
    made[k] = standard(wanted_[k].allowed.intervals().front().lower);
    for (const interval<double>& part : wanted_[k].allowed.intervals()) {
      const double a = standard(part.lower);
      const double b = standard(part.upper);
      const double here = detail::normal_mass(a, b);
      if (!(here > 0.0)) continue;
      made[k] = detail::normal_between(a, b, std::min(left / here, 1.0));
      if (left <= here) break;
      left -= here;
    }
    if (!std::isfinite(made[k])) made[k] = 0.0;  // an interval that the ones before made impossible: weight 0
  }
  return weight;
}

STANDIN_LAZY_INLINE void conditioned_gaussian::fill(std::span<double> out, random::source from,
                                                    std::uint64_t first_row) const {
  const std::size_t width = order_.size();
  const std::size_t kept = wanted_.size();
  constexpr std::size_t proposals = 32;
  std::vector<double> draws(width * block);  // in the order of `order_`
  std::vector<double> made(kept);
  std::vector<double> best(kept);
  std::uint64_t effective = 0;
  for (std::size_t r = 0; r < block; ++r) {
    const std::uint64_t row = first_row + r;
    if (exact()) {
      random::stream words(from, random::purpose::sample, row, width + 1);
      propose(words, best);
    } else {
      proposal_choice choice(random::stream(from, random::purpose::sample, row, width + 1));
      for (std::size_t p = 0; p < proposals; ++p) {
        random::stream words(from, random::purpose::sample, row, width + 2 + p);
        if (choice.takes(propose(words, made))) best = made;
      }
      effective += choice.effective();
    }
    for (std::size_t k = 0; k < kept; ++k) draws[k * block + r] = best[k];
  }
  if (!exact()) counter_.add(block, effective);
  for (std::size_t k = kept; k < width; ++k) {
    const std::span<double> column = std::span<double>(draws).subspan(k * block, block);
    random::fill_open_uniforms(from, random::purpose::sample, first_row, order_[k], column);
    random::normal_quantiles(column, column);
  }
  for (std::size_t i = 0; i < width; ++i) {
    const std::span<double> row = out.subspan(order_[i] * block, block);
    std::fill(row.begin(), row.end(), 0.0);
    for (std::size_t k = 0; k <= i; ++k) {
      const double weight = lower_(i, k);
      const double* const column = draws.data() + k * block;
      for (std::size_t r = 0; r < block; ++r) row[r] += weight * column[r];
    }
  }
}

}  // namespace standin::inline v0_1
