// SPDX-License-Identifier: MIT
/// \file
/// How models of `forest` are written and read.
#pragma once

#include <standin/io/detail/histogram_tree_json.hpp>
#include <standin/io/models/forest.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail {

/// Reads and writes the laws of a column.
class forest_format {
 public:
  [[nodiscard]] static json write(const leaf_laws& laws) {
    std::vector<std::size_t> counts;
    std::vector<std::uint32_t> cells;
    for (std::size_t leaf = 0; leaf < laws.leaves(); ++leaf) {
      counts.push_back(laws.cells(leaf).size());
      for (const leaf_cell& cell : laws.cells(leaf)) {
        cells.push_back(cell.first);
        cells.push_back(cell.end - cell.first);
        cells.push_back(cell.rows);
      }
    }
    return {{"smoothing", laws.smoothing()}, {"counts", std::move(counts)}, {"cells", std::move(cells)}};
  }

  [[nodiscard]] static leaf_laws read_laws(const json_reader& from) {
    const std::vector<std::uint32_t> numbers = read_whole(from["cells"]);
    if (numbers.size() % 3 != 0) from["cells"].fail("three numbers a cell are expected");
    std::vector<leaf_cell> cells;
    cells.reserve(numbers.size() / 3);
    for (std::size_t k = 0; k < numbers.size(); k += 3)
      cells.push_back({numbers[k], numbers[k] + numbers[k + 1], numbers[k + 2]});
    std::vector<std::uint32_t> begin = {0};
    for (const std::uint32_t count : read_whole(from["counts"])) {
      if (count > cells.size() - begin.back()) from["counts"].fail("there are fewer cells");
      begin.push_back(begin.back() + count);
    }
    return {std::move(begin), std::move(cells), from["smoothing"].number()};
  }

  [[nodiscard]] static std::vector<std::uint32_t> read_whole(const json_reader& from) {
    constexpr double most = 0x1p30;
    std::vector<std::uint32_t> out;
    for (const double number : from.numbers()) {
      if (!(number >= 0.0 && number <= most) || number != std::floor(number)) from.fail("whole numbers are expected");
      out.push_back(static_cast<std::uint32_t>(number));
    }
    return out;
  }
};

}  // namespace detail

STANDIN_INLINE json model_traits<forest_model>::write(const forest_model& model) {
  json trees = json::array();
  for (const histogram_tree& tree : model.trees()) trees.push_back(detail::write_tree(tree));
  json columns = json::array();
  for (const forest_column& column : model.columns()) {
    json out{{"laws", detail::forest_format::write(column.laws)}, {"edges", column.edges}};
    if (column.numeric()) {
      out["values"] = model_traits<empirical_marginal::fitted>::write(*column.values);
      out["cuts"] = column.cuts;
    } else {
      out["codes"] = column.level_codes;
    }
    if (!column.present.empty()) {
      out["pattern"] = column.pattern;
      out["present"] = column.present;
    }
    columns.push_back(std::move(out));
  }
  return {
      {"trees", std::move(trees)},
      {"leaf_rows", std::vector<std::uint32_t>(model.leaf_rows().begin(), model.leaf_rows().end())},
      {"accuracies", std::vector<double>(model.accuracies().begin(), model.accuracies().end())},
      {"columns", std::move(columns)},
  };
}

STANDIN_INLINE forest_model model_traits<forest_model>::read(const json_reader& from) {
  using format_type = detail::forest_format;
  const std::vector<json_reader> elements = from["columns"].elements();
  std::vector<forest_column> columns;
  for (const json_reader& element : elements) {
    forest_column column;
    column.laws = format_type::read_laws(element["laws"]);
    column.edges = element["edges"].numbers();
    if (element.has("values")) {
      column.values.emplace(model_traits<empirical_marginal::fitted>::read(element["values"]));
      column.cuts = element["cuts"].numbers();
    } else {
      for (const json_reader& code : element["codes"].elements())
        column.level_codes.push_back(code.integer<std::uint8_t>());
    }
    if (element.has("present")) {
      column.pattern = element["pattern"].integer<std::uint32_t>();
      for (const json_reader& there : element["present"].elements())
        column.present.push_back(there.integer<std::uint8_t>(0, 2));
      if (column.present.empty()) element["present"].fail("an entry for each pattern is expected");
    }
    columns.push_back(std::move(column));
  }
  std::vector<histogram_tree> trees;
  for (const json_reader& tree : from["trees"].elements()) trees.push_back(detail::read_tree(tree, columns.size()));
  return {std::move(columns), std::move(trees), format_type::read_whole(from["leaf_rows"]),
          from["accuracies"].numbers()};
}

}  // namespace standin::inline v0_1::io
