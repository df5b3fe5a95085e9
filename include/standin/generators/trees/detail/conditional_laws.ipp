// SPDX-License-Identifier: MIT
/// \file
/// How cells are drawn from conditional laws.
#pragma once

#include <standin/generators/trees/conditional_laws.hpp>
#include <standin/generators/weighted_choice.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE void remembered_chances::forget() noexcept {
  std::fill(slots_.begin(), slots_.end(), slot{});
  used_ = 0;
  chances_.clear();
}

STANDIN_LAZY_INLINE std::pair<std::span<float>, bool> remembered_chances::look_up(const key& of, std::size_t outcomes) {
  if (chances_.size() + outcomes > most_floats) forget();
  if (2 * (used_ + 1) > slots_.size()) {
    constexpr std::size_t fewest = 64;
    std::vector<slot> before(std::max(fewest, 2 * slots_.size()));
    before.swap(slots_);
    for (const slot& old : before)
      if (old.of.from != nullptr) slots_[place_of(old.of)] = old;
  }
  slot& at = slots_[place_of(of)];
  const bool known = at.of.from != nullptr;
  if (!known) {
    at = {of, chances_.size()};
    ++used_;
    chances_.resize(chances_.size() + outcomes);
  }
  return {std::span<float>(chances_).subspan(at.begin, outcomes), known};
}

STANDIN_LAZY_INLINE std::size_t remembered_chances::place_of(const key& of) const noexcept {
  const std::uint64_t hash = (std::bit_cast<std::uintptr_t>(of.from) / sizeof(outcome_trees) * 0xBF58476D1CE4E5B9U) ^
                             ((std::uint64_t{of.like} << 8U | of.told) * 0x9E3779B97F4A7C15U);
  std::size_t place = (hash ^ (hash >> 32U)) & (slots_.size() - 1);
  while (slots_[place].of.from != nullptr && slots_[place].of != of) place = (place + 1) & (slots_.size() - 1);
  return place;
}

STANDIN_LAZY_INLINE std::span<const float> partial_row::probabilities(const outcome_trees& from, std::uint8_t told) {
  std::span<float> p;
  bool known = false;
  const auto code_of = [this](std::size_t column) { return codes[column]; };
  if (from.trees().size() == 1) {  // rows in one leaf are alike
    std::tie(p, known) = remembered.look_up({&from, from.trees().front().leaf(code_of), 0}, from.outcomes());
  } else if (like != alone) {
    std::tie(p, known) = remembered.look_up({&from, like, told}, from.outcomes());
  } else {
    if (chances.size() < from.outcomes()) chances.resize(from.outcomes());
    p = std::span<float>(chances).first(from.outcomes());
  }
  if (!known) from.probabilities(code_of, p);
  return p;
}

STANDIN_LAZY_INLINE std::uint32_t partial_row::draw(const outcome_trees& from, random::stream& words,
                                                    std::uint8_t told) {
  const std::span<const float> p = probabilities(from, told);
  auto left = static_cast<float>(words.uniform());
  std::size_t k = 0;
  while (k + 1 < p.size() && left >= p[k]) left -= p[k++];
  return static_cast<std::uint32_t>(k);
}

STANDIN_LAZY_INLINE std::uint32_t level_law::draw(partial_row& row, random::stream& words) const {
  const std::uint32_t outcome = row.draw(outcomes, words);
  if (members.empty()) return outcome;
  const std::vector<std::uint32_t>& group = members[outcome];
  if (group.size() == 1) return group.front();
  return group[within[outcome].draw(row, words)];
}

STANDIN_LAZY_INLINE std::vector<double> level_law::allowed_shares(partial_row& row, level_test allowed) const {
  const std::span<const float> p = row.probabilities(outcomes);
  std::vector<double> shares(p.begin(), p.end());
  for (std::uint32_t k = 0; k < shares.size(); ++k) {
    if (members.empty()) {
      if (!allowed(k)) shares[k] = 0.0;
      continue;
    }
    const std::vector<std::uint32_t>& group = members[k];
    const auto good = static_cast<std::size_t>(std::count_if(group.begin(), group.end(), allowed));
    if (good == 0) {
      shares[k] = 0.0;
    } else if (good < group.size()) {
      shares[k] *= within[k].probability(row, [&](std::uint32_t i) { return allowed(group[i]); });
    }
  }
  return shares;
}

