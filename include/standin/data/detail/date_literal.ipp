// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/date_literal.hpp.
#pragma once

#include <standin/data/datetime.hpp>
#include <standin/data/detail/date_literal.hpp>

#include <algorithm>
#include <limits>
#include <string>

namespace standin::inline v0_1::detail {

inline constexpr std::int64_t seconds_of_day = 86400;
inline constexpr std::int64_t farthest_day = std::numeric_limits<std::int64_t>::max() / seconds_of_day;

[[nodiscard]] constexpr std::int64_t floored_quotient(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// Takes what is expected next from the front of a text.
class date_reader {
 public:
  explicit date_reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const noexcept { return rest_.empty(); }

  [[nodiscard]] bool take(char c) noexcept {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Digits, from `least` to `most` of them, as a number of at most `highest`.
  [[nodiscard]] bool take(std::size_t least, std::size_t most, std::int64_t highest, std::int64_t& number) noexcept {
    std::size_t count = 0;
    number = 0;
    for (; count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count)
      number = number * 10 + (rest_[count] - '0');
    rest_.remove_prefix(count);
    digits_ = count;
    return count >= least && number <= highest;
  }

  /// How many digits were taken last.
  [[nodiscard]] std::size_t digits() const noexcept { return digits_; }

 private:
  std::string_view rest_;
  std::size_t digits_ = 0;
};

/// The point that lies up to one minute later; the last one that seconds can count where it would be beyond.
[[nodiscard]] constexpr time_point plus(time_point at, std::int64_t nanoseconds) noexcept {
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t sum = at.nanosecond + nanoseconds;
  if (at.second > std::numeric_limits<std::int64_t>::max() - sum / second)
    return {std::numeric_limits<std::int64_t>::max(), second - 1};
  return {at.second + sum / second, sum % second};
}

STANDIN_LAZY_INLINE std::optional<time_span> parse_iso_span(std::string_view text, int utc_offset) {
  constexpr std::int64_t second = 1'000'000'000;
  date_reader reader(text);
  const bool negative = reader.take('-');
  std::int64_t year = 0;
  if (!reader.take(4, 9, 999'999'999, year)) return std::nullopt;
  if (negative) year = -year;
  const auto midnight = [&](std::int64_t of_year, std::int64_t month, std::int64_t day) {
    const std::int64_t days = days_from_civil(of_year, static_cast<int>(month), static_cast<int>(day));
    return time_point{days * seconds_of_day - std::int64_t{utc_offset} * 60, 0};
  };
  if (reader.done()) return time_span{midnight(year, 1, 1), midnight(year + 1, 1, 1)};

  std::int64_t month = 0;
  if (!reader.take('-') || !reader.take(2, 2, 12, month) || month == 0) return std::nullopt;
  const time_point next_month = month == 12 ? midnight(year + 1, 1, 1) : midnight(year, month + 1, 1);
  if (reader.done()) return time_span{midnight(year, month, 1), next_month};

  std::int64_t day = 0;
  if (!reader.take('-') || !reader.take(2, 2, 31, day) || day == 0) return std::nullopt;
  time_point begin = midnight(year, month, day);
  if (begin.second >= next_month.second) return std::nullopt;  // 30 February
  if (reader.done()) return time_span{begin, {begin.second + seconds_of_day, 0}};

  std::int64_t hour = 0;
  std::int64_t minute = 0;
  if (!reader.take('T') && !reader.take(' ')) return std::nullopt;
  if (!reader.take(2, 2, 23, hour) || !reader.take(':') || !reader.take(2, 2, 59, minute)) return std::nullopt;
  begin.second += hour * 3600 + minute * 60;
  std::int64_t length = 60 * second;
  if (reader.take(':')) {
    std::int64_t seconds = 0;
    if (!reader.take(2, 2, 59, seconds)) return std::nullopt;
    begin.second += seconds;
    length = second;
    if (reader.take('.')) {
      if (!reader.take(1, 9, second, begin.nanosecond)) return std::nullopt;
      for (std::size_t digits = 0; digits < reader.digits(); ++digits) length /= 10;
      begin.nanosecond *= length;
    }
  }
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  const bool ahead = reader.take('+');
  if (ahead || reader.take('-')) {
    if (!reader.take(2, 2, 23, hours)) return std::nullopt;
    static_cast<void>(reader.take(':'));
    if (!reader.take(2, 2, 59, minutes)) return std::nullopt;
    begin.second += std::int64_t{utc_offset} * 60 - (ahead ? 1 : -1) * (hours * 3600 + minutes * 60);
  } else if (reader.take('Z')) {
    begin.second += std::int64_t{utc_offset} * 60;
  }
  if (!reader.done()) return std::nullopt;
  return time_span{begin, plus(begin, length)};
}

STANDIN_LAZY_INLINE time_span span_of_tick(std::int64_t tick, time_unit unit) noexcept {
  constexpr std::int64_t second = 1'000'000'000;
  if (unit == time_unit::day) {
    const std::int64_t day = std::clamp(tick, -farthest_day, farthest_day);
    const std::int64_t begin = day * seconds_of_day;
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max() - seconds_of_day;
    return {{begin, 0}, {std::min(begin, last) + seconds_of_day, 0}};
  }
  const std::int64_t scale = ticks_per_second(unit);
  const std::int64_t seconds = floored_quotient(tick, scale);
  const std::int64_t part = tick % scale + (tick % scale < 0 ? scale : 0);
  const time_point begin{seconds, part * (second / scale)};
  return {begin, plus(begin, second / scale)};
}

STANDIN_LAZY_INLINE std::optional<time_span> parse_written_span(std::string_view text, const column_spec& column) {
  const std::string& pattern = column.form.datetime;
  if (pattern.empty()) return std::nullopt;
  const datetime_format format(pattern);
  const auto read = format.parse(text, format.unit(), column.form.utc_offset);
  if (!read) return std::nullopt;
  time_span span = span_of_tick(read->ticks, format.unit());
  const auto has = [&pattern](const char* conversion) { return pattern.find(conversion) != std::string::npos; };
  if (format.unit() == time_unit::second && !has("%S")) span.end.second += has("%M") ? 59 : 3599;
  return span;
}

STANDIN_LAZY_INLINE tick_set ticks_before(time_point at, time_unit unit) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
  if (unit == time_unit::day) {
    const std::int64_t day = floored_quotient(at.second, seconds_of_day);
    const bool midnight = day * seconds_of_day == at.second && at.nanosecond == 0;
    return midnight ? tick_set::less_than(day) : tick_set::at_most(day);
  }
  const std::int64_t scale = ticks_per_second(unit);
  const std::int64_t length = 1'000'000'000 / scale;                // of a tick, in nanoseconds
  const std::int64_t part = (at.nanosecond + length - 1) / length;  // ticks of the second that begin before
  if (at.second > greatest / scale) return tick_set::everything();
  if (at.second >= 0) {
    const std::int64_t whole = at.second * scale;
    return part > greatest - whole ? tick_set::everything() : tick_set::less_than(whole + part);
  }
  // From the second's end, since its begin may lie below what the unit reaches.
  if (at.second + 1 < least / scale) return {};
  const std::int64_t whole = (at.second + 1) * scale;
  return whole < least + (scale - part) ? tick_set{} : tick_set::less_than(whole - (scale - part));
}

STANDIN_LAZY_INLINE int compare_ticks(std::int64_t a, time_unit unit_a, std::int64_t b, time_unit unit_b) noexcept {
  if (unit_a == unit_b) return a < b ? -1 : a > b ? 1 : 0;
  // No other unit reaches as far as days do.
  if (unit_a == time_unit::day && (a < -farthest_day || a > farthest_day)) return a < 0 ? -1 : 1;
  if (unit_b == time_unit::day && (b < -farthest_day || b > farthest_day)) return b < 0 ? 1 : -1;
  const time_point at_a = span_of_tick(a, unit_a).begin;
  const time_point at_b = span_of_tick(b, unit_b).begin;
  if (at_a.second != at_b.second) return at_a.second < at_b.second ? -1 : 1;
  return at_a.nanosecond < at_b.nanosecond ? -1 : at_a.nanosecond > at_b.nanosecond ? 1 : 0;
}

}  // namespace standin::inline v0_1::detail
