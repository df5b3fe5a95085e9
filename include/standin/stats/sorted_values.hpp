// SPDX-License-Identifier: MIT
/// \file
/// The cells of a numeric or date-time column in ascending order, as numbers or exactly as integers.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::stats {

/// The cells that are there, ascending, and how many are not.
template <class Value>
struct sorted_cells {
  std::vector<Value> values;
  std::size_t missing = 0;
  std::size_t infinite = 0;  ///< how many infinite cells were left out of `values`
};

/// What to do with infinite cells.
enum class infinities : bool { leave_out, keep };

/// Whether the cells of the column are stored as integers, so that `sorted_integers` has them exactly.
[[nodiscard]] constexpr bool stored_as_integers(const column_view& column) noexcept {
  switch (column.element) {
    case element_type::float64:
    case element_type::float32:
    case element_type::string: return false;
    default: return true;
  }
}

/// The cells as numbers; integers beyond 2^53 lose bits. Strings count as missing. Costs O(n log n).
STANDIN_LAZY [[nodiscard]] sorted_cells<double> sorted_values(const column_view& column,
                                                              infinities what = infinities::leave_out);

/// The cells as integers, exactly; `stored_as_integers(column)` must hold. Costs O(n log n).
STANDIN_LAZY [[nodiscard]] sorted_cells<std::int64_t> sorted_integers(const column_view& column);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/sorted_values.ipp>
#endif
