// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>

#include <learn/learning_case.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using standin::gradient_boosting;

TEST(gradient_boosting, learns_a_mean_up_to_the_noise) {
  // Noise of variance 1/12; the bound allows for what 100 trees on 4 000 rows miss.
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  const auto model = gradient_boosting{}.fit_values(train.columns.table(), train.values);
  const std::vector<double> predicted = model.values(test.columns.table());
  double error = 0.0;
  for (std::size_t i = 0; i < predicted.size(); ++i) error += std::pow(predicted[i] - test.values[i], 2);
  EXPECT_LT(error / 2000.0, 1.5 / 12.0);
  EXPECT_GT(error / 2000.0, 0.9 / 12.0) << "no model can know the noise";
}

TEST(gradient_boosting, finds_which_columns_count) {
  const learning_case train(4000, 1);
  const std::vector<double> share = gradient_boosting{}.fit_values(train.columns.table(), train.values).importance();
  EXPECT_NEAR(std::accumulate(share.begin(), share.end(), 0.0), 1.0, 1e-12);
  EXPECT_GT(share[learning_case::steep] + share[learning_case::holes] + share[learning_case::kinds], 0.9);
}

TEST(gradient_boosting, gives_probabilities_that_are_right_on_average) {
  const learning_case train(8000, 1);
  const learning_case test(8000, 2);
  const auto model = gradient_boosting{}.fit_binary(train.columns.table(), train.outcome);
  const std::vector<double> p = model.probabilities(test.columns.table());
  double mean = 0.0;
  double brier = 0.0;
  double best = 0.0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    mean += p[i] - test.outcome[i];
    brier += std::pow(p[i] - test.outcome[i], 2);
    best += std::pow(test.probability[i] - test.outcome[i], 2);
  }
  EXPECT_NEAR(mean / 8000.0, 0.0, 0.02);
  EXPECT_LT(brier / best, 1.06) << "near what the true probabilities score";
}

TEST(gradient_boosting, tells_several_classes_apart) {
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  const auto model = gradient_boosting{}.fit_classes(train.columns.table(), train.classes, 5);
  const std::vector<double> p = model.probabilities(test.columns.table());
  ASSERT_EQ(p.size(), 10'000U);
  std::size_t right = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const auto begin = p.begin() + static_cast<std::ptrdiff_t>(5 * i);
    EXPECT_NEAR(std::accumulate(begin, begin + 5, 0.0), 1.0, 1e-12);
    if (static_cast<std::uint32_t>(std::max_element(begin, begin + 5) - begin) == test.classes[i]) ++right;
    EXPECT_LT(begin[4], 1e-3) << "class 4 has no rows";
  }
  EXPECT_GT(right, 1800U);
}

TEST(gradient_boosting, stops_when_held_out_rows_gain_nothing) {
  const learning_case train(1000, 1);
  standin::random::stream draws({.seed = 5}, standin::random::purpose::sample, 0);
  std::vector<double> noise(1000);
  for (double& y : noise) y = draws.uniform();
  gradient_boosting learner;
  learner.options.rounds = 500;
  learner.options.patience = 5;
  EXPECT_LT(learner.fit_values(train.columns.table(), noise).trees().rounds(), 20U);
  EXPECT_GT(learner.fit_values(train.columns.table(), train.values).trees().rounds(), 20U);
}

