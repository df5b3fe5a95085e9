// SPDX-License-Identifier: MIT
/// \file
/// How the kinds of laws race.
#pragma once

#include <standin/generators/trees/automatic_conditional.hpp>
#include <standin/generators/trees/detail/lead_text.hpp>
#include <standin/generators/trees/detail/place_cells.hpp>
#include <standin/random/shuffle.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// At most `most` of the rows, evenly at random, in their order.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> some_rows(std::span<const std::uint32_t> rows,
                                                                       std::size_t most, random::source draws) {
  std::vector<std::uint32_t> chosen;
  random::stream words(draws, random::purpose::shuffle, 0);
  for (const std::size_t i : random::sample_in_order(words, rows.size(), most)) chosen.push_back(rows[i]);
  return chosen;
}

/// The better of two, which then says by how much; the first where the other isn't ahead by more than `least`.
template <class Law>
[[nodiscard]] conditional_fit<Law> better_of(conditional_fit<Law> one, conditional_fit<Law> other, double least = 0.0) {
  if (other.gain > one.gain + least) std::swap(one, other);
  one.reason = lead_text(one.gain - other.gain, other.kind, ", which more rows make good,");
  return one;
}

/// Sets what all boosting of a policy has in common.
template <class Set>
void set_boosting(automatic_conditional& of, Set set) {
  set(of.classes.boosting);
  set(of.mean.classes.boosting);
  set(of.mean.mean);
}

inline constexpr double determined = 0.01;  ///< nats of doubt about a cell that others determine
inline constexpr const char* why_determined = "other columns determine it";

}  // namespace detail

STANDIN_LAZY_INLINE automatic_conditional automatic_conditional::faithful() {
  automatic_conditional preset;
  preset.tree.min_leaf = 5;
  detail::set_boosting(preset, [](auto& boosting) {
    boosting.rounds = 800;
    boosting.learning_rate = 0.05;
    boosting.max_leaves = 48;
    boosting.patience = 20;
  });
  for (outcome_boosting_options* boosting : {&preset.classes.boosting, &preset.mean.classes.boosting}) {
    boosting->min_leaf = 8;
    boosting->l2 = 0.3;
  }
  preset.mean.mean.min_leaf = 5;
  return preset;
}

STANDIN_LAZY_INLINE automatic_conditional automatic_conditional::reserved() {
  automatic_conditional preset;
  preset.tree.min_leaf = 100;
  preset.tree.smoothing = 20.0;
  detail::set_boosting(preset, [](auto& boosting) {
    boosting.learning_rate = 0.05;
    boosting.max_leaves = 8;
    boosting.min_leaf = 150;
    boosting.l2 = 20.0;
    boosting.patience = 5;
  });
  preset.mean.mean.min_leaf = 100;
  return preset;
}

STANDIN_LAZY_INLINE void automatic_conditional::check() const {
  tree.check();
  classes.check();
  mean.check();
  if (race_rows == 0) throw invalid_option("automatic_conditional, race_rows", "found 0", "10 000 will do");
}

STANDIN_LAZY_INLINE conditional_fit<level_law> automatic_conditional::fit_levels(const conditional_task& task) const {
  check();
  constexpr std::uint32_t levels_of_a_tree = 1'000;
  if (task.levels > levels_of_a_tree) return classes.fit_levels(task);
  conditional_fit<level_law> one = tree.fit_levels(task);
  // There a tree is all it takes, and the only one that learns it to the last row.
  if (-one.gain < detail::determined) {
    one.reason = detail::why_determined;
    return one;
  }
  return detail::better_of(classes.fit_levels(task), std::move(one));
}

STANDIN_LAZY_INLINE conditional_fit<number_law> automatic_conditional::fit_numbers(const conditional_task& task) const {
  check();
  if (task.values > 0 && task.values <= 2 * tree.cells) {
    const cell_law cut = detail::cut_places(task, tree.cells);
    const double most = detail::density_of_cells(task, cut, detail::cells_of_rows(task, cut));
    conditional_fit<number_law> one = tree.fit_numbers(task);
    if (most - one.gain < detail::determined) {
      one.reason = detail::why_determined;
      return one;
    }
    constexpr std::size_t few = 20;
    if (task.values < few) return detail::better_of(classes.fit_numbers(task), std::move(one));
    // What a value goes with, as a cap or a fee does, a law of their mean blurs, at hardly a difference to likelihood.
    constexpr std::size_t rows_of_a_value = 100;
    if (task.rows.size() >= rows_of_a_value * task.values) {
      conditional_fit<number_law> fit = classes.fit_numbers(task);
      fit.reason = "each of its values is seen often";
      return fit;
    }
  }
  if (!mean.applies(task)) return classes.fit_numbers(task);
  const std::vector<std::uint32_t> rows = detail::some_rows(task.rows, race_rows, detail::context_for(task, 0).draws);
  conditional_task race = task;
  race.rows = rows;
  const bool on_all = rows.size() == task.rows.size();
  constexpr double gained_with_rows = 0.05;  // nats, by the law with more to learn
  conditional_fit<number_law> first =
      detail::better_of(classes.fit_numbers(race), mean.fit_numbers(race), on_all ? 0.0 : gained_with_rows);
  if (on_all) return first;
  conditional_fit<number_law> fit =
      std::holds_alternative<mean_law>(first.law) ? mean.fit_numbers(task) : classes.fit_numbers(task);
  fit.reason = std::move(first.reason);
  return fit;
}

}  // namespace standin::inline v0_1
