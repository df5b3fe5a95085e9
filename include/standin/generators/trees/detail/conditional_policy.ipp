// SPDX-License-Identifier: MIT
/// \file
/// How conditional laws are learned.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/trees/conditional_policy.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

inline void check_cells(const char* policy, std::size_t cells) {
  constexpr std::size_t most = 126;
  if (cells < 2 || cells > most)
    throw invalid_option(std::string(policy) + ", cells", "found " + std::to_string(cells), "2 to 126 will do");
}

[[nodiscard]] inline learning_context context_for(const conditional_task& task, std::uint64_t step) {
  learning_context context = task.context;
  context.draws.domain = random::hasher().add(task.context.draws.domain).add(step).value();
  return context;
}

/// What outcomes the rows of a task have, as a table of one entry a row of `task.table`.
struct outcomes_of_rows {
  std::vector<std::uint32_t> of_row;
  std::uint32_t count = 0;
};

/// How a column's places are cut: the values of a column with few different ones each for itself; spikes that are worth
/// half a cell, and the rest in parts of about 1 / cells.
[[nodiscard]] inline cell_law cut_places(const conditional_task& task, std::size_t cells) {
  cell_law law;
  const double width = 1.0 / static_cast<double>(cells);
  const bool few = task.values > 0 && task.values <= 2 * cells;
  double open = 0.0;
  const auto close = [&](double at) {
    if (at - open > 1e-12) {
      const auto n = static_cast<std::size_t>(std::max(1.0, std::round((at - open) / width)));
      for (std::size_t i = 0; i < n; ++i) {
        const double part = (at - open) / static_cast<double>(n);
        law.cells.push_back({open + part * static_cast<double>(i), open + part * static_cast<double>(i + 1)});
        law.single.push_back(0);
      }
    }
    open = at;
  };
  for (const place_range& spike : task.spikes) {
    if (!few && spike.to - spike.from < 0.5 * width) continue;
    close(spike.from);
    law.cells.push_back(spike);
    law.single.push_back(1);
    open = spike.to;
  }
  close(1.0);
  // The code of a cell, and that of missing cells, fit a byte.
  constexpr std::size_t most_cells = 253;
  return law.cells.size() <= most_cells || few ? law : cut_places(task, cells / 2);
}

[[nodiscard]] inline outcomes_of_rows cells_of_rows(const conditional_task& task, const cell_law& law) {
  outcomes_of_rows out{std::vector<std::uint32_t>(task.table.rows(), 0), static_cast<std::uint32_t>(law.cells.size())};
  for (const std::uint32_t row : task.rows) {
    const auto after = std::upper_bound(law.cells.begin(), law.cells.end(), task.places[row],
                                        [](double place, const place_range& cell) { return place < cell.to; });
    out.of_row[row] = static_cast<std::uint32_t>(
        std::min<std::size_t>(static_cast<std::size_t>(after - law.cells.begin()), law.cells.size() - 1));
  }
  return out;
}

/// Places of cells on an axis where rare ones get more room than they have rows: by the square root of their shares.
[[nodiscard]] inline std::vector<double> axis_of(const std::vector<place_range>& cells) {
  std::vector<double> places;
  double at = 0.0;
  for (const place_range& cell : cells) {
    const double width = std::sqrt(cell.to - cell.from);
    places.push_back(at + width / 2.0);
    at += width;
  }
  for (double& place : places) place /= at;
  return places;
}

/// Mean log-density that the widths of cells alone give.
[[nodiscard]] inline double density_of_cells(const conditional_task& task, const cell_law& law,
                                             const outcomes_of_rows& cells) {
  double sum = 0.0;
  for (const std::uint32_t row : task.rows) {
    const place_range& cell = law.cells[cells.of_row[row]];
    sum -= std::log(cell.to - cell.from);
  }
  return task.rows.empty() ? 0.0 : sum / static_cast<double>(task.rows.size());
}

