// SPDX-License-Identifier: MIT
/// \file
/// Proposals of rows under a condition, and the choice among them.
#pragma once

#include <standin/generators/level_marginal.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/generators/trees/conditioned_trees.hpp>
#include <standin/generators/trees/place_distribution.hpp>
#include <standin/generators/weighted_choice.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE conditioned_trees tree_model::given(const plain_condition& condition) const {
  return {*this, condition};
}

STANDIN_LAZY_INLINE conditioned_trees::conditioned_trees(const tree_model& model, const plain_condition& condition)
    : model_(model), wanted_(model.columns().size()) {
  for (const plain_restriction& asked : condition.columns) {
    restriction& here = wanted_[asked.column];
    here.asked = asked;
    if (asked.empty()) detail::fail_on_impossible();
    if (!asked.numeric()) continue;
    const empirical_marginal::fitted& values = *model.columns()[asked.column].values;
    const probability_window window(values, asked.numbers);
    for (const probability_window::part& part : window.parts()) here.places.push_back({part.from, part.to});
    if (!here.places.empty()) continue;
    for (const interval<double>& each : asked.numbers.intervals())
      if (each.point() && values.cdf(each.lower) > 0.0 && values.cdf_below(each.lower) < 1.0)
        here.points.push_back(each.lower);
    if (here.points.empty()) detail::fail_on_impossible();
  }
  bool single = true;  // so far
  for (std::size_t at = 0; at < model.order().size(); ++at) {
    const restriction& here = wanted_[model.order()[at]];
    if (!here.asked) {
      single = false;
      continue;
    }
    if (!single) exact_ = false;
    single = single && (here.asked->numeric() ? here.points.size() == 1 : here.asked->codes.size() == 1);
    proposed_ = at + 1;
  }
}

STANDIN_LAZY_INLINE std::pair<tree_cell, double> conditioned_trees::draw(std::uint32_t column, partial_row& row,
                                                                         random::stream& words) const {
  const restriction& here = wanted_[column];
  const tree_column& of = model_.columns()[column];
  if (const auto* levels = std::get_if<level_law>(&of.law)) {
    const code_set& allowed = here.asked->codes;
    const auto [level, chance] =
        levels->draw(row, words, [&allowed](std::uint32_t code) { return allowed.contains(code); });
    return {{.level = level}, std::log(chance)};
  }
  const place_distribution places(std::get<number_law>(of.law), row);
  std::vector<double> chances;
  if (here.places.empty()) {
    for (const double point : here.points)
      chances.push_back(places.density((of.values->cdf_below(point) + of.values->cdf(point)) / 2.0));
  } else {
    for (const place_range& range : here.places) chances.push_back(places.cdf(range.to) - places.cdf(range.from));
  }
  const auto [chosen, all] = weighted_choice(chances, words.uniform());
  if (here.places.empty()) return {{.number = here.points[chosen]}, std::log(all)};
  const place_range& range = here.places[chosen];
  const double u = words.open_uniform();
  const double place = all > 0.0 ? places.quantile(range.from, range.to, u) : range.from + (range.to - range.from) * u;
  return {{.number = model_.number_at(column, place)}, std::log(all)};
}

STANDIN_LAZY_INLINE void conditioned_trees::tell(std::uint32_t column, const std::vector<tree_cell>& cells,
                                                 partial_row& row) const {
  row.codes[column] = model_.code(column, cells[column], cells[model_.columns()[column].pattern].level);
}

STANDIN_LAZY_INLINE double conditioned_trees::propose(partial_row& row, std::vector<tree_cell>& cells,
                                                      random::source from, std::uint64_t number,
                                                      std::size_t proposal) const {
  const std::size_t width = model_.columns().size();
  double weight = 0.0;
  for (std::size_t at = 0; at < proposed_; ++at) {
    const std::uint32_t column = model_.order()[at];
    random::stream words(from, random::purpose::sample, number, column + 1 + proposal * width);
    if (!wanted_[column].asked) {
      cells[column] = model_.draw(column, row, words);
    } else {
      double chance = 0.0;
      std::tie(cells[column], chance) = draw(column, row, words);
      weight += chance;
    }
    tell(column, cells, row);
  }
  return weight;
}

STANDIN_LAZY_INLINE void conditioned_trees::sample_into(plain_rows& out, random::source from,
                                                        std::uint64_t first_row) const {
  const std::size_t width = model_.columns().size();
  constexpr std::size_t proposals = 32;
  std::vector<std::uint8_t> codes(2 * width);
  std::vector<std::uint8_t> best_codes(2 * width);
  std::vector<tree_cell> cells(width);
  std::vector<tree_cell> best(width);
  partial_row row{.codes = codes};
  std::uint64_t effective = 0;
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t number = first_row + i;
    proposal_choice choice(random::stream(from, random::purpose::sample, number, (proposals + 1) * width + 1));
    for (std::size_t p = 0; p < (exact_ ? 1 : proposals); ++p) {
      std::fill(codes.begin(), codes.end(), missing_code);
      if (!choice.takes(propose(row, cells, from, number, p))) continue;
      best = cells;
      best_codes = codes;
    }
    effective += choice.effective();
    cells = best;
    codes.swap(best_codes);
    row.codes = codes;
    for (std::size_t at = proposed_; at < width; ++at) {
      const std::uint32_t column = model_.order()[at];
      random::stream words(from, random::purpose::sample, number, column + 1);
      cells[column] = model_.draw(column, row, words);
      tell(column, cells, row);
    }
    for (std::size_t c = 0; c < width; ++c) {
      if (model_.columns()[c].values)
        out.numbers[c][i] = cells[c].number;
      else
        out.codes[c][i] = cells[c].level;
    }
  }
  if (!exact_) counter_.add(out.rows, effective);
}

}  // namespace standin::inline v0_1
