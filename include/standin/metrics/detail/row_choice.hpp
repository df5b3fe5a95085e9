// SPDX-License-Identifier: MIT
/// \file
/// What metrics of whole rows share: an order of columns and rows that is the tables' own, drawing rows, saying what is
/// lacking.
#pragma once

#include <standin/core/text.hpp>
#include <standin/learn/features.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// The random numbers of a metric's use.
inline random::source draws_of(const comparison& tables, std::string_view metric, std::string_view use) {
  return {tables.seed, random::hasher().add("metrics").add(metric).add(use).value()};
}

/// All rows in their order, or `most` of them drawn.
inline std::vector<std::size_t> some_rows(random::source draws, std::size_t rows, std::size_t most) {
  if (rows <= most) {
    std::vector<std::size_t> all(rows);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  std::vector<std::size_t> drawn = random::sample_indices(draws, rows, most);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

/// The places of all columns in the order of their names, so that it doesn't matter in which order the tables have
/// them: learners prefer the first of columns that are worth the same, and sums are rounded.
inline std::vector<std::size_t> all_columns(const comparison& tables) {
  const table_schema& schema = tables.train.schema();
  std::vector<std::size_t> columns(schema.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  std::sort(columns.begin(), columns.end(),
            [&](std::size_t a, std::size_t b) { return schema[a].name < schema[b].name; });
  return columns;
}

/// A hash of each row: equal rows have equal ones, others with probability 2^-64.
/// \param others  more columns of the same rows
template <std::same_as<feature_table>... Others>
std::vector<std::uint64_t> row_hashes(const feature_table& first, const Others&... others) {
  std::vector<random::hasher> hashes(first.rows());
  const auto add_cells = [&hashes](const feature_table& of) {
    for (const feature_table::column& column : of.columns()) {
      for (std::size_t row = 0; row < hashes.size(); ++row) {
        const bool there = column.present.empty() || ((column.present[row / 64] >> (row % 64)) & 1U) != 0;
        if (column.levels == 0) {
          hashes[row].add(column.numbers[row]);
        } else {
          hashes[row].add(there ? column.codes[row] : std::numeric_limits<std::uint32_t>::max());
        }
      }
    }
  };
  add_cells(first);
  (add_cells(others), ...);
  std::vector<std::uint64_t> out;
  out.reserve(hashes.size());
  for (const random::hasher& h : hashes) out.push_back(h.value());
  return out;
}

/// The rows in the order of their hashes: in whichever order a table has its rows, those that are drawn by their place
/// in this order are the same ones. Equal rows may change places, which changes nothing.
inline std::vector<std::size_t> order_of_rows(const std::vector<std::uint64_t>& hashes) {
  std::vector<std::size_t> order(hashes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return hashes[a] < hashes[b]; });
  return order;
}

/// Features for distances between rows of all tables: levels, and columns of at most 20 different numbers in train, are
/// codes, and no two levels share one, those of the holdout and of synthetic rows included.
inline feature_map features_for_distances(const comparison& tables) {
  feature_map map(tables.train, all_columns(tables), {.few_values = 20}, tables.executor);
  if (tables.holdout) map.learn_more(*tables.holdout, tables.executor);
  map.learn_more(tables.synthetic, tables.executor);
  return map;
}

/// A table as features, its rows in the order of `order_of_rows`.
inline feature_table ordered_features(const feature_map& map, const table_view& table, executor_ref on) {
  const feature_table features = map.apply(table, on);
  return features.take(order_of_rows(row_hashes(features)));
}

/// A refused finding without a value.
inline finding refused(std::string metric, better direction, std::string why) {
  finding found{.metric = std::move(metric), .direction = direction};
  found.result.status = status::refused;
  found.result.note = std::move(why);
  return found;
}

inline constexpr std::string_view lacks_target = "needs a column to predict: name a target";

}  // namespace standin::inline v0_1::detail
