// SPDX-License-Identifier: MIT
/// \file
/// A column whose values lie between those of two others.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/step.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <string>

namespace standin::inline v0_1::prepare {

/// `low <= column <= high`, each included, as far as the cells have values; and `low <= high`.
///
/// It says the same as a chain of three. This one learns where in the range the value lies, the chain how far it is
/// from the ends: a price between cost and list price is the former, a day between two dates the latter.
struct value_between {
  std::string low;
  std::string column;
  std::string high;

  [[nodiscard]] std::string describe() const { return "between(" + low + ", " + column + ", " + high + ")"; }
};

/// What a `value_between` learned of the column: it is written as its place in the range, from 0 to 1. That the range
/// isn't upside down is up to an `ordering` of its ends.
class fitted_between {
 public:
  /// \param places  of low, column and high
  /// \param alone   some rows have the column where an end is missing
  /// \throws format_error  when the parts don't fit together
  fitted_between(column_layout layout, common_numbers numbers, std::array<std::size_t, 3> places, bool alone);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    number(numbers_.whole ? 1.0 : 0.0);
    for (const number_cells& cells : numbers_.columns) cells.parameters(number);
    for (const std::size_t at : places_) number(static_cast<double>(at));
    number(alone_ ? 1.0 : 0.0);
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const common_numbers& numbers() const noexcept { return numbers_; }
  [[nodiscard]] const std::array<std::size_t, 3>& places() const noexcept { return places_; }
  [[nodiscard]] bool alone() const noexcept { return alone_; }

 private:
  template <class T>
  [[nodiscard]] std::vector<column> free_columns(const table& t) const;
  template <class T>
  [[nodiscard]] column restored_column(const table& t) const;

  column_layout layout_;
  common_numbers numbers_;
  std::array<std::size_t, 3> places_;
  bool alone_ = false;
};

/// \throws schema_error  when a column is not there, or holds no numbers
/// \throws data_error    when rows break it
[[nodiscard]] fitted_between fit_between(const value_between& wanted, const table_view& data,
                                         const std::map<std::string, declared_step>& declared = {});

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/value_between.ipp>
#endif
