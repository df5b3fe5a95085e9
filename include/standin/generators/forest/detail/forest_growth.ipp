// SPDX-License-Identifier: MIT
/// \file
/// How forests grow.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/forest_growth.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace standin::inline v0_1 {

STANDIN_INLINE void forest_options::check() const {
  const auto refuse = [](const char* name, const std::string& found, const char* would_do) {
    throw invalid_option(std::string("forest, ") + name, "found " + found, would_do);
  };
  if (trees == 0 || trees > 1000) refuse("trees", std::to_string(trees), "1 to 1 000 will do");
  if (min_leaf == 0) refuse("min_leaf", "0", "1 row or more will do");
  if (max_rounds > 100) refuse("max_rounds", std::to_string(max_rounds), "at most 100 will do");
  if (questions == 0 || questions > 30) refuse("questions", std::to_string(questions), "1 to 30 will do");
  if (tries == 0 || tries > 1000) refuse("tries", std::to_string(tries), "1 to 1 000 will do");
  if (!(row_share > 0.0 && row_share <= 1.0))
    refuse("row_share", std::to_string(row_share), "above 0 and at most 1 will do");
  if (max_rows == 0) refuse("max_rows", "0", "100 000 will do");
  if (knots == 0) refuse("knots", "0", "1 024 will do");
}

