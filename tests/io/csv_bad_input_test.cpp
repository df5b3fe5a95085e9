// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <io/noted.hpp>
#include <io/temporary_file.hpp>
#include <standin/core/error.hpp>
#include <standin/io/csv.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

using io::read_csv;
using io::read_csv_text;

TEST(bad_csv, is_no_such_file) {
  expect_error<io_error>([] { (void)read_csv("/nowhere/at/all.csv"); }, {"/nowhere/at/all.csv", "no such file"});
}

TEST(bad_csv, is_a_directory) {
  const temporary_file file;
  expect_error<io_error>([&] { (void)read_csv(file.folder()); }, {"it is a directory"});
}

TEST(bad_csv, is_empty) {
  const temporary_file file("empty.csv", "");
  expect_error<format_error>([&] { (void)read_csv(file.path()); }, {"empty.csv", "it is empty"});
  expect_error<format_error>([] { (void)read_csv_text("\n\r\n\n"); }, {"it is empty"});
  expect_error<format_error>([] { (void)read_csv_text("\xEF\xBB\xBF"); }, {"it is empty"});
}

TEST(bad_csv, with_a_header_only_is_a_table_without_rows) {
  const table read = read_csv_text("a,b");
  EXPECT_EQ(read.rows(), 0U);
  ASSERT_EQ(read.schema().size(), 2U);
  EXPECT_EQ(read.schema()[0].kind, column_kind::text);
}

TEST(bad_csv, of_one_row_is_a_table) {
  const table read = read_csv_text("a,b\n1,x\n");
  EXPECT_EQ(read.schema()[0].kind, column_kind::numeric);
  EXPECT_EQ(read.schema()[1].kind, column_kind::text);
}

TEST(bad_csv, has_a_ragged_row) {
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1,2\n\"x\ny\",3\n4,5,6\n"); },
                             {"text, line 5", "it has 3 cells where there are 2 columns"});
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1\n"); }, {"line 2", "it has 1 cell where"});
}

TEST(bad_csv, has_a_quote_that_is_never_closed) {
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1,2\n3,\"4\n5,6\n"); },
                             {"line 3, column 2", "a quote is opened and never closed"});
  expect_error<format_error>([] { (void)read_csv_text("a,\"b\n1,2\n"); }, {"line 1", "never closed"});
}

TEST(bad_csv, has_text_behind_a_closing_quote) {
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1,2\n3,\"4\"x\n"); },
                             {"line 3, column 2 (b)", "text behind a closing quote"});
}

TEST(bad_csv, has_a_nul_byte) {
  using namespace std::string_literals;
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1,2\n3,4\0005\n"s); },
                             {"line 3, column 2 (b)", "NUL byte"});
  expect_error<format_error>([] { (void)read_csv_text("a,b\n1,\"x\0y\"\n"s); }, {"line 2", "NUL byte"});
  expect_error<format_error>([] { (void)read_csv_text("a\0,\0b\0\n\0"s); }, {"line 1", "NUL byte", "encoding"});
}

TEST(bad_csv, rows_are_skipped_and_counted_where_that_is_wished) {
  using namespace std::string_literals;
  io::csv_report report;
  const table read =
      read_csv_text("a,b\n1,x\n2\n3,y\n4,\"z\"w\n5,6,7\n8,\0\n9,v\n"s, {.on_bad_rows = io::bad_rows::skip}, &report);
  ASSERT_EQ(read.rows(), 3U);
  EXPECT_EQ(read.column("a").number(2), 9);
  EXPECT_EQ(read.column("b").text(1), "y");
  EXPECT_EQ(report.bad_row_count, 4U);
  ASSERT_EQ(report.bad_rows.size(), 4U);
  EXPECT_EQ(report.bad_rows[0].line, 3U);
  EXPECT_EQ(report.bad_rows[0].reason, "it has 1 cell where there are 2 columns");
  EXPECT_EQ(report.bad_rows[1].line, 5U);
  EXPECT_EQ(report.bad_rows[3].line, 7U);
}

