// SPDX-License-Identifier: MIT
/// \file
/// The reports of several synthetic tables side by side.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// A synthetic table, by whatever made it, and what was found of it.
struct judged_table {
  std::string name;
  report found{};
};

/// One figure of all tables.
struct compared_figure {
  std::string metric;
  std::string group{};
  better direction = better::larger;
  std::vector<std::optional<metric_summary>> of{};  ///< a table each; none where its report lacks the figure
  std::vector<bool> nearest{};  ///< the tables nearest to their ideals, those as near in the fourth decimal included
  std::vector<bool> best{};     ///< these, and those that may be as near by their intervals
};

/// The figures that any of the tables has, in the order in which they come first. Where fewer than two tables have a
/// figure, or all may be as near, none is nearest or best.
STANDIN_LAZY [[nodiscard]] std::vector<compared_figure> compare_figures(const std::vector<judged_table>& tables);

/// The comparison in one sentence: which table is nearest to the ideal in how many figures, as measured. Figures of the
/// group "compatible" don't count, tables without `enough_rows` neither.
STANDIN_LAZY [[nodiscard]] std::string verdict_of(const std::vector<judged_table>& tables);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/side_by_side.ipp>
#endif
