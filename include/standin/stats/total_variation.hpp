// SPDX-License-Identifier: MIT
/// \file
/// Half the sum of the differences of two relative frequencies, and how large it is between samples of one law.
#pragma once

#include <standin/config.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/paired_counts.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// ½ Σ |a_k / n_a - b_k / n_b|, in [0, 1]; neither sample may be empty.
///
/// Exact up to one rounding for fewer than 2^31 values a side, so the order of the values doesn't matter.
STANDIN_LAZY [[nodiscard]] double total_variation(const paired_counts& counts) noexcept;

/// The expected distance between two independent samples of one law, of `size_a` and `size_b` values:
/// ½ Σ sqrt(2/π p (1 - p) (1 / size_a + 1 / size_b)), normal approximation, a little too large for values that are
/// expected less than about twice.
///
/// \param reference  counts of the law's values in a sample of it
STANDIN_LAZY [[nodiscard]] double expected_total_variation(std::span<const std::uint64_t> reference, std::size_t size_a,
                                                           std::size_t size_b) noexcept;

/// How far a total variation distance scatters over samples of these sizes.
///
/// Each value's difference of shares is taken for normal. Where it is far from 0 its sign is known, and the distance is
/// linear in the shares there; near 0 the difference is folded over.
struct total_variation_noise {
  double variance = 0.0;  ///< of the distance, `folded` included
  double folded = 0.0;    ///< the part of the variance that the slopes don't explain
  /// The mean sign of each value's difference: a row of `a` with value k adds slopes[k] / (2 total_a) to the distance,
  /// a row of `b` takes off as much with its own total. In [-1, 1].
  std::vector<double> slopes{};
};

/// Takes a small part of the time of resampling; neither sample empty.
STANDIN_LAZY [[nodiscard]] total_variation_noise noise_of_total_variation(const paired_counts& counts);

/// The 95 % interval of the distance's mean over samples of these sizes: 1.96 standard errors to both sides, cut to
/// [0, 1]. Like `bootstrap_interval` it does not aim at the distance between the two laws themselves.
STANDIN_LAZY [[nodiscard]] interval total_variation_interval(const paired_counts& counts);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/total_variation.ipp>
#endif
