// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/category_coverage.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/column/category_coverage.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/level_coverage.hpp>
#include <standin/stats/paired_counts.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE score category_coverage::compare(const column_view& real, const column_view& synthetic,
                                                     const metric_context&) {
  const stats::level_counts levels = stats::count_levels(real, synthetic);
  score result{
      .rows_real = levels.counts.total_a,
      .rows_synthetic = levels.counts.total_b,
      .left_out = {levels.missing_a, levels.missing_b, levels.missing_a + levels.missing_b > 0 ? "missing" : ""}};
  if (detail::undefined_when_empty(result, "values in this column")) return result;
  constexpr std::size_t shown = 5;
  constexpr std::size_t least_rows = 10;  // a level that fewer rows have may say who they are
  std::size_t named = 0;
  std::size_t lost = 0;
  for (std::size_t k = 0; k < levels.names.size(); ++k) {
    if (levels.counts.a[k] == 0 || levels.counts.b[k] > 0) continue;
    ++lost;
    if (levels.counts.a[k] < least_rows || named == shown) continue;
    result.note.append(named == 0 ? "not in the synthetic column: " : ", ").append(quoted(levels.names[k]));
    ++named;
  }
  if (named > 0 && lost > named) result.note.append(" and ").append(to_text(lost - named)).append(" more");
  const stats::coverage found = stats::level_coverage(levels.counts);
  result.value = found.value;
  result.ideal = found.expected;
  detail::set_interval(result, found.around);
  return result;
}

}  // namespace standin::inline v0_1
