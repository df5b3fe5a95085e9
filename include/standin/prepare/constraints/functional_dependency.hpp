// SPDX-License-Identifier: MIT
/// \file
/// A column that follows from others: the name of an education from its number.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/constraints/known_rows.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// Rows that agree in the columns `from` agree in `to`. A missing cell is a value like any other.
struct functional_dependency {
  std::vector<std::string> from{};
  std::string to;

  [[nodiscard]] std::string describe() const { return "depends(" + join(from) + " -> " + to + ")"; }
};

/// What a `functional_dependency` learned. The column is left out, and looked up when rows come back.
///
/// Where a row has cells that were not seen together, it gets what the nearest number has, or always the same known row
/// has: it still follows from them.
class fitted_dependency {
 public:
  /// \param from  places of the columns that it follows from
  /// \param rows  known cells of these
  /// \param to    what follows from each, one column
  /// \throws format_error  when the parts don't fit together
  fitted_dependency(column_layout layout, std::vector<std::size_t> from, known_rows rows, table to);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const std::size_t at : from_) number(static_cast<double>(at));
    known_.parameters(number, text);
    const column_view to = to_.column(0);
    const bool words = to.kind == column_kind::categorical || to.kind == column_kind::text;
    for (std::size_t row = 0; row < to_.rows(); ++row) {
      if (to.missing(row))
        number(-1.0);
      else if (words)
        text(to.text(row));
      else
        number(to.number(row));
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::vector<std::size_t>& from() const noexcept { return from_; }
  [[nodiscard]] const known_rows& known() const noexcept { return known_; }
  [[nodiscard]] const table& to() const noexcept { return to_; }

 private:
  column_layout layout_;
  std::vector<std::size_t> from_;
  known_rows known_;
  table to_;
};

/// \throws schema_error    when a column is not there
/// \throws invalid_option  when a column follows from itself, or from nothing
/// \throws data_error      when rows break it, or nearly each row has cells of its own, which would give the rows away
[[nodiscard]] fitted_dependency fit_dependency(const functional_dependency& wanted, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/functional_dependency.ipp>
#endif
