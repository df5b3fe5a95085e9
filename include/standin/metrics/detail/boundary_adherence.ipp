// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/column/boundary_adherence.hpp.
#pragma once

#include <standin/metrics/column/boundary_adherence.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/sorted_values.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace standin::inline v0_1 {

namespace detail {

/// From how many to how many cells of a second sample lie beyond the ends of a first one of the same law, in 95 of 100
/// cases, where so many of those ends are held by one cell each: what is beyond each is geometric, since each cell of
/// the two samples together is as likely the outermost one.
inline stats::interval likely_outside(double ends, std::size_t first, std::size_t second) noexcept {
  if (ends == 0.0) return {0.0, 0.0};
  const double to_second = static_cast<double>(second) / static_cast<double>(first + second);
  double chance = std::pow(1.0 - to_second, ends);  // of exactly `k`
  double below = chance;
  double k = 0.0;
  stats::interval likely{0.0, 0.0};
  const auto limit = static_cast<double>(second);
  for (bool low = true; k < limit; below += chance) {
    if (low && below > 0.025) {
      likely.lower = k;
      low = false;
    }
    if (below >= 0.975) break;
    k += 1.0;
    chance *= to_second * (k + ends - 1.0) / k;
  }
  likely.upper = k;
  return likely;
}

}  // namespace detail

STANDIN_LAZY_INLINE score boundary_adherence::compare(const column_view& real, const column_view& synthetic,
                                                      const metric_context&) const {
  score result;
  std::size_t inside = 0;
  double lonely_ends = 0.0;  // ends of the range that a single real cell holds
  const auto measure = [&](const auto& a, const auto& b) {
    result.rows_real = a.values.size();
    result.rows_synthetic = b.values.size();
    result.left_out = {a.missing, b.missing, a.missing + b.missing > 0 ? "missing" : ""};
    if (a.values.empty()) return;
    const auto lowest = a.values.front();
    const auto highest = a.values.back();
    const auto first = std::lower_bound(b.values.begin(), b.values.end(), lowest);
    inside = static_cast<std::size_t>(std::upper_bound(first, b.values.end(), highest) - first);
    if (a.values.size() < 2 || a.values[1] != lowest) lonely_ends += 1.0;
    if (a.values.size() < 2 || a.values[a.values.size() - 2] != highest) lonely_ends += 1.0;
  };
  if (stats::stored_as_integers(real) && stats::stored_as_integers(synthetic)) {
    measure(stats::sorted_integers(real), stats::sorted_integers(synthetic));
  } else {
    measure(stats::sorted_values(real, stats::infinities::keep),
            stats::sorted_values(synthetic, stats::infinities::keep));
  }
  if (as == definition::compatible && result.left_out.real == 0) {
    result.rows_synthetic += result.left_out.synthetic;
    result.left_out = {};
  }
  if (as == definition::compatible && result.rows_real == 0 && result.rows_synthetic > 0) {
    result.value = 0.0;
    return result;
  }
  if (detail::undefined_when_empty(result, "values in this column")) return result;
  result.value = static_cast<double>(inside) / static_cast<double>(result.rows_synthetic);
  result.ideal = std::max(0.0, 1.0 - lonely_ends / static_cast<double>(result.rows_real));
  const stats::interval counted = stats::wilson_interval(inside, result.rows_synthetic);
  const stats::interval chance = detail::likely_outside(lonely_ends, result.rows_real, result.rows_synthetic);
  const double mean = static_cast<double>(result.rows_synthetic) * (1.0 - result.ideal);
  const auto share = [&result](double cells) { return cells / static_cast<double>(result.rows_synthetic); };
  detail::set_interval(result, {std::min(counted.lower, result.value - share(mean - chance.lower)),
                                std::max(counted.upper, result.value + share(chance.upper - mean))});
  return result;
}

}  // namespace standin::inline v0_1