namespace detail {

/// The domain of a part of a fit's draws.
template <class... Part>
[[nodiscard]] random::source part_of(random::source whole, std::string_view name, Part... number) {
  random::hasher hash;
  hash.add(whole.domain).add(name);
  (hash.add(static_cast<std::uint64_t>(number)), ...);
  return {whole.seed, hash.value()};
}

STANDIN_INLINE histogram_tree growing_tree::finished() const {
  std::vector<tree_node> done = nodes;
  for (std::uint32_t leaf = 0; leaf < leaves.size(); ++leaf) {
    done[leaves[leaf].node] = {};
    done[leaves[leaf].node].content = leaf;
  }
  return {std::move(done), sets, leaves.size()};
}

STANDIN_INLINE forest_preparation::forest_preparation(const plain_table& plain, const forest_options& options,
                                                      fit_context& context)
    : plain_(plain),
      options_(options),
      columns_(plain.columns.size()),
      units_(columns_.size()),
      governed_(columns_.size()) {
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
  std::size_t wanted = std::min(options_.max_rows, plain_.rows);
  const bool all = wanted == plain_.rows;
  for (std::size_t row = 0; row < plain_.rows && wanted > 0; ++row)
    if (all || words.uniform() * static_cast<double>(plain_.rows - row) < static_cast<double>(wanted)) {
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
  const plain_column& plain = plain_.columns[c];
  forest_column& column = columns_[c];
  if (!plain.present.empty()) {
    const plain_column& pattern = plain_.columns[plain.pattern];
    constexpr std::uint8_t with = 1;
    constexpr std::uint8_t without = 2;
    std::vector<std::uint8_t> seen(pattern.levels, 0);
    for (std::size_t row = 0; row < plain_.rows; ++row) seen[pattern.codes[row]] |= plain.has(row) ? with : without;
    column.pattern = static_cast<std::uint32_t>(plain.pattern);
    for (const std::uint8_t what : seen) column.present.push_back(what == (with | without) ? 2 : what == with ? 1 : 0);
  }
  if (plain.numeric()) {
    std::vector<double> values;
    values.reserve(plain_.rows);
    for (std::size_t row = 0; row < plain_.rows; ++row)
      if (plain.has(row)) values.push_back(plain.numbers[row]);
    if (values.empty()) values.push_back(0.0);  // never shown: the pattern says that none is present
    column.values.emplace(empirical_marginal{.knots = options_.knots}.fit(values));
    cut_into_units(column);
    return;
  }
  const column_binning bins(plain, plain_.rows, {});
  column.level_codes.assign(bins.level_codes().begin(), bins.level_codes().end());
  std::vector<std::size_t> counts(plain.levels, 0);
  std::size_t all = 0;
  for (std::size_t row = 0; row < plain_.rows; ++row)
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
    const plain_column& plain = plain_.columns[c];
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
  for (std::size_t round = 0;; ++round) {
    const double accuracy = tell_apart(part_of(context.source, "told apart", round), context.executor);
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
        asked[t] += divide_leaves(trees_[t], part_of(context.source, "questions", t, round, q));
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

STANDIN_INLINE std::size_t forest_preparation::divide_leaves(growing_tree& tree, random::source draws) const {
  std::size_t asked = 0;
  std::vector<float> room(3 * table_.rows());
  std::vector<std::uint32_t> rows;
  const std::size_t before = tree.leaves.size();
  for (std::size_t leaf = 0; leaf < before; ++leaf) {
    const growing_tree::leaf_range of = tree.leaves[leaf];
    if (!of.open || of.end - of.begin < 2 * options_.min_leaf) continue;
    rows.clear();
    for (const std::uint32_t row : tree.rows_of(of))
      if (tree.chosen[row] != 0) rows.push_back(row);
    const grown_tree found = best_question(rows, part_of(draws, "leaf", of.node), room);
    if (found.tree.leaves() < 2) continue;
    tree_node question = found.tree.nodes().front();
    const std::span<const std::uint8_t> codes = table_.column(question.column);
    const auto first = tree.rows.begin() + of.begin;
    const auto last = tree.rows.begin() + of.end;
    const auto goes_left = [&](std::uint32_t row) { return found.tree.goes_left(question, codes[row]); };
    const auto left = static_cast<std::size_t>(std::count_if(first, last, goes_left));
    if (left < options_.min_leaf || of.end - of.begin - left < options_.min_leaf) continue;
    std::stable_partition(first, last, goes_left);
    const auto middle = static_cast<std::uint32_t>(of.begin + left);
    question.child = static_cast<std::uint32_t>(tree.nodes.size());
    if (question.levels) {
      tree.sets.push_back(found.tree.sets()[question.content]);
      question.content = static_cast<std::uint32_t>(tree.sets.size() - 1);
    }
    tree.nodes[of.node] = question;
    tree.nodes.resize(tree.nodes.size() + 2);
    tree.leaves[leaf] = {.node = question.child, .begin = of.begin, .end = middle};
    tree.leaves.push_back({.node = question.child + 1, .begin = middle, .end = of.end});
    ++asked;
  }
  return asked;
}

STANDIN_INLINE grown_tree forest_preparation::best_question(std::span<const std::uint32_t> rows, random::source draws,
                                                            std::vector<float>& room) const {
  grown_tree best;
  std::vector<std::uint32_t> varying;
  for (const std::uint32_t c : varying_) {
    const std::uint8_t* const cells = table_.column(c).data();
    if (std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return cells[row] != cells[rows.front()]; }))
      varying.push_back(c);
  }
  if (varying.size() < 2) return best;
  tree_options options;
  options.min_leaf = std::max<std::size_t>(
      1, static_cast<std::size_t>(options_.row_share * static_cast<double>(options_.min_leaf) / 2.0));
  options.max_depth = 1;
  const auto n = static_cast<double>(rows.size());
  double best_gain = 0.0;
  random::stream words(draws, random::purpose::initialise, 0);
  for (std::size_t k = 0; k < options_.tries; ++k) {
    for (std::size_t i = varying.size(); i > 1; --i)
      std::swap(varying[i - 1], varying[random::uniform_index(words, i)]);
    constexpr std::size_t most_targets = 3;
    const std::size_t targets = std::min(most_targets, varying.size() / 2);
    for (std::size_t d = 0; d < targets; ++d) {
      const std::span<const std::uint8_t> cells = table_.column(varying[d]);
      std::array<float, 256> score{};
      if (table_.ordered(varying[d])) {
        std::iota(score.begin() + 1, score.end(), 1.0F);
        score[missing_code] = static_cast<float>(random::uniform_index(words, 256));
      } else {
        for (float& of : score) of = (words() & 1U) != 0 ? 1.0F : -1.0F;
      }
      double sum = 0.0;
      double squares = 0.0;
      for (const std::uint32_t row : rows) {
        const double of = score[cells[row]];
        sum += of;
        squares += of * of;
      }
      const double variance = squares / n - sum / n * (sum / n);
      const double scale = variance > 1e-9 ? 1.0 / std::sqrt(variance) : 0.0;
      for (const std::uint32_t row : rows)
        room[row * targets + d] = static_cast<float>((static_cast<double>(score[cells[row]]) - sum / n) * scale);
    }
    std::vector<std::uint32_t> asked(varying.begin() + static_cast<std::ptrdiff_t>(targets), varying.end());
    std::sort(asked.begin(), asked.end());
    grown_tree found =
        grow_tree(table_, asked, rows, vector_target{{room.data(), table_.rows() * targets}, targets}, options);
    const double gain = static_cast<double>(found.tree.nodes().front().gain) / static_cast<double>(targets);
    if (found.tree.leaves() > 1 && gain > best_gain) {
      best_gain = gain;
      best = std::move(found);
    }
    std::sort(varying.begin(), varying.end());
  }
  return best;
}

STANDIN_INLINE void forest_preparation::make_rows(binned_table& table, std::span<const std::uint32_t> real,
                                                  random::source draws) const {
  const std::size_t n = real.size();
  std::vector<std::vector<std::uint32_t>> leaf_of(trees_.size());  // a tree, a place in its rows
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    leaf_of[t].resize(trees_[t].rows.size());
    for (std::uint32_t leaf = 0; leaf < trees_[t].leaves.size(); ++leaf)
      std::fill(leaf_of[t].begin() + trees_[t].leaves[leaf].begin, leaf_of[t].begin() + trees_[t].leaves[leaf].end,
                leaf);
  }
  for (std::size_t i = 0; i < n; ++i) {
    random::stream words(draws, random::purpose::sample, i);
    const std::size_t t = random::uniform_index(words, trees_.size());
    const std::uint32_t leaf = leaf_of[t][random::uniform_index(words, trees_[t].rows.size())];
    const std::span<const std::uint32_t> rows = trees_[t].rows_of(trees_[t].leaves[leaf]);
    const auto any = [&] { return rows[random::uniform_index(words, rows.size())]; };
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::uint32_t from = any();
      if (columns_[c].present.empty()) table.column(c)[n + i] = table_.column(c)[from];
      // The row that gives a pattern says for all columns that it governs whether there is a value.
      for (const std::uint32_t other : governed_[c]) {
        const std::span<const std::uint8_t> cells = table_.column(other);
        std::uint8_t& to = table.column(other)[n + i];
        to = cells[from];
        constexpr int tries = 16;
        for (int k = 0; k < tries && cells[from] != missing_code; ++k) {
          const std::uint8_t code = cells[any()];
          if (code == missing_code) continue;
          to = code;
          break;
        }
      }
    }
  }
}