/// One tree for outcomes: grown without a seventh of the rows, checked on these; its leaves then count all rows.
[[nodiscard]] inline boosted_outcomes grow_outcomes(const conditional_task& task, const outcome_target& target,
                                                    const single_tree& how) {
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
  std::vector<float> directions(count * width, 0.0F);
  random::stream draws(task.context.draws, random::purpose::initialise, 1);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d)
      directions[k * width + d] = count == width ? (k == d ? 1.0F : 0.0F) : (draws() >> 63U) != 0 ? 0.378F : -0.378F;
  std::vector<float> vectors(task.table.rows() * width, 0.0F);
  for (const std::uint32_t row : learn)
    std::copy_n(directions.begin() + static_cast<std::ptrdiff_t>(target.outcomes[row] * width), width,
                vectors.begin() + static_cast<std::ptrdiff_t>(row * width));
  grown_tree grown = grow_tree(task.table, task.predictors, learn, vector_target{vectors, width},
                               {.min_leaf = how.min_leaf, .min_gain = 0.1}, task.context.executor);
  const auto leaf_of = [&](std::uint32_t row) {
    return grown.tree.leaf([&](std::size_t column) { return std::as_const(task.table).column(column)[row]; });
  };
  const auto values_from = [&](std::span<const std::uint32_t> rows) {
    std::vector<double> rows_of(grown.tree.leaves() * count, 0.0);
    std::vector<double> rows_in(grown.tree.leaves(), how.smoothing);
    for (const std::uint32_t row : rows) {
      const std::size_t leaf = leaf_of(row);
      rows_of[leaf * count + target.outcomes[row]] += 1.0;
      rows_in[leaf] += 1.0;
    }
    std::vector<float> values(rows_of.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = outcome_trees::rounded(static_cast<float>(
          std::log((rows_of[i] + how.smoothing * share[i % count]) / rows_in[i / count]) - prior[i % count]));
    return values;
  };
  std::vector<float> values = values_from(learn);
  for (const std::uint32_t row : held)
    out.loss -= values[leaf_of(row) * count + target.outcomes[row]] + prior[target.outcomes[row]];
  if (!held.empty()) out.loss /= static_cast<double>(held.size());
  values = values_from(task.rows);
  std::vector<histogram_tree> trees;
  trees.push_back(std::move(grown.tree));
  std::vector<std::vector<float>> leaves;
  leaves.push_back(std::move(values));
  out.trees = outcome_trees(std::move(prior), std::move(trees), std::move(leaves));
  return out;
}

