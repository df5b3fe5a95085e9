// SPDX-License-Identifier: MIT
/// \file
/// How much each two columns have to do with each other, in the real and in the synthetic table.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/alignment.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// A measure of association for each pair of columns, on one scale: 0 for none, 1 (or -1) for all there can be.
///
/// | pair                                      | measure                                                          |
/// |-------------------------------------------|------------------------------------------------------------------|
/// | numbers or date-times                     | Spearman's rank correlation, with its sign                       |
/// | a number or date-time, and levels         | correlation ratio η of the ranks, less what chance gives         |
/// | levels                                    | Cramér's V, bias-corrected (Bergsma, 2013)                       |
///
/// Rows without one of the two cells don't count; where a column is constant it is NaN. The pair (i, j), i < j, stands
/// at `place(i, j)`.
struct association_matrix {
  std::vector<std::string> columns{};
  std::vector<double> real{};
  std::vector<double> synthetic{};
  std::vector<double> holdout{};  ///< empty where there is none
  std::size_t left_out = 0;       ///< columns beyond the most that were asked for
  std::size_t rows = 0;           ///< at most as many rows of each table were looked at

  /// \pre i < j
  [[nodiscard]] static constexpr std::size_t place(std::size_t i, std::size_t j) noexcept {
    return j * (j - 1) / 2 + i;
  }
};

/// How much is looked at.
struct association_options {
  std::size_t most_columns = 60;
  std::size_t most_rows = 20'000;  ///< evenly spaced ones of larger tables
};

/// Costs O(rows · columns²), within the bounds.
STANDIN_LAZY [[nodiscard]] association_matrix associations_of(const comparison& tables,
                                                              const association_options& options = {});

/// The mean of |other - real| over the pairs that have both; NaN where none has.
STANDIN_LAZY [[nodiscard]] double mean_difference(const std::vector<double>& real,
                                                  const std::vector<double>& other) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/evaluation/detail/associations.ipp>
#endif
