// SPDX-License-Identifier: MIT
/// \file
/// How cells are drawn from conditional laws.
#pragma once

#include <standin/generators/trees/conditional_laws.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

STANDIN_INLINE std::uint32_t level_law::draw(partial_row& row, random::stream& words) const {
  const std::uint32_t outcome = row.draw(outcomes, words);
  if (members.empty()) return outcome;
  const std::vector<std::uint32_t>& group = members[outcome];
  if (group.size() == 1) return group.front();
  return group[within[outcome].draw(row, words)];
}

STANDIN_INLINE double cell_law::draw(partial_row& row, random::stream& words) const {
  const std::uint32_t outcome = row.draw(outcomes, words);
  const place_range& cell = cells[outcome];
  double place = 0.0;
  if (parts.outcomes() > 1 && single[outcome] == 0) {
    row.codes[scratch] = static_cast<std::uint8_t>(outcome + 1);
    const std::uint32_t part = row.draw(parts, words);
    place = (part + words.open_uniform()) / static_cast<double>(parts.outcomes());
  } else {
    place = words.open_uniform();
  }
  return cell.from + (cell.to - cell.from) * place;
}

STANDIN_INLINE boosted_trees mean_law::rounded(const boosted_trees& mean) {
  std::vector<std::vector<double>> values;
  for (std::size_t t = 0; t < mean.trees().size(); ++t) {
    values.emplace_back();
    for (const double value : mean.values(t)) values.back().push_back(std::round(value / unit) * unit);
  }
  return {{mean.base().begin(), mean.base().end()}, {mean.trees().begin(), mean.trees().end()}, std::move(values)};
}

STANDIN_INLINE std::uint8_t mean_law::code_of_mean(double mean) const noexcept {
  return static_cast<std::uint8_t>(1 +
                                   (std::upper_bound(mean_edges.begin(), mean_edges.end(), mean) - mean_edges.begin()));
}

STANDIN_INLINE double mean_law::place_without_spikes(double place) const noexcept {
  double below = place;
  double all = 1.0;
  for (const place_range& spike : spikes) {
    below -= std::clamp(place - spike.from, 0.0, spike.to - spike.from);
    all -= spike.to - spike.from;
  }
  return below / all;
}

STANDIN_INLINE double mean_law::place_with_spikes(double place) const noexcept {
  double all = 1.0;
  for (const place_range& spike : spikes) all -= spike.to - spike.from;
  double with = place * all;
  for (const place_range& spike : spikes)
    if (with >= spike.from) with += spike.to - spike.from;
  return with;
}

STANDIN_INLINE double mean_law::draw(partial_row& row, random::stream& words) const {
  if (!spikes.empty()) {
    const std::uint32_t outcome = row.draw(gate, words);
    if (outcome < spikes.size())
      return spikes[outcome].from + (spikes[outcome].to - spikes[outcome].from) * words.open_uniform();
  }
  const boosted_trees& fold = means[words() % means.size()];
  const double mean = fold.score(0, [&row](std::size_t column) { return row.codes[column]; });
  row.codes[scratch] = code_of_mean(mean);
  const std::size_t bin = row.draw(residuals, words);
  const std::size_t part = bin * parts + words() % parts;
  const double residual = edges[part] + (edges[part + 1] - edges[part]) * words.open_uniform();
  return place_with_spikes(random::normal_cdf(mean + residual));
}

}  // namespace standin::inline v0_1
