// SPDX-License-Identifier: MIT
#include "learner.hpp"

#include <standin/data/table.hpp>
#include <standin/evaluation/suite.hpp>
#include <standin/metrics/detection/two_sample_test.hpp>
#include <standin/metrics/utility/predictive_utility.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(learner<minimal_learner>);
static_assert(binary_classifier<minimal_learner>);
static_assert(multiclass_classifier<minimal_learner>);
static_assert(regressor<minimal_learner>);
static_assert(!learner<learner_without_tag>);
static_assert(!binary_classifier<learner_without_tag>);
static_assert(!binary_classifier<learner_without_name>);
static_assert(!binary_classifier<learner_whose_fit_changes_it>);
static_assert(!regressor<learner_whose_fit_changes_it>);
static_assert(!binary_classifier<learner_whose_model_gives_floats>);
static_assert(!multiclass_classifier<learner_whose_model_gives_floats>);
static_assert(!regressor<learner_whose_model_gives_floats>);
static_assert(binary_classifier<learner_of_two_classes_only>);
static_assert(!multiclass_classifier<learner_of_two_classes_only>);
static_assert(!regressor<learner_of_two_classes_only>);
static_assert(!learner<int>);

TEST(learner, is_enough_for_detection_and_utility) {
  std::vector<double> x, y;
  for (int i = 0; i < 200; ++i) {
    x.push_back(i);
    y.push_back(i % 2);
  }
  const table rows({{.name = "x"}, {.name = "y"}}, {column(x), column(y)});
  const suite metrics{two_sample_test<minimal_learner>{.learner = minimal_learner("constant")},
                      predictive_utility<minimal_learner>{.learner = minimal_learner("constant")}};
  for (const char* target : {"x", "y"}) {
    const auto found =
        metrics.run({.train = rows, .holdout = table_view(rows), .synthetic = rows, .target = target, .resamples = 0});
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].metric, "c2st constant");
    EXPECT_EQ(found[0].result.value, 0.5) << "a constant tells nothing apart";
    EXPECT_EQ(found[2].metric, "tstr constant");
    EXPECT_NEAR(found[2].result.value, std::string(target) == "x" ? 0.0 : 0.5, 1e-12);
  }
}

}  // namespace
}  // namespace standin::archetypes
