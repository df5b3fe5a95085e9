// SPDX-License-Identifier: MIT
/// \file
/// Correlations of two columns, of values and of ranks, and how far they scatter.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>

namespace standin::inline v0_1::stats {

/// A correlation over the rows in which both cells are there and finite.
struct correlation {
  double value = 0.0;        ///< in [-1, 1]; NaN when a column is constant on these rows, or there are none
  double spread = 0.0;       ///< standard error times sqrt(rows), for any joint law with fourth moments
  std::size_t rows = 0;      ///< complete rows
  std::size_t left_out = 0;  ///< the others
  bool infinite = false;     ///< whether one of the others has an infinite cell
};

/// \param x,y  numeric, boolean or date-time columns with the same rows
/// The spread comes from the influence function zx zy - r/2 (zx² + zy²) (Devlin, Gnanadesikan and Kettenring,
/// Biometrika 62, 1975); for normal columns it is 1 - r². Two passes; costs O(n).
STANDIN_LAZY [[nodiscard]] correlation pearson(const column_view& x, const column_view& y);

/// Spearman's correlation: Pearson's of the ranks among the complete rows, ties sharing their mean rank. The spread
/// takes the ranks for given, and so is a little too large. Costs O(n log n).
STANDIN_LAZY [[nodiscard]] correlation spearman(const column_view& x, const column_view& y);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/correlation.ipp>
#endif
