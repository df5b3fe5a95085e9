// SPDX-License-Identifier: MIT
/// \file
/// A law to draw tables from, and synthetic tables that are wrong in one way each.
#pragma once

#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/data/dataset.hpp>
#include <standin/random/shuffle.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin {

/// Rows of one law: a number, another one near it, a level that depends on both, holes, and targets. One level is rare.
inline table law(std::uint64_t seed, std::uint64_t side, std::size_t rows) {
  random::stream bits = bits_of(seed, side);
  std::vector<double> x(rows), y(rows), z(rows), income(rows);
  std::string kind, answer;
  for (std::size_t i = 0; i < rows; ++i) {
    x[i] = bits.uniform();
    y[i] = x[i] + 0.2 * bits.uniform();
    z[i] = bits.uniform() < 0.1 ? none : bits.uniform();
    const double u = bits.uniform();
    kind += u < 0.02 ? 'r' : y[i] > 0.6 ? (u < 0.9 ? 'a' : 'b') : (u < 0.5 ? 'b' : 'c');
    answer += bits.uniform() < x[i] ? 'y' : 'n';
    income[i] = 3.0 * x[i] + (kind.back() == 'a' ? 1.0 : 0.0) + bits.uniform();
  }
  return table_of({{"x", numbers(x)},
                   {"y", numbers(y)},
                   {"z", numbers(z)},
                   {"kind", letters(kind)},
                   {"answer", letters(answer)},
                   {"income", numbers(income)}});
}

/// Each column of another table in an order of its own.
inline table independent_columns(const table& from, std::uint64_t seed) {
  std::vector<column_spec> specs(from.schema().begin(), from.schema().end());
  std::vector<column> columns;
  for (std::size_t j = 0; j < specs.size(); ++j) {
    const auto order = random::shuffled_indices({seed, j}, from.rows());
    const table_view shuffled = table_view(from).select_rows(order);
    columns.push_back(to_table(shuffled).stored(j));
  }
  return {table_schema(std::move(specs)), std::move(columns)};
}

/// The rows of a table, drawn with replacement.
inline table resampled(const table& from, std::uint64_t seed) {
  random::stream bits = bits_of(seed, 9);
  std::vector<std::size_t> rows(from.rows());
  for (std::size_t& row : rows) row = static_cast<std::size_t>(random::uniform_index(bits, from.rows()));
  return to_table(table_view(from).select_rows(rows));
}

/// A way to be wrong.
enum class fault : std::uint8_t {
  nothing,          ///< fresh rows of the law
  shifted_column,   ///< x is 0.1 too large, a third of its standard deviation
  wrong_spread,     ///< x lies 1.3 times as far from its mean
  lost_rare_level,  ///< kind never is what it is in 2 % of the rows
  broken_pair,      ///< y stands beside any x
  copied_rows,      ///< rows of train, drawn with replacement
  collapsed_mode    ///< a tenth of the rows, over and over
};

inline constexpr std::array<std::pair<fault, std::string_view>, 7> faults{{{fault::nothing, "fresh rows"},
                                                                           {fault::shifted_column, "shifted column"},
                                                                           {fault::wrong_spread, "wrong spread"},
                                                                           {fault::lost_rare_level, "lost rare level"},
                                                                           {fault::broken_pair, "broken pair"},
                                                                           {fault::copied_rows, "copied rows"},
                                                                           {fault::collapsed_mode, "collapsed mode"}}};

/// Some cells of a column of numbers changed.
template <class Change>
table with_numbers(table of, std::size_t column_index, Change change) {
  const table_schema schema = of.schema();
  std::vector<column> columns = std::move(of).release();
  for (double& cell : columns[column_index].cells<double>()) cell = change(cell);
  return {schema, std::move(columns)};
}

/// Synthetic rows of a law with one fault.
inline table faulty(fault which, std::uint64_t seed, const table& train, std::size_t rows) {
  table fresh = law(seed, 2, rows);
  switch (which) {
    case fault::nothing: break;
    case fault::shifted_column: return with_numbers(std::move(fresh), 0, [](double x) { return x + 0.1; });
    case fault::wrong_spread: return with_numbers(std::move(fresh), 0, [](double x) { return 0.5 + 1.3 * (x - 0.5); });
    case fault::lost_rare_level: {
      const table more = law(seed, 2, 2 * rows);
      const column_view kind = table_view(more).column(3);
      std::vector<std::size_t> kept;
      for (std::size_t i = 0; kept.size() < rows; ++i)
        if (kind.text(i) != "r") kept.push_back(i);
      return to_table(table_view(more).select_rows(kept));
    }
    case fault::broken_pair: {
      const std::vector<column_spec> specs(fresh.schema().begin(), fresh.schema().end());
      const table other = law(seed, 3, rows);
      std::vector<column> columns = std::move(fresh).release();
      columns[1] = other.stored(1);
      return {table_schema(specs), std::move(columns)};
    }
    case fault::copied_rows: return resampled(train, seed);
    case fault::collapsed_mode: {
      std::vector<std::size_t> few;
      for (std::size_t i = 0; i < rows; ++i) few.push_back(i % (rows / 10));
      return to_table(table_view(fresh).select_rows(few));
    }
  }
  return fresh;
}

}  // namespace standin
