// SPDX-License-Identifier: MIT
/// \file
/// The diagnostic report of SDMetrics: whether a table is of the right form, not whether it is any good.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// What SDMetrics' `DiagnosticReport` gives where the metadata name no formats and no ranges.
///
/// | figure                            | of                                                                          |
/// |-----------------------------------|-----------------------------------------------------------------------------|
/// | `data validity (compatible)`      | each key, share of rows of its own; each other column, boundary or category
/// adherence; and their mean | | `data structure (compatible)`     | columns of the same name and storage, of all that
/// either table has           | | `diagnostic score (compatible)`   | the mean of the two |
///
/// Whoever clips numbers and copies levels gets 1: a smoke test. Columns are matched by name and may differ between the
/// tables. Costs O(cells).
struct diagnostic_report {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "compatible";

  std::vector<std::string> keys{};  ///< columns of which no value may occur twice

  [[nodiscard]] std::string name() const { return "diagnostic report"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<diagnostic_report>);

/// The share of rows whose cell is there and has not occurred in a row before, SDMetrics' `KeyUniqueness`; NaN without
/// rows. Costs O(n log n).
[[nodiscard]] double key_uniqueness(const column_view& key);

/// The share of columns that both tables have under the same name and stored alike, among all that either has:
/// SDMetrics' `TableStructure`. Stored alike means: both whole numbers without holes, other numbers, booleans without
/// holes, date-times, or text and levels. NaN when neither has a column.
[[nodiscard]] double structure_similarity(const table_view& real, const table_view& synthetic);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/diagnostic_report.ipp>
#endif
