// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/pair/contingency_similarity.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/stats/association.hpp>
#include <standin/stats/binning.hpp>
#include <standin/stats/sorted_values.hpp>
#include <standin/stats/total_variation.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// The ends of bins of equal width between the finite cells' own, as NumPy's linspace has them; none without cells.
STANDIN_LAZY inline std::vector<double> equal_width_edges(const column_view& column, std::size_t bins) {
  const std::vector<double> sorted = stats::sorted_values(column).values;
  if (sorted.empty()) return {};
  double low = sorted.front();
  double high = sorted.back();
  if (low == high) {
    low -= 0.5;
    high += 0.5;
  }
  const double step = (high - low) / static_cast<double>(bins);
  std::vector<double> edges;
  for (std::size_t i = 0; i < bins; ++i) edges.push_back(static_cast<double>(i) * step + low);
  edges.push_back(high);
  return edges;
}

/// Bins of one table alone: its largest value has a bin of its own, which missing cells share.
STANDIN_LAZY inline std::vector<std::uint32_t> codes_in_own_bins(const column_view& column, std::size_t bins) {
  const stats::binning cut = stats::binning::at(equal_width_edges(column, bins));
  std::vector<std::uint32_t> codes = cut.codes(column);
  const auto last = static_cast<std::uint32_t>(bins + 1);
  for (std::uint32_t& code : codes) code = code + 1 == cut.size() ? last : code;
  return codes;
}

STANDIN_LAZY inline stats::binned_column bin_for_contingency(const contingency_similarity& as_asked,
                                                             const column_view& real, const column_view& synthetic) {
  const bool numbers = real.kind == column_kind::numeric || real.kind == column_kind::datetime;
  if (!numbers || as_asked.as == definition::strict) {
    const stats::binning cut(real, {.quantile_bins = as_asked.bins,
                                    .ties = stats::tied_quantiles::merge,
                                    .few_values = 0,
                                    .most_levels = std::numeric_limits<std::size_t>::max()});
    return {cut.size(), cut.codes(real), cut.codes(synthetic)};
  }
  if (as_asked.edges == equal_bins::of_each)
    return {as_asked.bins + 2, codes_in_own_bins(real, as_asked.bins), codes_in_own_bins(synthetic, as_asked.bins)};
  std::vector<double> edges = equal_width_edges(real, as_asked.bins);
  if (!edges.empty()) edges = {edges.begin() + 1, edges.end() - 1};
  const stats::binning cut = stats::binning::at(std::move(edges));
  return {cut.size(), cut.codes(real), cut.codes(synthetic)};
}

}  // namespace detail

STANDIN_LAZY_INLINE score contingency_similarity::compare(const column_pair& real, const column_pair& synthetic,
                                                          const metric_context& context) const {
  if (bins < 1) throw invalid_option("contingency_similarity::bins", "it is 0", "give at least 1");
  score result{.rows_real = real.first.rows, .rows_synthetic = synthetic.first.rows};
  if (detail::undefined_when_empty(result, "rows")) return result;
  const stats::binned_column first = detail::bin_for_contingency(*this, real.first, synthetic.first);
  const stats::binned_column second = detail::bin_for_contingency(*this, real.second, synthetic.second);
  if (as == definition::compatible && threshold > 0.0) {
    const double v = stats::cramers_v(stats::cross_tabulate(first.real, first.bins, second.real, second.bins));
    if (!(v > threshold)) {
      detail::make_undefined(result, std::isnan(v) ? "a column has one level only in the real table"
                                                   : "the real association is not beyond " + to_text(threshold));
      return result;
    }
  }
  const stats::binned_column* columns[] = {&first, &second};
  const stats::paired_counts counts = stats::joint_counts(columns);
  result.value = 1.0 - stats::total_variation(counts);
  result.ideal = 1.0 - stats::expected_total_variation(counts);
  if (context.resamples > 0) {
    const stats::interval distance = stats::total_variation_interval(counts);
    detail::set_interval(result, {1.0 - distance.upper, 1.0 - distance.lower});
  }
  if (as == definition::strict) detail::refuse_below(result, 20, "rows");
  return result;
}

}  // namespace standin::inline v0_1
