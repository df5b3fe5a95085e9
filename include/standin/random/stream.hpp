// SPDX-License-Identifier: MIT
/// \file
/// Random numbers that belong to a row rather than to a moment.
#pragma once

#include <standin/random/philox.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace standin::inline v0_1::random {

/// What a draw is for. Two purposes never share numbers.
enum class purpose : std::uint64_t { initialise, shuffle, sample, restore, noise };

/// Whose draws they are: a seed, and the component that uses it.
///
/// `domain` hashes the component's place ("cascade/1/copula") and, for a model, the fingerprint of its parameters, so
/// that two models under one seed, or a model and the simulator of its training data, never draw the same numbers.
/// The function `domain` in random/hash.hpp makes one.
struct source {
  std::uint64_t seed = 0;
  std::uint64_t domain = 0;
  friend constexpr bool operator==(const source&, const source&) = default;
};

/// A number in [0, 1) from the upper 53 bits of a random word.
[[nodiscard]] constexpr double to_uniform(std::uint64_t word) noexcept {
  return static_cast<double>(static_cast<std::int64_t>(word >> 11)) * 0x1p-53;  // signed: one instruction on x86
}

/// A number in (0, 1) from the upper 52 bits of a random word, for quantile functions.
[[nodiscard]] constexpr double to_open_uniform(std::uint64_t word) noexcept {
  // (word >> 12 + 1/2) 2^-52 by exact steps that every vector unit has: a number in [1, 2), less than one too much.
  return std::bit_cast<double>((word >> 12) | 0x3FF0000000000000) - (1.0 - 0x1p-53);
}

/// One independent Philox4x64-10 stream for each (source, purpose, row, slot).
///
/// Row `i` of a sample draws from its own streams and from nothing else, so a table comes out the same whatever the
/// number of threads, the size of the chunks or the order in which rows are made.
/// Models `std::uniform_random_bit_generator`. The words are the same on every machine.
class stream {
 public:
  using result_type = std::uint64_t;

  constexpr stream(source from, purpose use, std::uint64_t row, std::uint64_t slot = 0) noexcept
      : key_{from.seed, from.domain}, counter_{0, slot, row, static_cast<std::uint64_t>(use)} {}

  [[nodiscard]] static constexpr result_type min() noexcept { return 0; }
  [[nodiscard]] static constexpr result_type max() noexcept { return ~result_type{0}; }

  constexpr result_type operator()() noexcept {
    if (next_ == block_.size()) {
      detail::philox4x64_into(block_, counter_, key_);
      ++counter_[0];
      next_ = 0;
    }
    return block_[next_++];
  }

  /// Skips `words` words, in the time of one.
  constexpr void discard(std::uint64_t words) noexcept {
    const std::uint64_t left = block_.size() - next_;
    if (words <= left) {
      next_ += static_cast<std::size_t>(words);
      return;
    }
    words -= left;
    counter_[0] += words / block_.size();
    next_ = block_.size();
    for (words %= block_.size(); words > 0; --words) static_cast<void>((*this)());
  }

  /// A number in [0, 1) with 53 random bits.
  constexpr double uniform() noexcept { return to_uniform((*this)()); }

  /// A number in (0, 1) with 52 random bits, for quantile functions.
  constexpr double open_uniform() noexcept { return to_open_uniform((*this)()); }

 private:
  philox_key key_;
  philox_block counter_;
  philox_block block_{};
  std::size_t next_ = block_.size();
};

}  // namespace standin::inline v0_1::random
