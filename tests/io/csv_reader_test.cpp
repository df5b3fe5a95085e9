// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <io/temporary_file.hpp>
#include <standin/core/error.hpp>
#include <standin/io/csv_reader.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin {
namespace {

using io::read_csv;
using io::read_csv_text;

std::vector<std::string> texts(const table& of, std::string_view name) {
  const column_view cells = of.column(name);
  std::vector<std::string> all;
  for (std::size_t row = 0; row < of.rows(); ++row)
    all.emplace_back(cells.missing(row) ? std::string_view("(none)") : cells.text(row));
  return all;
}

std::vector<double> numbers(const table& of, std::string_view name) {
  const column_view cells = of.column(name);
  std::vector<double> all;
  for (std::size_t row = 0; row < of.rows(); ++row) all.push_back(cells.missing(row) ? -999.0 : cells.number(row));
  return all;
}

TEST(read_csv, reads_names_and_cells) {
  const table read = read_csv_text("age,name\n39,Ann\n50,Bob\n");
  ASSERT_EQ(read.rows(), 2U);
  EXPECT_EQ(read.schema()[0].name, "age");
  EXPECT_EQ(read.schema()[1].name, "name");
  EXPECT_EQ(numbers(read, "age"), (std::vector<double>{39, 50}));
  EXPECT_EQ(texts(read, "name"), (std::vector<std::string>{"Ann", "Bob"}));
}

TEST(read_csv, takes_a_last_line_without_end) {
  EXPECT_EQ(numbers(read_csv_text("a,b\n1,2\n3,4"), "b"), (std::vector<double>{2, 4}));
  EXPECT_EQ(numbers(read_csv_text("a,b\n1,2\n3,"), "b"), (std::vector<double>{2, -999}));
  EXPECT_EQ(read_csv_text("a,b\n1,\"2\"").rows(), 1U);
}

TEST(read_csv, takes_lines_of_every_kind) {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const std::string_view row : {"a,b", "1,x", "2,\"y\"", "3,z"}) text.append(row).append(end);
    io::csv_report report;
    const table read = read_csv_text(text, {}, &report);
    EXPECT_EQ(numbers(read, "a"), (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(texts(read, "b"), (std::vector<std::string>{"x", "y", "z"}));
    EXPECT_EQ(report.dialect.lines, end == "\n"   ? io::line_end::lf
                                    : end == "\r" ? io::line_end::cr
                                                  : io::line_end::crlf);
  }
}

// RFC 4180, section 2, rules 5 to 7.
TEST(read_csv, reads_quoted_cells) {
  const table read =
      read_csv_text("t,n\n\"a,b\",1\n\"say \"\"no\"\"\",2\n\"two\nlines\",3\n\"\"\"\",4\n\"\",5\nit\"s,6\n");
  EXPECT_EQ(texts(read, "t"), (std::vector<std::string>{"a,b", "say \"no\"", "two\nlines", "\"", "(none)", "it\"s"}));
  EXPECT_EQ(numbers(read, "n"), (std::vector<double>{1, 2, 3, 4, 5, 6}));
}

TEST(read_csv, reads_quoted_numbers_as_numbers) {
  const table read = read_csv_text("\"n\"\n\"1\"\n\"22\"\n");
  EXPECT_EQ(read.schema()[0].kind, column_kind::numeric);
  EXPECT_TRUE(read.schema()[0].form.quoted);
}

TEST(read_csv, finds_the_delimiter_by_looking) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::string text = "a?b?c\n1?x?2.5\n2?\"y;,|\"?3.5\n";
    for (char& c : text) c = c == '?' ? delimiter : c;
    io::csv_report report;
    EXPECT_EQ(read_csv_text(text, {}, &report).schema().size(), 3U) << delimiter;
    EXPECT_EQ(report.dialect.delimiter, delimiter);
  }
  EXPECT_EQ(read_csv_text("one\nx;y\n").schema().size(), 1U);
  EXPECT_EQ(read_csv_text("a;b\n1,5;2,5\n", {.decimal_mark = ','}).schema().size(), 2U);
}

TEST(read_csv, takes_the_delimiter_that_it_is_told) {
  EXPECT_EQ(read_csv_text("a:b\n1:2\n", {.delimiter = ':'}).schema().size(), 2U);
  expect_error<invalid_option>([] { (void)read_csv_text("a", {.delimiter = '"'}); }, {"delimiter"});
}

