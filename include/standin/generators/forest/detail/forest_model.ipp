// SPDX-License-Identifier: MIT
/// \file
/// What a forest asks of its parts, how rows are drawn from leaves, and what leaves say of densities.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/detail/forest_boxes.hpp>
#include <standin/generators/forest/forest_model.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_INLINE forest_model::forest_model(std::vector<forest_column> columns, std::vector<histogram_tree> trees,
                                          std::vector<std::uint32_t> leaf_rows, std::vector<double> accuracies)
    : columns_(std::move(columns)),
      trees_(std::move(trees)),
      leaf_rows_(std::move(leaf_rows)),
      accuracies_(std::move(accuracies)) {
  check();
  for (const forest_column& column : columns_) units_.emplace_back(column.level_codes);
  boxes_ = detail::boxes_of(trees_, columns_);
  draw_leaf_.emplace(std::vector<std::uint64_t>(leaf_rows_.begin(), leaf_rows_.end()));
}

STANDIN_INLINE void forest_model::check() const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  std::size_t leaves = 0;
  std::uint64_t of_all = 0;
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    check_tree(trees_[t]);
    require(trees_[t].leaves() <= leaf_rows_.size() - leaves, "there are fewer rows than leaves");
    std::uint64_t of_tree = 0;
    for (std::size_t k = 0; k < trees_[t].leaves(); ++k) {
      require(leaf_rows_[leaves + k] > 0, "a leaf has no row");
      of_tree += leaf_rows_[leaves + k];
    }
    require(t == 0 || of_tree == of_all, "trees have grown on different numbers of rows");
    of_all = of_tree;
    leaves += trees_[t].leaves();
  }
  require(!trees_.empty() && leaves == leaf_rows_.size(), "there are no trees, or not so many leaves");
  for (const forest_column& column : columns_) {
    check_column(column);
    require(column.laws.leaves() == leaves, "a column has no law for some leaf");
  }
}

STANDIN_INLINE void forest_model::check_tree(const histogram_tree& tree) const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  std::vector<bool> seen(tree.nodes().size(), false);
  std::vector<std::uint32_t> open{0};
  std::uint32_t leaves = 0;
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    require(node < seen.size() && !seen[node], "a tree's nodes don't form a tree");
    seen[node] = true;
    const tree_node& at = tree.nodes()[node];
    if (at.child == 0) {
      require(at.content == leaves, "a tree's leaves aren't numbered from left to right");
      ++leaves;
      continue;
    }
    require(at.column < columns_.size(), "a question is about a column that isn't there");
    open.push_back(at.child + 1);
    open.push_back(at.child);
  }
  require(leaves == tree.leaves(), "a tree has other leaves than it says");
}

STANDIN_INLINE void forest_model::check_column(const forest_column& column) const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  require(column.edges.size() >= 2 && column.edges.front() == 0.0 && column.edges.back() == 1.0 &&
              std::is_sorted(column.edges.begin(), column.edges.end()),
          "the places of a column don't go from 0 to 1");
  const std::size_t units = column.edges.size() - 1;
  if (column.numeric()) {
    require(column.level_codes.empty() && column.cuts.size() + 1 == units && units <= 255 &&
                std::is_sorted(column.cuts.begin(), column.cuts.end()),
            "numbers are cut in another way than their places");
  } else {
    require(column.level_codes.size() == units, "levels have no places, or too many");
  }
  if (!column.present.empty())
    require(column.pattern < columns_.size() && columns_[column.pattern].levels() == column.present.size(),
            "a column is governed by a pattern that isn't there");
  for (std::size_t leaf = 0; leaf < column.laws.leaves(); ++leaf)
    for (const leaf_cell& cell : column.laws.cells(leaf))
      require(cell.end <= units && column.edges[cell.first] < column.edges[cell.end],
              "a law is about values that don't occur");
}

