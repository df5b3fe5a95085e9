// SPDX-License-Identifier: MIT
/// \file
/// Texts and numbers that are learned as levels.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/detail/visit_whole.hpp>
#include <standin/prepare/step.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

/// What the levels of one column stand for.
struct level_values {
  element_type element = element_type::string;
  std::vector<std::string> levels{};   ///< all different
  std::vector<double> numbers{};       ///< of columns of floating-point numbers, one a level
  std::vector<std::int64_t> wholes{};  ///< of columns of whole numbers, one a level
};

/// What `written_levels` learned. Models `fitted_step`; a copy is cheap.
class fitted_levels {
 public:
  /// \param columns  one for each column that the layout replaces
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_levels(column_layout layout, std::vector<level_values> columns);

  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  STANDIN_LAZY [[nodiscard]] table restore(table t, const restore_context& context) const;
  STANDIN_LAZY [[nodiscard]] pulled_box pull(const cell_box& box) const;

  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const level_values& each : *columns_) {
      number(static_cast<double>(each.element));
      for (const std::string& level : each.levels) text(std::string_view(level));
      for (const double value : each.numbers) number(value);
      for (const std::int64_t value : each.wholes) detail::visit_whole(number, value);
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::vector<level_values>& columns() const noexcept { return *columns_; }

 private:
  column_layout layout_;
  std::shared_ptr<const std::vector<level_values>> columns_;
};

/// Has columns of texts or numbers learned as levels: each value is a name, no more. Models `preparation_step`.
///
/// Numbers lose their order and their grid; what comes back are values of the column.
struct written_levels {
  using step_concept = step_tag;

  std::vector<std::string> columns;  ///< numeric or text

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_levels fit(const table_view& data) const;
};

static_assert(preparation_step<written_levels>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/roles/detail/written_levels.ipp>
#endif
