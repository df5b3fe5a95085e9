// SPDX-License-Identifier: MIT
/// \file
/// Days: weekdays, seasons, and when a place is open.
#pragma once

#include <standin/config.hpp>
#include <standin/data/datetime.hpp>
#include <standin/generators/rules/expression.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::rules {

/// Days of the week in the order of ISO 8601.
inline constexpr int monday = 0, tuesday = 1, wednesday = 2, thursday = 3, friday = 4, saturday = 5, sunday = 6;

/// A date of the Gregorian calendar, in days since 1970-01-01.
/// \throws invalid_option  when there is no such day
[[nodiscard]] std::int64_t date(std::int64_t year, int month, int day);

/// The same as an expression, so that `day(2025, 3, 1) + index()` is a day.
[[nodiscard]] expression day(std::int64_t year, int month, int day_of_month);

/// 0 for Monday … 6 for Sunday, of a day.
[[nodiscard]] expression weekday(expression day);
/// 1 … 12, of a day.
[[nodiscard]] expression month(expression day);
/// 1 … 366, of a day.
[[nodiscard]] expression day_of_year(expression day);

/// The days of a season, when it is open, and how busy it is.
struct calendar {
  std::int64_t first = 0;                               ///< the first day, see `date`
  std::size_t days = 365;                               ///< how many, open or not
  std::array<double, 7> weekdays{1, 1, 1, 1, 1, 1, 1};  ///< how busy, Monday first; 0 for closed
  std::vector<std::int64_t> closed{};                   ///< single days
  double season = 0.0;                                  ///< the year's swing, in [0, 1]
  std::int64_t peak = 0;                                ///< a day when the year is busiest

  /// Day number i of the season.
  [[nodiscard]] expression at(expression i) const;
  /// Whether it is open on a day; false outside the season.
  [[nodiscard]] expression open(expression day) const;
  /// How busy a day is: its weekday's number times 1 + season * cos(2 pi (day - peak) / 365.25); 0 when closed.
  [[nodiscard]] expression busy(expression day) const;

  /// The open days.
  [[nodiscard]] std::vector<std::int64_t> opening_days() const;
  /// Open day number i, from 0; `opening_days().size()` says how many there are.
  [[nodiscard]] expression opening_day(expression i) const;
};

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/calendar.ipp>
#endif
