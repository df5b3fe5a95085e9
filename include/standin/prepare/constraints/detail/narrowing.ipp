// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/narrowing.hpp.
#pragma once

#include <standin/prepare/constraints/detail/narrowing.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace standin::inline v0_1::prepare::detail {

inline constexpr double endless = std::numeric_limits<double>::infinity();
inline constexpr interval<double> no_values{endless, -endless};

/// Any value of the kind that the set speaks of.
[[nodiscard]] inline value_set any_value(const value_set& of) {
  switch (of.of()) {
    case value_set::values::ticks: return value_set(tick_set::everything());
    case value_set::values::texts: return value_set(text_set::everything());
    case value_set::values::booleans: return value_set(boolean_set::everything());
    case value_set::values::numbers: break;
  }
  return value_set(number_set::everything());
}

/// The whole numbers of an interval; more of them where doubles skip some.
[[nodiscard]] inline tick_set whole_part(interval<double> of) {
  constexpr double exact = 0x1p53;
  constexpr double most = 0x1p62;
  if (!(of.lower <= of.upper)) return {};
  const auto margin = [](double x) { return std::abs(x) < exact ? 0.0 : std::abs(x) * 1e-12; };
  const double low = of.lower - margin(of.lower);
  const double high = of.upper + margin(of.upper);
  interval<std::int64_t> part{tick_set::least, tick_set::greatest};
  if (low > most || high < -most) return {};
  if (low > -most)
    part.lower = static_cast<std::int64_t>(of.lower_open && low == of.lower ? std::floor(low) + 1.0 : std::ceil(low));
  if (high < most)
    part.upper =
        static_cast<std::int64_t>(of.upper_open && high == of.upper ? std::ceil(high) - 1.0 : std::floor(high));
  return part.lower > part.upper ? tick_set() : tick_set({part});
}

STANDIN_INLINE void wanted_cells::limit(std::size_t at, interval<double> within, double factor, bool certain) {
  const value_set& own = (*this)[at];
  value_set allowed;
  if (own.of() == value_set::values::ticks) {
    within.lower /= factor;
    within.upper /= factor;
    allowed = value_set(whole_part(within));
  } else if (own.of() == value_set::values::booleans) {
    allowed = value_set(boolean_set{within.contains(0.0), within.contains(1.0)});
  } else {
    allowed = value_set(within.lower <= within.upper ? number_set({within}) : number_set());
  }
  if (!certain) allowed = allowed | ~any_value(own);
  limit(at, allowed);
}

STANDIN_INLINE void wanted_cells::require(std::size_t at) {
  limit(at, any_value((*this)[at]));
}

STANDIN_INLINE interval<double> wanted_cells::hull(std::size_t at, double factor) const {
  const value_set& own = (*this)[at];
  if (!own.allows_values()) return no_values;
  if (own.of() == value_set::values::ticks) {
    const auto parts = own.ticks().intervals();
    const auto end = [factor](std::int64_t tick) {
      return tick == tick_set::least      ? -endless
             : tick == tick_set::greatest ? endless
                                          : static_cast<double>(tick) * factor;
    };
    return {end(parts.front().lower), end(parts.back().upper)};
  }
  if (own.of() == value_set::values::booleans) return {own.booleans().no ? 0.0 : 1.0, own.booleans().yes ? 1.0 : 0.0};
  const auto parts = own.numbers().intervals();
  if (parts.empty()) return {-endless, endless};
  return {parts.front().lower, parts.back().upper, parts.front().lower_open, parts.back().upper_open};
}

/// Takes from the cells of two columns what breaks that one is at most the other.
inline void narrow_pair(wanted_cells& cells, std::size_t low, double low_factor, std::size_t high, double high_factor,
                        bool strict) {
  if (!cells.has(low) || !cells.has(high) || !cells.certain(low) || !cells.certain(high)) return;
  const interval<double> below = cells.hull(low, low_factor);
  const interval<double> above = cells.hull(high, high_factor);
  cells.limit(high, {below.lower, endless, below.lower_open || strict, false}, high_factor, true);
  cells.limit(low, {-endless, above.upper, false, above.upper_open || strict}, low_factor, true);
}

/// Whether cells compare as the doubles that they hold.
[[nodiscard]] inline bool compares_exactly(const common_numbers& numbers) {
  return std::none_of(numbers.columns.begin(), numbers.columns.end(),
                      [](const number_cells& each) { return each.element == element_type::float32; });
}