STANDIN_LAZY_INLINE double level_law::probability(partial_row& row, level_test allowed) const {
  const std::vector<double> shares = allowed_shares(row, allowed);
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

STANDIN_LAZY_INLINE std::pair<std::uint32_t, double> level_law::draw(partial_row& row, random::stream& words,
                                                                     level_test allowed) const {
  const std::vector<double> shares = allowed_shares(row, allowed);
  const auto [place, all] = weighted_choice(shares, words.uniform());
  const auto chosen = static_cast<std::uint32_t>(place);
  if (members.empty()) return {chosen, all};
  const std::vector<std::uint32_t>& group = members[chosen];
  if (group.size() == 1) return {group.front(), all};
  return {group[within[chosen].draw(row, words, [&](std::uint32_t i) { return allowed(group[i]); }).first], all};
}

STANDIN_LAZY_INLINE double cell_law::draw(partial_row& row, random::stream& words) const {
  const std::uint32_t outcome = row.draw(outcomes, words);
  const place_range& cell = cells[outcome];
  double place = 0.0;
  if (parts.outcomes() > 1 && single[outcome] == 0) {
    row.codes[scratch] = static_cast<std::uint8_t>(outcome + 1);
    const std::uint32_t part = row.draw(parts, words, row.codes[scratch]);
    place = (part + words.open_uniform()) / static_cast<double>(parts.outcomes());
  } else {
    place = words.open_uniform();
  }
  return cell.from + (cell.to - cell.from) * place;
}

STANDIN_LAZY_INLINE boosted_trees mean_law::rounded(const boosted_trees& mean) {
  std::vector<std::vector<double>> values;
  for (std::size_t t = 0; t < mean.trees().size(); ++t) {
    values.emplace_back();
    for (const double value : mean.values(t)) values.back().push_back(std::round(value / unit) * unit);
  }
  return {{mean.base().begin(), mean.base().end()}, {mean.trees().begin(), mean.trees().end()}, std::move(values)};
}

STANDIN_LAZY_INLINE std::uint8_t mean_law::code_of_mean(double mean) const noexcept {
  return static_cast<std::uint8_t>(1 +
                                   (std::upper_bound(mean_edges.begin(), mean_edges.end(), mean) - mean_edges.begin()));
}

STANDIN_LAZY_INLINE double mean_law::place_without_spikes(double place) const noexcept {
  double below = place;
  double all = 1.0;
  for (const place_range& spike : spikes) {
    below -= std::clamp(place - spike.from, 0.0, spike.to - spike.from);
    all -= spike.to - spike.from;
  }
  return below / all;
}

STANDIN_LAZY_INLINE double mean_law::place_with_spikes(double place) const noexcept {
  double all = 1.0;
  for (const place_range& spike : spikes) all -= spike.to - spike.from;
  double with = place * all;
  for (const place_range& spike : spikes)
    if (with >= spike.from) with += spike.to - spike.from;
  return with;
}

STANDIN_LAZY_INLINE double mean_law::draw(partial_row& row, random::stream& words) const {
  if (!spikes.empty()) {
    const std::uint32_t outcome = row.draw(gate, words);
    if (outcome < spikes.size())
      return spikes[outcome].from + (spikes[outcome].to - spikes[outcome].from) * words.open_uniform();
  }
  const boosted_trees& fold = means[words() % means.size()];
  const double mean = fold.score(0, [&row](std::size_t column) { return row.codes[column]; });
  row.codes[scratch] = code_of_mean(mean);
  const std::size_t bin = row.draw(residuals, words, row.codes[scratch]);
  const std::size_t part = bin * parts + words() % parts;
  const double residual = edges[part] + (edges[part + 1] - edges[part]) * words.open_uniform();
  return place_with_spikes(random::normal_cdf(mean + residual));
}

}  // namespace standin::inline v0_1