STANDIN_INLINE std::uint32_t forest_model::unit_at(std::size_t column, double place) const noexcept {
  const std::vector<double>& edges = columns_[column].edges;
  const auto above = std::upper_bound(edges.begin(), edges.end(), place);
  const std::ptrdiff_t unit = std::max<std::ptrdiff_t>(above - edges.begin() - 1, 0);
  return static_cast<std::uint32_t>(std::min(unit, static_cast<std::ptrdiff_t>(edges.size()) - 2));
}

STANDIN_INLINE void forest_model::put(plain_rows& out, std::size_t column, std::size_t i, double place) const {
  if (!columns_[column].numeric()) {
    out.codes[column][i] = units_[column].level_of[unit_at(column, place)];
    return;
  }
  constexpr double end = 1e-15;
  out.numbers[column][i] = columns_[column].values->quantile(place > end ? std::min(place, 1.0 - end) : end);
}

STANDIN_INLINE void forest_model::sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
  const std::size_t width = columns_.size();
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t row = first_row + i;
    const std::uint32_t leaf = (*draw_leaf_)(random::cell_word(from, random::purpose::sample, row, width));
    for (std::size_t c = 0; c < width; ++c)
      put(out, c, i, law(c, leaf).draw(random::cell_uniform(from, random::purpose::sample, row, c)));
  }
}

STANDIN_INLINE void forest_model::log_densities(const plain_table& plain, std::span<double> out,
                                                executor_ref on) const {
  const std::size_t width = columns_.size();
  if (plain.columns.size() != width)
    throw schema_error("forest_model", "the table has " + std::to_string(plain.columns.size()) + " columns",
                       "give it the " + std::to_string(width) + " that were fitted");
  double all_rows = 0.0;
  for (const std::uint32_t n : leaf_rows_) all_rows += static_cast<double>(n);
  constexpr std::size_t task = 256;
  parallel_for(on, plain.rows, task, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint8_t> codes(width);
    std::vector<double> places(width);
    for (std::size_t row = begin; row < end; ++row) {
      double own = 0.0;
      for (std::size_t c = 0; c < width; ++c) {
        const plain_column& column = plain.columns[c];
        const forest_column& of = columns_[c];
        codes[c] = missing_code;
        if (!column.has(row)) continue;
        if (of.numeric()) {
          const double x = column.numbers[row];
          codes[c] = code_of_number(of.cuts, x);
          // Within its unit, whatever rounding and the ends of pieces say.
          const place_interval unit{of.edges[codes[c] - 1U], of.edges[codes[c]]};
          const double place = of.values->cdf_below(x) + (of.values->cdf(x) - of.values->cdf_below(x)) / 2.0;
          places[c] = std::clamp(place, unit.from, unit.at(1.0));
          own += detail::log_of(of.values->density(x));
        } else if (column.codes[row] < of.levels()) {
          codes[c] = of.level_codes[column.codes[row]];
          const std::uint32_t unit = units_[c].unit_of[column.codes[row]];
          places[c] = of.edges[unit];
          own += detail::log_of(of.edges[unit + 1] - of.edges[unit]);
        } else {
          own = -std::numeric_limits<double>::infinity();
        }
      }
      double sum = 0.0;
      double largest = -std::numeric_limits<double>::infinity();
      std::size_t first = 0;
      for (const histogram_tree& tree : trees_) {
        const std::size_t leaf = first + tree.leaf([&](std::size_t c) { return codes[c]; });
        first += tree.leaves();
        double log_density = std::log(static_cast<double>(leaf_rows_[leaf]) / all_rows);
        for (std::size_t c = 0; c < width; ++c)
          if (plain.columns[c].has(row)) log_density += detail::log_of(law(c, leaf).density(places[c]));
        if (!(log_density > -std::numeric_limits<double>::infinity())) continue;
        if (log_density > largest) {
          sum = sum * std::exp(largest - log_density) + 1.0;
          largest = log_density;
        } else {
          sum += std::exp(log_density - largest);
        }
      }
      out[row] = sum > 0.0 ? own + largest + std::log(sum) : -std::numeric_limits<double>::infinity();
    }
  });
}

}  // namespace standin::inline v0_1
