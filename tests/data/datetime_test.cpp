// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/datetime.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace standin {
namespace {

std::string again(const datetime_format& format, std::string_view text, time_unit unit) {
  const auto read = format.parse(text, unit);
  if (!read) return "(not read)";
  std::string written;
  format.append(written, read->ticks, unit, read->utc_offset);
  return written;
}

// Seconds from GNU date, `date -u -d "<text>" +%s`.
TEST(datetime, counts_from_1970) {
  const datetime_format format("%Y-%m-%d %H:%M:%S");
  EXPECT_EQ(format.parse("1970-01-01 00:00:00", time_unit::second)->ticks, 0);
  EXPECT_EQ(format.parse("2001-09-09 01:46:40", time_unit::second)->ticks, 1'000'000'000);
  EXPECT_EQ(format.parse("1969-12-31 23:59:59", time_unit::second)->ticks, -1);
  EXPECT_EQ(format.parse("0001-01-01 00:00:00", time_unit::second)->ticks, -62'135'596'800);
  EXPECT_EQ(format.parse("9999-12-31 23:59:59", time_unit::second)->ticks, 253'402'300'799);
  EXPECT_EQ(datetime_format("%Y-%m-%d").parse("2024-02-29", time_unit::day)->ticks, 19782);
}

// 3 January 2019 was a Thursday: cal 1 2019.
// Four centuries have 146 097 days, after which weekdays and leap years repeat. 1600-01-01 was a Saturday: GNU date,
// `date -u -d 1600-01-01 +%s,%u`.
TEST(datetime, counts_days_there_and_back) {
  std::int64_t day = -135'140;
  EXPECT_EQ(day, days_from_civil(1600, 1, 1));
  std::size_t weekday = 5;
  std::size_t leap_years = 0;
  for (std::int64_t year = 1600; year < 2000; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int of_month = 1; of_month <= days_in_month(year, month); ++of_month, ++day, weekday = (weekday + 1) % 7) {
        const civil_date date = civil_from_days(day);
        ASSERT_EQ(days_from_civil(year, month, of_month), day);
        ASSERT_TRUE(date.year == year && date.month == month && date.day == of_month) << day;
        ASSERT_EQ(weekday_of(day), weekday) << day;
      }
    }
    leap_years += days_in_month(year, 2) == 29 ? 1U : 0U;
  }
  EXPECT_EQ(leap_years, 97U);
  EXPECT_EQ(day - days_from_civil(1600, 1, 1), 146'097);
}

TEST(datetime, checks_and_writes_the_weekday) {
  const datetime_format format("%a, %d %b %Y %H:%M:%S %z");
  EXPECT_EQ(again(format, "Thu, 03 Jan 2019 10:00:00 +0000", time_unit::second), "Thu, 03 Jan 2019 10:00:00 +0000");
  EXPECT_EQ(format.parse("Thu, 03 Jan 2019 10:00:00 +0000", time_unit::second)->ticks, 1'546'509'600);
  EXPECT_FALSE(format.parse("Fri, 03 Jan 2019 10:00:00 +0000", time_unit::second)) << "it would come back otherwise";
  // Shortly after midnight in Tokyo, where it is Friday already.
  EXPECT_EQ(again(format, "Fri, 04 Jan 2019 00:30:00 +0900", time_unit::second), "Fri, 04 Jan 2019 00:30:00 +0900");
  EXPECT_EQ(again(format, "Wed, 31 Dec 1969 23:59:59 +0000", time_unit::second), "Wed, 31 Dec 1969 23:59:59 +0000");
}

TEST(datetime, goes_there_and_back_through_many_patterns) {
  const std::pair<std::string_view, std::string_view> cells[] = {
      {"%Y-%m-%d", "2023-02-28"},
      {"%d.%m.%Y", "01.12.1999"},
      {"%-d.%-m.%Y", "1.12.1999"},
      {"%m/%d/%Y", "12/31/2020"},
      {"%-m/%-d/%y", "1/2/69"},
      {"%d-%b-%Y", "05-Mar-2021"},
      {"%B %-d, %Y", "September 3, 2008"},
      {"%Y-%m-%dT%H:%M:%SZ", "2020-06-15T23:59:59Z"},
      {"%Y-%m-%d %H:%M", "1899-12-31 00:01"},
      {"%d.%m.%Y %-H:%M", "01.01.2000 7:05"},
      {"%m/%d/%Y %I:%M:%S %p", "07/04/1976 12:00:01 AM"},
      {"%m/%d/%Y %-I:%M %p", "07/04/1976 1:30 PM"},
      {"%Y-%m-%d %H:%M:%S.%3f", "2020-01-01 00:00:00.005"},
      {"%Y-%m-%dT%H:%M:%S.%6f%Ez", "2020-01-01T00:00:00.000001+02:00"},
      {"%Y-%m-%d %H:%M:%S%z", "1969-07-20 20:17:40-0430"},
      {"%Y%m%d", "20240131"},
      {"100%% on %Y-%m", "100% on 2020-05"},
  };
  for (const auto& [pattern, text] : cells) {
    const datetime_format format(pattern);
    EXPECT_EQ(again(format, text, format.unit()), text) << pattern;
  }
}

TEST(datetime, keeps_moments_and_not_clocks) {
  const datetime_format format("%Y-%m-%dT%H:%M:%S%Ez");
  const auto berlin = format.parse("2020-07-01T12:00:00+02:00", time_unit::second);
  const auto utc = format.parse("2020-07-01T10:00:00+00:00", time_unit::second);
  ASSERT_TRUE(berlin && utc);
  EXPECT_EQ(berlin->ticks, utc->ticks);
  EXPECT_EQ(berlin->utc_offset, 120);
  std::string text;
  format.append(text, berlin->ticks, time_unit::second, -330);
  EXPECT_EQ(text, "2020-07-01T04:30:00-05:30");
}

TEST(datetime, refuses_what_is_no_date) {
  const datetime_format day("%Y-%m-%d");
  for (const std::string_view text : {"2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "2023-1-01", "2023-01-1",
                                      "23-01-01", "2023-01-01 ", " 2023-01-01", "2023-01-01T00:00:00", "", "x"})
    EXPECT_FALSE(day.parse(text, time_unit::day)) << text;
  const datetime_format time("%Y-%m-%d %H:%M:%S");
  for (const std::string_view text : {"2023-01-01 24:00:00", "2023-01-01 00:60:00", "2023-01-01 00:00:60"})
    EXPECT_FALSE(time.parse(text, time_unit::second)) << text;
  EXPECT_FALSE(datetime_format("%-d.%-m.%Y").parse("01.1.2020", time_unit::day));
  EXPECT_FALSE(datetime_format("%Y-%m-%d %I %p").parse("2020-01-01 13 PM", time_unit::second));
}

// INT64_MAX nanoseconds are 2262-04-11T23:47:16.854775807.
TEST(datetime, refuses_what_its_unit_can_not_hold) {
  const datetime_format format("%Y-%m-%d %H:%M:%S");
  EXPECT_TRUE(format.parse("2262-04-11 23:47:15", time_unit::nanosecond));
  EXPECT_FALSE(format.parse("2262-04-11 23:47:17", time_unit::nanosecond));
  EXPECT_FALSE(format.parse("1600-01-01 00:00:00", time_unit::nanosecond));
}

TEST(datetime, writes_any_ticks) {
  for (const std::int64_t ticks : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    for (const time_unit unit : {time_unit::day, time_unit::second, time_unit::nanosecond}) {
      std::string text;
      datetime_format("%Y-%m-%d %H:%M:%S.%9f").append(text, ticks, unit, 60);
      EXPECT_FALSE(text.empty());
    }
}

TEST(datetime, knows_the_coarsest_unit_of_a_pattern) {
  EXPECT_EQ(datetime_format("%Y-%m").unit(), time_unit::day);
  EXPECT_EQ(datetime_format("%Y-%m-%d %H").unit(), time_unit::second);
  EXPECT_EQ(datetime_format("%Y-%m-%d %H:%M:%S.%2f").unit(), time_unit::millisecond);
  EXPECT_EQ(datetime_format("%Y-%m-%d %H:%M:%S.%f").unit(), time_unit::microsecond);
  EXPECT_EQ(datetime_format("%Y-%m-%d %H:%M:%S.%7f").unit(), time_unit::nanosecond);
}

TEST(datetime, refuses_patterns_that_it_does_not_know) {
  expect_error<invalid_option>([] { datetime_format("%Y-%q"); }, {"\"%Y-%q\"", "unknown conversion %q"});
  expect_error<invalid_option>([] { datetime_format("%Y%"); }, {"ends in the middle"});
  expect_error<invalid_option>([] { datetime_format("%H:%M"); }, {"names no date"});
  expect_error<invalid_option>([] { datetime_format("%Y %y"); }, {"twice"});
  expect_error<invalid_option>([] { datetime_format("%Y %-Y"); }, {"unknown conversion %-Y"});
}

TEST(datetime, has_a_pattern_for_each_unit) {
  for (const time_unit unit :
       {time_unit::day, time_unit::second, time_unit::millisecond, time_unit::microsecond, time_unit::nanosecond}) {
    const datetime_format format(iso_pattern(unit));
    EXPECT_EQ(format.unit(), unit);
    std::string text;
    format.append(text, 1'234'567, unit);
    EXPECT_EQ(format.parse(text, unit)->ticks, 1'234'567) << text;
  }
}

}  // namespace
}  // namespace standin
