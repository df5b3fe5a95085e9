// SPDX-License-Identifier: MIT
/// \file
/// Date-times in conditions: the span of time that a text names, as ticks of a column.
#pragma once

#include <standin/config.hpp>
#include <standin/data/interval_set.hpp>
#include <standin/data/schema.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace standin::inline v0_1::detail {

/// A point in time: seconds since 1970-01-01T00:00:00 UTC, and nanoseconds of the second.
struct time_point {
  std::int64_t second = 0;
  std::int64_t nanosecond = 0;
};

/// The span from `begin` up to `end`, which is not in it: what a date-time names that is as coarse as it is written.
struct time_span {
  time_point begin;
  time_point end;
};

/// Reads ISO 8601: 2024, 2024-03, 2024-03-01, 2024-03-01T12:30 with seconds, a fraction and Z, +02:00 or +0200 if
/// wanted, and a blank for the T. A year may have more than four digits, and a minus sign.
/// \param utc_offset  minutes by which the clock is ahead of UTC where the text doesn't say
STANDIN_LAZY [[nodiscard]] std::optional<time_span> parse_iso_span(std::string_view text, int utc_offset);

/// Reads a date-time as the column writes it; nothing where its form names no pattern.
STANDIN_LAZY [[nodiscard]] std::optional<time_span> parse_written_span(std::string_view text,
                                                                       const column_spec& column);

/// The ticks before that point; all of them, or none, where the unit doesn't reach it.
STANDIN_LAZY [[nodiscard]] tick_set ticks_before(time_point at, time_unit unit);

/// Whether tick a of one unit comes before (-1), at (0) or after (1) tick b of another. Exact.
STANDIN_LAZY [[nodiscard]] int compare_ticks(std::int64_t a, time_unit unit_a, std::int64_t b,
                                             time_unit unit_b) noexcept;

/// The span of one tick; days beyond what seconds can count are cut to that.
STANDIN_LAZY [[nodiscard]] time_span span_of_tick(std::int64_t tick, time_unit unit) noexcept;

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/date_literal.ipp>
#endif
