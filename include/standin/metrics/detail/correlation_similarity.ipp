// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/pair/correlation_similarity.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>
#include <standin/stats/correlation.hpp>
#include <standin/stats/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE score correlation_similarity::compare(const column_pair& real, const column_pair& synthetic,
                                                          const metric_context&) const {
  const auto correlate = [this](const column_view& x, const column_view& y) {
    return measure == correlation_of::values ? stats::pearson(x, y) : stats::spearman(x, y);
  };
  const stats::correlation a = correlate(real.first, real.second);
  const stats::correlation b = correlate(synthetic.first, synthetic.second);
  score result{.rows_real = a.rows, .rows_synthetic = b.rows};
  if (a.left_out + b.left_out > 0)
    result.left_out = {a.left_out, b.left_out,
                       a.infinite || b.infinite ? "a cell is missing or infinite" : "a cell is missing"};
  if (detail::undefined_when_empty(result, "row with both values")) return result;
  if (std::isnan(a.value) || std::isnan(b.value)) {
    detail::make_undefined(result, std::isnan(a.value) ? "a column is constant in the real table"
                                                       : "a column is constant in the synthetic table");
    return result;
  }
  if (as == definition::compatible && std::abs(a.value) <= threshold) {
    detail::make_undefined(result, a.value == 0.0 ? "the real correlation is exactly 0"
                                                  : "the real correlation is not beyond " + to_text(threshold));
    return result;
  }
  const double gap = std::abs(a.value - b.value);
  result.value = 1.0 - 0.5 * gap;
  const auto n_a = static_cast<double>(a.rows);
  const auto n_b = static_cast<double>(b.rows);
  result.ideal = 1.0 - 0.5 * a.spread * std::sqrt(2.0 / std::numbers::pi * (1.0 / n_a + 1.0 / n_b));
  const double half = stats::normal_quantile_975 * std::sqrt(a.spread * a.spread / n_a + b.spread * b.spread / n_b);
  detail::set_interval(result, {1.0 - 0.5 * (gap + half), 1.0 - 0.5 * std::max(0.0, gap - half)});
  result.note = "correlation " + to_text(std::round(a.value * 1e4) / 1e4) + " in the real table, " +
                to_text(std::round(b.value * 1e4) / 1e4) + " in the synthetic one";
  if (as == definition::strict) detail::refuse_below(result, 10, "complete rows");
  return result;
}

}  // namespace standin::inline v0_1
