// SPDX-License-Identifier: MIT
/// \file
/// Date-times on their whole way: from the text of a file through a fit and a sample to the text of another file.
#include <standin/data/datetime.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/csv.hpp>

#include "temporary_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

struct written_form {
  std::string_view pattern;
  int utc_offset = 0;  ///< minutes
};

// Ten formats, six of them with the clock, of which three say their zone: UTC, two hours ahead, five and a half behind.
const std::vector<written_form> forms{{.pattern = "%Y-%m-%d"},
                                      {.pattern = "%d.%m.%Y"},
                                      {.pattern = "%-m/%-d/%Y"},
                                      {.pattern = "%d-%b-%Y"},
                                      {.pattern = "%Y-%m-%d %H:%M:%S"},
                                      {.pattern = "%Y-%m-%dT%H:%M:%SZ"},
                                      {.pattern = "%Y-%m-%dT%H:%M:%S%Ez", .utc_offset = 120},
                                      {.pattern = "%Y-%m-%d %H:%M:%S%z", .utc_offset = -330},
                                      {.pattern = "%d/%m/%Y %H:%M"},
                                      {.pattern = "%m/%d/%Y %I:%M:%S %p"}};

/// Moments of about two years at odd distances; each tenth is missing, and some lie at midnight.
std::string file_of(const written_form& form, std::vector<std::int64_t>& ticks, time_unit unit) {
  const datetime_format format(form.pattern);
  std::string text = "when,n\n";
  ticks.clear();
  for (std::int64_t row = 0; row < 400; ++row) {
    const std::int64_t day = 18'600 + row * 251 % 731;
    const std::int64_t second = row % 7 == 0 ? 0 : row * 52'361 % 86'400;
    if (row % 10 != 3) {
      const std::int64_t moment = unit == time_unit::day ? day : day * 86'400 + second;
      format.append(text, moment, unit, form.utc_offset);
      ticks.push_back(moment);
    }
    text += "," + std::to_string(row) + "\n";
  }
  return text;
}

TEST(datetimes, come_back_in_ten_formats_and_three_zones) {
  for (const written_form& form : forms) {
    const datetime_format format(form.pattern);
    std::vector<std::int64_t> ticks;
    const std::string text = file_of(form, ticks, format.unit());
    const temporary_file file("moments.csv", text);
    io::csv_report report;
    const table read = io::read_csv(file.path(), {}, &report);
    ASSERT_EQ(read.schema()[0].kind, column_kind::datetime) << form.pattern;
    EXPECT_EQ(read.schema()[0].form.datetime, form.pattern);
    EXPECT_EQ(read.schema()[0].form.utc_offset, form.utc_offset);
    EXPECT_EQ(report.columns[0].rewritten, 0U);
    const temporary_file copy;
    io::write_csv(read, copy.path());
    EXPECT_EQ(copy.contents(), text) << form.pattern;

    // Of a sample each cell has the same form, and lies between the first and the last that were seen.
    const table made = independent<>{}.fit(read).sample(3000, {.seed = 8});
    const temporary_file fake;
    io::write_csv(made, fake.path());
    const std::string lines = fake.contents();
    const auto whole_minutes =
        form.pattern.find("%M") != form.pattern.npos && form.pattern.find("%S") == form.pattern.npos;
    const auto [least, most] = std::minmax_element(ticks.begin(), ticks.end());
    std::size_t cells = 0, missing = 0;
    for (std::size_t at = lines.find('\n') + 1; at < lines.size(); at = lines.find('\n', at) + 1) {
      const std::string_view cell(lines.data() + at, lines.find(',', at) - at);
      if (cell.empty()) {
        ++missing;
        continue;
      }
      const auto moment = format.parse(cell, format.unit());
      ASSERT_TRUE(moment) << cell << " is not written as " << form.pattern;
      std::string again;
      format.append(again, moment->ticks, format.unit(), form.utc_offset);
      ASSERT_EQ(again, cell);
      const std::int64_t slack = whole_minutes ? 60 : 0;
      ASSERT_GE(moment->ticks, *least - slack) << cell;
      ASSERT_LE(moment->ticks, *most) << cell;
      ++cells;
    }
    EXPECT_EQ(cells + missing, 3000U);
    EXPECT_NEAR(static_cast<double>(missing), 300.0, 100.0);  // six standard errors
    io::csv_report of_fake;
    EXPECT_EQ(io::read_csv(fake.path(), {}, &of_fake).schema()[0].form.datetime, form.pattern);
    EXPECT_EQ(of_fake.columns[0].rewritten, 0U);
  }
}

// Where a column's cells name several offsets, as those of summer and winter do, the moments stay what they are,
// written with the most frequent one; how many are written otherwise is said.
TEST(datetimes, keep_their_moments_where_offsets_change) {
  const temporary_file file("berlin.csv",
                            "when\n2021-03-27T12:00:00+01:00\n2021-03-29T12:00:00+02:00\n2021-07-01T08:15:00+02:00\n");
  io::csv_report report;
  const table read = io::read_csv(file.path(), {}, &report);
  ASSERT_EQ(read.schema()[0].kind, column_kind::datetime);
  EXPECT_EQ(report.columns[0].rewritten, 1U);
  EXPECT_EQ(read.column(0).cell<std::int64_t>(1) - read.column(0).cell<std::int64_t>(0), 47 * 3600);
  const temporary_file copy;
  io::write_csv(read, copy.path());
  EXPECT_EQ(copy.contents(), "when\n2021-03-27T13:00:00+02:00\n2021-03-29T12:00:00+02:00\n2021-07-01T08:15:00+02:00\n");
}

}  // namespace
}  // namespace standin
