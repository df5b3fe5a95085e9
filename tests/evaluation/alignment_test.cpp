// SPDX-License-Identifier: MIT
/// \file
/// Tables brought to the same columns.
#include <data/expect_error.hpp>
#include <metrics/make_columns.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/alignment.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

using columns = std::vector<std::pair<std::string, test_column>>;

aligned_tables aligned(const columns& real, const columns& synthetic, const column_choice& choice = {}) {
  return align({.train = table_of(real), .synthetic = table_of(synthetic)}, choice);
}

/// The synthetic column "x" after it was brought into line with a real one.
column_view read_as(const aligned_tables& all) {
  return all.tables.synthetic.column("x");
}

std::vector<std::string> texts_of(const column_view& column) {
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < column.rows; ++row)
    cells.push_back(column.missing(row) ? "-" : std::string(column.text(row)));
  return cells;
}

std::vector<double> numbers_of(const column_view& column) {
  std::vector<double> cells;
  for (std::size_t row = 0; row < column.rows; ++row) cells.push_back(column.number(row));
  return cells;
}

using words = std::vector<std::string>;
using values = std::vector<double>;

TEST(align, matches_columns_by_name_and_says_so) {
  const aligned_tables all =
      aligned({{"a", numbers({1})}, {"b", letters("x")}}, {{"b", letters("y")}, {"a", numbers({2})}});
  EXPECT_EQ(all.tables.synthetic.schema()[0].name, "a");
  EXPECT_EQ(all.tables.synthetic.column(0).number(0), 2.0);
  ASSERT_EQ(all.notes.size(), 1U);
  EXPECT_EQ(
      all.notes[0],
      "The columns of the synthetic table stand in another order than the real table's; they were matched by name.");
}

TEST(align, leaves_fitting_tables_alone) {
  const columns both = {{"a", numbers({1})}, {"b", letters("x")}, {"c", flags("1")}, {"d", moments({1})}};
  const aligned_tables all = aligned(both, both);
  EXPECT_TRUE(all.notes.empty());
  EXPECT_EQ(all.columns.size(), 4U);
  EXPECT_EQ(all.tables.train.schema().size(), 4U);
}

TEST(align, keeps_alive_what_it_looks_at) {
  const aligned_tables all = aligned({{"x", numbers({1, 2})}}, {{"x", flags("10")}});
  EXPECT_EQ(numbers_of(all.tables.train.column("x")), (values{1, 2}));
  EXPECT_EQ(numbers_of(read_as(all)), (values{1, 0}));
}

TEST(align, refuses_tables_with_other_columns) {
  const columns real = {{"age", numbers({1})}, {"sex", letters("f")}};
  expect_error<schema_error>(
      [&] {
        (void)aligned(real, {{"age", numbers({1})}});
      },
      {"the synthetic table lacks column \"sex\""});
  columns more = real;
  more.emplace_back("extra", numbers({1}));
  expect_error<schema_error>([&] { (void)aligned(real, more); },
                             {"the synthetic table has column \"extra\", which the real table lacks"});
  columns renamed = real;
  renamed[1].first = "gender";
  expect_error<schema_error>([&] { (void)aligned(real, renamed); },
                             {"the synthetic table lacks column \"sex\", and has column \"gender\" instead"});
  const table t = table_of(real);
  expect_error<schema_error>(
      [&] {
        (void)align({.train = t, .holdout = table_of({{"age", numbers({1})}}), .synthetic = t});
      },
      {"the holdout lacks column \"sex\""});
}

TEST(align, lets_ignored_columns_be_absent) {
  const aligned_tables all = aligned({{"age", numbers({1})}, {"sex", letters("f")}},
                                     {{"age", numbers({1})}, {"weight", numbers({1})}}, {.ignore = {"sex", "weight"}});
  EXPECT_EQ(all.tables.train.schema().size(), 1U);
  EXPECT_EQ(all.columns[1].use, column_use::ignored);
}

TEST(align, refuses_to_ignore_a_column_that_no_table_has) {
  const columns real = {{"age", numbers({1})}};
  expect_error<invalid_option>([&] { (void)aligned(real, real, {.ignore = {"aeg"}}); }, {"ignore", "\"aeg\""});
}

