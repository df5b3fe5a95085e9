// SPDX-License-Identifier: MIT
/// \file
/// The TV complement in both definitions.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/column/tv_complement.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin {
namespace {

score tv(const test_column& real, const test_column& synthetic, const metric_context& context = {}) {
  return tv_complement{}.compare(real, synthetic, context);
}

score compatible_tv(const test_column& real, const test_column& synthetic) {
  return tv_complement{.as = definition::compatible}.compare(real, synthetic);
}

score tv_with_missing(const test_column& real, const test_column& synthetic) {
  return tv_complement{.missing = missing_cells::own_level}.compare(real, synthetic);
}

// Vector V2: compatible is SDMetrics 0.29, strict is by direct evaluation; ideals by enumeration of all ways to share
// out the values.
TEST(tv_complement, agrees_with_reference_values) {
  const test_column real = letters("aabc-");
  const test_column synthetic = letters("abbdd-");
  EXPECT_NEAR(compatible_tv(real, synthetic).value, 0.4500001874999531, 1e-15);
  EXPECT_NEAR(tv(real, synthetic).value, 0.45, 1e-15);
  EXPECT_NEAR(tv_with_missing(real, synthetic).value, 0.5333333333333333, 1e-15);
  EXPECT_NEAR(tv(real, synthetic).ideal, 31.0 / 63.0, 1e-14);
  EXPECT_NEAR(tv_with_missing(real, synthetic).ideal, 16.0 / 33.0, 1e-14);
}

// SDMetrics 0.29: R = [a, a], S = [b, b] gives 4.999997500476638e-07, where ours is 0.
TEST(tv_complement, is_zero_for_disjoint_levels_but_where_sdmetrics_is_not) {
  EXPECT_NEAR(compatible_tv(letters("aa"), letters("bb")).value, 4.999997500476638e-07, 1e-15);
  EXPECT_EQ(tv(letters("aa"), letters("bb")).value, 0.0);
}

TEST(tv_complement, matches_levels_by_name_not_by_code) {
  EXPECT_EQ(tv(letters("aab"), letters("baa")).value, 1.0);
  EXPECT_DOUBLE_EQ(tv(letters("aab"), letters("bba")).value, 1.0 - 1.0 / 3.0);
}

TEST(tv_complement, does_not_change_when_levels_are_renamed) {
  EXPECT_EQ(tv(letters("aabbbc"), letters("abccdd")).value, tv(letters("xxwwwb"), letters("xwbbaa")).value);
}

TEST(tv_complement, is_symmetric) {
  EXPECT_EQ(tv(letters("aabbbc"), letters("abcd")).value, tv(letters("abcd"), letters("aabbbc")).value);
}

TEST(tv_complement, compares_booleans) {
  // By hand: 2/3 against 1/4 true.
  EXPECT_DOUBLE_EQ(tv(flags("110-"), flags("1000")).value, 1.0 - (2.0 / 3.0 - 0.25));
}

TEST(tv_complement, says_what_it_left_out) {
  const score s = tv(letters("ab-"), letters("--ab"));
  EXPECT_EQ(s.left_out.real, 1U);
  EXPECT_EQ(s.left_out.synthetic, 2U);
  EXPECT_EQ(s.left_out.why, "missing");
  EXPECT_EQ(tv_with_missing(letters("ab-"), letters("--ab")).left_out.real, 0U);
  EXPECT_EQ(tv_with_missing(letters("ab-"), letters("--ab")).rows_synthetic, 4U);
}

TEST(tv_complement, refuses_free_text) {
  const score s = tv(texts({"hello"}), texts({"world"}));
  EXPECT_EQ(s.status, status::refused);
  EXPECT_TRUE(std::isnan(s.value));
  EXPECT_NE(s.note.find("free text"), std::string::npos);
}

TEST(tv_complement, is_undefined_when_a_side_is_empty) {
  EXPECT_EQ(tv(letters("--"), letters("a")).status, status::undefined);
  EXPECT_EQ(tv(letters("a"), letters("")).note, "the synthetic table has no values in this column");
  EXPECT_EQ(compatible_tv(letters("a"), letters("-")).status, status::undefined);
  EXPECT_EQ(tv_with_missing(letters("--"), letters("-")).value, 1.0);
}

TEST(tv_complement, is_refused_with_its_value_below_20_values) {
  EXPECT_EQ(tv(letters("ab"), letters("a")).status, status::refused);
  EXPECT_DOUBLE_EQ(tv(letters("ab"), letters("a")).value, 0.5);
}

TEST(tv_complement, has_a_name_for_each_definition) {
  EXPECT_EQ(tv_complement{}.name(), "TV complement");
  EXPECT_EQ(tv_complement{.as = definition::compatible}.name(), "TV complement (compatible)");
  EXPECT_EQ(tv_complement{.missing = missing_cells::own_level}.name(), "TV complement with missing");
}

char letter(random::stream& bits) {
  const double u = bits.uniform();
  return u < 0.5 ? 'a' : u < 0.8 ? 'b' : u < 0.95 ? 'c' : 'd';
}

/// Never makes the rare levels, as a generator whose modes collapsed.
char collapsed_letter(random::stream& bits) {
  return bits.uniform() < 0.625 ? 'a' : 'b';
}

// 300 seeds, sample sizes 400 and 250: within 4 standard errors (α = 6e-5).
TEST(tv_complement, comes_out_at_its_ideal_for_a_perfect_generator) {
  const over_seeds found = over_seeds::of(300, [&](std::uint64_t seed) {
    return tv(drawn_levels(seed, 0, 400, letter), drawn_levels(seed, 1, 250, letter), {.resamples = 0});
  });
  EXPECT_NEAR(found.value.mean(), found.ideal.mean(), 4.0 * found.value.error());
}

// α as for the KS complement: at most 5 % wanted, 300 seeds, 4 standard errors are 5 %.
TEST(tv_complement, tells_a_broken_generator_from_a_perfect_one) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const test_column real = drawn_levels(seed, 0, 400, letter);
    const metric_context context{.draws = {seed, 3}};
    const score good = tv(real, drawn_levels(seed, 1, 400, letter), context);
    const score bad = tv(real, drawn_levels(seed, 1, 400, collapsed_letter), context);
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_GE(broken, 299U);
}

}  // namespace
}  // namespace standin
