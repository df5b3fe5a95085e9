// SPDX-License-Identifier: MIT
/// \file
/// The decimals that numbers keep to, and the distance that all of them are multiples of: what profiles say, fits keep
/// and texts show.
#pragma once

#include <standin/data/column_view.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace standin::inline v0_1::detail {

/// Powers of ten that a double holds exactly.
inline constexpr double exact_powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Up to so many decimals numbers are looked at: 15 digits stand for one double only.
inline constexpr int most_decimals = 15;

/// The whole number nearest to x, |x| < 2^51, ties to even: in a sum of this size no digit after the point has room.
/// A few times faster than a call of std::nearbyint, and vector units have it.
[[nodiscard]] inline double round_small(double x) noexcept {
  constexpr double room = 0x1.8p52;
  return (x + room) - room;
}

[[nodiscard]] inline double round_any(double x) noexcept {
  return std::abs(x) < 0x1p51 ? round_small(x) : std::nearbyint(x);
}

/// How many units a value may have so that keeping to a grid says something: fewer than the type resolves anyway.
[[nodiscard]] constexpr double most_units(element_type as, int decimals) noexcept {
  const bool single = as == element_type::float32;
  if (decimals == 0) return single ? 0x1p24 : 0x1p53;
  return single ? 0x1p23 : 0x1p52;
}

/// The decimals of a column.
struct decimal_fit {
  int decimals = -1;  ///< -1 where the values keep to none
  bool all = false;   ///< every value keeps to them, not just 99.9 % of the rows
};

/// The fewest decimals with which at least 99.9 % of the rows equal themselves rounded.
/// \param n      values, finite
/// \param rows   of all values
/// \param value  value(i)
/// \param count  count(i), the rows that have value(i)
/// \param as     the type that they were stored in: a `float32` keeps to cents when it is the `float` nearest to them
/// Costs O(n) for each decimal tried, and stops early at the first row too many that doesn't fit.
template <class Value, class Count>
[[nodiscard]] decimal_fit fit_decimals(std::size_t n, std::size_t rows, Value value, Count count,
                                       element_type as) noexcept {
  const std::size_t tolerated = rows / 1000;
  for (int decimals = 0; decimals <= most_decimals; ++decimals) {
    const double scale = exact_powers_of_ten[decimals];
    const double most = most_units(as, decimals);
    std::size_t misfits = 0;
    for (std::size_t i = 0; i < n && misfits <= tolerated; ++i) {
      // The quotient of two exact numbers is the double that the decimal text stands for.
      const double x = value(i);
      const double units = x * scale;
      const double text = round_any(units) / scale;
      const bool same = as == element_type::float32 ? static_cast<float>(text) == static_cast<float>(x) : text == x;
      if (!(same && std::abs(units) < most)) misfits += count(i);
    }
    if (misfits <= tolerated) return {decimals, misfits == 0};
  }
  return {};
}

/// The greatest distance from one whole number to all others, 1 where it is too long for a double.
/// \param n     at least 1
/// \param unit  unit(i), a `std::int64_t`
template <class Unit>
[[nodiscard]] std::int64_t common_step(std::size_t n, Unit unit) noexcept {
  const std::int64_t first = unit(0);
  std::uint64_t divisor = 0;
  for (std::size_t i = 0; i < n && divisor != 1; ++i) {
    const std::int64_t value = unit(i);
    const auto [less, more] = std::minmax(first, value);
    divisor = std::gcd(divisor, static_cast<std::uint64_t>(more) - static_cast<std::uint64_t>(less));
  }
  return divisor == 0 || divisor > (std::uint64_t{1} << 53) ? 1 : static_cast<std::int64_t>(divisor);
}

}  // namespace standin::inline v0_1::detail
