// SPDX-License-Identifier: MIT
/// \file
/// Bins of columns, and counts of their combinations.
#include <metrics/make_columns.hpp>
#include <standin/random/distributions.hpp>
#include <standin/stats/binning.hpp>
#include <standin/stats/total_variation.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace standin::stats {
namespace {

using codes = std::vector<std::uint32_t>;

std::vector<double> up_to(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

TEST(binning, cuts_numbers_at_order_statistics) {
  // numpy.linspace(0, 99, 11).astype(int) is 0, 9, 19, …, 99, so the inner edges are 10, 20, …, 90.
  const binning bins(numbers(up_to(100)));
  EXPECT_EQ(std::vector<double>(bins.edges().begin(), bins.edges().end()),
            (std::vector<double>{10, 20, 30, 40, 50, 60, 70, 80, 90}));
  EXPECT_EQ(bins.size(), 11U);
  EXPECT_EQ(bins.codes(numbers({-5, 1, 9.9, 10, 55, 90, 1000, none, infinity})), (codes{0, 0, 0, 1, 5, 9, 9, 10, 10}));
}

TEST(binning, refines_the_grid_where_values_tie) {
  // Half of the cells are 0: deciles alone would leave 6 edges.
  std::vector<double> cells(100, 0.0);
  for (std::size_t i = 0; i < 100; ++i) cells.push_back(static_cast<double>(i + 1));
  EXPECT_EQ(binning(numbers(cells), {.ties = tied_quantiles::merge}).size(), 6U);
  EXPECT_EQ(binning(numbers(cells)).size(), 11U);
}

TEST(binning, takes_numbers_of_few_values_as_levels) {
  std::vector<double> cells;
  for (int value = 0; value < 12; ++value)
    for (int i = 0; i <= value; ++i) cells.push_back(value);
  const binning bins(numbers(cells));
  EXPECT_EQ(bins.size(), 12U);  // the 10 most frequent, the others, missing
  EXPECT_EQ(bins.codes(numbers({0, 1, 2, 11, 2.5, none})), (codes{10, 10, 0, 9, 10, 11}));
  EXPECT_EQ(binning(numbers(cells), {.few_values = 0, .most_levels = 3}).size(), 11U);
}

TEST(binning, gives_each_of_few_moments_a_bin) {
  const binning bins(moments({5, 7, 7, 9, {}}));
  EXPECT_EQ(bins.size(), 4U);
  EXPECT_EQ(bins.codes(moments({4, 5, 6, 7, 9, 10, {}})), (codes{0, 0, 0, 1, 2, 2, 3}));
}

TEST(binning, keeps_the_most_frequent_levels) {
  const test_column real = letters("aabbbc-");
  const binning bins(real, {.most_levels = 2});
  EXPECT_EQ(bins.size(), 4U);
  EXPECT_EQ(bins.codes(real), (codes{0, 0, 1, 1, 1, 2, 3}));
  EXPECT_EQ(bins.codes(letters("zba-")), (codes{2, 1, 0, 3}));
}

TEST(binning, prefers_the_lower_name_among_equally_frequent_levels) {
  const binning bins(letters("dcba"), {.most_levels = 2});
  EXPECT_EQ(bins.codes(letters("abcd")), (codes{0, 1, 2, 2}));
}

TEST(binning, knows_booleans) {
  const binning bins(flags("0111-"));
  EXPECT_EQ(bins.codes(flags("01-")), (codes{0, 1, 3}));
}

TEST(binning, takes_columns_without_cells) {
  EXPECT_EQ(binning(numbers({})).codes(numbers({1, none})), (codes{0, 1}));
  EXPECT_EQ(binning(numbers({none, none})).codes(numbers({none})), (codes{1}));
  EXPECT_EQ(binning(letters("")).codes(letters("a-")), (codes{0, 1}));
  EXPECT_EQ(binning(moments({})).codes(moments({3, {}})), (codes{0, 1}));
}

TEST(binning, does_not_depend_on_the_order_of_rows) {
  random::stream bits({1, 1}, random::purpose::sample, 0);
  std::vector<double> cells(500);
  for (double& cell : cells) cell = static_cast<double>(random::uniform_index(bits, 60));
  std::vector<double> turned(cells.rbegin(), cells.rend());
  const binning a{numbers(cells)};
  const binning b{numbers(turned)};
  EXPECT_TRUE(std::equal(a.edges().begin(), a.edges().end(), b.edges().begin(), b.edges().end()));
}

binned_column random_bins(std::uint64_t slot, std::size_t bins, std::size_t rows) {
  random::stream bits({2, 2}, random::purpose::sample, 0, slot);
  binned_column column{bins, {}, {}};
  for (std::size_t row = 0; row < rows; ++row) {
    column.real.push_back(static_cast<std::uint32_t>(random::uniform_index(bits, bins)));
    column.other.push_back(static_cast<std::uint32_t>(random::uniform_index(bits, bins / 2 + 1)));
  }
  return column;
}

TEST(joint_counts, counts_combinations_in_place) {
  const binned_column x{2, {0, 1, 1}, {1, 1}};
  const binned_column y{3, {2, 0, 0}, {1, 0}};
  const binned_column* both[] = {&x, &y};
  const paired_counts found = joint_counts(both);
  EXPECT_EQ(found.a, (std::vector<std::uint64_t>{0, 0, 1, 2, 0, 0}));
  EXPECT_EQ(found.b, (std::vector<std::uint64_t>{0, 0, 0, 1, 1, 0}));
  EXPECT_EQ(found.total_a, 3U);
  EXPECT_EQ(found.total_b, 2U);
}

TEST(joint_counts, gives_the_same_distance_when_there_are_too_many_combinations_to_keep) {
  const binned_column x = random_bins(0, 40, 3000);
  const binned_column y = random_bins(1, 30, 3000);
  const binned_column z = random_bins(2, 20, 3000);
  const binned_column* few[] = {&x, &y, &z};
  const paired_counts dense = joint_counts(few);
  EXPECT_EQ(dense.a.size(), 24'000U);
  const binned_column wide_x{4'000'000'000, x.real, x.other};
  const binned_column* many[] = {&wide_x, &y, &z};
  const paired_counts sparse = joint_counts(many);
  EXPECT_LE(sparse.a.size(), 6000U);
  EXPECT_EQ(total_variation(sparse), total_variation(dense));
}

}  // namespace
}  // namespace standin::stats
