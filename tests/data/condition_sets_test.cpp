// SPDX-License-Identifier: MIT
#include <core/extreme_numbers.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/value_set.hpp>
#include <standin/data/where_parser.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace standin {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

// ── examples, worked out by hand ──

TEST(interval_set, sorts_and_joins_what_overlaps_or_touches) {
  const number_set set({{5, 6}, {1, 2}, {2, 3, true, true}, {9, 8}, {4, 4, true, false}, {6, 7, true, false}});
  const std::vector<interval<double>> expected{{1, 3, false, true}, {5, 7}};
  EXPECT_EQ(std::vector(set.intervals().begin(), set.intervals().end()), expected);
}

TEST(interval_set, keeps_intervals_apart_that_leave_a_point_out) {
  EXPECT_EQ(number_set({{0, 1, false, true}, {1, 2, true, false}}).intervals().size(), 2U);
  EXPECT_EQ(number_set({{0, 1}, {1, 2, true, false}}).intervals().size(), 1U);
  EXPECT_EQ(number_set({{0, 1, false, true}, {1, 2}}).intervals().size(), 1U);
}

TEST(interval_set, of_integers_has_closed_ends_and_joins_neighbours) {
  EXPECT_EQ(tick_set({{1, 2}, {3, 4}}), tick_set({{1, 4}}));
  EXPECT_EQ(tick_set({{1, 3, true, true}}), tick_set({{2, 2}}));
  EXPECT_TRUE(tick_set({{1, 2, true, true}}).empty());
  EXPECT_TRUE(tick_set::more_than(greatest).empty());
  EXPECT_TRUE(tick_set::less_than(least).empty());
  EXPECT_EQ(tick_set({{greatest, greatest}, {greatest - 1, greatest - 1}}), tick_set::at_least(greatest - 1));
}

TEST(interval_set, complements_to_the_ends) {
  EXPECT_EQ(~number_set(), number_set::everything());
  EXPECT_TRUE((~number_set::everything()).empty());
  EXPECT_EQ(~number_set::less_than(infinity), number_set({{infinity, infinity}}));
  EXPECT_EQ(~number_set::at_least(3), number_set::less_than(3));
  EXPECT_EQ(~number_set::more_than(-infinity), number_set({{-infinity, -infinity}}));
  EXPECT_EQ(~tick_set({{least, least}, {greatest, greatest}}), tick_set({{least + 1, greatest - 1}}));
  EXPECT_EQ(~tick_set::everything(), tick_set());
}

TEST(interval_set, contains_its_closed_ends_only) {
  const number_set set({{0, 1, true, false}, {2, 3, false, true}, {5, 5}});
  for (const double inside : {0.5, 1.0, 2.0, 2.5, 5.0}) EXPECT_TRUE(set.contains(inside)) << inside;
  for (const double outside : {-1.0, 0.0, 1.5, 3.0, 4.0, 6.0, infinity, -infinity, std::nan("")})
    EXPECT_FALSE(set.contains(outside)) << outside;
  EXPECT_TRUE(number_set::everything().contains(infinity));
  EXPECT_FALSE(number_set::everything().contains(std::nan("")));
}

TEST(interval_set, knows_no_negative_zero) {
  EXPECT_EQ(number_set({{-0.0, -0.0}}), number_set({{0.0, 0.0}}));
  EXPECT_FALSE(std::signbit(number_set({{-0.0, 1.0}}).intervals().front().lower));
}

TEST(interval_set, refuses_nan) {
  expect_error<invalid_option>([] { (void)number_set::at_least(std::nan("")); }, {"NaN", "infinity"});
  expect_error<invalid_option>([] { (void)number_set::points(std::vector<double>{1, std::nan("")}); }, {"NaN"});
}

