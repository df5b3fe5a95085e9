// SPDX-License-Identifier: MIT
#include <standin/stats/prediction_scores.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace standin::stats {
namespace {

TEST(area_under_roc, counts_pairs_and_half_of_ties) {
  // By hand: of the pairs (1, 0), (1, 1), (3, 0), (3, 1) three and a half are won.
  EXPECT_DOUBLE_EQ(area_under_roc(std::vector<double>{3.0, 1.0}, std::vector<double>{1.0, 0.0}), 0.875);
  EXPECT_DOUBLE_EQ(area_under_roc(std::vector<double>{2.0}, std::vector<double>{2.0, 2.0}), 0.5);
  EXPECT_TRUE(std::isnan(area_under_roc({}, std::vector<double>{2.0})));
}

TEST(roc_error, is_that_of_two_samples_that_do_not_differ) {
  // At one half the variance is (n + m + 1) / (12 n m), as for ranks.
  EXPECT_NEAR(roc_error(0.5, 100, 100), std::sqrt(201.0 / 120'000.0), 1e-12);
  EXPECT_EQ(roc_error(1.0, 10, 10), 0.0);
}

TEST(true_rate, lets_no_more_negatives_pass_than_asked) {
  const std::vector<double> negatives{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::vector<double> positives{8.5, 9.5, 9.0, 20.0};
  EXPECT_EQ(true_rate(positives, negatives, 0.0).hits, 2U);
  EXPECT_EQ(true_rate(positives, negatives, 0.1).hits, 4U) << "one of ten may pass: 9";
  EXPECT_EQ(true_rate(positives, negatives, 0.1).threshold, 8.5);
  EXPECT_EQ(true_rate(std::vector<double>{5.0}, std::vector<double>{5.0, 5.0}, 0.5).hits, 0U)
      << "tied negatives would all pass";
}

TEST(true_rate, agrees_with_an_attack_by_hand) {
  // Four members and five others: area 0.825 with a standard error of 0.153288; 1 of 4 at no false alarm, 3 of 4 at
  // one.
  const std::vector<double> members{0.9, 0.8, 0.7, 0.4};
  const std::vector<double> others{0.8, 0.5, 0.3, 0.2, 0.1};
  EXPECT_DOUBLE_EQ(area_under_roc(members, others), 0.825);
  EXPECT_NEAR(roc_error(0.825, 4, 5), 0.153288, 1e-6);
  EXPECT_EQ(true_rate(members, others, 0.0).hits, 1U);
  EXPECT_EQ(true_rate(members, others, 0.2).hits, 3U);
}

TEST(clopper_pearson_interval, agrees_with_published_values) {
  // Quantiles of the beta distribution, by SciPy 1.17: 5 of 20, 10 of 1 000.
  EXPECT_NEAR(clopper_pearson_interval(5, 20).lower, 0.086571, 5e-7);
  EXPECT_NEAR(clopper_pearson_interval(5, 20).upper, 0.491046, 5e-7);
  EXPECT_NEAR(clopper_pearson_interval(10, 1000).lower, 0.004806, 5e-7);
  EXPECT_NEAR(clopper_pearson_interval(10, 1000).upper, 0.018313, 5e-7);
  EXPECT_NEAR(clopper_pearson_interval(15, 20).lower, 1.0 - 0.491046, 5e-7);
  EXPECT_EQ(clopper_pearson_interval(0, 10).lower, 0.0);
  EXPECT_EQ(clopper_pearson_interval(10, 10).upper, 1.0);
}

TEST(macro_f1, averages_over_classes_that_occur) {
  // Class 0: 2 · 1 / (2 + 1), class 1: 2 · 1 / (1 + 2); class 2 never occurs.
  const std::vector<std::uint32_t> said{0, 0, 1};
  const std::vector<std::uint32_t> truth{0, 1, 1};
  EXPECT_DOUBLE_EQ(macro_f1(said, truth, 3), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(macro_f1(said, truth, 3, std::vector<std::uint32_t>{1, 0, 1}), 1.0);
}

TEST(r_squared, is_what_a_prediction_explains) {
  const std::vector<double> truth{1.0, 2.0, 3.0};
  EXPECT_DOUBLE_EQ(r_squared(truth, truth), 1.0);
  EXPECT_DOUBLE_EQ(r_squared(std::vector<double>{2.0, 2.0, 2.0}, truth), 0.0);
  EXPECT_DOUBLE_EQ(r_squared(std::vector<double>{3.0, 2.0, 1.0}, truth), -3.0);
  EXPECT_TRUE(std::isnan(r_squared(truth, std::vector<double>{1.0, 1.0, 1.0})));
}

}  // namespace
}  // namespace standin::stats
