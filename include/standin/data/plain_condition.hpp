// SPDX-License-Identifier: MIT
/// \file
/// What is asked of plain columns: the form in which a generator's core gets a condition.
#pragma once

#include <standin/data/interval_set.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// A set of codes below a number of levels, one bit a code.
class code_set {
 public:
  code_set() = default;
  /// All codes, or none.
  explicit code_set(std::uint32_t levels, bool all = false)
      : words_((std::size_t{levels} + 63) / 64, all ? ~std::uint64_t{0} : 0), levels_(levels) {
    if (all && levels % 64 != 0) words_.back() = (std::uint64_t{1} << (levels % 64)) - 1;
  }

  [[nodiscard]] std::uint32_t levels() const noexcept { return levels_; }
  [[nodiscard]] std::span<const std::uint64_t> words() const noexcept { return words_; }

  /// Whether the code is in it; one that is no level isn't.
  [[nodiscard]] bool contains(std::uint32_t code) const noexcept {
    return code < levels_ && ((words_[code / 64] >> (code % 64)) & 1U) != 0;
  }
  /// \param code  below `levels()`
  void insert(std::uint32_t code) noexcept { words_[code / 64] |= std::uint64_t{1} << (code % 64); }

  /// How many codes are in it. Costs O(levels / 64).
  [[nodiscard]] std::uint32_t size() const noexcept {
    std::uint32_t n = 0;
    for (const std::uint64_t word : words_) n += static_cast<std::uint32_t>(std::popcount(word));
    return n;
  }
  [[nodiscard]] bool empty() const noexcept {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }

  bool operator==(const code_set&) const = default;

 private:
  std::vector<std::uint64_t> words_;
  std::uint32_t levels_ = 0;
};

/// What one plain column may hold.
struct plain_restriction {
  std::size_t column = 0;  ///< its place among the plain columns
  number_set numbers{};    ///< of a numeric column; empty for codes
  code_set codes{};        ///< of a column of codes; without levels for numbers

  [[nodiscard]] static plain_restriction to_numbers(std::size_t column, number_set numbers) {
    return {.column = column, .numbers = std::move(numbers)};
  }
  [[nodiscard]] static plain_restriction to_codes(std::size_t column, code_set codes) {
    return {.column = column, .codes = std::move(codes)};
  }

  [[nodiscard]] bool numeric() const noexcept { return codes.levels() == 0; }
  [[nodiscard]] bool allows(double number) const noexcept { return numbers.contains(number); }
  [[nodiscard]] bool allows(std::uint32_t code) const noexcept { return codes.contains(code); }

  /// Whether nothing is allowed, so that no row can be made.
  [[nodiscard]] bool empty() const noexcept { return numeric() ? numbers.empty() : codes.empty(); }

  bool operator==(const plain_restriction&) const = default;
};

/// What is asked of the plain columns of each row: all restrictions at once.
///
/// A core that samples under one puts the restricted columns' cells within what is allowed and draws the others given
/// those. Numbers are compared as they are: what maps a condition here has put points on the column's grid.
struct plain_condition {
  std::vector<plain_restriction> columns{};  ///< by ascending column, at most one each; others are free

  /// What is asked of that column; null where it is free.
  [[nodiscard]] const plain_restriction* find(std::size_t column) const noexcept {
    const auto at = std::lower_bound(columns.begin(), columns.end(), column,
                                     [](const plain_restriction& each, std::size_t i) { return each.column < i; });
    return at != columns.end() && at->column == column ? &*at : nullptr;
  }
  [[nodiscard]] bool empty() const noexcept { return columns.empty(); }

  bool operator==(const plain_condition&) const = default;
};

}  // namespace standin::inline v0_1
