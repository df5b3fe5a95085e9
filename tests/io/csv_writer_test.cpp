// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <io/temporary_file.hpp>
#include <standin/core/error.hpp>
#include <standin/io/csv.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

using io::read_csv_text;
using io::to_csv_text;

/// Text that is read and written again.
std::string again(std::string_view text, const io::csv_read_options& options = {}) {
  io::csv_report report;
  const table read = read_csv_text(text, options, &report);
  return to_csv_text(read, report.dialect);
}

TEST(write_csv, gives_each_cell_its_text_back) {
  for (const std::string_view text : {"a,b\n1,x\n2,y\n",
                                      "a,b\r\n1,x\r\n2,y\r\n",
                                      "a;b\r1;x\r2;y\r",
                                      "a,b\n1,x\n2,y",
                                      "a\n1\n\"\"\n3\n",
                                      "p\n1.50\n2.25\n3.00\n",
                                      "p\n41.0\n8.3252\n",
                                      "p\n12\n11.77\n",
                                      "p\n1e+05\n120000\n-3e+05\n",
                                      "p\n.5\n-.25\n",
                                      "p\n1e-05\n0.5\n100000.0\n",
                                      "p\n-0\n1.5\n",
                                      "f\ntrue\nfalse\n\"\"\n",
                                      "f\nTRUE\nFALSE\n",
                                      "d\n2020-01-31\n\"\"\n",
                                      "d\n31.01.2020\n01.12.1999\n",
                                      "d\n2020-07-01T10:00:00+02:00\n",
                                      "d\n07/04/1976 1:30 PM\n12/25/1999 12:00 AM\n",
                                      "d\n1969-12-31 23:59:59.999\n",
                                      "t\n\"a,b\"\nc\n\"say \"\"no\"\"\"\n\"two\nlines\"\n",
                                      "n,m\n1,NaN\n2,NaN\n3,4.5\n",
                                      "\"a\";\"b\"\n\"x\";1\n\"y\";2\n",
                                      "id\n007\n008\n",
                                      "x\n18446744073709551617\n9007199254740993\n"})
    EXPECT_EQ(again(text), text);
  EXPECT_EQ(again("a;b\n1,5;2,25\n", {.decimal_mark = ','}), "a;b\n1,5;2,25\n");
  EXPECT_EQ(again("a,b\n\"1,5\",2\n", {.decimal_mark = ','}), "a,b\n\"1,5\",2\n");
  EXPECT_EQ(again("a,b\n?,x\n2,?\n", {.null_strings = {"?"}}), "a,b\n?,x\n2,?\n");
  EXPECT_EQ(again("1,x\n2,y\n", {.header = false}), "1,x\n2,y\n");
  EXPECT_EQ(again("1,x\n2,y", {.header = false}), "1,x\n2,y");
  EXPECT_EQ(again("a,b"), "a,b");
}

table ten_million_and(std::size_t rows) {
  std::vector<std::int64_t> n(rows);
  std::vector<double> x(rows);
  std::vector<std::uint32_t> c(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    n[row] = 10'000'000 + static_cast<std::int64_t>(row);
    x[row] = row % 5 == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(row) / 4;
    c[row] = static_cast<std::uint32_t>(row % 3);
  }
  std::vector<column> columns;
  columns.emplace_back(std::move(n));
  columns.emplace_back(std::move(x));
  columns.push_back(column::categorical(c, std::vector<std::string>{"a", "b,c", "d"}));
  return {table_schema{{"n"}, {"x"}, {"c", column_kind::categorical}}, std::move(columns)};
}

