// SPDX-License-Identifier: MIT
/// \file
/// Prepared columns: what a generator's core learns from and writes to.
#pragma once

#include <standin/version.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// One prepared column: numbers, or codes below `levels`. No dates, keys, texts or formats are left.
///
/// A row that `has` no value holds nothing to learn from; the column with index `pattern` says in each row whether
/// there is one.
struct plain_column {
  std::string_view name{};  ///< for reports and errors
  std::span<const double> numbers{};
  std::span<const std::uint32_t> codes{};
  std::uint32_t levels = 0;                  ///< 0 for numbers
  std::span<const std::uint64_t> present{};  ///< one bit a row, empty when every row has a value
  std::size_t pattern = 0;                   ///< meaningful where `present` is not empty

  [[nodiscard]] bool numeric() const noexcept { return levels == 0; }

  [[nodiscard]] bool has(std::size_t row) const noexcept {
    return present.empty() || ((present[row / 64] >> (row % 64)) & 1U) != 0;
  }
};

/// The numbers of the rows that have one: those of the column where all do, else copies of them in `room`.
[[nodiscard]] inline std::span<const double> present_numbers(const plain_column& column, std::size_t rows,
                                                             std::vector<double>& room) {
  if (column.present.empty()) return column.numbers.first(rows);
  room.clear();
  room.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row)
    if (column.has(row)) room.push_back(column.numbers[row]);
  return room;
}

/// What a core is fitted to. It refers to columns that the shell keeps while the fit runs.
struct plain_table {
  std::size_t rows = 0;
  std::vector<plain_column> columns;
};

/// Room for sampled rows, laid out as the `plain_table` that was fitted.
struct plain_rows {
  std::size_t rows = 0;
  std::vector<std::vector<double>> numbers;       ///< one for each column, empty for codes
  std::vector<std::vector<std::uint32_t>> codes;  ///< one for each column, empty for numbers
};

}  // namespace standin::inline v0_1
