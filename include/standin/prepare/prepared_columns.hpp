// SPDX-License-Identifier: MIT
/// \file
/// Plain columns of a table, all at once or made when they are asked for.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/data/table.hpp>
#include <standin/data/validity.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

/// A plain column that owns its cells.
struct prepared_column {
  std::string name;
  std::vector<double> numbers{};
  std::vector<std::uint32_t> codes{};
  std::uint32_t levels = 0;
  validity present{};
  std::size_t pattern = 0;
};

/// Plain columns with all their cells: those of a table that are modelled, then the helpers for missing cells.
struct prepared_table {
  std::size_t rows = 0;
  std::vector<prepared_column> columns{};

  /// Valid while this lives and is not changed.
  STANDIN_LAZY [[nodiscard]] plain_table view() const;
};

/// The columns that a core is fitted to: those of a table that are modelled, then the helpers for missing cells.
///
/// It looks at the table, or has taken it over, and makes plain cells of the table's when they are asked for: 8 bytes a
/// number and 4 a code, of no more columns at a time than somebody looks at. It can be moved, not copied.
class prepared_columns {
 public:
  /// Where the cells of a plain column come from.
  struct source {
    column_view cells{};
    std::vector<std::uint32_t> code_of{};  ///< of categories: for each code of the table that of the plain column
  };

  /// \param columns  with cells where they have no source: helpers, after all others
  /// \param sources  one for each of the first columns
  /// \param data     what sources look at, where nobody else keeps it
  prepared_columns(prepared_table columns, std::vector<source> sources, table_view data)
      : columns_(std::move(columns)), sources_(std::move(sources)), looked_at_(std::move(data)) {}
  /// \param cells    what sources look at, one for each
  prepared_columns(prepared_table columns, std::vector<source> sources, std::vector<column> cells)
      : columns_(std::move(columns)), sources_(std::move(sources)), taken_over_(std::move(cells)) {}

  prepared_columns(const prepared_columns&) = delete;  // its sources would look at the other's cells
  prepared_columns& operator=(const prepared_columns&) = delete;
  prepared_columns(prepared_columns&&) = default;
  prepared_columns& operator=(prepared_columns&&) = default;
  ~prepared_columns() = default;

  [[nodiscard]] std::size_t rows() const noexcept { return columns_.rows; }
  [[nodiscard]] std::size_t size() const noexcept { return columns_.columns.size(); }

  /// Valid while this and the table live and are not changed or moved.
  STANDIN_LAZY [[nodiscard]] plain_columns view() const;

  /// All columns with their cells, in parallel over columns; where the table was taken over, each of its columns goes
  /// as soon as its cells are made, so that they aren't held twice.
  STANDIN_LAZY [[nodiscard]] prepared_table load(executor_ref on = {}) &&;

  /// Makes the cells of a column that has a source.
  STANDIN_LAZY void operator()(std::size_t column, plain_cells& room) const;

 private:
  prepared_table columns_;
  std::vector<source> sources_;
  table_view looked_at_{};
  std::vector<column> taken_over_{};
};

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/prepared_columns.ipp>
#endif
