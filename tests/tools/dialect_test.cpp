// SPDX-License-Identifier: MIT
/// \file
/// Rows from a model file look like the CSV file that was learned.
#include <standin/io/csv.hpp>

#include "io/temporary_file.hpp"
#include "tools/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace standin {
namespace {

/// A hundred rows of texts, numbers and some missing cells.
table cities(const io::csv_dialect& dialect, char decimal_mark) {
  const std::string line = dialect.lines == io::line_end::crlf ? "\r\n" : "\n";
  std::string text = "city;height" + line;
  for (int i = 0; i < 100; ++i) {
    text += i % 3 == 0 ? "K\xC3\xB6ln;" : "Bonn;";
    text += i % 9 == 0 ? "none" : std::to_string(1 + i % 4) + decimal_mark + std::to_string(10 + i % 80);
    text += line;
  }
  return io::read_csv_text(text, {.null_strings = {"none"}, .decimal_mark = decimal_mark});
}

io::csv_dialect dialect_of(const std::string& path) {
  io::csv_report report;
  static_cast<void>(io::read_csv(path, {}, &report));
  return report.dialect;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n') + 1);
}

TEST(fit_and_sample, write_rows_as_the_file_was_written) {
  for (const io::csv_dialect& dialect :
       {io::csv_dialect{.delimiter = ';', .lines = io::line_end::crlf},
        io::csv_dialect{.encoding = io::text_encoding::windows_1252},
        io::csv_dialect{.delimiter = '\t', .encoding = io::text_encoding::utf16_le, .byte_order_mark = true},
        io::csv_dialect{.delimiter = '|', .encoding = io::text_encoding::utf16_be, .byte_order_mark = true},
        io::csv_dialect{.byte_order_mark = true, .quoted_header = true, .ends_with_line = false}}) {
    const temporary_file data("data.csv");
    io::write_csv(cities(dialect, ','), data.path(), {.dialect = dialect});
    ASSERT_EQ(dialect_of(data.path()), dialect);
    for (const char* name : {"model.json", "model.cbor"}) {
      const temporary_file model(name);
      const temporary_file fake("fake.csv");
      ASSERT_EQ(run("fit " + data.path() + " --decimal-comma --null none -o " + model.path()), 0);
      ASSERT_EQ(run("sample " + model.path() + " -n 50 -o " + fake.path()), 0);
      EXPECT_EQ(dialect_of(fake.path()), dialect);
      const table back = io::read_csv(fake.path(), {.null_strings = {"none"}, .decimal_mark = ','});
      EXPECT_EQ(back.rows(), 50U);
      EXPECT_EQ(back.schema()[1].kind, column_kind::numeric) << "with a decimal comma";
      const temporary_file at_once("at_once.csv");
      ASSERT_EQ(run("synthesize " + data.path() + " --decimal-comma --null none -n 50 -o " + at_once.path()), 0);
      EXPECT_EQ(fake.contents(), at_once.contents()) << "fit and sample write what synthesize writes";
    }
  }
}

TEST(fit_and_sample, keep_semicolons_decimal_commas_and_words_for_missing_cells) {
  std::string text = "city;height\r\n";
  for (int i = 0; i < 60; ++i) text += i % 2 == 0 ? "Bonn;1,5\r\n" : i % 3 == 0 ? "Bonn;none\r\n" : "K\xF6ln;2,5\r\n";
  const temporary_file data("data.csv", text);
  const temporary_file model("model.json");
  const temporary_file fake("fake.csv");
  ASSERT_EQ(run("fit " + data.path() + " --decimal-comma --null none -g independent -o " + model.path()), 0);
  ASSERT_EQ(run("sample " + model.path() + " -n 100 -o " + fake.path()), 0);
  const std::string written = fake.contents();
  EXPECT_EQ(first_line(written), "city;height\r\n");
  for (const char* row : {"\nBonn;1,5\r\n", ";none\r\n", "\nK\xF6ln;2,5\r\n"})
    EXPECT_NE(written.find(row), std::string::npos) << row;
  const temporary_file said("said");
  ASSERT_EQ(run("inspect " + model.path(), "/dev/null", said.path()), 0);
  EXPECT_NE(said.contents().find("\nfile         \";\" between cells, windows-1252, CRLF\n"), std::string::npos)
      << said.contents();
}

TEST(fit_and_sample, keep_files_without_a_header_so) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += i % 3 == 0 ? "Bonn,1.5\n" : "Ulm,2.5\n";
  const temporary_file data("data.csv", text);
  const temporary_file model("model.json");
  const temporary_file fake("fake.csv");
  ASSERT_EQ(run("fit " + data.path() + " --no-header --role column_1=category -o " + model.path()), 0);
  ASSERT_EQ(run("sample " + model.path() + " -n 40 -o " + fake.path()), 0);
  const std::string written = fake.contents();
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 40);
  const table back = io::read_csv(fake.path(), {.header = false});
  EXPECT_EQ(back.schema()[1].kind, column_kind::numeric) << "no row of names is among the cells";
  EXPECT_EQ(run("evaluate " + data.path() + " " + fake.path() + " --no-header"), 0);
}

