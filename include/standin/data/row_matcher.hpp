// SPDX-License-Identifier: MIT
/// \file
/// Which rows of a table meet a condition.
#pragma once

#include <standin/config.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/dataset.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

class compiled_condition;

}  // namespace detail

/// A condition made ready for the rows of one table.
///
/// Names of categories are looked up once, in the dictionary of each column; what is left for a row is to compare
/// numbers and codes. The cells are read when rows are asked for, so they may change in between; rows may be asked for
/// from several threads at once. A copy is cheap.
///
/// Cells of a `float` column are compared as `float` has the numbers of the condition, or of the other column: 0.1 is
/// 0.1f.
class row_matcher {
 public:
  /// Columns are found by name; further ones don't matter.
  /// \throws schema_error  when a column of the condition isn't there, or is of another kind or unit
  STANDIN_LAZY row_matcher(const bound_condition& wanted, const table_view& rows);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

  /// Whether that row meets the condition.
  [[nodiscard]] bool operator()(std::size_t row) const { return block(row, 1) != 0; }

  /// Up to 64 rows at once, which is several times faster than one by one: bit i of the result says whether row
  /// `first + i` meets the condition.
  STANDIN_LAZY [[nodiscard]] std::uint64_t block(std::size_t first, std::size_t count = 64) const;

 private:
  std::size_t rows_;
  std::shared_ptr<const detail::compiled_condition> compiled_;
};

/// The rows that meet the condition, ascending. Costs O(rows).
/// \throws schema_error  as `row_matcher` does
STANDIN_LAZY [[nodiscard]] std::vector<std::size_t> matching_rows(const bound_condition& wanted,
                                                                  const table_view& rows);

/// The same for a condition that is bound to the table's own schema first.
[[nodiscard]] inline std::vector<std::size_t> matching_rows(const condition& wanted, const table_view& rows) {
  return matching_rows(bound_condition(wanted, rows.schema()), rows);
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/row_matcher.ipp>
#endif
