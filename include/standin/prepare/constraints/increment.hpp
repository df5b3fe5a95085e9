// SPDX-License-Identifier: MIT
/// \file
/// Multiples of a step: prices that end on a quarter.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/step.hpp>

#include <string>

namespace standin::inline v0_1::prepare {

/// The column's values are `offset + k * step` for whole k; ticks for date-times.
///
/// A grid that all training values keep to is learned without being told. This says that they must.
struct increment {
  std::string column;
  double step = 1.0;  ///< above 0, with at most 15 decimals
  double offset = 0.0;

  [[nodiscard]] std::string describe() const {
    return "step(" + column + ", " + to_text(step) + (offset != 0.0 ? ", " + to_text(offset) : std::string()) + ")";
  }
};

/// What an `increment` learned: the column is written as k.
class fitted_increment {
 public:
  /// \throws format_error  when the parts don't fit together
  fitted_increment(column_layout layout, number_cells cells);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    cells_.parameters(number);
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const number_cells& cells() const noexcept { return cells_; }

 private:
  column_layout layout_;
  number_cells cells_;
};

/// \throws invalid_option  when the step is none
/// \throws schema_error    when the column is not there, or holds no numbers
/// \throws data_error      when rows break it
void check_increment(const increment& wanted, const table_view& data);
[[nodiscard]] fitted_increment fit_increment(const increment& wanted, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/increment.ipp>
#endif
