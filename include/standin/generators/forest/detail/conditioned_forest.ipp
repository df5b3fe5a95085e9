// SPDX-License-Identifier: MIT
/// \file
/// How leaves are weighed by a condition, and rows drawn from what it leaves of them.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/conditioned_forest.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/generators/weighted_choice.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace standin::inline v0_1 {

namespace detail {

/// The integral of the quantile function over places.
[[nodiscard]] inline double sum_of_values(const empirical_marginal::fitted& law, const place_interval& over) noexcept {
  const std::span<const empirical_marginal::fitted::piece> pieces = law.pieces();
  auto at = std::partition_point(pieces.begin(), pieces.end(),
                                 [&](const empirical_marginal::fitted::piece& p) { return p.up_to <= over.from; });
  double sum = 0.0;
  double before = at == pieces.begin() ? 0.0 : (at - 1)->up_to;
  for (; at != pieces.end() && before < over.to; ++at) {
    const double from = std::max(before, over.from);
    const double to = std::min(at->up_to, over.to);
    const double middle = ((from + to) / 2.0 - before) / (at->up_to - before);
    sum += (to - from) * (at->lower + (at->upper - at->lower) * middle);
    before = at->up_to;
  }
  return sum;
}

}  // namespace detail

STANDIN_INLINE conditioned_forest::conditioned_forest(const forest_model& model, const plain_condition& condition)
    : model_(&model), windows_(model.columns().size()), free_(model.columns().size(), 1) {
  for (const plain_restriction& side : condition.columns) restrict(side);
  weights_.resize(model.leaves());
  double largest = -std::numeric_limits<double>::infinity();
  for (std::size_t leaf = 0; leaf < weights_.size(); ++leaf) {
    weights_[leaf] = weigh(leaf);
    largest = std::max(largest, weights_[leaf]);
  }
  if (!(largest > -std::numeric_limits<double>::infinity())) detail::fail_on_impossible();
  double sum = 0.0;
  double rows = 0.0;
  for (std::size_t leaf = 0; leaf < weights_.size(); ++leaf) {
    weights_[leaf] = std::exp(weights_[leaf] - largest);
    sum += weights_[leaf];
    rows += static_cast<double>(model.leaf_rows()[leaf]);
  }
  log_probability_ = largest + std::log(sum) - std::log(rows);
  for (double& weight : weights_) weight /= sum;
  draw_leaf_.emplace(weights_);
}

STANDIN_INLINE void conditioned_forest::restrict(const plain_restriction& side) {
  const forest_column& of = model_->columns_[side.column];
  window& to = windows_[side.column];
  free_[side.column] = 0;
  const auto add = [&](double from, double end) {
    if (!(from < end)) return;
    if (!to.places.empty() && to.places.back().to == from)
      to.places.back().to = end;
    else
      to.places.push_back({from, end});
  };
  if (!of.numeric()) {
    for (std::uint32_t unit = 0; unit < of.levels(); ++unit)
      if (side.allows(model_->units_[side.column].level_of[unit])) add(of.edges[unit], of.edges[unit + 1]);
    return;
  }
  const probability_window window_of_values(*of.values, side.numbers);
  for (const probability_window::part& part : window_of_values.parts()) add(part.from, part.to);
  if (!to.places.empty()) return;
  for (const interval<double>& each : side.numbers.intervals()) {
    if (!each.point() || !(of.values->density(each.lower) > 0.0)) continue;
    const std::uint8_t code = code_of_number(of.cuts, each.lower);
    const place_interval unit{of.edges[code - 1U], of.edges[code]};
    to.points.push_back(each.lower);
    to.point_places.push_back(std::clamp(of.values->cdf(each.lower), unit.from, unit.at(1.0)));
  }
}

