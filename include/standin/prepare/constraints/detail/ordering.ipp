// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/ordering.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/detail/order_closure.hpp>
#include <standin/prepare/constraints/ordering.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// A distance from `from` that leads exactly to `to` when it is added, as far as doubles have one.
[[nodiscard]] inline std::int64_t distance(std::int64_t from, std::int64_t to, bool upwards) noexcept {
  return upwards ? subtract(to, from) : subtract(from, to);
}
[[nodiscard]] inline double distance(double from, double to, bool upwards) noexcept {
  const auto reaches = [=](double d) { return (upwards ? from + d : from - d) == to; };
  const double d = upwards ? to - from : from - to;
  for (double near : {d, above(d), below(d)})
    if (reaches(near)) return near;
  return d;
}

/// The limits that present cells of other columns set in one row; `base` is the tightest one before strictness.
template <class T>
struct order_limits {
  bool any = false;
  T base{};
  ends<T> within{};
};

template <class T>
[[nodiscard]] order_limits<T> limits_of(const fitted_ordering::member& of, const std::vector<read_cells<T>>& known,
                                        std::size_t row) noexcept {
  order_limits<T> limits;
  for (const fitted_ordering::member::bound& bound : of.bounds) {
    const read_cells<T>& other = known[bound.member];
    if (other.present[row] == 0) continue;
    const T x = other.values[row];
    if (of.upwards) {
      limits.base = limits.any ? std::max(limits.base, x) : x;
      limits.within.low = std::max(limits.within.low, bound.strict ? above(x) : x);
    } else {
      limits.base = limits.any ? std::min(limits.base, x) : x;
      limits.within.high = std::min(limits.within.high, bound.strict ? below(x) : x);
    }
    limits.any = true;
  }
  return limits;
}

}  // namespace detail

STANDIN_INLINE std::string ordering::describe() const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const order_relation& each = relations[i];
    const std::string sign = each.strict ? " < " : " <= ";
    if (i > 0 && relations[i - 1].high == each.low && !parts.empty())
      parts.back() += sign + each.high;
    else
      parts.push_back(each.low + sign + each.high);
  }
  return join(parts);
}

STANDIN_INLINE fitted_ordering::fitted_ordering(column_layout layout, common_numbers numbers,
                                                std::vector<member> members)
    : layout_(std::move(layout)), numbers_(std::move(numbers)), members_(std::move(members)) {
  check_common_numbers(numbers_);
  std::size_t replaced = 0;
  bool fits = members_.size() == numbers_.columns.size();
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const member& each = members_[i];
    fits = fits && each.at < layout_.columns() && layout_.replaces(each.at) == !each.bounds.empty();
    for (const member::bound& bound : each.bounds) fits = fits && bound.member < i;
    for (const replaced_column& gone : layout_.replaced())
      if (gone.at == each.at) {
        ++replaced;
        fits = fits && gone.free.size() == (each.alone ? 2U : 1U);
      }
  }
  if (!fits || replaced != layout_.replaced().size())
    throw format_error("constraints", "the parts of an order don't fit together",
                       "fit again, or get the original file");
}

STANDIN_INLINE std::size_t fitted_ordering::replaced_index(std::size_t at) const {
  const auto& all = layout_.replaced();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [at](const replaced_column& each) { return each.at == at; }) - all.begin());
}

template <class T>
std::vector<column> fitted_ordering::free_columns(const table& t) const {
  std::vector<detail::read_cells<T>> known;
  for (std::size_t i = 0; i < members_.size(); ++i)
    known.push_back(detail::read_numbers<T>(numbers_.columns[i], t.column(members_[i].at)));
  std::vector<std::vector<column>> parts(layout_.replaced().size());
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const member& each = members_[i];
    if (each.bounds.empty()) continue;
    std::vector<T> gaps(t.rows(), T{});
    std::vector<std::uint8_t> has_gap(t.rows(), 0);
    std::vector<T> lone(each.alone ? t.rows() : 0, T{});
    std::vector<std::uint8_t> has_lone(lone.size(), 0);
    const number_cells& cells = numbers_.columns[i];
    for (std::size_t row = 0; row < t.rows(); ++row) {
      if (known[i].present[row] == 0) continue;
      const detail::order_limits<T> limits = detail::limits_of(each, known, row);
      if (limits.any) {
        gaps[row] = detail::distance(limits.base, known[i].values[row], each.upwards);
        has_gap[row] = 1;
      } else if (each.alone) {
        lone[row] = known[i].values[row];
        if constexpr (!std::same_as<T, double>) lone[row] /= cells.factor;
        has_lone[row] = 1;
      }
    }
    std::vector<column>& to = parts[replaced_index(each.at)];
    to.push_back(detail::write_free(std::move(gaps), has_gap));
    if (each.alone) to.push_back(detail::write_numbers(cells, lone, has_lone));
  }
  std::vector<column> free;
  for (std::vector<column>& part : parts)
    for (column& each : part) free.push_back(std::move(each));
  return free;
}

