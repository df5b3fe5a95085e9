// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/detail/distinct_rows.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>

#include <learn/plain_columns.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace {

using standin::binning;

TEST(binned_table, gives_each_of_few_values_a_bin) {
  plain_columns columns;
  columns.numbers({3.0, 1.0, nan_cell, 3.0, 2.0, -0.0, 0.0});
  const binning cut(columns.table());
  const standin::binned_table table = cut.apply(columns.table());
  const std::vector<std::uint8_t> found(table.column(0).begin(), table.column(0).end());
  EXPECT_EQ(found, (std::vector<std::uint8_t>{4, 2, 0, 4, 3, 1, 1}));
  EXPECT_EQ(table.codes(0), 5U);
  EXPECT_TRUE(table.ordered(0));
  EXPECT_EQ(std::vector<double>(cut.column(0).edges().begin(), cut.column(0).edges().end()),
            (std::vector<double>{0.5, 1.5, 2.5}));
  EXPECT_TRUE(cut.column(0).atom(2));
}

TEST(binned_table, shares_the_rows_of_many_values_equally) {
  plain_columns columns;
  std::vector<double> values(10'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * 7919 % values.size());
  columns.numbers(values);
  const binning cut(columns.table(), {.max_bins = 101});
  ASSERT_EQ(cut.column(0).codes(), 101U);
  const standin::binned_table table = cut.apply(columns.table());
  std::vector<std::size_t> rows(101);
  for (const std::uint8_t code : table.column(0)) ++rows[code];
  EXPECT_EQ(rows[0], 0U);
  for (std::size_t c = 1; c <= 100; ++c) EXPECT_NEAR(static_cast<double>(rows[c]), 100.0, 1.0) << c;
}

TEST(binned_table, gives_frequent_values_bins_of_their_own) {
  plain_columns columns;
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(i % 2 == 0 ? 0.0 : static_cast<double>(i));
  for (int i = 0; i < 300; ++i) values.push_back(777.5);
  columns.numbers(values);
  const binning cut(columns.table(), {.max_bins = 32});
  const standin::column_binning& column = cut.column(0);
  EXPECT_LE(column.codes(), 32U);
  EXPECT_GE(column.codes(), 28U);
  const std::size_t zero = column.code(0.0);
  const std::size_t spike = column.code(777.5);
  EXPECT_TRUE(column.atom(zero));
  EXPECT_TRUE(column.atom(spike));
  EXPECT_EQ(column.low(spike), 777.5);
  EXPECT_LT(column.code(777.0), spike);
  EXPECT_GT(column.code(779.0), spike);
}

TEST(binned_table, puts_every_value_between_the_edges_of_its_bin) {
  // Also at the limits of doubles, where half-way between is no number or one of the two.
  plain_columns columns;
  constexpr double most = std::numeric_limits<double>::max();
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const double next = std::nextafter(1.0, 2.0);
  columns.numbers({-infinite, -most, 1.0, next, most, infinite});
  const binning cut(columns.table());
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(cut.column(0).code(columns.table().columns[0].numbers[i]), i + 1);
  EXPECT_EQ(cut.column(0).code(0.0), 3U) << "half-way between −max and 1 is below 0";
}

TEST(binned_table, groups_rare_levels_when_there_are_too_many) {
  plain_columns columns;
  std::vector<std::uint32_t> codes;
  for (std::uint32_t level = 0; level < 50'000; ++level) codes.push_back(level);
  for (std::uint32_t i = 0; i < 1000; ++i) codes.push_back(40'000 + i % 20);
  columns.levels(codes, 50'000);
  columns.absent({0});
  const binning cut(columns.table());
  const standin::column_binning& column = cut.column(0);
  EXPECT_EQ(column.codes(), 255U);
  EXPECT_TRUE(column.grouped());
  for (std::uint32_t i = 0; i < 20; ++i) EXPECT_EQ(column.code(40'000 + i), i + 1);
  EXPECT_EQ(column.code(49'999U), 254U);
  EXPECT_EQ(column.code(50'000U), 254U) << "a level not seen before is one of the rare ones";
  EXPECT_EQ(cut.apply(columns.table()).column(0)[0], standin::missing_code);
}

TEST(binned_table, takes_an_unseen_level_for_missing_where_none_are_grouped) {
  plain_columns columns;
  columns.levels({0, 1, 2, 1}, 3);
  const binning cut(columns.table());
  EXPECT_EQ(cut.column(0).code(2U), 3U);
  EXPECT_EQ(cut.column(0).code(3U), standin::missing_code);
}

TEST(binned_table, is_fine_without_values_or_rows) {
  plain_columns columns;
  columns.numbers({nan_cell, nan_cell});
  const binning cut(columns.table());
  EXPECT_EQ(cut.column(0).codes(), 2U);
  EXPECT_TRUE(cut.column(0).edges().empty());
  EXPECT_EQ(cut.column(0).code(5.0), 1U);
  plain_columns none;
  none.numbers({});
  EXPECT_EQ(binning(none.table()).apply(none.table()).rows(), 0U);
}

TEST(binned_table, tells_rows_apart_by_some_columns) {
  standin::binned_table table(5, {4, 4, 4}, {true, true, true});
  const std::vector<std::vector<std::uint8_t>> columns = {{1, 1, 2, 1, 2}, {3, 3, 3, 3, 3}, {1, 2, 3, 1, 2}};
  for (std::size_t j = 0; j < 3; ++j) std::copy(columns[j].begin(), columns[j].end(), table.column(j).begin());
  const std::vector<std::uint32_t> rows = {4, 0, 1, 3, 2};
  using standin::detail::distinct_rows;
  const distinct_rows two(table, std::vector<std::uint32_t>{0, 1}, rows);
  EXPECT_EQ(two.first, (std::vector<std::uint32_t>{4, 0}));
  EXPECT_EQ(two.of, (std::vector<std::uint32_t>{0, 1, 1, 1, 0}));
  const distinct_rows all(table, std::vector<std::uint32_t>{0, 1, 2}, rows);
  EXPECT_EQ(all.first, (std::vector<std::uint32_t>{4, 0, 1, 2}));
  EXPECT_EQ(all.of, (std::vector<std::uint32_t>{0, 1, 2, 1, 3}));
  const distinct_rows none(table, {}, rows);
  EXPECT_EQ(none.first.size(), 1U);
}

TEST(binned_table, does_not_depend_on_threads) {
  plain_columns columns;
  standin::random::stream draws({.seed = 1}, standin::random::purpose::sample, 0);
  for (int j = 0; j < 7; ++j) {
    std::vector<double> values(70'000);
    for (double& v : values) v = draws.uniform() < 0.1 ? 0.25 : draws.uniform();
    columns.numbers(values);
  }
  const binning alone(columns.table());
  const standin::binned_table expected = alone.apply(columns.table());
  for (const std::size_t threads : {2U, 5U}) {
    standin::thread_pool pool(threads);
    const binning cut(columns.table(), {}, pool);
    const standin::binned_table table = cut.apply(columns.table(), pool);
    for (std::size_t j = 0; j < 7; ++j) {
      EXPECT_TRUE(std::equal(table.column(j).begin(), table.column(j).end(), expected.column(j).begin()));
    }
  }
}

TEST(binned_table, refuses_what_does_not_fit) {
  plain_columns columns;
  columns.numbers({1.0, 2.0});
  EXPECT_THROW(binning(columns.table(), {.max_bins = 256}), standin::invalid_option);
  EXPECT_THROW(binning(columns.table(), {.max_bins = 2}), standin::invalid_option);
  plain_columns others;
  others.levels({0, 1}, 2);
  EXPECT_THROW(static_cast<void>(binning(columns.table()).apply(others.table())), standin::schema_error);
}

}  // namespace
