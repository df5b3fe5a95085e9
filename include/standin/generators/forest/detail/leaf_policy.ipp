// SPDX-License-Identifier: MIT
/// \file
/// How leaves count what they hold.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/leaf_policy.hpp>

#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Appends the cells of a leaf.
STANDIN_INLINE void add_leaf_cells(const leaf_task& task, std::size_t leaf, std::size_t min_rows,
                                   std::vector<leaf_cell>& cells) {
  const std::span<const std::uint32_t> units = task.units_of(leaf);
  const std::size_t first_cell = cells.size();
  std::size_t wanted = task.ordered ? min_rows : 1;
  bool closed = true;  // whether the last cell takes no more units
  for (std::size_t i = 0; i < units.size();) {
    std::size_t end = i + 1;
    while (end < units.size() && units[end] == units[i]) ++end;
    const auto rows = static_cast<std::uint32_t>(end - i);
    const bool alone = rows >= wanted;
    if (closed || (alone && cells.back().rows >= wanted)) {
      cells.push_back({units[i], units[i] + 1, rows});
    } else {
      cells.back().end = units[i] + 1;
      cells.back().rows += rows;
    }
    closed = cells.back().rows >= wanted;
    i = end;
  }
  // What is left over at the end goes with what is before it.
  if (cells.size() > first_cell + 1 && cells.back().rows < wanted) {
    const leaf_cell last = cells.back();
    cells.pop_back();
    cells.back().end = last.end;
    cells.back().rows += last.rows;
  }
}

}  // namespace detail

STANDIN_INLINE void leaf_histogram::check() const {
  if (min_rows == 0) throw invalid_option("leaf_histogram, min_rows", "found 0", "1 or more will do");
  if (!(smoothing >= 0.0 && smoothing <= 1e6))
    throw invalid_option("leaf_histogram, smoothing", "found " + std::to_string(smoothing),
                         "a number of rows from 0 on will do");
}

STANDIN_INLINE leaf_laws leaf_histogram::fit(const leaf_task& task) const {
  check();
  std::vector<std::uint32_t> begin = {0};
  std::vector<leaf_cell> cells;
  begin.reserve(task.leaves() + 1);
  for (std::size_t leaf = 0; leaf < task.leaves(); ++leaf) {
    detail::add_leaf_cells(task, leaf, min_rows, cells);
    begin.push_back(static_cast<std::uint32_t>(cells.size()));
  }
  return {std::move(begin), std::move(cells), smoothing};
}

}  // namespace standin::inline v0_1
