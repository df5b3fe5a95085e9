// SPDX-License-Identifier: MIT
/// \file
/// Columns that come only in the combinations that were seen: a city with its country.
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

/// Only combinations of cells of the training table, a missing cell being one more value.
struct fixed_combinations {
  std::vector<std::string> columns{};

  [[nodiscard]] std::string describe() const { return "fixed(" + join(columns) + ")"; }
};

/// What `fixed_combinations` learned: the columns become one of categories, each a combination.
class fitted_combinations {
 public:
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_combinations(column_layout layout, known_rows known);

  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  STANDIN_LAZY [[nodiscard]] table restore(table t, const restore_context& context) const;
  STANDIN_LAZY [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    known_.parameters(number, text);
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const known_rows& known() const noexcept { return known_; }

 private:
  column_layout layout_;
  known_rows known_;
  level_dictionary names_;
};

/// \throws schema_error    when a column is not there
/// \throws invalid_option  when there are fewer than two
/// \throws data_error      when nearly each row has a combination of its own, which would give the rows away
STANDIN_LAZY [[nodiscard]] fitted_combinations fit_combinations(const fixed_combinations& wanted,
                                                                const table_view& data);

/// Whether a box of one column allows a cell.
STANDIN_LAZY [[nodiscard]] bool allows(const value_set& allowed, const column_view& column, std::size_t row);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/fixed_combinations.ipp>
#endif
