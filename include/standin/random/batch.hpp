// SPDX-License-Identifier: MIT
/// \file
/// The rule that says which draw a cell gets, and blocks of rows drawn by it.
///
/// The first uniform of column j in row i is word j mod 4 of the Philox block j div 4 in slot 0 of that row; whatever
/// else the cell needs comes from slot j + 1. So a cell is a pure function of (source, purpose, row, column), and the
/// functions here give the same numbers as drawing cell by cell, faster.
#pragma once

#include <standin/config.hpp>
#include <standin/random/stream.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace standin::inline v0_1::random {

/// The first random word of a cell.
[[nodiscard]] constexpr std::uint64_t cell_word(source from, purpose use, std::uint64_t row,
                                                std::uint64_t column) noexcept {
  return philox4x64({column / 4, 0, row, static_cast<std::uint64_t>(use)}, {from.seed, from.domain})[column % 4];
}

/// The first draw of a cell, in [0, 1).
[[nodiscard]] constexpr double cell_uniform(source from, purpose use, std::uint64_t row,
                                            std::uint64_t column) noexcept {
  return to_uniform(cell_word(from, use, row, column));
}

/// The first draw of a cell, in (0, 1).
[[nodiscard]] constexpr double cell_open_uniform(source from, purpose use, std::uint64_t row,
                                                 std::uint64_t column) noexcept {
  return to_open_uniform(cell_word(from, use, row, column));
}

/// What a cell draws after its first word: slot `column + 1` of its row, from the start.
[[nodiscard]] constexpr stream further(source from, purpose use, std::uint64_t row, std::uint64_t column) noexcept {
  return {from, use, row, column + 1};
}

/// The first words of one column: `out[i]` is that of row `first_row + i`.
/// Four columns of the same group, j div 4, cost little more than one: see `fill_words4`.
void fill_words(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                std::span<std::uint64_t> out) noexcept;

/// The first draws of one column, in [0, 1).
void fill_uniforms(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                   std::span<double> out) noexcept;

/// The first draws of one column, in (0, 1).
void fill_open_uniforms(source from, purpose use, std::uint64_t first_row, std::uint64_t column,
                        std::span<double> out) noexcept;

/// The first words of the columns `4 * group … 4 * group + 3`, which share a Philox block in each row.
///
/// \param out  one span a column, each with as many cells as there are rows, or empty where a column isn't wanted
void fill_words4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                 std::array<std::span<std::uint64_t>, 4> out) noexcept;

/// The first draws of the columns `4 * group … 4 * group + 3`, in [0, 1); `out` as for `fill_words4`.
void fill_uniforms4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                    std::array<std::span<double>, 4> out) noexcept;

/// The first draws of the columns `4 * group … 4 * group + 3`, in (0, 1); `out` as for `fill_words4`.
void fill_open_uniforms4(source from, purpose use, std::uint64_t first_row, std::uint64_t group,
                         std::array<std::span<double>, 4> out) noexcept;

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/batch.ipp>
#endif
