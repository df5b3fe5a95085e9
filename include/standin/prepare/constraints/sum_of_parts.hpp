// SPDX-License-Identifier: MIT
/// \file
/// Columns that add up to another: `a + b + c = total`.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// The parts add up to the total, on their decimals; a row in which one of them is missing is free.
struct sum_of_parts {
  std::vector<std::string> parts{};
  std::string total;

  [[nodiscard]] std::string describe() const { return "sum(" + join(parts) + " = " + total + ")"; }
};

/// What a `sum_of_parts` of numbers that are never negative learned: the total is kept, and each part but the last is
/// written as its share of what the parts before it have left.
class fitted_shares {
 public:
  /// \param places  of the total, then of the parts in the order in which they are taken off
  /// \param alone   parts have values in rows in which others are missing, kept in the free form
  /// \throws format_error  when the parts don't fit together
  fitted_shares(column_layout layout, common_numbers numbers, std::vector<std::size_t> places, bool alone);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const number_cells& cells : numbers_.columns) cells.parameters(number);
    for (const std::size_t at : places_) number(static_cast<double>(at));
    number(alone_ ? 1.0 : 0.0);
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const common_numbers& numbers() const noexcept { return numbers_; }
  [[nodiscard]] const std::vector<std::size_t>& places() const noexcept { return places_; }
  [[nodiscard]] bool alone() const noexcept { return alone_; }

 private:
  [[nodiscard]] std::size_t replaced_index(std::size_t at) const;

  column_layout layout_;
  common_numbers numbers_;
  std::vector<std::size_t> places_;
  bool alone_ = false;
};

/// In which free forms a sum can be written.
struct sum_ways {
  bool added = true;    ///< the total is left out: it has the decimals of all parts
  bool shares = false;  ///< the parts are shares: all are on grids, none is negative, the total has no finer decimals
};

/// \throws schema_error    when a column is not there, or holds no numbers
/// \throws invalid_option  when there are fewer than two parts, one is named twice, or neither way is possible
[[nodiscard]] sum_ways ways_of(const sum_of_parts& wanted, const table_view& data);

/// \throws schema_error    when a column is not there, or holds no numbers
/// \throws invalid_option  when there are fewer than two parts, or one is named twice
/// \throws data_error      when rows break it
[[nodiscard]] fitted_shares fit_shares(const sum_of_parts& wanted, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/sum_of_parts.ipp>
#endif
