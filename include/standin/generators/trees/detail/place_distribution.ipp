// SPDX-License-Identifier: MIT
/// \file
/// How laws of numbers are asked rather than drawn from.
#pragma once

#include <standin/generators/trees/place_distribution.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace standin::inline v0_1 {

namespace detail {

/// The probability below each edge of parts, 0 first and 1 last.
STANDIN_LAZY [[nodiscard]] inline std::vector<double> running_sum(std::span<const float> chances, std::size_t times) {
  std::vector<double> below{0.0};
  double sum = 0.0;
  for (const float chance : chances)
    for (std::size_t i = 0; i < times; ++i)
      below.push_back(sum += static_cast<double>(chance) / static_cast<double>(times));
  for (double& each : below) each /= sum;
  return below;
}

}  // namespace detail

STANDIN_LAZY_INLINE place_distribution::place_distribution(const number_law& law, partial_row& row)
    : law_(law), row_(row) {
  std::visit([this](const auto& of) { this->learn(of); }, law);
}

STANDIN_LAZY_INLINE void place_distribution::learn(const cell_law& law) {
  below_ = detail::running_sum(row_.probabilities(law.outcomes), 1);
}

STANDIN_LAZY_INLINE void place_distribution::learn(const mean_law& law) {
  below_ = law.spikes.empty() ? std::vector<double>{0.0, 1.0} : detail::running_sum(row_.probabilities(law.gate), 1);
  for (const boosted_trees& fold : law.means) {
    const double mean = fold.score(0, [this](std::size_t column) { return row_.codes[column]; });
    row_.codes[law.scratch] = law.code_of_mean(mean);
    folds_.push_back({mean, detail::running_sum(row_.probabilities(law.residuals), mean_law::parts)});
  }
}

STANDIN_LAZY_INLINE std::size_t place_distribution::cell_at(double place) const {
  const std::vector<place_range>& cells = std::get<cell_law>(law_).cells;
  const auto after = std::upper_bound(cells.begin(), cells.end(), place,
                                      [](double at, const place_range& cell) { return at < cell.to; });
  return std::min(static_cast<std::size_t>(after - cells.begin()), cells.size() - 1);
}

STANDIN_LAZY_INLINE const std::vector<double>& place_distribution::parts_of(std::size_t cell) const {
  const auto& law = std::get<cell_law>(law_);
  if (parted_ != cell) {
    if (law.single[cell] != 0 || law.parts.outcomes() < 2) {
      parts_ = {0.0, 1.0};
    } else {
      row_.codes[law.scratch] = static_cast<std::uint8_t>(cell + 1);
      parts_ = detail::running_sum(row_.probabilities(law.parts), 1);
    }
    parted_ = cell;
  }
  return parts_;
}

STANDIN_LAZY_INLINE double place_distribution::score_of(double place) const {
  constexpr double end = 1e-300;
  return random::normal_quantile(
      std::clamp(std::get<mean_law>(law_).place_without_spikes(place), end, std::nextafter(1.0, 0.0)));
}

STANDIN_LAZY_INLINE place_distribution::part_of_cell place_distribution::part_at(double place) const {
  const std::size_t cell = cell_at(place);
  const place_range& range = std::get<cell_law>(law_).cells[cell];
  const std::vector<double>& parts = parts_of(cell);
  const auto count = static_cast<double>(parts.size() - 1);
  const double within = std::clamp((place - range.from) / (range.to - range.from), 0.0, 1.0) * count;
  const auto part = static_cast<std::size_t>(std::min(within, count - 1.0));
  const double chance = below_[cell + 1] - below_[cell];
  return {.below = below_[cell] + chance * parts[part],
          .chance = chance * (parts[part + 1] - parts[part]),
          .share = within - static_cast<double>(part),
          .width = (range.to - range.from) / count};
}

STANDIN_LAZY_INLINE place_distribution::rest_of_spikes place_distribution::rest_at(double score) const {
  const std::vector<double>& edges = std::get<mean_law>(law_).edges;
  rest_of_spikes sum;
  for (const steps& fold : folds_) {
    const double residual = score - fold.shift;
    const auto after = std::upper_bound(edges.begin(), edges.end(), residual);
    if (after == edges.begin()) continue;
    if (after == edges.end()) {
      sum.below += 1.0;
      continue;
    }
    const auto edge = static_cast<std::size_t>(after - edges.begin()) - 1;
    const double slope = (fold.below[edge + 1] - fold.below[edge]) / (edges[edge + 1] - edges[edge]);
    sum.below += fold.below[edge] + slope * (residual - edges[edge]);
    sum.slope += slope;
  }
  const double none = 1.0 - below_[below_.size() - 2];
  const auto folds = static_cast<double>(folds_.size());
  return {none * sum.below / folds, none * sum.slope / folds};
}

STANDIN_LAZY_INLINE double place_distribution::cdf(double place) const {
  if (!(place > 0.0)) return 0.0;
  if (place >= 1.0) return 1.0;
  if (std::holds_alternative<cell_law>(law_)) {
    const part_of_cell part = part_at(place);
    return part.below + part.chance * part.share;
  }
  const auto& mean = std::get<mean_law>(law_);
  double sum = 0.0;
  for (std::size_t s = 0; s < mean.spikes.size(); ++s)
    sum += (below_[s + 1] - below_[s]) *
           std::clamp((place - mean.spikes[s].from) / (mean.spikes[s].to - mean.spikes[s].from), 0.0, 1.0);
  return sum + rest_at(score_of(place)).below;
}

STANDIN_LAZY_INLINE double place_distribution::density(double place) const {
  if (std::holds_alternative<cell_law>(law_)) {
    const part_of_cell part = part_at(place);
    return part.chance / part.width;
  }
  const auto& mean = std::get<mean_law>(law_);
  double all = 1.0;
  for (std::size_t s = 0; s < mean.spikes.size(); ++s) {
    const place_range& spike = mean.spikes[s];
    if (place >= spike.from && place < spike.to) return (below_[s + 1] - below_[s]) / (spike.to - spike.from);
    all -= spike.to - spike.from;
  }
  const double score = score_of(place);
  const double normal = std::exp(-score * score / 2.0) / std::sqrt(2.0 * std::numbers::pi);
  return rest_at(score).slope / normal / all;
}

STANDIN_LAZY_INLINE double place_distribution::quantile(double from, double to, double u) const {
  const double low = cdf(from);
  const double wanted = low + u * (cdf(to) - low);
  for (int step = 0; step < 60 && from < to; ++step) {
    const double middle = from + (to - from) / 2.0;
    if (!(middle > from && middle < to)) break;
    (cdf(middle) < wanted ? from : to) = middle;
  }
  return from + (to - from) / 2.0;
}

}  // namespace standin::inline v0_1