STANDIN_INLINE void narrow(const fitted_ordering& rule, wanted_cells& cells) {
  if (!compares_exactly(rule.numbers())) return;
  const auto factor = [&rule](std::size_t i) { return static_cast<double>(rule.numbers().columns[i].factor); };
  for (std::size_t i = 0; i < rule.members().size(); ++i) {
    const fitted_ordering::member& each = rule.members()[i];
    for (const fitted_ordering::member::bound& bound : each.bounds) {
      const std::size_t other = rule.members()[bound.member].at;
      if (each.upwards)
        narrow_pair(cells, other, factor(bound.member), each.at, factor(i), bound.strict);
      else
        narrow_pair(cells, each.at, factor(i), other, factor(bound.member), bound.strict);
    }
  }
}

STANDIN_INLINE void narrow(const fitted_between& rule, wanted_cells& cells) {
  if (!compares_exactly(rule.numbers())) return;
  const auto factor = [&rule](std::size_t i) { return static_cast<double>(rule.numbers().columns[i].factor); };
  const auto& [low, own, high] = rule.places();
  narrow_pair(cells, low, factor(0), own, factor(1), false);
  narrow_pair(cells, own, factor(1), high, factor(2), false);
}

/// Collects cells of a column of texts or truth values; of others it says nothing.
class seen_cells {
 public:
  explicit seen_cells(column_kind kind) : kind_(kind) {}

  void add(const column_view& column, std::size_t row) {
    if (column.missing(row)) {
      missing_ = true;
    } else if (kind_ == column_kind::categorical) {
      const std::uint32_t code = column.code(row);
      if (code >= seen_.size()) seen_.resize(column.levels.size(), false);
      if (seen_[code]) return;
      seen_[code] = true;
      words_.emplace_back(column.text(row));
    } else if (texts()) {
      words_.emplace_back(column.text(row));
    } else if (kind_ == column_kind::boolean) {
      (column.number(row) != 0.0 ? truths_.yes : truths_.no) = true;
    } else {
      any_ = true;
    }
  }
  [[nodiscard]] value_set take() && {
    value_set all = texts()                         ? value_set(text_set(std::move(words_)))
                    : kind_ == column_kind::boolean ? value_set(truths_)
                    : any_                          ? value_set::present(kind_)
                                                    : value_set::nothing(kind_);
    return missing_ ? all | value_set::only_missing(kind_) : all;
  }

 private:
  [[nodiscard]] bool texts() const noexcept { return kind_ == column_kind::categorical || kind_ == column_kind::text; }

  column_kind kind_;
  std::vector<std::string> words_;
  std::vector<bool> seen_;  ///< codes
  boolean_set truths_;
  bool any_ = false;
  bool missing_ = false;
};

STANDIN_INLINE void narrow(const fitted_combinations& rule, wanted_cells& cells) {
  const std::vector<replaced_column>& columns = rule.layout().replaced();
  const table_view known = rule.known().rows();
  if (std::all_of(columns.begin(), columns.end(), [&](const auto& each) { return cells[each.at].is_everything(); }))
    return;
  std::vector<seen_cells> seen;
  for (const replaced_column& each : columns) seen.emplace_back(each.spec.kind);
  for (std::size_t row = 0; row < known.rows(); ++row) {
    bool all = true;
    for (std::size_t k = 0; all && k < columns.size(); ++k) all = allows(cells[columns[k].at], known.column(k), row);
    for (std::size_t k = 0; all && k < columns.size(); ++k) seen[k].add(known.column(k), row);
  }
  for (std::size_t k = 0; k < columns.size(); ++k) cells.limit(columns[k].at, std::move(seen[k]).take());
}

STANDIN_INLINE void narrow(const fitted_dependency& rule, wanted_cells& cells) {
  const replaced_column& to = rule.layout().replaced()[0];
  const table_view known = rule.known().rows();
  const column_view follows = table_view(rule.to()).column(0);
  bool free = cells[to.at].is_everything();
  for (const std::size_t at : rule.from()) free = free && cells[at].is_everything();
  if (free) return;
  const column_kind kind = known.schema()[0].kind;
  const bool closed = rule.from().size() == 1 && (kind == column_kind::categorical || kind == column_kind::boolean);
  std::vector<seen_cells> from;
  for (const column_spec& spec : known.schema()) from.emplace_back(spec.kind);
  seen_cells wanted(to.spec.kind);
  seen_cells any(to.spec.kind);
  for (std::size_t row = 0; row < known.rows(); ++row) {
    bool all = true;
    for (std::size_t k = 0; all && k < from.size(); ++k) all = allows(cells[rule.from()[k]], known.column(k), row);
    if (allows(cells[to.at], follows, row)) any.add(follows, row);
    if (!all || !allows(cells[to.at], follows, row)) continue;
    wanted.add(follows, row);
    for (std::size_t k = 0; k < from.size(); ++k) from[k].add(known.column(k), row);
  }
  // Cells that were not seen together get what some known row has.
  cells.limit(to.at, closed ? std::move(wanted).take() : std::move(any).take());
  if (closed) cells.limit(rule.from()[0], std::move(from[0]).take());
}

