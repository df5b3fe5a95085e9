// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/constraints/ordering.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/stream.hpp>

#include "data/expect_error.hpp"
#include "prepare/constraints/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace standin::prepare {
namespace {

using test::expect_same;
using test::ks;
using test::many;
using test::sample_of;
using test::there_and_back;

/// Pairs on a grid of 1 / scale, the second `gap_of(u)` units above the first.
template <class T>
table pairs(std::size_t rows, double scale, std::uint64_t seed = 3) {
  std::vector<T> low(rows), high(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draw({.seed = seed}, random::purpose::noise, row);
    const double base = std::floor(2000 * draw.uniform()) - 1000;
    const double gap = draw.uniform() < 0.2 ? 0 : std::floor(-50 * std::log(draw.open_uniform()));
    low[row] = static_cast<T>(base / scale);
    high[row] = static_cast<T>((base + gap) / scale);
  }
  return {{{"low"}, {"high"}}, {column(low), column(high)}};
}

std::size_t breaks(const table& t, const char* low, const char* high, bool strict = false) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const double a = t.column(low).number(row);
    const double b = t.column(high).number(row);
    if (a != a || b != b) continue;
    count += strict ? !(a < b) : !(a <= b);
  }
  return count;
}

template <class T>
struct ordering_of : testing::Test {};
using types = testing::Types<double, float, std::int64_t, std::int32_t>;
TYPED_TEST_SUITE(ordering_of, types, );

TYPED_TEST(ordering_of, comes_back_as_it_was_and_holds_in_each_sampled_row) {
  const double scale = std::is_integral_v<TypeParam> ? 1 : 100;
  const table t = pairs<TypeParam>(5000, scale);
  expect_same(there_and_back(t, {"low <= high"}), t);
  const table made = sample_of(t, {"low <= high"}, many);
  EXPECT_EQ(breaks(made, "low", "high"), 0U);
  EXPECT_EQ(made.stored(1).element(), t.stored(1).element());
  // On the grid: the text of each cell has two decimals at most.
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const double x = made.column("high").number(row);
    ASSERT_EQ(static_cast<TypeParam>(std::nearbyint(x * scale) / scale), static_cast<TypeParam>(x));
  }
}

// Without the constraint the two are independent, and about half of the pairs of 2000 equally likely values is out of
// order: the rule does not hold by luck.
TEST(ordering, is_broken_without_the_constraint) {
  const table t = pairs<double>(5000, 100);
  EXPECT_GT(breaks(independent<>{}.fit(t).sample(many), "low", "high"), many / 4);
}

// Gap and low are independent in this table, so the pair is sampled from its own law but for what is reflected at the
// bounds: high is within the KS distance of two samples of 5000 and 100 000 at α = 1e-6 (0.0385), low as well.
TEST(ordering, keeps_marginals_and_the_law_of_the_gap) {
  const table t = pairs<std::int64_t>(5000, 1);
  const table made = sample_of(t, {"low <= high"}, many);
  EXPECT_LT(ks(t, made, "low"), 0.0385);
  EXPECT_LT(ks(t, made, "high"), 0.0385);
  const auto ties = [](const table& of) {
    double count = 0;
    for (std::size_t row = 0; row < of.rows(); ++row)
      count += of.column("low").number(row) == of.column("high").number(row);
    return count / static_cast<double>(of.rows());
  };
  EXPECT_NEAR(ties(t), ties(made), 0.03);  // 0.2 and a bit; five standard errors of 5000 rows
}

TEST(ordering, is_strict_where_it_says_so) {
  const std::vector<double> low{-0.3, 0.1, 0.2, 1e-3, -5}, high{-0.29, 0.11, 0.3, 0.002, 7};
  const table t({{"low"}, {"high"}}, {column(low), column(high)});
  expect_same(there_and_back(t, {"low < high"}), t);
  EXPECT_EQ(breaks(sample_of(t, {"low < high"}, many), "low", "high", true), 0U);
}

TEST(ordering, holds_for_numbers_without_a_grid) {
  std::vector<double> low, high;
  for (std::size_t row = 0; row < 3000; ++row) {
    random::stream draw({.seed = 5}, random::purpose::noise, row);
    low.push_back(std::exp(20 * draw.uniform() - 10) * (draw.uniform() < 0.5 ? -1 : 1));
    high.push_back(low.back() +
                   (draw.uniform() < 0.1 ? 1e-12 * std::abs(low.back()) : std::exp(20 * draw.uniform() - 15)));
  }
  const table t({{"low"}, {"high"}}, {column(low), column(high)});
  const table back = there_and_back(t, {"low < high"});
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const double was = t.column(1).number(row);
    // A double has no distance that leads exactly to a sum much smaller than its parts; then the last bit of low
    // counts.
    ASSERT_NEAR(back.column(1).number(row), was, 2e-16 * (std::abs(low[row]) + std::abs(was)));
  }
  EXPECT_EQ(breaks(sample_of(t, {"low < high"}, many), "low", "high", true), 0U);
}

TEST(ordering, compares_columns_of_different_decimals_and_types) {
  std::vector<std::int32_t> low;
  std::vector<double> high;
  for (int i = 0; i < 500; ++i) {
    low.push_back(i * 37 % 100 - 50);
    high.push_back((low.back() * 100 + i * 13 % 331) / 100.0);
  }
  const table t({{"low"}, {"high"}}, {column(low), column(high)});
  expect_same(there_and_back(t, {"low <= high"}), t);
  EXPECT_EQ(breaks(sample_of(t, {"low <= high"}, many), "low", "high"), 0U);
  const table swapped({{"low"}, {"high"}},
                      {column(std::vector<double>{0.25, 1.5, 2.75}), column(std::vector<std::int32_t>{1, 2, 7})});
  expect_same(there_and_back(swapped, {"low <= high"}), swapped);
  EXPECT_EQ(breaks(sample_of(swapped, {"low <= high"}, many), "low", "high"), 0U);
}

