// SPDX-License-Identifier: MIT
/// \file
/// The full product of two 64-bit numbers, and its quotient.
#pragma once

#include <standin/config.hpp>

#include <cstdint>

namespace standin::inline v0_1::random {

/// A 128-bit number in two halves.
struct wide {
  std::uint64_t high;
  std::uint64_t low;
  friend constexpr bool operator==(const wide&, const wide&) = default;
};

/// The full product without compiler extensions, from four products of halves.
[[nodiscard]] constexpr wide multiply_wide_portable(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t half = 0xFFFFFFFF;
  const std::uint64_t low = (a & half) * (b & half);
  const std::uint64_t middle_1 = (a >> 32) * (b & half) + (low >> 32);
  const std::uint64_t middle_2 = (a & half) * (b >> 32) + (middle_1 & half);
  return {(a >> 32) * (b >> 32) + (middle_1 >> 32) + (middle_2 >> 32), (middle_2 << 32) | (low & half)};
}

/// The full product, one instruction where the compiler has 128-bit integers.
[[nodiscard]] constexpr wide multiply_wide(std::uint64_t a, std::uint64_t b) noexcept {
#if STANDIN_HAS_INT128
  const standin::detail::uint128 product = static_cast<standin::detail::uint128>(a) * b;
  return {static_cast<std::uint64_t>(product >> 64), static_cast<std::uint64_t>(product)};
#else
  return multiply_wide_portable(a, b);
#endif
}

/// floor(a * b / c) where a * b / c < 2^64 and c < 2^63, by long division, bit by bit.
[[nodiscard]] constexpr std::uint64_t multiply_divide_portable(std::uint64_t a, std::uint64_t b,
                                                               std::uint64_t c) noexcept {
  const wide product = multiply_wide(a, b);
  std::uint64_t rest = product.high;  // below c, so doubling doesn't overflow
  std::uint64_t quotient = 0;
  for (int bit = 63; bit >= 0; --bit) {
    rest = rest << 1 | (product.low >> bit & 1);
    quotient <<= 1;
    if (rest >= c) {
      rest -= c;
      quotient |= 1;
    }
  }
  return quotient;
}

/// The same, by the compiler's division where it has 128-bit integers.
[[nodiscard]] constexpr std::uint64_t multiply_divide(std::uint64_t a, std::uint64_t b, std::uint64_t c) noexcept {
#if STANDIN_HAS_INT128
  return static_cast<std::uint64_t>(static_cast<standin::detail::uint128>(a) * b / c);
#else
  return multiply_divide_portable(a, b, c);
#endif
}

}  // namespace standin::inline v0_1::random
