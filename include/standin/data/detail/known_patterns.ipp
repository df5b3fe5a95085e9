// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/known_patterns.hpp.
#pragma once

#include <standin/data/detail/known_patterns.hpp>

#include <array>
#include <string>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE const std::vector<datetime_format>& known_patterns() {
  static const std::vector<datetime_format> known = [] {
    constexpr std::array<std::string_view, 26> dates = {
        "%Y-%m-%d",   "%Y/%m/%d",   "%Y.%m.%d", "%d.%m.%Y",  "%-d.%-m.%Y", "%m/%d/%Y",   "%d/%m/%Y",
        "%-m/%-d/%Y", "%-d/%-m/%Y", "%d-%m-%Y", "%m-%d-%Y",  "%d-%b-%Y",   "%d %b %Y",   "%-d %b %Y",
        "%b %d, %Y",  "%b %-d, %Y", "%d %B %Y", "%-d %B %Y", "%B %d, %Y",  "%B %-d, %Y", "%m/%d/%y",
        "%d/%m/%y",   "%-m/%-d/%y", "%d.%m.%y", "%d-%b-%y",  "%-d-%b-%y"};
    constexpr std::array<std::string_view, 10> times = {"",           " %H:%M:%S",    "T%H:%M:%S",     " %H:%M",
                                                        "T%H:%M",     " %I:%M:%S %p", " %-I:%M:%S %p", " %I:%M %p",
                                                        " %-I:%M %p", " %-H:%M"};
    constexpr std::array<std::string_view, 6> fractions = {".%3f", ".%6f", ".%9f", ".%7f", ".%2f", ".%1f"};
    constexpr std::array<std::string_view, 4> zones = {"Z", "%Ez", "%z", " %z"};
    std::vector<datetime_format> made;
    const auto add = [&](std::string_view date, std::string_view time, std::string_view fraction,
                         std::string_view zone) {
      std::string pattern(date);
      pattern.append(time).append(fraction).append(zone);
      made.emplace_back(pattern);
    };
    for (const std::string_view date : dates)
      for (const std::string_view time : times) add(date, time, "", "");
    for (const std::string_view time : {times[1], times[2], times[3], times[4]}) {
      for (const std::string_view zone : zones) add(dates[0], time, "", zone);
      if (time.substr(time.size() - 2) != "%S") continue;
      for (const std::string_view date : {dates[0], dates[1]})
        for (const std::string_view fraction : fractions) {
          add(date, time, fraction, "");
          if (date == dates[0])
            for (const std::string_view zone : zones) add(date, time, fraction, zone);
        }
    }
    constexpr std::array<std::string_view, 15> names = {" UTC", " GMT", " CET", " CEST", " EST", " EDT", " CST", " CDT",
                                                        " MST", " MDT", " PST", " PDT",  " BST", " IST", " JST"};
    for (const std::string_view zone : names)
      for (const std::string_view time : {times[1], times[2], times[3]}) {
        add(dates[0], time, "", zone);
        if (zone == names[0] && time.substr(time.size() - 2) == "%S")
          for (const std::string_view fraction : fractions) add(dates[0], time, fraction, zone);
      }
    // As in mails and in headers of the web: RFC 2822 and RFC 9110.
    for (const std::string_view date : {"%a, %d %b %Y", "%a, %-d %b %Y", "%d %b %Y", "%-d %b %Y"})
      for (const std::string_view time : {times[1], times[3]}) {
        if (date.front() == '%' && date[1] == 'a') add(date, time, "", "");
        add(date, time, "", zones[3]);
        for (const std::string_view zone : names) add(date, time, "", zone);
      }
    for (const std::string_view pattern : {"%Y-%m", "%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ", "%Y%m%d%H%M%S"})
      add(pattern, "", "", "");
    return made;
  }();
  return known;
}

}  // namespace standin::inline v0_1::detail
