// SPDX-License-Identifier: MIT
/// \file
/// How forests grow.
#pragma once

#include <standin/generators/forest/detail/forest_boxes.hpp>
#include <standin/generators/forest/detail/forest_judge.hpp>
#include <standin/generators/forest/forest_growth.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_INLINE forest_preparation::forest_preparation(const plain_columns& plain, const forest_options& options,
                                                      fit_context& context)
    : plain_(plain), options_(options), columns_(plain.size()), units_(columns_.size()), governed_(columns_.size()) {
  choose_rows(context);
  parallel_for(context.executor, columns_.size(), 1, [&](std::size_t c, std::size_t) { learn_column(c); });
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (!columns_[c].present.empty()) governed_[columns_[c].pattern].push_back(static_cast<std::uint32_t>(c));
  code_columns(context.executor);
  for (std::uint32_t c = 0; c < columns_.size(); ++c) {
    const std::span<const std::uint8_t> cells = std::as_const(table_).column(c);
    if (std::any_of(cells.begin(), cells.end(), [&](std::uint8_t code) { return code != cells.front(); }))
      varying_.push_back(c);
  }
}

STANDIN_INLINE void forest_preparation::choose_rows(const fit_context& context) {
  random::stream words(part_of(context.source, "rows"), random::purpose::shuffle, 0);
  std::size_t wanted = std::min(options_.max_rows, plain_.rows());
  const bool all = wanted == plain_.rows();
  for (std::size_t row = 0; row < plain_.rows() && wanted > 0; ++row)
    if (all || words.uniform() * static_cast<double>(plain_.rows() - row) < static_cast<double>(wanted)) {
      chosen_.push_back(static_cast<std::uint32_t>(row));
      --wanted;
    }
}

/// Cuts a column of numbers into at most 253 units: between pieces of its distribution, which tell of no single row, at
/// about equal steps of probability where there are too many; spikes have units of their own.
STANDIN_INLINE void cut_into_units(forest_column& column) {
  constexpr std::size_t most = 253;
  const std::span<const empirical_marginal::fitted::piece> pieces = column.values->pieces();
  const auto spike = [&](std::size_t k, double before) {
    return pieces[k].lower == pieces[k].upper && pieces[k].up_to - before > 1.0 / most;
  };
  column.edges.push_back(0.0);
  double before = 0.0;
  for (std::size_t k = 0; k + 1 < pieces.size() && column.cuts.size() + 1 < most; ++k) {
    const double step = static_cast<double>(column.cuts.size() + 1) / static_cast<double>(most);
    const bool own = spike(k, before);
    before = pieces[k].up_to;
    if (pieces.size() > most && before < step && !own && !spike(k + 1, before)) continue;
    const double end = pieces[k].upper;
    const double next = pieces[k + 1].lower;
    double cut = end;
    if (end < next)
      cut = end + (next - end) / 2.0;
    else if (next == pieces[k + 1].upper)
      cut = std::nextafter(next, -std::numeric_limits<double>::infinity());
    if (!column.cuts.empty() && !(cut > column.cuts.back())) continue;
    column.cuts.push_back(cut);
    column.edges.push_back(before);
  }
  column.edges.push_back(1.0);
}

STANDIN_INLINE void forest_preparation::learn_column(std::size_t c) {
  plain_cells room;
  const plain_column plain = plain_.load(c, room);
  forest_column& column = columns_[c];
  if (!plain.present.empty()) {
    plain_cells pattern_room;
    const plain_column pattern = plain_.load(plain.pattern, pattern_room);
    constexpr std::uint8_t with = 1;
    constexpr std::uint8_t without = 2;
    std::vector<std::uint8_t> seen(pattern.levels, 0);
    for (std::size_t row = 0; row < plain_.rows(); ++row) seen[pattern.codes[row]] |= plain.has(row) ? with : without;
    column.pattern = static_cast<std::uint32_t>(plain.pattern);
    for (const std::uint8_t what : seen) column.present.push_back(what == (with | without) ? 2 : what == with ? 1 : 0);
  }
  if (plain.numeric()) {
    std::vector<double> some;
    std::span<const double> values = present_numbers(plain, plain_.rows(), some);
    if (values.empty()) values = some = {0.0};  // never shown: the pattern says that none is present
    column.values.emplace(empirical_marginal{.knots = options_.knots}.fit(values));
    cut_into_units(column);
    return;
  }
  const column_binning bins(plain, plain_.rows(), {});
  column.level_codes.assign(bins.level_codes().begin(), bins.level_codes().end());
  std::vector<std::size_t> counts(plain.levels, 0);
  std::size_t all = 0;
  for (std::size_t row = 0; row < plain_.rows(); ++row)
    if (plain.has(row)) {
      ++counts[plain.codes[row]];
      ++all;
    }
  if (all == 0) {
    std::fill(counts.begin(), counts.end(), std::size_t{1});
    all = counts.size();
  }
  const level_units units(column.level_codes);
  std::size_t below = 0;
  column.edges.push_back(0.0);
  for (const std::uint32_t level : units.level_of) {
    below += counts[level];
    column.edges.push_back(static_cast<double>(below) / static_cast<double>(all));
  }
}

