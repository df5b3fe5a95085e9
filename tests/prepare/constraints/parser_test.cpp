// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/constraint_parser.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace standin::prepare {
namespace {

double value(std::string_view text, double a = 0, double b = 0) {
  const arithmetic formula(text);
  const std::vector<double> x{a}, y{b};
  std::vector<std::span<const double>> columns;
  for (const std::string& name : formula.columns()) columns.push_back(name == "a" ? std::span(x) : std::span(y));
  std::vector<double> out(1);
  formula.evaluate(columns, out);
  return out[0];
}

TEST(arithmetic, computes_from_left_to_right_with_products_first) {
  EXPECT_EQ(value("1 + 2 * 3"), 7);
  EXPECT_EQ(value("(1 + 2) * 3"), 9);
  EXPECT_EQ(value("8 - 3 - 2"), 3);
  EXPECT_EQ(value("8 / 4 / 2"), 1);
  EXPECT_EQ(value("-a - -b", 3, 5), 2);
  EXPECT_EQ(value("a-b", 3, 5), -2);
  EXPECT_EQ(value("2e1 + .5"), 20.5);
  EXPECT_EQ(value("min(a, b, 4) + max(a, b)", 3, 5), 8);
  EXPECT_EQ(value("abs(floor(-1.5)) + ceil(1.2)"), 4);
  EXPECT_EQ(value("round(2.5) + round(-2.5)"), 0);
  EXPECT_EQ(value("round(1.236, 2)"), 1.24);
  EXPECT_EQ(value("`a` + max(`b`)", 1, 2), 3);
  EXPECT_TRUE(std::isinf(value("1 / a")));
}

TEST(arithmetic, says_where_something_is_wrong) {
  const auto refuse = [](std::string_view text, std::initializer_list<std::string_view> words) {
    expect_error<format_error>([text] { static_cast<void>(arithmetic(text)); }, words);
  };
  refuse("", {"empty"});
  refuse("1 +", {"character 4", "too early"});
  refuse("(1", {"character 3", ")"});
  refuse("1 2", {"character 3", "\"2\""});
  refuse("sin(a)", {"character 1", "\"sin\"", "use min"});
  refuse("abs(1, 2)", {"character 6", "too much"});
  refuse("a ^ b", {"character 3", "\"^\""});
  refuse("3x", {"\"3x\""});
  refuse("`a", {"never closed"});
  refuse(std::string(10'000, '('), {"nests more than 100"});
  refuse(std::string(10'000, '-'), {"nests more than 100"});
  refuse(std::string(70'000, ' '), {"70000 bytes"});
}

TEST(parse_constraint, reads_each_kind) {
  const auto chain = std::get<ordering>(parse_constraint("a < `b c` <= hours-per-week"));
  EXPECT_EQ(chain.relations, (std::vector<order_relation>{{"a", "b c", true}, {"b c", "hours-per-week", false}}));
  EXPECT_EQ(std::get<ordering>(parse_constraint("high>=low")).relations,
            (std::vector<order_relation>{{"low", "high", false}}));
  EXPECT_EQ(std::get<fixed_combinations>(parse_constraint("fixed(city, country)")).columns,
            (std::vector<std::string>{"city", "country"}));
  const auto depends = std::get<functional_dependency>(parse_constraint("depends(education-name, x -> education_num)"));
  EXPECT_EQ(depends.from, (std::vector<std::string>{"education-name", "x"}));
  EXPECT_EQ(depends.to, "education_num");
  const auto sum = std::get<sum_of_parts>(parse_constraint("sum(a, b, c = total)"));
  EXPECT_EQ(sum.parts.size(), 3U);
  EXPECT_EQ(sum.total, "total");
  const auto computed = std::get<formula>(parse_constraint("y = 2 * x + 1"));
  EXPECT_EQ(computed.column, "y");
  EXPECT_EQ(computed.expression, "2 * x + 1");
  EXPECT_EQ(std::get<one_hot>(parse_constraint("onehot(w1, w2, w3)")).columns.size(), 3U);
  const auto step = std::get<increment>(parse_constraint("step(price, 0.25, -1)"));
  EXPECT_EQ(step.step, 0.25);
  EXPECT_EQ(step.offset, -1);
  EXPECT_EQ(std::get<value_between>(parse_constraint("between(low, x, high)")).column, "x");
  EXPECT_EQ(std::get<ordering>(parse_constraint("fixed <= sum")).relations.size(), 1U);  // columns of these names
}

TEST(parse_constraint, describes_what_it_read) {
  for (const std::string_view text : {"a <= b < c", "fixed(city, country)", "depends(a, b -> c)", "sum(a, b = c)",
                                      "y = 2 * x + 1", "onehot(a, b)", "step(price, 0.25)", "between(a, b, c)"})
    EXPECT_EQ(describe(parse_constraint(text)), text);
}

TEST(parse_constraint, says_where_something_is_wrong) {
  const auto refuse = [](std::string_view text, std::initializer_list<std::string_view> words) {
    expect_error<format_error>([text] { static_cast<void>(parse_constraint(text)); }, words);
  };
  refuse("", {"empty", "begin with a column"});
  refuse("a", {"character 2", "compare"});
  refuse("a <= ", {"character 6", "column"});
  refuse("a <= 3", {"character 6", "\"3\""});
  refuse("fixed(a, b", {"character 11", ")"});
  refuse("fixed(a b)", {"character 9", "commas"});
  refuse("fixed(a, b) c", {"character 13"});
  refuse("sum(a, b)", {"character 9", "="});
  refuse("depends(a)", {"->"});
  refuse("unique(a)", {"character 1", "\"unique\""});
  refuse("y = 2 * ", {"character 9"});
  refuse("\xC3\xBC = 2 * )", {"character 9"});  // two bytes, one character
  refuse("step(a, b)", {"character 9", "number"});
  refuse("between(a, b)", {"2 columns"});
  refuse("a != b", {"\"!\""});
}

// Whatever the text, it is read or refused, without end and without harm.
TEST(parse_constraint, bears_any_text) {
  std::mt19937_64 draw(7);
  const std::vector<std::string> pieces{"a",    "b-c",     "`x y`", "`",  "fixed", "sum", "depends", "onehot",
                                        "step", "between", "(",     ")",  ",",     "->",  "<=",      "<",
                                        "=",    "+",       "-",     "*",  "/",     "1",   "0.25",    "1e999",
                                        "min",  "round",   " ",     "\n", "\xFF",  "\"",  ".",       "é"};
  std::size_t read = 0;
  for (int k = 0; k < 20'000; ++k) {
    std::string text;
    for (std::uint64_t n = draw() % 12; n > 0; --n) text += pieces[draw() % pieces.size()];
    try {
      static_cast<void>(describe(parse_constraint(text)));
      ++read;
    } catch (const format_error&) {
    }
  }
  EXPECT_GT(read, 10U);
}

}  // namespace
}  // namespace standin::prepare
