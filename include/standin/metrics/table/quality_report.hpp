// SPDX-License-Identifier: MIT
/// \file
/// The quality report of SDMetrics: columns and pairs of columns in two means, and their mean.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// What SDMetrics' `QualityReport` gives, quirks included, for comparison with figures that were published so.
///
/// | figure                            | of                                                                          |
/// |-----------------------------------|-----------------------------------------------------------------------------|
/// | `column shapes (compatible)`      | each column, KS complement or TV complement, and their mean                 |
/// | `column pair trends (compatible)` | each pair, correlation or contingency similarity, and the mean of those beyond
/// the thresholds | | `quality score (compatible)`      | the mean of the two |
///
/// A number is cut into bins beside a level by each table's own range, so that its place and spread don't show. With
/// the default thresholds (SDMetrics from 0.27 on) only pairs count that are associated in the real table: dependence
/// that a generator made up costs nothing. Scores with and without thresholds must not be compared. Where SDMetrics
/// draws 50 000 rows of larger tables, without a seed, all rows count here. Costs O(rows · columns²).
struct quality_report {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "compatible";

  double correlation_threshold = 0.5;  ///< what the real correlation must exceed; 0 for all but 0 itself
  double association_threshold = 0.3;  ///< what the real Cramér's V must exceed; 0 for all

  [[nodiscard]] std::string name() const { return "quality report"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<quality_report>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/quality_report.ipp>
#endif
