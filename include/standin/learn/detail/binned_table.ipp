// SPDX-License-Identifier: MIT
/// \file
/// Where columns are cut, and the coding of their cells.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

struct binned_value {
  double value;
  std::size_t rows;
};

/// The distinct values of up to `limit` rows in ascending order.
STANDIN_LAZY inline std::vector<binned_value> count_values(const plain_column& column, std::size_t rows,
                                                           std::size_t limit) {
  const std::size_t looked_at = std::min(rows, limit);
  std::vector<double> sorted;
  sorted.reserve(looked_at);
  for (std::size_t i = 0; i < looked_at; ++i) {
    const std::size_t row = looked_at == rows ? i : i * rows / looked_at;
    const double value = column.numbers[row];
    if (column.has(row) && value == value) sorted.push_back(value == 0.0 ? 0.0 : value);  // -0 is 0
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<binned_value> counted;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i + 1;
    while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
    counted.push_back({sorted[i], end - i});
    i = end;
  }
  return counted;
}

/// How many runs of values lie between and around the values with at least `rows` rows, and how many such there are.
STANDIN_LAZY inline std::pair<std::size_t, std::size_t> count_runs(std::span<const binned_value> values, double rows) {
  std::size_t runs = 0;
  std::size_t atoms = 0;
  bool in_run = false;
  for (const binned_value& v : values) {
    const bool atom = static_cast<double>(v.rows) >= rows;
    if (atom) ++atoms;
    if (!atom && !in_run) ++runs;
    in_run = !atom;
  }
  return {runs, atoms};
}

/// The places where bins begin, 0 left out: at most `bins` of them, a bin for each atom.
STANDIN_LAZY inline std::vector<std::size_t> cut_values(std::span<const binned_value> values, std::size_t bins) {
  std::vector<std::size_t> cuts;
  if (values.size() <= bins) {
    for (std::size_t i = 1; i < values.size(); ++i) cuts.push_back(i);
    return cuts;
  }
  std::size_t total = 0;
  for (const binned_value& v : values) total += v.rows;
  double atom_rows = static_cast<double>(total) / static_cast<double>(bins);
  std::pair<std::size_t, std::size_t> found = count_runs(values, atom_rows);
  while (found.first + found.second > bins) {
    atom_rows *= 1.125;
    found = count_runs(values, atom_rows);
  }
  std::size_t shared_rows = 0;  // by values that are no atoms
  for (const binned_value& v : values) {
    if (static_cast<double>(v.rows) < atom_rows) shared_rows += v.rows;
  }
  const std::size_t spare = bins - found.first - found.second;
  for (std::size_t i = 0; i < values.size();) {
    if (i > 0) cuts.push_back(i);
    if (static_cast<double>(values[i].rows) >= atom_rows) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::size_t run_rows = 0;
    for (; end < values.size() && static_cast<double>(values[end].rows) < atom_rows; ++end)
      run_rows += values[end].rows;
    const std::size_t parts = 1 + spare * run_rows / shared_rows;
    std::size_t part = 1;
    std::size_t before = 0;
    for (; i < end; ++i) {
      // A value that reaches over the border belongs where the larger part of its rows lies.
      if (part < parts && before > 0 && (2 * before + values[i].rows) * parts > 2 * part * run_rows) {
        if (cuts.empty() || cuts.back() != i) cuts.push_back(i);
        while (part < parts && (2 * before + values[i].rows) * parts > 2 * part * run_rows) ++part;
      }
      before += values[i].rows;
    }
  }
  return cuts;
}

/// A number in [a, b), in the middle where it can be.
STANDIN_LAZY inline double between(double a, double b) {
  const double middle = 0.5 * a + 0.5 * b;
  return middle >= a && middle < b ? middle : a;
}

}  // namespace detail

STANDIN_LAZY_INLINE column_binning::column_binning(const plain_column& column, std::size_t rows,
                                                   const binning_options& options) {
  if (column.numeric()) {
    cut_numbers(column, rows, options);
  } else {
    cut_levels(column, rows, options);
  }
}