TEST(align, reads_booleans_as_numbers_and_back) {
  const aligned_tables a = aligned({{"x", numbers({0, 1, 5})}}, {{"x", flags("01-")}});
  EXPECT_EQ(read_as(a).kind, column_kind::numeric);
  EXPECT_EQ(read_as(a).number(1), 1.0);
  EXPECT_TRUE(read_as(a).missing(2));
  ASSERT_EQ(a.notes.size(), 1U);
  EXPECT_EQ(a.notes[0],
            "Column \"x\" is boolean in the synthetic table and was compared as numeric, which it is in the real one.");

  const aligned_tables b = aligned({{"x", flags("01")}}, {{"x", numbers({0, 1, none})}});
  EXPECT_EQ(read_as(b).kind, column_kind::boolean);
  EXPECT_EQ(read_as(b).number(1), 1.0);
  EXPECT_TRUE(read_as(b).missing(2));
  expect_error<schema_error>(
      [] {
        (void)aligned({{"x", flags("01")}}, {{"x", numbers({0, 2})}});
      },
      {"column \"x\"", "boolean in the real table and numeric in the synthetic table", "row 2 is \"2\"",
       "read all tables with the schema of the real one"});
}

TEST(align, reads_levels_as_booleans_and_back) {
  const aligned_tables a = aligned({{"x", flags("01")}}, {{"x", levels({"True", "false", "1", "-"})}});
  EXPECT_EQ(read_as(a).number(0), 1.0);
  EXPECT_EQ(read_as(a).number(1), 0.0);
  EXPECT_EQ(read_as(a).number(2), 1.0);
  expect_error<schema_error>([] { (void)aligned({{"x", flags("01")}}, {{"x", levels({"maybe"})}}); }, {"\"maybe\""});

  const aligned_tables b = aligned({{"x", levels({"True", "False", "Unknown"})}}, {{"x", flags("10-")}});
  EXPECT_EQ(texts_of(read_as(b)), (words{"True", "False", "-"}));
}

TEST(align, reads_booleans_by_the_words_of_their_schema) {
  const table real({{.name = "x", .kind = column_kind::boolean, .form = {.no = "N", .yes = "Y"}}},
                   {column::booleans({0, 1})});
  const aligned_tables all = align({.train = real, .synthetic = table_of({{"x", letters("YNY")}})});
  EXPECT_EQ(numbers_of(read_as(all)), (values{1, 0, 1}));
}

TEST(align, reads_numbers_as_levels_by_value_and_back) {
  // "1.0" is the level that 1 means; 7 is a level that the real column lacks.
  const aligned_tables a = aligned({{"x", levels({"1.0", "2", "x"})}}, {{"x", numbers({2, 1, 7, none})}});
  EXPECT_EQ(read_as(a).kind, column_kind::categorical);
  EXPECT_EQ(texts_of(read_as(a)), (words{"2", "1.0", "7", "-"}));
  expect_error<schema_error>(
      [] {
        (void)aligned({{"x", levels({"a", "b"})}}, {{"x", numbers({0, 1})}});
      },
      {"column \"x\"", "categorical in the real table and numeric"});

  const aligned_tables b = aligned({{"x", numbers({1, 2})}}, {{"x", levels({"2", "1.50", "-"})}});
  EXPECT_EQ(read_as(b).number(1), 1.5);
  EXPECT_TRUE(read_as(b).missing(2));
  expect_error<schema_error>(
      [] {
        (void)aligned({{"x", numbers({1})}}, {{"x", levels({"1", "1o"})}});
      },
      {"column \"x\"", "row 2 is \"1o\""});
}

