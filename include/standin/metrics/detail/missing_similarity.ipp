// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/missing_similarity.hpp.
#pragma once

#include <standin/metrics/column/missing_similarity.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>

#include <cmath>
#include <cstdint>
#include <numbers>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE score missing_similarity::compare(const column_view& real, const column_view& synthetic,
                                                      const metric_context&) const {
  score result{.rows_real = real.rows, .rows_synthetic = synthetic.rows};
  if (detail::undefined_when_empty(result, "rows")) return result;
  const auto missing_in = [](const column_view& column) {
    std::uint64_t missing = 0;
    for (std::size_t row = 0; row < column.rows; ++row) missing += column.missing(row) ? 1U : 0U;
    return missing;
  };
  const std::uint64_t in_real = missing_in(real);
  const std::uint64_t in_synthetic = missing_in(synthetic);
  const auto n_real = static_cast<double>(real.rows);
  const auto n_synthetic = static_cast<double>(synthetic.rows);
  const double p = static_cast<double>(in_real) / n_real;
  const double q = static_cast<double>(in_synthetic) / n_synthetic;
  result.value = 1.0 - std::abs(p - q);
  result.ideal = 1.0 - std::sqrt(2.0 / std::numbers::pi * p * (1.0 - p) * (1.0 / n_real + 1.0 / n_synthetic));
  const stats::interval gap = stats::newcombe_interval(in_real, real.rows, in_synthetic, synthetic.rows);
  const double nearest = gap.lower > 0.0 ? gap.lower : gap.upper < 0.0 ? -gap.upper : 0.0;
  detail::set_interval(result, {1.0 - std::max(std::abs(gap.lower), std::abs(gap.upper)), 1.0 - nearest});
  return result;
}

}  // namespace standin::inline v0_1