TEST(csv_writer, gives_the_same_bytes_however_rows_are_handed_over) {
  constexpr std::size_t rows = 200'000;
  const table data = ten_million_and(rows);
  const std::string expected = to_csv_text(data);
  thread_pool two(2);
  thread_pool five(5);
  std::string compressed;
  for (const std::string name : {"t.csv", "t.csv.gz"}) {
#if !defined(STANDIN_HAS_ZLIB)
    if (name.ends_with(".gz")) continue;
#endif
    for (const std::size_t chunk : {std::size_t{1000}, std::size_t{77'777}, rows})
      for (const executor_ref on : {executor_ref(), executor_ref(two), executor_ref(five)}) {
        const temporary_file file(name);
        io::csv_writer writer(file.path(), data.schema(), {.executor = on});
        std::vector<std::size_t> some;
        for (std::size_t row = 0; row < rows; row += chunk) {
          some.clear();
          for (std::size_t i = row; i < std::min(row + chunk, rows); ++i) some.push_back(i);
          writer.append(table_view(data).select_rows(some));
        }
        writer.close();
        if (name == "t.csv") {
          ASSERT_TRUE(file.contents() == expected) << chunk;
          continue;
        }
        if (compressed.empty()) {
          compressed = file.contents();
          ASSERT_TRUE(to_csv_text(io::read_csv(file.path())) == expected);
        }
        ASSERT_TRUE(file.contents() == compressed) << chunk;
      }
  }
}

TEST(csv_writer, writes_the_header_of_a_table_without_rows) {
  const temporary_file file;
  io::csv_writer(file.path(), table_schema{{"a"}, {"b,c"}}).close();
  EXPECT_EQ(file.contents(), "a,\"b,c\"\n");
}

TEST(csv_writer, writes_whole_rows_before_it_is_closed) {
  const temporary_file file;
  io::csv_writer writer(file.path(), ten_million_and(1).schema());
  writer.append(ten_million_and(300'000));
  const std::string so_far = file.contents();
  EXPECT_GT(so_far.size(), 1'000'000U);
  EXPECT_EQ(so_far.back(), '\n');
}

TEST(csv_writer, closes_when_it_ends) {
  const temporary_file file;
  {
    io::csv_writer(file.path(), table_schema{{"n"}, {"x"}, {"c", column_kind::categorical}}).append(ten_million_and(2));
  }
  EXPECT_EQ(file.contents(), "n,x,c\n10000000,,a\n10000001,0.25,\"b,c\"\n");
}

TEST(csv_writer, refuses_rows_of_other_columns) {
  const temporary_file file;
  io::csv_writer writer(file.path(), table_schema{{"a"}});
  expect_error<schema_error>([&] { writer.append(ten_million_and(1)); }, {"other columns"});
}

TEST(csv_writer, refuses_rows_once_it_is_closed) {
  const temporary_file file;
  io::csv_writer writer(file.path(), ten_million_and(1).schema());
  writer.close();
  writer.close();
  expect_error<io_error>([&] { writer.append(ten_million_and(1)); }, {"closed"});
}

TEST(write_csv, takes_every_element_type) {
  std::vector<column> columns;
  columns.emplace_back(std::vector<float>{0.1F, -2.5F});
  columns.emplace_back(std::vector<std::int32_t>{-7, 8});
  columns.push_back(column::booleans({1, 0}));
  columns.emplace_back(std::vector<std::string>{"", "x"});
  columns.emplace_back(std::vector<std::int64_t>{0, 90'061});
  const table data(table_schema{{"f"},
                                {"i"},
                                {"b", column_kind::boolean},
                                {"t", column_kind::text},
                                {"d", column_kind::datetime, time_unit::second}},
                   std::move(columns));
  EXPECT_EQ(to_csv_text(data), "f,i,b,t,d\n0.1,-7,true,,1970-01-01T00:00:00\n-2.5,8,false,x,1970-01-02T01:01:01\n");
}

TEST(write_csv, writes_other_encodings_as_it_reads_them) {
  const std::string utf8 = "city,n\nK\xC3\xB6ln,1\n\xE2\x82\xAC,2\n\xC3\x9F,3\n";
  const table read = read_csv_text(utf8);
  for (const io::text_encoding encoding : {io::text_encoding::utf8, io::text_encoding::utf16_le,
                                           io::text_encoding::utf16_be, io::text_encoding::windows_1252}) {
    const temporary_file file;
    io::write_csv(read, file.path(), {.dialect = {.encoding = encoding}});
    io::csv_report report;
    const table back = io::read_csv(file.path(), {}, &report);
    EXPECT_EQ(report.dialect.encoding, encoding);
    EXPECT_EQ(to_csv_text(back), utf8);
    const temporary_file twice;
    io::write_csv(back, twice.path(), {.dialect = report.dialect});
    EXPECT_EQ(twice.contents(), file.contents());
  }
}

TEST(write_csv, puts_a_mark_where_the_encoding_has_one) {
  const table read = read_csv_text("x\n1\n");
  const auto written = [&](io::text_encoding encoding, bool mark) {
    const temporary_file file;
    io::write_csv(read, file.path(), {.dialect = {.encoding = encoding, .byte_order_mark = mark}});
    return file.contents();
  };
  EXPECT_EQ(written(io::text_encoding::utf8, false), "x\n1\n");
  EXPECT_EQ(written(io::text_encoding::utf8, true), "\xEF\xBB\xBFx\n1\n");
  for (const bool mark : {false, true}) {
    EXPECT_TRUE(written(io::text_encoding::utf16_le, mark).starts_with("\xFF\xFEx"));
    EXPECT_TRUE(written(io::text_encoding::utf16_be, mark).starts_with(std::string("\xFE\xFF\0x", 4)));
    EXPECT_EQ(written(io::text_encoding::windows_1252, mark), "x\n1\n");
  }
}

TEST(write_csv, says_which_character_an_encoding_lacks) {
  const temporary_file file;
  const table read = read_csv_text("x\n\xD0\x96\n");
  expect_error<data_error>(
      [&] { io::write_csv(read, file.path(), {.dialect = {.encoding = io::text_encoding::windows_1252}}); },
      {"windows-1252", "\xD0\x96"});
}

TEST(write_csv, quotes_what_would_be_taken_for_a_byte_order_mark) {
  io::csv_report report;
  const table read = read_csv_text(
      "\xEF\xBB\xBF\xEF\xBB\xBF"
      "a,b\n1,x\n",
      {}, &report);
  EXPECT_TRUE(report.dialect.byte_order_mark);
  EXPECT_EQ(read.schema()[0].name,
            "\xEF\xBB\xBF"
            "a");
  EXPECT_EQ(read_csv_text(to_csv_text(read)).schema()[0].name,
            "\xEF\xBB\xBF"
            "a");
}

TEST(write_csv, refuses_a_delimiter_that_gives_no_csv) {
  const table read = read_csv_text("x\n1\n");
  expect_error<invalid_option>([&] { (void)to_csv_text(read, {.delimiter = '\n'}); }, {"delimiter"});
}

}  // namespace
}  // namespace standin