/// Levels in an order in which neighbours have much the same predictors: along the first principal component of the
/// levels' mean profiles, where a profile has two random signs for each code of each predictor.
[[nodiscard]] inline std::vector<std::uint32_t> order_by_profile(const conditional_task& task,
                                                                 std::span<const std::uint32_t> rows,
                                                                 std::span<const std::uint32_t> outcomes,
                                                                 std::uint32_t count) {
  const std::size_t width = 2 * task.predictors.size();
  std::vector<double> sums(count * width, 0.0);
  std::vector<double> mean(width, 0.0);
  std::vector<double> weight(count, 0.0);
  for (const std::uint32_t row : rows) weight[outcomes[row]] += 1.0;
  for (std::size_t p = 0; p < task.predictors.size(); ++p) {
    const std::size_t codes = task.table.codes(task.predictors[p]);
    const bool ordered = task.table.ordered(task.predictors[p]);
    std::vector<std::array<double, 2>> score(codes);
    for (std::size_t c = 0; c < codes; ++c) {
      const std::uint64_t bits = random::hasher().add(std::uint64_t{p}).add(std::uint64_t{c}).value();
      const double place = codes > 1 ? static_cast<double>(c) / static_cast<double>(codes - 1) : 0.0;
      score[c] = ordered ? std::array<double, 2>{2.0 * place - 1.0, std::cos(6.28 * place)}
                         : std::array<double, 2>{(bits & 1U) != 0 ? 1.0 : -1.0, (bits & 2U) != 0 ? 1.0 : -1.0};
    }
    const std::span<const std::uint8_t> column = std::as_const(task.table).column(task.predictors[p]);
    for (const std::uint32_t row : rows) {
      const std::array<double, 2>& s = score[column[row]];
      double* to = sums.data() + outcomes[row] * width + 2 * p;
      to[0] += s[0];
      to[1] += s[1];
    }
  }
  for (std::uint32_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d) mean[d] += sums[k * width + d] / static_cast<double>(rows.size());
  std::vector<double> deviation(count * width);
  for (std::uint32_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d)
      deviation[k * width + d] = (sums[k * width + d] - weight[k] * mean[d]) / (weight[k] + 10.0);
  std::vector<double> axis(width, 0.0);
  for (std::uint32_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d) axis[d] += weight[k] * deviation[k * width + d] * deviation[k * width + d];
  std::vector<double> place(count, 0.0);
  for (int step = 0; step < 20 && width > 0; ++step) {
    double length = 0.0;
    for (const double a : axis) length += a * a;
    if (!(length > 0.0)) break;
    length = std::sqrt(length);
    std::vector<double> next(width, 0.0);
    for (std::uint32_t k = 0; k < count; ++k) {
      place[k] = 0.0;
      for (std::size_t d = 0; d < width; ++d) place[k] += deviation[k * width + d] * axis[d] / length;
      for (std::size_t d = 0; d < width; ++d) next[d] += weight[k] * place[k] * deviation[k * width + d];
    }
    axis = std::move(next);
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return place[a] < place[b]; });
  return order;
}

/// Learns levels in steps: those that are worth a group of their own, and groups of about equal weight of the others.
[[nodiscard]] inline conditional_fit<level_law> boost_levels(const conditional_task& task,
                                                             std::span<const std::uint32_t> rows,
                                                             std::span<const std::uint32_t> outcomes,
                                                             std::uint32_t count, const boosted_classes& how,
                                                             std::uint64_t step) {
  conditional_fit<level_law> fit{.law = {}, .gain = 0.0, .kind = "boosted classes"};
  if (count <= how.most_levels || count < 3) {
    boosted_outcomes learned =
        boost_outcomes(task.table, task.predictors, rows, {.outcomes = outcomes, .count = count, .places = {}},
                       how.boosting, context_for(task, step));
    fit.law.outcomes = std::move(learned.trees);
    fit.gain = -learned.loss;
    return fit;
  }
  const std::size_t groups = std::max<std::size_t>(2, how.most_levels / 2);
  std::vector<std::size_t> weight(count, 0);
  for (const std::uint32_t row : rows) ++weight[outcomes[row]];
  std::vector<std::uint32_t> group_of(count, 0);
  std::vector<std::uint32_t> place_in(count, 0);
  const double fair = static_cast<double>(rows.size()) / static_cast<double>(groups);
  std::vector<std::uint32_t>* open = nullptr;
  double open_weight = 0.0;
  const std::size_t most_members = std::max<std::size_t>(how.most_levels, (count + groups - 1) / groups);
  for (const std::uint32_t level : order_by_profile(task, rows, outcomes, count)) {
    const auto rows_of = static_cast<double>(weight[level]);
    if (rows_of >= fair) {
      fit.law.members.push_back({level});
      open = nullptr;
      continue;
    }
    if (open == nullptr || open_weight + rows_of / 2.0 > fair || open->size() >= most_members) {
      fit.law.members.emplace_back();
      open = &fit.law.members.back();
      open_weight = 0.0;
    }
    open->push_back(level);
    open_weight += rows_of;
  }
  const auto made = static_cast<std::uint32_t>(fit.law.members.size());
  for (std::uint32_t g = 0; g < made; ++g)
    for (std::uint32_t i = 0; i < fit.law.members[g].size(); ++i) {
      group_of[fit.law.members[g][i]] = g;
      place_in[fit.law.members[g][i]] = i;
    }
  std::vector<std::uint32_t> inner(outcomes.size(), 0);
  for (const std::uint32_t row : rows) inner[row] = group_of[outcomes[row]];
  boosted_outcomes learned =
      boost_outcomes(task.table, task.predictors, rows, {.outcomes = inner, .count = made, .places = {}}, how.boosting,
                     context_for(task, step));
  fit.law.outcomes = std::move(learned.trees);
  fit.gain = -learned.loss;
  fit.law.within.resize(made);
  std::vector<std::vector<std::uint32_t>> rows_of(made);
  for (const std::uint32_t row : rows) rows_of[inner[row]].push_back(row);
  for (const std::uint32_t row : rows) inner[row] = place_in[outcomes[row]];
  for (std::uint32_t g = 0; g < made; ++g) {
    const auto members = static_cast<std::uint32_t>(fit.law.members[g].size());
    if (members < 2) continue;
    conditional_fit<level_law> part =
        members < count ? boost_levels(task, rows_of[g], inner, members, how, random::hasher().add(step).add(g).value())
                        : conditional_fit<level_law>{};
    fit.gain += part.gain * static_cast<double>(rows_of[g].size()) / static_cast<double>(rows.size());
    fit.law.within[g] = std::move(part.law);
  }
  return fit;
}