TEST(gradient_boosting, is_the_same_on_any_number_of_threads) {
  const learning_case train(20'000, 1);
  gradient_boosting learner;
  learner.options.rounds = 10;
  learner.options.patience = 5;
  learner.options.column_share = 0.7;
  const std::vector<double> values =
      learner.fit_values(train.columns.table(), train.values).values(train.columns.table());
  const std::vector<double> p =
      learner.fit_classes(train.columns.table(), train.classes, 5).probabilities(train.columns.table());
  for (const std::size_t threads : {2U, 5U}) {
    standin::thread_pool pool(threads);
    standin::learning_context context;
    context.executor = pool;
    EXPECT_EQ(learner.fit_values(train.columns.table(), train.values, context).values(train.columns.table(), pool),
              values);
    EXPECT_EQ(learner.fit_classes(train.columns.table(), train.classes, 5, context)
                  .probabilities(train.columns.table(), pool),
              p);
  }
}

TEST(gradient_boosting, weighs_rows_like_repeating_them) {
  // Bit for bit it can't be: the mean that boosting starts from is summed in another order.
  const learning_case train(500, 1);
  std::vector<std::uint32_t> repeated;
  std::vector<double> weights(500);
  for (std::uint32_t i = 0; i < 500; ++i) {
    weights[i] = 1.0 + i % 3;
    for (std::uint32_t k = 0; k <= i % 3; ++k) repeated.push_back(i);
  }
  const standin::binned_table table = standin::binning(train.columns.table()).apply(train.columns.table());
  const std::vector<std::uint32_t> columns{0, 1, 2, 3, 4};
  std::vector<std::uint32_t> rows(500);
  std::iota(rows.begin(), rows.end(), 0U);
  const standin::boosting_options options{.rounds = 5, .max_leaves = 4, .min_leaf = 1, .level_smoothing = 0.0};
  standin::learning_context context;
  context.weights = weights;
  const auto weighted = standin::boost_values(table, columns, rows, train.values, options, context);
  const auto copied = standin::boost_values(table, columns, repeated, train.values, options);
  for (std::uint32_t row = 0; row < 500; ++row) {
    const auto code_of = [&](std::size_t j) { return table.column(j)[row]; };
    EXPECT_NEAR(weighted.score(0, code_of), copied.score(0, code_of), 1e-6);
  }
}

TEST(gradient_boosting, weighs_classes) {
  const learning_case train(4000, 1);
  gradient_boosting learner;
  const auto mean_of = [&] {
    const std::vector<double> p =
        learner.fit_binary(train.columns.table(), train.outcome).probabilities(train.columns.table());
    return std::accumulate(p.begin(), p.end(), 0.0) / 4000.0;
  };
  const double plain = mean_of();
  learner.options.class_weights = {1.0, 10.0};
  EXPECT_GT(mean_of(), plain + 0.1);
}

TEST(gradient_boosting, answers_when_there_is_nothing_to_learn) {
  const learning_case train(100, 1);
  const auto constant = gradient_boosting{}.fit_values(train.columns.table(), std::vector<double>(100, 0.3));
  for (const double y : constant.values(train.columns.table())) EXPECT_NEAR(y, 0.3, 1e-15);
  const auto always = gradient_boosting{}.fit_binary(train.columns.table(), std::vector<std::uint8_t>(100, 1));
  for (const double p : always.probabilities(train.columns.table())) EXPECT_GT(p, 0.999999);
  plain_columns one;
  one.numbers({nan_cell});
  EXPECT_EQ(gradient_boosting{}.fit_values(one.table(), std::vector<double>{7.0}).values(one.table()),
            (std::vector<double>{7.0}));
  const standin::plain_table no_columns{2, {}};
  EXPECT_EQ(gradient_boosting{}.fit_values(no_columns, std::vector<double>{1.0, 2.0}).values(no_columns),
            (std::vector<double>{1.5, 1.5}));
}

TEST(gradient_boosting, says_what_it_cannot_learn_from) {
  const learning_case train(100, 1);
  std::vector<double> values(100, 1.0);
  values[7] = nan_cell;
  EXPECT_THROW(static_cast<void>(gradient_boosting{}.fit_values(train.columns.table(), values)), standin::data_error);
  EXPECT_THROW(static_cast<void>(gradient_boosting{}.fit_values(train.columns.table(), std::vector<double>(99, 1.0))),
               standin::data_error);
  EXPECT_THROW(
      static_cast<void>(gradient_boosting{}.fit_binary(train.columns.table(), std::vector<std::uint8_t>(100, 2))),
      standin::data_error);
  gradient_boosting learner;
  learner.options.class_weights = {1.0};
  EXPECT_THROW(static_cast<void>(learner.fit_binary(train.columns.table(), train.outcome)), standin::invalid_option);
  EXPECT_THROW(static_cast<void>(gradient_boosting{}.fit_values({0, {}}, {})), standin::data_error);
}

}  // namespace
