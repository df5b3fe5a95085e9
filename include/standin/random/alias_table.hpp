// SPDX-License-Identifier: MIT
/// \file
/// Draws from a finite distribution in constant time.
#pragma once

#include <standin/config.hpp>
#include <standin/random/multiply_wide.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::random {

/// Levels 0 … n - 1 with given weights, one random word and one look-up a draw.
///
/// Built in integers: of n levels, each one's probability p is within (2 + n p) 2^-59 of its weight's share, those of
/// counts that sum to less than 2^61 within 2^-61; one word a draw adds less than n 2^-64. A level of weight 0 is never
/// drawn, a level of any positive weight can be. The table, and so each draw, is the same on every machine.
/// Source: Walker, ACM TOMS 3 (1977); Vose, IEEE TSE 17 (1991).
class alias_table {
 public:
  /// \param weights  finite and not negative, not all 0, fewer than 2^32; need not sum to 1
  /// \throws data_error  when they are not; costs O(n)
  explicit alias_table(std::span<const double> weights);

  /// \param weights  not all 0, fewer than 2^32, such as counts
  explicit alias_table(std::span<const std::uint64_t> weights);

  /// The number of levels.
  [[nodiscard]] std::size_t size() const noexcept { return bins_.size(); }

  /// The level that a random word stands for.
  [[nodiscard]] std::uint32_t operator()(std::uint64_t word) const noexcept {
    const wide place = multiply_wide(word, bins_.size());
    const bin& at = bins_[static_cast<std::size_t>(place.high)];
    // Chosen by a mask, since a branch that goes either way by chance costs more than the rest of the draw.
    const auto own = static_cast<std::uint32_t>(place.high);
    const std::uint32_t mask = std::uint32_t{0} - static_cast<std::uint32_t>(place.low < at.threshold);
    return at.alias ^ ((at.alias ^ own) & mask);
  }

  [[nodiscard]] std::uint32_t operator()(stream& from) const noexcept { return (*this)(from()); }

 private:
  /// A level of its own, drawn with probability threshold / 2^64, and another one for the rest.
  struct bin {
    std::uint64_t threshold;
    std::uint32_t alias;
  };

  void build(std::vector<std::uint64_t> weights);

  std::vector<bin> bins_;
};

}  // namespace standin::inline v0_1::random

#if !defined(STANDIN_COMPILED)
#include <standin/random/detail/alias_table.ipp>
#endif
