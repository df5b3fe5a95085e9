// SPDX-License-Identifier: MIT
/// \file
/// A condition whose columns are known, and what follows from it for each column.
#pragma once

#include <standin/config.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/value_set.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// A column that a condition speaks of.
struct bound_column {
  std::size_t index = 0;  ///< in the table
  std::string name{};
  column_kind kind = column_kind::numeric;
  time_unit unit = time_unit::second;
};

/// A condition in terms of cells. Columns are numbered as the condition's list of `bound_column` has them.
struct bound_expression {
  enum class form : std::uint8_t {
    constant,  ///< `positive`
    cell,      ///< the cell of `column` is in `allowed`
    pair,      ///< both present and `column` compared with another one by ==, !=, < or <=; or not so
    all,       ///< all `parts`
    any,       ///< at least one of `parts`
  };

  form what = form::constant;
  bool positive = true;
  comparison_operator how = comparison_operator::equal;
  std::size_t column = 0;
  std::size_t other = 0;
  value_set allowed{};
  std::vector<bound_expression> parts{};
};

/// All of them, or at least one: with what is constant left out, and the cells of each column put together.
STANDIN_LAZY [[nodiscard]] bound_expression combine(bool all, std::vector<bound_expression> parts);

/// Draws conclusions for single columns.
///
/// The box holds for each column the cells that some row may have; it starts with all. Every conclusion is right: no
/// row that meets the expressions leaves the box. For columns one by one, and alternatives among them, the box is the
/// smallest one; comparisons between columns narrow it by their ends.
class box_solver {
 public:
  STANDIN_LAZY explicit box_solver(std::span<const bound_column> columns);

  /// Narrows the box to rows that meet the expressions. False when it finds that there are none.
  STANDIN_LAZY [[nodiscard]] bool narrow(std::span<const bound_expression* const> expressions);

  /// An expression that holds for the same rows of the box, as simple as can be seen from the box.
  STANDIN_LAZY [[nodiscard]] bound_expression reduce(const bound_expression& expression);

  [[nodiscard]] const std::vector<value_set>& box() const noexcept { return box_; }

 private:
  using narrowed_column = std::pair<std::size_t, value_set>;

  STANDIN_LAZY bool restrict(std::size_t column, const value_set& allowed);
  STANDIN_LAZY bool narrow(const bound_expression& expression);
  STANDIN_LAZY bool narrow_pair(const bound_expression& pair);
  STANDIN_LAZY bool narrow_alternatives(std::span<const bound_expression> alternatives);
  template <class Number>
  bool narrow_order(std::size_t lower, std::size_t upper, bool strict);
  /// Whether some row of the box may meet the pair.
  STANDIN_LAZY bool may_hold(const bound_expression& pair);
  STANDIN_LAZY void restore(std::size_t mark);

  std::span<const bound_column> columns_;
  std::vector<value_set> box_;
  std::vector<narrowed_column> before_;  ///< what columns held before each step
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/bound_expression.ipp>
#endif
