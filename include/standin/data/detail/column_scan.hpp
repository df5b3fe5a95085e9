// SPDX-License-Identifier: MIT
/// \file
/// One look at all cells of a column: what roles and profiles are made of.
#pragma once

#include <standin/config.hpp>
#include <standin/data/atoms.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// Different texts that are kept with their counts; further ones are only known to be different.
inline constexpr std::size_t most_counted = 1'000'000;

struct text_count {
  std::string_view text;
  std::size_t rows = 0;
};

struct tick_count {
  std::int64_t ticks = 0;
  std::size_t rows = 0;
};

/// Numbers and booleans fill `values`, date-times `ticks`, texts and categories `texts`, which look into the column.
struct column_scan {
  std::size_t rows = 0;
  std::size_t present = 0;
  std::size_t distinct = 0;  ///< exact for numbers; texts beyond `most_counted` are told apart by hashes of 64 bits
  std::vector<value_count> values{};  ///< ascending; infinities at the ends
  std::vector<tick_count> ticks{};    ///< ascending
  std::vector<text_count> texts{};    ///< as they are first seen; the first `most_counted` different ones
  bool whole = false;                 ///< each number is a whole one within 2^53
  bool rising = false;                ///< each present number is larger than the one before

  [[nodiscard]] std::size_t missing() const noexcept { return rows - present; }
  /// No cell is missing and no two are alike.
  [[nodiscard]] bool unique() const noexcept { return present == rows && distinct == rows; }
};

/// Costs O(rows), and O(rows log rows) where there are more than a million different numbers.
/// \throws data_error  when a code has no level; `name` is the column's, for the sentence
STANDIN_LAZY [[nodiscard]] column_scan scan_column(const column_view& column, std::string_view name);

/// Numbers for the cells of rows [0, rows): equal cells have the same, missing ones have 0, others 1 and more.
struct cell_codes {
  std::vector<std::uint32_t> of;
  std::uint32_t size = 0;  ///< the numbers are below
};
STANDIN_LAZY [[nodiscard]] cell_codes code_cells(const column_view& column, std::size_t rows);

/// A hash of each cell in [begin, end), added to what stands in `sums`: equal rows get equal sums, whatever the order
/// of the columns.
STANDIN_LAZY void add_cell_hashes(const column_view& column, std::uint64_t salt, std::size_t begin, std::size_t end,
                                  std::uint64_t* sums);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/column_scan.ipp>
#endif
