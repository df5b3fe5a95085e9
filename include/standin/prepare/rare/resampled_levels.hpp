// SPDX-License-Identifier: MIT
/// \file
/// Rare levels that frequent ones stand for.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// The levels of one column that are left, and how often each is drawn for those that are not.
struct frequent_levels {
  std::vector<std::string> levels{};   ///< those that are not rare; numbers as texts
  std::vector<std::uint64_t> cells{};  ///< one a level: how many cells have it
  std::size_t rare = 0;                ///< how many levels were
  std::size_t drawn = 0;               ///< how many cells had one of them
};

/// What `resampled_levels` learned. Models `fitted_step`; a copy is cheap.
///
/// It knows no rare level, and there is no way back to one: rows come back as they were applied.
class fitted_resampling {
 public:
  /// \param seed     of the draws
  /// \param columns  one for each column that the layout replaces, by itself
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_resampling(column_layout layout, std::uint64_t seed, std::vector<frequent_levels> columns);

  /// A cell whose level is not known gets one of those that are, drawn in proportion to their cells. The draw belongs
  /// to the row's place in the table and to the column.
  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context&) const { return t; }
  [[nodiscard]] pulled_box pull(const cell_box& box) const { return {.box = box}; }

  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const frequent_levels& each : *columns_) {
      for (const std::string& level : each.levels) text(std::string_view(level));
      for (const std::uint64_t cells : each.cells) number(static_cast<double>(cells));
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }
  [[nodiscard]] const std::vector<frequent_levels>& columns() const noexcept { return *columns_; }

 private:
  column_layout layout_;
  std::uint64_t seed_ = 0;
  std::shared_ptr<const std::vector<frequent_levels>> columns_;
};

/// Draws one of the frequent levels for each cell that has a rare one, so that nothing learned from the table knows a
/// rare level, and there is no word in its place. Models `preparation_step`.
///
/// It stands before all other steps. Each frequent level is drawn in proportion to its cells, whatever the rest of the
/// row is. So of n cells, r of them rare, a frequent level with k cells has k n / (n - r) afterwards on average, with a
/// standard deviation below sqrt(r) / 2: proportions among frequent levels stay, and what the column has to do with
/// others is thinned out by the r rows.
struct resampled_levels {
  using step_concept = step_tag;

  std::size_t fewer_than = 0;          ///< a level that fewer cells have is rare
  std::vector<std::string> columns{};  ///< categories, texts or numbers; all categories unless some are named
  std::uint64_t seed = 0;              ///< of the draws

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  /// \throws data_error  when all levels of a column are rare
  STANDIN_LAZY [[nodiscard]] fitted_resampling fit(const table_view& data) const;
};

static_assert(preparation_step<resampled_levels>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/rare/detail/resampled_levels.ipp>
#endif
