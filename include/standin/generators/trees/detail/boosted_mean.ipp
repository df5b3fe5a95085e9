// SPDX-License-Identifier: MIT
/// \file
/// How boosting learns means and what they leave.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/trees/boosted_mean.hpp>
#include <standin/generators/trees/detail/place_cells.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// The spikes that a mean is not for; smaller ones are left to the law of residuals.
STANDIN_LAZY [[nodiscard]] inline std::vector<place_range> spikes_beside_mean(const conditional_task& task) {
  constexpr double least_share = 0.02;
  std::vector<place_range> spikes;
  for (const place_range& spike : task.spikes)
    if (spike.to - spike.from >= least_share) spikes.push_back(spike);
  return spikes;
}

/// In which of the spikes a place lies; their number where it lies in none.
STANDIN_LAZY [[nodiscard]] inline std::uint32_t spike_at(std::span<const place_range> spikes, double place) noexcept {
  std::uint32_t s = 0;
  while (s < spikes.size() && !(place > spikes[s].from && place < spikes[s].to)) ++s;
  return s;
}

/// How many rows that are no spike a mean takes.
inline constexpr std::size_t fewest_rows_of_mean = 200;

/// Whether there are predictors and different values enough for a mean, whatever the rows.
STANDIN_LAZY [[nodiscard]] inline bool has_matter_for_mean(const conditional_task& task) noexcept {
  constexpr std::size_t fewest_values = 20;
  return !task.predictors.empty() && (task.values == 0 || task.values >= fewest_values);
}

/// The steps in which a `mean_law` is learned.
template <int = 0>
class mean_learning {
 public:
  mean_learning(const conditional_task& task, const boosted_mean& how) : task_(task), how_(how) {
    law_.spikes = spikes_beside_mean(task);
    law_.scratch = task.scratch;
    outcomes_.assign(task.table.rows(), none());
    for (const std::uint32_t row : task.rows) {
      outcomes_[row] = spike_at(law_.spikes, task.places[row]);
      if (outcomes_[row] == none()) rest_.push_back(row);
    }
  }

  [[nodiscard]] bool has_rows() const noexcept { return rest_.size() >= fewest_rows_of_mean; }

  [[nodiscard]] conditional_fit<number_law> run() {
    if (none() > 0) learn_gate();
    learn_scores();
    learn_means();
    cut_means();
    cut_residuals();
    learn_residuals();
    return {.law = std::move(law_), .gain = gain_, .kind = "boosted mean"};
  }

 private:
  /// The gate's outcome of values that are no spike.
  [[nodiscard]] std::uint32_t none() const noexcept { return static_cast<std::uint32_t>(law_.spikes.size()); }

  /// What draws of a step go by.
  enum step : std::uint64_t { gate_step = 3, fold_step = 4, means_step = 5 };  // and one more for each fold

  void learn_gate() {
    boosted_outcomes gate = boost_outcomes(task_.table, task_.predictors, task_.rows,
                                           {.outcomes = outcomes_, .count = none() + 1, .places = {}},
                                           how_.classes.boosting, context_for(task_, gate_step));
    gain_ -= gate.loss;
    for (const std::uint32_t row : task_.rows)
      if (outcomes_[row] < none())
        gain_ -= std::log(law_.spikes[outcomes_[row]].to - law_.spikes[outcomes_[row]].from) /
                 static_cast<double>(task_.rows.size());
    law_.gate = std::move(gate.trees);
  }

  void learn_scores() {
    const double end = 0.2 / static_cast<double>(rest_.size());  // a fifth of what the outermost row takes up
    scores_.assign(task_.table.rows(), 0.0);
    for (const std::uint32_t row : rest_)
      scores_[row] = random::normal_quantile(std::clamp(law_.place_without_spikes(task_.places[row]), end, 1.0 - end));
  }

  /// For each row the mean of a model that didn't see it.
  void learn_means() {
    const std::vector<std::size_t> order = random::shuffled_indices(context_for(task_, fold_step).draws, rest_.size());
    expected_.assign(task_.table.rows(), 0.0);
    std::vector<std::uint8_t> held(rest_.size());
    for (std::size_t fold = 0; fold < how_.folds; ++fold) {
      std::fill(held.begin(), held.end(), std::uint8_t{0});
      for (std::size_t i = fold; i < order.size(); i += how_.folds) held[order[i]] = 1;
      std::vector<std::uint32_t> others;
      for (std::size_t i = 0; i < rest_.size(); ++i)
        if (held[i] == 0) others.push_back(rest_[i]);
      law_.means.push_back(mean_law::rounded(boost_values(task_.table, task_.predictors, others, scores_, how_.mean,
                                                          context_for(task_, means_step + fold))));
      for (std::size_t i = 0; i < rest_.size(); ++i)
        if (held[i] != 0) expected_[rest_[i]] = law_.means.back().score(0, std::as_const(task_.table).row(rest_[i]));
    }
  }

