// SPDX-License-Identifier: MIT
/// \file
/// Blanks behind delimiters: parts of the file's dialect where each row has them, parts of the cells where not.
#include <io/noted.hpp>
#include <io/temporary_file.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/csv_dialect_json.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

using io::delimiter_blanks;
using io::read_csv;
using io::read_csv_text;

/// What is read from a text, and what is written of it.
struct read_and_written {
  table data;
  io::csv_report report{};
  std::string written{};
};

read_and_written copy(std::string_view text, io::csv_read_options options = {}) {
  io::csv_report report;
  table data = read_csv_text(text, options, &report);
  std::string written = io::to_csv_text(data, report.dialect);
  return {std::move(data), report, written};
}

TEST(blanks_behind_delimiters, are_no_part_of_the_cells_where_each_row_has_them) {
  struct sample {
    std::string_view text;
    delimiter_blanks blanks;
  };
  for (const auto& [text, blanks] : {sample{"a, b, c\n1, 2, x\n3, , y\n5, 6, \n", delimiter_blanks::all},
                                     sample{"a,b,c\n1, 2, x\n3, , y\n5, 6, \n", delimiter_blanks::rows},
                                     sample{"a, b,c\n1, 2, x\n3, , y\n5, 6, ", delimiter_blanks::rows},
                                     sample{"a; b; c\r\n1; 2; x\r\n3; ; y\r\n5; 6; ", delimiter_blanks::all},
                                     sample{"\"a\", \"b\", \"c\"\n1, 2, \"x\"\n3, , \"y\"\n", delimiter_blanks::all}}) {
    const auto [data, report, written] = copy(text);
    EXPECT_EQ(report.dialect.blanks, blanks) << text;
    EXPECT_EQ(written, text);
    ASSERT_EQ(data.schema().size(), 3U) << text;
    EXPECT_EQ(data.schema()[1].kind, column_kind::numeric) << text;
    EXPECT_EQ(data.column(1).number(0), 2.0);
    EXPECT_TRUE(data.column(1).missing(1));
    EXPECT_EQ(data.column(2).text(1), "y");
  }
  EXPECT_EQ(copy("a, b\n1, 2\n").data.schema()[1].name, "b");
  EXPECT_EQ(copy("a, b,c\n1, 2, 3\n").data.schema()[1].name, " b") << "not each name has one";
  const auto [data, report, written] = copy("1, 2\n3, 4\n", {.header = false});
  EXPECT_EQ(data.column(1).number(0), 2.0);
  EXPECT_EQ(written, "1, 2\n3, 4\n");
  for (const std::string_view text : {"1, 2\n3, 4", "1,2\n3,4", "1, 2\n3,4", "1,\" 2\"\n3, 4"})
    EXPECT_EQ(copy(text, {.header = false}).written, text);
}

TEST(blanks_behind_delimiters, may_stand_before_quotes) {
  const std::string text = "name, place, n\nLee, \"Bonn, Rhein\", 1\nRay, \"a\n\"\"b\"\"\", 2\nMay, \" x\", 3\n";
  const auto [data, report, written] = copy(text);
  EXPECT_EQ(data.column(1).text(0), "Bonn, Rhein");
  EXPECT_EQ(data.column(1).text(1), "a\n\"b\"");
  EXPECT_EQ(data.column(1).text(2), " x");
  EXPECT_EQ(data.column(2).number(2), 3.0);
  EXPECT_EQ(written, text) << "and a text that begins with a blank stands in quotes";
}

TEST(blanks_behind_delimiters, are_parts_of_the_cells_where_one_row_lacks_them) {
  for (const std::string_view last : {"9,y", "9,  y", "9,"}) {
    const std::string text = "a,b\n1, x\n2, x\n" + std::string(last) + "\n";
    const auto [data, report, written] = copy(text);
    EXPECT_EQ(report.dialect.blanks, delimiter_blanks::some);
    EXPECT_EQ(data.column(1).text(0), " x");
    EXPECT_EQ(written, text);
  }
  const std::string quoted_inside = "a, b\n1, x\n2, \"Bob\" Smith\n";
  const auto [data, report, written] = copy(quoted_inside);
  EXPECT_EQ(data.column(1).text(1), " \"Bob\" Smith");
  EXPECT_EQ(data.schema()[1].name, " b");
  EXPECT_EQ(copy("a,b\n1, x\n2, \"y\n3, z\n").data.column(1).text(1), " \"y") << "and opens no quote";
  EXPECT_EQ(copy("a,b\n1,x\n2, y\n").report.dialect.blanks, delimiter_blanks::none);
}

