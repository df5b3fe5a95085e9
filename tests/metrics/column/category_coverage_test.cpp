// SPDX-License-Identifier: MIT
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/column/category_coverage.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin {
namespace {

score coverage(const column_view& real, const column_view& synthetic) {
  return category_coverage::compare(real, synthetic);
}

// Vector V2 of SDMetrics 0.32: CategoryCoverage of a, a, b, c, NaN and a, b, b, d, d, NaN is 2/3.
TEST(category_coverage, agrees_with_sdmetrics) {
  EXPECT_DOUBLE_EQ(coverage(letters("aabc-"), letters("abbdd-")).value, 2.0 / 3.0);
  EXPECT_EQ(coverage(letters("ab"), letters("ba")).value, 1.0);
  EXPECT_EQ(coverage(letters("ab"), letters("cd")).value, 0.0);
}

TEST(category_coverage, expects_what_chance_leaves) {
  // By hand: a, a in one of two columns of two rows. The second has none of both in 1 of 6 draws, the first in 1 of 6,
  // so that of the cases in which the first has one 1 of 5 misses it.
  EXPECT_NEAR(coverage(letters("aa"), letters("bb")).ideal, 1.0 - 0.2, 1e-15);
  // A level with one row is either here or there.
  EXPECT_NEAR(coverage(letters("ab"), letters("aa")).ideal, (1.0 + 0.0) / 2.0, 1e-15);
}

TEST(category_coverage, names_lost_levels_that_are_not_somebody) {
  EXPECT_EQ(coverage(letters("abc" + std::string(10, 'd')), letters("a")).note,
            "not in the synthetic column: \"d\" and 2 more");
  EXPECT_EQ(coverage(letters("abc"), letters("a")).note, "");
}

TEST(category_coverage, is_undefined_when_a_side_is_empty) {
  EXPECT_EQ(coverage(letters("-"), letters("a")).status, status::undefined);
  EXPECT_EQ(coverage(letters("a"), letters("-")).status, status::undefined);
}

TEST(category_coverage, knows_booleans) {
  EXPECT_EQ(coverage(flags("110"), flags("11")).value, 0.5);
}

TEST(category_coverage, looks_at_very_many_levels) {
  std::vector<std::string> real(60'000);
  std::vector<std::string> other(60'000);
  random::stream bits = bits_of(1, 0);
  for (auto* side : {&real, &other})
    for (std::string& cell : *side) cell = std::to_string(random::uniform_index(bits, 20'000));
  std::vector<column_view> views;
  const auto coded = [](const std::vector<std::string>& cells) {
    std::vector<std::string> names;
    std::vector<std::uint32_t> codes;
    for (int k = 0; k < 20'000; ++k) names.push_back(std::to_string(k));
    for (const std::string& cell : cells) codes.push_back(static_cast<std::uint32_t>(std::stoi(cell)));
    return test_column(column_kind::categorical, column::categorical(codes, names));
  };
  const score s = coverage(coded(real), coded(other));
  EXPECT_NEAR(s.value, 0.95, 0.01);      // a level with 3 rows on average is missed with exp(-3)
  EXPECT_NEAR(s.value, s.ideal, 0.005);  // 3.5 standard deviations
  EXPECT_LT(s.upper - s.lower, 0.01);
}

// 400 pairs of samples of one law, 200 and 300 values over 26 levels of which many are rare: within 4 standard errors
// of the ideal; and beyond the interval on the bad side in at most 2.5 %, 10, and by chance 22 with a probability of
// 1e-4.
TEST(category_coverage, comes_out_at_its_ideal_for_a_perfect_generator) {
  const auto letter = [](random::stream& bits) {
    const double u = bits.uniform();
    return static_cast<char>('a' + static_cast<int>(26.0 * u * u * u * u));
  };
  running_mean gap;
  int seen = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const score s = coverage(drawn_levels(seed, 0, 200, letter), drawn_levels(seed, 1, 300, letter));
    gap.add(s.value - s.ideal);
    if (s.upper < s.ideal) ++seen;
  }
  EXPECT_NEAR(gap.mean(), 0.0, 4.0 * gap.error());
  EXPECT_LE(seen, 22);
}

TEST(category_coverage, catches_a_generator_that_loses_a_level) {
  const auto abz = [](random::stream& bits) { return bits.uniform() < 0.02 ? 'z' : 'a'; };
  const auto only_a = [](random::stream&) { return 'a'; };
  const score s = coverage(drawn_levels(1, 0, 500, abz), drawn_levels(1, 1, 500, only_a));
  EXPECT_LT(s.upper, s.ideal);
}

}  // namespace
}  // namespace standin
