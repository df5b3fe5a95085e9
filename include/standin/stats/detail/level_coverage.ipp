// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/level_coverage.hpp.
#pragma once

#include <standin/stats/level_coverage.hpp>
#include <standin/stats/quantile.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::stats {

namespace detail {

/// The probability that none of `t` rows, of `all`, falls to the sample that has all but `others` of them.
inline double chance_of_none(std::uint64_t t, std::uint64_t others, std::uint64_t all) noexcept {
  double p = 1.0;
  for (std::uint64_t i = 0; i < t && p > 1e-18; ++i) {
    if (i >= others) return 0.0;
    p *= static_cast<double>(others - i) / static_cast<double>(all - i);
  }
  return p;
}

/// From which to which number of events, of those with these probabilities, 95 of 100 cases go.
inline interval likely_events(const std::vector<double>& chances, double mean) {
  constexpr std::size_t few = 400;
  double variance = 0.0;
  for (const double p : chances) variance += p * (1.0 - p);
  if (chances.size() >= few) {
    const double half = normal_quantile_975 * std::sqrt(variance) + 0.5;
    return {mean - half, mean + half};
  }
  std::vector<double> law{1.0};  // of the number of events
  for (const double p : chances) {
    law.push_back(0.0);
    for (std::size_t k = law.size() - 1; k > 0; --k) law[k] = law[k] * (1.0 - p) + law[k - 1] * p;
    law[0] *= 1.0 - p;
  }
  std::size_t lower = 0;
  for (double below = law[0]; below <= 0.025 && lower + 1 < law.size(); below += law[lower]) ++lower;
  std::size_t upper = law.size() - 1;
  for (double above = law[upper]; above <= 0.025 && upper > 0; above += law[upper]) --upper;
  return {static_cast<double>(lower), static_cast<double>(upper)};
}

}  // namespace detail

STANDIN_LAZY_INLINE coverage level_coverage(const paired_counts& counts) {
  const std::uint64_t all = counts.total_a + counts.total_b;
  std::size_t levels = 0;
  std::size_t missed = 0;
  double certain = 0.0;         // levels that are missed for sure
  double mean = 0.0;            // of the other ones that are missed
  std::vector<double> chances;  // of those that may or may not be
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    if (counts.a[k] == 0) continue;
    ++levels;
    if (counts.b[k] == 0) ++missed;
    const std::uint64_t t = counts.a[k] + counts.b[k];
    // Known to be in a: what is missed by b, of all that is not missed by a.
    const double chance =
        detail::chance_of_none(t, counts.total_a, all) / (1.0 - detail::chance_of_none(t, counts.total_b, all));
    if (chance >= 1.0 - 1e-12) {
      certain += 1.0;
    } else if (chance > 1e-9) {
      mean += chance;
      chances.push_back(chance);
    }
  }
  const auto share = [levels](double events) { return events / static_cast<double>(levels); };
  const interval likely = detail::likely_events(chances, mean);
  const double value = 1.0 - share(static_cast<double>(missed));
  return {.value = value,
          .expected = 1.0 - share(certain + mean),
          .around = {value - share(mean - likely.lower), value + share(likely.upper - mean)}};
}

}  // namespace standin::inline v0_1::stats
