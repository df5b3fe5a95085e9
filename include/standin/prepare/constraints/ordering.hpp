// SPDX-License-Identifier: MIT
/// \file
/// Columns of which one is never below the other: `low <= high`, `a < b < c`.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

/// `low` is at most `high`, or with `strict` less, in each row in which both have a value.
struct order_relation {
  std::string low;
  std::string high;
  bool strict = false;
  bool operator==(const order_relation&) const = default;
};

/// Numbers, or date-times, that are in order. Where a cell of a chain is missing, those around it are still in order.
struct ordering {
  std::vector<order_relation> relations{};

  [[nodiscard]] static ordering at_most(std::string low, std::string high) {
    return {{{std::move(low), std::move(high), false}}};
  }
  [[nodiscard]] static ordering less(std::string low, std::string high) {
    return {{{std::move(low), std::move(high), true}}};
  }
  [[nodiscard]] static ordering chain(const std::vector<std::string>& columns, bool strict = false) {
    ordering all;
    for (std::size_t i = 1; i < columns.size(); ++i) all.relations.push_back({columns[i - 1], columns[i], strict});
    return all;
  }

  /// "a <= b, b < c"
  [[nodiscard]] std::string describe() const;
};

/// What an `ordering` learned: one column is kept, each of the others is written as its distance from those that it
/// must not pass.
class fitted_ordering {
 public:
  /// A column of the block. Those that it is compared with stand before it.
  struct member {
    struct bound {
      std::size_t member = 0;
      bool strict = false;
      bool operator==(const bound&) const = default;
    };
    std::size_t at = 0;           ///< its place in the table
    bool upwards = true;          ///< it lies above its bounds, not below
    std::vector<bound> bounds{};  ///< none: it is kept
    bool alone = false;           ///< some rows have it where all its bounds are missing
  };

  /// \throws format_error  when the parts don't fit together
  fitted_ordering(column_layout layout, common_numbers numbers, std::vector<member> members);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    number(numbers_.whole ? 1.0 : 0.0);
    for (const number_cells& cells : numbers_.columns) cells.parameters(number);
    for (const member& each : members_) {
      number(static_cast<double>(each.at));
      number((each.upwards ? 1.0 : 0.0) + (each.alone ? 2.0 : 0.0));
      for (const member::bound& bound : each.bounds) number(static_cast<double>(2 * bound.member + bound.strict));
    }
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const common_numbers& numbers() const noexcept { return numbers_; }
  [[nodiscard]] const std::vector<member>& members() const noexcept { return members_; }

 private:
  template <class T>
  [[nodiscard]] std::vector<column> free_columns(const table& t) const;
  template <class T>
  [[nodiscard]] std::vector<column> restored_columns(const table& t) const;
  [[nodiscard]] std::size_t replaced_index(std::size_t at) const;

  column_layout layout_;
  common_numbers numbers_;
  std::vector<member> members_;
};

/// Learns how to keep an order.
/// \param anchor    the column that is to be kept, since something else makes it; otherwise the lowest ones are kept
/// \param declared  grids that columns are said to have
/// \throws schema_error, invalid_option  when a column is not there or no number, or the order is a circle
/// \throws data_error                    when rows break it
[[nodiscard]] fitted_ordering fit_ordering(const ordering& wanted, const table_view& data,
                                           const std::optional<std::string>& anchor = std::nullopt,
                                           const std::map<std::string, declared_step>& declared = {});

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/ordering.ipp>
#endif
