// SPDX-License-Identifier: MIT
/// \file
/// How alike the shares of missing cells are.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/column/missing_similarity.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

score missing(const test_column& real, const test_column& synthetic) {
  return missing_similarity{}.compare(real, synthetic);
}

// Vector V1 of SDMetrics 0.29: 1 - |1/6 - 1/8|.
TEST(missing_similarity, agrees_with_sdmetrics) {
  EXPECT_NEAR(missing(numbers({1, 2, 3, 4, 5, none}), numbers({1, 2, 2, 4, 7, none, 9, 0})).value, 0.9583333333333334,
              1e-15);
}

TEST(missing_similarity, takes_columns_of_all_kinds) {
  EXPECT_EQ(missing(letters("a-"), letters("-b")).value, 1.0);
  EXPECT_EQ(missing(flags("1-"), flags("11")).value, 0.5);
  EXPECT_EQ(missing(moments({1, {}}), moments({{}})).value, 0.5);
  EXPECT_EQ(missing(texts({"a"}), texts({""})).value, 1.0);
}

TEST(missing_similarity, is_undefined_without_rows) {
  EXPECT_EQ(missing(numbers({}), numbers({1})).status, status::undefined);
  EXPECT_EQ(missing(numbers({}), numbers({1})).note, "the real table has no rows");
}

TEST(missing_similarity, has_newcombes_interval) {
  // Newcombe 1998, method 10: the difference of 56/70 and 48/80 lies in 0.0524 … 0.3339.
  std::string real(56, '-');
  std::string synthetic(48, '-');
  const score s = missing(letters(real.append(14, 'a')), letters(synthetic.append(32, 'a')));
  EXPECT_NEAR(s.lower, 1.0 - 0.3339, 5e-5);
  EXPECT_NEAR(s.upper, 1.0 - 0.0524, 5e-5);
  EXPECT_EQ(missing(letters("a-a-"), letters("a-a-")).upper, 1.0);
}

test_column with_holes(std::uint64_t seed, std::uint64_t side, double share) {
  return drawn_levels(seed, side, 400, [share](random::stream& bits) { return bits.uniform() < share ? '-' : 'a'; });
}

// 300 seeds: within 4 standard errors (α = 6e-5) and 2 %.
TEST(missing_similarity, comes_out_at_its_ideal_for_a_perfect_generator) {
  const over_seeds found = over_seeds::of(
      300, [&](std::uint64_t seed) { return missing(with_holes(seed, 0, 0.3), with_holes(seed, 1, 0.3)); });
  EXPECT_NEAR(found.value.mean(), found.ideal.mean(), 4.0 * found.value.error() + 0.02 * (1.0 - found.ideal.mean()));
}

// The ideal lies above the interval of a perfect generator in at most 5 % of all cases (4 standard errors: 5 %); one
// that leaves no holes must be told from it always.
TEST(missing_similarity, tells_a_broken_generator_from_a_perfect_one) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const test_column real = with_holes(seed, 0, 0.1);
    const score good = missing(real, with_holes(seed, 1, 0.1));
    const score bad = missing(real, with_holes(seed, 1, 0.0));
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_EQ(broken, 300U);
}

}  // namespace
}  // namespace standin
