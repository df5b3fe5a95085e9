// SPDX-License-Identifier: MIT
/// \file
/// Training on one table and testing on another.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/utility/predictive_utility.hpp>
#include <standin/random/distributions.hpp>
#include <standin/stats/prediction_scores.hpp>
#include <standin/stats/quantile.hpp>

#include <array>
#include <cmath>

namespace standin::inline v0_1::detail {

/// A table's features and target, rows without a known target left out.
struct prediction_rows {
  feature_table features{};
  std::vector<std::uint32_t> classes{};
  std::vector<double> values{};

  [[nodiscard]] std::size_t rows() const noexcept { return features.rows(); }
};

class prediction_run {
 public:
  prediction_run(const std::string& learner, const prediction_limits& limits, const comparison& tables,
                 train_and_predict predict)
      : learner_(learner), max_rows_(limits.rows), tables_(tables), predict_(predict) {
    const std::size_t target = tables.train.schema().index_of(*tables.target);
    target_map_ = feature_map(tables.train, {target}, {.few_values = 20}, tables.executor);
    std::vector<std::size_t> others = all_columns(tables);
    std::erase(others, target);
    map_ = feature_map(tables.train, std::move(others), {.min_rows = 5, .max_levels = limits.levels, .few_values = 20},
                       tables.executor);
    count_ = static_cast<std::uint32_t>(std::max(target_map_.levels(0).size(), target_map_.values(0).size()));
  }

  [[nodiscard]] std::vector<finding> run() {
    prediction_rows train = rows_of(tables_.train);
    prediction_rows synthetic = rows_of(tables_.synthetic);
    prediction_rows test = rows_of(*tables_.holdout);
    finding tstr{.metric = "tstr " + learner_, .direction = better::larger};
    finding trts{.metric = "trts " + learner_, .direction = better::nearer_ideal};
    const std::size_t rows = std::min({train.rows(), synthetic.rows(), max_rows_});
    constexpr std::size_t least = 50;
    for (finding* one : {&tstr, &trts}) {
      one->result.rows_real = one == &tstr ? test.rows() : rows;
      one->result.rows_synthetic = one == &tstr ? rows : synthetic.rows();
    }
    const std::string why = train.features.columns().empty() ? std::string("there is nothing to predict from")
                            : count_ == 1                    ? "the target has one value only in train"
                            : count_ > 256 ? "the target has " + to_text(count_) + " levels, more than 256"
                                           : std::string();
    if (!why.empty()) {
      for (finding* one : {&tstr, &trts}) make_undefined(one->result, why);
      return {std::move(tstr), std::move(trts)};
    }
    if (rows < least || test.rows() < least) {
      for (finding* one : {&tstr, &trts}) {
        one->result.status = status::refused;
        one->result.note = "needs " + to_text(least) + " rows with a known target in each table, found " +
                           to_text(train.rows()) + " in train, " + to_text(synthetic.rows()) + " synthetic and " +
                           to_text(test.rows()) + " held out";
      }
      return {std::move(tstr), std::move(trts)};
    }
    const prediction_rows some_real = choose(train, rows, "train");
    const prediction_rows some_synthetic = choose(synthetic, rows, "synthetic");
    std::array<std::vector<double>, 3> predicted;
    tables_.executor.run(3, [&](std::size_t i) {
      if (i == 0) predicted[0] = predict(some_synthetic, test);
      if (i == 1) predicted[1] = predict(some_real, test);
      if (i == 2) predicted[2] = predict(some_real, synthetic);
    });
    const double real = score_of(predicted[1], test, {});
    fill(tstr, predicted[0], test, real);
    fill(trts, predicted[2], synthetic, real);
    if (tables_.resamples == 0) return {std::move(tstr), std::move(trts)};
    // Both are tested on the same rows, but learn from rows of their own.
    set_interval(tstr, test_variance(predicted[0], &predicted[1], test) + training_variance(some_real, test));
    // One model is tested on rows of two tables.
    set_interval(trts, test_variance(predicted[2], nullptr, synthetic) + test_variance(predicted[1], nullptr, test));
    return {std::move(tstr), std::move(trts)};
  }

 private:
  [[nodiscard]] prediction_rows rows_of(const table_view& table) const {
    const feature_table all = map_.apply(table, tables_.executor);
    const feature_table target = target_map_.apply(table, tables_.executor);
    const feature_table::column& y = target.columns()[0];
    std::vector<std::size_t> known;
    prediction_rows out;
    for (const std::size_t row : order_of_rows(row_hashes(all, target))) {
      if (!y.present.empty() && ((y.present[row / 64] >> (row % 64)) & 1U) == 0) continue;
      if (y.levels > 0) {
        if (y.codes[row] >= count_) continue;  // a class that train lacks
        out.classes.push_back(y.codes[row]);
      } else {
        if (!std::isfinite(y.numbers[row])) continue;
        out.values.push_back(y.numbers[row]);
      }
      known.push_back(row);
    }
    out.features = all.take(known);
    return out;
  }

  [[nodiscard]] prediction_rows choose(const prediction_rows& from, std::size_t rows, std::string_view use) const {
    return take(from, some_rows(draws_of(tables_, "predictive utility", use), from.rows(), rows));
  }

