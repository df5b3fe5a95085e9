// SPDX-License-Identifier: MIT
/// \file
/// Dates and times as the text of a cell, and back to ticks.
#pragma once

#include <standin/config.hpp>
#include <standin/data/schema.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Ticks of a unit in one second; 0 for days, which are longer.
[[nodiscard]] constexpr std::int64_t ticks_per_second(time_unit unit) noexcept {
  switch (unit) {
    case time_unit::day: return 0;
    case time_unit::second: return 1;
    case time_unit::millisecond: return 1'000;
    case time_unit::microsecond: return 1'000'000;
    case time_unit::nanosecond: return 1'000'000'000;
  }
  return 1;
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, which need not be valid.
/// Source: H. Hinnant, chrono-compatible low-level date algorithms, 2013.
[[nodiscard]] constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) noexcept {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/// A date of the proleptic Gregorian calendar.
struct civil_date {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
};

/// The date of a day since 1970-01-01, which is at most 10¹⁸ days away: the inverse of `days_from_civil`.
/// Source: as there.
[[nodiscard]] constexpr civil_date civil_from_days(std::int64_t days) noexcept {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const auto of_year = static_cast<int>(of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
  const int from_march = (5 * of_year + 2) / 153;
  const int month = from_march < 10 ? from_march + 3 : from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, of_year - (153 * from_march + 2) / 5 + 1};
}

/// 0 for Monday … 6 for Sunday, the order of ISO 8601, of a day since 1970-01-01, a Thursday.
[[nodiscard]] constexpr std::size_t weekday_of(std::int64_t day) noexcept {
  return static_cast<std::size_t>((day % 7 + 10) % 7);
}

/// 28 … 31.
/// \param month  1 … 12
[[nodiscard]] constexpr int days_in_month(std::int64_t year, int month) noexcept {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// How the cells of a date-time column are written.
///
/// | pattern | stands for                                                 |
/// |---------|------------------------------------------------------------|
/// | `%Y`    | year, four digits                                          |
/// | `%y`    | year, two digits: 69 … 99 are 1969 … 1999, 00 … 68 20xx    |
/// | `%m %d` | month and day, two digits; `%-m %-d` without leading zero  |
/// | `%b %B` | the month's English name, three letters or whole           |
/// | `%a`    | the weekday's English name, three letters; the date's own  |
/// | `%H %M %S` | hour, minute and second, two digits; `%-H` without leading zero |
/// | `%I %p` | hour from 1 to 12, AM or PM; `%-I` without leading zero    |
/// | `%3f`   | a fraction of a second in that many digits (1 to 9)        |
/// | `%z %Ez` | offset from UTC as +0200 or +02:00                        |
/// | `%%`    | a per cent sign                                            |
///
/// Every other character stands for itself.
class datetime_format {
 public:
  /// \throws invalid_option  when the pattern has another conversion, or one twice, or names no date
  STANDIN_LAZY explicit datetime_format(std::string_view pattern);

  [[nodiscard]] const std::string& pattern() const noexcept { return pattern_; }

  /// The coarsest unit that holds every date-time of this pattern.
  [[nodiscard]] time_unit unit() const noexcept { return unit_; }

  /// Ticks since 1970-01-01T00:00:00 UTC, and the offset that was written, in minutes.
  struct moment {
    std::int64_t ticks = 0;
    int utc_offset = 0;
  };

  /// Nothing when the text has another form, or names no moment (2023-02-29), or one that the unit can't hold.
  /// \param utc_offset  minutes by which the clock is ahead of UTC where the pattern doesn't say
  STANDIN_LAZY [[nodiscard]] std::optional<moment> parse(std::string_view text, time_unit unit,
                                                         int utc_offset = 0) const noexcept;

  /// Appends the text of a moment. What is finer than the pattern is cut off; years beyond 0 … 9999 take more places.
  STANDIN_LAZY void append(std::string& out, std::int64_t ticks, time_unit unit, int utc_offset = 0) const;

 private:
  struct part {
    char what;            ///< the conversion's letter, 0 for a literal character
    char literal;         ///< the character, or 'E' for `%Ez`
    std::uint8_t digits;  ///< of `%f`
    bool padded;          ///< with leading zero
  };

  std::string pattern_;
  std::vector<part> parts_;
  time_unit unit_ = time_unit::day;
};

/// The pattern that a date-time column has when its form names none: ISO 8601, as fine as the unit.
[[nodiscard]] std::string_view iso_pattern(time_unit unit) noexcept;

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/datetime.ipp>
#endif
