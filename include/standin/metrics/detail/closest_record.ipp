// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/privacy/closest_record.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/equal_rows.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/privacy/closest_record.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/nearest_neighbours.hpp>
#include <standin/stats/quantile.hpp>

#include <cmath>
#include <unordered_map>

namespace standin::inline v0_1 {

namespace detail {

/// A share, and its interval when rows with the same nearest record count as one.
struct clustered_share {
  double value = 0.0;
  stats::interval interval{};
};

/// \param tie  what a tie counts
inline clustered_share share_nearer(const stats::neighbours& first, const stats::neighbours& second, double tie) {
  const std::size_t n = first.distance.size() / first.k;
  std::vector<double> x(n);
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const float a = first.at(i, 0);
    const float b = second.at(i, 0);
    x[i] = a < b ? 1.0 : a == b ? tie : 0.0;
    sum += x[i];
  }
  clustered_share share;
  share.value = sum / static_cast<double>(n);
  std::unordered_map<std::uint64_t, double> off;
  for (std::size_t i = 0; i < n; ++i) {
    const bool in_first = first.at(i, 0) <= second.at(i, 0);
    const std::uint64_t record =
        2 * std::uint64_t{in_first ? first.row[i * first.k] : second.row[i * second.k]} + (in_first ? 1U : 0U);
    off[record] += x[i] - share.value;
  }
  std::vector<double> parts;
  for (const auto& [record, o] : off) parts.push_back(o * o);
  std::sort(parts.begin(), parts.end());  // so that the sum is the same whatever the map's order
  double variance = 0.0;
  for (const double part : parts) variance += part;
  // Never less than independent rows give, at shares of 0 and 1 as well.
  const stats::interval wilson = stats::wilson_interval(static_cast<std::uint64_t>(std::llround(sum)), n);
  const double half = stats::normal_quantile_975 * std::sqrt(variance) / static_cast<double>(n);
  share.interval = {std::min(wilson.lower, share.value - half), std::max(wilson.upper, share.value + half)};
  return share;
}

inline std::vector<double> distances_of(const stats::neighbours& found) {
  std::vector<double> out(found.distance.size() / found.k);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<double>(found.at(i, 0));
  std::sort(out.begin(), out.end());
  return out;
}

inline std::vector<double> ratios_of(const stats::neighbours& found) {
  std::vector<double> out(found.distance.size() / found.k);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double first = static_cast<double>(found.at(i, 0));
    const double second = static_cast<double>(found.at(i, 1));
    out[i] = second > 0.0 ? first / second : 1.0;
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// A quantile of sorted numbers and its interval from order statistics, wide enough for the noise of both quantiles:
/// the ideal is that of held-out rows.
inline void fill_quantile(score& result, const std::vector<double>& sorted, const std::vector<double>& real, double p,
                          bool with_interval) {
  result.value = stats::quantile_of_sorted(sorted, p);
  result.baseline = stats::quantile_of_sorted(real, p);
  result.ideal = result.baseline;
  result.baseline_ideal = result.baseline;
  if (!with_interval) return;
  const double noise = 1.0 / static_cast<double>(sorted.size()) + 1.0 / static_cast<double>(real.size());
  const double half = stats::normal_quantile_975 * std::sqrt(p * (1.0 - p) * noise);
  result.lower = stats::quantile_of_sorted(sorted, std::max(0.0, p - half));
  result.upper = stats::quantile_of_sorted(sorted, std::min(1.0, p + half));
}

}  // namespace detail

STANDIN_INLINE std::vector<finding> closest_record::compare(const comparison& tables) const {
  constexpr std::size_t least_rows = 100;
  if (tables.for_baseline) return {};
  std::vector<finding> found;
  for (const auto& [figure, to] :
       {std::pair{"dcr share", better::smaller}, std::pair{"nearest is train", better::smaller},
        std::pair{"dcr median", better::larger}, std::pair{"dcr 5th percentile", better::larger},
        std::pair{"nndr 5th percentile", better::larger}}) {
    found.push_back(detail::refused(figure, to, std::string(detail::lacks_holdout)));
  }
  if (!tables.holdout) return found;
  const std::size_t size = std::min({tables.train.rows(), tables.holdout->rows(), max_rows});
  const std::size_t queries = std::min(tables.synthetic.rows(), max_queries);
  for (finding& one : found) {
    one.result.rows_real = size;
    one.result.rows_synthetic = queries;
    if (size < least_rows || queries < least_rows) {
      one.result.note = "needs " + to_text(least_rows) + " rows of train, holdout and synthetic rows, found " +
                        to_text(tables.train.rows()) + ", " + to_text(tables.holdout->rows()) + " and " +
                        to_text(tables.synthetic.rows());
    }
    if (tables.train.schema().empty()) detail::make_undefined(one.result, "there are no columns");
  }
  if (size < least_rows || queries < least_rows || tables.train.schema().empty()) return found;
  if (const std::string why = detail::unfair_holdout(detail::overlap_of(tables)); !why.empty()) {
    for (finding& one : found) one.result.note = why;
    return found;
  }

  progress_meter meter(tables.progress, name(), 5);
  const executor_ref on = tables.executor;
  const feature_map map = detail::features_for_distances(tables);
  const feature_table train = detail::ordered_features(map, tables.train, on);
  const stats::mixed_space space(train.plain(), scale, on);
  const auto draws = [&](std::string_view use) { return detail::draws_of(tables, name(), use); };
  const std::vector<std::size_t> order = random::shuffled_indices(draws("train"), train.rows());
  const std::size_t all = std::min(order.size(), max_rows);
  const stats::mixed_rows placed = space.place(train.plain(), on);
  const std::span<const std::size_t> shuffled(order);
  const stats::neighbour_index part(placed.take(shuffled.first(size)), on);
  const stats::mixed_rows held = space.place(detail::ordered_features(map, *tables.holdout, on).plain(), on);
  const stats::mixed_rows unseen = held.take(detail::some_rows(draws("holdout"), held.size(), size));
  const stats::neighbour_index unseen_index(unseen, on);
  const stats::mixed_rows made = space.place(detail::ordered_features(map, tables.synthetic, on).plain(), on);
  const stats::mixed_rows query = made.take(detail::some_rows(draws("synthetic"), made.size(), max_queries));
  meter.advance(1);

  const stats::neighbours to_part = part.nearest(query, 2, on);
  const stats::neighbours to_unseen = unseen_index.nearest(query, 1, on);
  meter.advance(1);
  const std::vector<std::size_t> control_rows = detail::some_rows(draws("control"), unseen.size(), max_queries);
  const stats::mixed_rows control = unseen.take(control_rows);
  const stats::neighbours control_to_part = part.nearest(control, 2, on);
  meter.advance(1);
  stats::neighbours to_train = to_part;
  stats::neighbours control_to_train = control_to_part;
  if (all > size) {
    const stats::neighbour_index rest(placed.take(shuffled.subspan(size, all - size)), on);
    const auto look_into_rest = [&](const stats::mixed_rows& rows, stats::neighbours& nearest) {
      const stats::neighbours to_rest = rest.nearest(rows, 1, on);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (to_rest.at(i, 0) >= nearest.at(i, 0)) continue;
        nearest.distance[2 * i] = to_rest.at(i, 0);
        nearest.row[2 * i] = static_cast<std::uint32_t>(size) + to_rest.row[i];
      }
    };
    look_into_rest(query, to_train);
    look_into_rest(control, control_to_train);
  }
  meter.advance(1);
  // The holdout's rows among each other, their own copies left out: all of them are asked, and those of the control
  // kept.
  stats::neighbours control_to_unseen;
  control_to_unseen.k = 1;
  const stats::neighbours among = unseen_index.nearest(control, 2, on);
  for (std::size_t i = 0; i < control_rows.size(); ++i) {
    const bool itself_first = among.row[2 * i] == control_rows[i];
    control_to_unseen.distance.push_back(among.at(i, itself_first ? 1 : 0));
    control_to_unseen.row.push_back(among.row[2 * i + (itself_first ? 1 : 0)]);
  }
  meter.advance(1);

