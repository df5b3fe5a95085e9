// SPDX-License-Identifier: MIT
/// \file
/// How boosting learns levels and cells.
#pragma once

#include <standin/generators/trees/boosted_classes.hpp>
#include <standin/generators/trees/detail/level_groups.hpp>
#include <standin/generators/trees/detail/place_cells.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Learns levels in steps: those that are worth a group of their own, and groups of about equal weight of the others.
STANDIN_LAZY [[nodiscard]] inline conditional_fit<level_law> boost_levels(
    const conditional_task& task, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> outcomes,
    std::uint32_t count, const boosted_classes& how, std::uint64_t step) {
  conditional_fit<level_law> fit{.law = {}, .gain = 0.0, .kind = "boosted classes"};
  if (count <= how.most_levels || count < 3) {
    boosted_outcomes learned =
        boost_outcomes(task.table, task.predictors, rows, {.outcomes = outcomes, .count = count, .places = {}},
                       how.boosting, context_for(task, step));
    fit.law.outcomes = std::move(learned.trees);
    fit.gain = -learned.loss;
    return fit;
  }
  const std::size_t groups = std::max<std::size_t>(2, how.most_levels / 2);
  std::vector<std::size_t> weight(count, 0);
  for (const std::uint32_t row : rows) ++weight[outcomes[row]];
  std::vector<std::uint32_t> group_of(count, 0);
  std::vector<std::uint32_t> place_in(count, 0);
  const double fair = static_cast<double>(rows.size()) / static_cast<double>(groups);
  std::vector<std::uint32_t>* open = nullptr;
  double open_weight = 0.0;
  const std::size_t most_members = std::max<std::size_t>(how.most_levels, (count + groups - 1) / groups);
  for (const std::uint32_t level : order_by_profile(task, rows, outcomes, count)) {
    const auto rows_of = static_cast<double>(weight[level]);
    if (rows_of >= fair) {
      fit.law.members.push_back({level});
      open = nullptr;
      continue;
    }
    if (open == nullptr || open_weight + rows_of / 2.0 > fair || open->size() >= most_members) {
      fit.law.members.emplace_back();
      open = &fit.law.members.back();
      open_weight = 0.0;
    }
    open->push_back(level);
    open_weight += rows_of;
  }
  const auto made = static_cast<std::uint32_t>(fit.law.members.size());
  for (std::uint32_t g = 0; g < made; ++g)
    for (std::uint32_t i = 0; i < fit.law.members[g].size(); ++i) {
      group_of[fit.law.members[g][i]] = g;
      place_in[fit.law.members[g][i]] = i;
    }
  std::vector<std::uint32_t> inner(outcomes.size(), 0);
  for (const std::uint32_t row : rows) inner[row] = group_of[outcomes[row]];
  boosted_outcomes learned =
      boost_outcomes(task.table, task.predictors, rows, {.outcomes = inner, .count = made, .places = {}}, how.boosting,
                     context_for(task, step));
  fit.law.outcomes = std::move(learned.trees);
  fit.gain = -learned.loss;
  fit.law.within.resize(made);
  std::vector<std::vector<std::uint32_t>> rows_of(made);
  for (const std::uint32_t row : rows) rows_of[inner[row]].push_back(row);
  for (const std::uint32_t row : rows) inner[row] = place_in[outcomes[row]];
  for (std::uint32_t g = 0; g < made; ++g) {
    const auto members = static_cast<std::uint32_t>(fit.law.members[g].size());
    if (members < 2) continue;
    conditional_fit<level_law> part =
        members < count ? boost_levels(task, rows_of[g], inner, members, how, random::hasher().add(step).add(g).value())
                        : conditional_fit<level_law>{};
    fit.gain += part.gain * static_cast<double>(rows_of[g].size()) / static_cast<double>(rows.size());
    fit.law.within[g] = std::move(part.law);
  }
  return fit;
}

}  // namespace detail

STANDIN_LAZY_INLINE void boosted_classes::check() const {
  detail::check_cells("boosted_classes", cells);
  if (parts == 0 || parts > 254)
    throw invalid_option("boosted_classes, parts", "found " + std::to_string(parts), "1 to 254 will do");
  if (most_levels < 8)
    throw invalid_option("boosted_classes, most_levels", "found " + std::to_string(most_levels), "8 or more will do");
}

STANDIN_LAZY_INLINE conditional_fit<level_law> boosted_classes::fit_levels(const conditional_task& task) const {
  check();
  return detail::boost_levels(task, task.rows, task.codes, task.levels, *this, 1);
}

STANDIN_LAZY_INLINE conditional_fit<number_law> boosted_classes::fit_numbers(const conditional_task& task) const {
  check();
  cell_law law = detail::cut_places(task, cells);
  law.scratch = task.scratch;
  std::vector<std::uint32_t> of = detail::cells_of_rows(task, law);
  const std::vector<double> axis = detail::axis_of(law.cells);
  boosted_outcomes learned =
      boost_outcomes(task.table, task.predictors, task.rows,
                     {.outcomes = of, .count = static_cast<std::uint32_t>(law.cells.size()), .places = axis}, boosting,
                     detail::context_for(task, 1));
  conditional_fit<number_law> fit{.law = {}, .gain = 0.0, .kind = "boosted classes"};
  fit.gain = detail::density_of_cells(task, law, of) - learned.loss;
  law.outcomes = std::move(learned.trees);

  // Once more within the cells that are not one value, the cell being a predictor too.
  std::vector<std::uint32_t> rows;
  const std::span<std::uint8_t> scratch = task.table.column(task.scratch);
  for (const std::uint32_t row : task.rows) {
    const std::uint32_t cell = of[row];
    scratch[row] = static_cast<std::uint8_t>(cell + 1);
    if (law.single[cell] != 0) continue;
    const place_range& range = law.cells[cell];
    const double within = (task.places[row] - range.from) / (range.to - range.from);
    of[row] = static_cast<std::uint32_t>(
        std::clamp(within * static_cast<double>(parts), 0.0, static_cast<double>(parts - 1)));
    rows.push_back(row);
  }
  if (parts > 1 && !task.predictors.empty() && 2 * rows.size() > parts * boosting.min_leaf) {
    const std::vector<double> places = detail::even_places(parts);
    const std::vector<std::uint32_t> predictors = detail::with_scratch(task);
    learned = boost_outcomes(task.table, predictors, rows,
                             {.outcomes = of, .count = static_cast<std::uint32_t>(parts), .places = places}, boosting,
                             detail::context_for(task, 2));
    if (!learned.trees.trees().empty()) {
      fit.gain += (std::log(static_cast<double>(parts)) - learned.loss) * static_cast<double>(rows.size()) /
                  static_cast<double>(task.rows.size());
      law.parts = std::move(learned.trees);
    }
  }
  fit.law = std::move(law);
  return fit;
}

}  // namespace standin::inline v0_1
