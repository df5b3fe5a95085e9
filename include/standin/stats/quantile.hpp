// SPDX-License-Identifier: MIT
/// \file
/// Quantiles of a sample, and the one of the normal law by which 95 % intervals are as wide as they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace standin::inline v0_1::stats {

/// Of the standard normal law at 0.975: 95 % of it lie between this and its negative.
inline constexpr double normal_quantile_975 = 1.959963984540054;

/// The quantile at p in [0, 1], linear between the order statistics.
///
/// \param sorted  ascending and not empty
/// Source: Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), type 7.
[[nodiscard]] inline double quantile_of_sorted(std::span<const double> sorted, double p) noexcept {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(low);
  if (part == 0.0 || sorted[low] == sorted[high]) return sorted[low];
  return sorted[low] + part * (sorted[high] - sorted[low]);
}

}  // namespace standin::inline v0_1::stats
