// SPDX-License-Identifier: MIT
/// \file
/// A random order of an index space, without a table of it.
#pragma once

#include <standin/config.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/stream.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace standin::inline v0_1::random {

/// A bijection of [0, size) onto itself that looks random, evaluated at any index in O(1) time and memory.
///
/// A Feistel network on the smallest power of two that holds the size; what falls outside is sent through again until
/// it falls inside, fewer than twice on average. Between two rotations by random offsets, so that each index goes to
/// each place with the same probability over seeds. Same results on every machine. It mixes well enough for keys and
/// orders, and is no cipher.
/// Source: Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002.
class index_permutation {
 public:
  /// \param size  number of indices, up to 2^64 - 1
  STANDIN_LAZY index_permutation(source from, std::uint64_t size) noexcept;

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  /// Where index i goes. \throws invalid_option  when i is not below the size
  STANDIN_LAZY [[nodiscard]] std::uint64_t operator()(std::uint64_t i) const;

  /// Which index goes to `place`. \throws invalid_option  when it is not below the size
  STANDIN_LAZY [[nodiscard]] std::uint64_t inverse(std::uint64_t place) const;

 private:
  // Halves of a few bits mix slowly: with 8 rounds, neighbours among 5 to 8 indices keep some distances too often.
  static constexpr std::size_t most_rounds = 24;
  static constexpr std::size_t usual_rounds = 8;
  static constexpr int few_bits = 8;

  STANDIN_LAZY void check(std::uint64_t i) const;
  STANDIN_LAZY [[nodiscard]] std::uint64_t forward(std::uint64_t x) const noexcept;
  STANDIN_LAZY [[nodiscard]] std::uint64_t backward(std::uint64_t x) const noexcept;

  std::uint64_t size_;
  std::size_t rounds_;
  int low_bits_;  ///< bits of the lower half
  std::uint64_t low_mask_;
  std::uint64_t high_mask_;
  std::uint64_t before_ = 0;  ///< the two offsets, below the size
  std::uint64_t after_ = 0;
  std::array<std::uint64_t, most_rounds> keys_{};
};

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/permutation.ipp>
#endif
