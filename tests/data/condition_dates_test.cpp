// SPDX-License-Identifier: MIT
// Ticks in these tests come from Python: (datetime(2024, 1, 31, tzinfo=utc) - datetime(1970, 1, 1, tzinfo=utc)).
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/detail/date_literal.hpp>
#include <standin/data/where_parser.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace standin {
namespace {

constexpr std::int64_t first_tick = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t last_tick = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t day = 86400;
constexpr std::int64_t jan_31 = 19753;  // 2024-01-31, in days

tick_set ticks(std::string_view text, time_unit unit, text_form form = {}) {
  const table_schema schema{{"t", column_kind::datetime, unit, form}};
  const bound_condition bound(parse_condition(text), schema);
  if (bound.contradiction()) return {};
  return bound.allowed(0) == nullptr ? tick_set::everything() : bound.allowed(0)->ticks();
}

TEST(date_literal, stands_for_all_that_it_names) {
  EXPECT_EQ(ticks("t == '2024-01-31'", time_unit::day), tick_set({{jan_31, jan_31}}));
  EXPECT_EQ(ticks("t == '2024-01'", time_unit::day), tick_set({{jan_31 - 30, jan_31}}));
  EXPECT_EQ(ticks("t == '2024'", time_unit::day), tick_set({{jan_31 - 30, jan_31 - 30 + 365}}));
  EXPECT_EQ(ticks("t == '2024-01-31'", time_unit::second), tick_set({{jan_31 * day, jan_31 * day + day - 1}}));
  EXPECT_EQ(ticks("t == '2024-01-31T12:30'", time_unit::second),
            tick_set({{jan_31 * day + 45000, jan_31 * day + 45059}}));
  EXPECT_EQ(ticks("t == '2024-01-31T12:30:00'", time_unit::second),
            tick_set({{jan_31 * day + 45000, jan_31 * day + 45000}}));
  EXPECT_EQ(ticks("t == '2024-01-31 12:30:00.25'", time_unit::millisecond),
            tick_set({{(jan_31 * day + 45000) * 1000 + 250, (jan_31 * day + 45000) * 1000 + 259}}));
}

TEST(date_literal, is_compared_by_its_begin_and_its_end) {
  const std::int64_t begin = jan_31 * day;
  const std::int64_t end = begin + day;
  EXPECT_EQ(ticks("t < '2024-01-31'", time_unit::second), tick_set::less_than(begin));
  EXPECT_EQ(ticks("t <= '2024-01-31'", time_unit::second), tick_set::less_than(end));
  EXPECT_EQ(ticks("t > '2024-01-31'", time_unit::second), tick_set::at_least(end));
  EXPECT_EQ(ticks("t >= '2024-01-31'", time_unit::second), tick_set::at_least(begin));
  EXPECT_EQ(ticks("t != '2024-01-31'", time_unit::second), ~tick_set({{begin, end - 1}}));
  EXPECT_EQ(ticks("t between '2024-01-31' and '2024-01-31'", time_unit::second), tick_set({{begin, end - 1}}));
  EXPECT_EQ(ticks("t in {'1970-01-01', '1970-01-02'}", time_unit::second), tick_set({{0, 2 * day - 1}}));
}

TEST(date_literal, finer_than_the_column_falls_between_its_ticks) {
  EXPECT_EQ(ticks("t >= '2024-01-31T12:00'", time_unit::day), tick_set::at_least(jan_31 + 1));
  EXPECT_EQ(ticks("t < '2024-01-31T12:00'", time_unit::day), tick_set::at_most(jan_31));
  EXPECT_TRUE(ticks("t == '2024-01-31T12:00'", time_unit::day).empty());
  EXPECT_EQ(ticks("t == '2024-01-31T00:00'", time_unit::day), tick_set({{jan_31, jan_31}}));
  EXPECT_EQ(ticks("t > '1970-01-01T00:00:00.5'", time_unit::second), tick_set::at_least(1));
  EXPECT_EQ(ticks("t < '1969-12-31T23:59:59.999999999'", time_unit::second), tick_set::at_most(-1));
}

TEST(date_literal, may_have_an_offset_or_the_columns_own) {
  EXPECT_EQ(ticks("t == '1970-01-01T02:00:00+02:00'", time_unit::second), tick_set({{0, 0}}));
  EXPECT_EQ(ticks("t == '1970-01-01T02:00:00+0200'", time_unit::second), tick_set({{0, 0}}));
  EXPECT_EQ(ticks("t == '1969-12-31T19:00:00-05:00'", time_unit::second), tick_set({{0, 0}}));
  text_form berlin;
  berlin.utc_offset = 60;
  EXPECT_EQ(ticks("t == '1970-01-01T01:00:00'", time_unit::second, berlin), tick_set({{0, 0}}));
  EXPECT_EQ(ticks("t == '1970-01-01T00:00:00Z'", time_unit::second, berlin), tick_set({{0, 0}}));
  EXPECT_EQ(ticks("t == '1970-01-01T02:00:00+02:00'", time_unit::second, berlin), tick_set({{0, 0}}));
  EXPECT_EQ(ticks("t == '1970-01-01'", time_unit::second, berlin), tick_set({{-3600, day - 3601}}));
  EXPECT_EQ(ticks("t == '1970-01-01'", time_unit::day, berlin), tick_set({{0, 0}}));
}

TEST(date_literal, may_be_written_as_the_column_is) {
  text_form form;
  form.datetime = "%d.%m.%Y";
  EXPECT_EQ(ticks("t == '31.01.2024'", time_unit::day, form), tick_set({{jan_31, jan_31}}));
  EXPECT_EQ(ticks("t == '2024-01-31'", time_unit::day, form), tick_set({{jan_31, jan_31}}));
  form.datetime = "%d/%m/%Y %H:%M";
  EXPECT_EQ(ticks("t == '31/01/2024 12:30'", time_unit::second, form),
            tick_set({{jan_31 * day + 45000, jan_31 * day + 45059}}));
  form.datetime = "%d/%m/%Y %H:%M:%S";
  EXPECT_EQ(ticks("t == '31/01/2024 12:30:00'", time_unit::second, form),
            tick_set({{jan_31 * day + 45000, jan_31 * day + 45000}}));
  expect_error<schema_error>([&] { (void)ticks("t == '1/31/2024'", time_unit::second, form); },
                             {"column t", "%d/%m/%Y %H:%M:%S"});
}

TEST(date_literal, beyond_what_the_ticks_reach_is_before_or_after_them_all) {
  constexpr time_unit nano = time_unit::nanosecond;
  EXPECT_EQ(ticks("t > '1500'", nano), tick_set::everything());
  EXPECT_TRUE(ticks("t < '1500'", nano).empty());
  EXPECT_TRUE(ticks("t == '1500'", nano).empty());
  EXPECT_TRUE(ticks("t >= '2500-01-01'", nano).empty());
  EXPECT_EQ(ticks("t < '2500-01-01'", nano), tick_set::everything());
  // The ends of 64 bits, from numpy.datetime64(2**63 - 1, "ns") and numpy.datetime64(-2**63 + 1, "ns").
  EXPECT_EQ(ticks("t >= '2262-04-11T23:47:16.854775807'", nano), tick_set({{last_tick, last_tick}}));
  EXPECT_EQ(ticks("t <= '1677-09-21T00:12:43.145224193'", nano), tick_set({{first_tick, first_tick + 1}}));
  EXPECT_EQ(ticks("t <= '1677-09-21T00:12:43.145224192'", nano), tick_set({{first_tick, first_tick}}));
  EXPECT_TRUE(ticks("t <= '1677-09-21T00:12:43.145224191'", nano).empty());
  EXPECT_TRUE(ticks("t > '2262-04-11T23:47:16.854775807'", nano).empty());
  EXPECT_EQ(ticks("t > '2262-04-11T23:47:16.854775806'", nano), tick_set({{last_tick, last_tick}}));
  EXPECT_EQ(ticks("t == '-0001-01-01'", time_unit::day), tick_set({{-719893, -719893}}));
  EXPECT_EQ(ticks("t == '999999999-12-31'", time_unit::day).intervals().size(), 1U);
}

TEST(date_literal, is_refused_where_it_names_no_moment) {
  for (const std::string_view text : {"",
                                      "24",
                                      "2024-1",
                                      "2024-13",
                                      "2024-00",
                                      "2024-02-30",
                                      "2023-02-29",
                                      "2024-01-32",
                                      "2024-01-00",
                                      "2024-01-31T",
                                      "2024-01-31T12",
                                      "2024-01-31T24:00",
                                      "2024-01-31T12:60",
                                      "2024-01-31T12:30:60",
                                      "2024-01-31T12:30:00.",
                                      "2024-01-31T12:30:00.1234567890",
                                      "2024-01-31T12:30+2",
                                      "2024-01-31T12:30+24:00",
                                      "2024-01-31Z",
                                      "2024-01-31T12:30:00Zx",
                                      "2024/01/31",
                                      "+2024",
                                      "12345678901",
                                      "2024-01-31  12:30"})
    EXPECT_FALSE(detail::parse_iso_span(text, 0)) << text;
  EXPECT_TRUE(detail::parse_iso_span("2024-02-29", 0));
}

TEST(compare_ticks, is_exact_between_units) {
  using detail::compare_ticks;
  constexpr time_unit d = time_unit::day;
  constexpr time_unit s = time_unit::second;
  constexpr time_unit n = time_unit::nanosecond;
  EXPECT_EQ(compare_ticks(1, d, 86400, s), 0);
  EXPECT_EQ(compare_ticks(1, d, 86401, s), -1);
  EXPECT_EQ(compare_ticks(1, d, 86399, s), 1);
  EXPECT_EQ(compare_ticks(-1, d, -86400, s), 0);
  EXPECT_EQ(compare_ticks(0, s, 1, n), -1);
  EXPECT_EQ(compare_ticks(0, s, -1, n), 1);
  EXPECT_EQ(compare_ticks(last_tick, n, last_tick, s), -1);
  EXPECT_EQ(compare_ticks(last_tick, d, last_tick, s), 1);
  EXPECT_EQ(compare_ticks(first_tick, d, first_tick, s), -1);
  EXPECT_EQ(compare_ticks(first_tick, s, first_tick, d), 1);
  EXPECT_EQ(compare_ticks(first_tick, n, first_tick, n), 0);
  EXPECT_EQ(compare_ticks(last_tick - 1, n, last_tick, n), -1);
}

}  // namespace
}  // namespace standin
