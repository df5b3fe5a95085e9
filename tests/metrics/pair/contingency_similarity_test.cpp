// SPDX-License-Identifier: MIT
/// \file
/// The contingency similarity in both definitions.
#include <data/expect_error.hpp>
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/core/error.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

score contingency(const two_columns& real, const two_columns& synthetic, const metric_context& context = {}) {
  return contingency_similarity{}.compare(real, synthetic, context);
}

score compatible_contingency(const two_columns& real, const two_columns& synthetic) {
  return contingency_similarity{.as = definition::compatible}.compare(real, synthetic);
}

// Vector V3 of SDMetrics 0.29, which has no numbers, so that both definitions agree.
TEST(contingency_similarity, agrees_with_sdmetrics_on_levels) {
  const two_columns real{letters("aabb-"), letters("uvuvu")};
  const two_columns synthetic{letters("aaab-"), letters("uuvv-")};
  EXPECT_NEAR(contingency(real, synthetic).value, 0.6, 1e-15);
  EXPECT_NEAR(compatible_contingency(real, synthetic).value, 0.6, 1e-15);
}

// Vector V4 of SDMetrics 0.29, stand-alone.
TEST(contingency_similarity, agrees_with_sdmetrics_on_numbers_and_levels) {
  const two_columns real{numbers({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, none}), letters("aabbaabbaabb")};
  const two_columns synthetic{numbers({-5, 1, 2.5, 3, 4, 5.5, 6, 7, 20, 9, 10, none}), letters("aabbaabbabab")};
  EXPECT_NEAR(compatible_contingency(real, synthetic).value, 0.9166666666666666, 1e-15);
}

// SDMetrics 0.32: a constant real column [3, 3, 3] against [1, 3, 9], y = aab on both sides, gives 1/3.
TEST(contingency_similarity, widens_a_constant_real_column_where_sdmetrics_does) {
  const two_columns real{numbers({3, 3, 3}), letters("aab")};
  const two_columns synthetic{numbers({1, 3, 9}), letters("aab")};
  EXPECT_NEAR(compatible_contingency(real, synthetic).value, 1.0 / 3.0, 1e-15);
  // Quantiles of a constant are one bin.
  EXPECT_NEAR(contingency(real, synthetic).value, 1.0, 1e-15);
}

TEST(contingency_similarity, cuts_skewed_numbers_where_the_real_cells_lie) {
  // 99 cells in 0 … 1 and one of 1 000: bins of equal width see nothing of a shift inside 0 … 1.
  std::vector<double> real;
  std::vector<double> synthetic;
  for (int i = 0; i < 99; ++i) {
    real.push_back(i / 99.0);
    synthetic.push_back(0.9);
  }
  real.push_back(1000);
  synthetic.push_back(1000);
  const std::string one_level(100, 'a');
  const two_columns a{numbers(real), letters(one_level)};
  const two_columns b{numbers(synthetic), letters(one_level)};
  EXPECT_EQ(compatible_contingency(a, b).value, 1.0);
  EXPECT_LT(contingency(a, b).value, 0.25);
}

TEST(contingency_similarity, sees_dependence_that_columns_alone_do_not_show) {
  const two_columns real{letters("aaaabbbbaaaabbbbaaaabbbb"), letters("uuuuvvvvuuuuvvvvuuuuvvvv")};
  const two_columns independent{letters("aabbaabbaabbaabbaabbaabb"), letters("uuuuvvvvvvvvuuuuuvuvuvuv")};
  EXPECT_EQ(contingency(real, real).value, 1.0);
  EXPECT_LE(contingency(real, independent).value, 0.6);
}

TEST(contingency_similarity, is_the_same_with_the_columns_turned) {
  const two_columns a{letters("aabcb-"), flags("01011-")};
  const two_columns b{letters("abbbc-"), flags("0110-1")};
  const two_columns a_turned{a.y, a.x};
  const two_columns b_turned{b.y, b.x};
  EXPECT_EQ(contingency(a, b).value, contingency(a_turned, b_turned).value);
}

