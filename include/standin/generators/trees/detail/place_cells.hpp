// SPDX-License-Identifier: MIT
/// \file
/// How the places of a column of numbers are cut into cells, which outcomes are learned of.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/generators/trees/conditional_policy.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_LAZY inline void check_cells(const char* policy, std::size_t cells) {
  constexpr std::size_t most = 126;
  if (cells < 2 || cells > most)
    throw invalid_option(std::string(policy) + ", cells", "found " + std::to_string(cells), "2 to 126 will do");
}

/// How a column's places are cut: the values of a column with few different ones each for itself; spikes that are worth
/// half a cell, and the rest in parts of about 1 / cells.
STANDIN_LAZY [[nodiscard]] inline cell_law cut_places(const conditional_task& task, std::size_t cells) {
  cell_law law;
  const double width = 1.0 / static_cast<double>(cells);
  const bool few = task.values > 0 && task.values <= 2 * cells;
  double open = 0.0;
  const auto close = [&](double at) {
    if (at - open > 1e-12) {
      const auto n = static_cast<std::size_t>(std::max(1.0, std::round((at - open) / width)));
      for (std::size_t i = 0; i < n; ++i) {
        const double part = (at - open) / static_cast<double>(n);
        law.cells.push_back({open + part * static_cast<double>(i), open + part * static_cast<double>(i + 1)});
        law.single.push_back(0);
      }
    }
    open = at;
  };
  for (const place_range& spike : task.spikes) {
    if (!few && spike.to - spike.from < 0.5 * width) continue;
    close(spike.from);
    law.cells.push_back(spike);
    law.single.push_back(1);
    open = spike.to;
  }
  close(1.0);
  // The code of a cell, and that of missing cells, fit a byte.
  constexpr std::size_t most_cells = 253;
  return law.cells.size() <= most_cells || few ? law : cut_places(task, cells / 2);
}

/// The cell of each row of a task, an entry for each row of `task.table`.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> cells_of_rows(const conditional_task& task,
                                                                           const cell_law& law) {
  std::vector<std::uint32_t> out(task.table.rows(), 0);
  for (const std::uint32_t row : task.rows) {
    const auto after = std::upper_bound(law.cells.begin(), law.cells.end(), task.places[row],
                                        [](double place, const place_range& cell) { return place < cell.to; });
    out[row] = static_cast<std::uint32_t>(
        std::min<std::size_t>(static_cast<std::size_t>(after - law.cells.begin()), law.cells.size() - 1));
  }
  return out;
}

/// Places of cells on an axis where rare ones get more room than they have rows: by the square root of their shares.
STANDIN_LAZY [[nodiscard]] inline std::vector<double> axis_of(const std::vector<place_range>& cells) {
  std::vector<double> places;
  double at = 0.0;
  for (const place_range& cell : cells) {
    const double width = std::sqrt(cell.to - cell.from);
    places.push_back(at + width / 2.0);
    at += width;
  }
  for (double& place : places) place /= at;
  return places;
}

/// Places of parts that are equally wide.
STANDIN_LAZY [[nodiscard]] inline std::vector<double> even_places(std::size_t parts) {
  std::vector<double> places;
  for (std::size_t i = 0; i < parts; ++i) places.push_back((static_cast<double>(i) + 0.5) / static_cast<double>(parts));
  return places;
}

/// A task's predictors and the column that is its own.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> with_scratch(const conditional_task& task) {
  std::vector<std::uint32_t> columns(task.predictors.begin(), task.predictors.end());
  columns.push_back(task.scratch);
  return columns;
}

/// Mean log-density that the widths of cells alone give.
STANDIN_LAZY [[nodiscard]] inline double density_of_cells(const conditional_task& task, const cell_law& law,
                                                          std::span<const std::uint32_t> cells) {
  double sum = 0.0;
  for (const std::uint32_t row : task.rows) {
    const place_range& cell = law.cells[cells[row]];
    sum -= std::log(cell.to - cell.from);
  }
  return task.rows.empty() ? 0.0 : sum / static_cast<double>(task.rows.size());
}

}  // namespace detail

}  // namespace standin::inline v0_1
