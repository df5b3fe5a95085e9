// SPDX-License-Identifier: MIT
/// \file
/// By which rules trees choose, beside likelihood: what more rows would give, and what the simpler way is.
#include <standin/generators/trees/trees.hpp>
#include <standin/random/normal.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "table_maker.hpp"

namespace standin {
namespace {

using test::table_maker;

/// Quick policies, since it is the choice among them that is looked at.
column_law law_of_last(const table& data, const automatic_conditional& conditional, std::size_t max_rows = 100'000) {
  const trees<> generator{.conditional = conditional, .order = visit_order::as_given, .max_rows = max_rows};
  return generator.fit(data).report().laws.back();
}

bool raced(const column_law& law) {
  return law.reason.find("nats a held-out row") != std::string::npos;
}

/// A grade from 0 to `values` - 1, each about as often as the others, that two numbers say up to some noise.
table graded(std::size_t values, std::size_t rows) {
  table_maker maker(rows, 21);
  const auto a = maker.numbers("a", [](std::size_t, auto& draws) { return draws.uniform(); });
  const auto b = maker.numbers("b", [](std::size_t, auto& draws) { return draws.uniform(); });
  maker.numbers("grade", [&](std::size_t row, auto& draws) {
    const double noisy = (a[row] + b[row]) / 2.0 + 0.02 * random::normal_quantile(draws.open_uniform());
    const double deviations = (noisy - 0.5) * std::sqrt(24.0);  // of the mean of two uniforms
    return std::floor(random::normal_cdf(deviations) * 0.999'999 * static_cast<double>(values));
  });
  return std::move(maker).make();
}

// A mean is 0.37 nats a row ahead there, as the last row shows where the rule doesn't hold by one row.
TEST(automatic_conditional, learns_numbers_of_few_often_seen_values_as_classes_without_a_race) {
  const automatic_conditional quick = automatic_conditional::quick();
  const table data = graded(60, 6000);
  const column_law often = law_of_last(data, quick);
  EXPECT_EQ(often.kind, "boosted classes");
  EXPECT_EQ(often.reason, "each of its values is seen often");
  const column_law seldom = law_of_last(data, quick, 5999);
  EXPECT_EQ(seldom.kind, "boosted mean");
  EXPECT_TRUE(raced(seldom)) << seldom.reason;
}

TEST(automatic_conditional, learns_up_to_twice_as_many_values_as_a_tree_has_cells_without_a_race) {
  automatic_conditional quick = automatic_conditional::quick();
  const table data = graded(60, 6000);
  quick.tree.cells = 30;
  EXPECT_FALSE(raced(law_of_last(data, quick)));
  quick.tree.cells = 29;
  EXPECT_TRUE(raced(law_of_last(data, quick)));
}

TEST(automatic_conditional, lets_a_tree_race_for_fewer_than_twenty_values) {
  const column_law few = law_of_last(graded(19, 2000), automatic_conditional::quick());
  EXPECT_NE(few.reason.find("single tree"), std::string::npos) << few.reason;
  EXPECT_FALSE(raced(law_of_last(graded(20, 2000), automatic_conditional::quick())));
}

/// A line with noise that is about as well said by classes.
table line(double noise) {
  table_maker maker(4000, 9);
  const auto a = maker.numbers("a", [](std::size_t, auto& draws) { return draws.uniform(); });
  maker.numbers("y", [&](std::size_t row, auto& draws) {
    return 10.0 * a[row] + noise * random::normal_quantile(draws.open_uniform());
  });
  return std::move(maker).make();
}

// The mean is 0.028 nats a row ahead on all rows and 0.027 on 3 000 of them: enough in the one case, not in the other.
TEST(automatic_conditional, takes_a_mean_that_is_a_little_ahead_only_where_all_rows_race) {
  automatic_conditional quick = automatic_conditional::quick();
  const table data = line(0.5);
  quick.race_rows = 4000;
  const column_law on_all = law_of_last(data, quick);
  EXPECT_EQ(on_all.kind, "boosted mean");
  EXPECT_TRUE(raced(on_all)) << on_all.reason;
  quick.race_rows = 3000;
  const column_law on_some = law_of_last(data, quick);
  EXPECT_EQ(on_some.kind, "boosted classes");
  EXPECT_NE(on_some.reason.find("behind, which more rows make good"), std::string::npos) << on_some.reason;
}

TEST(automatic_conditional, takes_a_mean_that_is_far_ahead_where_some_rows_race) {
  automatic_conditional quick = automatic_conditional::quick();
  quick.race_rows = 3000;
  const column_law law = law_of_last(line(0.05), quick);  // ahead by 0.5 nats a row: a narrow ridge
  EXPECT_EQ(law.kind, "boosted mean");
  EXPECT_NE(law.reason.find("ahead of boosted classes"), std::string::npos) << law.reason;
}

/// What each order of columns "b", "a", "c" is said to be worth, by which columns come before the last.
struct order_gains {
  double as_given = 0.0;      // b, a, c
  double simple_first = 0.0;  // a, c, b
  double rich_first = 0.0;    // b, c, a
  double related_next = 0.0;  // a, b, c

  [[nodiscard]] double of(const conditional_task& task) const {
    if (task.predictors.size() < 2) return 0.0;
    const std::array<std::uint32_t, 2> before{task.predictors[0], task.predictors[1]};
    return before == std::array{0U, 1U}   ? as_given
           : before == std::array{1U, 2U} ? simple_first
           : before == std::array{0U, 2U} ? rich_first
                                          : related_next;
  }
};

/// A policy that races with made-up gains.
struct foretold {
  order_gains gains{};

  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const {
    return {.gain = gains.of(task)};
  }
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const {
    return {.gain = gains.of(task)};
  }
};
struct foretelling {
  order_gains gains{};

  [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const {
    return single_tree{}.fit_levels(task);
  }
  [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const {
    return single_tree{}.fit_numbers(task);
  }
  [[nodiscard]] foretold quick() const { return {gains}; }
};

/// The order that wins, by the columns' first letters, and what the report says of it.
std::pair<std::string, std::string> winner(const order_gains& gains) {
  // "b" has eight levels and says which of two "a" is, "c" has four and says nothing of them: the orders all differ.
  table_maker maker(400, 5);
  const auto b = maker.levels("b", 8, [](std::size_t, auto& draws) { return std::floor(8.0 * draws.uniform()); });
  maker.levels("a", 2, [&](std::size_t row, auto&) { return b[row] < 4.0 ? 0.0 : 1.0; });
  maker.levels("c", 4, [](std::size_t, auto& draws) { return std::floor(4.0 * draws.uniform()); });
  const auto model = trees<foretelling>{.conditional = {gains}}.fit(std::move(maker).make());
  std::string order;
  for (const std::uint32_t column : model.core().order()) order += "bac"[column];
  return {order, model.report().choices.at(0)};
}

TEST(race_of_orders, takes_the_simplest_where_another_is_not_ahead_by_a_twentieth_of_a_nat) {
  EXPECT_EQ(winner({}).first, "acb") << "all are the same";
  EXPECT_EQ(winner({1.0, 1.0, 1.049, 1.0}).first, "acb");
  EXPECT_EQ(winner({1.0, 1.0, 1.049, 1.0}).second,
            "columns are drawn the simplest first: 0.049 nats a held-out row behind the richest first");
  EXPECT_EQ(winner({1.049, 1.0, 1.0, 1.0}).first, "acb");
  EXPECT_EQ(winner({1.0, 1.0, 1.0, 1.049}).first, "acb");
}

TEST(race_of_orders, takes_another_that_is_further_ahead) {
  EXPECT_EQ(winner({1.051, 1.0, 1.0, 1.0}).first, "bac");
  EXPECT_EQ(winner({1.0, 1.0, 1.051, 1.0}).first, "bca");
  EXPECT_EQ(winner({1.0, 1.0, 1.0, 1.051}).first, "abc");
  EXPECT_EQ(winner({1.06, 1.0, 1.07, 1.0}).second,
            "columns are drawn the richest first: 0.010 nats a held-out row ahead of as given");
  EXPECT_EQ(winner({0.9, 1.0, 0.8, 0.7}).second,
            "columns are drawn the simplest first: 0.100 nats a held-out row ahead of as given");
}

}  // namespace
}  // namespace standin
