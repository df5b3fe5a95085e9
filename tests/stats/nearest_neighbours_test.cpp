// SPDX-License-Identifier: MIT
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>
#include <standin/stats/nearest_neighbours.hpp>

#include <learn/plain_columns.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace {

using standin::stats::mixed_rows;
using standin::stats::mixed_space;
using standin::stats::neighbour_index;
using standin::stats::neighbours;

/// Four columns of numbers, one with holes, and three of levels, one of them with many.
plain_columns some_rows(std::size_t rows, std::uint64_t seed) {
  standin::random::stream draws({.seed = seed}, standin::random::purpose::sample, 0);
  plain_columns columns;
  for (int j = 0; j < 4; ++j) {
    std::vector<double> values(rows);
    for (double& v : values) {
      v = draws.uniform() * draws.uniform();
      if (j == 3 && draws.uniform() < 0.2) v = nan_cell;
      if (j == 2) v = draws.uniform() < 0.5 ? 0.0 : 10.0;
    }
    columns.numbers(values);
  }
  for (const std::uint32_t levels : {3U, 40U, 1000U}) {
    std::vector<std::uint32_t> codes(rows);
    for (std::uint32_t& c : codes) c = static_cast<std::uint32_t>(draws.uniform() * draws.uniform() * levels);
    columns.levels(codes, levels);
    if (levels == 40U) columns.absent({1, 5, 8});
  }
  return columns;
}

TEST(mixed_distance, adds_up_what_the_columns_say) {
  plain_columns columns;
  columns.numbers({0.0, 10.0, 4.0, nan_cell, nan_cell});
  columns.levels({0, 1, 0, 0, 1}, 2);
  columns.absent({3});
  const mixed_space space(columns.table());
  const mixed_rows rows = space.place(columns.table());
  EXPECT_FLOAT_EQ(standin::stats::mixed_distance(rows, 0, rows, 1), 2.0F);
  EXPECT_FLOAT_EQ(standin::stats::mixed_distance(rows, 0, rows, 2), 0.4F);
  EXPECT_FLOAT_EQ(standin::stats::mixed_distance(rows, 0, rows, 3), 2.0F) << "a hole is as far as can be";
  EXPECT_FLOAT_EQ(standin::stats::mixed_distance(rows, 3, rows, 4), 1.0F) << "but not from another hole";
  plain_columns beyond;
  beyond.numbers({-30.0});
  beyond.levels({0}, 2);
  EXPECT_FLOAT_EQ(standin::stats::mixed_distance(rows, 0, space.place(beyond.table()), 0), 1.0F)
      << "at most 1 a column";
}

TEST(mixed_distance, can_leave_extremes_out_of_the_scale) {
  plain_columns columns;
  std::vector<double> values(1001);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
  values[1000] = 1e9;
  columns.numbers(values);
  const mixed_space space(columns.table(), standin::stats::distance_scale::central_quantiles);
  const mixed_rows rows = space.place(columns.table());
  EXPECT_NEAR(standin::stats::mixed_distance(rows, 0, rows, 98), 0.1, 1e-6);
}

TEST(nearest_neighbours, are_those_of_comparing_all_pairs) {
  const plain_columns base_columns = some_rows(700, 1);
  const plain_columns query_columns = some_rows(150, 2);
  const mixed_space space(base_columns.table());
  const mixed_rows base = space.place(base_columns.table());
  const mixed_rows queries = space.place(query_columns.table());
  const neighbours found = neighbour_index(base).nearest(queries, 5);
  for (std::size_t q = 0; q < queries.size(); ++q) {
    std::vector<std::pair<float, std::uint32_t>> all;
    for (std::uint32_t b = 0; b < base.size(); ++b)
      all.emplace_back(standin::stats::mixed_distance(queries, q, base, b), b);
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < 5; ++i) {
      EXPECT_EQ(found.at(q, i), all[i].first);
      EXPECT_EQ(found.row[q * 5 + i], all[i].second);
    }
  }
}

TEST(nearest_neighbours, leave_a_row_itself_out) {
  const plain_columns columns = some_rows(300, 1);
  const mixed_space space(columns.table());
  const mixed_rows base = space.place(columns.table());
  const neighbour_index index(base);
  const neighbours itself = index.nearest(base, 1);
  const neighbours other = index.nearest(base, 1, {}, true);
  for (std::size_t q = 0; q < 300; ++q) {
    EXPECT_EQ(itself.at(q, 0), 0.0F);
    EXPECT_NE(other.row[q], q);
    EXPECT_GT(other.at(q, 0), 0.0F);
  }
}

TEST(nearest_neighbours, are_the_same_on_any_number_of_threads) {
  const plain_columns columns = some_rows(2000, 1);
  const mixed_space space(columns.table());
  const mixed_rows base = space.place(columns.table());
  const neighbours alone = neighbour_index(base).nearest(base, 2, {}, true);
  for (const std::size_t threads : {2U, 5U}) {
    standin::thread_pool pool(threads);
    const neighbours found = neighbour_index(base, pool).nearest(base, 2, pool, true);
    EXPECT_EQ(found.distance, alone.distance);
    EXPECT_EQ(found.row, alone.row);
  }
}

TEST(nearest_neighbours, are_none_where_there_are_too_few_rows) {
  const plain_columns columns = some_rows(2, 1);
  const mixed_space space(columns.table());
  const mixed_rows base = space.place(columns.table());
  const neighbours found = neighbour_index(base).nearest(base, 3);
  EXPECT_EQ(found.row[2], neighbours::none);
  EXPECT_EQ(found.at(0, 2), std::numeric_limits<float>::infinity());
  const neighbours nothing = neighbour_index(base.take({})).nearest(base, 1);
  EXPECT_EQ(nothing.row[0], neighbours::none);
}

}  // namespace
