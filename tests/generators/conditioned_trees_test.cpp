// SPDX-License-Identifier: MIT
/// \file
/// Trees under conditions, against what is true of the tables that they learned.
#include <standin/data/conditions.hpp>
#include <standin/generators/conditional_sampling.hpp>
#include <standin/generators/trees/place_distribution.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/normal.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "table_maker.hpp"
#include "tables.hpp"

namespace standin {
namespace {

using test::normal_of;
using test::table_maker;

/// `cause` is one of three; `effect` is yes with probability 0.1, 0.5 and 0.9; `size` is normal about 2 × cause.
table causes_and_effects(std::size_t rows) {
  table_maker maker(rows, 11);
  const auto cause =
      maker.levels("cause", 3, [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 3.0); });
  maker.levels("effect", 2,
               [&](std::size_t row, auto& draws) { return draws.uniform() < 0.1 + 0.4 * cause[row] ? 1.0 : 0.0; });
  maker.numbers("size", [&](std::size_t row, auto& draws) { return 2.0 * cause[row] + 0.5 * normal_of(draws); });
  return std::move(maker).make();
}

std::vector<double> shares(const table& made, std::string_view column, std::uint32_t levels) {
  std::vector<double> share(levels, 0.0);
  for (std::size_t row = 0; row < made.rows(); ++row)
    share[made.column(column).code(row)] += 1.0 / static_cast<double>(made.rows());
  return share;
}

TEST(conditioned_trees, are_exact_where_what_comes_first_is_given) {
  const auto model = trees<>{.order = visit_order::as_given}.fit(causes_and_effects(6000));
  sample_report report;
  const table made = model.sample(20'000, {.seed = 2, .given = where("cause") == "level 2", .report = &report});
  EXPECT_EQ(report.tries, report.rows);
  EXPECT_TRUE(report.exact);
  EXPECT_EQ(report.effective_share, 1.0);
  // P(effect = yes | cause 2) = 0.9; four standard errors of what 2 000 rows learn are 0.027.
  EXPECT_NEAR(shares(made, "effect", 2)[1], 0.9, 0.03);
}

TEST(conditioned_trees, are_exact_where_later_columns_see_no_difference_between_what_is_given) {
  table_maker maker(6000, 12);
  const auto visits =
      maker.numbers("visits", [](std::size_t, auto& draws) { return std::floor(draws.uniform() * 3.0); });
  maker.levels("unit", 1, [](std::size_t, auto&) { return 0.0; });
  maker.levels("back", 2,
               [&](std::size_t row, auto& draws) { return draws.uniform() < 0.1 + 0.4 * visits[row] ? 1.0 : 0.0; });
  maker.levels("ward", 2,
               [&](std::size_t row, auto& draws) { return draws.uniform() < 0.3 * visits[row] ? 1.0 : 0.0; });
  const table all = std::move(maker).make();
  const auto model = trees<>{.order = visit_order::as_given}.fit(all);
  sample_report report;
  const table made =
      model.sample(20'000, {.seed = 2, .given = where("visits") == 2 && where("back") == "level 1", .report = &report});
  EXPECT_TRUE(report.exact);
  // P(ward = 1 | visits 2) = 0.6; four standard errors of what 2 000 rows learn are 0.044.
  EXPECT_NEAR(shares(made, "ward", 2)[1], 0.6, 0.045);

  const table known = to_table(table_view(all).select_columns({"visits", "unit", "back"}));
  const table complete = model.sample(known.rows(), {.given = rows_to_complete{known}, .report = &report});
  EXPECT_TRUE(report.exact);
  for (std::size_t row = 0; row < known.rows(); ++row)
    ASSERT_EQ(complete.column("visits").number(row), known.column("visits").number(row));
}

TEST(conditioned_trees, go_from_effects_back_to_causes) {
  const auto model = trees<>{.order = visit_order::as_given}.fit(causes_and_effects(6000));
  sample_report report;
  const table made = model.sample(20'000, {.seed = 2, .given = where("effect") == "level 1", .report = &report});
  EXPECT_EQ(report.tries, report.rows);
  EXPECT_FALSE(report.exact);
  EXPECT_GT(report.effective_share, 0.5);  // weights are 0.1, 0.5 and 0.9: 0.25 / 0.357 = 0.70
  EXPECT_LT(report.effective_share, 0.9);
  // Bayes: P(cause | effect = yes) = (0.1, 0.5, 0.9) / 1.5. Learning from 6 000 rows has standard errors of 0.006, 32
  // proposals leave a bias of about 0.3 / 32.
  const std::vector<double> causes = shares(made, "cause", 3);
  EXPECT_NEAR(causes[0], 0.1 / 1.5, 0.03);
  EXPECT_NEAR(causes[1], 0.5 / 1.5, 0.03);
  EXPECT_NEAR(causes[2], 0.9 / 1.5, 0.03);
}

TEST(conditioned_trees, keep_numbers_within_intervals_and_at_points) {
  const auto model = trees<>{.order = visit_order::as_given}.fit(causes_and_effects(6000));
  const table between = model.sample(5'000, {.seed = 3, .given = where("size") >= 1.5 && where("size") < 2.5});
  for (std::size_t row = 0; row < between.rows(); ++row) {
    ASSERT_GE(between.column("size").number(row), 1.5);
    ASSERT_LT(between.column("size").number(row), 2.5);
  }
  // The middle cause has 68 % of its rows there, the others 0.13 % each.
  EXPECT_GT(shares(between, "cause", 3)[1], 0.97);

  const table at = model.sample(2'000, {.seed = 3, .given = where("size") == 4.0});
  for (std::size_t row = 0; row < at.rows(); ++row) ASSERT_EQ(at.column("size").number(row), 4.0);
  EXPECT_GT(shares(at, "cause", 3)[2], 0.97);  // densities at 4 are as 1 : exp(-8)
}

TEST(conditioned_trees, agree_with_rows_that_were_drawn_until_they_fit) {
  const auto model = trees<>{}.fit(test::mixed_table(3000));
  const auto wanted = where("colour") == "blue" && where("age") >= 40;
  const table given = model.sample(4'000, {.seed = 5, .given = wanted});
  const table free = model.sample(60'000, {.seed = 6});
  double drawn = 0.0;
  double rows = 0.0;
  for (std::size_t row = 0; row < free.rows(); ++row)
    if (!free.column("colour").missing(row) && free.column("colour").text(row) == "blue" &&
        !free.column("age").missing(row) && free.column("age").number(row) >= 40.0) {
      rows += 1.0;
      drawn += free.column("member").number(row);
    }
  double asked = 0.0;
  for (std::size_t row = 0; row < given.rows(); ++row) asked += given.column("member").number(row);
  ASSERT_GT(rows, 500.0);
  // Two shares near 0.2: four standard errors of their difference.
  EXPECT_NEAR(asked / 4'000.0, drawn / rows, 4.0 * std::sqrt(0.2 * 0.8 * (1.0 / 4'000.0 + 1.0 / rows)));
}

TEST(conditioned_trees, make_the_same_rows_on_any_number_of_threads_and_in_any_pieces) {
  const auto model = trees<>{}.fit(test::mixed_table(800));
  const auto wanted = where("colour") == "blue" && where("age") >= 40;
  const table all = model.sample(500, {.seed = 5, .given = wanted});
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    EXPECT_EQ(test::bytes_of(model.sample(500, {.seed = 5, .given = wanted, .executor = pool})), test::bytes_of(all));
  }
  EXPECT_EQ(test::bytes_of(model.sample(300, {.seed = 5, .given = wanted})) +
                test::bytes_of(model.sample(200, {.seed = 5, .first_row = 300, .given = wanted})),
            test::bytes_of(all));
}

TEST(conditioned_trees, say_when_nothing_meets_what_is_given) {
  const auto model = trees<>{}.fit(causes_and_effects(600));
  EXPECT_THROW((void)model.sample(10, {.given = where("size") > 1e6}), error);
}

/// The largest distance between a distribution and draws from the law.
double distance(const place_distribution& law, std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  const auto n = static_cast<double>(draws.size());
  double most = 0.0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double p = law.cdf(draws[i]);
    most = std::max({most, std::abs(p - static_cast<double>(i) / n), std::abs(p - static_cast<double>(i + 1) / n)});
  }
  return most;
}

template <class Conditional>
void expect_distribution_of_draws() {
  const auto model = trees<Conditional>{.order = visit_order::as_given}.fit(causes_and_effects(3000));
  const tree_model& core = model.core();
  const std::uint32_t size = core.order().back();
  const auto& law = std::get<number_law>(core.columns()[size].law);
  std::vector<std::uint8_t> codes(2 * core.columns().size(), missing_code);
  codes[0] = 2;
  codes[1] = 1;
  partial_row row{.codes = codes};
  std::vector<double> draws;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    random::stream words({.seed = 9}, random::purpose::sample, i);
    draws.push_back(std::visit([&](const auto& of) { return of.draw(row, words); }, law));
  }
  const place_distribution places(law, row);
  EXPECT_LT(distance(places, draws), 1.95 / std::sqrt(20'000.0));  // Kolmogorov's test at α = 0.001
  EXPECT_NEAR(places.cdf(places.quantile(0.2, 0.9, 0.25)), 0.75 * places.cdf(0.2) + 0.25 * places.cdf(0.9), 1e-9);
  double mass = 0.0;  // by the midpoint rule; the density has steps
  constexpr int parts = 20'000;
  for (int i = 0; i < parts; ++i) mass += places.density((i + 0.5) / parts) / parts;
  EXPECT_NEAR(mass, 1.0, 2e-3);
}

TEST(place_distribution, is_what_cells_are_drawn_from) {
  expect_distribution_of_draws<boosted_classes>();
}

TEST(place_distribution, is_what_means_and_residuals_are_drawn_from) {
  expect_distribution_of_draws<boosted_mean>();
}

}  // namespace
}  // namespace standin
