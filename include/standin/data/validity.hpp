// SPDX-License-Identifier: MIT
/// \file
/// Which rows of a column hold a value: one bit a row.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// One bit a row, set where there is a value. Empty when every row has one.
///
/// Bits beyond the last row are 0. Two tasks may set bits at once when they keep to different words of 64 rows.
class validity {
 public:
  validity() = default;
  explicit validity(std::size_t rows, bool present = true)
      : words_((rows + 63) / 64, present ? ~std::uint64_t{0} : 0), rows_(rows) {
    if (present && rows % 64 != 0) words_.back() = (std::uint64_t{1} << (rows % 64)) - 1;
  }

  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const std::uint64_t> words() const noexcept { return words_; }

  [[nodiscard]] bool test(std::size_t row) const noexcept {
    return words_.empty() || ((words_[row / 64] >> (row % 64)) & 1U) != 0;
  }

  void set(std::size_t row, bool present) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    words_[row / 64] = present ? (words_[row / 64] | bit) : (words_[row / 64] & ~bit);
  }

  /// The number of rows that hold a value; 0 for an empty one, which does not know its rows.
  [[nodiscard]] std::size_t count() const noexcept {
    std::size_t n = 0;
    for (const std::uint64_t word : words_) n += static_cast<std::size_t>(std::popcount(word));
    return n;
  }

  bool operator==(const validity&) const = default;

 private:
  std::vector<std::uint64_t> words_;
  std::size_t rows_ = 0;
};

}  // namespace standin::inline v0_1