/// At most `most` of the rows, evenly at random, in their order.
[[nodiscard]] inline std::vector<std::uint32_t> some_rows(std::span<const std::uint32_t> rows, std::size_t most,
                                                          random::source draws) {
  std::vector<std::uint32_t> chosen;
  random::stream words(draws, random::purpose::shuffle, 0);
  std::size_t wanted = std::min(most, rows.size());
  for (std::size_t i = 0; i < rows.size() && wanted > 0; ++i)
    if (words.uniform() * static_cast<double>(rows.size() - i) < static_cast<double>(wanted)) {
      chosen.push_back(rows[i]);
      --wanted;
    }
  return chosen;
}

}  // namespace detail

STANDIN_INLINE void single_tree::check() const {
  if (min_leaf == 0) throw invalid_option("single_tree, min_leaf", "found 0", "20 will do");
  if (!(smoothing > 0.0 && smoothing < 1e9))
    throw invalid_option("single_tree, smoothing", "found no number above 0", "4 will do");
  detail::check_cells("single_tree", cells);
}

STANDIN_INLINE void boosted_classes::check() const {
  detail::check_cells("boosted_classes", cells);
  if (parts == 0 || parts > 254)
    throw invalid_option("boosted_classes, parts", "found " + std::to_string(parts), "1 to 254 will do");
  if (most_levels < 8)
    throw invalid_option("boosted_classes, most_levels", "found " + std::to_string(most_levels), "8 or more will do");
}

STANDIN_INLINE void boosted_mean::check() const {
  classes.check();
  if (folds < 2 || folds > 100)
    throw invalid_option("boosted_mean, folds", "found " + std::to_string(folds), "2 to 100 will do");
  if (bins == 0 || bins > 254)
    throw invalid_option("boosted_mean, bins", "found " + std::to_string(bins), "1 to 254 will do");
}

STANDIN_INLINE void automatic_conditional::check() const {
  tree.check();
  classes.check();
  mean.check();
  if (race_rows == 0) throw invalid_option("automatic_conditional, race_rows", "found 0", "10 000 will do");
}

STANDIN_INLINE conditional_fit<level_law> single_tree::fit_levels(const conditional_task& task) const {
  check();
  boosted_outcomes learned =
      detail::grow_outcomes(task, {.outcomes = task.codes, .count = task.levels, .places = {}}, *this);
  conditional_fit<level_law> fit{.law = {}, .gain = -learned.loss, .kind = "single tree"};
  fit.law.outcomes = std::move(learned.trees);
  return fit;
}

