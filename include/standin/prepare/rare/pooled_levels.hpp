// SPDX-License-Identifier: MIT
/// \file
/// Rare levels that are learned as one.
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

/// The levels of one column, of which the rare ones share one.
struct level_pool {
  std::string name{};                  ///< of the one that they share
  std::vector<std::string> levels{};   ///< all of them, all different
  std::vector<std::uint64_t> cells{};  ///< one a level: how many cells have it, 0 for one that is not rare

  /// How many levels are rare.
  [[nodiscard]] std::size_t rare() const noexcept {
    std::size_t count = 0;
    for (const std::uint64_t of_level : cells) count += of_level > 0 ? 1U : 0U;
    return count;
  }
  /// How many cells have a rare level.
  [[nodiscard]] std::uint64_t rare_cells() const noexcept {
    std::uint64_t sum = 0;
    for (const std::uint64_t of_level : cells) sum += of_level;
    return sum;
  }
};

/// What `pooled_levels` learned. Models `fitted_step`; a copy is cheap.
class fitted_pools {
 public:
  /// \param pools  one for each column that the layout replaces
  /// \throws format_error  when the parts don't fit together
  STANDIN_LAZY fitted_pools(column_layout layout, std::vector<level_pool> pools);

  STANDIN_LAZY [[nodiscard]] table apply(table t) const;
  /// Rare levels are drawn in proportion to their cells.
  STANDIN_LAZY [[nodiscard]] table restore(table t, const restore_context& context) const;
  /// Exact unless some of a column's rare levels are asked for, and others are not.
  STANDIN_LAZY [[nodiscard]] pulled_box pull(const cell_box& box) const;

  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const level_pool& each : parts_->pools) {
      text(std::string_view(each.name));
      for (const std::string& level : each.levels) text(std::string_view(level));
      for (const std::uint64_t cells : each.cells) number(static_cast<double>(cells));
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::vector<level_pool>& pools() const noexcept { return parts_->pools; }

 private:
  /// The levels of a column on both sides.
  struct both_sides {
    level_dictionary levels{};            ///< of the table
    level_dictionary free{};              ///< of the free form: those that are not rare, then the pool
    std::vector<std::uint32_t> common{};  ///< codes of the table
    std::vector<std::uint32_t> rare{};    ///< codes of the table
    std::vector<double> up_to{};          ///< cells of the rare levels up to each
  };
  struct parts {
    std::vector<level_pool> pools{};
    std::vector<both_sides> sides{};
  };

  column_layout layout_;
  std::shared_ptr<const parts> parts_;
};

/// Has the rare levels of categories learned as one level, and draws among them on the way back. Models
/// `preparation_step`.
///
/// Columns with fewer than two rare levels are as they were, and so are those with so many different levels that they
/// would give the rows away.
struct pooled_levels {
  using step_concept = step_tag;

  std::size_t fewer_than = 0;          ///< a level that fewer cells have is rare
  std::vector<std::string> columns{};  ///< categories; all of them unless some are named

  STANDIN_LAZY [[nodiscard]] std::string name() const;
  STANDIN_LAZY [[nodiscard]] fitted_pools fit(const table_view& data) const;
};

static_assert(preparation_step<pooled_levels>);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/rare/detail/pooled_levels.ipp>
#endif
