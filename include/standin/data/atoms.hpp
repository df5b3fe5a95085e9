// SPDX-License-Identifier: MIT
/// \file
/// Values of a column that many rows share: atoms, and heaps at round numbers.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// A value and how many rows have it.
struct value_count {
  double value = 0.0;
  std::size_t rows = 0;
  bool operator==(const value_count&) const = default;
};

/// Whether a column has so few different values that each of them is an atom: at most 100, with two rows a value or
/// more on average, or, for whole numbers, fewer than one for a hundred rows.
STANDIN_LAZY [[nodiscard]] bool is_discrete(std::size_t distinct, std::size_t rows, bool whole) noexcept;

/// Marks the values that stand out: at least 0.2 % of the rows have them (0.1 % for zero, the smallest and the
/// largest), and they are more than five standard errors more frequent than the mean of their twenty neighbours, taken
/// as one row at least.
///
/// \param values  ascending, all different
/// Costs O(values).
STANDIN_LAZY [[nodiscard]] std::vector<bool> find_atoms(std::span<const value_count> values);

/// Multiples of a round number that more rows have than would by chance.
struct heap {
  double step = 0.0;      ///< the round number
  double share = 0.0;     ///< of the rows looked at, those on its multiples
  double expected = 0.0;  ///< 1 / (the column's steps in it)
};

/// The round numbers at whose multiples a column is heaped, of 5, 10, 12, 25, 50, 100 and 1000 of its steps.
///
/// From the largest step down, and 12 at the end, each is judged by the rows that are on none of the ones found before,
/// so that prices in hundreds aren't heaped at tens because of it. Left out are zero, which is a multiple of
/// everything, and values that more than 10 % of the rows have, which stand for themselves. A heap holds at least 5 %
/// more of the rows than expected and twice as many, by more than five standard errors.
///
/// \param values    ascending, all different
/// \param decimals  digits after the point, 0 to 15
/// \param step      the values are multiples of so many units of the last decimal
/// \returns  the steps found, ascending; none where the values span fewer than ten of them
STANDIN_LAZY [[nodiscard]] std::vector<heap> find_heaps(std::span<const value_count> values, int decimals,
                                                        std::int64_t step = 1);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/atoms.ipp>
#endif
