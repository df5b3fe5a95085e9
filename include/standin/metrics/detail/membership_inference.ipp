// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/privacy/membership_inference.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/equal_rows.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/privacy/membership_inference.hpp>
#include <standin/stats/interval.hpp>
#include <standin/stats/nearest_neighbours.hpp>
#include <standin/stats/prediction_scores.hpp>
#include <standin/stats/quantile.hpp>

namespace standin::inline v0_1 {

namespace detail {

/// Minus the distance of each candidate to the nearest row.
inline std::vector<double> nearness(const stats::neighbour_index& rows, const stats::mixed_rows& candidates,
                                    executor_ref on) {
  const stats::neighbours found = rows.nearest(candidates, 1, on);
  std::vector<double> out(candidates.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = -static_cast<double>(found.at(i, 0));
  return out;
}

}  // namespace detail

STANDIN_INLINE std::vector<finding> membership_inference::compare(const comparison& tables) const {
  constexpr std::size_t least_rows = 200;
  if (tables.for_baseline) return {};
  std::vector<finding> found{detail::refused(name(), direction, std::string(detail::lacks_holdout)),
                             detail::refused("membership tpr", direction, std::string(detail::lacks_holdout))};
  if (!tables.holdout) return found;
  const std::size_t size = std::min({tables.train.rows(), tables.holdout->rows(), max_candidates});
  for (finding& one : found) {
    one.result.rows_real = size;
    one.result.rows_synthetic = std::min(tables.synthetic.rows(), max_rows);
    if (size < least_rows) {
      one.result.note = "needs " + to_text(least_rows) + " rows of train and of the holdout, found " +
                        to_text(tables.train.rows()) + " and " + to_text(tables.holdout->rows());
    } else if (tables.synthetic.rows() == 0) {
      detail::make_undefined(one.result, "the synthetic table has no rows");
    }
    if (tables.train.schema().empty()) detail::make_undefined(one.result, "there are no columns");
  }
  if (size < least_rows || tables.synthetic.rows() == 0 || tables.train.schema().empty()) return found;
  if (const std::string why = detail::unfair_holdout(detail::overlap_of(tables)); !why.empty()) {
    for (finding& one : found) one.result.note = why;
    return found;
  }

  const executor_ref on = tables.executor;
  progress_meter meter(tables.progress, name(), 1);
  const auto draws = [&](std::string_view use) { return detail::draws_of(tables, name(), use); };
  const feature_map map = detail::features_for_distances(tables);
  const feature_table train = detail::ordered_features(map, tables.train, on);
  const stats::mixed_space space(train.plain(), scale, on);
  const stats::mixed_rows seen = space.place(train.plain(), on);
  const stats::mixed_rows held = space.place(detail::ordered_features(map, *tables.holdout, on).plain(), on);
  const stats::mixed_rows made = space.place(detail::ordered_features(map, tables.synthetic, on).plain(), on);
  const stats::mixed_rows members = seen.take(detail::some_rows(draws("members"), seen.size(), size));
  const std::vector<std::size_t> order = random::shuffled_indices(draws("others"), held.size());
  const stats::mixed_rows others = held.take(std::span(order).first(size));
  {
    const stats::neighbour_index rows(made.take(detail::some_rows(draws("synthetic"), made.size(), max_rows)), on);
    const std::vector<double> of_members = detail::nearness(rows, members, on);
    const std::vector<double> of_others = detail::nearness(rows, others, on);
    score& area = found[0].result;
    area.value = stats::area_under_roc(of_members, of_others);
    score& rate = found[1].result;
    const stats::rate_at_threshold reached = stats::true_rate(of_members, of_others, false_rate);
    rate.value = static_cast<double>(reached.hits) / static_cast<double>(size);
    if (tables.resamples > 0) {
      const double half = stats::normal_quantile_975 * stats::roc_error(area.value, size, size);
      detail::set_interval(area, {area.value - half, area.value + half});
      const auto alarms =
          static_cast<std::uint64_t>(false_rate * static_cast<double>(size));  // the threshold's own noise
      const stats::interval above = stats::newcombe_interval(reached.hits, size, alarms, size);
      detail::set_interval(rate, {false_rate + above.lower, false_rate + above.upper});
    }
  }
  const std::size_t half = order.size() / 2;
  const stats::neighbour_index real(held.take(std::span(order).first(half)), on);
  const std::vector<double> members_near_real = detail::nearness(real, members, on);
  const std::vector<double> others_near_real = detail::nearness(real, held.take(std::span(order).subspan(half)), on);
  found[0].result.baseline = stats::area_under_roc(members_near_real, others_near_real);
  found[1].result.baseline =
      static_cast<double>(stats::true_rate(members_near_real, others_near_real, false_rate).hits) /
      static_cast<double>(size);
  found[0].result.ideal = 0.5;
  found[1].result.ideal = false_rate;
  for (finding& one : found) {
    one.result.status = status::ok;
    one.result.note.clear();
    one.result.baseline_ideal = one.result.ideal;
  }
  found[1].result.note = "at " + to_text(100.0 * false_rate) + " % false alarms";
  meter.advance(1);
  return found;
}

}  // namespace standin::inline v0_1
