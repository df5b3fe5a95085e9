// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/datetime.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace standin::inline v0_1 {

namespace detail {

inline constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};

inline constexpr std::array<std::string_view, 7> weekday_names = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// What a text said so far, and whether it says a moment.
struct clock_reading {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t nanosecond = 0;
  bool twelve_hours = false;
  bool afternoon = false;
  int utc_offset = 0;
  std::optional<std::size_t> weekday{};  ///< as in `weekday_names`
};

/// Takes `least` to `most` digits from the front of the text.
STANDIN_LAZY [[nodiscard]] inline bool take_digits(std::string_view& text, std::size_t least, std::size_t most,
                                                   int& value) noexcept {
  std::size_t count = 0;
  int sum = 0;
  for (; count < most && count < text.size(); ++count) {
    const int digit = text[count] - '0';
    if (digit < 0 || digit > 9) break;
    sum = sum * 10 + digit;
  }
  if (count < least) return false;
  value = sum;
  text.remove_prefix(count);
  return true;
}

/// Takes two digits, or with `padded` false one or two that don't begin with 0 unless alone.
STANDIN_LAZY [[nodiscard]] inline bool take_field(std::string_view& text, bool padded, int& value) noexcept {
  if (padded) return take_digits(text, 2, 2, value);
  const bool zero_first = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  return !zero_first && take_digits(text, 1, 2, value);
}

STANDIN_LAZY [[nodiscard]] inline bool take_month(std::string_view& text, bool whole, int& month) noexcept {
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    const std::string_view name = whole ? month_names[i] : month_names[i].substr(0, 3);
    if (text.substr(0, name.size()) != name) continue;
    month = static_cast<int>(i) + 1;
    text.remove_prefix(name.size());
    return true;
  }
  return false;
}

STANDIN_LAZY [[nodiscard]] inline bool take_weekday(std::string_view& text,
                                                    std::optional<std::size_t>& weekday) noexcept {
  for (std::size_t i = 0; i < weekday_names.size(); ++i) {
    if (!text.starts_with(weekday_names[i])) continue;
    weekday = i;
    text.remove_prefix(weekday_names[i].size());
    return true;
  }
  return false;
}

STANDIN_LAZY [[nodiscard]] inline bool take_offset(std::string_view& text, bool colon, int& minutes) noexcept {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  int hours = 0;
  int rest = 0;
  if (!take_digits(text, 2, 2, hours)) return false;
  if (colon) {
    if (text.empty() || text[0] != ':') return false;
    text.remove_prefix(1);
  }
  if (!take_digits(text, 2, 2, rest) || hours > 23 || rest > 59) return false;
  if (sign < 0 && hours == 0 && rest == 0) return false;
  minutes = sign * (hours * 60 + rest);
  return true;
}

[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// The unit's ticks, if they fit.
STANDIN_LAZY [[nodiscard]] inline std::optional<std::int64_t> to_ticks(const clock_reading& at,
                                                                       time_unit unit) noexcept {
  const std::int64_t days = days_from_civil(at.year, at.month, at.day);
  if (unit == time_unit::day) return days;
  const std::int64_t seconds = days * 86400 + at.hour * 3600 + at.minute * 60 + at.second - at.utc_offset * 60;
  const std::int64_t scale = ticks_per_second(unit);
  const std::int64_t fraction = at.nanosecond / (1'000'000'000 / scale);
  constexpr std::int64_t most = INT64_MAX;
  if (seconds > most / scale - 1 || seconds < -(most / scale) + 1) return std::nullopt;
  return seconds * scale + fraction;
}

STANDIN_LAZY inline void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  std::array<char, 24> digits{};
  if (number < 0) {
    out += '-';
    number = -number;
  }
  const auto count =
      static_cast<std::size_t>(std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr - digits.data());
  if (count < width) out.append(width - count, '0');
  out.append(digits.data(), count);
}

}  // namespace detail

