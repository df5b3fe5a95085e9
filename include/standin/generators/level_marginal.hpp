// SPDX-License-Identifier: MIT
/// \file
/// The distribution of one column of codes.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/random/alias_table.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// \throws data_error  that says so
[[noreturn]] void fail_on_impossible();

}  // namespace detail

/// How often each level occurs; draws levels with those frequencies, in constant time.
class level_marginal {
 public:
  /// Counts the codes of the rows that have one.
  /// \throws data_error  when no row has one, or a code is not below `column.levels`
  STANDIN_LAZY explicit level_marginal(const plain_column& column, std::size_t rows);

  /// \throws data_error  when there is no level, or no row
  explicit level_marginal(std::vector<std::uint64_t> counts) : counts_(std::move(counts)), table_(counts_) {}

  /// The level that a random word stands for.
  [[nodiscard]] std::uint32_t operator()(std::uint64_t word) const noexcept { return table_(word); }

  /// The same with only some of the levels.
  /// \throws data_error  when none of them was ever seen
  STANDIN_LAZY [[nodiscard]] level_marginal given(const code_set& allowed) const;

  /// Rows of each level.
  [[nodiscard]] std::span<const std::uint64_t> counts() const noexcept { return counts_; }

  void parameters(auto&& visitor) const {
    for (const std::uint64_t count : counts_) visitor(static_cast<double>(count));
  }

 private:
  std::vector<std::uint64_t> counts_;
  random::alias_table table_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/level_marginal.ipp>
#endif
