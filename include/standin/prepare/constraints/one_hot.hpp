// SPDX-License-Identifier: MIT
/// \file
/// Columns of 0 and 1 of which exactly one is 1: a category spread over columns.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/step.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare {

/// In each row exactly one of the columns is 1, or true, and the others are 0; or all of them are missing.
struct one_hot {
  std::vector<std::string> columns{};

  [[nodiscard]] std::string describe() const { return "onehot(" + join(columns) + ")"; }
};

/// What `one_hot` learned: the columns become one of categories.
class fitted_one_hot {
 public:
  /// \param elements  what each column is stored as
  /// \param occurs    the columns that are 1 in some row, ascending places among the replaced ones
  /// \throws format_error  when the parts don't fit together
  fitted_one_hot(column_layout layout, std::vector<element_type> elements, std::vector<std::uint32_t> occurs);

  [[nodiscard]] table apply(table t) const;
  [[nodiscard]] table restore(table t, const restore_context& context) const;
  [[nodiscard]] pulled_box pull(const cell_box& box) const;
  void parameters(auto&& number, auto&& text) const {
    layout_.parameters(number, text);
    for (const element_type each : elements_) number(static_cast<double>(each));
    for (const std::uint32_t each : occurs_) number(static_cast<double>(each));
  }

  [[nodiscard]] const column_layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const std::vector<element_type>& elements() const noexcept { return elements_; }
  [[nodiscard]] const std::vector<std::uint32_t>& occurs() const noexcept { return occurs_; }

 private:
  column_layout layout_;
  std::vector<element_type> elements_;
  std::vector<std::uint32_t> occurs_;
};

/// \throws schema_error    when a column is not there, or of no such kind
/// \throws invalid_option  when there are fewer than two
/// \throws data_error      when rows break it
[[nodiscard]] fitted_one_hot fit_one_hot(const one_hot& wanted, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/one_hot.ipp>
#endif