  [[nodiscard]] prediction_rows take(const prediction_rows& from, std::span<const std::size_t> chosen) const {
    prediction_rows out;
    out.features = from.features.take(chosen);
    for (const std::size_t row : chosen) {
      if (count_ > 0) {
        out.classes.push_back(from.classes[row]);
      } else {
        out.values.push_back(from.values[row]);
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<double> predict(const prediction_rows& learned, const prediction_rows& tested) const {
    const learning_context context{.draws = draws_of(tables_, "predictive utility", learner_),
                                   .executor = tables_.executor};
    return predict_(learned.features.plain(), {learned.classes, count_, learned.values}, tested.features.plain(),
                    context);
  }

  /// \param weights  how often each row counts; empty: once
  [[nodiscard]] double score_of(const std::vector<double>& predicted, const prediction_rows& of,
                                std::span<const std::uint32_t> weights) const {
    if (count_ == 0) return stats::r_squared(predicted, of.values, weights);
    if (count_ == 2) {
      std::array<std::vector<double>, 2> scores;  // levels come by falling frequency: class 1 is the rarer
      for (std::size_t i = 0; i < predicted.size(); ++i) {
        scores[of.classes[i]].insert(scores[of.classes[i]].end(), weights.empty() ? 1 : weights[i], predicted[i]);
      }
      return stats::area_under_roc(scores[1], scores[0]);
    }
    std::vector<std::uint32_t> said(of.rows());
    for (std::size_t i = 0; i < said.size(); ++i) {
      const auto begin = predicted.begin() + static_cast<std::ptrdiff_t>(i * count_);
      said[i] = static_cast<std::uint32_t>(std::max_element(begin, begin + count_) - begin);
    }
    return stats::macro_f1(said, of.classes, count_, weights);
  }

  void fill(finding& found, const std::vector<double>& predicted, const prediction_rows& tested, double real) const {
    score& result = found.result;
    result.value = score_of(predicted, tested, {});
    result.ideal = real;
    result.baseline = real;
    result.baseline_ideal = real;
    const std::string_view measure = count_ == 0 ? "R²" : count_ == 2 ? "area under the ROC curve" : "macro F1";
    if (std::isnan(result.value)) {
      make_undefined(result, "the target does not vary in the rows to test on");
      return;
    }
    result.note = std::string(measure).append(" of ").append(*tables_.target);
  }

  /// \param variance  of the difference to the ideal
  static void set_interval(finding& found, double variance) {
    score& result = found.result;
    if (result.status != status::ok) return;
    const double half = stats::normal_quantile_975 * std::sqrt(variance);
    result.lower = result.value - half;
    result.upper = std::min(1.0, result.value + half);
  }

  /// What drawing the tested rows again does to a score, or to the difference of two of the same rows, by the
  /// bootstrap.
  [[nodiscard]] double test_variance(const std::vector<double>& predicted, const std::vector<double>* less,
                                     const prediction_rows& tested) const {
    std::vector<double> again(tables_.resamples);
    const random::source draws = draws_of(tables_, learner_, less == nullptr ? "rows" : "interval");
    tables_.executor.run(again.size(), [&](std::size_t k) {
      random::stream bits(draws, random::purpose::shuffle, k);
      std::vector<std::uint32_t> weights(tested.rows(), 0);
      for (std::size_t i = 0; i < weights.size(); ++i) ++weights[random::uniform_index(bits, weights.size())];
      again[k] = score_of(predicted, tested, weights);
      if (less != nullptr) again[k] -= score_of(*less, tested, weights);
    });
    return variance_of(again, static_cast<double>(again.size()));
  }

  /// Sum of squared deviations from the mean, divided.
  [[nodiscard]] static double variance_of(std::span<const double> of, double by) {
    double mean = 0.0;
    for (const double x : of) mean += x / static_cast<double>(of.size());
    double sum = 0.0;
    for (const double x : of) sum += (x - mean) * (x - mean);
    return sum / by;
  }

  /// What drawing the rows to learn from again would do to the difference of two scores, were all of them real. Models
  /// of random halves of the rows scatter about as much as models of as many new tables do. Source: Politis, Romano and
  /// Wolf, "Subsampling", Springer 1999: parts of b of n rows, drawn at random, scatter by 1 - b/n of the variance of
  /// tables of b rows, which is n/b times that of tables of n rows. Of many rows, 2 000 do for half.
  [[nodiscard]] double training_variance(const prediction_rows& learned, const prediction_rows& test) const {
    constexpr std::size_t models = 8;
    constexpr std::size_t most_rows = 2000;
    constexpr std::size_t most_tested = 5000;
    const std::size_t all = learned.rows();
    const std::size_t half = std::min(all / 2, most_rows);
    const prediction_rows tested = choose(test, std::min(most_tested, test.rows()), "tested by halves");
    std::vector<double> scores(models);
    tables_.executor.run(models, [&](std::size_t k) {
      const auto rows = some_rows(draws_of(tables_, "halves", to_text(k)), all, half);
      scores[k] = score_of(predict(take(learned, rows), tested), tested, {});
    });
    const double parts = static_cast<double>(all - half) / static_cast<double>(half);
    return 2.0 * variance_of(scores, static_cast<double>(models - 1) * parts);
  }

  const std::string& learner_;
  std::size_t max_rows_;
  const comparison& tables_;
  train_and_predict predict_;
  feature_map map_{};
  feature_map target_map_{};
  std::uint32_t count_ = 0;
};

STANDIN_INLINE std::vector<finding> compare_by_prediction(const std::string& learner, const prediction_limits& limits,
                                                          const comparison& tables, train_and_predict predict) {
  if (tables.for_baseline) return {};
  if (!tables.target || !tables.holdout) {
    const std::string why(!tables.target ? lacks_target : lacks_holdout);
    return {refused("tstr " + learner, better::larger, why), refused("trts " + learner, better::nearer_ideal, why)};
  }
  progress_meter meter(tables.progress, "tstr " + learner, 1);
  std::vector<finding> found = prediction_run(learner, limits, tables, predict).run();
  meter.advance(1);
  return found;
}

}  // namespace standin::inline v0_1::detail
