// SPDX-License-Identifier: MIT
/// \file
/// The policy that learns numbers by a boosted mean and a law of what it leaves.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/boosted_classes.hpp>
#include <standin/learn/learner.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

/// Boosted means of normal scores with a boosted law of what they leave; levels as `boosted_classes`.
struct boosted_mean {
  boosting_options mean{.rounds = 400,
                        .learning_rate = 0.1,
                        .max_leaves = 31,
                        .min_leaf = 10,
                        .l2 = 1.0,
                        .column_share = 1.0,
                        .patience = 10};
  boosted_classes classes{};
  std::size_t folds = 5;
  std::size_t bins = 32;  ///< of residuals

  /// \throws invalid_option  where an option is out of range; fits do so too
  STANDIN_LAZY void check() const;
  /// Whether numbers get a mean: with predictors, enough different values, and enough rows that are no spike.
  STANDIN_LAZY [[nodiscard]] bool applies(const conditional_task& task) const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
  /// What orders of columns race with: few long steps, and as few means as can be crossed.
  [[nodiscard]] static boosted_mean quick() {
    boosted_mean quick{.classes = boosted_classes::quick(), .folds = 2, .bins = 16};
    quick.mean.rounds = 40;
    quick.mean.learning_rate = 0.25;
    quick.mean.l2 = 0.0;
    quick.mean.patience = 3;
    return quick;
  }
};

static_assert(conditional_policy<boosted_mean>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/boosted_mean.ipp>
#endif
