// SPDX-License-Identifier: MIT
/// \file
/// Tables to fit generators to, and what to compare samples by.
#pragma once

#include <standin/data/table.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::test {

/// Every kind of column, with holes that come together: numbers with long tails and spikes, whole numbers, prices,
/// categories, booleans, days, texts, and a column without any value.
inline table mixed_table(std::size_t rows, std::uint64_t seed = 1) {
  std::vector<double> income(rows), price(rows);
  std::vector<std::int32_t> age(rows);
  std::vector<std::int64_t> visit(rows);
  std::vector<float> weight(rows);
  std::vector<std::uint8_t> member(rows);
  std::vector<std::uint32_t> colour(rows), district(rows);
  std::vector<std::string> note(rows), districts;
  validity has_price(rows, false), has_visit(rows, false), none(rows, false);
  for (int i = 0; i < 300; ++i) districts.push_back("district " + std::to_string(i));
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draw({.seed = seed}, random::purpose::noise, row);
    const double u = draw.open_uniform();
    income[row] = draw.uniform() < 0.3 ? 0 : std::exp(10 + random::normal_quantile(u));
    price[row] = std::round(draw.uniform() * 10'000) / 100;
    age[row] = static_cast<std::int32_t>(18 + 60 * draw.uniform());
    visit[row] = 18'000 + static_cast<std::int64_t>(draw.uniform() * 1000) * 7;
    weight[row] = static_cast<float>(50 + 50 * draw.uniform());
    member[row] = draw.uniform() < 0.2 ? 1 : 0;
    colour[row] = static_cast<std::uint32_t>(3 * draw.uniform() * draw.uniform());
    district[row] = static_cast<std::uint32_t>(300 * draw.uniform());
    note[row] = "a text of row " + std::to_string(row);
    const bool gone = draw.uniform() < 0.1;  // price and visit are missing together, and a few visits alone
    has_price.set(row, !gone);
    has_visit.set(row, !gone && draw.uniform() > 0.02);
  }
  std::vector<column> columns{column(income),
                              column(price, has_price),
                              column(age),
                              column(visit, has_visit),
                              column(weight),
                              column::booleans(member),
                              column::categorical(colour, {"red", "green", "blue"}),
                              column::categorical(district, districts),
                              column(note, has_visit),
                              column(std::vector<double>(rows), none)};
  return {{{"income"},
           {"price"},
           {"age"},
           {"visit", column_kind::datetime, time_unit::day},
           {"weight"},
           {"member", column_kind::boolean},
           {"colour", column_kind::categorical},
           {"district", column_kind::categorical},
           {"note", column_kind::text},
           {"empty"}},
          std::move(columns)};
}

/// All cells as they are stored and which are there, row by row, so that tables can be put one after the other.
inline std::string bytes_of(const table& t) {
  std::string bytes;
  const auto add = [&bytes](const auto& cell) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(cell)>, std::string>)
      bytes += cell + '\0';
    else
      bytes.append(reinterpret_cast<const char*>(&cell), sizeof cell);
  };
  for (std::size_t row = 0; row < t.rows(); ++row)
    for (std::size_t c = 0; c < t.schema().size(); ++c) {
      const column& of = t.stored(c);
      bytes += of.present().test(row) ? '1' : '0';
      switch (of.element()) {
        case element_type::float64: add(of.cells<double>()[row]); break;
        case element_type::float32: add(of.cells<float>()[row]); break;
        case element_type::int64: add(of.cells<std::int64_t>()[row]); break;
        case element_type::int32: add(of.cells<std::int32_t>()[row]); break;
        case element_type::uint32: add(of.cells<std::uint32_t>()[row]); break;
        case element_type::uint16: add(of.cells<std::uint16_t>()[row]); break;
        case element_type::boolean:
        case element_type::uint8: add(of.cells<std::uint8_t>()[row]); break;
        case element_type::string: add(of.cells<std::string>()[row]); break;
      }
    }
  return bytes;
}

}  // namespace standin::test
