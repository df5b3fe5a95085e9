// SPDX-License-Identifier: MIT
/// \file
/// Plain columns that own their cells, for tests of learners.
#pragma once

#include <standin/data/plain_table.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <vector>

/// Columns of numbers (NaN is missing) and of levels.
class plain_columns {
 public:
  void numbers(std::vector<double> values) {
    rows_ = values.size();
    numbers_.push_back(std::move(values));
    standin::plain_column column;
    column.name = "number";
    column.numbers = numbers_.back();
    columns_.push_back(column);
  }

  void levels(std::vector<std::uint32_t> codes, std::uint32_t levels) {
    rows_ = codes.size();
    codes_.push_back(std::move(codes));
    standin::plain_column column;
    column.name = "levels";
    column.codes = codes_.back();
    column.levels = levels;
    columns_.push_back(column);
  }

  /// The last column has no value in these rows.
  void absent(const std::vector<std::size_t>& rows) {
    std::vector<std::uint64_t> present((rows_ + 63) / 64, ~std::uint64_t{0});
    for (const std::size_t row : rows) present[row / 64] &= ~(std::uint64_t{1} << (row % 64));
    present_.push_back(std::move(present));
    columns_.back().present = present_.back();
  }

  [[nodiscard]] standin::plain_table table() const { return {rows_, columns_}; }

 private:
  std::size_t rows_ = 0;
  std::list<std::vector<double>> numbers_;
  std::list<std::vector<std::uint32_t>> codes_;
  std::list<std::vector<std::uint64_t>> present_;
  std::vector<standin::plain_column> columns_;
};

inline constexpr double nan_cell = std::numeric_limits<double>::quiet_NaN();
