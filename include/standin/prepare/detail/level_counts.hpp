// SPDX-License-Identifier: MIT
/// \file
/// Which levels a column has, and in how many cells each.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// The level that a cell is, when each value of the column is one.
STANDIN_LAZY [[nodiscard]] inline std::string level_of(const column_view& column, std::size_t row) {
  switch (column.element) {
    case element_type::string: return std::string(column.text(row));
    case element_type::int64: return to_text(column.cell<std::int64_t>(row));
    default: return to_text(column.number(row) + 0.0);  // no -0
  }
}

/// A level, and how many cells have it.
struct level_count {
  std::string level;
  std::size_t cells = 0;
};

/// The levels that occur, each once: categories in the order of their codes, others in that of the rows.
STANDIN_LAZY [[nodiscard]] inline std::vector<level_count> count_levels(const column_view& column) {
  std::vector<level_count> seen;
  if (column.kind == column_kind::categorical) {
    for (const auto& level : column.levels) seen.push_back({std::string(level)});
    for (std::size_t row = 0; row < column.rows; ++row)
      if (!column.missing(row)) {
        const std::uint32_t code = column.code(row);
        if (code >= seen.size())
          throw data_error("levels", concatenate("row ", to_text(row), " has a code without a level"),
                           "give a name for each code");
        ++seen[code].cells;
      }
  } else {
    std::map<std::string, std::size_t> place_of;
    for (std::size_t row = 0; row < column.rows; ++row) {
      if (column.missing(row)) continue;
      const auto [at, added] = place_of.emplace(level_of(column, row), seen.size());
      if (added) seen.push_back({at->first});
      ++seen[at->second].cells;
    }
    return seen;
  }
  std::vector<level_count> counts;
  std::map<std::string, std::size_t> place_of;  // two codes may have one name
  for (level_count& each : seen) {
    if (each.cells == 0) continue;
    const auto [at, added] = place_of.emplace(each.level, counts.size());
    if (added)
      counts.push_back(std::move(each));
    else
      counts[at->second].cells += each.cells;
  }
  return counts;
}

}  // namespace standin::inline v0_1::prepare::detail
