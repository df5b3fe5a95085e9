// SPDX-License-Identifier: MIT
/// \file
/// A table that owns its cells, each column in its own type.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/validity.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// Names of the codes of a categorical column; columns, views and copies share one.
using level_dictionary = std::shared_ptr<const std::vector<std::string>>;

/// The cells of one column.
///
/// A copy copies the cells and shares the levels.
class column {
 public:
  explicit column(std::vector<double> cells, validity present = {});
  explicit column(std::vector<float> cells, validity present = {});
  explicit column(std::vector<std::int64_t> cells, validity present = {});
  explicit column(std::vector<std::int32_t> cells, validity present = {});
  explicit column(std::vector<std::string> cells, validity present = {});

  /// Booleans: bytes, true when not 0.
  STANDIN_LAZY [[nodiscard]] static column booleans(std::vector<std::uint8_t> cells, validity present = {});

  /// Codes into `levels`, kept in 8, 16 or 32 bits, whichever is the narrowest that holds them. Where a cell is missing
  /// its code counts for nothing.
  /// \throws data_error  when a code of a present cell has no level, or `levels` is null
  STANDIN_LAZY [[nodiscard]] static column categorical(const std::vector<std::uint32_t>& codes, level_dictionary levels,
                                                       validity present = {});
  STANDIN_LAZY [[nodiscard]] static column categorical(const std::vector<std::uint32_t>& codes,
                                                       std::vector<std::string> levels, validity present = {});

  /// Codes that are of the narrowest type already, without a copy.
  /// \throws data_error  when a code has no level, also that of a missing cell unless there are no levels at all
  STANDIN_LAZY [[nodiscard]] static column categorical_as_is(std::vector<std::uint8_t> codes, level_dictionary levels,
                                                             validity present = {});
  STANDIN_LAZY [[nodiscard]] static column categorical_as_is(std::vector<std::uint16_t> codes, level_dictionary levels,
                                                             validity present = {});
  STANDIN_LAZY [[nodiscard]] static column categorical_as_is(std::vector<std::uint32_t> codes, level_dictionary levels,
                                                             validity present = {});

  [[nodiscard]] element_type element() const noexcept { return element_; }
  [[nodiscard]] std::size_t rows() const noexcept;
  [[nodiscard]] const validity& present() const noexcept { return present_; }
  [[nodiscard]] validity& present() noexcept { return present_; }

  /// Null unless the column is categorical.
  [[nodiscard]] const level_dictionary& levels() const noexcept { return levels_; }

  /// Valid while the column lives and is not changed.
  [[nodiscard]] column_view view(column_kind kind) const noexcept;

  /// The cells themselves; T must be the stored type (`std::uint8_t` for booleans).
  template <class T>
  [[nodiscard]] std::vector<T>& cells() {
    return std::get<std::vector<T>>(cells_);
  }
  template <class T>
  [[nodiscard]] const std::vector<T>& cells() const {
    return std::get<std::vector<T>>(cells_);
  }

 private:
  using storage = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int64_t>,
                               std::vector<std::int32_t>, std::vector<std::uint32_t>, std::vector<std::uint16_t>,
                               std::vector<std::uint8_t>, std::vector<std::string>>;

  column(element_type element, storage cells, validity present, level_dictionary levels);

  element_type element_;
  storage cells_;
  validity present_;
  level_dictionary levels_;
};

/// The kind that a column of that element type has unless somebody says otherwise.
[[nodiscard]] column_kind natural_kind(const column& cells) noexcept;

/// Rows and columns, owned. Models `dataset`; columns keep their own types.
class table {
 public:
  table() = default;

  /// \throws schema_error  when the numbers of columns differ, two columns differ in length, or a column's elements
  ///                       can't be what its kind says
  table(table_schema schema, std::vector<standin::column> columns);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const table_schema& schema() const noexcept { return schema_; }
  [[nodiscard]] column_view column(std::size_t i) const noexcept { return columns_[i].view(schema_[i].kind); }
  [[nodiscard]] column_view column(std::string_view name) const { return column(schema_.index_of(name)); }

  /// The column with its storage, for moving it elsewhere.
  [[nodiscard]] const standin::column& stored(std::size_t i) const noexcept { return columns_[i]; }
  [[nodiscard]] std::vector<standin::column> release() && noexcept { return std::move(columns_); }

 private:
  table_schema schema_;
  std::vector<standin::column> columns_;
  std::size_t rows_ = 0;
};

static_assert(dataset<table>);

/// Copies what a view shows: the same cells, in the view's order of rows. Columns that shared their levels still do.
/// Unsigned numbers become 64-bit integers. A table without columns has no rows.
/// \throws data_error  when a code has no level
STANDIN_LAZY [[nodiscard]] table to_table(const table_view& view);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/table.ipp>
#endif
