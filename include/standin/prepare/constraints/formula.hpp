// SPDX-License-Identifier: MIT
/// \file
/// A column that is computed from others: `y = 2 * x + 1`.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/arithmetic.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// The column is what the formula gives, rounded to the column's own decimals.
///
/// Columns of numbers count as they are, booleans as 0 and 1, date-times as seconds since 1970. Where one that the
/// formula takes is missing, or it has no finite value, it says nothing.
struct formula {
  std::string column;
  std::string expression;  ///< as `arithmetic` reads it
  double tolerance = 0.0;  ///< by how much a training cell may differ beyond the rounding

  [[nodiscard]] std::string describe() const { return column + " = " + expression; }
};

/// What a `formula` learned. The column is left out, and computed when rows come back.
class fitted_formula {
 public:
  struct input {
    std::size_t at = 0;  ///< its place in the table
    double ticks = 0.0;  ///< of a date-time in a second, otherwise 0
    bool operator==(const input&) const = default;
  };
  struct result {
    element_type element = element_type::float64;
    int decimals = -1;   ///< that it is rounded to, -1 for none
    double ticks = 0.0;  ///< of a date-time in a second, otherwise 0
    bool gaps = false;   ///< it can be missing where the formula has a value: a column of the free form says where
    bool alone = false;  ///< it can have a value where the formula has none, kept in the free form
  };

  /// \throws format_error  when the parts don't fit together
  fitted_formula(column_layout layout, arithmetic expression, std::vector<input> inputs, result made);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    text(std::string_view(expression_.text()));
    for (const input& each : inputs_) {
      number(static_cast<double>(each.at));
      number(each.ticks);
    }
    number(static_cast<double>(result_.element));
    number(static_cast<double>(result_.decimals));
    number(result_.ticks);
    number((result_.gaps ? 1.0 : 0.0) + (result_.alone ? 2.0 : 0.0));
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const arithmetic& expression() const noexcept { return expression_; }
  [[nodiscard]] const std::vector<input>& inputs() const noexcept { return inputs_; }
  [[nodiscard]] const result& made() const noexcept { return result_; }

  /// What the formula gives in each row, not finite where it gives nothing.
  /// \param free  whether the table is in the free form
  [[nodiscard]] std::vector<double> evaluate(const table_view& t, bool free) const;

 private:
  column_layout layout_;
  arithmetic expression_;
  std::vector<input> inputs_;
  result result_;
};

/// \throws schema_error    when a column is not there, or no number
/// \throws format_error    when the expression is none
/// \throws invalid_option  when the column is computed from itself
/// \throws data_error      when rows break it
[[nodiscard]] fitted_formula fit_formula(const formula& wanted, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/formula.ipp>
#endif
