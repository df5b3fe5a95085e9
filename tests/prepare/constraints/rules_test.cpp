// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/stream.hpp>

#include "data/expect_error.hpp"
#include "prepare/constraints/tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace standin::prepare {
namespace {

using test::draw;
using test::expect_same;
using test::ks;
using test::many;
using test::sample_of;
using test::there_and_back;
using test::tv;

/// A city in its country, its code, and a size that follows from the code; one country has no code.
table cities(std::size_t rows) {
  std::vector<std::uint32_t> city(rows), country(rows);
  std::vector<std::int32_t> code(rows);
  std::vector<double> size(rows);
  validity known(rows);
  const std::vector<std::uint32_t> country_of{0, 0, 1, 2, 2};
  for (std::size_t row = 0; row < rows; ++row) {
    city[row] = static_cast<std::uint32_t>(5 * draw(row, 1) * draw(row, 2));
    country[row] = country_of[city[row]];
    code[row] = country[row] == 2 ? 0 : static_cast<std::int32_t>(10 * country[row]);
    known.set(row, country[row] != 2);
    size[row] = city[row] * 1.25;
  }
  return {{{"city", column_kind::categorical}, {"country", column_kind::categorical}, {"code"}, {"size"}},
          {column::categorical(city, {"Paris", "Lyon", "Oslo", "Rome", "Bari"}),
           column::categorical(country, {"France", "Norway", "Italy", "nowhere"}), column(code, known), column(size)}};
}

std::string cells(const table& t, std::initializer_list<const char*> columns, std::size_t row) {
  std::string text;
  for (const char* name : columns) {
    const column_view c = t.column(name);
    text += c.missing(row)                       ? "?"
            : c.kind == column_kind::categorical ? std::string(c.text(row))
                                                 : std::to_string(c.number(row));
    text += '|';
  }
  return text;
}

TEST(fixed_combinations, come_back_and_no_others_are_made) {
  const table t = cities(2000);
  expect_same(there_and_back(t, {"fixed(city, country, code)"}), t);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < t.rows(); ++row) seen.insert(cells(t, {"city", "country", "code"}, row));
  const table made = sample_of(t, {"fixed(city, country, code)"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_EQ(seen.count(cells(made, {"city", "country", "code"}, row)), 1U);
  // Five levels, 2000 rows: TV of two samples of one law has mean 0.016 and is below 0.05 with α < 1e-6.
  EXPECT_LT(tv(t, made, "city"), 0.05);
  EXPECT_LT(tv(t, made, "country"), 0.05);
  const table loose = independent<>{}.fit(t).sample(many);
  std::size_t broken = 0;
  for (std::size_t row = 0; row < loose.rows(); ++row)
    broken += 1 - seen.count(cells(loose, {"city", "country", "code"}, row));
  EXPECT_GT(broken, many / 4);
}

TEST(fixed_combinations, that_share_columns_become_one) {
  const table t = cities(2000);
  expect_same(there_and_back(t, {"fixed(city, country)", "fixed(code, country)"}), t);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < t.rows(); ++row) seen.insert(cells(t, {"city", "country", "code"}, row));
  const table made = sample_of(t, {"fixed(city, country)", "fixed(country, code)"}, 10'000);
  for (std::size_t row = 0; row < made.rows(); ++row)
    ASSERT_EQ(seen.count(cells(made, {"city", "country", "code"}, row)), 1U);
}

TEST(fixed_combinations, of_nearly_all_rows_are_refused) {
  std::vector<double> a, b;
  for (int i = 0; i < 100; ++i) {
    a.push_back(i % 10);
    b.push_back(i / 10);
  }
  const table t({{"a"}, {"b"}}, {column(a), column(b)});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(t, {"fixed(a, b)"})); },
                           {"100 combinations", "copied"});
}