TEST(text_set, is_some_names_or_all_but_some) {
  const text_set some({"b", "a", "b"});
  EXPECT_EQ(some.names().size(), 2U);
  EXPECT_TRUE(some.contains("a"));
  EXPECT_FALSE(some.contains("c"));
  EXPECT_FALSE((~some).contains("a"));
  EXPECT_TRUE((~some).contains(""));
  EXPECT_TRUE(text_set().empty());
  EXPECT_TRUE(text_set::everything().is_everything());
  EXPECT_EQ(some & text_set::all_but({"a", "x"}), text_set({"b"}));
  EXPECT_EQ(some | text_set::all_but({"a", "x"}), text_set::all_but({"x"}));
  EXPECT_EQ(~some & ~text_set({"c"}), text_set::all_but({"a", "b", "c"}));
  EXPECT_EQ(~some | ~text_set({"b", "c"}), text_set::all_but({"b"}));
}

TEST(value_set, asks_for_each_kind_of_value) {
  const value_set numbers(number_set::at_least(3));
  EXPECT_TRUE(numbers.contains(3));
  EXPECT_TRUE(numbers.contains(3.5F));
  EXPECT_FALSE(numbers.contains(2U));
  EXPECT_FALSE(numbers.contains(true)) << "a truth value is no number";
  EXPECT_FALSE(numbers.contains("3"));
  EXPECT_FALSE(numbers.allows_missing());

  const value_set ticks(tick_set::at_least(greatest));
  EXPECT_TRUE(ticks.contains(greatest));
  EXPECT_FALSE(ticks.contains(greatest - 1)) << "which is the same double";
  EXPECT_FALSE(ticks.contains(std::numeric_limits<std::uint64_t>::max()));

  const value_set texts(text_set({"F"}));
  EXPECT_TRUE(texts.contains("F"));
  EXPECT_TRUE(texts.contains(std::string("F")));
  EXPECT_FALSE(texts.contains("f"));

  const value_set truths(boolean_set{.no = true, .yes = false});
  EXPECT_TRUE(truths.contains(false));
  EXPECT_FALSE(truths.contains(true));
  EXPECT_FALSE(truths.contains(0));
}

TEST(value_set, counts_missing_as_one_more_value) {
  for (const column_kind kind : {column_kind::numeric, column_kind::datetime, column_kind::boolean,
                                 column_kind::categorical, column_kind::text}) {
    EXPECT_TRUE(value_set::nothing(kind).empty());
    EXPECT_TRUE(value_set::everything(kind).is_everything());
    EXPECT_EQ(~value_set::only_missing(kind), value_set::present(kind));
    EXPECT_EQ(~value_set::present(kind), value_set::only_missing(kind));
    EXPECT_EQ(value_set::present(kind) | value_set::only_missing(kind), value_set::everything(kind));
    EXPECT_FALSE(value_set::only_missing(kind).empty());
    EXPECT_FALSE(value_set::only_missing(kind).allows_values());
    EXPECT_FALSE(value_set::present(kind).allows_missing());
    EXPECT_TRUE(value_set::nothing(kind).fits(kind));
  }
  EXPECT_TRUE(value_set::nothing(column_kind::text).fits(column_kind::categorical));
  EXPECT_FALSE(value_set::nothing(column_kind::numeric).fits(column_kind::datetime));
}

TEST(value_set, does_not_mix_kinds) {
  expect_error<invalid_option>([] { (void)(value_set(number_set()) & value_set(text_set())); }, {"different kinds"});
}

