// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/sort_places.hpp>
#include <standin/generators/copula/latent_table.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/latent_association.hpp>
#include <standin/stats/principal_axis.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

inline constexpr std::uint32_t most_own_steps = 255;

/// Steps in the order of the levels themselves, the rarest levels sharing the last one where there are too many.
STANDIN_LAZY [[nodiscard]] inline level_order natural_order(const plain_column& column, std::size_t rows) {
  level_order order{.step_of = std::vector<std::uint32_t>(column.levels), .steps = column.levels};
  if (column.levels <= most_own_steps + 1) {
    std::iota(order.step_of.begin(), order.step_of.end(), 0U);
    return order;
  }
  std::vector<std::size_t> counts(column.levels, 0);
  for (std::size_t row = 0; row < rows; ++row)
    if (column.has(row)) ++counts[column.codes[row]];
  const std::vector<std::uint32_t> by_count =
      sorted_places(column.levels, [&counts](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
  order.steps = most_own_steps + 1;
  std::fill(order.step_of.begin(), order.step_of.end(), most_own_steps);
  for (std::uint32_t k = 0; k < most_own_steps; ++k) order.step_of[by_count[k]] = k;
  return order;
}

/// How often each pair of steps occurs together, for columns with few steps; the first one counts in rows.
struct step_pairs {
  std::size_t columns = 0;  ///< steps of the second one
  std::vector<float> counts;
};

/// Cramér's V² of pairs of steps, without what chance gives.
STANDIN_LAZY [[nodiscard]] inline double corrected_v_squared(const step_pairs& table) {
  const std::vector<double> cells(table.counts.begin(), table.counts.end());
  return stats::corrected_v_squared(cells, table.columns);
}

/// The share of the variance of scores that lies between steps (η²), without what chance gives.
STANDIN_LAZY [[nodiscard]] inline double corrected_eta_squared(const step_pairs& table, double variance) {
  double rows = 0.0;
  double sum = 0.0;
  double between = 0.0;
  double groups = 0.0;
  for (std::size_t k = 0; k < table.counts.size(); k += 2) {
    const auto count = static_cast<double>(table.counts[k]);
    if (!(count > 0.0)) continue;
    const auto scores = static_cast<double>(table.counts[k + 1]);
    rows += count;
    sum += scores;
    between += scores * scores / count;
    groups += 1.0;
  }
  if (!(rows > groups) || !(variance > 0.0)) return 0.0;
  const double share = std::min((between - sum * sum / rows) / (rows * variance), 1.0);
  return std::max(share - (1.0 - share) * (groups - 1.0) / (rows - groups), 0.0);
}

/// The working state of `order_levels`: a column's scores by step, and its step in each row looked at.
struct ordered_column {
  bool nominal = false;
  std::vector<double> scores;
  std::vector<double> counts;        ///< nominal ones: rows of each step
  std::vector<std::uint32_t> steps;  ///< nominal ones: of each row looked at
};

STANDIN_LAZY [[nodiscard]] inline std::vector<double> scores_in_order(const std::vector<double>& counts,
                                                                      const std::vector<std::uint32_t>& order) {
  std::vector<double> sorted(counts.size());
  for (std::size_t k = 0; k < order.size(); ++k) sorted[k] = counts[order[k]];
  const stats::latent_steps law = stats::make_latent_steps(sorted);
  std::vector<double> scores(counts.size(), 0.0);
  for (std::size_t k = 0; k < order.size(); ++k) scores[order[k]] = sorted[k] > 0.0 ? law.scores[k] : 0.0;
  return scores;
}

/// For each row of `means` (a step) its place on the first principal axis, rows weighted by `weights`.
STANDIN_LAZY [[nodiscard]] inline std::vector<double> first_axis(const std::vector<double>& means, std::size_t width,
                                                                 const std::vector<double>& weights) {
  const std::size_t steps = weights.size();
  std::vector<double> centred = means;
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t j = 0; j < width; ++j) {
    double mean = 0.0;
    for (std::size_t k = 0; k < steps; ++k) mean += weights[k] * means[k * width + j] / total;
    for (std::size_t k = 0; k < steps; ++k) centred[k * width + j] -= mean;
  }
  constexpr std::size_t iterations = 60;
  return stats::principal_places(centred, weights, stats::axis_of_spread(centred, weights), iterations);
}

}  // namespace detail

