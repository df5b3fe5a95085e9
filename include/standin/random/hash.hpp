// SPDX-License-Identifier: MIT
/// \file
/// Hashes that are part of what the library promises: domains of random streams, fingerprints of models.
#pragma once

#include <standin/random/multiply_wide.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace standin::inline v0_1::random {

/// A bijection of 64 bits in which each input bit flips each output bit with probability near one half.
/// Source: Stafford's variant 13 of the MurmurHash3 finaliser, as in Steele, Lea and Flood, OOPSLA 2014 (SplitMix).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

/// Hashes a sequence of values, in order, to 64 bits.
///
/// The result depends on nothing but the values, and will not change in later versions: model files keep it. Two
/// sequences that differ in one value of 64 bits never collide, others do with probability 2^-64. Not for use against
/// an adversary.
class hasher {
 public:
  constexpr hasher() noexcept = default;

  /// Whole numbers of any width: equal values hash alike, -1 like 2^64 - 1.
  template <std::integral Integer>
  constexpr hasher& add(Integer value) noexcept {
    return add_word(static_cast<std::uint64_t>(value));
  }

  /// The bits of the number; -0.0 hashes like 0.0, and all NaNs hash alike.
  constexpr hasher& add(double value) noexcept {
    if (value != value) return add_word(0x7FF8000000000000);
    return add_word(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value));
  }

  /// Length and bytes, so that "ab", "c" and "a", "bc" differ.
  constexpr hasher& add(std::string_view text) noexcept {
    add_word(text.size());
    while (!text.empty()) {
      std::uint64_t word = 0;
      const std::size_t bytes = text.size() < 8 ? text.size() : 8;
      for (std::size_t i = 0; i < bytes; ++i)
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
      add_word(word);
      text.remove_prefix(bytes);
    }
    return *this;
  }

  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return mix(state_ ^ 0x6A09E667F3BCC909); }

 private:
  constexpr hasher& add_word(std::uint64_t word) noexcept {
    state_ = mix(std::rotl(state_, 27) + word * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03);
    return *this;
  }

  std::uint64_t state_ = 0x243F6A8885A308D3;  // the first digits of pi
};

[[nodiscard]] constexpr std::uint64_t hash_text(std::string_view text) noexcept {
  return hasher().add(text).value();
}

/// The domain of a component's random streams, see `source`.
///
/// \param place        where the component stands, "copula/core"
/// \param fingerprint  hash of a fitted model's parameters, 0 before there are any
[[nodiscard]] constexpr std::uint64_t domain(std::string_view place, std::uint64_t fingerprint = 0) noexcept {
  return hasher().add(place).add(fingerprint).value();
}

}  // namespace standin::inline v0_1::random
