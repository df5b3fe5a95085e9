// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/learn/linear_models.hpp>
#include <standin/learn/nearest_rows.hpp>
#include <standin/learn/random_forest.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <learn/learning_case.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace {

template <class Learner>
double mean_squared_error(const Learner& learner, const learning_case& train, const learning_case& test) {
  const std::vector<double> y = learner.fit_values(train.columns.table(), train.values).values(test.columns.table());
  double sum = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += std::pow(y[i] - test.values[i], 2);
  return sum / static_cast<double>(y.size());
}

/// Squared error of probabilities by that of the true ones.
template <class Learner>
double brier_ratio(const Learner& learner, const learning_case& train, const learning_case& test) {
  const std::vector<double> p =
      learner.fit_binary(train.columns.table(), train.outcome).probabilities(test.columns.table());
  double sum = 0.0;
  double best = 0.0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_GE(p[i], 0.0);
    EXPECT_LE(p[i], 1.0);
    sum += std::pow(p[i] - test.outcome[i], 2);
    best += std::pow(test.probability[i] - test.outcome[i], 2);
  }
  return sum / best;
}

template <class Learner>
double share_right(const Learner& learner, const learning_case& train, const learning_case& test) {
  const std::vector<double> p =
      learner.fit_classes(train.columns.table(), train.classes, 4).probabilities(test.columns.table());
  std::size_t right = 0;
  for (std::size_t i = 0; i < test.classes.size(); ++i) {
    const auto begin = p.begin() + static_cast<std::ptrdiff_t>(4 * i);
    EXPECT_NEAR(std::accumulate(begin, begin + 4, 0.0), 1.0, 1e-9);
    if (static_cast<std::uint32_t>(std::max_element(begin, begin + 4) - begin) == test.classes[i]) ++right;
  }
  return static_cast<double>(right) / static_cast<double>(test.classes.size());
}

// The noise has a variance of 1/12 and the mean one of 1.8; a line through sin(6 a) misses a half of its variance of
// 0.5. Bounds are what the learners get with some room, and far from what a constant gets.
TEST(learners, predict_means) {
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  EXPECT_LT(mean_squared_error(standin::decision_tree{}, train, test), 0.16);
  EXPECT_LT(mean_squared_error(standin::random_forest{.columns = 4}, train, test), 0.14);
  EXPECT_LT(mean_squared_error(standin::ridge_regression{}, train, test), 0.40);
  EXPECT_LT(mean_squared_error(standin::nearest_rows{}, train, test), 0.50);
}

TEST(learners, predict_outcomes) {
  const learning_case train(4000, 1);
  const learning_case test(4000, 2);
  EXPECT_LT(brier_ratio(standin::decision_tree{.max_leaves = 32}, train, test), 1.10);
  EXPECT_LT(brier_ratio(standin::random_forest{.min_leaf = 20}, train, test), 1.10);
  EXPECT_LT(brier_ratio(standin::logistic_regression{}, train, test), 1.10);
  EXPECT_LT(brier_ratio(standin::nearest_rows{.neighbours = 40}, train, test), 1.20);
}

TEST(learners, predict_classes) {
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  EXPECT_GT(share_right(standin::decision_tree{}, train, test), 0.88);
  EXPECT_GT(share_right(standin::random_forest{.columns = 3}, train, test), 0.90);
  EXPECT_GT(share_right(standin::logistic_regression{}, train, test), 0.60);
  EXPECT_GT(share_right(standin::nearest_rows{}, train, test), 0.60);
}

TEST(learners, are_the_same_on_any_number_of_threads) {
  const learning_case train(9000, 1);
  const standin::plain_table x = train.columns.table();
  const auto look = [&](standin::executor_ref on) {
    standin::learning_context context;
    context.executor = on;
    return std::vector<std::vector<double>>{
        standin::decision_tree{}.fit_values(x, train.values, context).values(x, on),
        standin::random_forest{.trees = 7}.fit_classes(x, train.classes, 4, context).probabilities(x, on),
        standin::logistic_regression{}.fit_classes(x, train.classes, 4, context).probabilities(x, on),
        standin::ridge_regression{}.fit_values(x, train.values, context).values(x, on),
        standin::nearest_rows{}.fit_values(x, train.values, context).values(x, on)};
  };
  const auto alone = look({});
  for (const std::size_t threads : {2U, 5U}) {
    standin::thread_pool pool(threads);
    EXPECT_EQ(look(pool), alone);
  }
}

TEST(learners, draw_other_trees_with_another_seed) {
  const learning_case train(500, 1);
  const standin::plain_table x = train.columns.table();
  standin::learning_context context;
  const std::vector<double> first = standin::random_forest{.trees = 3}.fit_values(x, train.values, context).values(x);
  context.draws.seed = 1;
  EXPECT_NE(standin::random_forest{.trees = 3}.fit_values(x, train.values, context).values(x), first);
}

