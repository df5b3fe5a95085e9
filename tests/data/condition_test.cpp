// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/where_parser.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

// ── conditions by themselves ──

TEST(condition, reads_as_a_sentence) {
  EXPECT_EQ(to_text(where("age") >= 30 && where("sex") == "F"), R"(age >= 30 and sex == "F")");
  EXPECT_EQ(to_text((where("a") < 1 || where("b").is_missing()) && !(where("c") == true)),
            "(a < 1 or b is missing) and not (c == true)");
  EXPECT_EQ(to_text(where("a").in({1, 2.5, "x", true})), R"(a in {1, 2.5, "x", true})");
  EXPECT_EQ(to_text(where("two words").not_in({})), "`two words` not in {}");
  EXPECT_EQ(to_text(where("a") <= where("b")), "a <= b");
  EXPECT_EQ(to_text(where("a").between(1, 2)), "a >= 1 and a <= 2");
  EXPECT_EQ(to_text(condition()), "true");
}

TEST(condition, takes_values_of_every_type) {
  const std::string text = "F";
  const std::string_view view = text;
  EXPECT_EQ(where("x") == text, where("x") == "F");
  EXPECT_EQ(where("x") == view, where("x") == "F");
  EXPECT_EQ(where("x") == std::uint8_t{3}, where("x") == 3.0F);
  EXPECT_EQ(where("x") == std::int64_t{-3}, where("x") == -3.0);
  EXPECT_EQ(where("x") == std::numeric_limits<std::int64_t>::min(), where("x") == -0x1p63);
  EXPECT_NE(where("x") == true, where("x") == 1);
  EXPECT_NE(where("x") == "1", where("x") == 1);
  EXPECT_EQ(where("x") == -0.0, where("x") == 0);
}

TEST(condition, refuses_values_that_compare_with_nothing) {
  expect_error<invalid_option>([] { (void)(where("x") == std::nan("")); }, {"NaN", "is_missing()"});
  expect_error<invalid_option>([] { (void)(where("x") == (std::int64_t{1} << 53) + 1); },
                               {"9007199254740993", "identifiers"});
  EXPECT_EQ(to_text(where("x") == (std::int64_t{1} << 60)), "x == 1152921504606846976");
}

TEST(condition, leaves_out_what_changes_nothing) {
  const condition a = where("a") == 1;
  const condition never = condition::constant(false);
  EXPECT_EQ(a && condition(), a);
  EXPECT_EQ(a || never, a);
  EXPECT_EQ(a && never, never);
  EXPECT_EQ(a || condition(), condition());
  EXPECT_EQ(!!a, a);
  EXPECT_EQ(!never, condition());
  EXPECT_EQ(all_of({}), condition());
  EXPECT_EQ(any_of({}), never);
  EXPECT_EQ(all_of({a}), a);
  EXPECT_EQ(all_of({a, a && a}).node().parts.size(), 3U);
}

TEST(condition, is_equal_where_it_is_written_alike) {
  const condition a = where("a") == 1;
  const condition b = where("b") == 1;
  EXPECT_EQ((a && b) && a, a && (b && a));
  EXPECT_NE(a && b, b && a);
  EXPECT_NE(a && b, a || b);
  EXPECT_NE(where("a").in({1}), a);
  EXPECT_NE(where("a").in({1}), where("a").not_in({1}));
  EXPECT_NE(where("a") < where("b"), where("a") < where("c"));
}

