// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/bound_expression.hpp.
#pragma once

#include <standin/data/detail/bound_expression.hpp>

#include <algorithm>
#include <concepts>
#include <map>

namespace standin::inline v0_1::detail {

/// The intersection or the union of sets, in O(n log n) where folding from the left would be O(n^2).
STANDIN_LAZY [[nodiscard]] inline value_set fold(bool all, std::span<const value_set> sets) {
  if (sets.size() == 1) return sets.front();
  const std::size_t half = sets.size() / 2;
  const value_set a = fold(all, sets.first(half));
  const value_set b = fold(all, sets.subspan(half));
  return all ? a & b : a | b;
}

STANDIN_LAZY_INLINE bound_expression combine(bool all, std::vector<bound_expression> parts) {
  using form = bound_expression::form;
  const form what = all ? form::all : form::any;
  std::vector<bound_expression> kept;
  std::map<std::size_t, std::vector<value_set>> cells;
  const auto take = [&](bound_expression& part) {
    if (part.what == form::cell) {
      cells[part.column].push_back(std::move(part.allowed));
    } else {
      kept.push_back(std::move(part));
    }
  };
  for (bound_expression& part : parts) {
    if (part.what == form::constant) {
      if (part.positive != all) return part;
    } else if (part.what == what) {
      for (bound_expression& inner : part.parts) take(inner);
    } else {
      take(part);
    }
  }
  bound_expression combined{.what = what};
  for (const auto& [column, sets] : cells) {
    value_set allowed = fold(all, sets);
    if (all ? allowed.empty() : allowed.is_everything()) return {.positive = !all};
    if (all ? allowed.is_everything() : allowed.empty()) continue;
    combined.parts.push_back({.what = form::cell, .column = column, .allowed = std::move(allowed)});
  }
  std::move(kept.begin(), kept.end(), std::back_inserter(combined.parts));
  if (combined.parts.empty()) return {.positive = all};
  if (combined.parts.size() == 1) {
    bound_expression only = std::move(combined.parts.front());
    return only;
  }
  return combined;
}

STANDIN_LAZY_INLINE box_solver::box_solver(std::span<const bound_column> columns) : columns_(columns) {
  box_.reserve(columns.size());
  for (const bound_column& column : columns) box_.push_back(value_set::everything(column.kind));
}

STANDIN_LAZY_INLINE bool box_solver::restrict(std::size_t column, const value_set& allowed) {
  value_set both = box_[column] & allowed;
  if (both != box_[column]) {
    before_.emplace_back(column, std::move(box_[column]));
    box_[column] = std::move(both);
  }
  return !box_[column].empty();
}

STANDIN_LAZY_INLINE void box_solver::restore(std::size_t mark) {
  for (; before_.size() > mark; before_.pop_back()) box_[before_.back().first] = std::move(before_.back().second);
}

STANDIN_LAZY_INLINE bool box_solver::narrow(std::span<const bound_expression* const> expressions) {
  // What one expression gives may help another. Ends of columns that are compared can go on closing in for long; where
  // they are cut off, the box is merely larger than it could be.
  constexpr int rounds = 8;
  for (int round = 0; round < rounds; ++round) {
    const std::size_t mark = before_.size();
    for (const bound_expression* expression : expressions)
      if (!narrow(*expression)) return false;
    if (before_.size() == mark) return true;
  }
  return true;
}

STANDIN_LAZY_INLINE bool box_solver::narrow(const bound_expression& expression) {
  using form = bound_expression::form;
  switch (expression.what) {
    case form::constant: return expression.positive;
    case form::cell: return restrict(expression.column, expression.allowed);
    case form::pair: return narrow_pair(expression);
    case form::any: return narrow_alternatives(expression.parts);
    case form::all: break;
  }
  for (const bound_expression& part : expression.parts)
    if (!narrow(part)) return false;
  return true;
}

STANDIN_LAZY_INLINE bool box_solver::narrow_alternatives(std::span<const bound_expression> alternatives) {
  std::map<std::size_t, std::vector<value_set>> outcomes;
  std::size_t possible = 0;
  for (const bound_expression& alternative : alternatives) {
    const std::size_t mark = before_.size();
    if (narrow(alternative)) {
      ++possible;
      for (std::size_t step = mark; step < before_.size(); ++step) {
        std::vector<value_set>& sets = outcomes[before_[step].first];
        if (sets.size() + 1 == possible) sets.push_back(box_[before_[step].first]);
      }
    }
    restore(mark);
  }
  for (const auto& [column, sets] : outcomes)
    if (sets.size() == possible) static_cast<void>(restrict(column, fold(false, sets)));
  return possible > 0;
}

template <class Number>
[[nodiscard]] const interval_set<Number>& intervals_of(const value_set& set) noexcept {
  if constexpr (std::same_as<Number, double>) {
    return set.numbers();
  } else {
    return set.ticks();
  }
}

template <class Number>
bool box_solver::narrow_order(std::size_t lower, std::size_t upper, bool strict) {
  using set = interval_set<Number>;
  const auto below = intervals_of<Number>(box_[upper]).intervals();
  if (below.empty()) return false;
  const interval<Number> end = below.back();
  const bool bounded_above = end.upper != set::greatest;
  if (bounded_above && !restrict(lower, value_set(set({{set::least, end.upper, false, strict || end.upper_open}}))))
    return false;
  const auto above = intervals_of<Number>(box_[lower]).intervals();
  if (above.empty()) return false;
  const interval<Number> begin = above.front();
  return begin.lower == set::least ||
         restrict(upper, value_set(set({{begin.lower, set::greatest, strict || begin.lower_open, false}})));
}

/// Whether exactly one cell is allowed, and it isn't a missing one.
STANDIN_LAZY [[nodiscard]] inline bool is_single(const value_set& set) {
  const auto one = [](const auto& intervals) { return intervals.size() == 1 && intervals.front().point(); };
  if (set.allows_missing()) return false;
  switch (set.of()) {
    case value_set::values::numbers: return one(set.numbers().intervals());
    case value_set::values::ticks: return one(set.ticks().intervals());
    case value_set::values::texts: return !set.texts().complemented() && set.texts().names().size() == 1;
    case value_set::values::booleans: break;
  }
  return set.booleans().no != set.booleans().yes;
}

STANDIN_LAZY_INLINE bool box_solver::narrow_pair(const bound_expression& pair) {
  std::size_t a = pair.column;
  std::size_t b = pair.other;
  comparison_operator how = pair.how;
  if (!pair.positive) {
    if (box_[a].allows_missing() || box_[b].allows_missing()) return true;
    switch (how) {
      case comparison_operator::equal: how = comparison_operator::not_equal; break;
      case comparison_operator::not_equal: how = comparison_operator::equal; break;
      default:
        how = how == comparison_operator::less ? comparison_operator::at_most : comparison_operator::less;
        std::swap(a, b);
    }
  }
  if (!restrict(a, value_set::present(columns_[a].kind)) || !restrict(b, value_set::present(columns_[b].kind)))
    return false;
  const bool dates = columns_[a].kind == column_kind::datetime;
  if (dates && columns_[a].unit != columns_[b].unit) return true;
  switch (how) {
    case comparison_operator::equal: return restrict(a, box_[b])&& restrict(b, box_[a]);
    case comparison_operator::not_equal:
      return (!is_single(box_[b]) || restrict(a, ~box_[b])) && (!is_single(box_[a]) || restrict(b, ~box_[a]));
    default: break;
  }
  const bool strict = how == comparison_operator::less;
  return dates ? narrow_order<std::int64_t>(a, b, strict) : narrow_order<double>(a, b, strict);
}

STANDIN_LAZY_INLINE bool box_solver::may_hold(const bound_expression& pair) {
  const std::size_t mark = before_.size();
  const bool possible = narrow_pair(pair);
  restore(mark);
  return possible;
}

STANDIN_LAZY_INLINE bound_expression box_solver::reduce(const bound_expression& expression) {
  using form = bound_expression::form;
  switch (expression.what) {
    case form::constant: return expression;
    case form::cell: {
      const value_set both = box_[expression.column] & expression.allowed;
      if (both.empty()) return {.positive = false};
      if (both == box_[expression.column]) return {};
      return expression;
    }
    case form::pair: {
      if (!may_hold(expression)) return {.positive = false};
      bound_expression opposite = expression;
      opposite.positive = !opposite.positive;
      if (!may_hold(opposite)) return {};
      return expression;
    }
    case form::all:
    case form::any: break;
  }
  std::vector<bound_expression> reduced;
  reduced.reserve(expression.parts.size());
  for (const bound_expression& part : expression.parts) reduced.push_back(reduce(part));
  return combine(expression.what == form::all, std::move(reduced));
}

}  // namespace standin::inline v0_1::detail
