// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/ks_complement.hpp.
#pragma once

#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/kolmogorov_smirnov.hpp>
#include <standin/stats/sorted_values.hpp>

#include <cmath>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// As NumPy rounds to 14 decimals: to even, by scaling there and back.
inline void round_to_14_decimals(std::vector<double>& values) {
  for (double& value : values)
    if (std::abs(value) < 1e290) value = std::nearbyint(value * 1e14) / 1e14;
}

}  // namespace detail

STANDIN_INLINE score ks_complement::compare(const column_view& real, const column_view& synthetic,
                                            const metric_context& context) const {
  score result;
  stats::paired_counts counts;
  const auto pool = [&](const auto& a, const auto& b) {
    result.rows_real = a.values.size();
    result.rows_synthetic = b.values.size();
    result.left_out.real = a.missing + a.infinite;
    result.left_out.synthetic = b.missing + b.infinite;
    const bool missing = a.missing + b.missing > 0;
    const bool infinite = a.infinite + b.infinite > 0;
    if (missing || infinite)
      result.left_out.why = missing && infinite ? "missing or infinite" : missing ? "missing" : "infinite";
    counts = stats::pool(a.values, b.values);
  };
  if (stats::stored_as_integers(real) && stats::stored_as_integers(synthetic)) {
    pool(stats::sorted_integers(real), stats::sorted_integers(synthetic));
  } else if (as == definition::strict) {
    pool(stats::sorted_values(real), stats::sorted_values(synthetic));
  } else {
    auto a = stats::sorted_values(real, stats::infinities::keep);
    auto b = stats::sorted_values(synthetic, stats::infinities::keep);
    detail::round_to_14_decimals(a.values);
    detail::round_to_14_decimals(b.values);
    pool(a, b);
  }
  if (detail::undefined_when_empty(result, "values in this column")) return result;
  result.value = 1.0 - stats::kolmogorov_smirnov_distance(counts);
  result.ideal = 1.0 - stats::expected_kolmogorov_smirnov(counts.a, result.rows_real, result.rows_synthetic);
  if (context.resamples > 0) {
    const auto complement = [](const stats::paired_counts& drawn) {
      return 1.0 - stats::kolmogorov_smirnov_distance(drawn);
    };
    detail::set_interval(result,
                         stats::bootstrap_interval(counts, result.value, complement, context.draws, context.resamples));
  }
  if (as == definition::strict) detail::refuse_below(result, 20, "values");
  return result;
}

}  // namespace standin::inline v0_1