TEST(align, takes_texts_for_levels_where_they_are_said_to_be_categories) {
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) words.push_back("a sentence, the number of which is " + std::to_string(i / 2));
  const table real({{.name = "x", .kind = column_kind::text}}, {column(words)});
  expect_error<invalid_option>([&] { (void)align({.train = real, .synthetic = real}, {.keep = {"x"}}); },
                               {"\"x\" is text", "evaluation_options::categories"});
  const table by_role({{.name = "x", .kind = column_kind::text, .role = column_role::category}}, {column(words)});
  for (const aligned_tables& all : {align({.train = real, .synthetic = real}, {.categories = {"x"}}),
                                    align({.train = by_role, .synthetic = real}, {})}) {
    EXPECT_EQ(all.columns[0].use, column_use::compared);
    EXPECT_EQ(all.tables.train.column(0).kind, column_kind::categorical);
    EXPECT_EQ(all.tables.synthetic.column(0).text(5), words[5]);
  }
  const table numbered({{.name = "x"}}, {column(std::vector<double>{1, 2})});
  const aligned_tables all = align({.train = real, .synthetic = numbered}, {.categories = {"x"}});
  EXPECT_EQ(all.tables.synthetic.column(0).text(1), "2");
}

TEST(align, takes_numbers_for_levels_where_they_are_said_to_be_categories) {
  const columns real = {{"x", numbers({11, 2, 2.5})}};
  const aligned_tables all = aligned(real, {{"x", numbers({2, 11, 7, none})}}, {.categories = {"x"}});
  EXPECT_EQ(all.columns[0].kind, column_kind::categorical);
  EXPECT_EQ(texts_of(all.tables.train.column("x")), (words{"11", "2", "2.5"}));
  EXPECT_EQ(texts_of(read_as(all)), (words{"2", "11", "7", "-"}));
  EXPECT_TRUE(all.notes.empty());
  // By value, whatever the other table's spelling; a word is a level that the real column lacks.
  const aligned_tables spelt = aligned(real, {{"x", levels({"11.0", "2", "home"})}}, {.categories = {"x"}});
  EXPECT_EQ(texts_of(read_as(spelt)), (words{"11", "2", "home"}));

  const table coded({{.name = "x", .role = column_role::category}}, {column(values{11, 2})});
  EXPECT_EQ(align({.train = coded, .synthetic = coded}).tables.synthetic.column("x").kind, column_kind::categorical);
  expect_error<invalid_option>([&] { (void)aligned(real, real, {.categories = {"y"}}); },
                               {"evaluation_options::categories", "no column \"y\""});
}

TEST(align, reads_text_as_levels_or_numbers) {
  EXPECT_EQ(texts_of(read_as(aligned({{"x", letters("ab")}}, {{"x", texts({"b", "new"})}}))), (words{"b", "new"}));
  EXPECT_EQ(read_as(aligned({{"x", numbers({1})}}, {{"x", texts({"2.5"})}})).number(0), 2.5);
}

TEST(align, refuses_moments_for_anything_else) {
  for (const test_column& other : {numbers({1}), letters("a"), flags("1"), texts({"2020-01-01"})}) {
    expect_error<schema_error>(
        [&] {
          (void)aligned({{"x", moments({1})}}, {{"x", other}});
        },
        {"datetime in the real table"});
    if (other.kind() != column_kind::text)
      expect_error<schema_error>(
          [&] {
            (void)aligned({{"x", other}}, {{"x", moments({1})}});
          },
          {"datetime in the synthetic table"});
  }
}

table days(time_unit unit, std::vector<std::int64_t> ticks) {
  return {{{.name = "when", .kind = column_kind::datetime, .unit = unit}}, {column(std::move(ticks))}};
}

