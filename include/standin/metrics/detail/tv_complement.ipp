// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/tv_complement.hpp.
#pragma once

#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/paired_counts.hpp>
#include <standin/stats/total_variation.hpp>

#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

/// Total variation as SDMetrics has it: levels that the real side lacks count 1e-6 there.
STANDIN_LAZY inline double total_variation_with_pseudo_counts(const stats::paired_counts& counts) {
  constexpr double pseudo = 1e-6;
  double unseen = 0.0;
  for (const std::uint64_t count : counts.a)
    if (count == 0) unseen += pseudo;
  const double total_a = static_cast<double>(counts.total_a) + unseen;
  double sum = 0.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    const double count_a = counts.a[k] == 0 ? pseudo : static_cast<double>(counts.a[k]);
    sum += std::abs(count_a / total_a - static_cast<double>(counts.b[k]) / static_cast<double>(counts.total_b));
  }
  return 0.5 * sum;
}

}  // namespace detail

STANDIN_LAZY_INLINE score tv_complement::compare(const column_view& real, const column_view& synthetic,
                                                 const metric_context& context) const {
  score result{.rows_real = real.rows, .rows_synthetic = synthetic.rows};
  if (real.kind == column_kind::text || synthetic.kind == column_kind::text) {
    result.status = status::refused;
    result.note = "free text has no levels; make the column categorical if it has";
    return result;
  }
  stats::level_counts levels = stats::count_levels(real, synthetic);
  if (as == definition::strict && missing == missing_cells::own_level) {
    if (levels.missing_a + levels.missing_b > 0) levels.counts.add(levels.missing_a, levels.missing_b);
  } else {
    result.left_out = {levels.missing_a, levels.missing_b, levels.missing_a + levels.missing_b > 0 ? "missing" : ""};
  }
  const stats::paired_counts& counts = levels.counts;
  result.rows_real = counts.total_a;
  result.rows_synthetic = counts.total_b;
  if (detail::undefined_when_empty(result, "values in this column")) return result;

  const auto complement = [this](const stats::paired_counts& drawn) {
    return 1.0 - (as == definition::strict ? stats::total_variation(drawn)
                                           : detail::total_variation_with_pseudo_counts(drawn));
  };
  result.value = complement(counts);
  result.ideal = 1.0 - stats::expected_total_variation(counts);
  if (context.resamples > 0)
    detail::set_interval(result,
                         stats::bootstrap_interval(counts, result.value, complement, context.draws, context.resamples));
  if (as == definition::strict) detail::refuse_below(result, 20, "values");
  return result;
}

}  // namespace standin::inline v0_1