TEST(functional_dependency, looks_up_categories_and_numbers) {
  const table t = cities(2000);
  const auto rules = {std::string_view("depends(city -> country)"), std::string_view("depends(country -> code)"),
                      std::string_view("depends(city -> size)")};
  expect_same(there_and_back(t, rules), t);
  const table made = sample_of(t, rules, many);
  std::map<std::string, std::string> country_of, code_of, size_of;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    country_of[cells(t, {"city"}, row)] = cells(t, {"country"}, row);
    code_of[cells(t, {"country"}, row)] = cells(t, {"code"}, row);
    size_of[cells(t, {"city"}, row)] = cells(t, {"size"}, row);
  }
  for (std::size_t row = 0; row < made.rows(); ++row) {
    ASSERT_EQ(country_of.at(cells(made, {"city"}, row)), cells(made, {"country"}, row));
    ASSERT_EQ(code_of.at(cells(made, {"country"}, row)), cells(made, {"code"}, row));
    ASSERT_EQ(size_of.at(cells(made, {"city"}, row)), cells(made, {"size"}, row));
  }
  EXPECT_LT(tv(t, made, "country"), 0.05);
  EXPECT_LT(ks(t, made, "size"), 0.05);  // 2000 against 100 000 rows: 0.05 has p < 1e-4 without ties, far less with
}

TEST(functional_dependency, is_a_function_where_numbers_were_not_seen) {
  std::vector<double> from, to;
  for (int i = 0; i < 1000; ++i) {
    from.push_back((i % 9) * (i % 9));
    to.push_back(100 - from.back());
  }
  const table t({{"from"}, {"to"}}, {column(from), column(to)});
  expect_same(there_and_back(t, {"depends(from -> to)"}), t);
  std::map<double, double> seen;
  const table made = sample_of(t, {"depends(from -> to)"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const double x = made.column(0).number(row);
    const auto [at, fresh] = seen.emplace(x, made.column(1).number(row));
    ASSERT_EQ(at->second, made.column(1).number(row)) << x;
  }
}

TEST(functional_dependency, lists_rows_that_break_it) {
  const table t({{"a"}, {"b"}},
                {column(std::vector<double>{1, 1, 2, 2, 2}), column(std::vector<double>{3, 3, 4, 5, 4})});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(t, {"depends(a -> b)"})); },
                           {"depends(a -> b)", "1 of 5 rows breaks it, row 4"});
}

TEST(one_hot, has_exactly_one_in_each_row) {
  std::vector<std::int32_t> a, c;
  std::vector<double> d;
  std::vector<std::uint8_t> b;
  std::vector<int> known;
  for (std::size_t row = 0; row < 2000; ++row) {
    const auto k = static_cast<int>(3 * draw(row, 3) * draw(row, 4));
    known.push_back(draw(row, 5) > 0.1);
    const int there = known.back();
    a.push_back(there != 0 && k == 0);
    b.push_back(there != 0 && k == 1);
    c.push_back(there != 0 && k == 2);
    d.push_back(0);
  }
  const table t(
      {{"a"}, {"b", column_kind::boolean}, {"c"}, {"d"}},
      {column(a, bits(known)), column::booleans(b, bits(known)), column(c, bits(known)), column(d, bits(known))});
  expect_same(there_and_back(t, {"onehot(c, a, b, d)"}), t);
  const table made = sample_of(t, {"onehot(a, b, c, d)"}, many);
  double firsts = 0, was = 0, holes = 0;
  for (std::size_t row = 0; row < made.rows(); ++row) {
    if (made.column(0).missing(row)) {
      ++holes;
      for (std::size_t k = 1; k < 4; ++k) ASSERT_TRUE(made.column(k).missing(row));
      continue;
    }
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k) sum += made.column(k).number(row);
    ASSERT_EQ(sum, 1);
    firsts += made.column(0).number(row);
  }
  for (const std::int32_t x : a) was += x;
  EXPECT_NEAR(firsts / static_cast<double>(many), was / 2000, 0.06);  // five standard errors of 2000 rows
  EXPECT_NEAR(holes / static_cast<double>(many), 0.1, 0.04);
  const table broken({{"a"}, {"b"}},
                     {column(std::vector<double>{1, 0, 1, 0}), column(std::vector<double>{0, 0, 1, 1})});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(broken, {"onehot(a, b)"})); }, {"rows 2, 3"});
}

