// SPDX-License-Identifier: MIT
/// \file
/// How `trees` makes a table ready.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/trees/detail/column_order.hpp>
#include <standin/generators/trees/detail/tree_preparation.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace standin::inline v0_1 {

namespace detail {

/// Where numbers are cut for later columns: between pieces of their distribution, which tell of no single row, at about
/// equal steps of probability where there are too many.
STANDIN_LAZY [[nodiscard]] inline std::vector<double> edges_of(const empirical_marginal::fitted& law) {
  constexpr std::size_t most = 253;
  const std::span<const empirical_marginal::fitted::piece> pieces = law.pieces();
  std::vector<double> edges;
  double before = 0.0;
  for (std::size_t k = 0; k + 1 < pieces.size() && edges.size() < most; ++k) {
    const double step = static_cast<double>(edges.size() + 1) / static_cast<double>(most + 1);
    const bool spike = pieces[k].lower == pieces[k].upper && pieces[k].up_to - before > 1.0 / most;
    before = pieces[k].up_to;
    const bool next_spike = pieces[k + 1].lower == pieces[k + 1].upper && pieces[k + 1].up_to - before > 1.0 / most;
    if (pieces.size() > most && before < step && !spike && !next_spike) continue;
    const double end = pieces[k].upper;
    const double next = pieces[k + 1].lower;
    double edge = end;
    if (end < next)
      edge = end + (next - end) / 2.0;
    else if (next == pieces[k + 1].upper)
      edge = std::nextafter(next, -std::numeric_limits<double>::infinity());
    if (edges.empty() || edge > edges.back()) edges.push_back(edge);
  }
  return edges;
}

STANDIN_LAZY_INLINE tree_preparation::tree_preparation(const plain_columns& plain, std::size_t max_rows,
                                                       std::size_t knots, const binning_options& bins,
                                                       const fit_context& context)
    : plain_(plain), targets_(plain.size()) {
  if (max_rows == 0) throw invalid_option("trees, max_rows", "found 0", "100 000 will do");
  choose_rows(max_rows, context);
  const std::size_t width = plain.size();
  parallel_for(context.executor, width, 1,
               [&](std::size_t c, std::size_t) { learn_target(static_cast<std::uint32_t>(c), knots, bins, context); });
  std::vector<std::uint16_t> codes(2 * width, 255);
  std::vector<bool> ordered(2 * width, true);
  for (std::size_t c = 0; c < width; ++c) {
    ordered[c] = plain[c].numeric();
    codes[c] = static_cast<std::uint16_t>(ordered[c] ? targets_[c].edges.size() + 2 : targets_[c].bins.codes());
  }
  table_ = binned_table(chosen_.size(), std::move(codes), std::move(ordered));
  for (std::size_t c = 0; c < width; ++c) {
    const std::vector<std::uint8_t> binned = std::move(targets_[c].binned);
    std::copy(binned.begin(), binned.end(), table_.column(c).begin());
  }
}

STANDIN_LAZY_INLINE void tree_preparation::choose_rows(std::size_t max_rows, const fit_context& context) {
  random::stream words({context.source.seed, random::hasher().add(context.source.domain).add("rows").value()},
                       random::purpose::shuffle, 0);
  for (const std::size_t row : random::sample_in_order(words, plain_.rows(), max_rows))
    chosen_.push_back(static_cast<std::uint32_t>(row));
  all_.resize(chosen_.size());
  std::iota(all_.begin(), all_.end(), 0U);
}

STANDIN_LAZY_INLINE void tree_preparation::visit(visit_order order) {
  order_ = with_patterns_first(plain_, columns_in_order(table_, columns(), order));
}

STANDIN_LAZY_INLINE void tree_preparation::learn_target(std::uint32_t c, std::size_t knots, const binning_options& bins,
                                                        const fit_context& context) {
  plain_cells room;
  const plain_column column = plain_.load(c, room);
  target& to = targets_[c];
  to.rows = all_;
  if (!column.present.empty()) {
    for (const std::uint32_t i : all_)
      if (column.has(chosen_[i])) to.own_rows.push_back(i);
    to.rows = to.own_rows;
  }
  to.binned.assign(chosen_.size(), missing_code);
  if (!column.numeric()) {
    to.bins = column_binning(column, plain_.rows(), bins);
    to.codes.reserve(chosen_.size());
    for (const std::uint32_t row : chosen_) to.codes.push_back(column.codes[row]);
    for (const std::uint32_t i : to.rows) to.binned[i] = to.bins.code(to.codes[i]);
    return;
  }
  std::vector<double> chosen;
  chosen.reserve(chosen_.size());
  for (const std::uint32_t row : chosen_) chosen.push_back(column.numbers[row]);
  learn_law(c, column, knots);
  learn_places(c, chosen, context);
  for (const std::uint32_t i : to.rows) to.binned[i] = code_of_number(to.edges, chosen[i]);
}

STANDIN_LAZY_INLINE void tree_preparation::learn_law(std::uint32_t c, const plain_column& column, std::size_t knots) {
  target& to = targets_[c];
  std::vector<double> room;
  std::span<const double> values = present_numbers(column, plain_.rows(), room);
  if (values.empty()) values = room = {0.0};  // never shown: the pattern says that none is present
  to.law.emplace(empirical_marginal{.knots = knots}.fit(values));
  double before = 0.0;
  bool only_spikes = true;
  for (const empirical_marginal::fitted::piece& piece : to.law->pieces()) {
    if (piece.lower == piece.upper) {
      to.spikes.push_back({before, piece.up_to});
    } else {
      only_spikes = false;
    }
    before = piece.up_to;
  }
  if (only_spikes) to.values = to.spikes.size();
  to.edges = edges_of(*to.law);
}

STANDIN_LAZY_INLINE void tree_preparation::learn_places(std::uint32_t c, std::span<const double> chosen,
                                                        const fit_context& context) {
  target& to = targets_[c];
  // Equal values lie side by side in random order, so that their places are spread over all that they take up.
  struct cell {
    double value;
    double tie;
    std::uint32_t row;
  };
  std::vector<cell> cells;
  cells.reserve(to.rows.size());
  random::stream words(
      {context.source.seed, random::hasher().add(context.source.domain).add("ties").add(std::uint64_t{c}).value()},
      random::purpose::shuffle, 0);
  for (const std::uint32_t row : to.rows) cells.push_back({chosen[row], words.uniform(), row});
  std::sort(cells.begin(), cells.end(), [](const cell& a, const cell& b) {
    return a.value != b.value ? a.value < b.value : a.tie != b.tie ? a.tie < b.tie : a.row < b.row;
  });
  to.places.resize(chosen_.size(), 0.5);
  std::size_t spike = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double below = to.law->cdf_below(cells[i].value);
    const double up_to = to.law->cdf(cells[i].value);
    double place = (static_cast<double>(i) + 0.5) / static_cast<double>(cells.size());
    if (up_to > below) {
      place = below + (up_to - below) * (0.001 + 0.998 * cells[i].tie);
    } else {
      // Between the spikes, whatever rounding says.
      while (spike < to.spikes.size() && to.spikes[spike].to <= below) ++spike;
      const double floor = spike == 0 ? 0.0 : to.spikes[spike - 1].to;
      const double ceiling = spike == to.spikes.size() ? 1.0 : to.spikes[spike].from;
      place = std::clamp(place, floor + 1e-3 * (ceiling - floor), ceiling - 1e-3 * (ceiling - floor));
    }
    to.places[cells[i].row] = place;
  }
}

