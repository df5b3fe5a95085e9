// SPDX-License-Identifier: MIT
//
// Each statistical test fixes its seed and fails below test::alpha = 1e-6.
#include <standin/core/error.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/parallel/thread_pool.hpp>

#include "core/extreme_numbers.hpp"
#include "data/expect_error.hpp"
#include "generators/tables.hpp"
#include "random/statistical.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace standin {
namespace {

double uniform(std::uint64_t row, std::uint64_t which) {
  return random::stream({.seed = 11}, random::purpose::noise, row, which).open_uniform();
}

TEST(independent, draws_levels_as_often_as_they_occur) {
  const std::vector<std::string> levels{"a", "b", "c", "d", "never"};
  std::vector<std::uint32_t> codes;
  for (std::uint32_t i = 0; i < 1000; ++i) codes.push_back(i < 500 ? 0 : i < 800 ? 1 : i < 999 ? 2 : 3);
  std::vector<std::uint8_t> flags(1000, 0);
  for (std::size_t i = 0; i < 125; ++i) flags[i] = 1;
  const auto model = independent<>{}.fit(table({{"x", column_kind::categorical}, {"flag", column_kind::boolean}},
                                               {column::categorical(codes, levels), column::booleans(flags)}));
  const table fake = model.sample(100'000, {.seed = 1});
  std::vector<double> counts(4), yes(2);
  for (std::size_t row = 0; row < fake.rows(); ++row) {
    ++counts[static_cast<std::size_t>(fake.column(0).number(row))];
    ++yes[static_cast<std::size_t>(fake.column(1).number(row))];
  }
  EXPECT_GT(test::chi_squared_test(counts, std::array{0.5, 0.3, 0.199, 0.001}), test::alpha);
  EXPECT_GT(test::chi_squared_test(yes, std::array{0.875, 0.125}), test::alpha);
}

// Between knots the marginal is off by up to 0.0011 (see the tests of empirical_marginal), which 20 000 draws don't
// see.
TEST(independent, draws_numbers_from_the_distribution_that_the_column_has) {
  const std::function<double(double)> tail = [](double x) { return 1 - std::pow(x, -1.5); };
  std::vector<double> values;
  constexpr std::size_t n = 200'000;
  for (std::size_t i = 0; i < n; ++i) values.push_back(std::pow((static_cast<double>(i) + 0.5) / n, -1 / 1.5));
  const table fake = independent<>{}.fit(table({{"x"}}, {column(values)})).sample(20'000, {.seed = 1});
  EXPECT_GT(test::kolmogorov_smirnov_test(fake.stored(0).cells<double>(), tail), test::alpha);
  const std::function<double(double)> other = [](double x) { return 1 - std::pow(x, -1.4); };
  EXPECT_LT(test::kolmogorov_smirnov_test(fake.stored(0).cells<double>(), other), test::alpha) << "the test sees 7 %";
}

TEST(independent, draws_columns_that_do_not_know_of_each_other) {
  constexpr std::size_t rows = 50'000;
  constexpr std::size_t columns = 9;  // more than two groups of four, which share blocks of random words
  std::vector<column> same;
  std::vector<column_spec> specs;
  for (std::size_t c = 0; c < columns; ++c) {
    specs.push_back({.name = std::to_string(c), .kind = c % 2 == 0 ? column_kind::numeric : column_kind::categorical});
    if (c % 2 == 0) {
      std::vector<double> values;
      for (std::size_t i = 0; i < 1000; ++i) values.push_back(static_cast<double>(i));
      same.emplace_back(values);
    } else {
      std::vector<std::uint32_t> codes;
      for (std::uint32_t i = 0; i < 1000; ++i) codes.push_back(i / 250);
      same.push_back(column::categorical(codes, {"a", "b", "c", "d"}));
    }
  }
  for (std::size_t c = 0; c < columns; c += 2) specs[c].role = column_role::measure;  // 0, 1, 2, … look like keys
  const table fake = independent<>{}.fit(table(table_schema(specs), same)).sample(rows, {.seed = 5});
  const auto quarter = [&](std::size_t c, std::size_t row) {
    const double x = fake.column(c).number(row);
    return static_cast<std::size_t>(c % 2 == 0 ? x / 250 : x);
  };
  for (std::size_t a = 0; a < columns; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      std::vector<double> counts(16);
      for (std::size_t row = 0; row < rows; ++row) ++counts[4 * quarter(a, row) + quarter(b, row)];
      // Quarters of the numbers differ from 1/4 by 0.002 at most, half a unit in 250; hence 4 x 4 cells by their
      // margins.
      std::vector<double> rows_of(4), columns_of(4), expected(16);
      for (std::size_t k = 0; k < 16; ++k) rows_of[k / 4] += counts[k], columns_of[k % 4] += counts[k];
      for (std::size_t k = 0; k < 16; ++k) expected[k] = rows_of[k / 4] * columns_of[k % 4] / (rows * double{rows});
      EXPECT_GT(test::chi_squared_test(counts, expected), test::alpha) << a << ", " << b;
    }
}

// Holes of three sorts: each on its own (MCAR), in a column whose neighbour decides (MAR: here pattern and value are
// drawn apart, so only their frequencies come back), and whole blocks of columns at once.
TEST(independent, draws_missing_patterns_as_often_as_they_occur) {
  constexpr std::size_t rows = 20'000;
  using rule = std::function<bool(std::size_t row, std::size_t c)>;
  const rule mcar = [](std::size_t row, std::size_t c) { return uniform(row, c) < 0.05 * static_cast<double>(c); };
  const rule mar = [](std::size_t row, std::size_t c) { return c == 1 && uniform(row, 9) < uniform(row, 100); };
  const rule block = [](std::size_t row, std::size_t c) { return uniform(row, 8) < 0.2 && (c == 1 || c == 3); };
  for (const rule& missing : {mcar, mar, block}) {
    std::vector<column> columns;
    std::vector<double> expected(16), counts(16);
    for (std::size_t c = 0; c < 4; ++c) {
      std::vector<double> values(rows);
      for (std::size_t row = 0; row < rows; ++row) values[row] = missing(row, c) ? nan : uniform(row, 100 + c);
      columns.emplace_back(values);
    }
    const table data({{"a"}, {"b"}, {"c"}, {"d"}}, columns);
    const auto pattern = [](const table& t, std::size_t row) {
      std::size_t bits = 0;
      for (std::size_t c = 0; c < 4; ++c) bits |= (t.column(c).missing(row) ? std::size_t{1} : 0) << c;
      return bits;
    };
    const table fake = independent<>{}.fit(data).sample(100'000, {.seed = 2});
    for (std::size_t row = 0; row < rows; ++row) expected[pattern(data, row)] += 1.0 / rows;
    for (std::size_t row = 0; row < fake.rows(); ++row) ++counts[pattern(fake, row)];
    EXPECT_GT(test::chi_squared_test(counts, expected), test::alpha);
  }
}

// With a helper for each column: 20 columns with holes of their own, far more than 256 patterns.
TEST(independent, draws_holes_as_often_as_they_occur_where_patterns_are_too_many) {
  constexpr std::size_t rows = 5000;
  std::vector<column> columns;
  std::vector<column_spec> specs;
  for (std::size_t c = 0; c < 20; ++c) {
    std::vector<double> values(rows);
    for (std::size_t row = 0; row < rows; ++row) values[row] = uniform(row, c) < 0.3 ? nan : 1.0;
    columns.emplace_back(values);
    specs.push_back({std::to_string(c)});
  }
  const table data(table_schema(specs), columns);
  const auto model = independent<>{}.fit(data);
  EXPECT_EQ(model.form().prepared().missing().helpers(), 20U);
  const table fake = model.sample(50'000, {.seed = 3});
  for (std::size_t c = 0; c < 20; ++c) {
    std::array<double, 2> counts{}, expected{};
    for (std::size_t row = 0; row < rows; ++row) expected[data.column(c).missing(row) ? 1 : 0] += 1.0 / rows;
    for (std::size_t row = 0; row < fake.rows(); ++row) ++counts[fake.column(c).missing(row) ? 1 : 0];
    EXPECT_GT(test::chi_squared_test(counts, expected), test::alpha) << c;
  }
}

TEST(independent, learns_the_same_on_any_number_of_threads) {
  const table data = test::mixed_table(2000);
  const auto model = independent<>{}.fit(data);
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    const auto other = independent<>{}.fit(data, {.executor = pool});
    EXPECT_EQ(other.fingerprint(), model.fingerprint());
    EXPECT_EQ(other.report().warnings, model.report().warnings);
  }
}

/// Rows in which all cells are those of the other table, at the same position.
std::size_t repeated(const table& a, const table& b) {
  std::size_t rows = 0;
  for (std::size_t row = 0; row < a.rows(); ++row) {
    bool same = true;
    for (std::size_t c = 0; c < a.schema().size() && same; ++c)
      same = a.column(c).number(row) == b.column(c).number(row);
    rows += same ? 1 : 0;
  }
  return rows;
}

// A generator that learns from a sample and draws with the seed of that sample must not draw the sample again: its
// model is another one, so its streams are.
TEST(independent, does_not_repeat_the_sample_that_it_was_fitted_to_under_the_same_seed) {
  constexpr std::size_t rows = 5000;
  std::vector<std::uint32_t> colour(rows), size(rows);
  std::vector<std::int32_t> age(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    colour[row] = static_cast<std::uint32_t>(6 * uniform(row, 0));
    size[row] = static_cast<std::uint32_t>(5 * uniform(row, 1) * uniform(row, 2));
    age[row] = static_cast<std::int32_t>(20 + 50 * uniform(row, 3));
  }
  const table real({{"colour", column_kind::categorical}, {"size", column_kind::categorical}, {"age"}},
                   {column::categorical(colour, {"a", "b", "c", "d", "e", "f"}),
                    column::categorical(size, {"a", "b", "c", "d", "e"}), column(age)});
  const table first = independent<>{}.fit(real).sample(rows, {.seed = 7});
  const auto model = independent<>{}.fit(first);
  // By chance a row agrees with probability sum p^2 a column, about 1/6 * 0.3 * 1/50 = 0.001: some 5 of 5000 rows.
  const std::size_t same_seed = repeated(first, model.sample(rows, {.seed = 7}));
  const std::size_t other_seed = repeated(first, model.sample(rows, {.seed = 8}));
  EXPECT_LT(same_seed, 25U);
  EXPECT_LT(other_seed, 25U);

  // What it would be with a domain that both models share: the second one, drawing from the first one's streams.
  const auto shared = [&](const auto& of) {
    plain_rows plain = of.form().prepared().room((rows + 63) / 64 * 64);
    const random::source from{7, random::domain("core")};
    of.core().sample_into(plain, from, 0);
    std::vector<column> columns = of.form().prepared().room_for_table(rows);
    of.form().prepared().restore(plain, 0, columns, 0, rows, from, 0);
    return table(of.schema(), std::move(columns));
  };
  const table drawn = shared(independent<>{}.fit(real));
  const auto second = independent<>{}.fit(drawn);
  EXPECT_GT(repeated(drawn, shared(second)), rows / 2) << "a shared domain repeats most rows, which the test must see";
}

/// The plainest marginal: one value.
struct first_value {
  struct fitted {
    double value;
    double quantile(double) const { return value; }
    void parameters(auto&& visitor) const { visitor(value); }
  };
  fitted fit(std::span<const double> values) const { return {values.front()}; }
};

TEST(independent, takes_a_marginal_of_ones_own) {
  const auto model = independent<first_value>{}.fit(table({{"x"}}, {column(std::vector<double>{4, 5, 6})}));
  EXPECT_EQ(model.sample(2).stored(0).cells<double>(), (std::vector<double>{4, 4}));
}

TEST(independent, passes_on_options_of_its_marginal) {
  expect_error<invalid_option>([] { (void)independent<>{{.knots = 0}}.fit(test::mixed_table(50)); }, {"knots is 0"});
}

TEST(level_marginal, counts_and_draws_levels) {
  const std::array<std::uint32_t, 6> codes{1, 0, 1, 2, 1, 7};
  const std::array<std::uint64_t, 1> present{0b011111};
  const level_marginal marginal(plain_column{.name = "x", .codes = codes, .levels = 4, .present = present}, 6);
  EXPECT_EQ(std::vector<std::uint64_t>(marginal.counts().begin(), marginal.counts().end()),
            (std::vector<std::uint64_t>{1, 3, 1, 0}));
  std::vector<double> drawn(4);
  for (std::uint64_t i = 0; i < 10'000; ++i) ++drawn[marginal(random::cell_word({}, random::purpose::sample, i, 0))];
  EXPECT_GT(test::chi_squared_test(drawn, std::array{0.2, 0.6, 0.2, 0.0}), test::alpha);
}

TEST(level_marginal, refuses_codes_without_a_level_and_counts_of_nothing) {
  const std::array<std::uint32_t, 2> codes{0, 4};
  expect_error<data_error>([&] { level_marginal(plain_column{.name = "x", .codes = codes, .levels = 4}, 2); },
                           {"\"x\"", "code 4", "row 1", "4 levels"});
  expect_error<data_error>([] { level_marginal(std::vector<std::uint64_t>{}); }, {});
  expect_error<data_error>([] { level_marginal(std::vector<std::uint64_t>{0, 0}); }, {});
}

}  // namespace
}  // namespace standin