STANDIN_INLINE conditional_fit<number_law> single_tree::fit_numbers(const conditional_task& task) const {
  check();
  cell_law law = detail::cut_places(task, cells);
  const detail::outcomes_of_rows of = detail::cells_of_rows(task, law);
  boosted_outcomes learned =
      detail::grow_outcomes(task, {.outcomes = of.of_row, .count = of.count, .places = {}}, *this);
  conditional_fit<number_law> fit{
      .law = {}, .gain = detail::density_of_cells(task, law, of) - learned.loss, .kind = "single tree"};
  law.outcomes = std::move(learned.trees);
  law.scratch = task.scratch;
  fit.law = std::move(law);
  return fit;
}

STANDIN_INLINE conditional_fit<level_law> boosted_classes::fit_levels(const conditional_task& task) const {
  check();
  return detail::boost_levels(task, task.rows, task.codes, task.levels, *this, 1);
}

STANDIN_INLINE conditional_fit<number_law> boosted_classes::fit_numbers(const conditional_task& task) const {
  check();
  cell_law law = detail::cut_places(task, cells);
  law.scratch = task.scratch;
  detail::outcomes_of_rows of = detail::cells_of_rows(task, law);
  const std::vector<double> axis = detail::axis_of(law.cells);
  boosted_outcomes learned =
      boost_outcomes(task.table, task.predictors, task.rows, {.outcomes = of.of_row, .count = of.count, .places = axis},
                     boosting, detail::context_for(task, 1));
  conditional_fit<number_law> fit{.law = {}, .gain = 0.0, .kind = "boosted classes"};
  fit.gain = detail::density_of_cells(task, law, of) - learned.loss;
  law.outcomes = std::move(learned.trees);

  // Once more within the cells that are not one value, the cell being a predictor too.
  std::vector<std::uint32_t> rows;
  const std::span<std::uint8_t> scratch = task.table.column(task.scratch);
  for (const std::uint32_t row : task.rows) {
    const std::uint32_t cell = of.of_row[row];
    scratch[row] = static_cast<std::uint8_t>(cell + 1);
    if (law.single[cell] != 0) continue;
    const place_range& range = law.cells[cell];
    const double within = (task.places[row] - range.from) / (range.to - range.from);
    of.of_row[row] = static_cast<std::uint32_t>(
        std::clamp(within * static_cast<double>(parts), 0.0, static_cast<double>(parts - 1)));
    rows.push_back(row);
  }
  if (parts > 1 && !task.predictors.empty() && 2 * rows.size() > parts * boosting.min_leaf) {
    std::vector<double> places(parts);
    for (std::size_t i = 0; i < parts; ++i) places[i] = (static_cast<double>(i) + 0.5) / static_cast<double>(parts);
    std::vector<std::uint32_t> predictors(task.predictors.begin(), task.predictors.end());
    predictors.push_back(task.scratch);
    learned = boost_outcomes(task.table, predictors, rows,
                             {.outcomes = of.of_row, .count = static_cast<std::uint32_t>(parts), .places = places},
                             boosting, detail::context_for(task, 2));
    if (!learned.trees.trees().empty()) {
      fit.gain += (std::log(static_cast<double>(parts)) - learned.loss) * static_cast<double>(rows.size()) /
                  static_cast<double>(task.rows.size());
      law.parts = std::move(learned.trees);
    }
  }
  fit.law = std::move(law);
  return fit;
}

STANDIN_INLINE conditional_fit<level_law> boosted_mean::fit_levels(const conditional_task& task) const {
  check();
  return classes.fit_levels(task);
}

