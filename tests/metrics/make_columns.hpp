// SPDX-License-Identifier: MIT
/// \file
/// Short ways to write columns in tests.
#pragma once

#include "core/extreme_numbers.hpp"

#include <standin/data/table.hpp>
#include <standin/metrics/metric.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standin {

constexpr double none = nan;

/// A column that knows its kind and turns into a view of itself.
class test_column {
 public:
  test_column(column_kind kind, standin::column cells) : kind_(kind), cells_(std::move(cells)) {}
  operator column_view() const { return cells_.view(kind_); }  // NOLINT(google-explicit-constructor)

  [[nodiscard]] column_kind kind() const { return kind_; }
  [[nodiscard]] const standin::column& cells() const { return cells_; }

 private:
  column_kind kind_;
  standin::column cells_;
};

/// Two of them, as a view of a pair.
struct two_columns {
  test_column x;
  test_column y;
  operator column_pair() const { return {x, y}; }  // NOLINT(google-explicit-constructor)
};

/// Numbers; `none` is missing.
inline test_column numbers(std::vector<double> cells) {
  return {column_kind::numeric, column(std::move(cells))};
}

inline test_column integers(std::vector<std::int64_t> cells) {
  return {column_kind::numeric, column(std::move(cells))};
}

/// Date-times in ticks; nothing is missing.
inline test_column moments(const std::vector<std::optional<std::int64_t>>& cells) {
  std::vector<std::int64_t> ticks;
  validity present(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    ticks.push_back(cells[row].value_or(0));
    present.set(row, cells[row].has_value());
  }
  return {column_kind::datetime, column(std::move(ticks), std::move(present))};
}

/// Levels in the order in which they come first; "-" is missing.
inline test_column levels(const std::vector<std::string>& cells) {
  std::vector<std::string> names;
  std::vector<std::uint32_t> codes;
  validity present(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    std::uint32_t code = 0;
    if (cells[row] == "-") {
      present.set(row, false);
    } else {
      while (code < names.size() && names[code] != cells[row]) ++code;
      if (code == names.size()) names.push_back(cells[row]);
    }
    codes.push_back(code);
  }
  return {column_kind::categorical, column::categorical(codes, std::move(names), std::move(present))};
}

/// One level a character; '-' is missing.
inline test_column letters(const std::string& cells) {
  std::vector<std::string> names;
  for (const char c : cells) names.emplace_back(1, c);
  return levels(names);
}

/// '0' and '1'; anything else is missing.
inline test_column flags(const std::string& cells) {
  std::vector<std::uint8_t> bytes;
  validity present(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    bytes.push_back(cells[row] == '1' ? 1 : 0);
    present.set(row, cells[row] == '0' || cells[row] == '1');
  }
  return {column_kind::boolean, column::booleans(std::move(bytes), std::move(present))};
}

inline test_column texts(std::vector<std::string> cells) {
  return {column_kind::text, column(std::move(cells))};
}

/// A table of named columns.
inline table table_of(const std::vector<std::pair<std::string, test_column>>& columns) {
  std::vector<column_spec> specs;
  std::vector<column> cells;
  for (const auto& [name, one] : columns) {
    specs.push_back({.name = name, .kind = one.kind()});
    cells.push_back(one.cells());
  }
  return {table_schema(std::move(specs)), std::move(cells)};
}

}  // namespace standin