/// The logarithm of the leaf's rows times the condition's probability there.
STANDIN_INLINE double conditioned_forest::weigh(std::size_t leaf) const {
  double log_weight = std::log(static_cast<double>(model_->leaf_rows()[leaf]));
  for (std::size_t c = 0; c < windows_.size(); ++c) {
    if (free_[c] != 0) continue;
    const window& of = windows_[c];
    const leaf_law law = model_->law(c, leaf);
    double probability = of.points.empty() ? law.probability(of.places) : 0.0;
    for (std::size_t k = 0; k < of.points.size(); ++k)
      probability += law.density(of.point_places[k]) * model_->columns_[c].values->density(of.points[k]);
    log_weight += detail::log_of(probability);
  }
  return log_weight;
}

STANDIN_INLINE void conditioned_forest::sample_into(plain_rows& out, random::source from,
                                                    std::uint64_t first_row) const {
  const std::size_t width = windows_.size();
  std::vector<double> density;
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t row = first_row + i;
    const std::uint32_t leaf = (*draw_leaf_)(random::cell_word(from, random::purpose::sample, row, width));
    for (std::size_t c = 0; c < width; ++c) {
      const double u = random::cell_uniform(from, random::purpose::sample, row, c);
      const leaf_law law = model_->law(c, leaf);
      const window& of = windows_[c];
      if (free_[c] != 0) {
        model_->put(out, c, i, law.draw(u));
      } else if (of.points.empty()) {
        model_->put(out, c, i, law.draw(u, of.places));
      } else {
        density.clear();
        for (std::size_t k = 0; k < of.points.size(); ++k)
          density.push_back(law.density(of.point_places[k]) * model_->columns_[c].values->density(of.points[k]));
        out.numbers[c][i] = of.points[weighted_choice(density, u).chosen];
      }
    }
  }
}

STANDIN_INLINE conditioned_forest forest_model::given(const plain_condition& condition) const {
  return {*this, condition};
}

STANDIN_INLINE double forest_model::expectation(std::size_t column, const plain_condition& condition) const {
  if (column >= columns_.size() || !columns_[column].numeric())
    throw invalid_option("expectation", "the column isn't one of numbers", "ask for the probabilities of its levels");
  const conditioned_forest given_that(*this, condition);
  static constexpr place_interval everything{};
  const std::vector<place_interval>* const window = given_that.allowed(column);
  const std::span<const place_interval> allowed =
      window == nullptr ? std::span<const place_interval>(&everything, 1) : std::span<const place_interval>(*window);
  double sum = 0.0;
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    const double weight = given_that.weights()[leaf];
    if (!(weight > 0.0)) continue;
    double values = 0.0;
    double rows = 0.0;
    law(column, leaf).visit(allowed, [&](const place_interval& part, double w) {
      values += w * detail::sum_of_values(*columns_[column].values, part) / part.size();
      rows += w;
    });
    if (rows > 0.0) sum += weight * values / rows;
  }
  return sum;
}

STANDIN_INLINE std::vector<double> forest_model::level_probabilities(std::size_t column,
                                                                     const plain_condition& condition) const {
  if (column >= columns_.size() || columns_[column].numeric())
    throw invalid_option("level_probabilities", "the column isn't one of levels", "ask for its expectation");
  const conditioned_forest given_that(*this, condition);
  static constexpr place_interval everything{};
  const std::vector<place_interval>* const window = given_that.allowed(column);
  const std::span<const place_interval> allowed =
      window == nullptr ? std::span<const place_interval>(&everything, 1) : std::span<const place_interval>(*window);
  const forest_column& of = columns_[column];
  std::vector<double> probabilities(of.levels(), 0.0);
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    const double weight = given_that.weights()[leaf];
    if (!(weight > 0.0)) continue;
    double rows = 0.0;
    const leaf_law here = law(column, leaf);
    here.visit(allowed, [&](const place_interval&, double w) { rows += w; });
    if (!(rows > 0.0)) continue;
    here.visit(allowed, [&](const place_interval& part, double w) {
      for (std::size_t unit = unit_at(column, part.from); unit < of.levels() && of.edges[unit] < part.to; ++unit) {
        const double common = std::min(part.to, of.edges[unit + 1]) - std::max(part.from, of.edges[unit]);
        if (common > 0.0) probabilities[units_[column].level_of[unit]] += weight * w / rows * common / part.size();
      }
    });
  }
  return probabilities;
}

}  // namespace standin::inline v0_1
