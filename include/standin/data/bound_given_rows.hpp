// SPDX-License-Identifier: MIT
/// \file
/// What is given of the rows of a sample, checked against the columns of a table.
#pragma once

#include <standin/config.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/given_rows.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace standin::inline v0_1 {

/// What is given of the rows of a sample, checked against the columns of the table. Immutable, and a copy is cheap.
class bound_given_rows {
 public:
  /// Nothing is given.
  bound_given_rows() : bound_given_rows(given_rows(), table_schema()) {}

  /// Date-times of rows to complete are compared as literals are: a date stands for the whole day where the column also
  /// has times.
  /// \throws schema_error  when a column isn't there, or can't be compared with what it is compared with
  /// \throws data_error    when a cell to complete a row with names no tick of its column, such as a time of a day
  /// where
  ///                       the column has days
  bound_given_rows(const given_rows& given, const table_schema& schema);

  /// Whether every row will do.
  [[nodiscard]] bool always() const noexcept;

  /// How many rows it speaks of; nothing where it suits any number of rows.
  [[nodiscard]] std::optional<std::size_t> rows() const noexcept { return parts_->rows; }

  /// What row `row` of the sample must meet. Costs O(columns) for rows to complete.
  /// \throws data_error  when it speaks of fewer rows
  [[nodiscard]] bound_condition of(std::uint64_t row) const;

  /// The first row after `row` that may have to meet another condition; the largest number where none does.
  [[nodiscard]] std::uint64_t same_until(std::uint64_t row) const noexcept;

  /// A condition that can't be met, and its part that says so, where one is seen: see `bound_condition`.
  [[nodiscard]] std::optional<unmet_condition> contradiction() const;

 private:
  friend class given_matcher;

  /// A column of rows to complete.
  struct partial_column {
    column_view cells;
    time_unit unit = time_unit::second;
    std::size_t column = 0;  ///< in the schema
  };

  struct parts {
    table_schema schema{};
    std::optional<std::size_t> rows{};
    std::vector<bound_condition> conditions{};  ///< of the quotas, or the one
    std::vector<std::uint64_t> ends{};          ///< the row after each quota
    rows_to_complete partial{};
    std::vector<partial_column> columns{};
  };

  [[nodiscard]] std::size_t quota_of(std::uint64_t row) const noexcept;
  void bind_partial_rows(parts& to) const;

  std::shared_ptr<const parts> parts_;
};

/// Which rows of a sample meet what is given of them.
class given_matcher {
 public:
  /// \param rows       rows `first_row …` of the sample; columns are found by name
  /// \throws schema_error  as `row_matcher` does
  /// \throws data_error    when fewer rows are spoken of
  given_matcher(const bound_given_rows& given, const table_view& rows, std::uint64_t first_row = 0);

  /// Whether that row of the table, row `first_row + row` of the sample, meets what is given of it.
  [[nodiscard]] bool operator()(std::size_t row) const;

 private:
  bound_given_rows given_;
  table_view rows_;
  std::uint64_t first_row_;
  std::vector<row_matcher> matchers_;  ///< for each condition
  std::vector<column_view> cells_;     ///< for each column of the rows to complete, where its cells are now
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/bound_given_rows.ipp>
#endif