STANDIN_INLINE table fitted_ordering::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  std::vector<column> free = numbers_.whole ? free_columns<std::int64_t>(t) : free_columns<double>(t);
  return layout_.apply(std::move(t), std::move(free));
}

template <class T>
std::vector<column> fitted_ordering::restored_columns(const table& t) const {
  std::vector<detail::read_cells<T>> known;
  std::vector<std::optional<column>> parts(layout_.replaced().size());
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const member& each = members_[i];
    const number_cells& cells = numbers_.columns[i];
    const std::size_t place = layout_.place_of(each.at);
    if (each.bounds.empty()) {
      known.push_back(detail::read_numbers<T>(cells, t.column(place)));
      continue;
    }
    const detail::read_cells<T> gaps = detail::read_free<T>(t.column(place));
    const detail::read_cells<T> lone =
        each.alone ? detail::read_numbers<T>(cells, t.column(place + 1)) : detail::read_cells<T>{};
    detail::read_cells<T> made{std::vector<T>(t.rows(), T{}), std::vector<std::uint8_t>(t.rows(), 0)};
    std::vector<T> own(t.rows(), T{});
    for (std::size_t row = 0; row < t.rows(); ++row) {
      const detail::order_limits<T> limits = detail::limits_of(each, known, row);
      T wanted{};
      if (limits.any && gaps.present[row] != 0)
        wanted =
            each.upwards ? detail::add(limits.base, gaps.values[row]) : detail::subtract(limits.base, gaps.values[row]);
      else if (!limits.any && each.alone && lone.present[row] != 0)
        wanted = lone.values[row];
      else
        continue;
      own[row] = detail::place(cells, wanted, limits.within);
      made.values[row] = detail::value_of(cells, own[row]);
      made.present[row] = 1;
    }
    parts[replaced_index(each.at)].emplace(detail::write_numbers(cells, own, made.present));
    known.push_back(std::move(made));
  }
  std::vector<column> restored;
  for (std::optional<column>& part : parts) restored.push_back(std::move(*part));
  return restored;
}

STANDIN_INLINE table fitted_ordering::restore(table t, const restore_context&) const {
  std::vector<column> restored = numbers_.whole ? restored_columns<std::int64_t>(t) : restored_columns<double>(t);
  return layout_.restore(std::move(t), std::move(restored));
}

namespace detail {

/// The hull of what a box allows of a column, in common units or as numbers; the bounds seen where it says nothing.
template <class T>
[[nodiscard]] std::pair<double, double> hull_of(const number_cells& cells, const value_set& allowed) {
  const double scale =
      std::same_as<T, double> ? 1.0 : std::pow(10.0, std::max(cells.decimals, 0)) * static_cast<double>(cells.factor);
  double low =
      std::same_as<T, double> ? cells.lower : static_cast<double>(cells.least) * static_cast<double>(cells.factor);
  double high =
      std::same_as<T, double> ? cells.upper : static_cast<double>(cells.most) * static_cast<double>(cells.factor);
  if (allowed.of() == value_set::values::ticks) {
    const auto parts = allowed.ticks().intervals();
    if (parts.empty()) return {low, high};
    low = std::max(low, static_cast<double>(parts.front().lower) * scale);
    high = std::min(high, static_cast<double>(parts.back().upper) * scale);
  } else {
    const auto parts = allowed.numbers().intervals();
    if (parts.empty()) return {low, high};
    low = std::max(low, parts.front().lower * scale);
    high = std::min(high, parts.back().upper * scale);
  }
  return {low, high};
}

}  // namespace detail

STANDIN_INLINE pulled_box fitted_ordering::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const auto hull = [this](std::size_t i, const value_set& allowed) {
    return numbers_.whole ? detail::hull_of<std::int64_t>(numbers_.columns[i], allowed)
                          : detail::hull_of<double>(numbers_.columns[i], allowed);
  };
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const member& each = members_[i];
    const value_set& wanted = box[each.at];
    if (each.bounds.empty() || wanted.is_everything()) continue;
    const std::size_t place = layout_.place_of(each.at);
    if (!wanted.allows_values()) {  // neither a distance nor a value alone
      pulled.box[place] = value_set::only_missing(column_kind::numeric);
      if (each.alone)
        pulled.box[place + 1] = value_set::only_missing(layout_.replaced()[replaced_index(each.at)].spec.kind);
      continue;
    }
    pulled.exact = false;
    if (wanted.allows_missing()) continue;
    bool always = true;  // whether some bound has a value in each row that is wanted
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    for (const member::bound& bound : each.bounds) {
      const auto [least, most] = hull(bound.member, box[members_[bound.member].at]);
      low = low < least && low != -std::numeric_limits<double>::infinity() ? low : least;
      high = high > most && high != std::numeric_limits<double>::infinity() ? high : most;
      always = always && !box[members_[bound.member].at].allows_missing();
    }
    if (!always && each.alone) continue;
    const auto [least, most] = hull(i, wanted);
    const auto [all_least, all_most] =
        hull(i, value_set::everything(layout_.replaced()[replaced_index(each.at)].spec.kind));
    // The distances that lead there, and those that lead out of the bounds and may be reflected to there.
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double slack = numbers_.whole ? 1.0 : 1e-9 * (std::abs(most) + std::abs(low) + std::abs(high));
    std::vector<interval<double>> parts;
    if (each.upwards) {
      parts = {{least - high - slack, most - low + slack}, {all_most - high, infinity}, {-infinity, all_least - low}};
    } else {
      parts = {{low - most - slack, high - least + slack}, {low - all_least, infinity}, {-infinity, high - all_most}};
    }
    pulled.box[place] = value_set(number_set(std::move(parts)));
  }
  return pulled;
}

