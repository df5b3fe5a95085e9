// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/sorted_values.hpp.
#pragma once

#include <standin/stats/sorted_values.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE sorted_cells<double> sorted_values(const column_view& column, infinities what) {
  sorted_cells<double> sorted;
  sorted.values.reserve(column.rows);
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    for (std::size_t row = 0; row < cells.rows(); ++row) {
      if (cells.missing(row)) {
        ++sorted.missing;
        continue;
      }
      if constexpr (std::is_same_v<value, std::string_view>) {
        ++sorted.missing;
      } else {
        const auto number = static_cast<double>(cells[row]);
        if (what == infinities::leave_out && std::isinf(number)) {
          ++sorted.infinite;
        } else {
          sorted.values.push_back(number);
        }
      }
    }
  });
  std::sort(sorted.values.begin(), sorted.values.end());
  return sorted;
}

STANDIN_LAZY_INLINE sorted_cells<std::int64_t> sorted_integers(const column_view& column) {
  sorted_cells<std::int64_t> sorted;
  sorted.values.reserve(column.rows);
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    for (std::size_t row = 0; row < cells.rows(); ++row) {
      if (cells.missing(row)) {
        ++sorted.missing;
        continue;
      }
      if constexpr (std::is_integral_v<value>) sorted.values.push_back(static_cast<std::int64_t>(cells[row]));
    }
  });
  std::sort(sorted.values.begin(), sorted.values.end());
  return sorted;
}

}  // namespace standin::inline v0_1::stats