TEST(blanks_behind_delimiters, are_looked_for_in_every_row_of_a_long_file) {
  constexpr int rows = 120'000;
  std::string text = "n, word, x\n";
  for (int i = 0; i < rows; ++i)
    text += std::to_string(i) + ", " + (i % 3 == 0 ? "red" : "green") + ", " + std::to_string(i % 50) + "\n";
  const std::string other = text + "1,red, 3\n";
  thread_pool pool(2);
  for (const bool consistent : {true, false}) {
    const std::string& whole = consistent ? text : other;
    const temporary_file plain("plain.csv", whole);
    const temporary_file packed("packed.csv.gz");
    {
      io::csv_report as_texts;
      const table once = read_csv_text(whole, {}, &as_texts);
      io::write_csv(once, packed.path(), {.dialect = as_texts.dialect});
    }
    for (const std::string& path : {plain.path(), packed.path()}) {
      for (const bool threads : {false, true}) {
        io::csv_report report;
        io::csv_read_options options;
        if (threads) options.executor = pool;
        const table data = read_csv(path, options, &report);
        ASSERT_EQ(data.rows(), static_cast<std::size_t>(rows + (consistent ? 0 : 1)));
        EXPECT_EQ(report.dialect.blanks, consistent ? delimiter_blanks::all : delimiter_blanks::some);
        EXPECT_EQ(data.schema()[2].kind, consistent ? column_kind::numeric : column_kind::categorical);
        EXPECT_EQ(data.schema()[1].name, consistent ? "word" : " word");
        EXPECT_TRUE(io::to_csv_text(data, report.dialect) == whole);
      }
    }
  }
}

TEST(blanks_behind_delimiters, are_not_asked_of_rows_that_are_skipped) {
  io::csv_report report;
  const std::string_view text = "a, b\nof 2026,1,2\n1, 2\n3,4,5\n6, 7\n8, \"9\"9\",\n";
  const table data = read_csv_text(text, {.on_bad_rows = io::bad_rows::skip}, &report);
  EXPECT_EQ(report.bad_row_count, 3U);
  EXPECT_EQ(report.bad_rows[0].line, 2U);
  EXPECT_EQ(report.dialect.blanks, delimiter_blanks::all);
  ASSERT_EQ(data.rows(), 2U);
  EXPECT_EQ(data.column("b").number(1), 7.0);
}

TEST(blanks_behind_delimiters, are_found_in_every_encoding_and_behind_a_line_that_names_the_delimiter) {
  const std::string text = "a; b\n1; K\xC3\xB6ln\n2; Bonn\n3; Bonn\n";
  for (const io::text_encoding encoding :
       {io::text_encoding::utf16_le, io::text_encoding::utf16_be, io::text_encoding::windows_1252}) {
    const auto [data, report, written] = copy(text);
    io::csv_dialect dialect = report.dialect;
    dialect.encoding = encoding;
    const temporary_file file("encoded.csv");
    io::write_csv(data, file.path(), {.dialect = dialect});
    io::csv_report again;
    const table back = read_csv(file.path(), {}, &again);
    EXPECT_EQ(again.dialect.encoding, encoding);
    EXPECT_EQ(again.dialect.blanks, delimiter_blanks::all);
    EXPECT_EQ(io::to_csv_text(back, report.dialect), text);
  }
  EXPECT_EQ(copy("sep=;\n" + text).written, text);
  EXPECT_EQ(copy("sep=;\na;b\n1; 2\n3;4\n").data.column(1).text(0), " 2");
}

TEST(blanks_behind_delimiters, do_not_arise_from_texts_that_begin_with_a_blank) {
  // Each in quotes, or written by a program: the texts come back with their blanks.
  for (const std::string_view text : {"a,b\n1,\" x\"\n2,\" y\"\n3,\" y\"\n", "a,b\n1, x\n2,\" y\"\n3, y\n"}) {
    const auto [data, report, written] = copy(text);
    EXPECT_EQ(data.column(1).text(1), " y");
    const auto again = copy(written);
    EXPECT_EQ(again.data.column(1).text(0), " x") << written;
    EXPECT_EQ(again.data.column(1).text(1), " y") << written;
  }
  // A header whose names begin with blanks, above rows that have them behind delimiters.
  const auto [data, report, written] = copy("a,\" b\"\n1, 2\n");
  EXPECT_EQ(data.schema()[1].name, " b");
  EXPECT_EQ(written, "a,\" b\"\n1, 2\n");
}

TEST(blanks_behind_delimiters, stand_in_model_files) {
  for (const delimiter_blanks blanks :
       {delimiter_blanks::none, delimiter_blanks::some, delimiter_blanks::rows, delimiter_blanks::all}) {
    const io::csv_dialect dialect{.blanks = blanks};
    const io::json written = io::dialect_to_json(dialect);
    EXPECT_EQ(io::dialect_from_json(io::json_reader(written, "model")), dialect);
  }
}

TEST(blanks_around_numbers, are_named_where_they_make_texts) {
  const auto few = copy("a,b,c\n1, 2,x\n3,  14,y\n5,6,z\n");
  EXPECT_EQ(few.data.schema()[1].kind, column_kind::text);
  EXPECT_TRUE(noted(few.report,
                    "column \"b\" is taken for texts, though it has only numbers but for blanks around them in 2 "
                    "cells, first \" 2\" in row 1; take the blanks out"))
      << testing::PrintToString(few.report.notes);
  EXPECT_EQ(few.report.notes.size(), 1U);
  const auto dates = copy("a,day\n1,2019-01-03\n2,2019-01-04 \n3,\n4,NA\n");
  EXPECT_TRUE(noted(dates.report,
                    "column \"day\" is taken for texts, though it has only date-times but for blanks "
                    "around them in 1 cell, \"2019-01-04 \" in row 2"))
      << testing::PrintToString(dates.report.notes);
  EXPECT_TRUE(copy("a,b\n1, x\n2,y\n").report.notes.empty()) << "words are words";
  EXPECT_TRUE(copy("a,b\n1, 007\n2,8\n").report.notes.empty()) << "codes would stay texts";
}

}  // namespace
}  // namespace standin
