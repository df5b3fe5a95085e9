// SPDX-License-Identifier: MIT
/// \file
/// Half the sum of the differences of two relative frequencies, and how large it is between samples of one law.
#pragma once

#include <standin/config.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/paired_counts.hpp>

#include <vector>

namespace standin::inline v0_1::stats {

/// ½ Σ |a_k / n_a - b_k / n_b|, in [0, 1]; neither sample may be empty.
///
/// Exact up to one rounding for fewer than 2^31 values a side, so the order of the values doesn't matter.
STANDIN_LAZY [[nodiscard]] double total_variation(const paired_counts& counts) noexcept;

/// The expected distance between two independent samples of one law, of as many values each as `counts` has, given how
/// often each value occurs in both together: were both of one law, it would be chance which value fell to which.
///
/// Exact and free of bias however sparse the counts are: ½ Σ E|A_k / n_a - (c_k - A_k) / n_b|, A_k hypergeometric.
/// Where each value is expected many times it is ½ Σ sqrt(2/π p (1 - p) (1 / n_a + 1 / n_b)) with the shares p of both
/// together. Values that one sample lacks make the latter, with the shares of one sample, too small.
/// Source: Diaconis and Zabell, "Closed form summation for classical distributions", Statistical Science 6 (1991).
STANDIN_LAZY [[nodiscard]] double expected_total_variation(const paired_counts& counts) noexcept;

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