TEST(ordering, compares_dates_of_different_units_beyond_what_doubles_hold) {
  std::vector<std::int64_t> day, tick;
  for (int i = 0; i < 400; ++i) {
    day.push_back(17'000 + i * 31 % 2000);
    tick.push_back(day.back() * 86'400'000'000'000 + std::int64_t{i} * 1'000'000'007 * 97);
  }
  const table t(
      {{"day", column_kind::datetime, time_unit::day}, {"tick", column_kind::datetime, time_unit::nanosecond}},
      {column(day), column(tick)});
  expect_same(there_and_back(t, {"day <= tick"}), t);
  const table made = sample_of(t, {"day <= tick"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_LE(made.column(0).cell<std::int64_t>(row) * 86'400'000'000'000, made.column(1).cell<std::int64_t>(row));
}

TEST(ordering, keeps_chains_with_holes) {
  std::vector<double> a, b, c;
  std::vector<int> has_a, has_b, has_c;
  for (std::size_t row = 0; row < 3000; ++row) {
    random::stream draw({.seed = 8}, random::purpose::noise, row);
    a.push_back(std::floor(100 * draw.uniform()));
    b.push_back(a.back() + std::floor(10 * draw.uniform()) + 1);
    c.push_back(b.back() + std::floor(30 * draw.uniform()));
    has_a.push_back(draw.uniform() > 0.1);
    has_b.push_back(draw.uniform() > 0.3);
    has_c.push_back(draw.uniform() > 0.2);
  }
  for (std::size_t row = 0; row < a.size(); ++row) {
    if (has_a[row] == 0) a[row] = 0;
    if (has_b[row] == 0) b[row] = 0;
    if (has_c[row] == 0) c[row] = 0;
  }
  const table t({{"a"}, {"b"}, {"c"}}, {column(a, bits(has_a)), column(b, bits(has_b)), column(c, bits(has_c))});
  expect_same(there_and_back(t, {"a < b <= c"}), t);
  const table made = sample_of(t, {"a < b <= c"}, many);
  EXPECT_EQ(breaks(made, "a", "b", true), 0U);
  EXPECT_EQ(breaks(made, "b", "c"), 0U);
  EXPECT_EQ(breaks(made, "a", "c", true), 0U);
  // Holes are as frequent as they were: five standard errors of 3000 rows.
  const auto missing = [](const table& of, std::size_t column) {
    double count = 0;
    for (std::size_t row = 0; row < of.rows(); ++row) count += of.column(column).missing(row);
    return count / static_cast<double>(of.rows());
  };
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(missing(made, k), missing(t, k), 0.045) << k;
}

TEST(ordering, merges_comparisons_that_share_columns) {
  std::vector<double> a, b, c, d;
  for (int i = 0; i < 500; ++i) {
    a.push_back(i * 17 % 97);
    b.push_back(a.back() + i * 7 % 13);
    c.push_back(a.back() + i * 5 % 19);
    d.push_back(std::max(b.back(), c.back()) + i % 3);
  }
  const table t({{"a"}, {"b"}, {"c"}, {"d"}}, {column(a), column(b), column(c), column(d)});
  expect_same(there_and_back(t, {"a <= b", "a <= c", "b <= d", "c <= d"}), t);
  const table made = sample_of(t, {"a <= b", "a <= c", "d >= b", "d >= c"}, many);
  for (const auto& [low, high] : {std::pair{"a", "b"}, {"a", "c"}, {"b", "d"}, {"c", "d"}})
    EXPECT_EQ(breaks(made, low, high), 0U) << low << high;
}

TEST(ordering, lists_rows_that_break_it) {
  const table t({{"low"}, {"high"}},
                {column(std::vector<double>{1, 5, 3, 9}), column(std::vector<double>{2, 4, 3, 8})});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(t, {"low <= high"})); },
                           {"low <= high", "2 of 4 rows", "rows 2, 4"});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(t, {"low < high"})); },
                           {"3 of 4 rows", "rows 2, 3, 4"});
}

TEST(ordering, says_what_can_not_be_compared) {
  const table t({{"a"}, {"b"}, {"word", column_kind::text}, {"day", column_kind::datetime}},
                {column(std::vector<double>{1}), column(std::vector<double>{1}), column(std::vector<std::string>{"x"}),
                 column(std::vector<std::int64_t>{1})});
  expect_error<schema_error>([&] { static_cast<void>(there_and_back(t, {"a <= word"})); }, {"word", "text"});
  expect_error<schema_error>([&] { static_cast<void>(there_and_back(t, {"a <= day"})); }, {"date-time"});
  expect_error<schema_error>([&] { static_cast<void>(there_and_back(t, {"a <= nowhere"})); }, {"nowhere"});
  expect_error<invalid_option>(
      [&] {
        static_cast<void>(there_and_back(t, {"a <= b", "b <= a"}));
      },
      {"\"a\"", "\"b\"", "circle"});
}

TEST(ordering, stays_within_the_bounds_that_were_seen) {
  const table t = pairs<double>(2000, 100);
  const table made = sample_of(t, {"low <= high"}, many);
  double least = 1e9, most = -1e9;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    least = std::min(least, t.column(1).number(row));
    most = std::max(most, t.column(1).number(row));
  }
  for (std::size_t row = 0; row < made.rows(); ++row) {
    ASSERT_GE(made.column(1).number(row), least);
    ASSERT_LE(made.column(1).number(row), most);
  }
}

}  // namespace
}  // namespace standin::prepare