/// Hundredths that add up.
table sums(std::size_t rows, bool holes) {
  std::vector<double> a(rows), c(rows), total(rows);
  std::vector<std::int64_t> b(rows);
  std::vector<int> has_b, has_total;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto cents = [&](int which, double most) {
      return std::floor(most * draw(row, which) * draw(row, which + 20));
    };
    const double x = draw(row, 9) < 0.2 ? 0 : cents(6, 5000);
    b[row] = static_cast<std::int64_t>(cents(7, 40));
    const double z = draw(row, 10) < 0.1 ? 0 : cents(8, 9000);
    a[row] = x / 100;
    c[row] = z / 100;
    has_b.push_back(!holes || draw(row, 11) > 0.1);
    has_total.push_back(!holes || draw(row, 12) > 0.1);
    total[row] = has_total.back() != 0 ? (x + 100.0 * static_cast<double>(b[row]) + z) / 100 : 0;
    if (has_b.back() == 0) b[row] = 0;
  }
  return {{{"a"}, {"b"}, {"c"}, {"total"}},
          {column(a), holes ? column(b, bits(has_b)) : column(b), column(c),
           holes ? column(total, bits(has_total)) : column(total)}};
}

std::size_t sums_that_differ(const table& t, double scale) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    double sum = 0;
    bool all = true;
    for (std::size_t c = 0; c + 1 < t.schema().size(); ++c) {
      all = all && !t.column(c).missing(row);
      sum += std::nearbyint(t.column(c).number(row) * scale);
    }
    const double total = t.column(t.schema().size() - 1).number(row) * scale;
    if (all && total == total) count += sum != std::nearbyint(total);
  }
  return count;
}

TEST(sum_of_parts, adds_up_exactly_on_the_grid) {
  for (const bool holes : {false, true}) {
    const table t = sums(3000, holes);
    expect_same(there_and_back(t, {"sum(a, b, c = total)"}), t);
    const table made = sample_of(t, {"sum(a, b, c = total)"}, many);
    EXPECT_EQ(sums_that_differ(made, 100), 0U);
    EXPECT_EQ(made.stored(1).element(), element_type::int64);
    for (const char* part : {"a", "b", "c"}) EXPECT_LT(ks(t, made, part), 0.05) << part;  // α < 1e-6 for 3000 rows
    if (!holes) {
      EXPECT_LT(ks(t, made, "total"), 0.05);  // the parts are independent in this table
    }
    for (std::size_t row = 0; row < made.rows(); ++row)
      for (std::size_t c = 0; c < 4; ++c)
        if (!made.column(c).missing(row)) {
          ASSERT_GE(made.column(c).number(row), 0);
        }
  }
  EXPECT_GT(sums_that_differ(independent<>{}.fit(sums(3000, false)).sample(many), 100), many / 2);
}

// A total that something else makes is kept, and so is one with fewer decimals than its parts: those become shares.
TEST(sum_of_parts, divides_a_total_that_is_given) {
  std::vector<double> a, b, c;
  std::vector<std::int32_t> x, total;
  std::vector<int> has_b;
  for (std::size_t row = 0; row < 3000; ++row) {
    x.push_back(static_cast<std::int32_t>(50 * draw(row, 60)));
    total.push_back(2 * x.back());
    has_b.push_back(draw(row, 63) > 0.1);
    const double cents = 100.0 * total.back();
    const double first = std::floor(cents * draw(row, 61));
    const double second = draw(row, 64) < 0.3 ? 0 : std::floor((cents - first) * draw(row, 62));
    a.push_back(first / 100);
    b.push_back(has_b.back() != 0 ? second / 100 : 0);
    c.push_back((cents - first - second) / 100);
  }
  const table t({{"a"}, {"b"}, {"c"}, {"total"}, {"x"}},
                {column(a), column(b, bits(has_b)), column(c), column(total), column(x)});
  for (const auto& texts :
       {std::vector<std::string_view>{"sum(a, b, c = total)"}, {"sum(a, b, c = total)", "total = 2 * x"}}) {
    std::vector<constraint> all;
    for (const std::string_view text : texts) all.push_back(parse_constraint(text));
    const fitted_constraints fitted = constraints(all).fit(t);
    expect_same(fitted.restore(fitted.apply(t), {}), t);
    const table made = independent<>{}.fit(t, {.steps = {constraints(all)}}).sample(many);
    for (std::size_t row = 0; row < made.rows(); ++row) {
      const auto cents = [&](std::size_t column) { return std::nearbyint(100 * made.column(column).number(row)); };
      if (made.column(1).missing(row)) continue;
      ASSERT_EQ(cents(0) + cents(1) + cents(2), cents(3)) << row;
      for (std::size_t k = 0; k < 3; ++k) ASSERT_GE(cents(k), 0);
    }
    EXPECT_LT(ks(t, made, "total"), 0.05);
    EXPECT_EQ(made.stored(3).element(), element_type::int32);
  }
}

