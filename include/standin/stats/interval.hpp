// SPDX-License-Identifier: MIT
/// \file
/// 95 % confidence intervals: of shares, of differences of shares, and by resampling.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/random/stream.hpp>
#include <standin/stats/paired_counts.hpp>

#include <cstddef>
#include <cstdint>

namespace standin::inline v0_1::stats {

/// From `lower` to `upper`, both included.
struct interval {
  double lower = 0.0;
  double upper = 0.0;
};

/// Of a share of which `hits` of `n` were seen, n > 0. In [0, 1], sensible at 0 and n hits as well.
/// Source: Wilson, J. American Statistical Association 22 (1927).
STANDIN_LAZY [[nodiscard]] interval wilson_interval(std::uint64_t hits, std::uint64_t n) noexcept;

/// Of the difference p_a - p_b of two independent shares, from their Wilson intervals; n_a, n_b > 0.
/// Source: Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17 (1998), method 10.
STANDIN_LAZY [[nodiscard]] interval newcombe_interval(std::uint64_t hits_a, std::uint64_t n_a, std::uint64_t hits_b,
                                                      std::uint64_t n_b) noexcept;

/// Of the mean of a statistic of two samples over samples of these sizes, by drawing both again with replacement.
///
/// The basic (reflected) interval around `value`, with the bias of resampling taken off: [value - (q(97.5 %) - m),
/// value - (q(2.5 %) - m)], m the mean over the resamples. (Resampling adds to a distance the kind of noise that it
/// holds already. Reflecting that as well would aim at the distance between the two laws, and miss it: with 40 values
/// and 400 rows of one law the interval would exclude a distance of 0 in 97 of 100 cases.)
/// \param value      the statistic of `counts` itself
/// \param statistic  must be callable with each resample; called on the calling thread
/// \param resamples  at least 1; resample i depends on (draws, i) alone
/// Costs resamples × (distinct values + the lesser of n and some 20 × distinct values).
/// Source: Davison and Hinkley, Bootstrap Methods and their Application, 1997, §5.2.
STANDIN_LAZY [[nodiscard]] interval bootstrap_interval(const paired_counts& counts, double value,
                                                       function_ref<double(const paired_counts&)> statistic,
                                                       random::source draws, std::size_t resamples);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/interval.ipp>
#endif
