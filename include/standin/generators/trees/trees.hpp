// SPDX-License-Identifier: MIT
/// \file
/// One column after the other, each drawn from what trees know of it given the columns before.
#pragma once

#include <standin/generators/prepared.hpp>
#include <standin/generators/trees/automatic_conditional.hpp>
#include <standin/generators/trees/conditioned_trees.hpp>
#include <standin/generators/trees/detail/order_race.hpp>
#include <standin/generators/trees/detail/tree_preparation.hpp>
#include <standin/generators/trees/tree_model.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// A core that learns each column given those before it.
template <class Conditional>
struct trees_core {
  Conditional conditional{};
  visit_order order = visit_order::automatic;
  std::size_t max_rows = 100'000;
  std::size_t knots = 1024;
  binning_options bins{};

  [[nodiscard]] tree_model fit(const plain_columns& plain, fit_context& context) const {
    detail::tree_preparation prepared(plain, max_rows, knots, bins, context);
    if (order == visit_order::automatic) {
      const auto quick = detail::quick_policy(conditional);
      const auto gain = [&quick](const conditional_task& task) {
        return task.levels > 0 ? quick.fit_levels(task).gain : quick.fit_numbers(task).gain;
      };
      context.report.choices.push_back(detail::race_orders(prepared, gain, context));
    } else {
      prepared.visit(order);
    }
    const std::size_t width = plain.size();
    std::vector<tree_column> columns(width);
    std::vector<column_law> laws(width);
    progress_meter meter(context.progress, "fit", width);
    // The last ones have most predictors: they go first.
    parallel_for(context.executor, width, 1, [&](std::size_t turn, std::size_t) {
      const std::size_t at = width - 1 - turn;
      const conditional_task task = prepared.task(at, context);
      tree_column column = prepared.column(at);
      const auto keep = [&](auto fitted) {
        column.law = std::move(fitted.law);
        laws[at] = {std::string(plain[prepared.order()[at]].name), std::move(fitted.kind), std::move(fitted.reason),
                    fitted.gain};
      };
      if (column.levels() > 0) {
        keep(conditional.fit_levels(task));
      } else {
        keep(conditional.fit_numbers(task));
      }
      columns[prepared.order()[at]] = std::move(column);
      meter.advance(1);
    });
    context.report.objective = 0.0;
    for (const column_law& law : laws) context.report.objective += law.gain;
    context.report.laws = std::move(laws);
    return tree_model(std::move(columns), prepared.order());
  }
};

/// Sequential trees: the probability of a row is that of its first column, times that of the second given the first,
/// and so on, each learned by trees on all columns before.
///
/// Each column gets the kind of model that makes rows it wasn't fitted to most likely: a single tree where other
/// columns determine it, boosted probabilities of its levels or of cells of its numbers, or a boosted mean with a
/// boosted law of what is left. Spikes are outcomes of their own. What is kept are the trees and the columns' own
/// distributions, of which no value between the ends is that of fewer than three rows; no row is kept, and none is
/// compared with others.
///
/// The report's objective is the log-likelihood a row of rows held out from the fit, in nats, numbers taken as places
/// in their own distribution. Fit costs O(rows × columns² × trees); rows beyond `max_rows` count for the columns' own
/// distributions only. Sampling costs O(columns × trees) a row.
/// Source: Reiter, "Using CART to generate partially synthetic public use microdata", Journal of Official Statistics 21
/// (2005), for the sequence; Friedman, "Greedy function approximation" (2001), for boosting; docs/generators/trees.md.
/// \tparam Conditional  how a column is learned given others, see `conditional_policy`
template <class Conditional = automatic_conditional>
struct trees {
  static_assert(conditional_policy<Conditional>,
                "standin: the Conditional of trees must model standin::conditional_policy, which needs "
                "fit_levels(task) and fit_numbers(task); see docs/concepts/conditional_policy.md");

  using generator_concept = generator_tag;

  Conditional conditional{};
  visit_order order = visit_order::automatic;
  std::size_t max_rows = 100'000;  ///< that trees grow on, chosen at random where the table has more
  std::size_t knots = 1024;        ///< of the distribution of each column of numbers
  binning_options bins{};

  std::string called = "trees";  ///< on the command line and in reports

  [[nodiscard]] std::string name() const { return called; }

  /// \throws invalid_option  where an option is out of range
  [[nodiscard]] auto fit(const table_view& data, const fit_options& options = {}) const -> prepared_model<tree_model> {
    return fit_prepared(trees_core<Conditional>{conditional, order, max_rows, knots, bins}, data, options);
  }
};

static_assert(generator<trees<>>);

}  // namespace standin::inline v0_1