STANDIN_LAZY_INLINE void column_binning::cut_numbers(const plain_column& column, std::size_t rows,
                                                     const binning_options& options) {
  const std::vector<detail::binned_value> values = detail::count_values(column, rows, options.max_rows);
  const std::vector<std::size_t> cuts = detail::cut_values(values, options.max_bins - 1);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  codes_ = cuts.size() + 2;
  edges_.assign(255, std::numeric_limits<double>::infinity());
  low_.assign(codes_, nan);
  high_.assign(codes_, nan);
  std::size_t begin = 0;
  for (std::size_t k = 0; k <= cuts.size() && !values.empty(); ++k) {
    const std::size_t end = k < cuts.size() ? cuts[k] : values.size();
    low_[k + 1] = values[begin].value;
    high_[k + 1] = values[end - 1].value;
    if (k < cuts.size()) edges_[k] = detail::between(values[end - 1].value, values[end].value);
    begin = end;
  }
}

STANDIN_LAZY_INLINE void column_binning::cut_levels(const plain_column& column, std::size_t rows,
                                                    const binning_options& options) {
  const std::size_t bins = options.max_bins - 1;
  level_codes_.resize(column.levels);
  if (column.levels <= bins) {
    for (std::size_t level = 0; level < column.levels; ++level) {
      level_codes_[level] = static_cast<std::uint8_t>(level + 1);
    }
    codes_ = column.levels + std::size_t{1};
    return;
  }
  std::vector<std::size_t> count(column.levels, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (column.has(row)) ++count[column.codes[row]];
  }
  std::vector<std::uint32_t> order(column.levels);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return count[a] != count[b] ? count[a] > count[b] : a < b; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    level_codes_[order[i]] = static_cast<std::uint8_t>(std::min(i + 1, bins));
  }
  codes_ = bins + 1;
  grouped_ = true;
}

STANDIN_LAZY_INLINE binning::binning(const plain_table& table, const binning_options& options, executor_ref on) {
  if (options.max_bins < 3 || options.max_bins > 255) {
    throw invalid_option("binning, max_bins", "found " + std::to_string(options.max_bins), "3 to 255 will do");
  }
  if (options.max_rows < 2) {
    throw invalid_option("binning, max_rows", "found " + std::to_string(options.max_rows), "2 or more will do");
  }
  columns_.resize(table.columns.size());
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    columns_[j] = column_binning(table.columns[j], table.rows, options);
  });
}

STANDIN_LAZY_INLINE binned_table binning::apply(const plain_table& table, executor_ref on) const {
  if (table.columns.size() != columns_.size()) {
    throw schema_error(
        "binning",
        std::to_string(table.columns.size()) + " columns where " + std::to_string(columns_.size()) + " were learned",
        "give a table with the same columns");
  }
  std::vector<std::uint16_t> codes(columns_.size());
  std::vector<bool> ordered(columns_.size());
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    if (table.columns[j].numeric() != columns_[j].numeric()) {
      throw schema_error(
          "binning, column " + std::string(table.columns[j].name),
          columns_[j].numeric() ? "levels where numbers were learned" : "numbers where levels were learned",
          "give a table with the same columns");
    }
    codes[j] = static_cast<std::uint16_t>(columns_[j].codes());
    ordered[j] = columns_[j].numeric();
  }
  binned_table binned(table.rows, std::move(codes), std::move(ordered));
  constexpr std::size_t grain = 1 << 16;
  const std::size_t chunks = (table.rows + grain - 1) / grain;
  parallel_for(on, chunks * columns_.size(), 1, [&](std::size_t task, std::size_t) {
    const std::size_t j = task % columns_.size();
    const std::size_t begin = task / columns_.size() * grain;
    const std::size_t end = std::min(table.rows, begin + grain);
    const plain_column& column = table.columns[j];
    const column_binning& cut = columns_[j];
    const std::span<std::uint8_t> cells = binned.column(j);
    if (cut.numeric()) {
      for (std::size_t row = begin; row < end; ++row) cells[row] = cut.code(column.numbers[row]);
    } else {
      for (std::size_t row = begin; row < end; ++row) cells[row] = cut.code(column.codes[row]);
    }
    if (!column.present.empty()) {
      for (std::size_t row = begin; row < end; ++row) {
        if (!column.has(row)) cells[row] = missing_code;
      }
    }
  });
  return binned;
}

}  // namespace standin::inline v0_1
