// SPDX-License-Identifier: MIT
/// \file
/// Growing and averaging single trees.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/detail/check_fit.hpp>
#include <standin/learn/random_forest.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

/// What trees are grown on: classes, or numbers where there are none.
struct tree_task {
  std::span<const std::uint32_t> classes{};
  std::uint32_t count = 0;
  std::span<const double> values{};

  [[nodiscard]] std::size_t outputs() const noexcept { return count == 0 ? 1 : count; }
};

/// How many trees, and on what.
struct tree_plan {
  std::size_t trees = 1;
  bool drawn_rows = false;
  tree_options options{};
};

class tree_grower {
 public:
  tree_grower(const plain_table& features, const tree_task& task, const tree_plan& plan, const binning_options& bins,
              const learning_context& context)
      : task_(task), plan_(plan), context_(context), bins_(features, bins, context.executor) {
    check(features.rows);
    table_ = bins_.apply(features, context.executor);
    columns_ = first_indices(table_.columns());
    rows_ = first_indices(table_.rows());
    if (task.count == 0) {
      gradient_.resize(table_.rows());
      for (std::size_t i = 0; i < gradient_.size(); ++i) gradient_[i] = -weight(i) * task.values[i];
      hessian_.assign(context.weights.begin(), context.weights.end());
    } else {
      classes_.assign(task.classes.begin(), task.classes.end());
    }
  }

  template <class Model>
  [[nodiscard]] Model grow() {
    std::vector<histogram_tree> trees(plan_.trees);
    std::vector<std::vector<double>> leaves(plan_.trees);
    if (plan_.trees == 1) {
      grow_one(0, context_.executor, trees[0], leaves[0]);
    } else {
      parallel_for(context_.executor, plan_.trees, 1,
                   [&](std::size_t t, std::size_t) { grow_one(t, {}, trees[t], leaves[t]); });
    }
    return Model(std::move(bins_), std::move(trees), std::move(leaves), task_.outputs());
  }

 private:
  [[nodiscard]] double weight(std::size_t row) const noexcept {
    return context_.weights.empty() ? 1.0 : context_.weights[row];
  }

