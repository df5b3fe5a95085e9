// SPDX-License-Identifier: MIT
/// \file
/// The shares of cells within the real column's range, and among its levels.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/column/boundary_adherence.hpp>
#include <standin/metrics/column/category_adherence.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin {
namespace {

score boundary(const test_column& real, const test_column& synthetic) {
  return boundary_adherence{}.compare(real, synthetic);
}

score compatible_boundary(const test_column& real, const test_column& synthetic) {
  return boundary_adherence{.as = definition::compatible}.compare(real, synthetic);
}

score category(const test_column& real, const test_column& synthetic) {
  return category_adherence{}.compare(real, synthetic);
}

score compatible_category(const test_column& real, const test_column& synthetic) {
  return category_adherence{.as = definition::compatible}.compare(real, synthetic);
}

// Vector V1 of SDMetrics 0.29; strict leaves the hole out in both cases.
TEST(boundary_adherence, agrees_with_sdmetrics) {
  const test_column synthetic = numbers({1, 2, 2, 4, 7, none, 9, 0});
  EXPECT_NEAR(compatible_boundary(numbers({1, 2, 3, 4, 5, none}), synthetic).value, 0.5714285714285714, 1e-15);
  EXPECT_NEAR(compatible_boundary(numbers({1, 2, 3, 4, 5}), synthetic).value, 0.5, 1e-15);
  EXPECT_NEAR(boundary(numbers({1, 2, 3, 4, 5, none}), synthetic).value, 0.5714285714285714, 1e-15);
  EXPECT_NEAR(boundary(numbers({1, 2, 3, 4, 5}), synthetic).value, 0.5714285714285714, 1e-15);
}

// SDMetrics 0.32: R all missing gives 0, S all missing with a whole R gives 0, S empty gives NaN.
TEST(boundary_adherence, has_sdmetrics_edge_cases_where_compatible) {
  EXPECT_EQ(compatible_boundary(numbers({none, none}), numbers({1, 2})).value, 0.0);
  EXPECT_EQ(compatible_boundary(numbers({1, 2}), numbers({none, none})).value, 0.0);
  EXPECT_EQ(compatible_boundary(numbers({1, none}), numbers({none})).status, status::undefined);
  EXPECT_EQ(compatible_boundary(numbers({1, 2}), numbers({})).status, status::undefined);
  EXPECT_EQ(boundary(numbers({none, none}), numbers({1, 2})).status, status::undefined);
  EXPECT_EQ(boundary(numbers({1, 2}), numbers({none, none})).status, status::undefined);
}

TEST(boundary_adherence, takes_infinite_cells_for_outside) {
  EXPECT_EQ(boundary(numbers({1, 2}), numbers({1.5, infinity})).value, 0.5);
  EXPECT_EQ(boundary(numbers({1, infinity}), numbers({1.5, infinity})).value, 1.0);
}

TEST(boundary_adherence, compares_large_integers_exactly) {
  EXPECT_EQ(boundary(moments({9007199254740990, 9007199254740992}), moments({9007199254740993})).value, 0.0);
}

TEST(boundary_adherence, expects_fresh_rows_outside_where_the_ends_are_single_cells) {
  EXPECT_DOUBLE_EQ(boundary(numbers({0, 0, 1, 5}), numbers({1})).ideal, 0.75);
  EXPECT_DOUBLE_EQ(boundary(numbers({0, 0, 5, 5}), numbers({1})).ideal, 1.0);
  EXPECT_DOUBLE_EQ(boundary(numbers({3}), numbers({3})).ideal, 0.0);
}

// 400 seeds of 50 and 200 values: the share outside is 2/51 for any continuous law, the ideal says 2/50.
TEST(boundary_adherence, comes_out_near_its_ideal_for_a_perfect_generator) {
  const auto normal = [](random::stream& bits) { return random::normal(bits); };
  const over_seeds found = over_seeds::of(
      400, [&](std::uint64_t seed) { return boundary(drawn(seed, 0, 50, normal), drawn(seed, 1, 200, normal)); });
  EXPECT_NEAR(found.value.mean(), 1.0 - 2.0 / 51.0, 4.0 * found.value.error());
  EXPECT_NEAR(found.ideal.mean(), 0.96, 1e-12);
}

TEST(boundary_adherence, catches_a_generator_that_leaves_the_range) {
  const score s = boundary(drawn(1, 0, 500, [](random::stream& bits) { return bits.uniform(); }),
                           drawn(1, 1, 500, [](random::stream& bits) { return 0.5 + 2.0 * (bits.uniform() - 0.5); }));
  EXPECT_LT(s.upper, s.ideal);
  EXPECT_NEAR(s.value, 0.5, 0.1);  // half of them lie outside, ± 4.5 standard deviations
}

// Vector V2 of SDMetrics 0.29.
TEST(category_adherence, agrees_with_sdmetrics) {
  EXPECT_NEAR(compatible_category(letters("aabc-"), letters("abbdd-")).value, 0.6666666666666666, 1e-15);
  EXPECT_NEAR(compatible_category(letters("aabc"), letters("abbdd-")).value, 0.5, 1e-15);
  EXPECT_DOUBLE_EQ(category(letters("aabc-"), letters("abbdd-")).value, 0.6);
  EXPECT_DOUBLE_EQ(category(letters("aabc"), letters("abbdd-")).value, 0.6);
}

TEST(category_adherence, names_what_was_made_up) {
  EXPECT_EQ(category(letters("a"), letters("axy")).note, "not in the real column: \"x\", \"y\"");
  EXPECT_EQ(category(letters("a"), letters("bcdefgh")).note,
            "not in the real column: \"b\", \"c\", \"d\", \"e\", \"f\" and 2 more");
  EXPECT_EQ(category(letters("ab"), letters("a")).note, "");
}

TEST(category_adherence, is_undefined_when_a_side_is_empty) {
  EXPECT_EQ(category(letters("-"), letters("a")).status, status::undefined);
  EXPECT_EQ(category(letters("a"), letters("-")).status, status::undefined);
  EXPECT_EQ(compatible_category(letters("a"), letters("")).status, status::undefined);
}

TEST(category_adherence, knows_booleans) {
  EXPECT_EQ(category(flags("11"), flags("10")).value, 0.5);
}

// 400 seeds of 60 and 200 values over 26 rare levels: Good's estimate is unbiased up to 1/60 of itself; 4 standard
// errors.
TEST(category_adherence, comes_out_at_its_ideal_for_a_perfect_generator) {
  const auto letter = [](random::stream& bits) {
    const double u = bits.uniform();
    return static_cast<char>('a' + static_cast<int>(26.0 * u * u * u));
  };
  const over_seeds found = over_seeds::of(400, [&](std::uint64_t seed) {
    return category(drawn_levels(seed, 0, 60, letter), drawn_levels(seed, 1, 200, letter));
  });
  EXPECT_NEAR(found.value.mean(), found.ideal.mean(),
              4.0 * std::hypot(found.value.error(), found.ideal.error()) + (1.0 - found.ideal.mean()) / 60.0);
}

TEST(category_adherence, catches_a_generator_that_makes_up_levels) {
  const auto ab = [](random::stream& bits) { return bits.uniform() < 0.5 ? 'a' : 'b'; };
  const auto abz = [](random::stream& bits) { return bits.uniform() < 0.05 ? 'z' : 'a'; };
  const score s = category(drawn_levels(1, 0, 500, ab), drawn_levels(1, 1, 500, abz));
  EXPECT_LT(s.upper, s.ideal);
}

}  // namespace
}  // namespace standin
