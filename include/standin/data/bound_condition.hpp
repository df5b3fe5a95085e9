// SPDX-License-Identifier: MIT
/// \file
/// A condition that was checked against the columns of a table.
#pragma once

#include <standin/config.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/detail/bound_expression.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/value_set.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// The cells that are allowed in one column of a table.
struct column_restriction {
  std::size_t column = 0;  ///< its place in the schema
  value_set allowed{};
  bool operator==(const column_restriction&) const = default;
};

/// The part of a condition that no row can meet.
struct unmet_condition {
  std::string part;                  ///< "age >= 30 and age < 20", with no more of the condition than it takes
  std::vector<std::size_t> columns;  ///< that it speaks of, in ascending order
};

/// A condition on the rows of one schema.
///
/// It says for each column which cells a row that meets it can have, the box; and keeps the rest, which couples
/// columns, for `row_matcher` to check row by row. Date-times have become ticks, texts that stand for booleans
/// booleans. Names of categories that don't exist are no error: nothing equals them. Immutable, and a copy is cheap.
class bound_condition {
 public:
  /// Every row.
  bound_condition();

  /// Costs O(n log n) in the length of the condition; more where alternatives nest.
  /// \throws schema_error  when a column isn't there, or can't be compared with what it is compared with
  STANDIN_LAZY bound_condition(const condition& wanted, const table_schema& schema);

  /// The rows whose cells are allowed by each of the restrictions, by ascending column and at most one for each.
  /// \throws schema_error  when they have another order, a column isn't there, or the values are none of its kind
  STANDIN_LAZY bound_condition(std::vector<column_restriction> box, const table_schema& schema);

  /// What the cells of a row that meets it can be, by ascending column; columns that may hold anything are left out.
  /// Every row that meets the condition lies in the box. The box is exact, each row in it meets the condition, unless
  /// `has_residual()`.
  [[nodiscard]] std::span<const column_restriction> box() const noexcept { return parts_->box; }
  /// The box's side for one column; null where the column may hold anything.
  STANDIN_LAZY [[nodiscard]] const value_set* allowed(std::size_t column) const noexcept;

  /// Whether rows in the box have to be checked: the condition couples columns, as in `a > 3 or b == "x"`, or `a < b`.
  STANDIN_LAZY [[nodiscard]] bool has_residual() const noexcept;

  /// The columns that decide whether a row meets it, ascending: those of the box and of the rest.
  [[nodiscard]] std::span<const std::size_t> columns() const noexcept { return parts_->used; }

  /// Whether every row meets it.
  [[nodiscard]] bool always() const noexcept { return parts_->box.empty() && !has_residual() && !parts_->unmet; }

  /// The part that can't be met, where it is seen that no row meets the condition; box and rest are then meaningless.
  /// Nothing where some row may, as far as can be seen from the columns' kinds: the table may still hold none.
  [[nodiscard]] const std::optional<unmet_condition>& contradiction() const noexcept { return parts_->unmet; }

  /// The condition in the language that `parse_condition` reads.
  STANDIN_LAZY [[nodiscard]] std::string describe() const;
  /// The same of one column: what the box allows there, `age >= 30 and age < 40`.
  STANDIN_LAZY [[nodiscard]] std::string describe(std::size_t column) const;

 private:
  friend class row_matcher;

  struct parts {
    std::optional<condition> wanted{};
    std::vector<detail::bound_column> columns{};  ///< that the condition speaks of, by ascending index
    std::vector<column_restriction> box{};
    detail::bound_expression rest{};  ///< true where there is none
    std::vector<std::size_t> used{};
    std::optional<unmet_condition> unmet{};
  };

  std::shared_ptr<const parts> parts_;
};

/// The condition on a table's columns in the language that `parse_condition` reads.
/// \throws schema_error  when it doesn't fit the columns
[[nodiscard]] inline std::string describe_condition(const condition& wanted, const table_schema& schema) {
  return bound_condition(wanted, schema).describe();
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/bound_condition.ipp>
#endif