STANDIN_INLINE void narrow(const fitted_increment&, wanted_cells&) {}

STANDIN_INLINE void narrow(const fitted_one_hot& rule, wanted_cells& cells) {
  const std::vector<replaced_column>& columns = rule.layout().replaced();
  bool free = true;
  bool missing = true;
  for (const replaced_column& each : columns) {
    free = free && cells[each.at].is_everything();
    missing = missing && cells[each.at].allows_missing();
  }
  if (free) return;
  const auto holds = [&](std::size_t k, bool hot) {
    const value_set& set = cells[columns[k].at];
    return columns[k].spec.kind == column_kind::boolean ? set.contains(hot) : set.contains(hot ? 1.0 : 0.0);
  };
  std::vector<boolean_set> left(columns.size());
  for (const std::uint32_t hot : rule.occurs()) {
    bool all = true;
    for (std::size_t k = 0; all && k < columns.size(); ++k) all = holds(k, k == hot);
    for (std::size_t k = 0; all && k < columns.size(); ++k) (k == hot ? left[k].yes : left[k].no) = true;
  }
  for (std::size_t k = 0; k < columns.size(); ++k) {
    value_set allowed(left[k]);
    if (columns[k].spec.kind != column_kind::boolean) {
      std::vector<interval<double>> points;
      if (left[k].no) points.push_back({0.0, 0.0});
      if (left[k].yes) points.push_back({1.0, 1.0});
      allowed = value_set(number_set(std::move(points)));
    }
    if (missing) allowed = allowed | value_set::only_missing(columns[k].spec.kind);
    cells.limit(columns[k].at, allowed);
  }
}

STANDIN_INLINE void narrow(const fitted_shares& rule, wanted_cells& cells) {
  const std::vector<std::size_t>& places = rule.places();
  bool some = false;
  bool all = true;
  for (const std::size_t at : places) {
    some = some || (at != places[0] && cells.certain(at));
    all = all && cells.certain(at);
  }
  if (!all && (rule.alone() || !some)) return;  // a row in which one of them is missing is free
  for (const std::size_t at : places) cells.require(at);
  const auto add = [](double a, double b) { return std::isinf(a) ? a : std::isinf(b) ? b : a + b; };
  const auto slack = [](double x) { return 1e-9 * std::abs(x); };
  const interval<double> total = cells.hull(places[0], 1.0);
  for (std::size_t k = 0; k < places.size(); ++k) {
    double low = k == 0 ? 0.0 : total.lower;
    double high = k == 0 ? 0.0 : total.upper;
    double size = std::isinf(high) ? 0.0 : std::abs(high);
    for (std::size_t j = 1; j < places.size(); ++j) {
      if (j == k) continue;
      interval<double> part = cells.hull(places[j], 1.0);
      part.lower = std::max(part.lower, 0.0);
      low = add(low, k == 0 ? part.lower : -part.upper);
      high = add(high, k == 0 ? part.upper : -part.lower);
      if (!std::isinf(part.upper)) size = std::max(size, part.upper);
    }
    if (k > 0) low = std::max(low, 0.0);
    cells.limit(places[k], {low - slack(size), high + slack(size)}, 1.0, true);
  }
}

STANDIN_INLINE void narrow(const fitted_formula& rule, wanted_cells& cells) {
  const std::size_t at = rule.layout().replaced()[0].at;
  const fitted_formula::result& made = rule.made();
  if (made.alone || (!cells[at].allows_values() && cells[at].allows_missing())) return;
  const bool certain = cells.certain(at);
  const double own_factor = made.ticks != 0.0 ? 1.0 / made.ticks : 1.0;
  const double unit = made.decimals < 0 ? 0.0 : std::pow(10.0, -made.decimals);
  const double rounding = made.element == element_type::float32 ? 1e-6 : 1e-9;
  const auto slack = [&](double x) {  // between the formula's number and the cell's
    return std::isinf(x) ? 0.0 : (0.5 + 1e-6) * unit * own_factor + rounding * std::abs(x);
  };
  std::vector<interval<double>> inputs;
  for (const fitted_formula::input& each : rule.inputs()) {
    if (certain) cells.require(each.at);
    inputs.push_back(cells.hull(each.at, each.ticks != 0.0 ? 1.0 / each.ticks : 1.0));
    inputs.back().lower_open = inputs.back().upper_open = false;
  }
  interval<double> result = cells.hull(at, own_factor);
  result = {result.lower - slack(result.lower), result.upper + slack(result.upper)};
  if (!certain) result = {-endless, endless};
  rule.expression().narrow(inputs, result);
  if (result.lower <= result.upper)
    cells.limit(at, {result.lower - slack(result.lower), result.upper + slack(result.upper)}, own_factor, certain);
  else
    cells.limit(at, no_values, own_factor, certain);
  if (!certain) return;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const fitted_formula::input& each = rule.inputs()[k];
    cells.limit(each.at, inputs[k], each.ticks != 0.0 ? 1.0 / each.ticks : 1.0, true);
  }
}

