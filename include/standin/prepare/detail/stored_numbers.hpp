// SPDX-License-Identifier: MIT
/// \file
/// In which elements tables keep numbers.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/prepare/detail/whole_numbers.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace standin::inline v0_1::prepare::detail {

/// The elements of our tables for those that were seen.
STANDIN_LAZY [[nodiscard]] inline element_type stored_as(element_type seen) noexcept {
  switch (seen) {
    case element_type::uint32:
    case element_type::uint16:
    case element_type::uint8: return element_type::int64;  // our tables keep unsigned cells for codes
    default: return seen;
  }
}

/// Whether our tables keep numbers, or ticks, in such elements.
STANDIN_LAZY [[nodiscard]] inline bool stores_numbers(element_type element, column_kind kind) noexcept {
  if (kind == column_kind::datetime) return element == element_type::int64;
  return element == element_type::float64 || element == element_type::float32 || element == element_type::int64 ||
         element == element_type::int32;
}

/// Whether a number can be such an element.
STANDIN_LAZY [[nodiscard]] inline bool in_range(double number, element_type element) noexcept {
  switch (element) {
    case element_type::float32: return std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max());
    case element_type::int32: return fits<std::int32_t>(number);
    case element_type::int64: return number >= -0x1p63 && number <= 0x1p63;  // the largest one is rounded up
    default: return std::isfinite(number);
  }
}

}  // namespace standin::inline v0_1::prepare::detail