  void cut_means() {
    std::vector<double> sorted;
    for (const std::uint32_t row : rest_) sorted.push_back(expected_[row]);
    std::sort(sorted.begin(), sorted.end());
    constexpr std::size_t mean_codes = 64;
    for (std::size_t i = 1; i < mean_codes; ++i) {
      const double at = sorted[sorted.size() * i / mean_codes];
      if (law_.mean_edges.empty() || at > law_.mean_edges.back()) law_.mean_edges.push_back(at);
    }
    const std::span<std::uint8_t> scratch = task_.table.column(task_.scratch);
    for (const std::uint32_t row : rest_) scratch[row] = law_.code_of_mean(expected_[row]);
  }

  /// Edges are means of three neighbours, and no closer than that: none is what one row leaves.
  void cut_residuals() {
    std::vector<double> sorted;
    for (const std::uint32_t row : rest_) sorted.push_back(scores_[row] - expected_[row]);
    std::sort(sorted.begin(), sorted.end());
    bins_ = std::max<std::size_t>(1, std::min(how_.bins, sorted.size() / (4 * mean_law::parts)));
    const std::size_t fine = bins_ * mean_law::parts;
    for (std::size_t i = 0; i <= fine; ++i) {
      const std::size_t at = std::clamp<std::size_t>(i * (sorted.size() - 1) / fine, 1, sorted.size() - 2);
      const double edge = (sorted[at - 1] + sorted[at] + sorted[at + 1]) / 3.0;
      law_.edges.push_back(std::round(edge / mean_law::unit) * mean_law::unit);
    }
  }

  void learn_residuals() {
    const double log_normal_peak = 0.5 * std::log(2.0 * std::numbers::pi);
    double density = 0.0;  // over the normal one, whose places are even
    for (const std::uint32_t row : rest_) {
      const double residual = scores_[row] - expected_[row];
      const auto after = static_cast<std::size_t>(std::upper_bound(law_.edges.begin(), law_.edges.end(), residual) -
                                                  law_.edges.begin());
      const std::size_t part = std::min(after == 0 ? 0 : after - 1, bins_ * mean_law::parts - 1);
      outcomes_[row] = static_cast<std::uint32_t>(part / mean_law::parts);
      const double width = std::max(law_.edges[part + 1] - law_.edges[part], 1e-9) * mean_law::parts;
      density += scores_[row] * scores_[row] / 2.0 + log_normal_peak - std::log(width);
    }
    const std::vector<double> places = even_places(bins_);
    const std::vector<std::uint32_t> predictors = with_scratch(task_);
    boosted_outcomes residuals =
        boost_outcomes(task_.table, predictors, rest_,
                       {.outcomes = outcomes_, .count = static_cast<std::uint32_t>(bins_), .places = places},
                       how_.classes.boosting, context_for(task_, means_step + how_.folds));
    double all = 1.0;
    for (const place_range& spike : law_.spikes) all -= spike.to - spike.from;
    const auto rest = static_cast<double>(rest_.size());
    gain_ += rest / static_cast<double>(task_.rows.size()) * (density / rest - residuals.loss - std::log(all));
    law_.residuals = std::move(residuals.trees);
  }

  const conditional_task& task_;
  const boosted_mean& how_;
  mean_law law_{};
  double gain_ = 0.0;
  std::vector<std::uint32_t> rest_{};  ///< rows that are no spike
  std::size_t bins_ = 1;
  // One for each row of the table:
  std::vector<std::uint32_t> outcomes_{};  ///< which spike; later which bin of residuals
  std::vector<double> scores_{};           ///< normal ones
  std::vector<double> expected_{};
};

}  // namespace detail

STANDIN_LAZY_INLINE void boosted_mean::check() const {
  classes.check();
  if (folds < 2 || folds > 100)
    throw invalid_option("boosted_mean, folds", "found " + std::to_string(folds), "2 to 100 will do");
  if (bins == 0 || bins > 254)
    throw invalid_option("boosted_mean, bins", "found " + std::to_string(bins), "1 to 254 will do");
}

STANDIN_LAZY_INLINE bool boosted_mean::applies(const conditional_task& task) const {
  if (!detail::has_matter_for_mean(task)) return false;
  const std::vector<place_range> spikes = detail::spikes_beside_mean(task);
  std::size_t rest = 0;
  for (const std::uint32_t row : task.rows)
    if (detail::spike_at(spikes, task.places[row]) == spikes.size()) ++rest;
  return rest >= detail::fewest_rows_of_mean;
}

STANDIN_LAZY_INLINE conditional_fit<level_law> boosted_mean::fit_levels(const conditional_task& task) const {
  check();
  return classes.fit_levels(task);
}

STANDIN_LAZY_INLINE conditional_fit<number_law> boosted_mean::fit_numbers(const conditional_task& task) const {
  check();
  if (!detail::has_matter_for_mean(task)) return classes.fit_numbers(task);
  detail::mean_learning learning(task, *this);  // it tells spikes from others, as `applies` does
  return learning.has_rows() ? learning.run() : classes.fit_numbers(task);
}

}  // namespace standin::inline v0_1
