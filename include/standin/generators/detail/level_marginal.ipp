// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/level_marginal.hpp>

#include <string>

namespace standin::inline v0_1 {

namespace detail {

[[nodiscard]] inline std::vector<std::uint64_t> count_levels(const plain_column& column, std::size_t rows) {
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

STANDIN_INLINE level_marginal::level_marginal(const plain_column& column, std::size_t rows)
    : level_marginal(detail::count_levels(column, rows)) {}

}  // namespace standin::inline v0_1