/// What a column of compared numbers may come back with: what was seen of it, and of what pushes it.
[[nodiscard]] inline known_bounds bounds_with(std::size_t at, const common_numbers& numbers, std::size_t k,
                                              std::span<const std::size_t> pushed_by, bool strict) {
  const number_cells& own = numbers.columns[k];
  known_bounds all{.at = at, .lower = own.lower, .upper = own.upper};
  for (const std::size_t other : pushed_by) {
    const double scale = static_cast<double>(numbers.columns[other].factor) / static_cast<double>(own.factor);
    // Numbers compare as they are, ticks in common units.
    const bool ticks = own.decimals == 0 && numbers.columns[other].decimals == 0;
    all.lower = std::min(all.lower, numbers.columns[other].lower * (ticks ? scale : 1.0));
    all.upper = std::max(all.upper, numbers.columns[other].upper * (ticks ? scale : 1.0));
  }
  if (!numbers.whole) return all;
  all.step = own.decimals > 0 ? std::pow(10.0, -own.decimals) : 1.0;
  if (strict) {  // it may be pushed by a step more
    all.lower -= 1.001 * all.step;
    all.upper += 1.001 * all.step;
  }
  return all;
}

STANDIN_INLINE std::vector<known_bounds> bounds_of(const fitted_ordering& rule) {
  std::vector<known_bounds> all;
  for (std::size_t i = 0; i < rule.members().size(); ++i) {
    std::vector<std::size_t> pushed_by;
    bool strict = false;
    for (const fitted_ordering::member::bound& bound : rule.members()[i].bounds) {
      pushed_by.push_back(bound.member);
      strict = strict || bound.strict;
    }
    all.push_back(bounds_with(rule.members()[i].at, rule.numbers(), i, pushed_by, strict));
  }
  return all;
}

STANDIN_INLINE std::vector<known_bounds> bounds_of(const fitted_between& rule) {
  const std::size_t ends[] = {0, 2};
  return {bounds_with(rule.places()[1], rule.numbers(), 1, ends, false)};
}

STANDIN_INLINE std::vector<known_bounds> bounds_of(const fitted_increment& rule) {
  const number_cells& own = rule.cells();
  const double scale = own.decimals > 0 ? std::pow(10.0, own.decimals) : 1.0;
  return {{.at = rule.layout().replaced()[0].at,
           .lower = own.lower,
           .upper = own.upper,
           .step = static_cast<double>(own.step) / scale,
           .offset = static_cast<double>(own.offset) / scale}};
}

STANDIN_INLINE void limit(wanted_cells& cells, const known_bounds& to) {
  const value_set& own = cells[to.at];
  cells.limit(to.at, {to.lower, to.upper}, 1.0, cells.certain(to.at));
  if (!(to.step > 0.0) || own.of() == value_set::values::booleans || !cells.certain(to.at)) return;
  std::vector<interval<double>> on_grid;
  const auto keep = [&](double lower, double upper) {
    const double first = std::ceil((lower - to.offset) / to.step - 1e-6);
    const double last = std::floor((upper - to.offset) / to.step + 1e-6);
    if (!(first > last)) on_grid.push_back({lower, upper});
  };
  bool left_out = false;
  if (own.of() == value_set::values::ticks) {
    for (const interval<std::int64_t>& each : own.ticks().intervals())
      keep(static_cast<double>(each.lower), static_cast<double>(each.upper));
    left_out = on_grid.empty();
  } else {
    for (const interval<double>& each : own.numbers().intervals()) keep(each.lower, each.upper);
    left_out = on_grid.size() < own.numbers().intervals().size();
  }
  if (!left_out) return;
  if (on_grid.empty())
    cells.limit(to.at, no_values, 1.0, true);
  else
    cells.limit(to.at, value_set(number_set(std::move(on_grid))));
}

}  // namespace standin::inline v0_1::prepare::detail