TEST(contingency_similarity, says_why_it_has_no_figure) {
  const two_columns empty{letters(""), letters("")};
  EXPECT_EQ(contingency(empty, empty).status, status::undefined);
  const two_columns one{letters("a"), letters("b")};
  EXPECT_EQ(contingency(one, one).status, status::refused);
  EXPECT_EQ(contingency(one, one).value, 1.0);
  expect_error<invalid_option>([&] { (void)contingency_similarity{.bins = 0}.compare(one, one); }, {"bins", "0"});
}

TEST(contingency_similarity, takes_columns_that_are_missing_throughout) {
  const two_columns real{numbers({none, none}), letters("ab")};
  const two_columns synthetic{numbers({1, none}), letters("ab")};
  EXPECT_EQ(contingency(real, synthetic).value, 0.5);
}

TEST(contingency_similarity, needs_a_column_with_levels) {
  EXPECT_TRUE(contingency_similarity::applies_to(column_kind::categorical, column_kind::numeric));
  EXPECT_TRUE(contingency_similarity::applies_to(column_kind::datetime, column_kind::boolean));
  EXPECT_FALSE(contingency_similarity::applies_to(column_kind::numeric, column_kind::numeric));
  EXPECT_FALSE(contingency_similarity::applies_to(column_kind::text, column_kind::categorical));
}

/// A level and a number that depends on it by `dependence`.
two_columns sample(std::uint64_t seed, std::uint64_t side, std::size_t rows, double dependence) {
  random::stream bits = bits_of(seed, side);
  std::string names;
  std::vector<double> cells;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t level = random::uniform_index(bits, 3);
    names += static_cast<char>('a' + static_cast<char>(level));
    cells.push_back(dependence * static_cast<double>(level) + random::normal(bits));
  }
  return {letters(names), numbers(std::move(cells))};
}

// 300 seeds, 600 and 400 rows, 33 combinations: within 4 standard errors (α = 6e-5) and 3 % (bins are learned from the
// real cells, which takes some of their noise away).
TEST(contingency_similarity, comes_out_at_its_ideal_for_a_perfect_generator) {
  const over_seeds found = over_seeds::of(
      300, [](std::uint64_t seed) { return contingency(sample(seed, 0, 600, 1.0), sample(seed, 1, 400, 1.0)); });
  EXPECT_NEAR(found.value.mean(), found.ideal.mean(), 4.0 * found.value.error() + 0.03 * (1.0 - found.ideal.mean()));
}

// The ideal lies above the interval of a perfect generator in at most 5 % of all cases (300 seeds, 4 standard errors: 5
// %); one that draws the columns independently must be told from it always.
TEST(contingency_similarity, tells_independent_columns_from_dependent_ones) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const two_columns real = sample(seed, 0, 600, 1.0);
    const two_columns fresh = sample(seed, 1, 600, 1.0);
    const two_columns mixed{sample(seed, 2, 600, 1.0).x, fresh.y};
    const score good = contingency(real, fresh);
    const score bad = contingency(real, mixed);
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_EQ(broken, 300U);
}

// Vector V3: the real Cramér's V is 0.408248290463863 with missing as a level.
TEST(contingency_similarity, counts_only_pairs_beyond_the_threshold_where_asked) {
  const two_columns real{letters("aabb-"), letters("uvuvu")};
  const two_columns synthetic{letters("aaab-"), letters("uuvv-")};
  const auto with = [&](double threshold) {
    return contingency_similarity{.as = definition::compatible, .threshold = threshold}.compare(real, synthetic);
  };
  EXPECT_NEAR(with(0.40).value, 0.6, 1e-15);
  EXPECT_EQ(with(0.41).status, status::undefined);
  const two_columns constant{letters("aaaaa"), letters("uvuvu")};
  EXPECT_EQ(contingency_similarity({.as = definition::compatible, .threshold = 0.1}).compare(constant, real).note,
            "a column has one level only in the real table");
}

}  // namespace
}  // namespace standin
