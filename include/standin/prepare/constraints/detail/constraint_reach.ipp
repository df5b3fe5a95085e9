// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/constraint_reach.hpp.
#pragma once

#include <standin/prepare/constraints/detail/constraint_reach.hpp>
#include <standin/prepare/constraints/detail/narrowing.hpp>
#include <standin/prepare/constraints/detail/rule_words.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace standin::inline v0_1::prepare::detail {

STANDIN_INLINE constraint_reach::constraint_reach(const std::vector<fitted_constraint>& all) : all_(all) {
  if (all.empty()) return;
  const auto layout = [](const fitted_constraint& each) -> const column_layout& {
    return std::visit([](const auto& one) -> const column_layout& { return one.layout(); }, each);
  };
  std::vector<std::size_t> origin(layout(all.front()).columns());
  for (std::size_t at = 0; at < origin.size(); ++at) origin[at] = at;
  replaced_.assign(origin.size(), false);
  free_.assign(origin.size(), false);
  for (const fitted_constraint& each : all) {
    origins_.push_back(origin);
    const bool free = std::holds_alternative<fitted_formula>(each) || std::holds_alternative<fitted_shares>(each);
    std::vector<std::size_t> next;
    std::size_t k = 0;
    for (std::size_t at = 0; at < origin.size(); ++at) {
      const auto& gone = layout(each).replaced();
      if (k == gone.size() || gone[k].at != at) {
        next.push_back(origin[at]);
        continue;
      }
      if (origin[at] != wanted_cells::made) {
        replaced_[origin[at]] = true;
        free_[origin[at]] = free_[origin[at]] || free;
      }
      next.insert(next.end(), gone[k++].free.size(), wanted_cells::made);
    }
    origin = std::move(next);
  }
}

STANDIN_INLINE bool constraint_reach::narrow(cell_box& box, const std::vector<bool>& used, bool seen) const {
  constexpr int most = 16;  // rounds: a pair of formulas may go on for long
  for (int round = 0; round < most; ++round) {
    bool changed = false;
    for (std::size_t k = 0; k < all_.size(); ++k) {
      if (!used[k] || !known(k)) continue;
      wanted_cells cells(box, origins_[k]);
      std::visit(
          [&](const auto& one) {
            detail::narrow(one, cells);
            if (!seen || pushed(k)) return;
            for (const known_bounds& each : bounds_of(one)) limit(cells, each);
          },
          all_[k]);
      changed = changed || cells.changed();
    }
    for (const value_set& each : box)
      if (each.empty()) return false;
    if (!changed) return true;
  }
  return true;
}

STANDIN_INLINE std::vector<std::size_t> constraint_reach::columns(std::size_t k) const {
  std::vector<std::size_t> places = std::visit([](const auto& one) { return columns_of(one); }, all_[k]);
  for (std::size_t& at : places) at = origins_[k][at];
  return places;
}

STANDIN_INLINE std::string constraint_reach::describe(std::size_t k, const std::vector<std::string>& names) const {
  std::vector<std::string> own;
  for (const std::size_t at : origins_[k]) own.push_back(at == wanted_cells::made ? std::string() : names[at]);
  return std::visit([&own](const auto& one) { return detail::describe(one, own); }, all_[k]);
}

STANDIN_INLINE bool constraint_reach::known(std::size_t k) const {
  const std::vector<std::size_t> all = columns(k);
  return std::find(all.begin(), all.end(), wanted_cells::made) == all.end();
}

STANDIN_INLINE bool constraint_reach::pushed(std::size_t k) const {
  const std::vector<std::size_t> all = columns(k);
  return std::any_of(all.begin(), all.end(), [this](std::size_t at) { return free_[at]; });
}

}  // namespace standin::inline v0_1::prepare::detail
