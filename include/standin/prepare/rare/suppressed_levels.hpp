// SPDX-License-Identifier: MIT
/// \file
/// Rare levels that a word stands for.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// The levels of one column that are left.
struct kept_levels {
  std::vector<std::string> levels{};  ///< those that are not rare; numbers as texts
  std::size_t rare = 0;               ///< how many were
  std::size_t cells = 0;              ///< that had them
};

/// What `suppressed_levels` learned. Models `fitted_step`; a copy is cheap.
///
/// It knows no rare level, and there is no way back to one: rows come back as they were applied.
class fitted_suppression {
 public:
  /// \param columns  one for each column that the layout replaces, by itself
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_suppression(column_layout layout, std::string word, std::vector<kept_levels> columns);

  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context&) const { return t; }
  [[nodiscard]] pulled_box pull(const cell_box& box) const { return {.box = box}; }

  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    text(std::string_view(word_));
    for (const kept_levels& each : *columns_)
      for (const std::string& level : each.levels) text(std::string_view(level));
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::string& word() const noexcept { return word_; }
  [[nodiscard]] const std::vector<kept_levels>& columns() const noexcept { return *columns_; }

 private:
  column_layout layout_;
  std::string word_;
  std::shared_ptr<const std::vector<kept_levels>> columns_;
};

/// Puts a word in place of each rare level, so that nothing learned from the table knows it. Models `preparation_step`.
///
/// It stands before all other steps. Rare numbers become missing cells. What a column has few of by chance goes as
/// well, and whether the word itself is rare is not looked at.
struct suppressed_levels {
  using step_concept = step_tag;

  std::size_t fewer_than = 0;          ///< a level that fewer cells have is rare
  std::string word = "other";          ///< may be one of the column's levels
  std::vector<std::string> columns{};  ///< categories, texts or numbers; all categories unless some are named

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_suppression fit(const table_view& data) const;
};

static_assert(preparation_step<suppressed_levels>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/rare/detail/suppressed_levels.ipp>
#endif
