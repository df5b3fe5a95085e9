// SPDX-License-Identifier: MIT
/// \file
/// Marginals in model files: what the models of several generators have in common.
#pragma once

#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/io/model_traits.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::io {

/// Pieces of a marginal, as `[up_to, lower, upper]`.
template <>
struct model_traits<empirical_marginal::fitted> {
  static constexpr std::string_view name = "empirical";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const empirical_marginal::fitted& marginal) {
    json pieces = json::array();
    for (const auto& p : marginal.pieces()) pieces.push_back({p.up_to, p.lower, p.upper});
    return pieces;
  }

  [[nodiscard]] static empirical_marginal::fitted read(const json_reader& from) {
    std::vector<empirical_marginal::fitted::piece> pieces;
    for (const json_reader& element : from.elements()) {
      const std::vector<double> numbers = element.numbers();
      if (numbers.size() != 3) element.fail("three numbers are expected");
      pieces.push_back({numbers[0], numbers[1], numbers[2]});
    }
    return empirical_marginal::fitted(std::move(pieces));
  }
};

/// Counts of each level.
template <>
struct model_traits<level_marginal> {
  static constexpr std::string_view name = "levels";
  static constexpr int version = 1;

  [[nodiscard]] static json write(const level_marginal& marginal) {
    return std::vector<std::uint64_t>(marginal.counts().begin(), marginal.counts().end());
  }

  [[nodiscard]] static level_marginal read(const json_reader& from) {
    std::vector<std::uint64_t> counts;
    std::uint64_t rows = 0;
    for (const json_reader& element : from.elements()) {
      counts.push_back(element.integer<std::uint64_t>());
      if (counts.back() > (std::uint64_t{1} << 53) - rows) element.fail("there are more rows than can be counted");
      rows += counts.back();
    }
    if (rows == 0) from.fail("no level was ever seen");
    return level_marginal(std::move(counts));
  }
};

/// One marginal a column, each an object with the marginal's name as its key.
template <storable_model Numbers, storable_model Levels>
[[nodiscard]] json write_marginals(const std::vector<std::variant<Numbers, Levels>>& columns) {
  json all = json::array();
  for (const std::variant<Numbers, Levels>& column : columns)
    std::visit(
        [&all]<class Marginal>(const Marginal& marginal) {
          all.push_back({{std::string(model_traits<Marginal>::name), model_traits<Marginal>::write(marginal)}});
        },
        column);
  return all;
}

template <storable_model Numbers, storable_model Levels>
[[nodiscard]] std::vector<std::variant<Numbers, Levels>> read_marginals(const json_reader& from) {
  std::vector<std::variant<Numbers, Levels>> columns;
  for (const json_reader& column : from.elements()) {
    if (column.has(model_traits<Levels>::name))
      columns.emplace_back(model_traits<Levels>::read(column[model_traits<Levels>::name]));
    else
      columns.emplace_back(model_traits<Numbers>::read(column[model_traits<Numbers>::name]));
  }
  return columns;
}

}  // namespace standin::inline v0_1::io
