// SPDX-License-Identifier: MIT
/// \file
/// Plain columns one at a time, for those who need not hold all of a table.
#pragma once

#include <standin/core/function_ref.hpp>
#include <standin/data/plain_table.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Room for the cells of a plain column: its numbers or its codes.
struct plain_cells {
  std::vector<double> numbers{};
  std::vector<std::uint32_t> codes{};
};

/// The columns of a plain table, whose cells are made when they are asked for.
///
/// It refers to what makes them, and to present bits and names, as a `plain_table` does. Columns may be loaded from
/// several threads at once.
class plain_columns {
 public:
  /// Makes the cells of a column in the room that is given.
  using maker = function_ref<void(std::size_t column, plain_cells& room)>;

  /// \param columns  those without cells get them from `make`
  plain_columns(std::size_t rows, std::vector<plain_column> columns, maker make)
      : rows_(rows), columns_(std::move(columns)), make_(make) {}

  /// Columns whose cells are all there.
  plain_columns(const plain_table& plain)  // NOLINT(google-explicit-constructor): a plain table has plain columns
      : rows_(plain.rows), columns_(plain.columns) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t size() const noexcept { return columns_.size(); }

  /// A column, perhaps without its cells.
  [[nodiscard]] const plain_column& operator[](std::size_t column) const noexcept { return columns_[column]; }

  /// A column with its cells, which may lie in `room`. Costs O(rows) where they have to be made.
  [[nodiscard]] plain_column load(std::size_t column, plain_cells& room) const {
    plain_column loaded = columns_[column];
    if (!loaded.numbers.empty() || !loaded.codes.empty() || rows_ == 0) return loaded;
    make_(column, room);
    loaded.numbers = room.numbers;
    loaded.codes = room.codes;
    return loaded;
  }

 private:
  std::size_t rows_;
  std::vector<plain_column> columns_;
  maker make_{};
};

}  // namespace standin::inline v0_1