TEST(align, brings_moments_to_the_finest_unit) {
  const aligned_tables all = align({.train = days(time_unit::day, {1, 2}),
                                    .holdout = days(time_unit::millisecond, {5}),
                                    .synthetic = days(time_unit::second, {86'400})});
  EXPECT_EQ(all.tables.train.column(0).cell<std::int64_t>(1), 172'800'000);
  EXPECT_EQ(all.tables.holdout->column(0).cell<std::int64_t>(0), 5);
  EXPECT_EQ(all.tables.synthetic.column(0).cell<std::int64_t>(0), 86'400'000);
  EXPECT_EQ(all.tables.train.schema()[0].unit, time_unit::millisecond);
  EXPECT_EQ(all.notes.size(), 2U);
  expect_error<schema_error>(
      [] {
        (void)align(
            {.train = days(time_unit::day, {std::int64_t{1} << 40}), .synthetic = days(time_unit::nanosecond, {1})});
      },
      {"column \"when\"", "the real table", "do not fit"});
}

std::vector<double> up_to(int n) {
  std::vector<double> cells;
  for (int i = 0; i < n; ++i) cells.push_back(i);
  return cells;
}

column_use use_of(const std::string& name, const test_column& cells) {
  const columns both = {{name, cells}};
  return aligned(both, both).columns[0].use;
}

TEST(align, takes_unique_whole_numbers_for_identifiers_if_their_name_says_so) {
  const test_column unique = numbers(up_to(21));
  for (const char* name :
       {"id", "ID", "user_id", "PassengerId", "customerID", "row index", "order-key", "a.uuid", "Idx"})
    EXPECT_EQ(use_of(name, unique), column_use::identifier) << name;
  for (const char* name : {"age", "paid", "idle", "monkey", "width", "indexed", "I"})
    EXPECT_EQ(use_of(name, unique), column_use::compared) << name;
  EXPECT_EQ(use_of("id", numbers(up_to(20))), column_use::compared);
  std::vector<double> twice = up_to(30);
  twice.push_back(3);
  EXPECT_EQ(use_of("id", numbers(twice)), column_use::compared);
  std::vector<double> broken = up_to(30);
  broken.push_back(0.5);
  EXPECT_EQ(use_of("id", numbers(broken)), column_use::compared);
}

TEST(align, takes_unique_levels_and_texts_for_identifiers) {
  std::vector<std::string> names;
  for (int i = 0; i < 21; ++i) names.push_back("N-" + std::to_string(100 + i));
  EXPECT_EQ(use_of("name", levels(names)), column_use::identifier);
  EXPECT_EQ(use_of("name", texts(names)), column_use::identifier);
  names.push_back(names.front());
  EXPECT_EQ(use_of("name", levels(names)), column_use::free_text) << "nearly all different";
  EXPECT_EQ(use_of("name", texts(names)), column_use::free_text);
  validity present(30);
  for (std::size_t row = 0; row < 30; ++row) present.set(row, false);
  const test_column nothing(column_kind::text, column(std::vector<std::string>(30), std::move(present)));
  EXPECT_EQ(use_of("name", nothing), column_use::empty);
  names.resize(10);
  EXPECT_EQ(use_of("name", levels(names)), column_use::compared) << "too few to tell";
  std::vector<std::string> mails;
  for (int i = 0; i < 100; ++i) mails.push_back("somebody" + std::to_string(i % 10) + "@mail.it");
  EXPECT_EQ(use_of("contact", levels(mails)), column_use::identifier) << "personal, though they come again";
}

TEST(align, keeps_identifiers_where_asked) {
  const columns both = {{"id", numbers(up_to(30))}};
  EXPECT_EQ(aligned(both, both, {.keep = {"id"}}).columns[0].use, column_use::compared);
  expect_error<invalid_option>([&] { (void)aligned(both, both, {.keep = {"idd"}}); }, {"keep", "\"idd\""});
  const columns free_text = {{"note", texts({"a", "a"})}};
  expect_error<invalid_option>([&] { (void)aligned(free_text, free_text, {.keep = {"note"}}); },
                               {"keep", "\"note\"", "text"});
}

TEST(align, checks_that_the_target_takes_part) {
  const table t = table_of({{"id", numbers(up_to(30))}, {"y", numbers(up_to(30))}});
  EXPECT_NO_THROW((void)align({.train = t, .synthetic = t, .target = "y"}));
  expect_error<invalid_option>([&] { (void)align({.train = t, .synthetic = t, .target = "z"}); }, {"target", "\"z\""});
  expect_error<invalid_option>([&] { (void)align({.train = t, .synthetic = t, .target = "id"}); },
                               {"target", "\"id\"", "takes no part"});
}

TEST(align, takes_tables_without_rows_or_columns) {
  EXPECT_EQ(aligned({}, {}).columns.size(), 0U);
  const aligned_tables empty = aligned({{"x", numbers({})}}, {{"x", texts({})}});
  EXPECT_EQ(read_as(empty).rows, 0U);
  EXPECT_EQ(read_as(empty).kind, column_kind::numeric);
  const aligned_tables missing = aligned({{"x", letters("a")}}, {{"x", numbers({none, none})}});
  EXPECT_EQ(texts_of(read_as(missing)), (words{"-", "-"}));
}

}  // namespace
}  // namespace standin
