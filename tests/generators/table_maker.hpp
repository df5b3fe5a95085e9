// SPDX-License-Identifier: MIT
/// \file
/// Tables whose columns are made by formula, for truths that are known.
#pragma once

#include <standin/data/table.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::test {

inline double normal_of(random::stream& draws) {
  return random::normal_quantile(draws.open_uniform());
}

/// Columns by formula: draws belong to rows.
class table_maker {
 public:
  table_maker(std::size_t rows, std::uint64_t seed) : rows_(rows), seed_(seed) {}

  template <class Formula>
  std::vector<double> numbers(std::string name, Formula formula) {
    std::vector<double> cells = each(formula);
    specs_.push_back({.name = std::move(name)});
    columns_.emplace_back(cells);
    return cells;
  }
  template <class Formula>
  std::vector<double> levels(std::string name, std::uint32_t count, Formula formula) {
    std::vector<double> cells = each(formula);
    std::vector<std::uint32_t> codes;
    for (const double cell : cells) codes.push_back(static_cast<std::uint32_t>(cell));
    std::vector<std::string> names;
    for (std::uint32_t k = 0; k < count; ++k) names.push_back("level " + std::to_string(k));
    specs_.push_back({.name = std::move(name), .kind = column_kind::categorical});
    columns_.push_back(column::categorical(codes, names));
    return cells;
  }
  table make() && { return {table_schema(std::move(specs_)), std::move(columns_)}; }

 private:
  template <class Formula>
  std::vector<double> each(Formula formula) {
    std::vector<double> cells(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      random::stream draws({.seed = seed_, .domain = specs_.size() + 1}, random::purpose::sample, row);
      cells[row] = formula(row, draws);
    }
    return cells;
  }

  std::size_t rows_;
  std::uint64_t seed_;
  std::vector<column_spec> specs_{};
  std::vector<column> columns_{};
};

}  // namespace standin::test
