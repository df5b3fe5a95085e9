// SPDX-License-Identifier: MIT
/// \file
/// The correlation similarity in both definitions.
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin {
namespace {

score correlation(const two_columns& real, const two_columns& synthetic) {
  return correlation_similarity{}.compare(real, synthetic);
}

score compatible_correlation(const two_columns& real, const two_columns& synthetic) {
  return correlation_similarity{.as = definition::compatible}.compare(real, synthetic);
}

// Vector V5 of SDMetrics 0.29.
TEST(correlation_similarity, agrees_with_sdmetrics) {
  const two_columns real{numbers({1, 2, 3, 4}), numbers({2, 4, 5, 9})};
  const two_columns synthetic{numbers({1, 2, 3, 4, 5}), numbers({3, 1, 4, 1, 5})};
  const score s = correlation(real, synthetic);
  EXPECT_NEAR(s.value, 0.6943947846777708, 1e-15);
  EXPECT_NEAR(compatible_correlation(real, synthetic).value, 0.6943947846777708, 1e-15);
  EXPECT_EQ(s.status, status::refused);
  EXPECT_EQ(compatible_correlation(real, synthetic).status, status::ok);
}

TEST(correlation_similarity, leaves_out_rows_without_both_values) {
  const two_columns real{numbers({1, 2, none, 3, 4}), numbers({2, 4, 1, 5, 9})};
  const two_columns synthetic{numbers({1, 2, 3, 4, 5, infinity}), numbers({3, 1, 4, 1, 5, 0})};
  const score s = correlation(real, synthetic);
  EXPECT_NEAR(s.value, 0.6943947846777708, 1e-15);
  EXPECT_EQ(s.rows_real, 4U);
  EXPECT_EQ(s.rows_synthetic, 5U);
  EXPECT_EQ(s.left_out.real, 1U);
  EXPECT_EQ(s.left_out.synthetic, 1U);
  EXPECT_EQ(s.left_out.why, "a cell is missing or infinite");
}

// SDMetrics: a real correlation of exactly 0 gives NaN at the threshold 0. Independence must be reproduced as well.
TEST(correlation_similarity, counts_pairs_without_correlation_but_where_sdmetrics_does_not) {
  const two_columns real{numbers({-1, 0, 1, -1, 0, 1, -1, 0, 1, 0}), numbers({1, 0, 1, 1, 0, 1, 1, 0, 1, 0})};
  const two_columns synthetic{numbers({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), numbers({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})};
  EXPECT_NEAR(correlation(real, synthetic).value, 0.5, 1e-15);
  EXPECT_EQ(correlation(real, synthetic).status, status::ok);
  EXPECT_EQ(compatible_correlation(real, synthetic).status, status::undefined);
}

TEST(correlation_similarity, says_which_table_has_a_constant_column) {
  const two_columns varies{numbers({1, 2, 3}), numbers({1, 3, 2})};
  const two_columns constant{numbers({1, 1, 1}), numbers({1, 3, 2})};
  EXPECT_EQ(correlation(constant, varies).note, "a column is constant in the real table");
  EXPECT_EQ(correlation(varies, constant).note, "a column is constant in the synthetic table");
  EXPECT_EQ(correlation(varies, constant).status, status::undefined);
  const two_columns apart{numbers({1, none}), numbers({none, 1})};
  EXPECT_EQ(correlation(apart, varies).note, "the real table has no row with both values");
}

TEST(correlation_similarity, tells_both_correlations) {
  const two_columns real{numbers({1, 2, 3, 4}), numbers({2, 4, 5, 9})};
  const two_columns turned{numbers({1, 2, 3, 4}), numbers({-2, -4, -5, -9})};
  const score s = correlation_similarity{.as = definition::compatible}.compare(real, turned);
  EXPECT_EQ(s.note, "correlation 0.9648 in the real table, -0.9648 in the synthetic one");
  EXPECT_NEAR(s.value, 1.0 - 0.9647638212377322, 1e-15);
}

TEST(correlation_similarity, does_not_change_with_units_or_when_columns_are_turned) {
  const two_columns a{numbers({1, 2, 3, 4, 7}), numbers({2, 4, 5, 9, 1})};
  const two_columns b{numbers({3, 2, 3, 8, 7}), numbers({2, 1, 5, 9, 1})};
  EXPECT_NEAR(correlation(a, b).value, correlation({a.y, a.x}, {b.y, b.x}).value, 1e-15);
  EXPECT_NEAR(correlation(a, b).value,
              correlation({numbers({-10, -20, -30, -40, -70}), a.y}, {numbers({-30, -20, -30, -80, -70}), b.y}).value,
              1e-14);
}

two_columns sample(std::uint64_t seed, std::uint64_t side, std::size_t rows, double r, bool heavy_tails) {
  random::stream bits = bits_of(seed, side);
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t row = 0; row < rows; ++row) {
    const double a = random::normal(bits);
    const double b = r * a + std::sqrt(1.0 - r * r) * random::normal(bits);
    x.push_back(heavy_tails ? std::exp(0.7 * a) : a);
    y.push_back(heavy_tails ? std::exp(0.7 * b) : b);
  }
  return {numbers(std::move(x)), numbers(std::move(y))};
}

// 400 seeds, 1 000 and 700 rows: within 4 standard errors (α = 6e-5) and 2 %; with heavy tails 12 %, since then the
// spread that the ideal is computed from is a little too small on average.
TEST(correlation_similarity, comes_out_at_its_ideal_for_a_perfect_generator) {
  for (const bool heavy_tails : {false, true})
    for (const double r : {0.0, 0.8}) {
      const over_seeds found = over_seeds::of(400, [&](std::uint64_t seed) {
        return correlation(sample(seed, 0, 1000, r, heavy_tails), sample(seed, 1, 700, r, heavy_tails));
      });
      EXPECT_NEAR(found.value.mean(), found.ideal.mean(),
                  4.0 * found.value.error() + (heavy_tails ? 0.12 : 0.02) * (1.0 - found.ideal.mean()))
          << "r " << r << (heavy_tails ? ", heavy tails" : "");
    }
}

// The ideal lies above the interval of a perfect generator in at most 5 % of all cases (300 seeds, 4 standard errors: 5
// %). One that halves the correlation must be told from it always.
TEST(correlation_similarity, tells_a_broken_generator_from_a_perfect_one) {
  std::size_t perfect = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const two_columns real = sample(seed, 0, 800, 0.6, false);
    const score good = correlation(real, sample(seed, 1, 800, 0.6, false));
    const score bad = correlation(real, sample(seed, 1, 800, 0.3, false));
    if (good.upper < good.ideal) ++perfect;
    if (bad.upper < bad.ideal) ++broken;
  }
  EXPECT_LE(perfect, 30U);
  EXPECT_EQ(broken, 300U);
}

// Vector V5 by ranks, SDMetrics 0.32: tests/golden/quality_report.py.
TEST(correlation_similarity, agrees_with_sdmetrics_by_ranks) {
  const test_column x = numbers({1, 2, 3, 4});
  const test_column y = numbers({2, 4, 5, 9});
  const test_column u = numbers({1, 2, 3, 4, 5});
  const test_column v = numbers({3, 1, 4, 1, 5});
  const correlation_similarity by_ranks{.as = definition::compatible, .measure = correlation_of::ranks};
  EXPECT_NEAR(by_ranks.compare({x, y}, {u, v}).value, 0.7051956704170308, 1e-15);
  EXPECT_EQ(by_ranks.name(), "rank correlation similarity (compatible)");
}

TEST(correlation_similarity, counts_only_pairs_beyond_the_threshold_where_asked) {
  // The real correlation is 0.9647638212377322.
  const test_column x = numbers({1, 2, 3, 4});
  const test_column y = numbers({2, 4, 5, 9});
  const auto with = [&](double threshold) {
    return correlation_similarity{.as = definition::compatible, .threshold = threshold}.compare({x, y}, {x, y});
  };
  EXPECT_EQ(with(0.96).value, 1.0);
  EXPECT_EQ(with(0.97).status, status::undefined);
}

}  // namespace
}  // namespace standin
