// SPDX-License-Identifier: MIT
/// \file
/// A mixture over the leaves of trees, grown until rows made from it can't be told from real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/conditioned_forest.hpp>
#include <standin/generators/forest/forest_growth.hpp>
#include <standin/generators/forest/forest_model.hpp>
#include <standin/generators/forest/forest_options.hpp>
#include <standin/generators/forest/leaf_policy.hpp>
#include <standin/generators/prepared.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// A core that grows forests.
template <class Law>
struct forest_core {
  Law law{};
  forest_options growth{};

  [[nodiscard]] forest_model fit(const plain_columns& plain, fit_context& context) const {
    growth.check();
    detail::forest_preparation prepared(plain, growth, context);
    prepared.grow(context);
    std::vector<forest_column> columns(prepared.columns());
    parallel_for(context.executor, columns.size(), 1, [&](std::size_t c, std::size_t) {
      columns[c] = prepared.column(c);
      const auto leaves = prepared.units_of(c);
      columns[c].laws = law.fit({.edges = columns[c].edges,
                                 .ordered = columns[c].numeric(),
                                 .begin = leaves.begin,
                                 .units = leaves.units,
                                 .boxes = prepared.boxes(c)});
    });
    return {std::move(columns), prepared.trees(), prepared.leaf_rows(), prepared.accuracies()};
  }
};

/// Adversarial random forests: a row lies in one leaf of each of some trees; within a leaf columns are independent.
///
/// Trees grow in rounds. In each a random forest learns to tell real rows from rows made of the leaves so far; where it
/// can't, or no better than it could, the forest is done. Otherwise each leaf is divided by the question that tells
/// most about columns that it isn't about: those are the questions that a judge of independent columns needs, and
/// can't find one at a time, since a single column looks the same in real and in made rows. Each tree chooses its
/// questions on a part of the rows, its laws are those of all; spikes and missing cells are outcomes of their own.
///
/// What is kept are the trees, how many rows lie in each leaf, for each leaf and column how many of these in some
/// cells, and the columns' own distributions; no row, none is compared with made ones but by the judge of a round.
/// Conditions are kept exactly, densities and expectations are those of the mixture. The report's objective is the
/// share of rows that the last judge told right, 0.5 at best. Fit costs O(trees × rows × columns × depth), a model
/// holds at most trees × rows × columns cells, in practice about a fifth; rows beyond `max_rows` count for the columns'
/// own distributions only. Sampling costs O(columns) a row.
/// Source: Watson, Blesch, Kapar and Wright, "Adversarial random forests for density estimation and generative
/// modeling", AISTATS 2023; docs/generators/forest.md for what is different here.
/// \tparam Law  what leaves keep of a column, see `leaf_policy`
template <class Law = leaf_histogram>
struct forest {
  static_assert(leaf_policy<Law>,
                "standin: the Law of forest must model standin::leaf_policy, which needs fit(task), which gives "
                "leaf_laws; see docs/concepts/leaf_policy.md");

  using generator_concept = generator_tag;

  Law law{};
  forest_options growth{};

  [[nodiscard]] std::string name() const { return "forest"; }

  /// \throws invalid_option  where an option is out of range
  [[nodiscard]] auto fit(const table_view& data, const fit_options& options = {}) const
      -> prepared_model<forest_model> {
    return fit_prepared(forest_core<Law>{law, growth}, data, options);
  }
};

static_assert(generator<forest<>>);

}  // namespace standin::inline v0_1