STANDIN_LAZY_INLINE datetime_format::datetime_format(std::string_view pattern) : pattern_(pattern) {
  const auto refuse = [&](const std::string& found) -> invalid_option {
    return invalid_option("date-time pattern " + quoted(pattern_), found,
                          "use %Y %m %d %a %H %M %S %3f %z and literal characters, as in \"%Y-%m-%d %H:%M:%S\"");
  };
  std::string seen;
  unsigned fraction = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      parts_.push_back({0, pattern[i], 0, true});
      continue;
    }
    part next{0, '%', 0, true};
    if (++i == pattern.size()) throw refuse("it ends in the middle of a conversion");
    if (pattern[i] == '%') {
      parts_.push_back(next);
      continue;
    }
    const std::size_t begin = i;
    if (pattern[i] == '-') {
      next.padded = false;
      ++i;
    } else if (pattern[i] == 'E') {
      next.literal = 'E';
      ++i;
    } else if (pattern[i] >= '1' && pattern[i] <= '9') {
      next.digits = static_cast<std::uint8_t>(pattern[i] - '0');
      ++i;
    }
    const std::string_view allowed = !next.padded          ? std::string_view("mdHI")
                                     : next.literal == 'E' ? std::string_view("z")
                                     : next.digits != 0    ? std::string_view("f")
                                                           : std::string_view("YymdbBaHMSIpfz");
    if (i == pattern.size() || allowed.find(pattern[i]) == std::string_view::npos)
      throw refuse("it has the unknown conversion %" + std::string(pattern.substr(begin, i - begin + 1)));
    next.what = pattern[i];
    if (next.what == 'f' && next.digits == 0) next.digits = 6;
    if (next.what == 'f') fraction = next.digits;
    const char field = next.what == 'y'                       ? 'Y'
                       : next.what == 'b' || next.what == 'B' ? 'm'
                       : next.what == 'I'                     ? 'H'
                                                              : next.what;
    if (seen.find(field) != std::string::npos) throw refuse("it names one part of the date twice");
    seen += field;
    parts_.push_back(next);
  }
  const auto has = [&](char field) { return seen.find(field) != std::string::npos; };
  if (!has('Y') || (has('d') && !has('m'))) throw refuse("it names no date");
  if (has('H') || has('M') || has('S') || has('f') || has('z')) unit_ = time_unit::second;
  if (fraction > 0)
    unit_ = fraction <= 3 ? time_unit::millisecond : fraction <= 6 ? time_unit::microsecond : time_unit::nanosecond;
}

