// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/level_marginal.hpp>

#include <string>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint64_t> count_levels(const plain_column& column,
                                                                          std::size_t rows) {
  std::vector<std::uint64_t> counts(column.levels, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!column.has(row)) continue;
    if (column.codes[row] >= column.levels)
      throw data_error("level_marginal",
                       "column \"" + std::string(column.name) + "\" has code " + std::to_string(column.codes[row]) +
                           " in row " + std::to_string(row) + ", but " + std::to_string(column.levels) + " levels",
                       "give codes below the number of levels");
    ++counts[column.codes[row]];
  }
  return counts;
}

}  // namespace detail

STANDIN_LAZY_INLINE level_marginal::level_marginal(const plain_column& column, std::size_t rows)
    : level_marginal(detail::count_levels(column, rows)) {}

STANDIN_INLINE void detail::fail_on_impossible() {
  throw data_error("sample", "what is given of the rows has probability 0 in the model", "ask for something it makes");
}

STANDIN_LAZY_INLINE level_marginal level_marginal::given(const code_set& allowed) const {
  std::vector<std::uint64_t> counts = counts_;
  std::uint64_t rows = 0;
  for (std::size_t level = 0; level < counts.size(); ++level) {
    if (!allowed.contains(static_cast<std::uint32_t>(level))) counts[level] = 0;
    rows += counts[level];
  }
  if (rows == 0) detail::fail_on_impossible();
  return level_marginal(std::move(counts));
}

}  // namespace standin::inline v0_1
