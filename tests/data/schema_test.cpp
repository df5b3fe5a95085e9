// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/schema.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

TEST(table_schema, keeps_its_columns_in_order) {
  const table_schema schema{{"zebra"}, {"ant", column_kind::categorical}, {"when", column_kind::datetime}};
  ASSERT_EQ(schema.size(), 3U);
  EXPECT_EQ(schema[0].name, "zebra");
  EXPECT_EQ(schema[1].kind, column_kind::categorical);
  EXPECT_EQ(schema[2].unit, time_unit::second);
  std::string names;
  for (const column_spec& spec : schema) names += spec.name + " ";
  EXPECT_EQ(names, "zebra ant when ");
}

TEST(table_schema, finds_columns_by_name) {
  const table_schema schema{{"b"}, {"a"}, {""}, {"ä"}};
  EXPECT_EQ(schema.find("a"), 1U);
  EXPECT_EQ(schema.find("b"), 0U);
  EXPECT_EQ(schema.find(""), 2U);
  EXPECT_EQ(schema.find("ä"), 3U);
  EXPECT_EQ(schema.find("A"), std::nullopt);
  EXPECT_EQ(schema.index_of("b"), 0U);
}

TEST(table_schema, may_be_empty) {
  const table_schema schema;
  EXPECT_TRUE(schema.empty());
  EXPECT_EQ(schema.begin(), schema.end());
  EXPECT_EQ(schema.find("x"), std::nullopt);
  expect_error<schema_error>([&] { (void)schema.index_of("x"); }, {"\"x\"", "the table has no columns"});
}

TEST(table_schema, says_which_columns_there_are) {
  const table_schema schema{{"age"}, {"sex"}};
  expect_error<schema_error>([&] { (void)schema.index_of("Age"); }, {"no column named \"Age\"", "it has age, sex"});
}

TEST(table_schema, names_twelve_columns_of_a_wide_table) {
  std::vector<column_spec> specs;
  for (int i = 0; i < 20; ++i) specs.push_back({"c" + std::to_string(i)});
  const table_schema schema(specs);
  expect_error<schema_error>([&] { (void)schema.index_of("d"); }, {"c11, … (20 in all)"});
}

TEST(table_schema, refuses_two_columns_of_one_name) {
  expect_error<schema_error>([] { table_schema{{"a"}, {"b"}, {"c"}, {"b"}}; }, {"columns 2 and 4", "\"b\""});
}

TEST(table_schema, compares_everything) {
  const table_schema a{{"x"}, {"y", column_kind::text}};
  EXPECT_EQ(a, (table_schema{{"x"}, {"y", column_kind::text}}));
  EXPECT_FALSE(a == (table_schema{{"x"}, {"y"}}));
  table_schema written{{.name = "x", .form = {.max_decimals = 2}}, {"y", column_kind::text}};
  EXPECT_FALSE(a == written);
}

TEST(same_columns, overlooks_how_cells_are_written) {
  const table_schema a{{"x"}, {"y", column_kind::text}};
  EXPECT_TRUE(same_columns(a, {{.name = "x", .form = {.max_decimals = 2}}, {"y", column_kind::text}}));
  EXPECT_FALSE(same_columns(a, {{"y", column_kind::text}, {"x"}})) << "another order";
  EXPECT_FALSE(same_columns(a, {{"x"}})) << "fewer";
  EXPECT_FALSE(same_columns(a, {{"x"}, {"y", column_kind::categorical}})) << "another kind";
}

TEST(same_columns, asks_for_the_same_ticks) {
  const table_schema days{{.name = "t", .kind = column_kind::datetime, .unit = time_unit::day}};
  const table_schema seconds{{.name = "t", .kind = column_kind::datetime, .unit = time_unit::second}};
  EXPECT_FALSE(same_columns(days, seconds));
  EXPECT_TRUE(same_columns({{.name = "x", .unit = time_unit::day}}, {{.name = "x"}})) << "numbers have no ticks";
}

}  // namespace
}  // namespace standin
