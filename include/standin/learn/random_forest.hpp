// SPDX-License-Identifier: MIT
/// \file
/// A decision tree, and the mean of many on random rows and columns.
#pragma once

#include <standin/learn/histogram_tree.hpp>
#include <standin/learn/learner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Trees whose leaves hold a mean or shares of classes; what they say is averaged.
class averaged_trees {
 public:
  /// \param leaves  of each tree: `outputs` numbers for each leaf
  averaged_trees(binning bins, std::vector<histogram_tree> trees, std::vector<std::vector<double>> leaves,
                 std::size_t outputs)
      : bins_(std::move(bins)), trees_(std::move(trees)), leaves_(std::move(leaves)), outputs_(outputs) {}

  [[nodiscard]] const binning& bins() const noexcept { return bins_; }
  [[nodiscard]] std::span<const histogram_tree> trees() const noexcept { return trees_; }

  /// Rows × outputs, row after row.
  [[nodiscard]] std::vector<double> means(const plain_table& features, executor_ref on = {}) const;

  /// What the questions about each column are worth, as shares of all; all 0 where nothing was asked.
  [[nodiscard]] std::vector<double> importance() const;

 private:
  binning bins_;
  std::vector<histogram_tree> trees_;
  std::vector<std::vector<double>> leaves_;
  std::size_t outputs_;
};

/// The models of a decision tree and of a random forest.
struct tree_models {
  struct binary_model : averaged_trees {
    using averaged_trees::averaged_trees;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const;
  };
  struct class_model : averaged_trees {
    using averaged_trees::averaged_trees;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref on = {}) const {
      return means(features, on);
    }
  };
  struct value_model : averaged_trees {
    using averaged_trees::averaged_trees;
    [[nodiscard]] std::vector<double> values(const plain_table& features, executor_ref on = {}) const {
      return means(features, on);
    }
  };
};

/// A single tree, grown by Gini impurity or squared error.
/// Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984.
struct decision_tree {
  using learner_concept = learner_tag;
  using binary_model = tree_models::binary_model;
  using class_model = tree_models::class_model;
  using value_model = tree_models::value_model;

  std::size_t max_depth = 0;  ///< 0: no limit
  std::size_t max_leaves = 0;
  std::size_t min_leaf = 20;
  binning_options bins{};

  [[nodiscard]] static std::string name() { return "tree"; }

  [[nodiscard]] binary_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                        const learning_context& context = {}) const;
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const;
  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const;
};

/// Trees on as many rows drawn with replacement, each question about a choice of the columns; their mean.
///
/// Row weights are the chances of being drawn. One tree a task.
/// Source: Breiman, "Random forests", Machine Learning 45 (2001).
struct random_forest {
  using learner_concept = learner_tag;
  using binary_model = tree_models::binary_model;
  using class_model = tree_models::class_model;
  using value_model = tree_models::value_model;

  std::size_t trees = 100;
  std::size_t max_depth = 0;  ///< 0: no limit
  std::size_t min_leaf = 3;
  std::size_t columns =
      0;  ///< that a question may be about; 0: the square root of all for classes, a third for numbers
  binning_options bins{};

  [[nodiscard]] static std::string name() { return "forest"; }

  [[nodiscard]] binary_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                        const learning_context& context = {}) const;
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const;
  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const;
};

static_assert(binary_classifier<decision_tree> && multiclass_classifier<decision_tree> && regressor<decision_tree>);
static_assert(binary_classifier<random_forest> && multiclass_classifier<random_forest> && regressor<random_forest>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/random_forest.ipp>
#endif