STANDIN_INLINE void forest_preparation::code_columns(executor_ref on) {
  const std::size_t width = columns_.size();
  const std::size_t n = chosen_.size();
  std::vector<std::uint16_t> codes(width);
  std::vector<bool> ordered(width);
  for (std::size_t c = 0; c < width; ++c) {
    const forest_column& column = columns_[c];
    ordered[c] = column.numeric();
    codes[c] = static_cast<std::uint16_t>(
        column.numeric() ? column.cuts.size() + 2
                         : std::size_t{1} + *std::max_element(column.level_codes.begin(), column.level_codes.end()));
  }
  table_ = binned_table(n, std::move(codes), std::move(ordered));
  parallel_for(on, width, 1, [&](std::size_t c, std::size_t) {
    plain_cells room;
    const plain_column plain = plain_.load(c, room);
    const forest_column& column = columns_[c];
    const level_units units(column.level_codes);
    const std::span<std::uint8_t> cells = table_.column(c);
    units_[c].resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = chosen_[i];
      cells[i] = missing_code;
      if (!plain.has(row)) continue;
      if (plain.numeric()) {
        cells[i] = code_of_number(column.cuts, plain.numbers[row]);
        units_[c][i] = cells[i] - 1U;
      } else {
        cells[i] = column.level_codes[plain.codes[row]];
        units_[c][i] = units.unit_of[plain.codes[row]];
      }
    }
  });
}

STANDIN_INLINE void forest_preparation::grow(fit_context& context) {
  const std::size_t n = chosen_.size();
  trees_.resize(options_.trees);
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    growing_tree& tree = trees_[t];
    tree.nodes.resize(1);
    tree.leaves.push_back({.node = 0, .begin = 0, .end = static_cast<std::uint32_t>(n)});
    tree.rows.resize(n);
    std::iota(tree.rows.begin(), tree.rows.end(), 0U);
    tree.chosen.resize(n);
    random::stream words(part_of(context.source, "bag", t), random::purpose::shuffle, 0);
    for (std::uint8_t& in : tree.chosen) in = words.uniform() < options_.row_share ? 1 : 0;
  }
  progress_meter meter(context.progress, "fit", options_.max_rounds * trees_.size());
  const std::size_t compared = 2 * std::min<std::size_t>(n, 10'000);
  // Guesses are right half of the time, give or take two standard errors.
  const double noise = 1.0 / std::sqrt(static_cast<double>(compared));
  double best = 1.0;
  std::vector<growing_tree> best_trees = trees_;
  std::size_t without_gain = 0;
  context.report.converged = false;
  const leaf_division division{.table = table_, .varying = varying_, .options = options_};
  for (std::size_t round = 0;; ++round) {
    const forest_judge judge{
        .table = table_, .varying = varying_, .columns = columns_, .governed = governed_, .trees = trees_};
    const double accuracy = judge.accuracy(part_of(context.source, "told apart", round), context.executor);
    accuracies_.push_back(accuracy);
    if (round == 0 || accuracy < best) {
      without_gain = accuracy < best - 0.25 * noise ? 0 : without_gain + 1;
      best = accuracy;
      best_trees = trees_;
    } else {
      ++without_gain;
    }
    if (accuracy <= 0.5 + noise || without_gain >= 2) {
      context.report.converged = true;
      break;
    }
    if (round == options_.max_rounds) break;
    std::vector<std::size_t> asked(trees_.size(), 0);
    parallel_for(context.executor, trees_.size(), 1, [&](std::size_t t, std::size_t) {
      for (std::size_t q = 0; q < options_.questions; ++q)
        asked[t] += division.divide(trees_[t], part_of(context.source, "questions", t, round, q));
      meter.advance(1);
    });
    context.report.iterations = round + 1;
    if (std::all_of(asked.begin(), asked.end(), [](std::size_t k) { return k == 0; })) {
      context.report.converged = true;
      break;
    }
  }
  trees_ = std::move(best_trees);
  context.report.objective = best;
  for (growing_tree& tree : trees_) {
    // Rows lie as leaves do, from left to right.
    std::sort(tree.leaves.begin(), tree.leaves.end(),
              [](const growing_tree::leaf_range& a, const growing_tree::leaf_range& b) { return a.begin < b.begin; });
    finished_.push_back(tree.finished());
  }
  boxes_ = boxes_of(finished_, columns_);
}

STANDIN_INLINE forest_preparation::units_by_leaf forest_preparation::units_of(std::size_t column) const {
  const std::span<const std::uint8_t> codes = table_.column(column);
  const std::vector<std::uint32_t>& units = units_[column];
  // Rows by unit once, then dealt out to leaves: so units rise within each.
  std::vector<std::uint32_t> by_unit;
  for (std::uint32_t row = 0; row < table_.rows(); ++row)
    if (codes[row] != missing_code) by_unit.push_back(row);
  std::stable_sort(by_unit.begin(), by_unit.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return units[a] < units[b]; });
  units_by_leaf out;
  out.begin = {0};
  out.units.resize(by_unit.size() * trees_.size());
  std::vector<std::uint32_t> leaf_of(table_.rows());
  for (const growing_tree& tree : trees_) {
    for (std::uint32_t leaf = 0; leaf < tree.leaves.size(); ++leaf)
      for (const std::uint32_t row : tree.rows_of(tree.leaves[leaf])) leaf_of[row] = leaf;
    std::vector<std::uint32_t> next(tree.leaves.size() + 1, 0);
    for (const std::uint32_t row : by_unit) ++next[leaf_of[row] + 1];
    next[0] = out.begin.back();
    std::partial_sum(next.begin(), next.end(), next.begin());
    out.begin.insert(out.begin.end(), next.begin() + 1, next.end());
    for (const std::uint32_t row : by_unit) out.units[next[leaf_of[row]]++] = units[row];
  }
  return out;
}

STANDIN_INLINE std::vector<std::uint32_t> forest_preparation::leaf_rows() const {
  std::vector<std::uint32_t> rows;
  for (const growing_tree& tree : trees_)
    for (const growing_tree::leaf_range& leaf : tree.leaves) rows.push_back(leaf.end - leaf.begin);
  return rows;
}

}  // namespace detail

}  // namespace standin::inline v0_1