TEST(bad_csv, rows_are_skipped_in_every_part_of_a_long_file) {
  std::string text = "n,t\n";
  constexpr std::size_t rows = 100'000;
  for (std::size_t i = 0; i < rows; ++i)
    text.append(std::to_string(i)).append(i % 7 == 0 ? "" : ",").append(i % 5 == 0 ? "" : "x").append("\n");
  const temporary_file file("long.csv", text);
  io::csv_report report;
  const table read = read_csv(file.path(), {.on_bad_rows = io::bad_rows::skip}, &report);
  // A row without comma has one cell: each seventh.
  EXPECT_EQ(report.bad_row_count, (rows + 6) / 7);
  EXPECT_EQ(report.bad_rows.size(), 1000U);
  EXPECT_EQ(report.bad_rows[999].line, 999U * 7 + 2);
  ASSERT_EQ(read.rows(), rows - (rows + 6) / 7);
  std::size_t row = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i % 7 == 0) continue;
    ASSERT_EQ(read.column("n").number(row), static_cast<double>(i));
    ASSERT_EQ(read.column("t").missing(row), i % 5 == 0);
    ++row;
  }
}

TEST(bad_csv, with_bytes_that_are_not_utf8_is_taken_for_windows_1252) {
  io::csv_report report;
  const table read = read_csv_text("city,n\nK\xF6ln,1\nM\xFCnchen,2\nS\xE3o \x80,3\n", {}, &report);
  EXPECT_EQ(report.dialect.encoding, io::text_encoding::windows_1252);
  EXPECT_EQ(read.column("city").text(0), "K\xC3\xB6ln");
  EXPECT_EQ(read.column("city").text(2), "S\xC3\xA3o \xE2\x82\xAC");
}

TEST(bad_csv, has_a_line_that_is_not_utf8_among_others_that_are) {
  const std::string text = "city\nK\xC3\xB6ln\nM\xC3\xBCnchen\nGen\xE8ve\n";
  expect_error<format_error>([&] { (void)read_csv_text(text); }, {"line 4", "not UTF-8"});
  expect_error<format_error>([] { (void)read_csv_text("x\n\xFF\n", {.encoding = io::text_encoding::utf8}); },
                             {"line 2", "not UTF-8", "windows-1252"});
}

TEST(bad_csv, without_any_value_in_a_column_makes_it_text) {
  const table read = read_csv_text("a,b\n1,\n2,\"\"\n");
  EXPECT_EQ(read.schema()[1].kind, column_kind::text);
  EXPECT_TRUE(read.column(1).missing(0));
  EXPECT_TRUE(read.column(1).missing(1));
}

TEST(bad_csv, with_numbers_beyond_a_double_has_texts) {
  io::csv_report report;
  const table read = read_csv_text("x\n1\n1e400\n3\n", {}, &report);
  EXPECT_EQ(read.schema()[0].kind, column_kind::text);
  EXPECT_NE(report.columns[0].reason.find("\"1e400\" in row 2"), std::string::npos) << report.columns[0].reason;
}

TEST(bad_csv, with_infinities_has_texts_and_says_so) {
  io::csv_report report;
  const table read = read_csv_text("x\n1\n2\ninf\n4\n", {}, &report);
  EXPECT_EQ(read.schema()[0].kind, column_kind::text);
  EXPECT_EQ(report.columns[0].reason, "numbers, but for \"inf\" in row 3: 4 distinct texts in 4 cells");
}

TEST(bad_csv, with_nan_among_numbers_has_missing_cells) {
  for (const std::string word : {"nan", "NaN", "NAN"}) {
    const table read = read_csv_text("x\n1\n" + word + "\n3\n");
    ASSERT_EQ(read.schema()[0].kind, column_kind::numeric);
    EXPECT_TRUE(read.column(0).missing(1));
    EXPECT_EQ(read.schema()[0].form.missing, word);
  }
}

TEST(bad_csv, with_thousands_separators_has_texts) {
  io::csv_report report;
  EXPECT_EQ(read_csv_text("x\n\"1,234\"\n500\n", {}, &report).schema()[0].kind, column_kind::text);
}

