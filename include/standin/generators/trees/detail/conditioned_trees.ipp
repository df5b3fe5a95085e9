// SPDX-License-Identifier: MIT
/// \file
/// Proposals of rows under a condition, and the choice among them.
#pragma once

#include <standin/generators/level_marginal.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/generators/trees/conditioned_trees.hpp>
#include <standin/generators/trees/place_distribution.hpp>
#include <standin/generators/weighted_choice.hpp>
#include <standin/learn/binned_table.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// The cell of a column that has no other.
STANDIN_LAZY inline std::optional<tree_cell> only_cell(const tree_column& of) {
  if (!of.values) return of.level_codes.size() == 1 ? std::optional(tree_cell{}) : std::nullopt;
  const double lowest = of.values->pieces().front().lower;
  return lowest == of.values->pieces().back().upper ? std::optional(tree_cell{.number = lowest}) : std::nullopt;
}

}  // namespace detail

STANDIN_LAZY_INLINE conditioned_trees tree_model::given(const plain_condition& condition) const {
  return {*this, condition};
}

STANDIN_LAZY_INLINE conditioned_trees::conditioned_trees(const tree_model& model, const plain_condition& condition)
    : model_(model), wanted_(model.columns().size()) {
  for (const plain_restriction& asked : condition.columns) {
    restriction& here = wanted_[asked.column];
    here.asked = asked;
    if (asked.empty()) detail::fail_on_impossible();
    const tree_column& of = model.columns()[asked.column];
    if (!asked.numeric()) {
      compare(here, of);
      continue;
    }
    const empirical_marginal::fitted& values = *of.values;
    const probability_window window(values, asked.numbers);
    for (const probability_window::part& part : window.parts()) here.places.push_back({part.from, part.to});
    if (here.places.empty()) {
      for (const interval<double>& each : asked.numbers.intervals())
        if (each.point() && values.cdf(each.lower) > 0.0 && values.cdf_below(each.lower) < 1.0)
          here.points.push_back(each.lower);
      if (here.points.empty()) detail::fail_on_impossible();
    }
    compare(here, of);
  }
  bool alike = true;  // so far
  for (std::size_t at = 0; at < model.order().size(); ++at) {
    restriction& here = wanted_[model.order()[at]];
    if (!here.asked) {
      here.only = detail::only_cell(model.columns()[model.order()[at]]);
      alike = alike && here.only;
      if (alike) begun_ = proposed_ = at + 1;
      continue;
    }
    if (!alike) exact_ = false;
    alike = alike && here.alike;
    proposed_ = at + 1;
    if (alike) begun_ = proposed_;
  }
}

STANDIN_LAZY_INLINE void conditioned_trees::compare(restriction& here, const tree_column& of) {
  if (!here.asked->numeric()) {
    std::vector<std::uint32_t> allowed;
    for (std::uint32_t level = 0; level < here.asked->codes.levels(); ++level)
      if (here.asked->codes.contains(level)) allowed.push_back(level);
    if (allowed.size() == 1) here.only = tree_cell{.level = allowed.front()};
    here.alike = std::all_of(allowed.begin(), allowed.end(), [&](std::uint32_t level) {
      return of.level_codes[level] == of.level_codes[allowed.front()];
    });
    return;
  }
  const bool points = here.places.empty();
  const double lowest =
      points ? here.points.front() : of.values->quantile(std::nextafter(here.places.front().from, 1.0));
  const double highest = points ? here.points.back() : of.values->quantile(here.places.back().to);
  if (lowest == highest) here.only = tree_cell{.number = lowest};
  here.alike = code_of_number(of.edges, lowest) == code_of_number(of.edges, highest);
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

STANDIN_LAZY_INLINE void conditioned_trees::begin(partial_row& row, std::vector<tree_cell>& cells, random::source from,
                                                  std::uint64_t number) const {
  for (std::size_t at = 0; at < begun_; ++at) {
    const std::uint32_t column = model_.order()[at];
    random::stream words(from, random::purpose::sample, number, column + 1);
    cells[column] = wanted_[column].only ? *wanted_[column].only : draw(column, row, words).first;
    tell(column, cells, row);
  }
}

STANDIN_LAZY_INLINE double conditioned_trees::propose(partial_row& row, std::vector<tree_cell>& cells,
                                                      random::source from, std::uint64_t number,
                                                      std::size_t proposal) const {
  const std::size_t width = model_.columns().size();
  double weight = 0.0;
  for (std::size_t at = begun_; at < proposed_; ++at) {
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
  std::vector<std::uint8_t> begun(2 * width);
  std::vector<std::uint8_t> codes(2 * width);
  std::vector<std::uint8_t> best_codes(2 * width);
  std::vector<tree_cell> cells(width);
  std::vector<tree_cell> best(width);
  std::uint64_t effective = 0;
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t number = first_row + i;
    std::fill(begun.begin(), begun.end(), missing_code);
    partial_row row{.codes = begun};
    begin(row, cells, from, number);
    row.codes = codes;
    proposal_choice choice(random::stream(from, random::purpose::sample, number, (proposals + 1) * width + 1));
    for (std::size_t p = 0; p < (exact_ ? 1 : proposals); ++p) {
      codes = begun;
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
