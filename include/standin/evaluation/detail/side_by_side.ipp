// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/side_by_side.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/evaluation/side_by_side.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

/// How far a figure is from its ideal, and how near it may be by its interval.
struct distance_from_ideal {
  double measured = score::unknown;
  double least = score::unknown;
};

STANDIN_LAZY inline distance_from_ideal distance_of(const std::optional<metric_summary>& figure, better direction) {
  if (!figure || figure->status != status::ok) return {};
  const double measured = shortfall(figure->value, figure->ideal, direction);
  if (std::isnan(measured) || !(figure->lower <= figure->upper)) return {measured, measured};
  if (figure->lower <= figure->ideal && figure->ideal <= figure->upper) return {measured, 0.0};
  return {measured, std::min({measured, shortfall(figure->lower, figure->ideal, direction),
                              shortfall(figure->upper, figure->ideal, direction)})};
}

/// Marks the tables that are nearest to the ideal, unless all are.
STANDIN_LAZY inline void mark_best(compared_figure& figure) {
  constexpr double as_near = 5e-5;
  double nearest = score::unknown;
  std::vector<distance_from_ideal> distances;
  for (const std::optional<metric_summary>& one : figure.of) {
    distances.push_back(distance_of(one, figure.direction));
    const double measured = distances.back().measured;
    if (std::isnan(nearest) || measured < nearest) nearest = measured;
  }
  const bool differ = std::any_of(distances.begin(), distances.end(),
                                  [nearest](const distance_from_ideal& one) { return one.least - nearest > as_near; });
  figure.nearest.clear();
  figure.best.clear();
  for (const distance_from_ideal& one : distances) {
    figure.nearest.push_back(differ && one.measured - nearest <= as_near);
    figure.best.push_back(differ && one.least - nearest <= as_near);
  }
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<compared_figure> compare_figures(const std::vector<judged_table>& tables) {
  std::vector<compared_figure> figures;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const metric_summary& line : tables[i].found.summaries) {
      auto at = std::find_if(figures.begin(), figures.end(),
                             [&](const compared_figure& figure) { return figure.metric == line.metric; });
      if (at == figures.end()) {
        figures.push_back({.metric = line.metric, .group = line.group, .direction = line.direction});
        figures.back().of.resize(tables.size());
        at = figures.end() - 1;
      }
      at->of[i] = line;
    }
  }
  for (compared_figure& figure : figures) detail::mark_best(figure);
  return figures;
}

namespace detail {

STANDIN_LAZY inline std::string words_for_nearest(const std::vector<judged_table>& tables) {
  std::vector<std::size_t> best(tables.size(), 0);
  std::size_t figures = 0;
  for (const compared_figure& figure : compare_figures(tables)) {
    if (figure.group == "compatible") continue;
    ++figures;
    for (std::size_t i = 0; i < tables.size(); ++i) best[i] += figure.nearest[i] ? 1U : 0U;
  }
  const std::size_t most = *std::max_element(best.begin(), best.end());
  if (most == 0) return "No figure tells the tables apart.";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < tables.size(); ++i)
    if (best[i] == most) names.push_back(tables[i].name);
  return concatenate(join(names, " and "), names.size() == 1 ? " is" : " are", " nearest to the ideal in ",
                     to_text(most), " of ", to_text(figures), " figures", names.size() == 1 ? "." : " each.");
}

}  // namespace detail

STANDIN_LAZY_INLINE std::string verdict_of(const std::vector<judged_table>& tables) {
  if (tables.empty()) return "There is no table to compare.";
  std::string fault = fault_of(tables.front().found.overlap);
  if (!fault.empty()) fault += ' ';
  std::vector<std::string> few;
  for (const judged_table& table : tables)
    if (!enough_rows(table.found)) few.push_back(table.name);
  if (few.empty()) return fault + detail::words_for_nearest(tables);
  std::vector<judged_table> judged;
  for (const judged_table& table : tables)
    if (enough_rows(table.found)) judged.push_back(table);
  fault.append("There are too few rows of ").append(join(few, " and ")).append(" to judge");
  if (judged.empty()) return fault + '.';
  if (judged.size() == 1) return concatenate(fault, "; nothing is left to compare ", judged.front().name, " with.");
  return fault + ". " + detail::words_for_nearest(judged);
}

}  // namespace standin::inline v0_1