TEST(bad_csv, with_whole_numbers_beyond_2_to_the_53_has_texts) {
  EXPECT_EQ(read_csv_text("x\n9007199254740992\n2\n").schema()[0].kind, column_kind::numeric);
  const table read = read_csv_text("x\n9007199254740993\n18446744073709551617\n");
  EXPECT_EQ(read.schema()[0].kind, column_kind::text);
  EXPECT_EQ(read.column(0).text(1), "18446744073709551617");
}

TEST(bad_csv, with_100000_distinct_texts_is_read) {
  std::string text = "id,n\n";
  for (int i = 0; i < 100'000; ++i) text.append("key-").append(std::to_string(i * 7919 % 100'003)).append(",1\n");
  const table read = read_csv_text(text);
  EXPECT_EQ(read.schema()[0].kind, column_kind::text);
  EXPECT_EQ(read.column(0).text(99'999), "key-" + std::to_string(99'999L * 7919 % 100'003));
}

TEST(bad_csv, with_3000_columns_is_read) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text.append(i == 0 ? "c" : ",c").append(std::to_string(i));
  for (int row = 0; row < 20; ++row)
    for (int i = 0; i < 3000; ++i) text.append(i == 0 ? "\n" : ",").append(std::to_string(row * i));
  const table read = read_csv_text(text);
  ASSERT_EQ(read.schema().size(), 3000U);
  EXPECT_EQ(read.column(2999).number(19), 19 * 2999);
}

TEST(bad_csv, names_that_need_quotes_are_kept) {
  const std::string text = "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n1,2,3\n";
  const table read = read_csv_text(text);
  EXPECT_EQ(read.schema()[0].name, "a,b");
  EXPECT_EQ(read.schema()[1].name, "say \"x\"");
  EXPECT_EQ(read.schema()[2].name, "two\nlines");
  EXPECT_EQ(io::to_csv_text(read), text);
}

