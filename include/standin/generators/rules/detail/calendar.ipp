// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/calendar.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/calendar.hpp>
#include <standin/generators/rules/detail/nodes.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

/// How busy a day of the calendar is; 0 when it is closed or lies outside.
[[nodiscard]] STANDIN_INLINE double busy_on(const calendar& of, std::int64_t day) {
  if (day < of.first || day - of.first >= static_cast<std::int64_t>(of.days)) return 0.0;
  if (std::find(of.closed.begin(), of.closed.end(), day) != of.closed.end()) return 0.0;
  const double phase = 2.0 * std::numbers::pi * static_cast<double>(day - of.peak) / 365.25;
  return of.weekdays[weekday_of(day)] * (1.0 + of.season * std::cos(phase));
}

template <class F>
[[nodiscard]] expression of_day(const char* who, expression day, value_kind kind, F f) {
  return make({std::move(day)}, [who, kind, f](const scope& in, const std::vector<bound_expression>& parts) {
    if (parts[0].kind != value_kind::day)
      throw invalid_option(in.where, std::string(who).append(" needs a day and gets a ").append(name_of(parts[0].kind)),
                           "make one with day(year, month, day) or a calendar");
    return number_by(kind, [value = parts[0].value, f](row_under_way& row) -> double {
      const double number = value->number(row);
      return std::isnan(number) ? number : f(static_cast<std::int64_t>(std::floor(number)));
    });
  });
}

STANDIN_INLINE void require_sound(const calendar& of) {
  for (const double weight : of.weekdays)
    if (!(weight >= 0.0 && std::isfinite(weight)))
      throw invalid_option("calendar", "a weekday is " + to_text(weight) + " times as busy", "give at least 0");
  if (!(of.season >= 0.0 && of.season <= 1.0))
    throw invalid_option("calendar", "the season is " + to_text(of.season), "keep within 0 and 1");
}

}  // namespace detail

STANDIN_INLINE std::int64_t date(std::int64_t year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    throw invalid_option("date", "there is no day " + to_text(year) + "-" + to_text(month) + "-" + to_text(day),
                         "correct it");
  return days_from_civil(year, month, day);
}

STANDIN_INLINE expression day(std::int64_t year, int month, int day_of_month) {
  const auto days = static_cast<double>(date(year, month, day_of_month));
  return detail::make({}, [days](const detail::scope&, const std::vector<detail::bound_expression>&) {
    return detail::number_by(value_kind::day, [days](detail::row_under_way&) { return days; });
  });
}

STANDIN_INLINE expression weekday(expression day) {
  return detail::of_day("weekday", std::move(day), value_kind::whole,
                        [](std::int64_t d) { return static_cast<double>(weekday_of(d)); });
}
STANDIN_INLINE expression month(expression day) {
  return detail::of_day("month", std::move(day), value_kind::whole,
                        [](std::int64_t d) { return static_cast<double>(civil_from_days(d).month); });
}
STANDIN_INLINE expression day_of_year(expression day) {
  return detail::of_day("day_of_year", std::move(day), value_kind::whole, [](std::int64_t d) {
    return static_cast<double>(d - days_from_civil(civil_from_days(d).year, 1, 1) + 1);
  });
}

STANDIN_INLINE expression calendar::at(expression i) const {
  return detail::make({std::move(i)}, [start = static_cast<double>(first)](
                                          const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
    detail::require_number(in, parts[0], "the number of a day");
    return detail::number_by(value_kind::day, [value = parts[0].value, start](detail::row_under_way& row) {
      return start + value->number(row);
    });
  });
}

STANDIN_INLINE expression calendar::open(expression day) const {
  detail::require_sound(*this);
  return detail::of_day("open", std::move(day), value_kind::truth,
                        [of = *this](std::int64_t d) { return detail::busy_on(of, d) > 0.0 ? 1.0 : 0.0; });
}

STANDIN_INLINE expression calendar::busy(expression day) const {
  detail::require_sound(*this);
  return detail::of_day("busy", std::move(day), value_kind::number,
                        [of = *this](std::int64_t d) { return detail::busy_on(of, d); });
}

STANDIN_INLINE std::vector<std::int64_t> calendar::opening_days() const {
  detail::require_sound(*this);
  std::vector<std::int64_t> open_days;
  for (std::size_t i = 0; i < days; ++i) {
    const std::int64_t each = first + static_cast<std::int64_t>(i);
    if (detail::busy_on(*this, each) > 0.0) open_days.push_back(each);
  }
  return open_days;
}

STANDIN_INLINE expression calendar::opening_day(expression i) const {
  return detail::make({std::move(i)}, [open_days = opening_days()](const detail::scope& in,
                                                                   const std::vector<detail::bound_expression>& parts) {
    detail::require_number(in, parts[0], "the number of an opening day");
    return detail::number_by(
        value_kind::day, [value = parts[0].value, open_days, where = in.where](detail::row_under_way& row) {
          const double at = value->number(row);
          if (std::isnan(at)) return at;
          if (!(at >= 0.0 && at < static_cast<double>(open_days.size())))
            throw data_error(where,
                             "opening day number " + to_text(at) + " of " + to_text(open_days.size()) + " is asked for",
                             "count from 0 to one less than opening_days().size()");
          return static_cast<double>(open_days[static_cast<std::size_t>(at)]);
        });
  });
}

}  // namespace standin::inline v0_1::rules
