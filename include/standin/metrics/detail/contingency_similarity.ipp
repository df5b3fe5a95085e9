// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/pair/contingency_similarity.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/stats/binning.hpp>
#include <standin/stats/sorted_values.hpp>
#include <standin/stats/total_variation.hpp>

#include <limits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Bins of equal width between the ends of the finite cells, the outer ones open; as NumPy's linspace has them.
STANDIN_LAZY inline stats::binning equal_width_bins(const column_view& real, std::size_t bins) {
  const std::vector<double> sorted = stats::sorted_values(real).values;
  if (sorted.empty()) return stats::binning::at({});
  double low = sorted.front();
  double high = sorted.back();
  if (low == high) {
    low -= 0.5;
    high += 0.5;
  }
  const double step = (high - low) / static_cast<double>(bins);
  std::vector<double> edges;
  for (std::size_t i = 1; i < bins; ++i) edges.push_back(static_cast<double>(i) * step + low);
  return stats::binning::at(std::move(edges));
}

}  // namespace detail

STANDIN_LAZY_INLINE score contingency_similarity::compare(const column_pair& real, const column_pair& synthetic,
                                                          const metric_context& context) const {
  if (bins < 1) throw invalid_option("contingency_similarity::bins", "it is 0", "give at least 1");
  score result{.rows_real = real.first.rows, .rows_synthetic = synthetic.first.rows};
  if (detail::undefined_when_empty(result, "rows")) return result;
  const auto binned = [this](const column_view& a, const column_view& b) {
    const bool numbers = a.kind == column_kind::numeric || a.kind == column_kind::datetime;
    const stats::binning cut = numbers && as == definition::compatible
                                   ? detail::equal_width_bins(a, bins)
                                   : stats::binning(a, {.quantile_bins = bins,
                                                        .ties = stats::tied_quantiles::merge,
                                                        .few_values = 0,
                                                        .most_levels = std::numeric_limits<std::size_t>::max()});
    return stats::binned_column{cut.size(), cut.codes(a), cut.codes(b)};
  };
  const stats::binned_column first = binned(real.first, synthetic.first);
  const stats::binned_column second = binned(real.second, synthetic.second);
  const stats::binned_column* columns[] = {&first, &second};
  const stats::paired_counts counts = stats::joint_counts(columns);
  result.value = 1.0 - stats::total_variation(counts);
  result.ideal = 1.0 - stats::expected_total_variation(counts.a, result.rows_real, result.rows_synthetic);
  if (context.resamples > 0) {
    const stats::interval distance = stats::total_variation_interval(counts);
    detail::set_interval(result, {1.0 - distance.upper, 1.0 - distance.lower});
  }
  if (as == definition::strict) detail::refuse_below(result, 20, "rows");
  return result;
}

}  // namespace standin::inline v0_1
