// SPDX-License-Identifier: MIT
/// \file
/// Where doubles end as whole numbers, and where types do.
#pragma once

#include <standin/version.hpp>

#include <limits>

namespace standin::inline v0_1::prepare::detail {

inline constexpr double largest_whole = 0x1p53;  // beyond it a double skips whole numbers

/// Whether x, cut off after the point, is in the range of T.
template <class T>
[[nodiscard]] bool fits(double x) noexcept {
  constexpr double least = static_cast<double>(std::numeric_limits<T>::min());
  return x >= least && x < -least;  // -min is max + 1, exactly
}

}  // namespace standin::inline v0_1::prepare::detail
