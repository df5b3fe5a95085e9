// SPDX-License-Identifier: MIT
/// \file
/// The KS complement in both definitions.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/column/ks_complement.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

namespace standin {
namespace {

score ks(const test_column& real, const test_column& synthetic, const metric_context& context = {}) {
  return ks_complement{}.compare(real, synthetic, context);
}

score compatible_ks(const test_column& real, const test_column& synthetic) {
  return ks_complement{.as = definition::compatible}.compare(real, synthetic);
}

// Vector V1 of SDMetrics 0.29: KSComplement on columns with a hole each.
TEST(ks_complement, agrees_with_sdmetrics) {
  const test_column real = numbers({1, 2, 3, 4, 5, none});
  const test_column synthetic = numbers({1, 2, 2, 4, 7, none, 9, 0});
  EXPECT_NEAR(ks(real, synthetic).value, 0.7142857142857143, 1e-15);
  EXPECT_NEAR(compatible_ks(real, synthetic).value, 0.7142857142857143, 1e-15);
}

TEST(ks_complement, says_what_it_left_out) {
  const score s = ks(numbers({1, 2, none}), numbers({1, none, none, infinity}));
  EXPECT_EQ(s.rows_real, 2U);
  EXPECT_EQ(s.rows_synthetic, 1U);
  EXPECT_EQ(s.left_out.real, 1U);
  EXPECT_EQ(s.left_out.synthetic, 3U);
  EXPECT_EQ(s.left_out.why, "missing or infinite");
  EXPECT_EQ(ks(numbers({1}), numbers({1})).left_out.why, "");
}

TEST(ks_complement, says_where_the_largest_gap_is) {
  std::vector<double> real;
  std::vector<double> synthetic;
  for (int i = 0; i < 40; ++i) {
    real.push_back(i);
    synthetic.push_back(i < 10 ? 10.5 : i);
  }
  // By hand: a quarter of the real values lies below 10.5, at 9 for the first time. Kolmogorov's law at
  // 0.25 / sqrt(1/20) = 1.118: 2 (exp(-2.5) - exp(-10) + …) = 0.1641.
  EXPECT_EQ(ks(numbers(real), numbers(synthetic)).note, "largest gap at 9, p = 0.1641");
  EXPECT_EQ(ks(numbers(real), numbers(real)).note, "");
  const std::vector<std::optional<std::int64_t>> early(30, 1);
  const std::vector<std::optional<std::int64_t>> late(30, 2);
  EXPECT_EQ(ks(moments(early), moments(late)).note, "p < 0.0001");
}

TEST(ks_complement, is_one_for_the_same_values_in_another_order) {
  EXPECT_EQ(ks(numbers({1, 2, 2, 3}), numbers({2, 3, 1, 2})).value, 1.0);
}

TEST(ks_complement, is_zero_for_disjoint_ranges) {
  EXPECT_EQ(ks(numbers({1, 2}), numbers({3, 4})).value, 0.0);
}

TEST(ks_complement, is_symmetric) {
  const test_column a = numbers({1, 2, 2, 5, 9});
  const test_column b = numbers({0, 2, 7});
  EXPECT_EQ(ks(a, b).value, ks(b, a).value);
}

TEST(ks_complement, does_not_change_with_the_unit) {
  const test_column a = numbers({1, 2, 2, 5, 9});
  const test_column b = numbers({0, 2, 7});
  const test_column a_scaled = numbers({-3e-20, -6e-20, -6e-20, -15e-20, -27e-20});
  const test_column b_scaled = numbers({0, -6e-20, -21e-20});
  EXPECT_EQ(ks(a, b).value, ks(a_scaled, b_scaled).value);
}

TEST(ks_complement, tells_integers_apart_that_are_the_same_double) {
  EXPECT_EQ(ks(moments({9007199254740992}), moments({9007199254740993})).value, 0.0);
  EXPECT_EQ(ks(integers({1'600'000'000'000'000'001}), integers({1'600'000'000'000'000'000})).value, 0.0);
}

TEST(ks_complement, compares_integers_with_broken_numbers) {
  EXPECT_DOUBLE_EQ(ks(integers({1, 2, 3, 4}), numbers({1, 2.5, 3, 4})).value, 0.75);
  EXPECT_EQ(ks(integers({1, 2}), numbers({1, 2})).value, 1.0);
}

TEST(ks_complement, takes_the_two_zeros_for_one) {
  EXPECT_EQ(ks(numbers({-0.0}), numbers({0.0})).value, 1.0);
}

// SDMetrics 0.32: R = [1, 2, inf], S = [1, 2, 3] gives 0.6666666666666667.
TEST(ks_complement, counts_infinite_cells_as_values_where_sdmetrics_does) {
  EXPECT_NEAR(compatible_ks(numbers({1, 2, infinity}), numbers({1, 2, 3})).value, 0.6666666666666667, 1e-15);
  EXPECT_DOUBLE_EQ(ks(numbers({1, 2, infinity}), numbers({1, 2, 3})).value, 1.0 - 1.0 / 3.0);
}

// SDMetrics rounds to 14 decimals: [1, 1 + 1e-15] equals [1, 1], and a column of scale 1e-15 is constant.
TEST(ks_complement, rounds_to_14_decimals_where_sdmetrics_does) {
  const test_column a = numbers({1, 1 + 1e-15});
  EXPECT_EQ(compatible_ks(a, numbers({1, 1})).value, 1.0);
  EXPECT_EQ(ks(a, numbers({1, 1})).value, 0.5);
  EXPECT_EQ(compatible_ks(numbers({1e-15, 2e-15}), numbers({3e-15, 4e-15})).value, 1.0);
  EXPECT_EQ(ks(numbers({1e-15, 2e-15}), numbers({3e-15, 4e-15})).value, 0.0);
}

TEST(ks_complement, is_undefined_when_a_side_is_empty) {
  const score s = ks(numbers({1, 2}), numbers({none}));
  EXPECT_TRUE(std::isnan(s.value));
  EXPECT_EQ(s.status, status::undefined);
  EXPECT_EQ(s.note, "the synthetic table has no values in this column");
  EXPECT_EQ(ks(numbers({}), numbers({1})).note, "the real table has no values in this column");
  EXPECT_EQ(ks(numbers({}), numbers({})).note, "both tables have no values in this column");
}

TEST(ks_complement, is_refused_with_its_value_below_20_values) {
  const score s = ks(numbers({1, 2}), numbers({1}));
  EXPECT_EQ(s.status, status::refused);
  EXPECT_EQ(s.note, "needs 20 values a side, found 2 real and 1 synthetic");
  EXPECT_DOUBLE_EQ(s.value, 0.5);
  const std::vector<double> twenty(20, 3.0);
  EXPECT_EQ(ks(numbers(twenty), numbers(twenty)).status, status::ok);
  EXPECT_EQ(compatible_ks(numbers({1, 2}), numbers({1})).status, status::ok);
}

TEST(ks_complement, leaves_the_interval_out_where_nothing_is_to_be_resampled) {
  const score s = ks(numbers({1, 2}), numbers({1, 3}), {.resamples = 0});
  EXPECT_TRUE(std::isnan(s.lower));
  EXPECT_TRUE(std::isnan(s.upper));
}

TEST(ks_complement, applies_to_numbers_and_moments) {
  EXPECT_TRUE(ks_complement::applies_to(column_kind::numeric));
  EXPECT_TRUE(ks_complement::applies_to(column_kind::datetime));
  EXPECT_FALSE(ks_complement::applies_to(column_kind::categorical));
  EXPECT_FALSE(ks_complement::applies_to(column_kind::boolean));
  EXPECT_FALSE(ks_complement::applies_to(column_kind::text));
}

double normal_cell(random::stream& bits) {
  return random::normal(bits);
}
double heaped_cell(random::stream& bits) {
  return std::round(3.0 * random::normal(bits));
}

// 300 seeds, sample sizes 400 and 250. The mean lies within 4 standard errors (α = 6e-5) of the ideal, plus 3 % of the
// distance, by which finite samples lie below the limit law.
TEST(ks_complement, comes_out_at_its_ideal_for_a_perfect_generator) {
  for (const auto draw : {normal_cell, heaped_cell}) {
    const over_seeds found = over_seeds::of(300, [&](std::uint64_t seed) {
      return ks(drawn(seed, 0, 400, draw), drawn(seed, 1, 250, draw), {.resamples = 0});
    });
    EXPECT_NEAR(found.value.mean(), found.ideal.mean(), 4.0 * found.value.error() + 0.03 * (1.0 - found.ideal.mean()));
  }
}

// α: the ideal lies above the 95 % interval of a perfect generator in 2.5 % of all cases, at most 5 % wanted; 300
// seeds, 4 standard errors are 5 %. A generator that shifts by half a standard deviation must be told from it
// nearly always.
TEST(ks_complement, tells_a_broken_generator_from_a_perfect_one) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const test_column real = drawn(seed, 0, 400, normal_cell);
    const metric_context context{.draws = {seed, 3}};
    const score good = ks(real, drawn(seed, 1, 400, normal_cell), context);
    const score bad =
        ks(real, drawn(seed, 1, 400, [](random::stream& bits) { return random::normal(bits) + 0.5; }), context);
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_GE(broken, 298U);
}

TEST(ks_complement, falls_as_a_defect_grows) {
  double last = 1.0;
  for (const double share : {0.1, 0.3, 0.6, 1.0}) {  // of cells replaced by one constant, as a collapsed generator has
    const score s = ks(drawn(1, 0, 2000, normal_cell), drawn(1, 1, 2000, [share](random::stream& bits) {
                         const double u = bits.uniform();
                         const double x = random::normal(bits);
                         return u < share ? 4.0 : x;
                       }));
    EXPECT_LT(s.value, last);
    last = s.value;
  }
}

}  // namespace
}  // namespace standin