#if defined(STANDIN_HAS_ZLIB)
TEST(bad_csv, ends_in_the_middle_of_compressed_data) {
  const temporary_file whole("whole.csv.gz");
  io::csv_writer writer(whole.path(), table_schema{{"n"}});
  std::vector<double> cells;
  for (int i = 0; i < 10'000; ++i) cells.push_back(std::sqrt(i));
  std::vector<column> columns;
  columns.emplace_back(cells);
  writer.append(table(table_schema{{"n"}}, std::move(columns)));
  writer.close();
  const std::string bytes = whole.contents();
  const temporary_file cut("cut.csv.gz", bytes.substr(0, bytes.size() / 2));
  expect_error<format_error>([&] { (void)read_csv(cut.path()); }, {"cut.csv.gz", "ends too early"});
  std::string damaged = bytes;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  const temporary_file bad("bad.csv.gz", damaged);
  expect_error<format_error>([&] { (void)read_csv(bad.path()); }, {"bad.csv.gz", "damaged"});
}
#endif

TEST(bad_csv, can_not_be_written_to_a_full_disk) {
  std::FILE* const full = std::fopen("/dev/full", "w");
  if (full == nullptr) GTEST_SKIP() << "this system has no /dev/full";
  std::fclose(full);
  const table data = read_csv_text("a,b\n1,x\n2,y\n");
  expect_error<io_error>([&] { io::write_csv(data, "/dev/full"); },
                         {"/dev/full", "No space left", "after 0 whole rows"});
}

TEST(bad_csv, can_not_be_written_to_a_folder_that_is_not_there) {
  const table data = read_csv_text("a\n1\n");
  expect_error<io_error>([&] { io::write_csv(data, "/nowhere/at/all.csv"); }, {"folder does not exist"});
  const temporary_file file;
  expect_error<io_error>([&] { io::write_csv(data, file.folder()); }, {"it is a directory"});
}

TEST(bad_csv, with_few_numbers_beyond_a_double_says_so) {
  for (const std::string word : {"1e400", "inf", "-Infinity"}) {
    std::string text = "x\n";
    for (int i = 0; i < 40; ++i) text += i % 9 == 4 ? word + "\n" : std::to_string(i % 3) + "\n";
    io::csv_report report;
    EXPECT_EQ(read_csv_text(text, {}, &report).schema()[0].kind, column_kind::categorical);
    ASSERT_EQ(report.nearly_numbers.size(), 1U) << word;
    EXPECT_EQ(report.nearly_numbers[0].text, word);
    EXPECT_EQ(report.nearly_numbers[0].cells, 4U);
    EXPECT_EQ(report.nearly_numbers[0].row, 4U);
  }
  io::csv_report report;
  static_cast<void>(read_csv_text("x\n1\n2\ninfo\n1\n2\n1\n2\n", {}, &report));
  EXPECT_TRUE(report.nearly_numbers.empty()) << "a word like any";
}

TEST(bad_csv, with_decimal_commas_is_given_a_hint) {
  io::csv_report report;
  static_cast<void>(read_csv_text("a;b\n1,5;x\n2,25;y\n", {}, &report));
  EXPECT_TRUE(noted(report, "column \"a\" looks like numbers with a decimal comma"));
  static_cast<void>(read_csv_text("a;b\n1,5;x\n2,25;y\n", {.decimal_mark = ','}, &report));
  EXPECT_FALSE(noted(report, "decimal comma"));
  static_cast<void>(read_csv_text("a;b\n1,500;x\n2,250;y\n", {}, &report));
  EXPECT_FALSE(noted(report, "decimal comma")) << "they may be thousands";
  static_cast<void>(read_csv_text("a;b\n1,5;x\nmany;y\n", {}, &report));
  EXPECT_FALSE(noted(report, "decimal comma"));
}

TEST(bad_csv, with_marks_between_thousands_is_given_a_hint) {
  io::csv_report report;
  static_cast<void>(read_csv_text("a,b\n999,x\n\"1,234\",y\n\"-1,234,567.5\",z\nNA,z\n", {}, &report));
  EXPECT_TRUE(noted(report,
                    "column \"a\" is taken for texts, though it has only numbers, with commas between thousands "
                    "in 2 cells, first \"1,234\" in row 2; take the commas out"));
  EXPECT_FALSE(noted(report, "--decimal-comma")) << "the comma is the delimiter";
  std::string few = "a\n";
  for (int i = 0; i < 300; ++i) few += i == 200 ? "\"1,200\"\n" : std::to_string(i) + "\n";
  static_cast<void>(read_csv_text(few, {}, &report));
  EXPECT_TRUE(noted(report, "in 1 cell, \"1,200\" in row 201; take"));
  EXPECT_TRUE(report.nearly_numbers.empty()) << "said once";
  static_cast<void>(read_csv_text("a;b\n1,500;x\n2,250;y\n", {}, &report));
  EXPECT_TRUE(noted(report, "or say that they are decimal marks (--decimal-comma)"));
  static_cast<void>(read_csv_text("a;b\n1.500;x\n2.250,5;y\n", {.decimal_mark = ','}, &report));
  EXPECT_TRUE(noted(report, "with points between thousands in 2 cells"));
  for (const char* text : {"a\n\"1,23\"\n2\n", "a\n\"1,2345\"\n2\n", "a\n\"0,123\"\n2\n", "a\n\"1,234\"\nx\n"}) {
    static_cast<void>(read_csv_text(text, {.delimiter = ','}, &report));
    EXPECT_FALSE(noted(report, "thousands")) << text;
  }
}

TEST(bad_csv, with_few_cells_that_are_no_dates_among_dates_is_given_a_hint) {
  const auto days = [](std::initializer_list<std::pair<int, const char*>> others, const char* begin, const char* end) {
    std::string text = "day,n\n";
    for (int i = 0; i < 60; ++i) {
      const char* other = nullptr;
      for (const auto& [row, cell] : others)
        if (row == i) other = cell;
      const std::string day = std::to_string(10 + i % 18);
      text += (other != nullptr ? std::string(other) : begin + day + end) + "," + std::to_string(i) + "\n";
    }
    return text;
  };
  io::csv_report report;
  const std::string one = days({{4, "2019-02-30"}}, "2019-02-", "");
  static_cast<void>(read_csv_text(one, {}, &report));
  EXPECT_TRUE(noted(report,
                    "column \"day\" is taken for texts: 59 cells are date-times, but 1 cell, \"2019-02-30\" in "
                    "row 5, is none; mend it, or take it for missing (--null \"2019-02-30\")"))
      << testing::PrintToString(report.notes);
  const table mended = read_csv_text(one, {.null_strings = {"2019-02-30"}}, &report);
  EXPECT_EQ(mended.schema()[0].kind, column_kind::datetime);
  EXPECT_TRUE(report.notes.empty());
  static_cast<void>(
      read_csv_text(days({{0, "03/01/2019"}, {30, "2019-02-30"}, {31, "soon"}}, "2019-02-", ""), {}, &report));
  EXPECT_TRUE(noted(report, "57 cells are date-times, but 3 cells, first \"03/01/2019\" in row 1, are none; mend them"))
      << testing::PrintToString(report.notes);
  static_cast<void>(read_csv_text(days({{0, "03/01/2019"}, {30, "31/02/2019"}}, "", "/01/2019"), {}, &report));
  EXPECT_TRUE(noted(report, "59 cells are date-times, but 1 cell, \"31/02/2019\" in row 31, is none"))
      << "the first day may be one of March or January: " << testing::PrintToString(report.notes);
  static_cast<void>(read_csv_text("day\n2019-01-03\nfoo\nbar\n2019-01-04\n", {}, &report));
  EXPECT_TRUE(report.notes.empty()) << "too many are none";
}

TEST(bad_csv, with_text_that_is_not_utf8_may_be_skipped) {
  std::string text = "name,x\n";
  for (int i = 0; i < 50; ++i) text += "Ko\xCC\x88ln,1\n";
  text += "K\xF6ln,2\n\"a\n\xFF\",3\nBonn,4\n";
  EXPECT_THROW(static_cast<void>(read_csv_text(text)), format_error);
  io::csv_report report;
  const table read = read_csv_text(text, {.on_bad_rows = io::bad_rows::skip}, &report);
  EXPECT_EQ(read.rows(), 51U);
  EXPECT_EQ(read.column(1).number(50), 4.0);
  ASSERT_EQ(report.bad_rows.size(), 2U);
  EXPECT_EQ(report.bad_rows[0].line, 52U);
  EXPECT_EQ(report.bad_rows[0].reason, "its text is not UTF-8");
  EXPECT_EQ(report.bad_rows[1].line, 53U);
  std::string header = "na\xF6me,x\n";
  for (int i = 0; i < 50; ++i) header += "Ko\xCC\x88ln,1\n";
  EXPECT_THROW(static_cast<void>(read_csv_text(header, {.on_bad_rows = io::bad_rows::skip})), format_error);
}

TEST(bad_csv, with_half_of_a_character_in_utf16_is_refused_or_skipped) {
  for (const io::text_encoding encoding : {io::text_encoding::utf16_le, io::text_encoding::utf16_be}) {
    // A high half without a low one, a low one alone, and both the wrong way round, in place of X, Y and ZZ.
    for (const std::u16string_view halves : {u"\xD83D", u"\xDE00", u"\xDE00\xD83D"}) {
      const auto wide = [&](std::u16string_view text) {
        std::string bytes;
        for (const char16_t unit : text) {
          const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFF));
          const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8));
          bytes += encoding == io::text_encoding::utf16_le ? low : high;
          bytes += encoding == io::text_encoding::utf16_le ? high : low;
        }
        return bytes;
      };
      const std::string good = wide(u"\xFEFFname,x\nK\xF6ln,1\n\xD83D\xDE00,2\n");
      const std::string bad = wide(u"a") + wide(halves) + wide(u"b,3\n");
      const std::string rest = wide(u"Bonn,4\n");
      const std::string text = good + bad + rest;
      expect_error<format_error>([&] { static_cast<void>(read_csv_text(text)); }, {"line 4", "not UTF-16"});
      io::csv_report report;
      const table read = read_csv_text(text, {.on_bad_rows = io::bad_rows::skip}, &report);
      ASSERT_EQ(read.rows(), 3U);
      EXPECT_EQ(read.column(0).text(1), "\xF0\x9F\x98\x80");
      EXPECT_EQ(read.column(1).number(2), 4.0);
      ASSERT_EQ(report.bad_rows.size(), 1U);
      EXPECT_EQ(report.bad_rows[0].line, 4U);
      EXPECT_EQ(report.bad_rows[0].reason, "its text is not UTF-16");
      EXPECT_EQ(report.dialect.encoding, encoding);
      expect_error<format_error>(
          [&] {
            static_cast<void>(read_csv_text(wide(u"\xFEFF") + wide(halves) + wide(u",x\n1,2\n"),
                                            {.on_bad_rows = io::bad_rows::skip}));
          },
          {"line 1", "not UTF-16"});
      expect_error<format_error>([&] { static_cast<void>(read_csv_text(good + "x")); }, {"line 4", "not UTF-16"});
      EXPECT_EQ(read_csv_text(wide(u"\xFEFFname\n\xFFFD\n")).column(0).text(0), "\xEF\xBF\xBD") << "a character";
    }
  }
}