STANDIN_LAZY_INLINE latent_column rank_numbers(const plain_column& column, std::size_t rows) {
  struct cell {
    double value;
    std::uint32_t row;
  };
  std::vector<cell> cells;
  cells.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row)
    if (column.has(row)) cells.push_back({column.numbers[row], static_cast<std::uint32_t>(row)});
  std::sort(cells.begin(), cells.end(), [](const cell& a, const cell& b) { return a.value < b.value; });
  latent_column ranked{.name = column.name, .steps = std::vector<std::uint32_t>(rows), .present = column.present};
  std::vector<double> counts;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i == 0 || cells[i].value != cells[i - 1].value) counts.push_back(0.0);
    counts.back() += 1.0;
    ranked.steps[cells[i].row] = static_cast<std::uint32_t>(counts.size() - 1);
  }
  ranked.law = stats::make_latent_steps(counts);
  return ranked;
}

STANDIN_LAZY_INLINE latent_column rank_codes(const plain_column& column, std::size_t rows, const level_order& order) {
  latent_column ranked{.name = column.name, .steps = std::vector<std::uint32_t>(rows), .present = column.present};
  std::vector<double> counts(order.steps, 0.0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!column.has(row)) continue;
    ranked.steps[row] = order.step_of[column.codes[row]];
    counts[ranked.steps[row]] += 1.0;
  }
  ranked.law = stats::make_latent_steps(counts);
  return ranked;
}

