// SPDX-License-Identifier: MIT
/// \file
/// A holdout that was not held out is told from real duplicates.
#include <metrics/make_columns.hpp>
#include <standin/metrics/detail/equal_rows.hpp>
#include <standin/metrics/privacy/holdout_overlap.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin {
namespace {

/// Rows of a law by which small numbers are frequent and large ones rare: with a larger spread fewer rows repeat.
std::vector<double> skewed(std::uint64_t seed, std::uint64_t side, std::size_t rows, double spread) {
  random::stream bits({seed, side}, random::purpose::sample, 0);
  std::vector<double> x(rows);
  for (double& one : x) one = std::floor(spread * std::pow(bits.uniform(), 4.0));
  return x;
}

holdout_overlap overlap(const std::vector<double>& train, const std::vector<double>& holdout) {
  const table seen({{"x"}}, {column(std::vector<double>(train))});
  const table unseen({{"x"}}, {column(std::vector<double>(holdout))});
  return detail::overlap_of({.train = seen, .holdout = table_view(unseen), .synthetic = seen});
}

TEST(holdout_overlap, counts_rows_that_stand_in_both) {
  const holdout_overlap found = overlap({1, 1, 2, 3, 4, none}, {1, 1, 5, none});
  EXPECT_EQ(found.train, 6U);
  EXPECT_EQ(found.repeated, 2U);
  EXPECT_EQ(found.holdout, 4U);
  EXPECT_EQ(found.shared, 3U) << "missing cells equal each other";
  EXPECT_FALSE(found.whole());
  EXPECT_FALSE(overlap({1, 2}, {}).whole()) << "no row is not every row";
}

// Duplicates alone explain what fresh rows share with train, however many there are: three standard errors would be
// exceeded by 1 in 740 of normal ones, 400 tables by more than 4 with a probability below 0.001.
TEST(holdout_overlap, is_quiet_on_fresh_rows_of_tables_that_repeat) {
  std::size_t loud = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const double spread : {3.0, 100.0, 3000.0, 1e9}) {
      if (overlap(skewed(seed, 0, 400, spread), skewed(seed, 1, 300, spread)).beyond_duplicates()) ++loud;
    }
  }
  EXPECT_LE(loud, 4U);
}

// A fifth of the holdout's rows taken from train is double the tenth that the rule asks for.
TEST(holdout_overlap, is_loud_where_rows_were_taken_from_train) {
  for (const double spread : {1e5, 1e9}) {
    const std::vector<double> train = skewed(1, 0, 4000, spread);
    std::vector<double> holdout = skewed(1, 1, 4000, spread);
    std::copy(train.begin(), train.begin() + 800, holdout.begin());
    EXPECT_TRUE(overlap(train, holdout).beyond_duplicates()) << spread;
    EXPECT_FALSE(fault_of(overlap(train, holdout)).empty());
    EXPECT_TRUE(overlap(train, train).beyond_duplicates());
    EXPECT_TRUE(overlap(train, train).whole());
  }
}

TEST(holdout_overlap, is_said_in_a_sentence) {
  EXPECT_EQ(fault_of({}), "");
  EXPECT_EQ(
      fault_of({.train = 100, .repeated = 3, .holdout = 100, .shared = 52}),
      "52 % of the holdout's rows are in train too, where duplicates explain 3 %, so that it is no fair holdout.");
  EXPECT_EQ(fault_of({.train = 100, .repeated = 3, .holdout = 100, .shared = 12}), "") << "9 rows in 97 are no tenth";
  EXPECT_EQ(fault_of({.train = 100, .repeated = 100, .holdout = 100, .shared = 100}),
            "Every row of the holdout is in train too, so that it is no holdout.");
}

}  // namespace
}  // namespace standin
