// SPDX-License-Identifier: MIT
/// \file
/// The bodies of numeric/detail/strided_dataset.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/numeric/detail/strided_dataset.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::numeric::detail {

STANDIN_INLINE table_view view_cells(const strided_cells& cells) {
  const column_kind kind = cells.element == element_type::boolean ? column_kind::boolean : column_kind::numeric;
  std::vector<column_spec> specs(cells.columns);
  std::vector<column_view> columns(cells.columns);
  for (std::size_t j = 0; j < cells.columns; ++j) {
    specs[j] = {.name = "x" + to_text(j + 1), .kind = kind};
    columns[j] = {.kind = kind, .element = cells.element, .stride = cells.row_step, .rows = cells.rows};
    if (cells.rows > 0)
      columns[j].cells =
          static_cast<const std::byte*>(cells.first) + static_cast<std::ptrdiff_t>(j) * cells.column_step;
  }
  return {cells.rows, table_schema(std::move(specs)), std::move(columns)};
}

STANDIN_INLINE void write_numbers(const column_view& column, double* out, std::ptrdiff_t step) {
  column.visit([&](const auto& cells) {
    for (std::size_t row = 0; row < cells.rows(); ++row) {
      double number = std::numeric_limits<double>::quiet_NaN();
      if constexpr (!std::is_convertible_v<decltype(cells[row]), std::string_view>)
        if (!cells.missing(row)) number = static_cast<double>(cells[row]);
      out[static_cast<std::ptrdiff_t>(row) * step] = number;
    }
  });
}

}  // namespace standin::inline v0_1::numeric::detail
