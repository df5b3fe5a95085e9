// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/detail/known_numbers.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/interval_set.hpp>
#include <standin/data/number_text.hpp>
#include <standin/generators/detail/known_numbers.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace standin::inline v0_1::detail {

namespace number_completion {

template <class Number>
[[nodiscard]] bool is_point(const interval_set<Number>& set) {
  return set.intervals().size() == 1 && set.intervals().front().point();
}

template <class Number>
[[nodiscard]] Number point_of(const interval_set<Number>& set) {
  return set.intervals().front().lower;
}

/// Whether a single text is allowed, and must be present.
[[nodiscard]] inline bool is_known_text(const value_set& allowed) {
  return !allowed.allows_missing() && allowed.of() == value_set::values::texts && !allowed.texts().complemented() &&
         allowed.texts().names().size() == 1;
}

/// Whether a single number or time is allowed, and must be present.
[[nodiscard]] inline bool is_known(const value_set& allowed) {
  if (allowed.allows_missing()) return false;
  return allowed.of() == value_set::values::ticks     ? is_point(allowed.ticks())
         : allowed.of() == value_set::values::numbers ? is_point(allowed.numbers())
                                                      : false;
}

inline void put_number(column& to, double number, const std::string& where) {
  const bool whole = to.element() == element_type::int64 || to.element() == element_type::int32;
  const double most = to.element() == element_type::int32 ? 0x1p31 - 1.0 : 0x1p53;
  if (whole && !(number == std::floor(number) && std::abs(number) <= most))
    throw data_error(where, "found " + to_text(number) + ", but the column holds whole numbers", "round it");
  switch (to.element()) {
    case element_type::float64: to.cells<double>()[0] = number; break;
    case element_type::float32: to.cells<float>()[0] = static_cast<float>(number); break;
    case element_type::int64: to.cells<std::int64_t>()[0] = static_cast<std::int64_t>(number); break;
    case element_type::int32: to.cells<std::int32_t>()[0] = static_cast<std::int32_t>(number); break;
    default: break;
  }
}

/// Where a single number or time lies.
[[nodiscard]] inline double place_of(const value_set& point) {
  return point.of() == value_set::values::ticks ? static_cast<double>(point_of(point.ticks()))
                                                : point_of(point.numbers());
}

/// The interval that reaches so far to both sides of a single number or time.
[[nodiscard]] inline value_set around(const value_set& point, double reach) {
  if (point.of() != value_set::values::ticks) {
    const double at = point_of(point.numbers());
    return value_set(number_set({{at - reach, at + reach}}));
  }
  const std::int64_t at = point_of(point.ticks());
  const auto far = static_cast<std::int64_t>(std::min(std::ceil(reach), 0x1p62));
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  return value_set(tick_set({{at < least + far ? least : at - far, at > most - far ? most : at + far}}));
}

/// \throws data_error  when the column's texts have no room for all decimals of a number
inline void require_decimals(const column_spec& spec, double number, const std::string& where) {
  const double again = as_written(number, spec.form);
  const auto near = static_cast<float>(number);  // of a float, the nearest decimal text
  if (again == number || (static_cast<double>(near) == number && static_cast<float>(again) == near)) return;
  throw data_error(concatenate(where, ", column ", spec.name),
                   concatenate("found ", to_text(number), ", but the column's numbers have ",
                               to_text(spec.form.max_decimals), spec.form.max_decimals == 1 ? " decimal" : " decimals",
                               spec.form.notation == number_notation::scientific ? " before the exponent" : ""),
                   "round it");
}

}  // namespace number_completion

STANDIN_INLINE known_numbers::known_numbers(const bound_condition& row, const prepare::table_form& form,
                                            std::string where)
    : schema_(form.schema()), where_(std::move(where)) {
  for (const column_restriction& each : row.box()) {
    const bool known = number_completion::is_known(each.allowed);
    if (known && each.allowed.of() == value_set::values::numbers)
      number_completion::require_decimals(schema_[each.column], number_completion::point_of(each.allowed.numbers()),
                                          where_);
    if ((known || number_completion::is_known_text(each.allowed)) && form.issues(schema_[each.column].name))
      issued_.push_back(each);
    else
      (known ? known_ : others_).push_back(each);
  }
}

STANDIN_INLINE bound_condition known_numbers::modelled() const {
  std::vector<column_restriction> box = others_;
  box.insert(box.end(), known_.begin(), known_.end());
  std::sort(box.begin(), box.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
  return {std::move(box), schema_};
}

STANDIN_INLINE bound_condition known_numbers::widened(function_ref<bool(const bound_condition&)> possible) const {
  std::vector<column_restriction> box = others_;
  for (const column_restriction& each : known_) box.push_back({each.column, nearest(each, possible)});
  std::sort(box.begin(), box.end(), [](const auto& a, const auto& b) { return a.column < b.column; });
  return {std::move(box), schema_};
}

STANDIN_INLINE table known_numbers::put(table made) const {
  if (none()) return made;
  table_schema schema = made.schema();
  std::vector<column> columns = std::move(made).release();
  std::vector<column_restriction> all = known_;
  all.insert(all.end(), issued_.begin(), issued_.end());
  for (const column_restriction& each : all) {
    column& to = columns[each.column];
    if (each.allowed.of() == value_set::values::ticks) {
      to.cells<std::int64_t>()[0] = number_completion::point_of(each.allowed.ticks());
    } else if (each.allowed.of() == value_set::values::texts) {
      if (to.element() == element_type::string) to.cells<std::string>()[0] = each.allowed.texts().names().front();
    } else {
      number_completion::put_number(to, number_completion::point_of(each.allowed.numbers()),
                                    where_ + ", column " + schema[each.column].name);
    }
    if (!to.present().empty()) to.present().set(0, true);
  }
  return {std::move(schema), std::move(columns)};
}

STANDIN_INLINE value_set known_numbers::nearest(const column_restriction& each,
                                                function_ref<bool(const bound_condition&)> possible) const {
  const auto holds = [&](double reach) {
    return possible({{{each.column, number_completion::around(each.allowed, reach)}}, schema_});
  };
  if (holds(0.0)) return each.allowed;
  const double least = std::ldexp(std::max(std::abs(number_completion::place_of(each.allowed)), 1.0), -40);
  double too_near = 0.0;
  double reach = least;
  for (int doubled = 0; doubled < 100 && !holds(reach); ++doubled) {
    too_near = reach;
    reach *= 2.0;
  }
  for (int halved = 0; halved < 24; ++halved) {
    const double between = too_near + (reach - too_near) / 2.0;
    (holds(between) ? reach : too_near) = between;
  }
  return number_completion::around(each.allowed, reach);
}

}  // namespace standin::inline v0_1::detail