  void check(std::size_t rows) const {
    check_fit({rows, {}}, task_.count == 0 ? task_.values.size() : task_.classes.size());
    if (plan_.trees == 0) throw invalid_option("forest, trees", "found 0", "1 or more will do");
    if (task_.count == 1 || task_.count > 256) {
      throw invalid_option("trees, classes", "found " + std::to_string(task_.count), "2 to 256 will do");
    }
    for (const std::uint32_t c : task_.classes) {
      if (c >= task_.count) throw data_error("trees", "found a class that is not below their number", "recode it");
    }
    for (const double y : task_.values) {
      if (!std::isfinite(y)) throw data_error("trees", "found targets that are not finite", "leave them out");
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> draw_rows(std::size_t tree) const {
    std::vector<std::uint32_t> rows(rows_.size());
    random::stream draws(context_.draws, random::purpose::shuffle, tree);
    std::vector<double> until;  // running sum of the weights
    for (const double w : context_.weights) until.push_back((until.empty() ? 0.0 : until.back()) + w);
    for (std::uint32_t& row : rows) {
      if (until.empty()) {
        row = static_cast<std::uint32_t>(random::uniform_index(draws, rows.size()));
      } else {
        const auto at = std::upper_bound(until.begin(), until.end(), draws.uniform() * until.back());
        row = static_cast<std::uint32_t>(
            std::min<std::ptrdiff_t>(at - until.begin(), static_cast<std::ptrdiff_t>(until.size()) - 1));
      }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  void grow_one(std::size_t t, executor_ref on, histogram_tree& tree, std::vector<double>& leaves) const {
    tree_options options = plan_.options;
    options.draws = {context_.draws.seed, random::hasher().add(context_.draws.domain).add(t).value()};
    const std::vector<std::uint32_t> drawn = plan_.drawn_rows ? draw_rows(t) : std::vector<std::uint32_t>{};
    const std::span<const std::uint32_t> rows = plan_.drawn_rows ? drawn : rows_;
    grown_tree grown =
        task_.count == 0
            ? grow_tree(table_, columns_, rows,
                        gradient_target{gradient_, plan_.drawn_rows ? std::span<const double>{} : hessian_}, options,
                        on)
            : grow_tree(table_, columns_, rows, class_target{classes_, task_.count}, options, on);
    if (task_.count == 0) {
      leaves = std::move(grown.values);
    } else {
      leaves.assign(grown.tree.leaves() * task_.count, 0.0);
      for (std::size_t leaf = 0; leaf < grown.tree.leaves(); ++leaf) {
        double* share = leaves.data() + leaf * task_.count;
        double all = 0.0;
        for (const std::uint32_t row : grown.rows_of(leaf)) {
          const double w = plan_.drawn_rows ? 1.0 : weight(row);
          share[classes_[row]] += w;
          all += w;
        }
        for (std::size_t k = 0; k < task_.count; ++k) share[k] = all > 0.0 ? share[k] / all : 1.0 / task_.count;
      }
    }
    tree = std::move(grown.tree);
  }

  tree_task task_;
  tree_plan plan_;
  const learning_context& context_;
  binning bins_;
  binned_table table_{};
  std::vector<std::uint32_t> columns_{};
  std::vector<std::uint32_t> rows_{};
  std::vector<double> gradient_{};
  std::vector<double> hessian_{};
  std::vector<std::uint8_t> classes_{};
};

STANDIN_INLINE tree_plan plan_of(const decision_tree& spec) {
  return {1, false, {.max_leaves = spec.max_leaves, .max_depth = spec.max_depth, .min_leaf = spec.min_leaf}};
}

STANDIN_INLINE tree_plan plan_of(const random_forest& spec, std::size_t columns, bool numbers) {
  tree_plan plan{spec.trees, true, {.max_depth = spec.max_depth, .min_leaf = spec.min_leaf}};
  const auto root = static_cast<std::size_t>(std::sqrt(static_cast<double>(columns)));
  const std::size_t usual = numbers ? columns / 3 : root;
  plan.options.columns_a_question = std::max<std::size_t>(1, spec.columns == 0 ? usual : spec.columns);
  return plan;
}

}  // namespace detail

STANDIN_INLINE std::vector<double> averaged_trees::means(const plain_table& features, executor_ref on) const {
  const binned_table table = bins_.apply(features, on);
  std::vector<double> out(features.rows * outputs_, 0.0);
  const double part = 1.0 / static_cast<double>(trees_.size());
  parallel_for(on, features.rows, 1024, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> leaf(end - begin);
    for (std::size_t t = 0; t < trees_.size(); ++t) {
      trees_[t].leaves_of(table, begin, leaf);
      for (std::size_t i = begin; i < end; ++i) {
        for (std::size_t k = 0; k < outputs_; ++k) out[i * outputs_ + k] += leaves_[t][leaf[i - begin] * outputs_ + k];
      }
    }
    for (std::size_t i = begin * outputs_; i < end * outputs_; ++i) out[i] *= part;
  });
  return out;
}

STANDIN_INLINE std::vector<double> averaged_trees::importance() const {
  std::vector<double> worth(bins_.columns(), 0.0);
  double all = 0.0;
  for (const histogram_tree& tree : trees_) {
    for (const tree_node& node : tree.nodes()) {
      if (node.child == 0) continue;
      worth[node.column] += static_cast<double>(node.gain);
      all += static_cast<double>(node.gain);
    }
  }
  if (all > 0.0) {
    for (double& w : worth) w /= all;
  }
  return worth;
}

STANDIN_INLINE std::vector<double> tree_models::binary_model::probabilities(const plain_table& features,
                                                                            executor_ref on) const {
  const std::vector<double> both = means(features, on);
  std::vector<double> out(features.rows);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = both[2 * i + 1];
  return out;
}

STANDIN_INLINE tree_models::binary_model decision_tree::fit_binary(const plain_table& features,
                                                                   std::span<const std::uint8_t> outcome,
                                                                   const learning_context& context) const {
  const std::vector<std::uint32_t> classes = detail::as_classes(outcome);
  return detail::tree_grower(features, {classes, 2, {}}, detail::plan_of(*this), bins, context).grow<binary_model>();
}

STANDIN_INLINE tree_models::class_model decision_tree::fit_classes(const plain_table& features,
                                                                   std::span<const std::uint32_t> classes,
                                                                   std::uint32_t count,
                                                                   const learning_context& context) const {
  return detail::tree_grower(features, {classes, count, {}}, detail::plan_of(*this), bins, context).grow<class_model>();
}

STANDIN_INLINE tree_models::value_model decision_tree::fit_values(const plain_table& features,
                                                                  std::span<const double> values,
                                                                  const learning_context& context) const {
  return detail::tree_grower(features, {{}, 0, values}, detail::plan_of(*this), bins, context).grow<value_model>();
}

STANDIN_INLINE tree_models::binary_model random_forest::fit_binary(const plain_table& features,
                                                                   std::span<const std::uint8_t> outcome,
                                                                   const learning_context& context) const {
  const std::vector<std::uint32_t> classes = detail::as_classes(outcome);
  const detail::tree_plan plan = detail::plan_of(*this, features.columns.size(), false);
  return detail::tree_grower(features, {classes, 2, {}}, plan, bins, context).grow<binary_model>();
}

STANDIN_INLINE tree_models::class_model random_forest::fit_classes(const plain_table& features,
                                                                   std::span<const std::uint32_t> classes,
                                                                   std::uint32_t count,
                                                                   const learning_context& context) const {
  const detail::tree_plan plan = detail::plan_of(*this, features.columns.size(), false);
  return detail::tree_grower(features, {classes, count, {}}, plan, bins, context).grow<class_model>();
}

STANDIN_INLINE tree_models::value_model random_forest::fit_values(const plain_table& features,
                                                                  std::span<const double> values,
                                                                  const learning_context& context) const {
  const detail::tree_plan plan = detail::plan_of(*this, features.columns.size(), true);
  return detail::tree_grower(features, {{}, 0, values}, plan, bins, context).grow<value_model>();
}

}  // namespace standin::inline v0_1
