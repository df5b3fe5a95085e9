// SPDX-License-Identifier: MIT
/// \file
/// XGBoost behind our concepts. Where its library isn't there a single test says so.
#include <gtest/gtest.h>

#if !defined(STANDIN_HAS_XGBOOST)

TEST(xgboost, is_here) {
  GTEST_SKIP() << "install XGBoost's C library (Debian: libxgboost-dev) to test ext/xgboost.hpp";
}

#else

#include <standin/ext/xgboost.hpp>

#include <standin/core/error.hpp>
#include <standin/evaluation/suite.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/metrics/detection/two_sample_test.hpp>
#include <standin/metrics/utility/predictive_utility.hpp>
#include <standin/stats/prediction_scores.hpp>

#include <evaluation/faults.hpp>
#include <learn/learning_case.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace standin {
namespace {

// The noise has a variance of 1/12 and the mean one of 1.8.
TEST(xgboost, predicts_means) {
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  const auto y = ext::xgboost{.max_depth = 4, .learning_rate = 0.1}.fit_values(train.columns.table(), train.values);
  const std::vector<double> found = y.values(test.columns.table());
  double sum = 0.0;
  for (std::size_t i = 0; i < found.size(); ++i) sum += std::pow(found[i] - test.values[i], 2);
  EXPECT_LT(sum / 2000.0, 0.14);
}

TEST(xgboost, tells_outcomes_apart_as_well_as_ours_within_their_noise) {
  const learning_case train(4000, 1);
  const learning_case test(4000, 2);
  const auto area = [&](const auto& learner) {
    const std::vector<double> p =
        learner.fit_binary(train.columns.table(), train.outcome).probabilities(test.columns.table());
    std::vector<double> scores[2];
    for (std::size_t i = 0; i < p.size(); ++i) scores[test.outcome[i]].push_back(p[i]);
    return stats::area_under_roc(scores[1], scores[0]);
  };
  // A standard error of an area is 0.007 here, and both see the same rows.
  EXPECT_NEAR(area(ext::xgboost{.max_depth = 4, .learning_rate = 0.1}), area(gradient_boosting{}), 0.015);
}

TEST(xgboost, knows_several_classes_and_one) {
  const learning_case train(4000, 1);
  const learning_case test(2000, 2);
  const auto model = ext::xgboost{.rounds = 30}.fit_classes(train.columns.table(), train.classes, 5);
  const std::vector<double> p = model.probabilities(test.columns.table());
  ASSERT_EQ(p.size(), 5 * 2000U);
  std::size_t right = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const auto begin = p.begin() + static_cast<std::ptrdiff_t>(5 * i);
    EXPECT_NEAR(std::accumulate(begin, begin + 5, 0.0), 1.0, 1e-9);
    if (static_cast<std::uint32_t>(std::max_element(begin, begin + 5) - begin) == test.classes[i]) ++right;
  }
  EXPECT_GT(right, 1760U);
  const std::vector<std::uint32_t> same(4000, 0);
  EXPECT_EQ(ext::xgboost{.rounds = 2}.fit_classes(train.columns.table(), same, 1).probabilities(test.columns.table()),
            std::vector<double>(2000, 1.0));
}

TEST(xgboost, says_which_columns_it_asked_about) {
  const learning_case train(4000, 1);
  const std::vector<double> worth = ext::xgboost{}.fit_values(train.columns.table(), train.mean).importance();
  ASSERT_EQ(worth.size(), 5U);
  EXPECT_NEAR(std::accumulate(worth.begin(), worth.end(), 0.0), 1.0, 1e-6);
  EXPECT_GT(worth[learning_case::holes], worth[learning_case::noise]);
  EXPECT_GT(worth[learning_case::kinds], worth[learning_case::other_kinds]);
}

TEST(xgboost, gives_the_same_bits_again) {
  const learning_case train(2000, 1);
  const plain_table x = train.columns.table();
  const auto once = [&] { return ext::xgboost{.rounds = 20}.fit_values(x, train.values).values(x); };
  EXPECT_EQ(once(), once());
}

TEST(xgboost, weighs_rows) {
  plain_columns columns;
  columns.numbers({1.0, 1.0});
  const std::vector<double> weights{3.0, 1.0};
  const std::vector<double> y{0.0, 4.0};
  learning_context context;
  context.weights = weights;
  const ext::xgboost still{.rounds = 200, .l2 = 0.0};
  EXPECT_NEAR(still.fit_values(columns.table(), y, context).values(columns.table())[0], 1.0, 1e-4);  // (3·0 + 4) / 4
}

TEST(xgboost, answers_or_says_why_not) {
  plain_columns columns;
  columns.numbers({1.0, infinity, -infinity, nan_cell});
  const plain_table x = columns.table();
  const std::vector<double> y{1.0, 2.0, 3.0, 4.0};
  for (const double v : ext::xgboost{.rounds = 3}.fit_values(x, y).values(x)) EXPECT_TRUE(std::isfinite(v));
  EXPECT_EQ(
      ext::xgboost{.rounds = 3}.fit_values({.rows = 4, .columns = {}}, y).values({.rows = 2, .columns = {}}).size(),
      2U);
  EXPECT_TRUE(ext::xgboost{.rounds = 3}.fit_values(x, y).values({.rows = 0, .columns = x.columns}).empty());
  EXPECT_THROW(static_cast<void>(ext::xgboost{}.fit_values({.rows = 0, .columns = {}}, {})), data_error);
  EXPECT_THROW(static_cast<void>(ext::xgboost{}.fit_values(x, std::vector<double>(3))), data_error);
  EXPECT_THROW(static_cast<void>(ext::xgboost{}.fit_binary(x, std::vector<std::uint8_t>{0, 1, 2, 0})), data_error);
  EXPECT_THROW(static_cast<void>(ext::xgboost{}.fit_classes(x, std::vector<std::uint32_t>{0, 1, 2, 0}, 2)), data_error);
  try {
    static_cast<void>(ext::xgboost{.max_depth = -3}.fit_values(x, y));
    ADD_FAILURE() << "a depth below 0 grew";
  } catch (const numeric_error& why) {
    EXPECT_EQ(std::string(why.what()).find('\n'), std::string::npos);
  }
}

// Independent columns are told from real ones, fresh rows are not: five standard errors of an area are 0.05.
TEST(xgboost, judges_tables) {
  const table train = law(1, 0, 1500);
  const table holdout = law(1, 1, 1500);
  const suite judges{two_sample_test<ext::xgboost>{.learner = {.rounds = 40}},
                     predictive_utility<ext::xgboost>{.learner = {.rounds = 40, .max_depth = 3}}};
  const auto run = [&](const table& synthetic) {
    return judges.run({.train = train, .holdout = table_view(holdout), .synthetic = synthetic, .target = "income"});
  };
  const auto fresh = run(law(1, 2, 1500));
  ASSERT_EQ(fresh[0].metric, "c2st xgboost");
  EXPECT_NEAR(fresh[0].result.value, 0.5, 0.05);
  const auto broken = run(independent_columns(train, 5));
  EXPECT_GT(broken[0].result.lower, 0.85);
  EXPECT_NE(broken[0].result.note.find("told apart by "), std::string::npos);
  ASSERT_EQ(broken[2].metric, "tstr xgboost");
  EXPECT_GT(fresh[2].result.value, 0.85);
  EXPECT_LT(broken[2].result.value, 0.2);
}

}  // namespace
}  // namespace standin

#endif