TEST(read_csv, names_columns_of_a_file_without_header) {
  io::csv_report report;
  const table read = read_csv_text("1,x\n2,y\n", {.header = false}, &report);
  EXPECT_EQ(read.rows(), 2U);
  EXPECT_EQ(read.schema()[1].name, "column_2");
  EXPECT_FALSE(report.dialect.header);
}

TEST(read_csv, gives_names_to_columns_without_one_or_with_another_ones) {
  io::csv_report report;
  const table read = read_csv_text(",a,a,a_2,a\n1,2,3,4,5\n", {}, &report);
  std::string names;
  for (const column_spec& spec : read.schema()) names += spec.name + " ";
  EXPECT_EQ(names, "column_1 a a_3 a_2 a_4 ");
  ASSERT_EQ(report.notes.size(), 3U);
  EXPECT_EQ(report.notes[1], "column 3 has the name of an earlier one, \"a\" and is called \"a_3\"");
}

TEST(read_csv, takes_empty_cells_for_missing_and_nothing_else) {
  const table read = read_csv_text("x,y\n?,1\nNone,\nNA,3\n,4\n");
  EXPECT_EQ(texts(read, "x"), (std::vector<std::string>{"?", "None", "NA", "(none)"}));
  EXPECT_EQ(numbers(read, "y"), (std::vector<double>{1, -999, 3, 4}));
}

// Among numbers, date-times and truth values they are nothing else; "x" above has nothing else.
TEST(read_csv, takes_the_usual_words_for_missing_where_all_else_is_of_one_kind) {
  for (const std::string word : {"NA", "N/A", "n/a", "NULL", "null", "None", "?", "-", ".", "NaN"}) {
    const table read = read_csv_text("n,d,b,t,w\n1.5,2020-01-31," + word + ",up," + word + "\n" + word + "," + word +
                                     ",true," + word + "," + word + "\n2,2020-02-01,false,down," + word + "\n");
    const std::vector<column_kind> kinds{column_kind::numeric, column_kind::datetime, column_kind::boolean};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
      EXPECT_EQ(read.schema()[c].kind, kinds[c]) << word;
      EXPECT_EQ(read.schema()[c].form.missing, word);
    }
    EXPECT_TRUE(read.column("n").missing(1));
    EXPECT_TRUE(read.column("d").missing(1));
    EXPECT_TRUE(read.column("b").missing(0));
    EXPECT_EQ(texts(read, "t"), (std::vector<std::string>{"up", word, "down"}));
    EXPECT_FALSE(read.column("w").missing(0)) << "nothing says that it stands for missing cells";
  }
}