STANDIN_LAZY_INLINE conditional_task tree_preparation::task(std::size_t at, const fit_context& context) {
  const std::uint32_t c = order_[at];
  const target& of = targets_[c];
  const std::uint64_t domain = random::hasher().add(context.source.domain).add("column").add(std::uint64_t{c}).value();
  return {.table = table_,
          .predictors = std::span<const std::uint32_t>(order_).first(at),
          .rows = of.rows,
          .scratch = static_cast<std::uint32_t>(plain_.size()) + c,
          .levels = plain_[c].levels,
          .codes = of.codes,
          .places = of.places,
          .spikes = of.spikes,
          .values = of.values,
          .context = {.draws = {context.source.seed, domain}, .executor = context.executor}};
}

STANDIN_LAZY_INLINE tree_column tree_preparation::column(std::size_t at) const {
  const std::uint32_t c = order_[at];
  const plain_column& plain = plain_[c];
  tree_column column;
  column.values = targets_[c].law;
  if (plain.numeric()) {
    column.edges = targets_[c].edges;
  } else {
    const std::span<const std::uint8_t> codes = targets_[c].bins.level_codes();
    column.level_codes.assign(codes.begin(), codes.end());
  }
  if (!plain.present.empty()) {
    column.pattern = static_cast<std::uint32_t>(plain.pattern);
    plain_cells room;
    const plain_column pattern = plain_.load(plain.pattern, room);
    column.present.assign(pattern.levels, 0);
    for (std::size_t row = 0; row < plain_.rows(); ++row)
      if (plain.has(row)) column.present[pattern.codes[row]] = 1;
  }
  return column;
}

}  // namespace detail

}  // namespace standin::inline v0_1
