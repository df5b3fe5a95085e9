// SPDX-License-Identifier: MIT
/// \file
/// Measures of association against values of the textbook formulas.
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/stream.hpp>
#include <standin/stats/association.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace standin::stats {
namespace {

contingency_table of(const std::vector<std::vector<int>>& counts) {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> second;
  for (std::uint32_t i = 0; i < counts.size(); ++i)
    for (std::uint32_t j = 0; j < counts[i].size(); ++j)
      for (int n = 0; n < counts[i][j]; ++n) {
        first.push_back(i);
        second.push_back(j);
      }
  return cross_tabulate(first, counts.size(), second, counts[0].size());
}

// By direct evaluation of the formulas with NumPy, to 11 digits or more.
TEST(association, agrees_with_direct_evaluation) {
  const contingency_table table = of({{30, 10, 5}, {5, 25, 25}});
  EXPECT_NEAR(chi_square(table), 36.988936988937, 1e-11);
  EXPECT_NEAR(cramers_v(table), 0.60818530884, 1e-11);
  EXPECT_NEAR(corrected_cramers_v(table), 0.59435308357, 1e-11);
  const shared_information shared = mutual_information(table);
  EXPECT_NEAR(shared.shared, 0.20003538364791, 1e-13);
  EXPECT_NEAR(shared.entropy_first, 0.68813881371, 1e-11);
  EXPECT_NEAR(shared.entropy_second, 1.09606732845, 1e-11);
  EXPECT_NEAR(shared.normalised, 0.2303298262653, 1e-12);
  EXPECT_NEAR(shared.second_by_first, 0.182502824832, 1e-12);
  EXPECT_NEAR(shared.corrected, 0.19003538365, 1e-11);
  const contingency_table weaker = of({{20, 20, 5}, {10, 25, 20}});
  EXPECT_NEAR(chi_square(weaker), 12.008978675645, 1e-11);
  EXPECT_NEAR(cramers_v(weaker), 0.34653973330, 1e-11);
  EXPECT_NEAR(corrected_cramers_v(weaker), 0.31765866819, 1e-11);
  EXPECT_NEAR(mutual_information(weaker).shared, 0.06295124787180, 1e-13);
}

TEST(association, leaves_out_levels_that_do_not_occur) {
  EXPECT_EQ(cramers_v(of({{30, 10, 0, 5}, {0, 0, 0, 0}, {5, 25, 0, 25}})), cramers_v(of({{30, 10, 5}, {5, 25, 25}})));
  EXPECT_TRUE(std::isnan(cramers_v(of({{3, 4}, {0, 0}}))));
  EXPECT_TRUE(std::isnan(corrected_cramers_v(of({{0}}))));
  EXPECT_EQ(mutual_information(of({{0}})).normalised, 0.0);
}

TEST(association, is_the_same_for_many_levels) {
  // Beyond 2^20 combinations the pairs are sorted; half of the levels don't occur.
  std::vector<std::uint32_t> few;
  std::vector<std::uint32_t> other;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    few.push_back(i * i % 7);
    other.push_back(i % 5);
  }
  const contingency_table small = cross_tabulate(few, 7, other, 5);
  for (std::uint32_t& code : few) code *= 1000;
  for (std::uint32_t& code : other) code *= 1000;
  const contingency_table large = cross_tabulate(few, 6001, other, 4001);
  EXPECT_EQ(small.cells.size(), large.cells.size());
  EXPECT_DOUBLE_EQ(chi_square(small), chi_square(large));
  EXPECT_DOUBLE_EQ(mutual_information(small).shared, mutual_information(large).shared);
}

TEST(association, is_near_zero_for_independent_columns_once_corrected) {
  // 40 and 30 levels, 2 000 rows: V alone lies near sqrt(39 · 29 / 2000 / 29) = 0.14. Twice 0.02 = 2 standard errors.
  double corrected = 0.0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<std::uint32_t> x;
    std::vector<std::uint32_t> y;
    for (std::uint64_t row = 0; row < 2000; ++row) {
      random::stream draws(random::source{seed, random::domain("test")}, random::purpose::sample, row);
      x.push_back(static_cast<std::uint32_t>(40.0 * random::uniform(draws, 0.0, 1.0)));
      y.push_back(static_cast<std::uint32_t>(30.0 * random::uniform(draws, 0.0, 1.0)));
    }
    const contingency_table table = cross_tabulate(x, 40, y, 30);
    EXPECT_GT(cramers_v(table), 0.12);
    corrected += corrected_cramers_v(table) / 20.0;
  }
  EXPECT_LT(corrected, 0.04);
}

// Vector V4: the number against the level, the missing cell left out.
TEST(association, gives_the_correlation_ratio) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, none};
  const std::vector<std::uint32_t> groups{0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  EXPECT_NEAR(correlation_ratio(values, groups, 2), 0.03, 1e-15);
  const std::vector<double> other{-5, 1, 2.5, 3, 4, 5.5, 6, 7, 20, 9, 10, none};
  const std::vector<std::uint32_t> other_groups{0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1};
  EXPECT_NEAR(correlation_ratio(other, other_groups, 2), 0.00120577227302543, 1e-15);
  EXPECT_TRUE(std::isnan(correlation_ratio(values, std::vector<std::uint32_t>(12, 0), 1)));
  EXPECT_TRUE(std::isnan(correlation_ratio(std::vector<double>(12, 3.0), groups, 2)));
}

TEST(association, ranks_with_ties_at_their_mean) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> ranks = average_ranks(std::vector<double>{3, 1, none, 3, -2, 3});
  EXPECT_EQ(ranks[0], 4.0);
  EXPECT_EQ(ranks[1], 2.0);
  EXPECT_TRUE(std::isnan(ranks[2]));
  EXPECT_EQ(ranks[3], 4.0);
  EXPECT_EQ(ranks[4], 1.0);
  EXPECT_EQ(ranks[5], 4.0);
}

}  // namespace
}  // namespace standin::stats
