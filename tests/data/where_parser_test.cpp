// SPDX-License-Identifier: MIT
#include <core/extreme_numbers.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/where_parser.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>

namespace standin {
namespace {

/// The language and the code must give equal conditions; the text of it must give the condition again.
void expect_parsed(std::string_view text, const condition& expected) {
  const condition parsed = parse_condition(text);
  EXPECT_EQ(parsed, expected) << text << " was read as " << to_text(parsed);
  EXPECT_EQ(parse_condition(to_text(parsed)), parsed) << to_text(parsed);
}

TEST(parse_condition, reads_each_comparison) {
  expect_parsed("age >= 30", where("age") >= 30);
  expect_parsed("age<=30", where("age") <= 30);
  expect_parsed("age<30", where("age") < 30);
  expect_parsed("age > 30", where("age") > 30);
  expect_parsed("age == 30", where("age") == 30);
  expect_parsed("age = 30", where("age") == 30);
  expect_parsed("age != 30", where("age") != 30);
  expect_parsed("age <> 30", where("age") != 30);
  expect_parsed("age < limit", where("age") < where("limit"));
  expect_parsed("age == limit", where("age") == where("limit"));
}

TEST(parse_condition, reads_a_value_on_the_left) {
  expect_parsed("30 <= age", where("age") >= 30);
  expect_parsed("30 < age", where("age") > 30);
  expect_parsed("30 >= age", where("age") <= 30);
  expect_parsed("30 > age", where("age") < 30);
  expect_parsed("\"F\" == sex", where("sex") == "F");
  expect_parsed("true != sold", where("sold") != true);
}

TEST(parse_condition, reads_numbers) {
  expect_parsed("x == -5", where("x") == -5);
  expect_parsed("x == .5", where("x") == 0.5);
  expect_parsed("x == -.5", where("x") == -0.5);
  expect_parsed("x == 1e3", where("x") == 1000);
  expect_parsed("x == 1.25E-2", where("x") == 0.0125);
  expect_parsed("x == 1e+20", where("x") == 1e20);
  expect_parsed("x > -inf and x < inf", where("x") > -infinity && where("x") < infinity);
  expect_parsed("x<-INF", where("x") < -infinity);
  expect_parsed("x == -0", where("x") == 0.0);
  expect_parsed("x == 0.1", where("x") == 0.1);
  expect_parsed("x == 1.7976931348623157e308", where("x") == std::numeric_limits<double>::max());
}

TEST(parse_condition, reads_texts_in_either_quotes) {
  expect_parsed("sex == \"F\"", where("sex") == "F");
  expect_parsed("sex == 'F'", where("sex") == "F");
  expect_parsed("x == 'it''s'", where("x") == "it's");
  expect_parsed(R"(x == "say ""a""")", where("x") == R"(say "a")");
  expect_parsed(R"(x == "it's")", where("x") == "it's");
  expect_parsed(R"(x == "\n")", where("x") == R"(\n)");
  expect_parsed("x == \"\"", where("x") == "");
  expect_parsed("x == \"a\nb\"", where("x") == "a\nb");
  expect_parsed(std::string_view("x == \"a\0b\"", 10), where("x") == std::string("a\0b", 3));
  expect_parsed("x == \"größe\"", where("x") == "größe");
}

TEST(parse_condition, reads_names) {
  expect_parsed("hours-per-week > 40", where("hours-per-week") > 40);
  expect_parsed("a.b_c1 > 40", where("a.b_c1") > 40);
  expect_parsed("größe > 40", where("größe") > 40);
  expect_parsed("`capital gain` > 40", where("capital gain") > 40);
  expect_parsed("`a``b` > 40", where("a`b") > 40);
  expect_parsed("`` > 40", where("") > 40);
  expect_parsed("`and` > 40", where("and") > 40);
  expect_parsed("`2020` > 40", where("2020") > 40);
  expect_parsed("`Women\u2019s` > 40", where("Women\u2019s") > 40);
  expect_parsed("a<-5", where("a") < -5);
  expect_parsed("android or inner or notable or island or trueish",
                any_of({where("android") == true, where("inner") == true, where("notable") == true,
                        where("island") == true, where("trueish") == true}));
}

TEST(parse_condition, reads_lists_and_ranges) {
  expect_parsed("x in {1, 2}", where("x").in({1, 2}));
  expect_parsed("x in (1, \"a\")", where("x").in({1, "a"}));
  expect_parsed("x in {\"a\", \"b\"}", where("x").in({"a", "b"}));
  expect_parsed("x in {}", where("x").in({}));
  expect_parsed("x not in {1}", where("x").not_in({1}));
  expect_parsed("x in {true, false}", where("x").in({true, false}));
  expect_parsed("x between 1 and 2", where("x") >= 1 && where("x") <= 2);
  expect_parsed("x between 1 and 2", where("x").between(1, 2));
  expect_parsed("x not between 1 and 2", where("x") < 1 || where("x") > 2);
  expect_parsed("x between 1 and 2 and y", where("x").between(1, 2) && where("y") == true);
  expect_parsed("x between '2024-01-01' and '2024-12-31'", where("x").between("2024-01-01", "2024-12-31"));
}

TEST(parse_condition, reads_missing_and_truth) {
  expect_parsed("x is missing", where("x").is_missing());
  expect_parsed("x is not missing", where("x").not_missing());
  expect_parsed("not x is missing", !where("x").is_missing());
  expect_parsed("sold == true", where("sold") == true);
  expect_parsed("sold", where("sold") == true);
  expect_parsed("not sold", !(where("sold") == true));
  expect_parsed("true", condition());
  expect_parsed("false", condition::constant(false));
  expect_parsed("not false", condition());
}

TEST(parse_condition, binds_not_before_and_before_or) {
  const condition a = where("a") == 1;
  const condition b = where("b") == 1;
  const condition c = where("c") == 1;
  expect_parsed("a == 1 or b == 1 and c == 1", a || (b && c));
  expect_parsed("a == 1 and b == 1 or c == 1", (a && b) || c);
  expect_parsed("(a == 1 or b == 1) and c == 1", (a || b) && c);
  expect_parsed("not a == 1 and b == 1", !a && b);
  expect_parsed("not (a == 1 and b == 1)", !(a && b));
  expect_parsed("not not a == 1", a);
  expect_parsed("((((a == 1))))", a);
  expect_parsed("a == 1 and (b == 1 and c == 1)", all_of({a, b, c}));
  expect_parsed("!a = 1 && b = 1 || c = 1", (!a && b) || c);
  expect_parsed("NOT a == 1 AND b == 1 Or c == 1", (!a && b) || c);
}

TEST(parse_condition, passes_over_blanks) {
  expect_parsed("  a\t>\n1  ", where("a") > 1);
  expect_parsed("a\u00A0> 1", where("a") > 1);
}

// ── what is wrong, where, and what would do ──

void expect_refused(std::string_view text, std::initializer_list<std::string_view> words) {
  SCOPED_TRACE(text);
  expect_error<format_error>([text] { (void)parse_condition(text); }, words);
}

TEST(parse_condition, says_where_it_stopped_and_what_would_do) {
  expect_refused("", {"it is empty", "age >= 30"});
  expect_refused("   ", {"it is empty"});
  expect_refused("age >= 30 and", {"character 14", "ends after \"and\"", "write a comparison"});
  expect_refused("age >=", {"character 7", "ends after \">=\"", "write a number"});
  expect_refused("and", {"character 1", "begins with \"and\""});
  expect_refused("größe == 1 $", {"character 12", "\"$\"", "means nothing"});
  expect_refused("(a == 1", {"character 1", "never closed"});
  expect_refused("a == 1)", {"character 7", "no parenthesis that it closes"});
  expect_refused("()", {"found \")\" after \"(\""});
  expect_refused("a in {1, 2", {"character 6", "list is never closed"});
  expect_refused("a in {1 2}", {"found \"2\" after \"1\"", "commas"});
  expect_refused("a in {1,}", {"found \"}\" after \",\""});
  expect_refused("a in {,}", {"found \",\" after \"{\""});
  expect_refused("a in 1, 2", {"braces"});
  expect_refused("a between 1", {"between"});
  expect_refused("a between 1 or 2", {"found \"or\"", "between"});
  expect_refused("a == \"x", {"character 6", "never closed", "close it with \""});
  expect_refused("`a == 1", {"character 1", "close it with `"});
  expect_refused("a b", {"found \"b\" after \"a\"", "backticks"});
  expect_refused("a == 1 b == 2", {"found \"b\" after \"1\"", "and, or"});
  expect_refused("a => 1", {"character 4", "found \">\""});
  expect_refused("a & b", {"\"&\"", "and, or, not"});
  expect_refused("a # b", {"\"#\""});
}

TEST(parse_condition, guesses_what_was_meant) {
  expect_refused("3 < 4", {"two values are compared", "a column"});
  expect_refused("\"age\" > 3", {"two values are compared", "without quotes"});
  expect_refused("3", {"stands where a column should"});
  expect_refused("1 < a < 3", {"character 7", "two sides", "between"});
  expect_refused("a < b < c", {"two sides"});
  expect_refused("d > 2024-01-31", {"character 5", "put dates in quotes"});
  expect_refused("a == missing", {"character 6", "is missing"});
  expect_refused("missing == a", {"begins with \"missing\""});
  expect_refused("a in {missing}", {"is missing"});
  expect_refused("a is null", {"\"null\"", "is missing"});
  expect_refused("sex in {F, M}", {"found \"F\"", "quotes, as in \"F\""});
  expect_refused("sex == \u201CF\u201D", {"character 8", "curly", "straight"});
  expect_refused("a > 30years", {"\"30years\"", "write numbers as"});
  expect_refused("a > 1e400", {"1e400"});
  expect_refused("a > 0x10", {"0x10"});
  expect_refused("a > -infinite", {"number"});
  expect_refused("a not 3", {"not in or not between"});
}

TEST(parse_condition, is_bounded_in_depth_and_length) {
  const auto nested = [](std::size_t n) { return std::string(n, '(') + "a == 1" + std::string(n, ')'); };
  EXPECT_EQ(parse_condition(nested(99)), where("a") == 1);
  expect_refused(nested(100), {"character 101", "more than 100 deep"});
  expect_refused(std::string(60'000, '('), {"more than 100 deep"});
  std::string denied;
  for (int i = 0; i < 10'000; ++i) denied += "not ";
  expect_refused(denied + "a", {"more than 100 deep"});

  std::string alternating = "a == 1";
  for (int i = 0; i < 49; ++i) alternating = "not (" + alternating + " and b == 2 or c == 3)";
  EXPECT_EQ(parse_condition(to_text(parse_condition(alternating))), parse_condition(alternating));

  std::string wide = "a == 1";
  while (wide.size() < 65'000) wide += " or a == 1";
  EXPECT_EQ(parse_condition(wide).node().parts.size(), wide.size() / 10 + 1);
  expect_refused(wide + std::string(1000, ' '), {"65536"});
}

}  // namespace
}  // namespace standin
