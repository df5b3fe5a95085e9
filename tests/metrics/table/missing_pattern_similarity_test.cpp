// SPDX-License-Identifier: MIT
/// \file
/// Whether the same cells are missing together.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/table/missing_pattern_similarity.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

score patterns(const table& real, const table& synthetic) {
  const std::vector<finding> found =
      missing_pattern_similarity{}.compare({.train = real, .synthetic = synthetic, .seed = 1});
  EXPECT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].columns.empty());
  return found[0].result;
}

table holes(const std::string& x, const std::string& y) {
  return table_of({{"x", letters(x)}, {"y", letters(y)}});
}

TEST(missing_pattern_similarity, compares_which_cells_are_missing_together) {
  // By hand: real --, ab, ab, a-; synthetic -b, a-, ab, ab: half of the rows have no counterpart but one a-.
  EXPECT_DOUBLE_EQ(patterns(holes("-aaa", "-bb-"), holes("-aaa", "b-bb")).value, 0.75);
}

TEST(missing_pattern_similarity, sees_what_shares_of_missing_cells_do_not) {
  EXPECT_DOUBLE_EQ(patterns(holes("--aa", "--bb"), holes("-a-a", "b-b-")).value, 0.0);
}

TEST(missing_pattern_similarity, takes_more_columns_than_a_word_has_bits) {
  // 100 columns; row r of the real table lacks column r alone, and so does row 99 - r of the synthetic one.
  std::vector<std::pair<std::string, test_column>> real;
  std::vector<std::pair<std::string, test_column>> synthetic;
  for (std::size_t c = 0; c < 100; ++c) {
    std::string cells(100, 'a');
    cells[c] = '-';
    real.emplace_back(std::to_string(c), letters(cells));
    synthetic.emplace_back(std::to_string(c), letters({cells.rbegin(), cells.rend()}));
  }
  const score same = patterns(table_of(real), table_of(synthetic));
  EXPECT_EQ(same.value, 1.0);
  EXPECT_EQ(same.note, "100 patterns over 100 columns with missing cells");
  synthetic[3].second = letters(std::string(100, 'a'));
  EXPECT_DOUBLE_EQ(patterns(table_of(real), table_of(synthetic)).value, 0.99);
}

TEST(missing_pattern_similarity, is_one_where_nothing_is_missing) {
  const score s =
      patterns(holes(std::string(20, 'a'), std::string(20, 'b')), holes(std::string(30, 'a'), std::string(30, 'b')));
  EXPECT_EQ(s.value, 1.0);
  EXPECT_EQ(s.note, "no cell is missing in either table");
}

TEST(missing_pattern_similarity, says_why_it_has_no_figure) {
  EXPECT_EQ(patterns(holes("", ""), holes("a", "b")).status, status::undefined);
  EXPECT_EQ(patterns(holes("a", "b"), holes("a", "b")).status, status::refused);
}

table sample(std::uint64_t seed, std::uint64_t side, bool together) {
  random::stream bits = bits_of(seed, side);
  std::string x;
  std::string y;
  for (int row = 0; row < 400; ++row) {
    const bool first = bits.uniform() < 0.2;
    const bool second = together ? first : bits.uniform() < 0.2;
    x += first ? '-' : 'a';
    y += second ? '-' : 'b';
  }
  return holes(x, y);
}

// The ideal lies above the interval of a perfect generator in at most 5 % of all cases (300 seeds, 4 standard errors: 5
// %). One that blanks each column by itself must be told from it always.
TEST(missing_pattern_similarity, tells_a_broken_generator_from_a_perfect_one) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  running_mean value;
  running_mean ideal;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const table real = sample(seed, 0, true);
    const score good = patterns(real, sample(seed, 1, true));
    const score bad = patterns(real, sample(seed, 1, false));
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
    value.add(good.value);
    ideal.add(good.ideal);
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_EQ(broken, 300U);
  EXPECT_NEAR(value.mean(), ideal.mean(), 4.0 * value.error() + 0.02 * (1.0 - ideal.mean()));
}

}  // namespace
}  // namespace standin
