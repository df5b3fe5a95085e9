// SPDX-License-Identifier: MIT
/// \file
/// Small tables, and what to compare them by.
#pragma once

#include <standin/data/table.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/prepare/constraint_parser.hpp>
#include <standin/prepare/constraints.hpp>
#include <standin/random/stream.hpp>

#include "data/bits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::test {

/// Rows in which each rule by itself has to hold: a hundred thousand, or what the environment variable
/// STANDIN_PROOF_ROWS says.
inline std::size_t many_rows() {
  const char* const wanted = std::getenv("STANDIN_PROOF_ROWS");
  return wanted != nullptr ? static_cast<std::size_t>(std::strtoull(wanted, nullptr, 10)) : 100'000;
}

inline const std::size_t many = many_rows();

/// A number from 0 to 1 for each row, of as many columns as are wanted.
inline double draw(std::size_t row, int which) {
  return random::stream({.seed = static_cast<std::uint64_t>(which)}, random::purpose::noise, row).uniform();
}

/// Columns, elements and cells are the same.
inline void expect_same(const table& a, const table& b) {
  ASSERT_EQ(a.schema(), b.schema());
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t c = 0; c < a.schema().size(); ++c) {
    EXPECT_EQ(a.stored(c).element(), b.stored(c).element()) << a.schema()[c].name;
    for (std::size_t row = 0; row < a.rows(); ++row) {
      const column_view x = a.column(c);
      const column_view y = b.column(c);
      ASSERT_EQ(x.missing(row), y.missing(row)) << a.schema()[c].name << ", row " << row;
      if (x.missing(row)) continue;
      if (x.element == element_type::string || x.kind == column_kind::categorical)
        ASSERT_EQ(x.text(row), y.text(row)) << a.schema()[c].name << ", row " << row;
      else if (x.element == element_type::int64)
        ASSERT_EQ(x.cell<std::int64_t>(row), y.cell<std::int64_t>(row)) << a.schema()[c].name << ", row " << row;
      else
        ASSERT_EQ(x.number(row), y.number(row)) << a.schema()[c].name << ", row " << row;
    }
  }
}

inline prepare::constraints parse_all(std::initializer_list<std::string_view> texts) {
  std::vector<prepare::constraint> all;
  for (const std::string_view text : texts) all.push_back(prepare::parse_constraint(text));
  return prepare::constraints(std::move(all));
}

/// Writes the table in the free form and back.
inline table there_and_back(const table& t, std::initializer_list<std::string_view> texts) {
  const prepare::fitted_constraints fitted = parse_all(texts).fit(t);
  const table free = fitted.apply(t);
  EXPECT_EQ(free.schema(), fitted.free_schema(t.schema()));
  return fitted.restore(free, {});
}

/// Rows of a model that knows of no two columns that they belong together: the constraints alone keep the rules.
inline table sample_of(const table& t, std::initializer_list<std::string_view> texts, std::size_t rows,
                       std::uint64_t seed = 1) {
  return independent<>{}.fit(t, {.steps = {parse_all(texts)}}).sample(rows, {.seed = seed});
}

/// sup |F_a - F_b| of two columns of numbers or date-times, over the cells that are there.
inline double ks(const table& a, const table& b, std::string_view column) {
  std::map<double, std::pair<double, double>> counts;
  double n_a = 0, n_b = 0;
  for (std::size_t row = 0; row < a.rows(); ++row)
    if (const double x = a.column(column).number(row); x == x) ++counts[x].first, ++n_a;
  for (std::size_t row = 0; row < b.rows(); ++row)
    if (const double x = b.column(column).number(row); x == x) ++counts[x].second, ++n_b;
  double f_a = 0, f_b = 0, most = 0;
  for (const auto& [x, n] : counts) {
    f_a += n.first / n_a;
    f_b += n.second / n_b;
    most = std::max(most, std::abs(f_a - f_b));
  }
  return most;
}

/// Half the sum of the differences of the shares of each text.
inline double tv(const table& a, const table& b, std::string_view column) {
  std::map<std::string, double> difference;
  for (std::size_t row = 0; row < a.rows(); ++row)
    difference[std::string(a.column(column).text(row))] += 1.0 / static_cast<double>(a.rows());
  for (std::size_t row = 0; row < b.rows(); ++row)
    difference[std::string(b.column(column).text(row))] -= 1.0 / static_cast<double>(b.rows());
  double sum = 0;
  for (const auto& [text, d] : difference) sum += std::abs(d);
  return sum / 2;
}

}  // namespace standin::test
