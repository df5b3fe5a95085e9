// SPDX-License-Identifier: MIT
/// \file
/// Numbers, levels and holes as the terms of a linear model.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1 {

/// How plain columns become the terms of a linear model.
///
/// Numbers: standardised by the rows that it was learned from, cut at ±10, 0 where missing, and a term for "missing"
/// where any is. Levels: a term for each of the most frequent ones, one for all others, one for "missing".
class linear_terms {
 public:
  linear_terms() = default;
  linear_terms(const plain_table& like, std::size_t max_levels, executor_ref on);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< terms, without the constant one

  /// Rows as terms: `numbers` of them for each row by value, `chosen` of them by place, where `size()` stands for none.
  struct rows {
    std::size_t count = 0;
    std::size_t numbers = 0;
    std::size_t chosen = 0;
    std::vector<float> values{};          ///< count × numbers; the terms 0 … numbers − 1
    std::vector<std::uint32_t> places{};  ///< count × chosen
  };
  [[nodiscard]] rows apply(const plain_table& table, executor_ref on) const;

 private:
  struct column {
    bool numeric = false;
    double mean = 0.0;
    double per_spread = 0.0;
    std::uint32_t first = 0;            ///< term of code 0 of levels
    std::uint32_t missing = 0;          ///< term of "missing"
    std::vector<std::uint32_t> term{};  ///< of each level
    std::uint32_t others = 0;           ///< term of levels without one
  };
  std::vector<column> columns_{};
  std::size_t numbers_ = 0;
  std::size_t chosen_ = 0;  ///< columns that may have a term by place
  std::size_t size_ = 0;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/linear_terms.ipp>
#endif
