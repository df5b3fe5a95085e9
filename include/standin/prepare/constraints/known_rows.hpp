// SPDX-License-Identifier: MIT
/// \file
/// The different rows of some columns, to be found again by their cells.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Rows that all differ; a missing cell is a value like any other. Immutable, and a copy is cheap.
class known_rows {
 public:
  /// \throws format_error  when two rows are the same
  STANDIN_LAZY explicit known_rows(table rows);

  [[nodiscard]] const table& rows() const noexcept { return *rows_; }

  /// Each row's number among the known ones; nothing where it isn't known.
  STANDIN_LAZY [[nodiscard]] std::vector<std::optional<std::uint32_t>> find(const table_view& of) const;

  /// A known row for one that isn't known, the same for the same cells: the nearest in a single column of numbers, any
  /// otherwise.
  STANDIN_LAZY [[nodiscard]] std::uint32_t substitute(const table_view& of, std::size_t row) const;

  /// The known rows with these numbers.
  STANDIN_LAZY [[nodiscard]] table gather(std::span<const std::uint32_t> numbers) const;

  void parameters(auto&& number, auto&& text) const {
    const table& all = *rows_;
    number(static_cast<double>(all.rows()));
    for (std::size_t c = 0; c < all.schema().size(); ++c)
      for (std::size_t row = 0; row < all.rows(); ++row) {
        const column_view column = all.column(c);
        const bool words = column.kind == column_kind::categorical || column.kind == column_kind::text;
        if (column.missing(row))
          number(-1.0);
        else if (words)
          text(column.text(row));
        else
          number(column.number(row));
      }
  }

 private:
  struct index;
  std::shared_ptr<const table> rows_;
  std::shared_ptr<const index> index_;
};

/// The different rows of a table in an order that says nothing of it, and each row's number among them.
struct distinct_rows {
  table rows;
  std::vector<std::uint32_t> numbers{};
};
STANDIN_LAZY [[nodiscard]] distinct_rows find_distinct_rows(const table_view& data);

/// A name for each row: its cells with bars between them. No two are the same.
STANDIN_LAZY [[nodiscard]] std::vector<std::string> names_of_rows(const table& rows);

/// Whether so many different rows in a table would give its rows away.
[[nodiscard]] inline bool tells_rows_apart(std::size_t different, std::size_t rows) noexcept {
  return different >= 20 && 10 * different > 9 * rows;
}

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/known_rows.ipp>
#endif
