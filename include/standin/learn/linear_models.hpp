// SPDX-License-Identifier: MIT
/// \file
/// Logistic and ridge regression on numbers, levels and holes.
#pragma once

#include <standin/learn/learner.hpp>
#include <standin/learn/linear_terms.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Coefficients of linear terms, a set for each output.
class linear_model {
 public:
  linear_model(linear_terms terms, std::vector<std::vector<double>> coefficients)
      : terms_(std::move(terms)), coefficients_(std::move(coefficients)) {}

  /// The constant comes last.
  [[nodiscard]] const std::vector<std::vector<double>>& coefficients() const noexcept { return coefficients_; }

  /// Rows × outputs, row after row.
  [[nodiscard]] std::vector<double> scores(const plain_table& features, executor_ref on = {}) const;

 private:
  linear_terms terms_;
  std::vector<std::vector<double>> coefficients_;
};

/// What both share.
struct linear_options {
  double l2 = 1.0;              ///< half of it times the squared coefficients, but the constant's, is added to the loss
  std::size_t max_levels = 50;  ///< of a column with terms of their own
  std::size_t max_steps = 50;   ///< of Newton's method
};

/// Logistic regression, of several classes as well (softmax).
///
/// Newton's method with conjugate gradients for each step; the loss is convex, so where it starts doesn't matter.
struct logistic_regression {
  using learner_concept = learner_tag;
  static constexpr std::size_t levels_told_apart = 50;  ///< each has a coefficient

  linear_options options{};

  struct binary_model : linear_model {
    using linear_model::linear_model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const;
  };
  struct class_model : linear_model {
    using linear_model::linear_model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const;
  };

  [[nodiscard]] static std::string name() { return "logistic"; }

  [[nodiscard]] binary_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                        const learning_context& context = {}) const;
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const;
};

/// Linear regression with a penalty on large coefficients.
/// Source: Hoerl and Kennard, "Ridge regression", Technometrics 12 (1970).
struct ridge_regression {
  using learner_concept = learner_tag;
  static constexpr std::size_t levels_told_apart = 50;  ///< each has a coefficient

  linear_options options{};

  struct value_model : linear_model {
    using linear_model::linear_model;
    [[nodiscard]] std::vector<double> values(const plain_table& features, executor_ref on = {}) const {
      return scores(features, on);
    }
  };

  [[nodiscard]] static std::string name() { return "ridge"; }

  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const;
};

/// Logistic regression for classes, ridge regression for numbers.
struct linear_models {
  using learner_concept = learner_tag;
  static constexpr std::size_t levels_told_apart = 50;  ///< each has a coefficient

  logistic_regression for_classes{};
  ridge_regression for_values{};

  [[nodiscard]] static std::string name() { return "linear"; }

  [[nodiscard]] logistic_regression::binary_model fit_binary(const plain_table& features,
                                                             std::span<const std::uint8_t> outcome,
                                                             const learning_context& context = {}) const {
    return for_classes.fit_binary(features, outcome, context);
  }
  [[nodiscard]] logistic_regression::class_model fit_classes(const plain_table& features,
                                                             std::span<const std::uint32_t> classes,
                                                             std::uint32_t count,
                                                             const learning_context& context = {}) const {
    return for_classes.fit_classes(features, classes, count, context);
  }
  [[nodiscard]] ridge_regression::value_model fit_values(const plain_table& features, std::span<const double> values,
                                                         const learning_context& context = {}) const {
    return for_values.fit_values(features, values, context);
  }
};

static_assert(binary_classifier<logistic_regression>);
static_assert(multiclass_classifier<logistic_regression>);
static_assert(regressor<ridge_regression>);
static_assert(binary_classifier<linear_models> && multiclass_classifier<linear_models> && regressor<linear_models>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/linear_models.ipp>
#endif