  const double train_share = static_cast<double>(all) / static_cast<double>(all + size);
  const detail::clustered_share equal = detail::share_nearer(to_part, to_unseen, 0.5);
  const detail::clustered_share whole = detail::share_nearer(to_train, to_unseen, train_share);
  const std::vector<double> distances = detail::distances_of(to_part);
  const std::vector<double> real_distances = detail::distances_of(control_to_part);
  for (finding& one : found) {
    one.result.status = status::ok;
    one.result.note.clear();
  }
  const bool with_interval = tables.resamples > 0;
  found[0].result.value = equal.value;
  found[0].result.ideal = 0.5;
  const double half = static_cast<double>(size) / static_cast<double>(2 * size - 1);
  found[0].result.baseline = detail::share_nearer(control_to_part, control_to_unseen, half).value;
  found[0].result.baseline_ideal = half;
  found[1].result.value = whole.value;
  found[1].result.ideal = train_share;
  // A held-out row is among one row less than are held out.
  const double among_others = static_cast<double>(all) / static_cast<double>(all + size - 1);
  found[1].result.baseline = detail::share_nearer(control_to_train, control_to_unseen, among_others).value;
  found[1].result.baseline_ideal = among_others;
  found[1].result.rows_real = all;
  if (with_interval) {
    detail::set_interval(found[0].result, equal.interval);
    detail::set_interval(found[1].result, whole.interval);
  }
  detail::fill_quantile(found[2].result, distances, real_distances, 0.5, with_interval);
  detail::fill_quantile(found[3].result, distances, real_distances, 0.05, with_interval);
  detail::fill_quantile(found[4].result, detail::ratios_of(to_part), detail::ratios_of(control_to_part), 0.05,
                        with_interval);
  return found;
}

}  // namespace standin::inline v0_1
