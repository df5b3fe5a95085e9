// SPDX-License-Identifier: MIT
/// \file
/// Whether models trained on synthetic rows predict real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/learn/linear_models.hpp>
#include <standin/learn/nearest_rows.hpp>
#include <standin/learn/random_forest.hpp>
#include <standin/metrics/metric.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// What is to be predicted: classes below `count`, or numbers where it is 0.
struct prediction_target {
  std::span<const std::uint32_t> classes{};
  std::uint32_t count = 0;
  std::span<const double> values{};
};

/// Predictions for test rows: numbers, the probability of class 1 of two, or rows × classes probabilities.
using train_and_predict = function_ref<std::vector<double>(const plain_table&, const prediction_target&,
                                                           const plain_table&, const learning_context&)>;

struct prediction_limits {
  std::size_t rows;
  std::size_t levels;
};

[[nodiscard]] std::vector<finding> compare_by_prediction(const std::string& learner, const prediction_limits& limits,
                                                         const comparison& tables, train_and_predict predict);

}  // namespace detail

/// How well a learner that was trained on synthetic rows predicts the target of held-out real ones.
///
/// | figure           | trained on | tested on | baseline and ideal                                                  |
/// |------------------|------------|-----------|---------------------------------------------------------------------|
/// | `tstr <learner>` | synthetic  | holdout   | the learner trained on as many real rows (TRTR)                     |
/// | `trts <learner>` | train      | synthetic | TRTR; above it the synthetic rows are cleaner than real ones        |
///
/// The target is a number, or a class where it is categorical, boolean or a number of at most 20 values. Scored by R²,
/// by the area under the ROC curve of the rarer of two classes, or by macro F1 of more; the note says which. Classes
/// that train lacks are left out of the test. The interval is that of the difference to the ideal: by
/// drawing the test rows anew (200 times, or `comparison::resamples`), and, for TSTR, the rows to learn from, as models
/// of halves of train scatter.
template <class Learner = gradient_boosting>
struct predictive_utility {
  static_assert(learner<Learner>,
                "standin: the Learner of predictive_utility must model standin::learner — it lacks "
                "using learner_concept = standin::learner_tag, or name(), or can't be copied; see "
                "docs/concepts/binary_classifier.md");
  static_assert(binary_classifier<Learner>,
                "standin: the Learner of predictive_utility must model standin::binary_classifier — it lacks "
                "fit_binary(features, outcome, context), whose result gives probabilities(features, executor); see "
                "docs/concepts/binary_classifier.md");
  static_assert(multiclass_classifier<Learner>,
                "standin: the Learner of predictive_utility must model standin::multiclass_classifier — it lacks "
                "fit_classes(features, classes, count, context), whose result gives probabilities(features, executor); "
                "see docs/concepts/multiclass_classifier.md");
  static_assert(regressor<Learner>,
                "standin: the Learner of predictive_utility must model standin::regressor — it lacks "
                "fit_values(features, values, context), whose result gives values(features, executor); see "
                "docs/concepts/regressor.md");
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "utility";

  Learner learner{};
  std::size_t max_rows = 50'000;                 ///< to train on, drawn by the seed
  std::size_t max_levels = levels_for<Learner>;  ///< of a column, told apart

  [[nodiscard]] std::string name() const { return "tstr " + std::string(learner.name()); }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const {
    const auto predict = [this](const plain_table& rows, const detail::prediction_target& target,
                                const plain_table& others, const learning_context& context) {
      if (target.count == 0) return learner.fit_values(rows, target.values, context).values(others, context.executor);
      if (target.count > 2) {
        return learner.fit_classes(rows, target.classes, target.count, context).probabilities(others, context.executor);
      }
      const std::vector<std::uint8_t> outcome(target.classes.begin(), target.classes.end());
      return learner.fit_binary(rows, outcome, context).probabilities(others, context.executor);
    };
    return detail::compare_by_prediction(std::string(learner.name()), {max_rows, max_levels}, tables, predict);
  }
};

static_assert(table_metric<predictive_utility<>>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/predictive_utility.ipp>
#endif