TEST(sum_of_parts, adds_negative_parts) {
  std::vector<double> a, b, total;
  for (int i = 0; i < 1000; ++i) {
    a.push_back((i * 7919 % 1009 - 500) / 10.0);
    b.push_back((i * 31 % 301 - 200) / 10.0);
    total.push_back(std::nearbyint((a.back() + b.back()) * 10) / 10);
  }
  const table t({{"a"}, {"b"}, {"total"}}, {column(a), column(b), column(total)});
  expect_same(there_and_back(t, {"sum(a, b = total)"}), t);
  EXPECT_EQ(sums_that_differ(sample_of(t, {"sum(a, b = total)"}, many), 10), 0U);
  total[17] += 0.1;
  const table broken({{"a"}, {"b"}, {"total"}}, {column(a), column(b), column(total)});
  expect_error<data_error>([&] { static_cast<void>(there_and_back(broken, {"sum(a, b = total)"})); }, {"row 18"});
}

TEST(formula, is_computed_in_each_row) {
  std::vector<double> price, paid;
  std::vector<std::int32_t> count;
  std::vector<int> has_price, has_paid;
  for (std::size_t row = 0; row < 2000; ++row) {
    price.push_back(std::floor(10'000 * draw(row, 30)) / 100);
    count.push_back(static_cast<std::int32_t>(1 + 5 * draw(row, 31)));
    has_price.push_back(draw(row, 32) > 0.1);
    has_paid.push_back(has_price.back() != 0 ? draw(row, 33) > 0.2 : draw(row, 34) > 0.5);
    paid.push_back(has_paid.back() == 0 ? 0 : std::round(price.back() * count.back() * 0.9 * 100) / 100);
    if (has_price.back() == 0) price.back() = 0;
  }
  const table t({{"price"}, {"count"}, {"paid"}},
                {column(price, bits(has_price)), column(count), column(paid, bits(has_paid))});
  expect_same(there_and_back(t, {"paid = price * count * 0.9"}), t);
  const table made = sample_of(t, {"paid = price * count * 0.9"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const double p = made.column(0).number(row), n = made.column(1).number(row), y = made.column(2).number(row);
    if (p == p && y == y) {
      ASSERT_EQ(y, std::round(p * n * 0.9 * 100) / 100) << row;
    }
  }
  EXPECT_LT(ks(t, made, "paid"), 0.06);  // 1800 values: α < 1e-4
}

TEST(formula, counts_date_times_in_seconds) {
  const std::vector<std::int64_t> day{100, 200, 300}, end{100 * 86'400 + 3600, 200 * 86'400 + 7200, 301 * 86'400};
  const table t(
      {{"day", column_kind::datetime, time_unit::day}, {"end", column_kind::datetime, time_unit::second}, {"hours"}},
      {column(day), column(end), column(std::vector<std::int32_t>{1, 2, 24})});
  expect_same(there_and_back(t, {"hours = (end - day) / 3600"}), t);
}

TEST(formula, is_refused_where_it_gives_no_number) {
  for (const char* nothing : {"x / 0", "1e308 * 1e308 * x"}) {
    const std::vector<double> cells{1, 2, 3};
    const table data({{"x"}, {"y"}}, {column(cells), column(cells)});
    expect_error<data_error>(
        [&] {
          (void)constraints({formula{"y", nothing}}).fit(data);
        },
        {nothing, "gives a number in no row"});
  }
}

TEST(formula, names_columns_in_a_circle) {
  const table t({{"x"}, {"y"}, {"z"}}, {column(std::vector<double>{1, 2}), column(std::vector<double>{2, 3}),
                                        column(std::vector<double>{3, 4})});
  expect_error<invalid_option>(
      [&] {
        static_cast<void>(there_and_back(t, {"y = x + 1", "z = y + 1", "x = z - 2"}));
      },
      {"\"x\"", "\"y\"", "\"z\"", "circle"});
  expect_error<invalid_option>([&] { static_cast<void>(there_and_back(t, {"y = y"})); }, {"\"y\""});
  expect_error<invalid_option>(
      [&] {
        static_cast<void>(there_and_back(t, {"y = x + 1", "y = z - 1"}));
      },
      {"\"y\"", "two of them"});
  expect_error<invalid_option>(
      [&] {
        static_cast<void>(there_and_back(t, {"depends(x -> y)", "depends(y -> x)"}));
      },
      {"circle", "fixed("});
  expect_same(there_and_back(t, {"z = y + 1", "y = x + 1"}), t);
  expect_same(there_and_back(t, {"y = x + 1", "z = y + 1"}), t);
}

TEST(increment, keeps_to_its_grid) {
  std::vector<double> price;
  std::vector<int> known;
  for (std::size_t row = 0; row < 1000; ++row) {
    known.push_back(draw(row, 40) > 0.1);
    price.push_back(known.back() != 0 ? std::floor(400 * draw(row, 41)) * 0.25 - 20 : 0);
  }
  const table t({{"price"}}, {column(price, bits(known))});
  expect_same(there_and_back(t, {"step(price, 0.25)"}), t);
  const table made = sample_of(t, {"step(price, 0.25)"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row)
    if (!made.column(0).missing(row)) {
      ASSERT_EQ(std::fmod(made.column(0).number(row), 0.25), 0);
    }
  EXPECT_LT(ks(t, made, "price"), 0.09);  // 900 values: α < 1e-5
  expect_error<data_error>([&] { static_cast<void>(there_and_back(t, {"step(price, 0.5)"})); },
                           {"step(price, 0.5)", "rows"});
  expect_error<invalid_option>([&] { static_cast<void>(there_and_back(t, {"step(price, 0)"})); }, {"step"});
}

TEST(value_between, lies_between_its_ends) {
  std::vector<double> cost, list, price;
  std::vector<int> has_list, has_price;
  for (std::size_t row = 0; row < 2000; ++row) {
    const double low = std::floor(1000 * draw(row, 50));
    const double width = std::floor(300 * draw(row, 51) * draw(row, 52));
    cost.push_back(low / 10);
    has_list.push_back(draw(row, 53) > 0.1);
    has_price.push_back(draw(row, 54) > 0.1);
    list.push_back(has_list.back() != 0 ? (low + width) / 10 : 0);
    price.push_back(has_price.back() != 0 ? (low + std::floor(width * draw(row, 55))) / 10 : 0);
  }
  const table t({{"cost"}, {"price"}, {"list"}},
                {column(cost), column(price, bits(has_price)), column(list, bits(has_list))});
  expect_same(there_and_back(t, {"between(cost, price, list)"}), t);
  const table made = sample_of(t, {"between(cost, price, list)"}, many);
  for (std::size_t row = 0; row < made.rows(); ++row) {
    const double a = made.column(0).number(row), x = made.column(1).number(row), b = made.column(2).number(row);
    if (a == a && x == x) {
      ASSERT_LE(a, x);
    }
    if (x == x && b == b) {
      ASSERT_LE(x, b);
    }
    if (a == a && b == b) {
      ASSERT_LE(a, b);
    }
  }
  EXPECT_LT(ks(t, made, "price"), 0.06);
  expect_same(sample_of(t, {"cost <= price <= list", "between(cost, price, list)"}, 1000),
              sample_of(t, {"between(cost, price, list)"}, 1000));  // which says the same, and more
  expect_error<invalid_option>(
      [&] {
        static_cast<void>(there_and_back(t, {"between(cost, price, list)", "cost < price"}));
      },
      {"between(cost, price, list)", "cost < price"});
}

}  // namespace
}  // namespace standin::prepare
