// SPDX-License-Identifier: MIT
/// \file
/// The columns of a comparison in a few bins each, for pictures: small whatever the tables' size, and without a value
/// that only a few real rows have.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/alignment.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// How the cells of a column lie on its axis.
enum class distribution_scale : std::uint8_t {
  levels,      ///< a bar for each level, or for each value of numbers that have few
  linear,      ///< bins of a number or date-time
  logarithmic  ///< the same; the axis is asinh(x / unit): linear near zero, logarithmic beyond, on both sides
};

/// One column of the real and of the synthetic table, in the same bins.
///
/// Levels that fewer real rows have than asked for are together in the last bar, which has no name. Bins are wide
/// enough to hold none or that many real rows; the outer ones are open, and their edges lie within quantiles of the
/// real column that leave out as many rows on each side.
struct column_distribution {
  std::string name;
  column_kind kind = column_kind::numeric;
  time_unit unit = time_unit::second;  ///< date-times only
  distribution_scale scale = distribution_scale::levels;
  std::vector<std::string> levels{};  ///< names of the bars, one less than there are bars where `rest` isn't 0
  std::size_t rest = 0;               ///< how many levels of either table the last bar stands for
  std::vector<double> edges{};        ///< of the bins, ascending, one more than there are bins
  double log_unit = 1.0;              ///< the unit of a logarithmic axis
  std::vector<double> real{};         ///< shares of the cells that are there, a bar or bin each
  std::vector<double> synthetic{};
  double missing_real = 0.0;  ///< share of missing cells
  double missing_synthetic = 0.0;

  /// Where a value lies on the axis.
  STANDIN_LAZY [[nodiscard]] double place(double value) const noexcept;
};

/// How columns are cut for pictures.
struct distribution_options {
  std::size_t least_rows = 10;   ///< real rows that a level, or a bin that isn't empty, must have to be shown alone
  std::size_t most_levels = 12;  ///< bars with a name
  std::size_t bins = 36;         ///< about as many for numbers
};

/// Cuts each column. Where a column has too few rows for any bar there is none.
///
/// Costs O(n log n) a column; O(n) memory a thread.
STANDIN_LAZY [[nodiscard]] std::vector<column_distribution> distributions_of(const comparison& tables,
                                                                             const distribution_options& options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/distributions.ipp>
#endif