// The sample that says how to read a long file sees nothing but the word in four places.
TEST(read_csv, takes_a_long_run_of_words_for_missing_where_numbers_follow) {
  std::string text = "n,d\n";
  for (int row = 0; row < 60'000; ++row)
    text += row % 1000 < 999 ? "NA,NULL\n" : std::to_string(row) + ",2020-01-0" + std::to_string(1 + row / 7500) + "\n";
  const table read = read_csv_text(text);
  EXPECT_EQ(read.schema()[0].kind, column_kind::numeric);
  EXPECT_EQ(read.schema()[1].kind, column_kind::datetime);
  EXPECT_EQ(read.column("n").number(999), 999.0);
  EXPECT_TRUE(read.column("d").missing(59'998));
}

TEST(read_csv, names_what_keeps_a_column_from_being_numbers) {
  std::string text = "a,b,c,d,e\n";
  for (int row = 0; row < 300; ++row) {
    const std::string n = std::to_string(row % 30);
    text += (row % 10 == 3 ? "unknown" : n + ".5") + "," +
            (row % 10 == 3   ? "x"
             : row % 10 == 4 ? "y"
                             : n) +
            "," +
            (row == 7    ? "\"1,234\""
             : row == 70 ? "1e400"
                         : std::to_string(row * 3)) +
            "," + (row % 3 == 0 ? "U" : std::to_string(row % 3)) + "," + (row == 9 ? "x" : "0" + n) + "\n";
  }
  io::csv_report report;
  const table read = read_csv_text(text, {}, &report);
  ASSERT_EQ(report.nearly_numbers.size(), 2U) << "many words, few numbers and codes are levels";
  const io::texts_among_numbers& a = report.nearly_numbers[0];
  EXPECT_EQ(a.column, "a");
  EXPECT_EQ(a.text, "unknown");
  EXPECT_EQ(a.row, 3U);
  EXPECT_EQ(a.cells, 30U);
  EXPECT_EQ(a.numbers, 270U);
  EXPECT_TRUE(a.alike);
  const io::texts_among_numbers& c = report.nearly_numbers[1];
  EXPECT_EQ(c.column, "c");
  EXPECT_EQ(c.text, "1,234");
  EXPECT_EQ(c.cells, 2U);
  EXPECT_FALSE(c.alike);
  EXPECT_EQ(read_csv_text(text, {.null_strings = {"unknown"}}, &report).schema()[0].kind, column_kind::numeric);
  EXPECT_EQ(report.nearly_numbers.size(), 1U);
}

TEST(read_csv, takes_given_texts_for_missing) {
  io::csv_report report;
  const table read = read_csv_text("x,y,z\n?,1,a\n5,-999,?\n6,3,b\n", {.null_strings = {"?", "-999"}}, &report);
  EXPECT_EQ(numbers(read, "x"), (std::vector<double>{-999, 5, 6}));
  EXPECT_EQ(numbers(read, "y"), (std::vector<double>{1, -999, 3}));
  EXPECT_TRUE(read.column("y").missing(1));
  EXPECT_EQ(texts(read, "z"), (std::vector<std::string>{"a", "(none)", "b"}));
  EXPECT_EQ(read.schema()[0].form.missing, "?");
  EXPECT_EQ(read.schema()[1].form.missing, "-999");
}

TEST(read_csv, reads_a_table_of_one_column_with_blank_lines) {
  EXPECT_EQ(numbers(read_csv_text("a\n1\n\n3\n"), "a"), (std::vector<double>{1, -999, 3}));
}

TEST(read_csv, passes_blank_lines_over) {
  io::csv_report report;
  EXPECT_EQ(read_csv_text("\n\r\na,b\n\n1,2\r\n\r\n3,4\n\n", {}, &report).rows(), 2U);
  EXPECT_EQ(report.blank_lines, 5U);
}

TEST(read_csv, sorts_levels_by_their_bytes) {
  const table read = read_csv_text("x\nb\na\nb\nB\nb\na\nB\na\n\xC3\xA4\n\xC3\xA4\n");
  ASSERT_EQ(read.schema()[0].kind, column_kind::categorical);
  const auto levels = read.column(0).levels;
  EXPECT_EQ(std::vector<std::string>(levels.begin(), levels.end()),
            (std::vector<std::string>{"B", "a", "b", "\xC3\xA4"}));
}

TEST(read_csv, keeps_what_is_said_about_kinds) {
  const table read = read_csv_text("zip,flag,day,n\n01234,y,20240131,1\n99999,n,20231201,2\n",
                                   {.kinds = {{"zip", column_kind::numeric},
                                              {"flag", column_kind::boolean},
                                              {"day", column_kind::datetime},
                                              {"n", column_kind::categorical}}});
  EXPECT_EQ(numbers(read, "zip"), (std::vector<double>{1234, 99999}));
  EXPECT_EQ(read.schema()[1].kind, column_kind::boolean);
  EXPECT_EQ(read.schema()[1].form.yes, "y");
  EXPECT_EQ(numbers(read, "flag"), (std::vector<double>{1, 0}));
  EXPECT_EQ(numbers(read, "day"), (std::vector<double>{19753, 19692}));  // date -d 2024-01-31 +%s / 86400
  EXPECT_EQ(read.schema()[3].kind, column_kind::categorical);
}

TEST(read_csv, says_which_cell_is_not_of_the_kind_that_was_said) {
  expect_error<data_error>(
      [] {
        (void)read_csv_text("id,n\na,1\nb,two\n", {.kinds = {{"n", column_kind::numeric}}});
      },
      {"text, line 3, column 2 (n)", "found \"two\"", "numeric"});
  expect_error<data_error>(
      [] {
        (void)read_csv_text("n,d\n1,2020-01-01\n2,2020-02-30\n", {.kinds = {{"d", column_kind::datetime}}});
      },
      {"line 3, column 2 (d)", "2020-02-30"});
  expect_error<data_error>(
      [] {
        (void)read_csv_text("n\na\nb\nc\n", {.kinds = {{"n", column_kind::boolean}}});
      },
      {"3 distinct texts"});
  expect_error<schema_error>(
      [] {
        (void)read_csv_text("n\n1\n", {.kinds = {{"m", column_kind::text}}});
      },
      {"no column named \"m\""});
}

// A change of mind far down: the sample sees whole numbers, dates and few levels only.
std::string long_table(std::size_t rows) {
  std::string text = "whole,then_decimal,then_text,date,then_no_date,few,then_many,late\n";
  for (std::size_t i = 0; i < rows; ++i) {
    const bool odd = i == rows / 3;
    const std::string n = std::to_string(i % 100);
    text.append(n).append(",").append(odd ? "2.5" : n).append(",").append(odd ? "x" : n);
    text.append(",2020-01-0").append(std::to_string(i % 9 + 1)).append(",").append(odd ? "never" : "2020-02-02");
    text.append(",").append(i % 2 == 0 ? "a" : "b").append(",l").append(std::to_string(odd ? 1 : i / 1000 % 700));
    text.append(",").append(i < rows / 3 || i > rows / 2 ? "" : n).append("\n");
  }
  return text;
}

TEST(read_csv, decides_on_all_cells_of_a_long_file) {
  constexpr std::size_t rows = 600'000;
  const temporary_file file("long.csv", long_table(rows));
  const table read = read_csv(file.path());
  ASSERT_EQ(read.rows(), rows);
  std::string kinds;
  for (const column_spec& spec : read.schema()) kinds += std::string(name_of(spec.kind)) + " ";
  EXPECT_EQ(kinds, "numeric numeric categorical datetime categorical categorical categorical numeric ");
  EXPECT_EQ(read.column("then_decimal").number(rows / 3), 2.5);
  EXPECT_EQ(read.column("then_decimal").number(rows - 1), 99);
  EXPECT_EQ(read.column("then_text").text(rows / 3), "x");
  EXPECT_EQ(read.column("then_text").text(7), "7");
  EXPECT_EQ(read.column("then_many").levels.size(), 600U);
  EXPECT_TRUE(read.column("late").missing(0));
  EXPECT_EQ(read.column("late").number(rows / 2), 0);
}

TEST(read_csv, gives_the_same_table_for_any_number_of_threads) {
  const temporary_file file("long.csv", long_table(300'000));
  const table alone = read_csv(file.path());
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const table together = read_csv(file.path(), {.executor = pool});
    ASSERT_EQ(together.schema(), alone.schema());
    for (std::size_t i = 0; i < alone.schema().size(); ++i) {
      const column_view a = alone.column(i);
      const column_view b = together.column(i);
      ASSERT_TRUE(std::equal(a.levels.begin(), a.levels.end(), b.levels.begin(), b.levels.end()));
      ASSERT_TRUE(std::equal(a.valid.begin(), a.valid.end(), b.valid.begin(), b.valid.end()));
      for (std::size_t row = 0; row < alone.rows(); ++row)
        ASSERT_TRUE(a.missing(row) ? b.missing(row) : a.number(row) == b.number(row)) << i << " " << row;
    }
  }
}

TEST(read_csv, gives_the_same_table_from_a_file_and_from_memory) {
  const std::string text = long_table(50'000);
  const temporary_file file("long.csv", text);
  const table a = read_csv(file.path());
  const table b = read_csv_text(text);
  ASSERT_EQ(a.schema(), b.schema());
  for (std::size_t i = 0; i < a.schema().size(); ++i)
    for (std::size_t row = 0; row < a.rows(); row += 13)
      ASSERT_TRUE(a.column(i).missing(row) ? b.column(i).missing(row)
                                           : a.column(i).number(row) == b.column(i).number(row));
}

TEST(read_csv, tells_how_far_it_is_and_stops) {
  const temporary_file file("long.csv", long_table(100'000));
  std::size_t last = 0;
  auto listen = [&](const progress_event& event) {
    last = event.done == event.total ? event.total : last;
    return true;
  };
  (void)read_csv(file.path(), {.progress = listen});
  EXPECT_GT(last, 1'000'000U);
  auto stop = [](const progress_event& event) { return event.done == 0; };
  EXPECT_THROW((void)read_csv(file.path(), {.progress = stop}), cancelled);
}

TEST(read_csv, reads_texts_where_numbers_would_come_back_otherwise_if_told_so) {
  io::csv_report report;
  const table read = read_csv_text("x\n1.50\n1.5\n1.50\n1.5\n", {}, &report);
  EXPECT_EQ(read.schema()[0].kind, column_kind::numeric);
  EXPECT_EQ(report.columns[0].rewritten, 2U);
  const table kept = read_csv_text("x\n1.50\n1.5\n1.50\n1.5\n", {.keep_texts = true}, &report);
  EXPECT_EQ(kept.schema()[0].kind, column_kind::categorical);
  EXPECT_EQ(texts(kept, "x"), (std::vector<std::string>{"1.50", "1.5", "1.50", "1.5"}));
  EXPECT_EQ(report.columns[0].rewritten, 0U);
}

}  // namespace
}  // namespace standin