STANDIN_LAZY_INLINE ordered_levels order_levels(const plain_columns& plain, const std::vector<latent_column>& numbers,
                                                std::size_t sweeps, executor_ref executor) {
  const std::size_t width = plain.size();
  ordered_levels found{.orders = std::vector<level_order>(width), .associations = {}};
  std::vector<level_order>& orders = found.orders;
  std::vector<detail::ordered_column> columns(width);
  std::vector<std::size_t> nominal;
  for (std::size_t c = 0; c < width; ++c) {
    columns[c].nominal = !plain[c].numeric();
    if (plain[c].levels > 1) nominal.push_back(c);
  }
  // A sample of the rows, evenly spaced: a level's place needs no more.
  const double pairs = static_cast<double>(nominal.size()) * static_cast<double>(width);
  const auto affordable = static_cast<std::size_t>(std::clamp(2e9 / std::max(pairs, 1.0), 2048.0, 65536.0));
  const std::size_t looked_at = std::min(plain.rows(), affordable);
  const auto row_of = [&](std::size_t i) { return i * plain.rows() / looked_at; };

  parallel_for(executor, width, 1, [&](std::size_t c, std::size_t) {
    if (!columns[c].nominal) {
      columns[c].scores = numbers[c].law.scores;
      return;
    }
    plain_cells room;
    const plain_column column = plain.load(c, room);
    orders[c] = detail::natural_order(column, plain.rows());
    columns[c].scores.assign(orders[c].steps, 0.0);  // those of a single step keep it
    columns[c].counts.assign(orders[c].steps, 0.0);
    columns[c].steps.resize(looked_at);
    for (std::size_t i = 0; i < looked_at; ++i)
      if (const std::size_t row = row_of(i); column.has(row)) {
        columns[c].steps[i] = orders[c].step_of[column.codes[row]];
        columns[c].counts[columns[c].steps[i]] += 1.0;
      }
  });
  if (nominal.empty() || width < 2) return found;

  // For each nominal column and each other one: pairs of steps, or for numbers the sum of scores a step.
  std::vector<std::vector<detail::step_pairs>> together(nominal.size());
  parallel_for(executor, nominal.size(), 1, [&](std::size_t n, std::size_t) {
    const std::size_t c = nominal[n];
    const plain_column& first = plain[c];
    together[n].resize(width);
    for (std::size_t j = 0; j < width; ++j) {
      if (j == c) continue;
      const plain_column& second = plain[j];
      detail::step_pairs& table = together[n][j];
      table.columns = columns[j].nominal ? orders[j].steps : 2;  // numbers: rows, and the sum of their scores
      table.counts.assign(orders[c].steps * table.columns, 0.0F);
      for (std::size_t i = 0; i < looked_at; ++i) {
        const std::size_t row = row_of(i);
        if (!first.has(row) || !second.has(row)) continue;
        float* const cell = table.counts.data() + columns[c].steps[i] * table.columns;
        if (columns[j].nominal) {
          cell[columns[j].steps[i]] += 1.0F;
        } else {
          cell[0] += 1.0F;
          cell[1] += static_cast<float>(columns[j].scores[numbers[j].steps[row]]);
        }
      }
    }
  });

  std::vector<std::vector<level_association>> associations(nominal.size());
  parallel_for(executor, nominal.size(), 1, [&](std::size_t n, std::size_t) {
    const std::size_t c = nominal[n];
    for (std::size_t j = 0; j < width; ++j) {
      const bool codes = columns[j].nominal;
      if (j == c || (codes ? j < c || (orders[c].steps < 3 && orders[j].steps < 3) : orders[c].steps < 3)) continue;
      associations[n].push_back({c, j, !codes,
                                 codes ? detail::corrected_v_squared(together[n][j])
                                       : detail::corrected_eta_squared(together[n][j], numbers[j].law.variance)});
    }
  });
  for (const std::vector<level_association>& each : associations)
    found.associations.insert(found.associations.end(), each.begin(), each.end());

  std::vector<std::vector<std::uint32_t>> sorted(width);
  for (const std::size_t c : nominal) {
    sorted[c].resize(orders[c].steps);
    std::iota(sorted[c].begin(), sorted[c].end(), 0U);
    columns[c].scores = detail::scores_in_order(columns[c].counts, sorted[c]);
  }
  for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
    for (std::size_t n = 0; n < nominal.size(); ++n) {
      const std::size_t c = nominal[n];
      std::vector<double> means(orders[c].steps * width, 0.0);
      for (std::size_t j = 0; j < width; ++j) {
        if (j == c) continue;
        const detail::step_pairs& table = together[n][j];
        for (std::size_t k = 0; k < orders[c].steps; ++k) {
          const float* const cell = table.counts.data() + k * table.columns;
          double rows = 0.0;
          double sum = 0.0;
          if (columns[j].nominal) {
            for (std::size_t l = 0; l < table.columns; ++l) {
              rows += static_cast<double>(cell[l]);
              sum += static_cast<double>(cell[l]) * columns[j].scores[l];
            }
          } else {
            rows = static_cast<double>(cell[0]);
            sum = static_cast<double>(cell[1]);
          }
          means[k * width + j] = rows > 0.0 ? sum / rows : 0.0;
        }
      }
      const std::vector<double> places = detail::first_axis(means, width, columns[c].counts);
      sorted[c] =
          sorted_places(orders[c].steps, [&places](std::uint32_t a, std::uint32_t b) { return places[a] < places[b]; });
      columns[c].scores = detail::scores_in_order(columns[c].counts, sorted[c]);
    }
  }
  for (const std::size_t c : nominal) {
    std::vector<std::uint32_t> place(orders[c].steps);
    for (std::uint32_t k = 0; k < orders[c].steps; ++k) place[sorted[c][k]] = k;
    for (std::uint32_t& step : orders[c].step_of) step = place[step];
  }
  return found;
}

}  // namespace standin::inline v0_1
