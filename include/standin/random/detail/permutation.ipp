// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/permutation.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/permutation.hpp>

#include <bit>

namespace standin::inline v0_1::random {

namespace detail {

/// (a + b) mod n for a, b < n, also where a + b overflows.
[[nodiscard]] constexpr std::uint64_t add_modulo(std::uint64_t a, std::uint64_t b, std::uint64_t n) noexcept {
  return a >= n - b ? a - (n - b) : a + b;
}

/// (a - b) mod n for a, b < n.
[[nodiscard]] constexpr std::uint64_t subtract_modulo(std::uint64_t a, std::uint64_t b, std::uint64_t n) noexcept {
  return a >= b ? a - b : a + (n - b);
}

}  // namespace detail

STANDIN_LAZY_INLINE index_permutation::index_permutation(source from, std::uint64_t size) noexcept : size_(size) {
  const int bits = size < 2 ? 0 : static_cast<int>(std::bit_width(size - 1));
  rounds_ = bits <= few_bits ? most_rounds : usual_rounds;
  low_bits_ = (bits + 1) / 2;
  low_mask_ = (std::uint64_t{1} << low_bits_) - 1;
  high_mask_ = (std::uint64_t{1} << (bits - low_bits_)) - 1;
  stream random(from, purpose::shuffle, size, hash_text("index_permutation"));
  before_ = uniform_index(random, size);
  after_ = uniform_index(random, size);
  for (std::size_t round = 0; round < rounds_; ++round) keys_[round] = random();
}

STANDIN_LAZY_INLINE void index_permutation::check(std::uint64_t i) const {
  if (i >= size_)
    throw invalid_option("index_permutation", concatenate("index ", to_text(i), " of ", to_text(size_)),
                         "ask for indices below the size");
}

STANDIN_LAZY_INLINE std::uint64_t index_permutation::forward(std::uint64_t x) const noexcept {
  std::uint64_t low = x & low_mask_;
  std::uint64_t high = x >> low_bits_;
  for (std::size_t round = 0; round < rounds_; round += 2) {
    high ^= mix(low + keys_[round]) & high_mask_;
    low ^= mix(high + keys_[round + 1]) & low_mask_;
  }
  return high << low_bits_ | low;
}

STANDIN_LAZY_INLINE std::uint64_t index_permutation::backward(std::uint64_t x) const noexcept {
  std::uint64_t low = x & low_mask_;
  std::uint64_t high = x >> low_bits_;
  for (std::size_t round = rounds_; round > 0; round -= 2) {
    low ^= mix(high + keys_[round - 1]) & low_mask_;
    high ^= mix(low + keys_[round - 2]) & high_mask_;
  }
  return high << low_bits_ | low;
}

STANDIN_LAZY_INLINE std::uint64_t index_permutation::operator()(std::uint64_t i) const {
  check(i);
  std::uint64_t x = detail::add_modulo(i, before_, size_);
  do x = forward(x);
  while (x >= size_);
  return detail::add_modulo(x, after_, size_);
}

STANDIN_LAZY_INLINE std::uint64_t index_permutation::inverse(std::uint64_t place) const {
  check(place);
  std::uint64_t x = detail::subtract_modulo(place, after_, size_);
  do x = backward(x);
  while (x >= size_);
  return detail::subtract_modulo(x, before_, size_);
}

}  // namespace standin::inline v0_1::random