TEST(csv, knows_the_line_by_which_spreadsheets_name_the_delimiter) {
  for (const char* first : {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\n", "sep=;\r"}) {
    io::csv_report report;
    const std::string line = std::string(first).substr(std::string(first).find_last_not_of("\r\n") + 1);
    const table read = read_csv_text(std::string(first) + "a,b;c" + line + "1;2" + line, {}, &report);
    ASSERT_EQ(read.schema().size(), 2U) << first;
    EXPECT_EQ(read.schema()[0].name, "a,b");
    EXPECT_EQ(read.column(1).number(0), 2.0);
    EXPECT_EQ(report.dialect.delimiter, ';');
  }
  EXPECT_EQ(read_csv_text("sep=x\n1\n").schema()[0].name, "sep=x");
  expect_error<format_error>([] { static_cast<void>(read_csv_text("sep=;\na;b\n1;2\n3\n")); }, {"line 4"});
}

TEST(csv, says_where_whole_numbers_may_be_dates) {
  io::csv_report report;
  const std::string text = "d,n\n20190103,20190103\n20191231,20191301\n20200229,20190101\n";
  const table read = read_csv_text(text, {}, &report);
  EXPECT_EQ(read.schema()[0].kind, column_kind::numeric);
  EXPECT_EQ(report.columns[0].reason, "whole numbers, though they might be dates as %Y%m%d");
  EXPECT_LT(report.columns[0].confidence, 0.5);
  EXPECT_EQ(report.columns[1].reason, "whole numbers");
  EXPECT_TRUE(noted(report, "--role d=datetime"));
  const table told = read_csv_text(text, {.kinds = {{"d", column_kind::datetime}}}, &report);
  EXPECT_EQ(told.schema()[0].form.datetime, "%Y%m%d");
  EXPECT_FALSE(noted(report, "--role"));
  static_cast<void>(read_csv_text("d\n20190229\n20190101\n20190102\n", {}, &report));
  EXPECT_EQ(report.columns[0].reason, "whole numbers") << "2019 had no 29 February";
}

TEST(csv, notes_several_offsets_from_utc) {
  io::csv_report report;
  static_cast<void>(read_csv_text("t\n2019-01-03T10:00:00+01:00\n2019-07-03T10:00:00+02:00\n", {}, &report));
  EXPECT_TRUE(noted(report, "column \"t\" has date-times with several offsets from UTC"));
  static_cast<void>(read_csv_text("t\n2019-01-03T10:00:00+01:00\n2019-07-03T10:00:00+01:00\n", {}, &report));
  EXPECT_TRUE(report.notes.empty());
}

}  // namespace
}  // namespace standin
