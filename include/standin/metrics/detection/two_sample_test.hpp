// SPDX-License-Identifier: MIT
/// \file
/// Whether a classifier can tell synthetic rows from real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/learn/linear_models.hpp>
#include <standin/metrics/metric.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Probabilities for test rows, and what each column was worth to the model, where that is known.
struct told_apart {
  std::vector<double> probability{};
  std::vector<double> importance{};
};
using tell_apart = function_ref<told_apart(const plain_table&, std::span<const std::uint8_t>, const plain_table&,
                                           const learning_context&)>;

struct two_sample_limits {
  std::size_t rows;
  std::size_t folds;
  std::size_t levels;
};

[[nodiscard]] std::vector<finding> compare_by_classifier(const std::string& name, const two_sample_limits& limits,
                                                         const comparison& tables, tell_apart tell);

}  // namespace detail

/// The area under the ROC curve of a classifier that tells synthetic rows from real ones: 0.5 where it can't, 1 where
/// it always can. The mean over folds, each with as many rows of either table.
///
/// | figure                     | real rows |
/// |----------------------------|--------------------------------------------------------------------------------------|
/// | `c2st <learner>`           | those that the generator saw. Below 0.5, copied rows are in both samples: a warning |
/// | `c2st <learner> (holdout)` | those that it didn't see. The one to look at |
///
/// Baseline of both: holdout against train. Levels with fewer than 5 rows in train count as one, and
/// with them all but the most frequent ones, see `levels_for`. The interval allows
/// for the scatter of the samples and, by a factor of 1.3, for training sets that the folds share. The note says which
/// columns gave the rows away, where the learner's model knows `importance()`. Refused below 50 rows a side.
template <class Learner = gradient_boosting>
struct two_sample_test {
  static_assert(learner<Learner>,
                "standin: the Learner of two_sample_test must model standin::binary_classifier — it lacks "
                "using learner_concept = standin::learner_tag, or name(), or can't be copied; see "
                "docs/concepts/binary_classifier.md");
  static_assert(binary_classifier<Learner>,
                "standin: the Learner of two_sample_test must model standin::binary_classifier — it lacks "
                "fit_binary(features, outcome, context), whose result gives probabilities(features, executor); see "
                "docs/concepts/binary_classifier.md");
  using metric_concept = metric_tag;
  static constexpr better direction = better::smaller;
  static constexpr std::string_view group = "detection";

  Learner learner{};
  std::size_t max_rows = 16'000;  ///< of each table, drawn by the seed
  std::size_t folds = 5;
  std::size_t max_levels = levels_for<Learner>;  ///< of a column, told apart

  [[nodiscard]] std::string name() const { return "c2st " + std::string(learner.name()); }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const {
    const auto tell = [this](const plain_table& rows, std::span<const std::uint8_t> synthetic,
                             const plain_table& others, const learning_context& context) {
      const auto model = learner.fit_binary(rows, synthetic, context);
      detail::told_apart told{model.probabilities(others, context.executor), {}};
      if constexpr (requires { std::vector<double>(model.importance()); }) told.importance = model.importance();
      return told;
    };
    return detail::compare_by_classifier(name(), {max_rows, folds, max_levels}, tables, tell);
  }
};

static_assert(table_metric<two_sample_test<>>);
static_assert(table_metric<two_sample_test<logistic_regression>>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/two_sample_test.ipp>
#endif
