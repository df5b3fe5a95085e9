// SPDX-License-Identifier: MIT
/// \file
/// How one tree learns outcomes.
#pragma once

#include <standin/generators/trees/detail/place_cells.hpp>
#include <standin/generators/trees/single_tree.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// One tree for outcomes: grown without a seventh of the rows, checked on these; its leaves then count all rows.
STANDIN_LAZY [[nodiscard]] inline boosted_outcomes grow_outcomes(const conditional_task& task,
                                                                 const outcome_target& target, const single_tree& how) {
  const std::size_t count = target.count;
  std::vector<std::uint32_t> learn;
  std::vector<std::uint32_t> held;
  random::stream coin(task.context.draws, random::purpose::shuffle, 1);
  for (const std::uint32_t row : task.rows) (coin() % 7 == 0 ? held : learn).push_back(row);
  std::vector<double> share(count, 0.5);
  for (const std::uint32_t row : task.rows) share[target.outcomes[row]] += 1.0;
  const double all = std::accumulate(share.begin(), share.end(), 0.0);
  std::vector<float> prior(count);
  for (std::size_t k = 0; k < count; ++k) {
    share[k] /= all;
    prior[k] = static_cast<float>(std::log(share[k]));
  }
  boosted_outcomes out;
  if (task.predictors.empty() || count < 2 || learn.size() < 2 * how.min_leaf) {
    for (const std::uint32_t row : held) out.loss -= prior[target.outcomes[row]];
    if (!held.empty()) out.loss /= static_cast<double>(held.size());
    out.trees = outcome_trees(std::move(prior), {}, {});
    return out;
  }
  const std::size_t width = std::min<std::size_t>(count, vector_target::most);
  std::vector<vector_target::value> directions(count);
  random::stream draws(task.context.draws, random::purpose::initialise, 1);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d)
      directions[k][d] = count == width ? (k == d ? 1.0F : 0.0F) : (draws() >> 63U) != 0 ? 0.378F : -0.378F;
  std::vector<vector_target::value> vectors(task.table.rows());
  for (const std::uint32_t row : learn) vectors[row] = directions[target.outcomes[row]];
  grown_tree grown = grow_tree(task.table, task.predictors, learn, vector_target{vectors, width},
                               {.min_leaf = how.min_leaf, .min_gain = 0.1}, task.context.executor);
  std::vector<double> rows_of(grown.tree.leaves() * count, 0.0);
  std::vector<double> rows_in(grown.tree.leaves(), how.smoothing);
  const auto count_in = [&](std::size_t leaf, std::uint32_t row) {
    rows_of[leaf * count + target.outcomes[row]] += 1.0;
    rows_in[leaf] += 1.0;
  };
  const auto values_of_leaves = [&] {
    std::vector<float> values(rows_of.size());
    for (std::size_t leaf = 0; leaf < rows_in.size(); ++leaf) {
      const float none = outcome_trees::rounded(static_cast<float>(std::log(how.smoothing / rows_in[leaf])));
      for (std::size_t k = 0; k < count; ++k) {
        const double n = rows_of[leaf * count + k];
        values[leaf * count + k] =
            n > 0.0 ? outcome_trees::rounded(
                          static_cast<float>(std::log((n + how.smoothing * share[k]) / rows_in[leaf])) - prior[k])
                    : none;  // the prior is the logarithm of the share
      }
    }
    return values;
  };
  for (std::uint32_t leaf = 0; leaf < grown.tree.leaves(); ++leaf)
    for (const std::uint32_t row : grown.rows_of(leaf)) count_in(leaf, row);
  std::vector<float> values = values_of_leaves();
  for (const std::uint32_t row : held) {
    const std::size_t leaf = grown.tree.leaf(std::as_const(task.table).row(row));
    out.loss -= values[leaf * count + target.outcomes[row]] + prior[target.outcomes[row]];
    count_in(leaf, row);
  }
  if (!held.empty()) out.loss /= static_cast<double>(held.size());
  values = values_of_leaves();
  std::vector<histogram_tree> trees;
  trees.push_back(std::move(grown.tree));
  std::vector<std::vector<float>> leaves;
  leaves.push_back(std::move(values));
  out.trees = outcome_trees(std::move(prior), std::move(trees), std::move(leaves));
  return out;
}

}  // namespace detail

STANDIN_LAZY_INLINE void single_tree::check() const {
  if (min_leaf == 0) throw invalid_option("single_tree, min_leaf", "found 0", "20 will do");
  if (!(smoothing > 0.0 && smoothing < 1e9))
    throw invalid_option("single_tree, smoothing", "found no number above 0", "4 will do");
  detail::check_cells("single_tree", cells);
}

STANDIN_LAZY_INLINE conditional_fit<level_law> single_tree::fit_levels(const conditional_task& task) const {
  check();
  boosted_outcomes learned =
      detail::grow_outcomes(task, {.outcomes = task.codes, .count = task.levels, .places = {}}, *this);
  conditional_fit<level_law> fit{.law = {}, .gain = -learned.loss, .kind = "single tree"};
  fit.law.outcomes = std::move(learned.trees);
  return fit;
}

STANDIN_LAZY_INLINE conditional_fit<number_law> single_tree::fit_numbers(const conditional_task& task) const {
  check();
  cell_law law = detail::cut_places(task, cells);
  const std::vector<std::uint32_t> of = detail::cells_of_rows(task, law);
  boosted_outcomes learned = detail::grow_outcomes(
      task, {.outcomes = of, .count = static_cast<std::uint32_t>(law.cells.size()), .places = {}}, *this);
  conditional_fit<number_law> fit{
      .law = {}, .gain = detail::density_of_cells(task, law, of) - learned.loss, .kind = "single tree"};
  law.outcomes = std::move(learned.trees);
  law.scratch = task.scratch;
  fit.law = std::move(law);
  return fit;
}

}  // namespace standin::inline v0_1