STANDIN_INLINE double forest_preparation::tell_apart(random::source draws, executor_ref on) const {
  constexpr std::size_t most_rows = 10'000;
  std::vector<std::uint32_t> real;
  {
    random::stream words(draws, random::purpose::shuffle, 0);
    std::size_t wanted = std::min(most_rows, table_.rows());
    for (std::uint32_t row = 0; row < table_.rows() && wanted > 0; ++row)
      if (words.uniform() * static_cast<double>(table_.rows() - row) < static_cast<double>(wanted)) {
        real.push_back(row);
        --wanted;
      }
  }
  const std::size_t n = real.size();
  std::vector<std::uint16_t> codes;
  std::vector<bool> ordered;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    codes.push_back(static_cast<std::uint16_t>(table_.codes(c)));
    ordered.push_back(table_.ordered(c));
  }
  binned_table table(2 * n, std::move(codes), std::move(ordered));
  for (std::size_t c = 0; c < columns_.size(); ++c)
    for (std::size_t i = 0; i < n; ++i) table.column(c)[i] = std::as_const(table_).column(c)[real[i]];
  make_rows(table, real, draws);
  std::vector<std::uint8_t> is_real(2 * n, 0);
  std::fill_n(is_real.begin(), n, std::uint8_t{1});

  constexpr std::size_t trees = 20;
  constexpr std::size_t min_leaf = 5;
  constexpr std::int32_t scale = 1 << 20;
  std::vector<std::vector<std::int32_t>> votes(trees);
  parallel_for(on, trees, 1, [&](std::size_t t, std::size_t) {
    const random::source own = part_of(draws, "judge", t);
    random::stream words(own, random::purpose::shuffle, 0);
    std::vector<std::uint32_t> rows;
    std::vector<std::uint8_t> in(2 * n, 0);
    for (std::uint32_t row = 0; row < 2 * n; ++row) {
      in[row] = words.uniform() < 0.632 ? 1 : 0;  // as many as a bootstrap sample has different ones
      if (in[row] != 0) rows.push_back(row);
    }
    tree_options options;
    options.min_leaf = min_leaf;
    options.columns_a_question = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(varying_.size()))));
    options.draws = own;
    const grown_tree grown = grow_tree(table, varying_, rows, class_target{.classes = is_real, .count = 2}, options);
    std::vector<std::int32_t> vote(grown.tree.leaves(), 0);
    for (std::size_t leaf = 0; leaf < vote.size(); ++leaf) {
      std::int64_t sum = 0;
      for (const std::uint32_t row : grown.rows_of(leaf)) sum += is_real[row] != 0 ? 1 : -1;
      if (const auto size = static_cast<std::int64_t>(grown.rows_of(leaf).size()); size > 0)
        vote[leaf] = static_cast<std::int32_t>(sum * scale / size);
    }
    std::vector<std::uint32_t> leaves(2 * n);
    grown.tree.leaves_of(table, 0, leaves);
    votes[t].resize(2 * n);
    for (std::size_t row = 0; row < 2 * n; ++row) votes[t][row] = in[row] != 0 ? 0 : vote[leaves[row]];
  });
  std::size_t halves = 0;
  for (std::size_t row = 0; row < 2 * n; ++row) {
    std::int64_t sum = 0;
    for (const std::vector<std::int32_t>& of_tree : votes) sum += of_tree[row];
    halves += sum == 0 ? 1U : (sum > 0) == (row < n) ? 2U : 0U;
  }
  return static_cast<double>(halves) / static_cast<double>(4 * n);
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