TEST(ridge_regression, solves_the_normal_equations) {
  // One number and a constant: slope = Σ z y / (n + l2) with z standardised, by hand.
  plain_columns columns;
  columns.numbers({1.0, 2.0, 3.0, 6.0});
  const std::vector<double> y{2.0, 1.0, 5.0, 8.0};
  const auto model = standin::ridge_regression{.options = {.l2 = 3.0}}.fit_values(columns.table(), y);
  const double spread = std::sqrt((4.0 + 1.0 + 0.0 + 9.0) / 4.0);
  const double slope = (2.0 * -2.0 + 1.0 * -1.0 + 5.0 * 0.0 + 8.0 * 3.0) / spread / (4.0 + 3.0);
  ASSERT_EQ(model.coefficients()[0].size(), 2U);
  EXPECT_NEAR(model.coefficients()[0][0], slope, 1e-6) << "numbers are kept in single precision";
  EXPECT_NEAR(model.coefficients()[0][1], 4.0, 1e-6);
}

TEST(logistic_regression, is_where_the_penalised_loss_is_flat) {
  const learning_case train(1000, 3);
  const auto model = standin::logistic_regression{}.fit_binary(train.columns.table(), train.outcome);
  const std::vector<double> p = model.probabilities(train.columns.table());
  // The derivative by the constant, which has no penalty, is the sum of p − y.
  double sum = 0.0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] - train.outcome[i];
  EXPECT_NEAR(sum, 0.0, 1e-2);
  // And that by a level's coefficient is the sum over its rows plus the coefficient: seen through the total of all
  // levels.
  double squares = 0.0;
  for (const double c : model.coefficients()[0]) squares += c * c;
  EXPECT_GT(squares, 0.5);
}

TEST(learners, answer_when_there_is_nothing_to_learn) {
  plain_columns one;
  one.numbers({nan_cell, nan_cell, nan_cell});
  const standin::plain_table x = one.table();
  const std::vector<double> same(3, 4.0);
  const std::vector<std::uint8_t> yes(3, 1);
  EXPECT_EQ(standin::decision_tree{}.fit_values(x, same).values(x), same);
  EXPECT_EQ(standin::random_forest{}.fit_values(x, same).values(x)[0], 4.0);
  EXPECT_EQ(standin::nearest_rows{}.fit_values(x, same).values(x), same);
  EXPECT_NEAR(standin::ridge_regression{}.fit_values(x, same).values(x)[0], 4.0, 1e-9);
  EXPECT_EQ(standin::decision_tree{}.fit_binary(x, yes).probabilities(x)[0], 1.0);
  EXPECT_EQ(standin::nearest_rows{}.fit_binary(x, yes).probabilities(x)[0], 1.0);
  EXPECT_GT(standin::logistic_regression{}.fit_binary(x, yes).probabilities(x)[0], 0.99);
}

// A step of Newton's method that ends at rounding would rank rows by it.
TEST(logistic_regression, ranks_no_row_where_outcomes_are_all_alike) {
  const learning_case train(800, 1);
  const learning_case test(200, 2);
  for (const std::uint8_t outcome : {std::uint8_t{0}, std::uint8_t{1}}) {
    const std::vector<std::uint8_t> all(train.values.size(), outcome);
    const std::vector<double> p =
        standin::logistic_regression{}.fit_binary(train.columns.table(), all).probabilities(test.columns.table());
    EXPECT_EQ(std::set<double>(p.begin(), p.end()).size(), 1U);
    EXPECT_NEAR(p[0], outcome, 0.01);
    const std::vector<std::uint32_t> classes(all.begin(), all.end());
    const std::vector<double> q = standin::logistic_regression{}
                                      .fit_classes(train.columns.table(), classes, 3)
                                      .probabilities(test.columns.table());
    EXPECT_EQ(std::set<double>(q.begin(), q.begin() + 3), std::set<double>(q.begin(), q.end()));
    EXPECT_GT(q[outcome], 0.99);
  }
}

TEST(learners, say_what_they_cannot_learn_from) {
  plain_columns one;
  one.numbers({1.0, 2.0});
  const standin::plain_table x = one.table();
  const std::vector<double> infinite{1.0, HUGE_VAL};
  const std::vector<std::uint8_t> two{0, 2};
  const std::vector<std::uint32_t> classes{0, 5};
  EXPECT_THROW(static_cast<void>(standin::ridge_regression{}.fit_values(x, infinite)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::nearest_rows{}.fit_values(x, infinite)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::random_forest{}.fit_values(x, infinite)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::logistic_regression{}.fit_binary(x, two)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::decision_tree{}.fit_binary(x, two)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::nearest_rows{}.fit_binary(x, two)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::logistic_regression{}.fit_classes(x, classes, 3)), standin::data_error);
  EXPECT_THROW(static_cast<void>(standin::random_forest{}.fit_classes(x, classes, 300)), standin::invalid_option);
  EXPECT_THROW(static_cast<void>(standin::random_forest{.trees = 0}.fit_binary(x, std::vector<std::uint8_t>{0, 1})),
               standin::invalid_option);
  EXPECT_THROW(static_cast<void>(standin::ridge_regression{.options = {.l2 = 0.0}}.fit_values(x, {infinite.data(), 1})),
               standin::data_error);
}

}  // namespace
