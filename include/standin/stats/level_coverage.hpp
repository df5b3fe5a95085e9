// SPDX-License-Identifier: MIT
/// \file
/// How many levels of one sample occur in another, and how many one would expect to.
#pragma once

#include <standin/config.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/paired_counts.hpp>

namespace standin::inline v0_1::stats {

/// A share of levels with what it would be for two samples of one law.
struct coverage {
  double value = 0.0;     ///< the share of a's levels that b has
  double expected = 0.0;  ///< its mean for two samples of one law
  interval around{};      ///< holds `expected` in at least 95 of 100 pairs of such samples
};

/// Of the levels of `a`, those that occur in `b`; both have values.
///
/// Which rows fell to which sample is a matter of chance where both are of one law, given how often each level occurs
/// in the two together: a level with t rows of N misses the second with probability C(N - n_b, t) / C(N, t). So a level
/// with one row, which `b` lacks, says nothing, and one with 20 rows much. The levels that one of the samples lacks are
/// taken as independent of each other, which counts them as a little more variable than they are.
/// Costs O(levels), and O(k^2) for k < 400 levels that may or may not be missed.
/// Source: Fisher's exact test, level by level; the sum of the misses by convolution, or for more of them as normal.
STANDIN_LAZY [[nodiscard]] coverage level_coverage(const paired_counts& counts);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/level_coverage.ipp>
#endif
