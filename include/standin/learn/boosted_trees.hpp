// SPDX-License-Identifier: MIT
/// \file
/// Sums of trees, grown one after the other on the gradients that the earlier ones left.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/learn/learner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// How trees are boosted.
struct boosting_options {
  std::size_t rounds = 100;  ///< at most; each grows a tree, or one a class where there are more than two
  double learning_rate = 0.1;
  std::size_t max_leaves = 31;  ///< 0: no limit
  std::size_t max_depth = 0;    ///< 0: no limit
  std::size_t min_leaf = 20;    ///< rows
  double l2 = 0.0;
  double min_hessian = 1e-3;       ///< of a leaf
  double level_smoothing = 10.0;   ///< see `tree_options`
  std::size_t min_level_rows = 0;  ///< see `tree_options`
  double column_share = 1.0;       ///< of the columns that each question may be about
  std::size_t patience = 0;  ///< rounds without gain on held-out rows before stopping; 0: all rounds, none held out
  double held_out = 0.1;     ///< share of the rows for that
  std::vector<double> class_weights{};  ///< of each class; empty: 1 each
};

/// A sum of trees for each output. Immutable.
class boosted_trees {
 public:
  boosted_trees() = default;
  /// \param base    of each output
  /// \param trees   of round r and output k at r × outputs + k
  /// \param values  of their leaves
  boosted_trees(std::vector<double> base, std::vector<histogram_tree> trees, std::vector<std::vector<double>> values)
      : base_(std::move(base)), trees_(std::move(trees)), values_(std::move(values)) {}

  [[nodiscard]] std::size_t outputs() const noexcept { return base_.size(); }
  [[nodiscard]] std::size_t rounds() const noexcept { return base_.empty() ? 0 : trees_.size() / base_.size(); }
  [[nodiscard]] std::span<const double> base() const noexcept { return base_; }
  [[nodiscard]] std::span<const histogram_tree> trees() const noexcept { return trees_; }
  [[nodiscard]] std::span<const double> values(std::size_t tree) const noexcept { return values_[tree]; }

  /// An output of a row whose code in column j is `code_of(j)`.
  template <class CodeOf>
  [[nodiscard]] double score(std::size_t output, CodeOf&& code_of) const {
    double sum = base_[output];
    for (std::size_t t = output; t < trees_.size(); t += base_.size()) sum += values_[t][trees_[t].leaf(code_of)];
    return sum;
  }

  /// An output of the rows [first, first + out.size()) of a table.
  STANDIN_LAZY void scores(const binned_table& table, std::size_t output, std::size_t first,
                           std::span<double> out) const;

  /// What the questions about each column of the table are worth in all.
  STANDIN_LAZY [[nodiscard]] std::vector<double> importance(std::size_t columns) const;

 private:
  std::vector<double> base_{};
  std::vector<histogram_tree> trees_{};
  std::vector<std::vector<double>> values_{};
};

/// Boosts squared error: the one output is the mean.
///
/// Without any binning: several targets can share one table, each with predictors and rows of its own.
/// \param columns  of the table, the predictors
/// \param rows     of the table, those to learn from
/// \param target   one for each row of the table; those of other rows aren't looked at
/// \throws invalid_option  where an option is out of range
/// \throws data_error      where a target is not finite, or the sizes don't fit
STANDIN_LAZY [[nodiscard]] boosted_trees boost_values(const binned_table& table, std::span<const std::uint32_t> columns,
                                                      std::span<const std::uint32_t> rows,
                                                      std::span<const double> target, const boosting_options& options,
                                                      const learning_context& context = {});

/// Boosts the log-loss of classes below `count`: of two, the one output is the log-odds of class 1; of more there is an
/// output a class, whose softmax gives probabilities.
STANDIN_LAZY [[nodiscard]] boosted_trees boost_classes(const binned_table& table,
                                                       std::span<const std::uint32_t> columns,
                                                       std::span<const std::uint32_t> rows,
                                                       std::span<const std::uint32_t> classes, std::uint32_t count,
                                                       const boosting_options& options,
                                                       const learning_context& context = {});

/// 1 / (1 + exp(-score)), without overflow.
STANDIN_LAZY [[nodiscard]] double logistic(double score) noexcept;

/// Turns scores into probabilities in place: exp of each by their sum.
STANDIN_LAZY void softmax(std::span<double> scores) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/boosted_trees.ipp>
#endif
