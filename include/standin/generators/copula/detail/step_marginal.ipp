// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/copula/step_marginal.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE step_marginal::step_marginal(level_marginal levels, level_order order)
    : frequencies_(std::move(levels)), order_(std::move(order)) {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("copula", found, "fit it anew");
  };
  const std::size_t count = frequencies_.counts().size();
  require(order_.step_of.size() == count && order_.steps >= 1 && order_.steps <= count,
          "an order of levels does not fit the levels");
  std::vector<double> rows(order_.steps, 0.0);
  std::vector<std::uint32_t> members(order_.steps, 0);
  level_of_.resize(order_.steps);
  for (std::size_t level = 0; level < count; ++level) {
    const std::uint32_t step = order_.step_of[level];
    require(step < order_.steps, "a level's step is not there");
    if (members[step]++ == 0) level_of_[step] = static_cast<std::uint32_t>(level);
    rows[step] += static_cast<double>(frequencies_.counts()[level]);
  }
  require(std::find(members.begin(), members.end(), 0U) == members.end(), "a step has no level");
  const auto shares = [](std::uint32_t n) { return n > 1; };
  const auto shared = std::find_if(members.begin(), members.end(), shares);
  require(std::count_if(members.begin(), members.end(), shares) <= 1, "levels share more than one step");
  shared_step_ = order_.steps;
  if (shared != members.end()) {
    shared_step_ = static_cast<std::uint32_t>(shared - members.begin());
    if (rows[shared_step_] > 0.0) {
      std::vector<std::uint64_t> counts(frequencies_.counts().begin(), frequencies_.counts().end());
      for (std::size_t level = 0; level < count; ++level)
        if (order_.step_of[level] != shared_step_) counts[level] = 0;
      shared_.emplace(std::move(counts));
    }
  }
  const stats::latent_steps law = stats::make_latent_steps(rows);
  cuts_.assign(law.cuts.begin() + 1, law.cuts.end() - 1);
}

STANDIN_LAZY_INLINE std::uint32_t step_marginal::level_at(double z, random::source from, std::uint64_t row,
                                                          std::size_t column) const noexcept {
  // A step without rows has equal cuts and is never met, but at the very end, where the last one with rows stands.
  std::size_t step = static_cast<std::size_t>(std::lower_bound(cuts_.begin(), cuts_.end(), z) - cuts_.begin());
  if (step == shared_step_ && shared_) {
    random::stream draws = random::further(from, random::purpose::sample, row, column);
    return (*shared_)(draws());
  }
  return level_of_[step];
}

STANDIN_LAZY_INLINE number_set step_marginal::hidden_values_of(const code_set& levels) const {
  std::vector<interval<double>> parts;
  for (std::size_t level = 0; level < order_.step_of.size(); ++level) {
    if (!levels.contains(static_cast<std::uint32_t>(level)) || frequencies_.counts()[level] == 0) continue;
    const std::uint32_t step = order_.step_of[level];
    parts.push_back({step == 0 ? -std::numeric_limits<double>::infinity() : cuts_[step - 1],
                     step == cuts_.size() ? std::numeric_limits<double>::infinity() : cuts_[step]});
  }
  return number_set(parts);
}

}  // namespace standin::inline v0_1
