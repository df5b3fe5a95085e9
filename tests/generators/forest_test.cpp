// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/density.hpp>
#include <standin/generators/forest/forest.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "known_densities.hpp"
#include "table_maker.hpp"
#include "tables.hpp"

namespace standin {
namespace {

static_assert(density_model<forest_model> && expectation_model<forest_model>);
static_assert(conditionable_core_model<forest_model>);

using test::table_maker;
using test::two_clusters;

constexpr std::uint64_t seed = 11;  // of tables

double coin(std::size_t /*row*/, random::stream& draws) {
  return std::floor(draws.uniform() * 2.0);
}

TEST(forest, stops_at_once_where_columns_are_independent) {
  table_maker maker(4000, seed);
  maker.levels("a", 2, coin);
  maker.numbers("x", [](std::size_t, auto& draws) { return draws.uniform(); });
  maker.levels("b", 2, coin);
  const table data = std::move(maker).make();
  const auto model = forest<>{}.fit(data, {.seed = 1});
  EXPECT_TRUE(model.report().converged);
  EXPECT_EQ(model.report().iterations, 0U);
  // A share of 8 000 guesses has the standard error 0.0056: alpha = 0.002 at three of them. Guesses on rows that were
  // left out are right a little less often than half of the time, since those that were left in are then of the other
  // kind a little more often.
  EXPECT_LT(model.report().objective, 0.517);
  EXPECT_GT(model.report().objective, 0.45);
  EXPECT_EQ(model.core().leaves(), forest_options{}.trees);
}

TEST(forest, says_how_well_rows_were_told_apart) {
  const auto model = forest<>{}.fit(two_clusters(4000, seed), {.seed = 1});
  const std::span<const double> accuracies = model.core().accuracies();
  ASSERT_GE(accuracies.size(), 2U);
  EXPECT_GT(accuracies.front(), 0.75);  // independent columns mix the clusters in 42 % of the rows
  EXPECT_LT(model.report().objective, 0.56);
  EXPECT_LT(model.report().objective, accuracies.front());
}

TEST(forest, knows_the_density_of_a_mixture) {
  const auto model = forest<>{}.fit(two_clusters(20'000, seed), {.seed = 1});
  const table fresh = two_clusters(24'000, seed);  // the last 4 000 rows weren't fitted
  const test::mean_log_densities mean = test::compare_densities(fresh, log_densities(model, fresh), 20'000);
  EXPECT_GT(mean.rows, 3980.0);
  // Independent columns would cost the mutual information, 0.61 nats for each of two columns known by the third.
  EXPECT_NEAR(mean.of_model, mean.of_truth, 0.12);
}

TEST(forest, has_a_density_that_sums_to_one) {
  table_maker maker(3000, seed);
  const auto a = maker.levels("a", 2, coin);
  maker.numbers("x", [&](std::size_t row, auto& draws) { return a[row] + draws.uniform(); });
  const auto model = forest<>{}.fit(std::move(maker).make(), {.seed = 1});
  EXPECT_NEAR(test::sum_of_density(model), 1.0, 0.01);  // the grid misses jumps between pieces by a step each
}

TEST(forest, keeps_an_exclusive_or) {
  table_maker maker(6000, seed);
  const auto a = maker.levels("a", 2, coin);
  const auto b = maker.levels("b", 2, coin);
  maker.levels("odd", 2, [&](std::size_t row, auto&) { return std::fmod(a[row] + b[row], 2.0); });
  const table made = forest<>{}.fit(std::move(maker).make(), {.seed = 1}).sample(4000, {.seed = 2});
  std::size_t apart = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    apart += (made.column(0).code(row) + made.column(1).code(row)) % 2 != made.column(2).code(row) ? 1U : 0U;
  EXPECT_LT(apart, 200U);  // 5 %; half would be by chance, and all that pairs of columns know
}

TEST(forest, keeps_to_conditions_as_rejection_does) {
  const auto model = forest<>{}.fit(two_clusters(6000, seed), {.seed = 1});
  const condition wanted = where("x") > 1.0 && where("y") < 2.5 && where("y") > 0.0;
  sample_report report;
  const table exact = model.sample(4000, {.seed = 3, .given = wanted, .report = &report});
  EXPECT_EQ(report.tries, report.rows);
  EXPECT_TRUE(report.exact);
  const table all = model.sample(60'000, {.seed = 4});
  double n = 0.0;
  double mean = 0.0;
  double first = 0.0;
  for (std::size_t row = 0; row < all.rows(); ++row) {
    const double x = all.column(1).number(row);
    const double y = all.column(2).number(row);
    if (!(x > 1.0 && y > 0.0 && y < 2.5)) continue;
    n += 1.0;
    mean += x;
    first += all.column(0).code(row) == 0 ? 1.0 : 0.0;
  }
  double exact_mean = 0.0;
  double exact_first = 0.0;
  for (std::size_t row = 0; row < exact.rows(); ++row) {
    exact_mean += exact.column(1).number(row);
    exact_first += exact.column(0).code(row) == 0 ? 1.0 : 0.0;
  }
  // Spreads are at most 2.6 and 0.5: four standard errors of differences of means of 4 000 and n > 4 000 rows.
  ASSERT_GT(n, 4000.0);
  EXPECT_NEAR(exact_mean / 4000.0, mean / n, 4.0 * 2.6 * std::sqrt(2.0 / 4000.0));
  EXPECT_NEAR(exact_first / 4000.0, first / n, 4.0 * 0.5 * std::sqrt(2.0 / 4000.0));
}

TEST(forest, knows_what_to_expect_of_a_column) {
  const auto model = forest<>{}.fit(two_clusters(6000, seed), {.seed = 1});
  const forest_model& core = model.core();
  code_set second(2);
  second.insert(1);
  const plain_condition in_second{{plain_restriction::to_codes(0, second)}};
  EXPECT_NEAR(core.expectation(1, in_second), 6.0, 0.15);
  EXPECT_NEAR(core.expectation(1), 0.7 * 0.0 + 0.3 * 6.0, 0.15);
  const plain_condition far{{plain_restriction::to_numbers(1, number_set::more_than(4.5))}};
  EXPECT_GT(core.level_probabilities(0, far)[1], 0.97);
  EXPECT_NEAR(core.given(in_second).log_probability(), std::log(0.3), 0.05);
  // A single number has no probability, but a density: at x = 6 the second cluster has nearly all of it.
  const plain_condition at{{plain_restriction::to_numbers(1, number_set::points(std::vector<double>{6.0}))}};
  EXPECT_GT(core.level_probabilities(0, at)[1], 0.97);
  const plain_condition never{{plain_restriction::to_numbers(1, number_set::more_than(1e6))}};
  EXPECT_THROW((void)core.given(never), data_error);
}

TEST(forest, makes_the_same_rows_on_any_number_of_threads_and_in_any_pieces) {
  const table data = two_clusters(1500, seed);
  const auto model = forest<>{}.fit(data, {.seed = 3});
  const table all = model.sample(700, {.seed = 5});
  const condition wanted = where("x") > 0.0;
  const table under = model.sample(300, {.seed = 5, .given = wanted});
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const auto again = forest<>{}.fit(data, {.seed = 3, .executor = pool});
    EXPECT_EQ(again.fingerprint(), model.fingerprint()) << threads;
    EXPECT_EQ(test::bytes_of(again.sample(700, {.seed = 5, .executor = pool})), test::bytes_of(all)) << threads;
    EXPECT_EQ(test::bytes_of(again.sample(300, {.seed = 5, .given = wanted, .executor = pool})), test::bytes_of(under));
  }
  EXPECT_EQ(
      test::bytes_of(model.sample(600, {.seed = 5})) + test::bytes_of(model.sample(100, {.seed = 5, .first_row = 600})),
      test::bytes_of(all));
}

TEST(forest, keeps_missing_cells_that_another_column_goes_with) {
  table_maker maker(4000, seed);
  const auto a = maker.levels("a", 3, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 3.0); });
  maker.numbers("x", [&](std::size_t row, auto& draws) {
    return a[row] == 1.0 ? std::nan("") : 10.0 * a[row] + draws.uniform();
  });
  const auto model = forest<>{}.fit(std::move(maker).make(), {.seed = 1});
  const table made = model.sample(3000, {.seed = 1});
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < made.rows(); ++row)
    wrong += made.column(1).missing(row) != (made.column(0).code(row) == 1) ? 1U : 0U;
  EXPECT_LT(wrong, 60U);  // 2 %; four ninths by chance
  for (const double one : log_densities(model, made)) EXPECT_GT(one, -1e300);
}

TEST(forest, fits_the_smallest_tables) {
  for (const std::size_t rows : {1U, 2U, 10U, 100U}) {
    const table made = forest<>{}.fit(test::mixed_table(rows)).sample(50, {.seed = 1});
    EXPECT_EQ(made.rows(), 50U);
  }
}

TEST(forest, takes_columns_without_values_and_columns_of_one_value) {
  table_maker maker(300, seed);
  maker.numbers("none", [](std::size_t, auto&) { return std::nan(""); });
  maker.numbers("one", [](std::size_t, auto&) { return 7.0; });
  maker.levels("level", 1, [](std::size_t, auto&) { return 0.0; });
  maker.numbers("x", [](std::size_t, auto& draws) { return draws.uniform(); });
  const table made = forest<>{}.fit(std::move(maker).make()).sample(100, {.seed = 1});
  for (std::size_t row = 0; row < made.rows(); ++row) {
    EXPECT_TRUE(made.column(0).missing(row));
    EXPECT_EQ(made.column(1).number(row), 7.0);
    EXPECT_EQ(made.column(2).text(row), "level 0");
  }
}

TEST(forest, keeps_a_category_of_many_levels) {
  table_maker maker(8000, seed);
  const auto key =
      maker.levels("key", 2000, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 2000.0); });
  maker.numbers("x", [&](std::size_t row, auto& draws) { return key[row] + draws.uniform(); });
  const table made = forest<>{}.fit(std::move(maker).make()).sample(2000, {.seed = 1});
  std::size_t levels = 0;
  std::vector<bool> seen(2000, false);
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const std::uint32_t code = made.column(0).code(row);
    ASSERT_LT(code, 2000U);
    levels += seen[code] ? 0U : 1U;
    seen[code] = true;
  }
  EXPECT_GT(levels, 800U);  // 2 000 draws of 2 000 levels hit 1 264 in the mean; skewed ones some fewer
}

TEST(forest, refuses_options_out_of_range) {
  const table data = test::mixed_table(50);
  EXPECT_THROW((void)forest<>{.growth = {.trees = 0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.growth = {.min_leaf = 0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.growth = {.questions = 0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.growth = {.row_share = 0.0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.growth = {.max_rows = 0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.law = {.min_rows = 0}}.fit(data), invalid_option);
  EXPECT_THROW((void)forest<>{.law = {.smoothing = -1.0}}.fit(data), invalid_option);
}

TEST(forest, has_no_leaf_below_its_least_and_no_more_of_them) {
  const auto model = forest<>{.growth = {.trees = 4, .min_leaf = 80}}.fit(two_clusters(3000, seed), {.seed = 1});
  for (const std::uint32_t rows : model.core().leaf_rows()) EXPECT_GE(rows, 80U);
  EXPECT_LE(model.core().leaves(), 4U * 3000U / 80U);
}

}  // namespace
}  // namespace standin
