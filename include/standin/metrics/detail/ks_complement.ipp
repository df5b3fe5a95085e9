// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/ks_complement.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/kolmogorov_smirnov.hpp>
#include <standin/stats/sorted_values.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// As NumPy rounds to 14 decimals: to even, by scaling there and back.
STANDIN_LAZY inline void round_to_14_decimals(std::vector<double>& values) {
  for (double& value : values)
    if (std::abs(value) < 1e290) value = std::nearbyint(value * 1e14) / 1e14;
}

/// The value at a place of the pooled samples.
template <class Value>
std::string value_at(const stats::paired_counts& counts, std::size_t place, const std::vector<Value>& a,
                     const std::vector<Value>& b) {
  std::uint64_t below_a = 0;
  std::uint64_t below_b = 0;
  for (std::size_t k = 0; k <= place; ++k) {
    below_a += counts.a[k];
    below_b += counts.b[k];
  }
  return to_text(counts.a[place] > 0 ? a[below_a - 1] : b[below_b - 1]);
}

/// "p = 0.0843".
STANDIN_LAZY inline std::string shown_p_value(double p) {
  if (p < 1e-4) return "p < 0.0001";
  return "p = " + to_text(std::round(p * 1e4) / 1e4);
}

}  // namespace detail

STANDIN_LAZY_INLINE score ks_complement::compare(const column_view& real, const column_view& synthetic,
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
    if (a.values.empty() || b.values.empty()) return;
    const double distance = stats::kolmogorov_smirnov_distance(counts);
    result.value = 1.0 - distance;
    if (distance == 0.0) return;
    if (real.kind == column_kind::numeric)
      result.note = "largest gap at " +
                    detail::value_at(counts, stats::kolmogorov_smirnov_place(counts), a.values, b.values) + ", ";
    result.note += detail::shown_p_value(stats::kolmogorov_smirnov_p_value(distance, a.values.size(), b.values.size()));
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