TEST(fit_and_sample, keep_blanks_behind_delimiters) {
  std::string text = "id, town, n\r\n";
  for (int i = 0; i < 90; ++i)
    text += std::to_string(1000 + i) + (i % 3 == 0 ? ", Bonn, " : ", \"Bern, BE\", ") + std::to_string(i % 40) + "\r\n";
  const temporary_file data("data.csv", text);
  const temporary_file model("model.json");
  const temporary_file fake("fake.csv");
  const temporary_file half("half.csv", "id, town, n\n7, Bonn, \n8, , 4\n");
  const temporary_file said("said");
  ASSERT_EQ(run("fit " + data.path() + " --role id=key -o " + model.path(), said.path()), 0) << said.contents();
  ASSERT_EQ(run("sample " + model.path() + " -n 50 -o " + fake.path()), 0);
  const io::csv_dialect dialect = dialect_of(fake.path());
  EXPECT_EQ(dialect.blanks, io::delimiter_blanks::all);
  EXPECT_EQ(dialect, dialect_of(data.path()));
  EXPECT_EQ(io::read_csv(fake.path()).schema()[2].kind, column_kind::numeric);
  EXPECT_NE(fake.contents().find(", \"Bern, BE\", "), std::string::npos);
  ASSERT_EQ(run("sample " + model.path() + " --complete " + half.path() + " -o " + fake.path(), said.path()), 0)
      << said.contents();
  EXPECT_EQ(fake.contents().find("id, town, n\r\n7, Bonn, "), 0U) << fake.contents();
  ASSERT_EQ(run("inspect " + model.path(), "/dev/null", said.path()), 0);
  EXPECT_NE(said.contents().find("\nfile         \",\" and a blank between cells, utf-8, CRLF\n"), std::string::npos)
      << said.contents();
}

TEST(fit_and_sample, take_another_encoding) {
  const io::csv_dialect marked{.delimiter = ';', .lines = io::line_end::crlf, .byte_order_mark = true};
  const temporary_file data("data.csv");
  io::write_csv(cities(marked, '.'), data.path(), {.dialect = marked});
  const temporary_file model("model.json");
  const temporary_file fake("fake.csv");
  const temporary_file usual("usual.csv");
  ASSERT_EQ(run("fit " + data.path() + " -o " + model.path()), 0);
  ASSERT_EQ(run("sample " + model.path() + " -n 50 -o " + usual.path()), 0);
  for (const io::text_encoding encoding : {io::text_encoding::utf8, io::text_encoding::utf16_le,
                                           io::text_encoding::utf16_be, io::text_encoding::windows_1252}) {
    ASSERT_EQ(
        run("sample " + model.path() + " -n 50 -o " + fake.path() + " --encoding " + std::string(name_of(encoding))),
        0);
    io::csv_dialect wanted = marked;
    wanted.encoding = encoding;
    wanted.byte_order_mark = encoding != io::text_encoding::windows_1252;
    EXPECT_EQ(dialect_of(fake.path()), wanted);
    EXPECT_EQ(io::to_csv_text(io::read_csv(fake.path())), io::to_csv_text(io::read_csv(usual.path())));
  }
}

TEST(fit_and_sample, say_when_the_encoding_lacks_a_character) {
  std::string text = "city\n";
  for (int i = 0; i < 60; ++i) text += i == 7 ? "K\xF6ln\n" : "Bonn\n";
  const temporary_file data("data.csv", text);
  const temporary_file model("model.json");
  const temporary_file fake("fake.csv");
  const temporary_file said("said");
  ASSERT_EQ(run("fit " + data.path() + " --role city=category --rare-levels 5:\xD0\x96 -o " + model.path()), 0);
  const std::string sample = "sample " + model.path() + " -q -n 500 -o " + fake.path();
  ASSERT_EQ(run(sample, said.path()), 2);
  const std::string sentence = said.contents();
  EXPECT_NE(sentence.find("can't be written in windows-1252"), std::string::npos) << sentence;
  EXPECT_EQ(first_line(sentence), sentence);
  EXPECT_EQ(run(sample + " --encoding utf-8"), 0);
  EXPECT_NE(fake.contents().find("\n\xD0\x96\n"), std::string::npos);
}

}  // namespace
}  // namespace standin
