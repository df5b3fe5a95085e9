// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/category_adherence.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/column/category_adherence.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/paired_counts.hpp>

#include <algorithm>
#include <cstdint>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE score category_adherence::compare(const column_view& real, const column_view& synthetic,
                                                      const metric_context&) const {
  const stats::level_counts levels = stats::count_levels(real, synthetic);
  score result{.rows_real = levels.counts.total_a, .rows_synthetic = levels.counts.total_b};
  std::uint64_t known = 0;
  std::uint64_t lonely = 0;  // real levels that occur once
  std::size_t unknown_levels = 0;
  constexpr std::size_t shown = 5;
  for (std::size_t k = 0; k < levels.names.size(); ++k) {
    if (levels.counts.a[k] > 0) known += levels.counts.b[k];
    if (levels.counts.a[k] == 1) ++lonely;
    if (levels.counts.a[k] > 0) continue;
    if (unknown_levels < shown)
      result.note.append(unknown_levels == 0 ? "not in the real column: " : ", ").append(quoted(levels.names[k]));
    ++unknown_levels;
  }
  if (unknown_levels > shown) result.note.append(" and ").append(to_text(unknown_levels - shown)).append(" more");
  if (as == definition::strict) {
    result.left_out = {levels.missing_a, levels.missing_b, levels.missing_a + levels.missing_b > 0 ? "missing" : ""};
  } else {
    result.rows_real += levels.missing_a;
    result.rows_synthetic += levels.missing_b;
    if (levels.missing_a > 0) known += levels.missing_b;
  }
  if (detail::undefined_when_empty(result, "values in this column")) return result;
  result.value = static_cast<double>(known) / static_cast<double>(result.rows_synthetic);
  result.ideal = 1.0 - static_cast<double>(lonely) / static_cast<double>(result.rows_real);
  detail::set_interval(result, stats::wilson_interval(known, result.rows_synthetic));
  return result;
}

}  // namespace standin::inline v0_1