namespace detail {

template <class T>
void check_order(const fitted_ordering& fitted, const ordering& wanted, const table_view& data,
                 std::vector<std::uint8_t>& lone) {
  std::vector<read_cells<T>> known;
  broken_rows broken;
  for (std::size_t i = 0; i < fitted.members().size(); ++i)
    known.push_back(read_numbers<T>(fitted.numbers().columns[i], data.column(fitted.members()[i].at)));
  for (std::size_t row = 0; row < data.rows(); ++row) {
    bool holds = true;
    for (std::size_t i = 0; i < fitted.members().size(); ++i) {
      if (known[i].present[row] == 0 || fitted.members()[i].bounds.empty()) continue;
      const order_limits<T> limits = limits_of(fitted.members()[i], known, row);
      if (!limits.any) lone[i] = 1;
      holds = holds && known[i].values[row] >= limits.within.low && known[i].values[row] <= limits.within.high;
    }
    if (!holds) broken.add(row);
  }
  broken.require_none(wanted.describe(), data.rows());
}

}  // namespace detail

STANDIN_INLINE fitted_ordering fit_ordering(const ordering& wanted, const table_view& data,
                                            const std::optional<std::string>& anchor,
                                            const std::map<std::string, declared_step>& declared) {
  using relation = detail::order_closure::relation;
  if (wanted.relations.empty()) throw invalid_option("constraint", "an order compares nothing", "name two columns");
  const table_schema& schema = data.schema();
  const detail::order_closure closure(wanted, schema);
  const std::size_t n = closure.size();

  // First the anchor, then what lies below it, from above; then the others, from below.
  const std::size_t fixed = anchor ? closure.index(schema.index_of(*anchor)) : n;
  const auto under = [&](std::size_t i) { return fixed < n && closure.below(i, fixed) != relation::none; };
  const auto count_below = [&](std::size_t i) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < n; ++j) count += closure.below(j, i) != relation::none ? 1U : 0U;
    return count;
  };
  std::vector<std::size_t> sequence;
  for (std::size_t i = 0; i < n; ++i) sequence.push_back(i);
  std::stable_sort(sequence.begin(), sequence.end(), [&](std::size_t a, std::size_t b) {
    const int group_a = a == fixed ? 0 : under(a) ? 1 : 2;
    const int group_b = b == fixed ? 0 : under(b) ? 1 : 2;
    if (group_a != group_b) return group_a < group_b;
    return group_a == 1 ? count_below(a) > count_below(b) : count_below(a) < count_below(b);
  });

  std::vector<std::size_t> at;
  std::vector<fitted_ordering::member> members;
  for (const std::size_t i : sequence) {
    fitted_ordering::member each{.at = closure.at()[i], .upwards = !under(i)};
    for (std::size_t k = 0; k < members.size(); ++k) {
      const std::size_t j = sequence[k];
      const relation r = each.upwards ? closure.below(j, i) : closure.below(i, j);
      if (r != relation::none) each.bounds.push_back({k, r == relation::less});
    }
    at.push_back(each.at);
    members.push_back(std::move(each));
  }
  common_numbers numbers = learn_common_numbers(data, at, "constraint " + wanted.describe(), declared);

  const auto layout_of = [&] {
    std::vector<replaced_column> replaced;
    std::vector<std::string> names;
    for (const fitted_ordering::member& each : members) {
      if (each.bounds.empty()) continue;
      const std::string& own = schema[each.at].name;
      const std::string& other = schema[members[each.bounds.back().member].at].name;
      std::string distance = each.upwards ? own : other;
      distance.append(" - ").append(each.upwards ? other : own);
      names.push_back(unused_name(distance, schema, names));
      replaced_column gone{.at = each.at, .spec = schema[each.at], .free = {{.name = names.back()}}};
      if (each.alone) gone.free.push_back(schema[each.at]);
      replaced.push_back(std::move(gone));
    }
    std::sort(replaced.begin(), replaced.end(),
              [](const replaced_column& a, const replaced_column& b) { return a.at < b.at; });
    return column_layout(schema.size(), std::move(replaced));
  };
  const fitted_ordering draft(layout_of(), numbers, members);
  std::vector<std::uint8_t> lone(n, 0);
  if (numbers.whole)
    detail::check_order<std::int64_t>(draft, wanted, data, lone);
  else
    detail::check_order<double>(draft, wanted, data, lone);
  for (std::size_t i = 0; i < n; ++i) members[i].alone = lone[i] != 0;
  return {layout_of(), std::move(numbers), std::move(members)};
}

}  // namespace standin::inline v0_1::prepare