STANDIN_INLINE conditional_fit<number_law> boosted_mean::fit_numbers(const conditional_task& task) const {
  check();
  constexpr std::size_t fewest_rows = 200;
  const bool few = task.values > 0 && task.values < 20;
  mean_law law;
  law.scratch = task.scratch;
  for (const place_range& spike : task.spikes)
    if (spike.to - spike.from >= 0.02) law.spikes.push_back(spike);
  std::vector<std::uint32_t> outcomes(task.table.rows(), 0);
  std::vector<std::uint32_t> rest;
  const auto none = static_cast<std::uint32_t>(law.spikes.size());
  for (const std::uint32_t row : task.rows) {
    outcomes[row] = none;
    for (std::uint32_t s = 0; s < none; ++s)
      if (task.places[row] > law.spikes[s].from && task.places[row] < law.spikes[s].to) outcomes[row] = s;
    if (outcomes[row] == none) rest.push_back(row);
  }
  if (few || task.predictors.empty() || rest.size() < fewest_rows) return classes.fit_numbers(task);

  conditional_fit<number_law> fit{.law = {}, .gain = 0.0, .kind = "boosted mean"};
  if (none > 0) {
    boosted_outcomes gate =
        boost_outcomes(task.table, task.predictors, task.rows, {.outcomes = outcomes, .count = none + 1, .places = {}},
                       classes.boosting, detail::context_for(task, 3));
    fit.gain -= gate.loss;
    for (const std::uint32_t row : task.rows)
      if (outcomes[row] < none)
        fit.gain -= std::log(law.spikes[outcomes[row]].to - law.spikes[outcomes[row]].from) /
                    static_cast<double>(task.rows.size());
    law.gate = std::move(gate.trees);
  }

  // Normal scores, and for each row the mean of a model that didn't see it.
  const double end = 0.2 / static_cast<double>(rest.size());
  std::vector<double> score(task.table.rows(), 0.0);
  for (const std::uint32_t row : rest)
    score[row] = random::normal_quantile(std::clamp(law.place_without_spikes(task.places[row]), end, 1.0 - end));
  const std::vector<std::size_t> order = random::shuffled_indices(detail::context_for(task, 4).draws, rest.size());
  std::vector<double> expected(task.table.rows(), 0.0);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::uint8_t> held(rest.size(), 0);
    for (std::size_t i = fold; i < order.size(); i += folds) held[order[i]] = 1;
    std::vector<std::uint32_t> others;
    for (std::size_t i = 0; i < rest.size(); ++i)
      if (held[i] == 0) others.push_back(rest[i]);
    law.means.push_back(mean_law::rounded(
        boost_values(task.table, task.predictors, others, score, mean, detail::context_for(task, 5 + fold))));
    for (std::size_t i = 0; i < rest.size(); ++i)
      if (held[i] != 0)
        expected[rest[i]] = law.means.back().score(
            0, [&](std::size_t column) { return std::as_const(task.table).column(column)[rest[i]]; });
  }

  std::vector<double> sorted;
  for (const std::uint32_t row : rest) sorted.push_back(expected[row]);
  std::sort(sorted.begin(), sorted.end());
  constexpr std::size_t mean_codes = 64;
  for (std::size_t i = 1; i < mean_codes; ++i) {
    const double at = sorted[sorted.size() * i / mean_codes];
    if (law.mean_edges.empty() || at > law.mean_edges.back()) law.mean_edges.push_back(at);
  }
  const std::span<std::uint8_t> scratch = task.table.column(task.scratch);
  for (const std::uint32_t row : rest) scratch[row] = law.code_of_mean(expected[row]);

  sorted.clear();
  for (const std::uint32_t row : rest) sorted.push_back(score[row] - expected[row]);
  std::sort(sorted.begin(), sorted.end());
  // Edges are means of three neighbours, and no closer than that: none is what one row leaves.
  const std::size_t bins_here = std::max<std::size_t>(1, std::min(bins, sorted.size() / (4 * mean_law::parts)));
  const std::size_t fine = bins_here * mean_law::parts;
  for (std::size_t i = 0; i <= fine; ++i) {
    const std::size_t at = std::clamp<std::size_t>(i * (sorted.size() - 1) / fine, 1, sorted.size() - 2);
    const double edge = (sorted[at - 1] + sorted[at] + sorted[at + 1]) / 3.0;
    law.edges.push_back(std::round(edge / mean_law::unit) * mean_law::unit);
  }
  double density = 0.0;
  for (const std::uint32_t row : rest) {
    const double residual = score[row] - expected[row];
    const auto after =
        static_cast<std::size_t>(std::upper_bound(law.edges.begin(), law.edges.end(), residual) - law.edges.begin());
    const std::size_t part = std::min(after == 0 ? 0 : after - 1, fine - 1);
    outcomes[row] = static_cast<std::uint32_t>(part / mean_law::parts);
    const double width = std::max(law.edges[part + 1] - law.edges[part], 1e-9) * mean_law::parts;
    density += score[row] * score[row] / 2.0 + 0.91893853320467274178 - std::log(width);  // over the normal density
  }
  std::vector<double> places(bins_here);
  for (std::size_t i = 0; i < bins_here; ++i)
    places[i] = (static_cast<double>(i) + 0.5) / static_cast<double>(bins_here);
  std::vector<std::uint32_t> predictors(task.predictors.begin(), task.predictors.end());
  predictors.push_back(task.scratch);
  boosted_outcomes residuals =
      boost_outcomes(task.table, predictors, rest,
                     {.outcomes = outcomes, .count = static_cast<std::uint32_t>(bins_here), .places = places},
                     classes.boosting, detail::context_for(task, 5 + folds));
  double all = 1.0;
  for (const place_range& spike : law.spikes) all -= spike.to - spike.from;
  const double share = static_cast<double>(rest.size()) / static_cast<double>(task.rows.size());
  fit.gain += share * (density / static_cast<double>(rest.size()) - residuals.loss - std::log(all));
  law.residuals = std::move(residuals.trees);
  fit.law = std::move(law);
  return fit;
}

