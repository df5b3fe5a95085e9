// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/detection/neighbour_test.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/detection/neighbour_test.hpp>
#include <standin/stats/nearest_neighbours.hpp>
#include <standin/stats/quantile.hpp>

#include <array>
#include <cmath>

namespace standin::inline v0_1 {

STANDIN_INLINE std::vector<finding> neighbour_test::compare(const comparison& tables) const {
  constexpr std::size_t least_rows = 50;
  finding found{.metric = name(), .direction = direction};
  score& result = found.result;
  const std::size_t rows = std::min({tables.train.rows(), tables.synthetic.rows(), max_rows});
  result.rows_real = rows;
  result.rows_synthetic = rows;
  result.ideal = 0.5;
  if (tables.train.schema().empty()) {
    detail::make_undefined(result, "there are no columns");
    return {found};
  }
  if (rows >= least_rows) {
    const feature_map map = detail::features_for_distances(tables);
    const feature_table train = detail::ordered_features(map, tables.train, tables.executor);
    feature_table both =
        train.take(detail::some_rows(detail::draws_of(tables, name(), "real"), tables.train.rows(), rows));
    both.append(
        detail::ordered_features(map, tables.synthetic, tables.executor)
            .take(detail::some_rows(detail::draws_of(tables, name(), "synthetic"), tables.synthetic.rows(), rows)));
    const stats::mixed_space space(train.plain(), scale, tables.executor);
    // Each row's nearest of its own kind and of the other.
    std::vector<std::size_t> first(rows);
    std::iota(first.begin(), first.end(), std::size_t{0});
    std::vector<std::size_t> second(rows);
    std::iota(second.begin(), second.end(), rows);
    const stats::mixed_rows all = space.place(both.plain(), tables.executor);
    const std::array<stats::mixed_rows, 2> side{all.take(first), all.take(second)};
    std::array<double, 2> own{};
    double squares = 0.0;
    for (std::size_t k = 0; k < 2; ++k) {
      const stats::neighbours same =
          stats::neighbour_index(side[k], tables.executor).nearest(side[k], 1, tables.executor, true);
      const stats::neighbours other =
          stats::neighbour_index(side[1 - k], tables.executor).nearest(side[k], 1, tables.executor);
      for (std::size_t i = 0; i < rows; ++i) {
        const double x = same.at(i, 0) < other.at(i, 0) ? 1.0 : same.at(i, 0) == other.at(i, 0) ? 0.5 : 0.0;
        own[k] += x;
        squares += x * x;
      }
    }
    const double n = 2.0 * static_cast<double>(rows);
    result.value = (own[0] + own[1]) / n;
    // Neighbours are mutual more often than not, so rows count for about half.
    const double variance = 2.0 * (squares / n - result.value * result.value) / n;
    const double half = stats::normal_quantile_975 * std::sqrt(std::max(0.0, variance));
    if (tables.resamples > 0) detail::set_interval(result, {result.value - half, result.value + half});
    const auto percent = [&](double of) { return to_text(std::lround(100.0 * of / static_cast<double>(rows))) + " %"; };
    result.note = percent(own[0]) + " of the real rows and " + percent(own[1]) + " of the synthetic ones";
  }
  detail::refuse_below(result, least_rows, "rows");
  return {found};
}

}  // namespace standin::inline v0_1
