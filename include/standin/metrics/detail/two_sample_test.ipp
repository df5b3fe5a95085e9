// SPDX-License-Identifier: MIT
/// \file
/// Cross-validated classifiers of synthetic against real rows.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/detection/two_sample_test.hpp>
#include <standin/stats/prediction_scores.hpp>
#include <standin/stats/quantile.hpp>

#include <charconv>
#include <cmath>

namespace standin::inline v0_1::detail {

/// One pair of samples, and what came out.
struct told_pair {
  const feature_table* real = nullptr;
  const feature_table* other = nullptr;  ///< the rows to be recognised
  std::vector<double> area{};            ///< of each fold
  std::vector<std::vector<double>> importance{};

  [[nodiscard]] double mean() const {
    double sum = 0.0;
    for (const double a : area) sum += a;
    return sum / static_cast<double>(area.size());
  }
};

/// Rows `fold`, `fold + folds`, … of a random order.
inline std::vector<std::size_t> rows_of_fold(const std::vector<std::size_t>& order, std::size_t fold, std::size_t folds,
                                             bool inside) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if ((i % folds == fold) == inside) rows.push_back(order[i]);
  }
  return rows;
}

STANDIN_INLINE void tell_fold(told_pair& pair, std::size_t fold, const two_sample_limits& limits,
                              const comparison& tables, const std::string& name, tell_apart tell) {
  const std::size_t rows = std::min({pair.real->rows(), pair.other->rows(), limits.rows});
  const std::vector<std::size_t> real = random::sample_indices(draws_of(tables, name, "real"), pair.real->rows(), rows);
  const std::vector<std::size_t> other =
      random::sample_indices(draws_of(tables, name, "other"), pair.other->rows(), rows);
  const auto part = [&](bool inside) {
    feature_table both = pair.real->take(rows_of_fold(real, fold, limits.folds, inside));
    both.append(pair.other->take(rows_of_fold(other, fold, limits.folds, inside)));
    return both;
  };
  const feature_table learned = part(false);
  const feature_table tested = part(true);
  const auto outcomes = [](std::size_t n) {
    std::vector<std::uint8_t> y(n, 0);
    std::fill(y.begin() + static_cast<std::ptrdiff_t>(n / 2), y.end(), std::uint8_t{1});
    return y;
  };
  learning_context context{.draws = draws_of(tables, name, "learner"), .executor = tables.executor};
  told_apart told = tell(learned.plain(), outcomes(learned.rows()), tested.plain(), context);
  const std::span<const double> p = told.probability;
  pair.area[fold] = stats::area_under_roc(p.subspan(p.size() / 2), p.first(p.size() / 2));
  pair.importance[fold] = std::move(told.importance);
}

/// "told apart by capital_gain (41 %), age (12 %)", empty where the model doesn't know.
STANDIN_INLINE std::string columns_that_tell(const told_pair& pair, const comparison& tables) {
  const std::vector<std::size_t> columns = all_columns(tables);
  std::vector<std::pair<double, std::size_t>> worth(columns.size(), {0.0, 0});
  for (std::size_t j = 0; j < worth.size(); ++j) worth[j].second = j;
  double all = 0.0;
  for (const std::vector<double>& one : pair.importance) {
    for (std::size_t j = 0; j < one.size(); ++j) {
      worth[j].first += one[j];
      all += one[j];
    }
  }
  if (!(all > 0.0)) return {};
  std::sort(worth.begin(), worth.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, worth.size()); ++i) {
    const auto percent = static_cast<int>(std::lround(100.0 * worth[i].first / all));
    if (percent == 0) break;
    text.append(text.empty() ? told_apart_by : ", ").append(tables.train.schema()[columns[worth[i].second]].name);
    text.append(" (").append(to_text(percent)).append(" %)");
  }
  return text;
}

STANDIN_INLINE std::vector<finding> compare_by_classifier(const std::string& name, const two_sample_limits& limits,
                                                          const comparison& tables, tell_apart tell) {
  constexpr std::size_t least_rows = 50;
  if (tables.for_baseline) return {};
  progress_meter meter(tables.progress, name, limits.folds);
  const feature_map map(tables.train, all_columns(tables),
                        {.min_rows = 5, .max_levels = limits.levels, .few_values = 20}, tables.executor);
  const feature_table train = ordered_features(map, tables.train, tables.executor);
  const feature_table synthetic = ordered_features(map, tables.synthetic, tables.executor);
  const feature_table holdout =
      tables.holdout ? ordered_features(map, *tables.holdout, tables.executor) : feature_table{};
  std::vector<told_pair> pairs{{&train, &synthetic, {}, {}}};
  if (tables.holdout) {
    pairs.push_back({&holdout, &synthetic, {}, {}});
    pairs.push_back({&train, &holdout, {}, {}});
  }
  const auto rows_of = [&](const told_pair& pair) {
    return std::min({pair.real->rows(), pair.other->rows(), limits.rows});
  };
  std::vector<std::pair<std::size_t, std::size_t>> tasks;  // pair and fold
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pairs[i].area.assign(limits.folds, score::unknown);
    pairs[i].importance.resize(limits.folds);
    if (rows_of(pairs[i]) < least_rows || train.columns().empty()) continue;
    for (std::size_t fold = 0; fold < limits.folds; ++fold) tasks.emplace_back(i, fold);
  }
  tables.executor.run(tasks.size(), [&](std::size_t t) {
    meter.advance(0);
    tell_fold(pairs[tasks[t].first], tasks[t].second, limits, tables, name, tell);
  });
  std::vector<finding> found;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string figure = name + (i == 0 ? "" : " (holdout)");
    if (i >= pairs.size()) {
      found.push_back(refused(figure, better::smaller, std::string(lacks_holdout)));
      continue;
    }
    finding one{.metric = figure, .direction = better::smaller};
    score& result = one.result;
    const std::size_t rows = rows_of(pairs[i]);
    result.rows_real = rows;
    result.rows_synthetic = rows;
    result.ideal = 0.5;
    if (train.columns().empty()) {
      make_undefined(result, "there are no columns");
    } else if (rows >= least_rows) {
      result.value = pairs[i].mean();
      const double half = stats::normal_quantile_975 * 1.3 * stats::roc_error(result.value, rows, rows);
      if (tables.resamples > 0) set_interval(result, {result.value - half, result.value + half});
      if (tables.holdout && rows_of(pairs[2]) >= least_rows) {
        result.baseline = pairs[2].mean();
        result.baseline_ideal = 0.5;
      }
      result.note = columns_that_tell(pairs[i], tables);
    }
    if (result.status == status::ok) refuse_below(result, least_rows, "rows");
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace standin::inline v0_1::detail