TEST(condition, names_its_columns) {
  EXPECT_EQ(columns_of(!(where("b") == 1) || (where("a") < where("c") && where("b").is_missing())),
            (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(columns_of(condition()).empty());
}

TEST(condition, nests_so_deep_and_no_deeper) {
  condition deep = where("a") == 1;
  const auto nest = [&deep](int levels) {
    for (int i = 0; i < levels; ++i) deep = i % 2 == 0 ? deep && where("b") == 1 : deep || where("c") == 1;
  };
  nest(255);
  EXPECT_EQ(deep.node().depth, 256);
  EXPECT_FALSE(to_text(!deep).empty());
  const table_schema schema{{"a"}, {"b"}, {"c"}};
  EXPECT_NO_THROW(bound_condition(deep, schema));
  EXPECT_NO_THROW(bound_condition(!deep, schema));
  expect_error<invalid_option>([&] { nest(10); }, {"nests more than 256 deep", "all_of"});
}

// ── bound to columns ──

const table_schema& people() {
  static const table_schema schema{{"age"},
                                   {"income"},
                                   {"sex", column_kind::categorical},
                                   {"name", column_kind::text},
                                   {"sold", column_kind::boolean},
                                   {.name = "paid", .kind = column_kind::boolean, .form = {.no = "0", .yes = "1"}},
                                   {"day", column_kind::datetime, time_unit::day},
                                   {"time", column_kind::datetime, time_unit::second}};
  return schema;
}

bound_condition bound(std::string_view text) {
  return {parse_condition(text), people()};
}

/// The box as text, and "…" where a rest is left to check.
std::string box_of(std::string_view text) {
  const bound_condition condition = bound(text);
  if (condition.contradiction()) return "never: " + condition.contradiction()->part;
  std::string out;
  for (const column_restriction& side : condition.box()) {
    if (!out.empty()) out += "; ";
    out += condition.describe(side.column);
  }
  return condition.has_residual() ? out + " …" : out;
}

TEST(bound_condition, puts_one_columns_comparisons_together) {
  EXPECT_EQ(box_of("age >= 30 and age < 40"), "age >= 30 and age < 40");
  EXPECT_EQ(box_of("age < 3 or age > 5 or age == 4"), "age == 4 or age < 3 or age > 5");
  EXPECT_EQ(box_of("age >= 30 and sex == \"F\""), "age >= 30; sex == \"F\"");
  EXPECT_EQ(box_of("not (age < 3 or sex == 'F')"), "age >= 3 or age is missing; sex != \"F\" or sex is missing");
  EXPECT_EQ(box_of("sex != 'F' and sex not in {'M', 'F'}"), R"(sex not in {"F", "M"})");
  EXPECT_EQ(box_of("sold == true or sold == false"), "sold is not missing");
  EXPECT_EQ(box_of("true"), "");
  EXPECT_EQ(box_of("age is missing or age is not missing"), "");
  EXPECT_TRUE(bound("age is missing or age is not missing").always());
}

TEST(bound_condition, takes_a_comparison_with_a_missing_cell_as_false) {
  EXPECT_EQ(box_of("age != 3"), "age != 3");
  EXPECT_EQ(box_of("not (age == 3)"), "age != 3 or age is missing");
  EXPECT_EQ(box_of("age not in {3}"), "age != 3");
  EXPECT_EQ(box_of("not (age in {3})"), "age != 3 or age is missing");
  EXPECT_EQ(box_of("age not between 3 and 4"), "age < 3 or age > 4");
  EXPECT_EQ(box_of("not (age between 3 and 4)"), "age < 3 or age > 4 or age is missing");
  EXPECT_EQ(box_of("not (age > 3) and age is not missing"), "age <= 3");
  EXPECT_EQ(box_of("not (sex == 'F')"), "sex != \"F\" or sex is missing");
  EXPECT_EQ(box_of("not sold"), "sold == false or sold is missing");
  EXPECT_EQ(box_of("not (age is missing)"), "age is not missing");
}

TEST(bound_condition, holds_the_tightest_box_around_what_couples_columns) {
  EXPECT_EQ(box_of("age > 3 or sex == 'F'"), " …");
  EXPECT_EQ(box_of("age > 3 and sex == 'F' or age > 5 and sex == 'M'"), "age > 3; sex in {\"F\", \"M\"} …");
  EXPECT_EQ(box_of("(age > 3 or sex == 'F') and age < 2"), "age < 2; sex == \"F\"");
  EXPECT_EQ(box_of("(age > 3 or sex == 'F') and age > 5"), "age > 5");
  EXPECT_EQ(box_of("(age == 1 or age == 2 and sold) and (age >= 2 or name == 'x')"), "age in {1, 2} …");
  EXPECT_EQ(box_of("(age == 1 and sex == 'a' or age == 2 and sex == 'b') and (sex == 'b' or sold)and not sold"),
            "age == 2; sex == \"b\"; sold == false or sold is missing");
}

TEST(bound_condition, closes_in_on_columns_that_are_compared) {
  EXPECT_EQ(box_of("age < income"), "age is not missing; income is not missing …");
  EXPECT_EQ(box_of("age < income and income <= 3 and age >= 1"), "age >= 1 and age < 3; income > 1 and income <= 3 …");
  EXPECT_EQ(box_of("age >= income and age <= 3"), "age <= 3; income <= 3 …");
  EXPECT_EQ(box_of("age == income and age in {1, 2} and income > 1"), "age == 2; income == 2");
  EXPECT_EQ(box_of("age != income and age == 3 and income in {3, 4}"), "age == 3; income == 4");
  EXPECT_EQ(box_of("age < income and age < 1 and income > 2"), "age < 1; income > 2");
  EXPECT_EQ(box_of("sex == name and name in {'x', 'y'}"), "sex in {\"x\", \"y\"}; name in {\"x\", \"y\"} …");
  EXPECT_EQ(box_of("sold == paid and sold"), "sold == true; paid == true");
  EXPECT_EQ(box_of("not (age < income)"), " …");
  EXPECT_EQ(box_of("not (age < income) and age < 2 and income is not missing"), "age < 2; income < 2 …");
  EXPECT_EQ(box_of("day < time and time < '2024-01-01'"), "day is not missing; time <= \"2023-12-31T23:59:59Z\" …");
  EXPECT_EQ(box_of("age == age"), "age is not missing");
  EXPECT_EQ(box_of("not (age <= age)"), "age is missing");
}

TEST(bound_condition, names_what_cannot_be_met) {
  EXPECT_EQ(box_of("age < 3 and sex == 'F' and age > 5 and income > 2"), "never: age < 3 and age > 5");
  EXPECT_EQ(box_of("age in {}"), "never: age in {}");
  EXPECT_EQ(box_of("false"), "never: false");
  EXPECT_EQ(box_of("age is missing and age > 3"), "never: age is missing and age > 3");
  EXPECT_EQ(box_of("sex == 'F' and sex == 'M'"), "never: sex == \"F\" and sex == \"M\"");
  EXPECT_EQ(box_of("income > 0 and age < income and age > 5 and sold and income <= 5"),
            "never: age < income and age > 5 and income <= 5");
  EXPECT_EQ(box_of("age < age"), "never: age < age");
  EXPECT_EQ(box_of("(age > 3 or sex == 'F') and sold and age < 2 and sex == 'M'"),
            "never: (age > 3 or sex == \"F\") and age < 2 and sex == \"M\"");
  EXPECT_EQ(box_of("age < 3 and age > 3 or sex in {}"), "never: age < 3 and age > 3 or sex in {}");
  EXPECT_EQ(bound("income > 2 and age < 3 and age > 5").contradiction()->columns, (std::vector<std::size_t>{0}));
  EXPECT_EQ(bound("age < income and age > 5 and income < 5").contradiction()->columns,
            (std::vector<std::size_t>{0, 1}));
}

TEST(bound_condition, names_few_of_many) {
  std::string text = "age > 10";
  for (int i = 0; i < 500; ++i) text += " and income != " + std::to_string(i) + " and sex != 'x'";
  EXPECT_EQ(box_of(text + " and age < 10 and income > 3"), "never: age > 10 and age < 10");
}

TEST(bound_condition, knows_the_columns_that_decide) {
  const auto columns_of_bound = [](std::string_view text) {
    const bound_condition c = bound(text);
    return std::vector<std::size_t>(c.columns().begin(), c.columns().end());
  };
  EXPECT_EQ(columns_of_bound("sex == 'F' and (name == 'x' or age > 3)"), (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_EQ(columns_of_bound("age is missing or age is not missing"), (std::vector<std::size_t>{}));
}

TEST(bound_condition, takes_the_words_of_a_boolean_column) {
  EXPECT_EQ(box_of("paid == 1"), "paid == true");
  EXPECT_EQ(box_of("paid == '0'"), "paid == false");
  EXPECT_EQ(box_of("paid != true"), "paid == false");
  EXPECT_EQ(box_of("sold == 'true'"), "sold == true");
}

void expect_unbound(std::string_view text, std::initializer_list<std::string_view> words) {
  SCOPED_TRACE(text);
  expect_error<schema_error>([text] { (void)bound(text); }, words);
}

TEST(bound_condition, refuses_columns_that_are_not_there) {
  expect_unbound("ages > 3", {"no column named \"ages\"", "age, income, sex"});
  expect_unbound("sex == F", {"no column named \"F\"", "stands in quotes"});
  expect_error<schema_error>([] { (void)bound_condition(where("a") == 1, table_schema()); }, {"no columns"});
}

TEST(bound_condition, refuses_what_a_column_cannot_be_compared_with) {
  expect_unbound("age == \"30\"", {"column age", "numeric", "the text \"30\"", "without quotes"});
  expect_unbound("age == \"x\"", {"column age", "numeric", "compare it with a number"});
  expect_unbound("age == true", {"column age", "numeric", "true"});
  expect_unbound("age in {1, 'x'}", {"column age", "the text \"x\""});
  expect_unbound("sex == 3", {"column sex", "categorical", "the number 3", "quotes", "\"3\""});
  expect_unbound("sex", {"column sex", "categorical", "== true"});
  expect_unbound("sex < \"F\"", {"column sex", "categorical", "no order", "=="});
  expect_unbound("name >= \"F\"", {"column name", "text", "no order"});
  expect_unbound("name == 3", {"column name", "text", "the number 3"});
  expect_unbound("sold == 1", {"column sold", "boolean", "the number 1", "true or false"});
  expect_unbound("sold > false", {"column sold", "no order"});
  expect_unbound("paid == 'yes'", {"column paid", "boolean", "\"1\" or \"0\""});
  expect_unbound("day == 3", {"column day", "datetime", "the number 3", "2024-01-31"});
  expect_unbound("day == \"soon\"", {"column day", "datetime", "the text \"soon\"", "2024-01-31"});
  expect_unbound("age < day", {"column age", "numeric", "column day", "datetime"});
  expect_unbound("sex < name", {"column sex", "no order"});
  expect_unbound("sold == sex", {"boolean", "categorical"});
}

TEST(bound_condition, takes_a_box_as_it_is) {
  const bound_condition box({{0, value_set(number_set::at_least(3)) | value_set::only_missing(column_kind::numeric)},
                             {2, value_set(text_set({"F"}))},
                             {4, value_set::everything(column_kind::boolean)}},
                            people());
  EXPECT_EQ(box.describe(), "(age >= 3 or age is missing) and sex == \"F\"");
  EXPECT_EQ(box.box().size(), 2U);
  EXPECT_FALSE(box.has_residual());
  EXPECT_EQ(box.allowed(4), nullptr);
  ASSERT_NE(box.allowed(2), nullptr);
  EXPECT_TRUE(box.allowed(2)->contains("F"));

  const auto make = [](std::vector<column_restriction> sides) {
    return [sides] { (void)bound_condition(sides, people()); };
  };
  expect_error<schema_error>(make({{9, value_set(number_set())}}), {"no column 9"});
  expect_error<schema_error>(make({{2, value_set(number_set())}}), {"column sex", "categorical"});
  expect_error<schema_error>(make({{1, value_set()}, {0, value_set()}}), {"column age", "ascending"});
  const bound_condition never({{1, value_set(number_set())}}, people());
  ASSERT_TRUE(never.contradiction());
  EXPECT_EQ(never.contradiction()->columns, (std::vector<std::size_t>{1}));
}

TEST(bound_condition, is_every_row_by_default) {
  EXPECT_TRUE(bound_condition().always());
  EXPECT_EQ(bound_condition().describe(), "true");
  EXPECT_EQ(bound("age > 3 or sold").describe(), "age > 3 or sold == true");
}

}  // namespace
}  // namespace standin
