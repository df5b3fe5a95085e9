// SPDX-License-Identifier: MIT
/// \file
/// Columns cut into at most 255 bins a column, one byte a cell: what histogram trees grow on.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/parallel/executor.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// The code of a missing cell in every column; values have the codes from 1 on.
inline constexpr std::uint8_t missing_code = 0;

/// The code of a number where values up to the first of some rising edges have 1, those beyond the last one more than
/// there are edges.
[[nodiscard]] inline std::uint8_t code_of_number(std::span<const double> edges, double value) noexcept {
  return static_cast<std::uint8_t>(1 + (std::lower_bound(edges.begin(), edges.end(), value) - edges.begin()));
}

/// How columns are cut.
struct binning_options {
  std::size_t max_bins = 255;      ///< codes a column, that of missing cells included; 3 to 255
  std::size_t max_rows = 200'000;  ///< edges of larger tables come from so many rows, evenly spaced
};

/// How one column is cut. Immutable but for assignment.
///
/// Numbers: as many bins as there are values where they fit; else each value that more rows have than fit a bin gets
/// one of its own, and the values between two such share the other bins in equal numbers. Edges lie half-way between
/// neighbouring values. Levels: a bin each while they fit; else the most frequent ones, and a last bin for all others.
class column_binning {
 public:
  column_binning() = default;
  STANDIN_LAZY column_binning(const plain_column& column, std::size_t rows, const binning_options& options);

  [[nodiscard]] bool numeric() const noexcept { return level_codes_.empty(); }

  /// Codes are below this number, at least 2: missing cells and one bin of values.
  [[nodiscard]] std::size_t codes() const noexcept { return codes_; }

  /// Of numbers: code c ≥ 1 holds the values in (edges[c - 2], edges[c - 1]], where the first bin has no lower and the
  /// last no upper end; one less than bins of values.
  [[nodiscard]] std::span<const double> edges() const noexcept { return {edges_.data(), codes_ - 2}; }

  /// Of numbers: whether all values of code c were the same when the bins were learned; and the smallest and largest.
  [[nodiscard]] bool atom(std::size_t c) const noexcept { return low_[c] == high_[c]; }
  [[nodiscard]] double low(std::size_t c) const noexcept { return low_[c]; }
  [[nodiscard]] double high(std::size_t c) const noexcept { return high_[c]; }

  /// Of levels: the code of each level, and whether the last code stands for several.
  [[nodiscard]] std::span<const std::uint8_t> level_codes() const noexcept { return level_codes_; }
  [[nodiscard]] bool grouped() const noexcept { return grouped_; }

  /// The code of a number; NaN is missing. Eight steps, no branch.
  [[nodiscard]] std::uint8_t code(double value) const noexcept {
    const double* at = edges_.data();
    std::size_t below = 0;
    for (std::size_t step = 128; step > 0; step /= 2) below += at[below + step - 1] < value ? step : 0;
    return value == value ? static_cast<std::uint8_t>(below + 1) : missing_code;
  }

  /// The code of a level; one that was not there when the bins were learned shares the code of the rare ones, or of
  /// missing cells where there are no such.
  [[nodiscard]] std::uint8_t code(std::uint32_t level) const noexcept {
    if (level < level_codes_.size()) return level_codes_[level];
    return grouped_ ? static_cast<std::uint8_t>(codes_ - 1) : missing_code;
  }

 private:
  STANDIN_LAZY void cut_numbers(const plain_column& column, std::size_t rows, const binning_options& options);
  STANDIN_LAZY void cut_levels(const plain_column& column, std::size_t rows, const binning_options& options);

  std::size_t codes_ = 2;
  bool grouped_ = false;
  std::vector<double> edges_{};         ///< 255 of them, +∞ after the last
  std::vector<double> low_{}, high_{};  ///< one for each code
  std::vector<std::uint8_t> level_codes_{};
};

/// Coded columns: one byte a cell, the cells of a column next to each other.
class binned_table {
 public:
  binned_table() = default;
  /// \param codes  of each column how many there are, those of missing cells included
  binned_table(std::size_t rows, std::vector<std::uint16_t> codes, std::vector<bool> ordered)
      : rows_(rows), counts_(std::move(codes)), ordered_(std::move(ordered)), cells_(rows * counts_.size()) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return counts_.size(); }
  [[nodiscard]] std::size_t codes(std::size_t column) const noexcept { return counts_[column]; }
  /// Whether neighbouring codes mean neighbouring values, as for numbers.
  [[nodiscard]] bool ordered(std::size_t column) const noexcept { return ordered_[column]; }
  [[nodiscard]] std::span<const std::uint8_t> column(std::size_t j) const noexcept {
    return {cells_.data() + j * rows_, rows_};
  }
  [[nodiscard]] std::span<std::uint8_t> column(std::size_t j) noexcept { return {cells_.data() + j * rows_, rows_}; }
  /// A row as trees ask about it: a function from a column to the code.
  [[nodiscard]] auto row(std::size_t i) const noexcept {
    return [cells = cells_.data() + i, rows = rows_](std::size_t column) { return cells[column * rows]; };
  }

 private:
  std::size_t rows_ = 0;
  std::vector<std::uint16_t> counts_{};
  std::vector<bool> ordered_{};
  std::vector<std::uint8_t> cells_{};
};

/// How all columns of a table are cut: learned once, then applied to any table with the same columns.
class binning {
 public:
  binning() = default;
  /// Learns the bins, one column a task.
  /// \throws invalid_option  where max_bins or max_rows is out of range
  STANDIN_LAZY explicit binning(const plain_table& table, const binning_options& options = {}, executor_ref on = {});

  [[nodiscard]] std::size_t columns() const noexcept { return columns_.size(); }
  [[nodiscard]] const column_binning& column(std::size_t j) const noexcept { return columns_[j]; }

  /// The codes of a table with the same columns, one column and 64 Ki rows a task.
  /// \throws schema_error  where the number of columns or the kind of one differs
  STANDIN_LAZY [[nodiscard]] binned_table apply(const plain_table& table, executor_ref on = {}) const;

 private:
  std::vector<column_binning> columns_{};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/binned_table.ipp>
#endif