STANDIN_LAZY_INLINE std::optional<datetime_format::moment> datetime_format::parse(std::string_view text, time_unit unit,
                                                                                  int utc_offset) const noexcept {
  detail::clock_reading at;
  at.utc_offset = utc_offset;
  for (const part& next : parts_) {
    bool taken = true;
    switch (next.what) {
      case 0:
        taken = !text.empty() && text[0] == next.literal;
        if (taken) text.remove_prefix(1);
        break;
      case 'Y': {
        int year = 0;
        taken = detail::take_digits(text, 4, 4, year);
        at.year = year;
        break;
      }
      case 'y': {
        int year = 0;
        taken = detail::take_digits(text, 2, 2, year);
        at.year = year + (year < 69 ? 2000 : 1900);
        break;
      }
      case 'm': taken = detail::take_field(text, next.padded, at.month); break;
      case 'd': taken = detail::take_field(text, next.padded, at.day); break;
      case 'b': taken = detail::take_month(text, false, at.month); break;
      case 'B': taken = detail::take_month(text, true, at.month); break;
      case 'a': taken = detail::take_weekday(text, at.weekday); break;
      case 'H': taken = detail::take_field(text, next.padded, at.hour); break;
      case 'I':
        taken = detail::take_field(text, next.padded, at.hour) && at.hour >= 1 && at.hour <= 12;
        at.twelve_hours = true;
        break;
      case 'M': taken = detail::take_digits(text, 2, 2, at.minute); break;
      case 'S': taken = detail::take_digits(text, 2, 2, at.second); break;
      case 'p':
        taken = text.size() >= 2 && (text[0] == 'A' || text[0] == 'P') && text[1] == 'M';
        if (taken) {
          at.afternoon = text[0] == 'P';
          text.remove_prefix(2);
        }
        break;
      case 'f': {
        int fraction = 0;
        taken = detail::take_digits(text, next.digits, next.digits, fraction);
        at.nanosecond = fraction;
        for (unsigned digits = next.digits; digits < 9; ++digits) at.nanosecond *= 10;
        break;
      }
      default: taken = detail::take_offset(text, next.literal == 'E', at.utc_offset); break;
    }
    if (!taken) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  if (at.twelve_hours) at.hour = at.hour % 12 + (at.afternoon ? 12 : 0);
  if (at.month < 1 || at.month > 12 || at.day < 1 || at.day > days_in_month(at.year, at.month)) return std::nullopt;
  if (at.weekday && at.weekday != weekday_of(days_from_civil(at.year, at.month, at.day))) return std::nullopt;
  if (at.hour > 23 || at.minute > 59 || at.second > 59) return std::nullopt;
  const std::optional<std::int64_t> ticks = detail::to_ticks(at, unit);
  if (!ticks) return std::nullopt;
  return moment{*ticks, at.utc_offset};
}

STANDIN_LAZY_INLINE void datetime_format::append(std::string& out, std::int64_t ticks, time_unit unit,
                                                 int utc_offset) const {
  constexpr std::int64_t far = 1'000'000'000'000;  // days or seconds beyond which no calendar reaches
  std::int64_t days = std::clamp(ticks, -far, far);
  std::int64_t of_day = 0;      // seconds
  std::int64_t nanosecond = 0;  // of the second
  if (unit != time_unit::day) {
    const std::int64_t scale = ticks_per_second(unit);
    const std::int64_t seconds = detail::floor_divide(ticks, scale);
    nanosecond = (ticks % scale + (ticks % scale < 0 ? scale : 0)) * (1'000'000'000 / scale);
    const std::int64_t local = std::clamp(seconds, -far, far) + utc_offset * 60;
    days = detail::floor_divide(local, 86400);
    of_day = local - days * 86400;
  }
  const auto [year, month, day] = civil_from_days(days);
  const std::int64_t hour = of_day / 3600;
  const auto name = detail::month_names[static_cast<std::size_t>(month - 1)];
  for (const part& next : parts_) {
    const std::size_t width = next.padded ? 2 : 1;
    switch (next.what) {
      case 0: out += next.literal; break;
      case 'Y': detail::append_padded(out, year, 4); break;
      case 'y': detail::append_padded(out, year - detail::floor_divide(year, 100) * 100, 2); break;
      case 'm': detail::append_padded(out, month, width); break;
      case 'd': detail::append_padded(out, day, width); break;
      case 'b': out += name.substr(0, 3); break;
      case 'B': out += name; break;
      case 'a': out += detail::weekday_names[weekday_of(days)]; break;
      case 'H': detail::append_padded(out, hour, width); break;
      case 'I': detail::append_padded(out, hour % 12 == 0 ? 12 : hour % 12, width); break;
      case 'M': detail::append_padded(out, of_day / 60 % 60, 2); break;
      case 'S': detail::append_padded(out, of_day % 60, 2); break;
      case 'p': out += hour < 12 ? "AM" : "PM"; break;
      case 'f': {
        std::int64_t fraction = nanosecond;
        for (unsigned digits = next.digits; digits < 9; ++digits) fraction /= 10;
        detail::append_padded(out, fraction, next.digits);
        break;
      }
      default: {
        const int magnitude = utc_offset < 0 ? -utc_offset : utc_offset;
        out += utc_offset < 0 ? '-' : '+';
        detail::append_padded(out, magnitude / 60, 2);
        if (next.literal == 'E') out += ':';
        detail::append_padded(out, magnitude % 60, 2);
        break;
      }
    }
  }
}

STANDIN_INLINE std::string_view iso_pattern(time_unit unit) noexcept {
  switch (unit) {
    case time_unit::day: return "%Y-%m-%d";
    case time_unit::second: return "%Y-%m-%dT%H:%M:%S";
    case time_unit::millisecond: return "%Y-%m-%dT%H:%M:%S.%3f";
    case time_unit::microsecond: return "%Y-%m-%dT%H:%M:%S.%6f";
    case time_unit::nanosecond: return "%Y-%m-%dT%H:%M:%S.%9f";
  }
  return "%Y-%m-%d";
}

}  // namespace standin::inline v0_1