TEST(value_set, describes_itself_in_the_language_of_conditions) {
  const auto numbers = [](std::vector<interval<double>> parts) {
    return value_set(number_set(std::move(parts))).describe("age");
  };
  EXPECT_EQ(numbers({{30, 40, false, true}}), "age >= 30 and age < 40");
  EXPECT_EQ(numbers({{30, infinity, true, false}}), "age > 30");
  EXPECT_EQ(numbers({{1, 1}, {2, 2}, {5, 7}}), "age in {1, 2} or age >= 5 and age <= 7");
  EXPECT_EQ(numbers({{3, 3}}), "age == 3");
  EXPECT_EQ(numbers({}), "false");
  EXPECT_EQ(numbers({{-infinity, infinity}}), "age is not missing");
  EXPECT_EQ(numbers({{-infinity, 5, true, true}}), "age > -inf and age < 5");
  EXPECT_EQ(value_set(~number_set({{3, 3}})).describe("age"), "age != 3");
  EXPECT_EQ((~value_set(number_set({{3, 3}}))).describe("age"), "age != 3 or age is missing");
  EXPECT_EQ(value_set::everything(column_kind::text).describe("x"), "true");
  EXPECT_EQ(value_set::only_missing(column_kind::text).describe("two words"), "`two words` is missing");
  EXPECT_EQ(value_set(text_set({"say \"a\"", "b"})).describe("x"), R"(x in {"b", "say ""a"""})");
  EXPECT_EQ(value_set(text_set::all_but({"b"})).describe("not"), R"(`not` != "b")");
  EXPECT_EQ(value_set(boolean_set{true, false}).describe("x"), "x == false");
  EXPECT_EQ(value_set(boolean_set{true, true}).describe("x"), "x is not missing");
  EXPECT_EQ(value_set(tick_set({{0, 1}})).describe("t", time_unit::day), R"(t >= "1970-01-01" and t <= "1970-01-02")");
  EXPECT_EQ(value_set(tick_set({{0, 0}})).describe("t", time_unit::millisecond), R"(t == "1970-01-01T00:00:00.000Z")");
}

// ── laws of sets, on random sets ──

/// Sets whose ends are few numbers, so that they often touch, and the numbers that tell such sets apart.
class random_sets {
 public:
  explicit random_sets(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }

  double number() {
    static const std::vector<double> ends{-infinity, -2, -1, -0.5, 0, 1, 1.5, 2, 3, infinity};
    return ends[below(ends.size())];
  }
  std::int64_t tick() {
    static const std::vector<std::int64_t> ends{least, least + 1, -2, -1, 0, 1, 2, 3, greatest - 1, greatest};
    return ends[below(ends.size())];
  }

  template <class Number>
  interval_set<Number> intervals() {
    std::vector<interval<Number>> parts(below(5));
    for (interval<Number>& part : parts) {
      if constexpr (std::same_as<Number, double>) {
        part = {number(), number(), below(2) == 0, below(2) == 0};
      } else {
        part = {tick(), tick(), below(2) == 0, below(2) == 0};
      }
    }
    return interval_set<Number>(std::move(parts));
  }

  text_set texts() {
    std::vector<std::string> names;
    for (std::size_t n = below(4); n > 0; --n) names.push_back(std::string(1, static_cast<char>('a' + below(4))));
    return below(2) == 0 ? text_set(names) : text_set::all_but(names);
  }

  value_set values(column_kind kind) {
    value_set set;
    switch (kind) {
      case column_kind::numeric: set = value_set(intervals<double>()); break;
      case column_kind::datetime: set = value_set(intervals<std::int64_t>()); break;
      case column_kind::boolean: set = value_set(boolean_set{below(2) == 0, below(2) == 0}); break;
      default: set = value_set(texts());
    }
    return below(2) == 0 ? set : set | value_set::only_missing(kind);
  }

 private:
  std::mt19937_64 engine_;
};

/// Every cell that can tell two of the random sets apart, as whether a set allows it.
std::vector<bool> cells_of(const value_set& set) {
  std::vector<bool> allowed{set.allows_missing(), set.contains(true), set.contains(false)};
  for (const double x : {-infinity, -1e300, -2.0, -1.5, -1.0, -0.7, -0.5, -0.2, 0.0, 0.5, 1.0, 1.2, 1.5, 1.7, 2.0, 2.5,
                         3.0, 1e300, infinity})
    allowed.push_back(set.of() == value_set::values::numbers && set.contains(x));
  for (const std::int64_t x :
       {least, least + 1, least + 2, std::int64_t{-3}, std::int64_t{-2}, std::int64_t{-1}, std::int64_t{0},
        std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}, greatest - 2, greatest - 1, greatest})
    allowed.push_back(set.of() == value_set::values::ticks && set.contains(x));
  for (const char* x : {"", "a", "b", "c", "d", "e"}) allowed.push_back(set.contains(x));
  return allowed;
}

std::vector<bool> each(const std::vector<bool>& a, const std::vector<bool>& b, bool both) {
  std::vector<bool> out;
  for (std::size_t i = 0; i < a.size(); ++i) out.push_back(both ? a[i] && b[i] : a[i] || b[i]);
  return out;
}

constexpr column_kind kinds[] = {column_kind::numeric, column_kind::datetime, column_kind::boolean,
                                 column_kind::categorical};

TEST(value_set, operations_agree_with_asking_each_cell) {
  random_sets random(1);
  for (int i = 0; i < 20'000; ++i) {
    const column_kind kind = kinds[random.below(4)];
    const value_set a = random.values(kind);
    const value_set b = random.values(kind);
    ASSERT_EQ(cells_of(a & b), each(cells_of(a), cells_of(b), true)) << a.describe("a") << " & " << b.describe("b");
    ASSERT_EQ(cells_of(a | b), each(cells_of(a), cells_of(b), false)) << a.describe("a") << " | " << b.describe("b");
    ASSERT_EQ((a | b).empty(), a.empty() && b.empty());
    ASSERT_EQ(cells_of(a & ~b), each(cells_of(a), cells_of(value_set::everything(kind) & ~b), true));
    std::vector<bool> flipped = cells_of(value_set::everything(kind));
    const std::vector<bool> had = cells_of(a);
    for (std::size_t cell = 0; cell < had.size(); ++cell) flipped[cell] = flipped[cell] && !had[cell];
    ASSERT_EQ(cells_of(~a), flipped) << a.describe("a");
  }
}

// Equal as sets is equal as objects: there is one form for each set. The cells above tell all these sets apart.
TEST(value_set, has_one_form_for_each_set) {
  random_sets random(2);
  for (int i = 0; i < 20'000; ++i) {
    const column_kind kind = kinds[random.below(4)];
    const value_set a = random.values(kind);
    const value_set b = random.values(kind);
    ASSERT_EQ(a == b, cells_of(a) == cells_of(b)) << a.describe("a") << " and " << b.describe("b");
    ASSERT_EQ(a.empty(), a == value_set::nothing(kind));
    ASSERT_EQ(a.is_everything(), a == value_set::everything(kind));
  }
}

TEST(value_set, obeys_the_laws_of_sets) {
  random_sets random(3);
  for (int i = 0; i < 20'000; ++i) {
    const column_kind kind = kinds[random.below(4)];
    const value_set a = random.values(kind);
    const value_set b = random.values(kind);
    const value_set c = random.values(kind);
    ASSERT_EQ(~~a, a);
    ASSERT_EQ(~(a & b), ~a | ~b);
    ASSERT_EQ(~(a | b), ~a & ~b);
    ASSERT_EQ(a & b, b & a);
    ASSERT_EQ(a | b, b | a);
    ASSERT_EQ((a & b) & c, a & (b & c));
    ASSERT_EQ((a | b) | c, a | (b | c));
    ASSERT_EQ(a & (b | c), (a & b) | (a & c));
    ASSERT_EQ(a | (b & c), (a | b) & (a | c));
    ASSERT_EQ(a | (a & b), a);
    ASSERT_TRUE((a & ~a).empty());
    ASSERT_TRUE((a | ~a).is_everything());
  }
}

// Ends of dates beyond the calendar can't be written, so these ticks lie within.
TEST(value_set, is_described_so_that_it_can_be_read_back) {
  const table_schema schema{{"n"},
                            {"t", column_kind::datetime, time_unit::nanosecond},
                            {"b", column_kind::boolean},
                            {"c", column_kind::categorical}};
  random_sets random(4);
  for (int i = 0; i < 5'000; ++i) {
    const std::size_t column = random.below(4);
    const column_kind kind = schema[column].kind;
    const value_set set = random.values(kind);
    const std::string text = set.describe(schema[column].name, schema[column].unit);
    const bound_condition bound(parse_condition(text), schema);
    if (set.empty()) {
      ASSERT_TRUE(bound.contradiction()) << text;
    } else if (set.is_everything()) {
      ASSERT_TRUE(bound.always()) << text;
    } else {
      ASSERT_NE(bound.allowed(column), nullptr) << text;
      ASSERT_EQ(*bound.allowed(column), set) << text;
      ASSERT_FALSE(bound.has_residual()) << text;
    }
  }
}

}  // namespace
}  // namespace standin