STANDIN_INLINE conditional_fit<level_law> automatic_conditional::fit_levels(const conditional_task& task) const {
  check();
  // Where others determine the column a tree is all it takes, and the only one that learns it to the last row.
  constexpr double determined = 0.01;
  constexpr std::uint32_t levels_of_a_tree = 1'000;
  if (task.levels > levels_of_a_tree) return classes.fit_levels(task);
  conditional_fit<level_law> one = tree.fit_levels(task);
  if (-one.gain < determined) return one;
  conditional_fit<level_law> many = classes.fit_levels(task);
  return one.gain > many.gain ? std::move(one) : std::move(many);
}

STANDIN_INLINE conditional_fit<number_law> automatic_conditional::fit_numbers(const conditional_task& task) const {
  check();
  if (task.values > 0 && task.values <= 2 * tree.cells) {
    const cell_law cut = detail::cut_places(task, tree.cells);
    const double most = detail::density_of_cells(task, cut, detail::cells_of_rows(task, cut));
    conditional_fit<number_law> one = tree.fit_numbers(task);
    constexpr double determined = 0.01;
    if (most - one.gain < determined) return one;
    if (task.values < 20) {
      conditional_fit<number_law> many = classes.fit_numbers(task);
      return one.gain > many.gain ? std::move(one) : std::move(many);
    }
  }
  const std::vector<std::uint32_t> rows = detail::some_rows(task.rows, race_rows, detail::context_for(task, 0).draws);
  conditional_task race = task;
  race.rows = rows;
  conditional_fit<number_law> by_classes = classes.fit_numbers(race);
  conditional_fit<number_law> by_mean = mean.fit_numbers(race);
  const bool all = rows.size() == task.rows.size();
  if (by_mean.gain > by_classes.gain) return all ? std::move(by_mean) : mean.fit_numbers(task);
  return all ? std::move(by_classes) : classes.fit_numbers(task);
}

}  // namespace standin::inline v0_1
