// SPDX-License-Identifier: MIT
/// \file
/// The counter-based generator behind every random number of the library.
#pragma once

#include <standin/random/multiply_wide.hpp>

#include <array>
#include <cstdint>

namespace standin::inline v0_1::random {

/// 256 bits of counter, and what one call makes of them.
using philox_block = std::array<std::uint64_t, 4>;
using philox_key = std::array<std::uint64_t, 2>;

namespace detail {

/// Writes where the words are wanted, and reads one by one: copies of the arrays as vectors would wait for the words
/// that were just written to them.
constexpr void philox4x64_into(philox_block& out, const philox_block& counter, const philox_key& key) noexcept {
  std::uint64_t c0 = counter[0];
  std::uint64_t c1 = counter[1];
  std::uint64_t c2 = counter[2];
  std::uint64_t c3 = counter[3];
  std::uint64_t k0 = key[0];
  std::uint64_t k1 = key[1];
  for (int round = 0; round < 10; ++round) {
    const wide a = multiply_wide(0xD2E7470EE14C6C93, c0);
    const wide b = multiply_wide(0xCA5A826395121157, c2);
    c0 = b.high ^ c1 ^ k0;
    c1 = b.low;
    c2 = a.high ^ c3 ^ k1;
    c3 = a.low;
    k0 += 0x9E3779B97F4A7C15;
    k1 += 0xBB67AE8584CAA73B;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

}  // namespace detail

/// Philox4x64 with ten rounds: four random words for each counter and key, the same on every machine.
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
[[nodiscard]] constexpr philox_block philox4x64(const philox_block& counter, const philox_key& key) noexcept {
  philox_block words{};
  detail::philox4x64_into(words, counter, key);
  return words;
}

}  // namespace standin::inline v0_1::random
