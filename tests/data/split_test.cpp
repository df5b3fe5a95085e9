// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/split.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace standin {
namespace {

/// A column "row" that numbers the rows, and a column "by" of the caller's.
table numbered(column by, column_kind kind) {
  std::vector<std::int64_t> numbers(by.rows());
  std::iota(numbers.begin(), numbers.end(), 0);
  std::vector<column> columns;
  columns.emplace_back(std::move(numbers));
  columns.push_back(std::move(by));
  return {{{"row"}, {"by", kind}}, std::move(columns)};
}

table numbered(std::size_t rows) {
  return numbered(column(std::vector<double>(rows)), column_kind::numeric);
}

table in_levels(const std::vector<std::uint32_t>& codes, std::size_t levels, validity present = {}) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < levels; ++i) names.push_back("level " + std::to_string(i));
  return numbered(column::categorical(codes, std::move(names), std::move(present)), column_kind::categorical);
}

std::vector<std::size_t> rows_of(const table_view& view) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < view.rows(); ++row)
    rows.push_back(static_cast<std::size_t>(view.column("row").number(row)));
  return rows;
}

using places = std::vector<std::size_t>;

TEST(split, gives_two_tables_that_own_their_cells) {
  const auto [train, holdout] = split(numbered(9), 2.0 / 3, {.seed = 1});
  static_assert(std::is_same_v<decltype(train), const table>);
  EXPECT_EQ(train.rows(), 6U);
  EXPECT_EQ(holdout.rows(), 3U);
  EXPECT_EQ(train.schema(), numbered(1).schema());
}

TEST(split_view, gives_the_same_rows_without_a_copy) {
  const table data = numbered(40);
  const auto [train, holdout] = split_view(data, 0.7, {.seed = 5});
  const auto copies = split(data, 0.7, {.seed = 5});
  EXPECT_EQ(rows_of(train), rows_of(copies.train));
  EXPECT_EQ(rows_of(holdout), rows_of(copies.holdout));
  EXPECT_EQ(train.column(0).cells, data.column(0).cells);
}

// What this promises, the address sanitizer sees.
TEST(split_view, keeps_a_temporary_table) {
  const view_parts parts = split_view(numbered(10), 0.5);
  EXPECT_EQ(parts.train.rows() + parts.holdout.rows(), 10U);
  EXPECT_GE(parts.holdout.column("row").number(4), 0.0);
}

// Words of Philox and Lemire's method, so the same on every machine; a change here changes everybody's splits.
TEST(split, deals_out_the_same_rows_everywhere) {
  const view_parts parts = split_view(numbered(10), 0.4, {.seed = 2024});
  EXPECT_EQ(rows_of(parts.train), (places{0, 1, 5, 7}));
}

TEST(split, rounds_halves_up) {
  const auto first = [](std::size_t n, double fraction) { return split_view(numbered(n), fraction).train.rows(); };
  EXPECT_EQ(first(5, 0.5), 3U);
  EXPECT_EQ(first(10, 0.25), 3U);
  EXPECT_EQ(first(3, 2.0 / 3), 2U);
  EXPECT_EQ(first(1, 0.49), 0U);
  EXPECT_EQ(first(1, 0.5), 1U);
  EXPECT_EQ(first(0, 0.5), 0U);
}

TEST(split, depends_on_the_seed) {
  const table data = numbered(60);
  EXPECT_NE(rows_of(split_view(data, 0.5, {.seed = 1}).train), rows_of(split_view(data, 0.5, {.seed = 2}).train));
}

/// How often each row, and each two rows together, go into the first part.
struct inclusions {
  std::vector<double> one;
  std::vector<std::vector<double>> both;
};

inclusions count(const table& data, double fraction, split_options options, std::size_t seeds) {
  const std::size_t n = data.rows();
  inclusions counts{std::vector<double>(n), std::vector(n, std::vector<double>(n))};
  for (options.seed = 0; options.seed < seeds; ++options.seed) {
    const places train = rows_of(split_view(data, fraction, options).train);
    for (const std::size_t i : train) {
      ++counts.one[i];
      for (const std::size_t j : train) ++counts.both[i][j];
    }
  }
  return counts;
}

void expect_probability(double hits, double trials, double p, double z) {
  EXPECT_LT(std::abs(hits - trials * p), z * std::sqrt(trials * p * (1 - p))) << hits << " of " << trials;
}

// Each row with probability 1/2, each pair with (10/20)(9/19): binomial counts over 2000 seeds, normal approximation.
// 210 comparisons at z = 5.9 (two-sided 3.6e-9): alpha below 1e-6 in all.
TEST(split, gives_each_set_of_rows_the_same_chance) {
  const inclusions counts = count(numbered(20), 0.5, {}, 2000);
  for (std::size_t i = 0; i < 20; ++i) {
    expect_probability(counts.one[i], 2000, 0.5, 5.9);
    for (std::size_t j = 0; j < i; ++j) expect_probability(counts.both[i][j], 2000, 0.5 * 9 / 19, 5.9);
  }
}

// Strata of 12 and 8 rows, interleaved: 6 and 4 rows go first, so pairs within them have (6/12)(5/11) and (4/8)(3/7),
// pairs across 1/4. Same z and alpha as above.
TEST(split, gives_each_set_of_a_stratum_the_same_chance) {
  std::vector<std::uint32_t> codes(20);
  for (std::size_t i = 0; i < 20; ++i) codes[i] = i % 5 < 3 ? 0 : 1;
  const inclusions counts = count(in_levels(codes, 2), 0.5, {.stratify_by = "by"}, 2000);
  for (std::size_t i = 0; i < 20; ++i) {
    expect_probability(counts.one[i], 2000, 0.5, 5.9);
    for (std::size_t j = 0; j < i; ++j) {
      const double p = codes[i] != codes[j] ? 0.25 : codes[i] == 0 ? 0.5 * 5 / 11 : 0.5 * 3 / 7;
      expect_probability(counts.both[i][j], 2000, p, 5.9);
    }
  }
}

std::map<std::string, std::size_t> levels_of(const table_view& view) {
  std::map<std::string, std::size_t> counts;
  for (std::size_t row = 0; row < view.rows(); ++row) ++counts[std::string(view.column("by").text(row))];
  return counts;
}

// 50, 30, 15 and 5 rows, 2/3 of each is 33.3, 20, 10 and 3.3; 67 rows are wanted, so one of the two remainders of 1/3
// gets the row that is left: of equal ones the one that comes first.
TEST(split, keeps_the_share_of_each_level) {
  std::vector<std::uint32_t> codes;
  for (const auto& [level, times] : {std::pair{0U, 50}, {1U, 30}, {2U, 15}, {3U, 5}})
    codes.insert(codes.end(), static_cast<std::size_t>(times), level);
  const view_parts parts = split_view(in_levels(codes, 4), 2.0 / 3, {.seed = 3, .stratify_by = "by"});
  EXPECT_EQ(levels_of(parts.train),
            (std::map<std::string, std::size_t>{{"level 0", 34}, {"level 1", 20}, {"level 2", 10}, {"level 3", 3}}));
  EXPECT_EQ(parts.holdout.rows(), 33U);
}

// 10, 9 and 8 rows, 0.3 of each is 3, 2.7 and 2.4; of the 8 rows wanted 7 are whole, and 0.7 is the largest remainder.
TEST(split, gives_what_is_left_to_the_largest_remainder) {
  std::vector<std::uint32_t> codes(27, 2);
  std::fill_n(codes.begin(), 10, 0U);
  std::fill_n(codes.begin() + 10, 9, 1U);
  const view_parts parts = split_view(in_levels(codes, 3), 0.3, {.stratify_by = "by"});
  EXPECT_EQ(levels_of(parts.train),
            (std::map<std::string, std::size_t>{{"level 0", 3}, {"level 1", 3}, {"level 2", 2}}));
}

TEST(split, takes_missing_as_a_level) {
  validity present(40);
  for (std::size_t row = 0; row < 10; ++row) present.set(row * 4, false);
  const table data = in_levels(std::vector<std::uint32_t>(40), 1, present);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const view_parts parts = split_view(data, 0.5, {.seed = seed, .stratify_by = "by"});
    EXPECT_EQ(levels_of(parts.train)[""], 5U);
  }
}

TEST(split, stratifies_by_the_values_of_any_kind_while_they_are_few) {
  const auto trues = [](column by, column_kind kind) {
    const view_parts parts = split_view(numbered(std::move(by), kind), 0.5, {.stratify_by = "by"});
    std::size_t n = 0;
    for (std::size_t row = 0; row < parts.train.rows(); ++row)
      if (parts.train.column("row").number(row) < 4) ++n;  // the first four rows have the one value
    return n;
  };
  EXPECT_EQ(trues(column::booleans({1, 0xFF, 2, 1, 0, 0, 0, 0}), column_kind::boolean), 2U);
  EXPECT_EQ(trues(column(std::vector<double>{0.0, -0.0, 0, 0, 1, 1, 1, 1}), column_kind::numeric), 2U) << "-0 is 0";
  EXPECT_EQ(trues(column(std::vector<float>{1, 1, 1, 1, 0, 0, 0, 0}), column_kind::numeric), 2U);
  EXPECT_EQ(trues(column(std::vector<std::int32_t>{-1, -1, -1, -1, 1, 1, 1, 1}), column_kind::numeric), 2U);
  EXPECT_EQ(trues(column(std::vector<std::int64_t>{9, 9, 9, 9, 1, 1, 1, 1}), column_kind::datetime), 2U);
  EXPECT_EQ(trues(column(std::vector<std::string>{"a", "a", "a", "a", "b", "b", "b", "b"}), column_kind::text), 2U);

  std::vector<double> many(101);
  std::iota(many.begin(), many.end(), 0.0);
  expect_error<invalid_option>(
      [&] { (void)split_view(numbered(column(many), column_kind::numeric), 0.5, {.stratify_by = "by"}); },
      {"column \"by\" is numeric", "more than 100 different values"});
  many.back() = 0;
  EXPECT_NO_THROW((void)split_view(numbered(column(many), column_kind::numeric), 0.5, {.stratify_by = "by"}));
}

TEST(split, lets_a_category_have_any_number_of_levels) {
  std::vector<std::uint32_t> codes(300);
  std::iota(codes.begin(), codes.end(), 0U);
  EXPECT_EQ(split_view(in_levels(codes, 300), 0.5, {.stratify_by = "by"}).train.rows(), 150U);
}

TEST(split, keeps_groups_together) {
  std::vector<std::uint32_t> codes(1000);
  for (std::size_t row = 0; row < codes.size(); ++row) codes[row] = static_cast<std::uint32_t>(row * 7919 % 37);
  const table data = in_levels(codes, 37);
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const view_parts parts = split_view(data, 0.8, {.seed = seed, .group_by = "by"});
    const auto holdout = levels_of(parts.holdout);
    for (const auto& [level, times] : levels_of(parts.train)) EXPECT_EQ(holdout.count(level), 0U) << level;
    // Groups have 27 or 28 rows (1000 = 1 * 28 + 36 * 27), so 800 rows are not to be had: 29 groups have 783 or 784,
    // 30 have 810 or 811.
    EXPECT_EQ(parts.train.rows(), 810U);
  }
}

TEST(split, keeps_rows_without_a_group_together) {
  validity present(30);
  for (std::size_t row = 0; row < 10; ++row) present.set(row * 3, false);
  std::vector<std::uint32_t> codes(30);
  for (std::size_t row = 0; row < 30; ++row) codes[row] = static_cast<std::uint32_t>(row % 5);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const view_parts parts = split_view(in_levels(codes, 5, present), 0.5, {.seed = seed, .group_by = "by"});
    EXPECT_EQ(levels_of(parts.train).count("") + levels_of(parts.holdout).count(""), 1U);
  }
}

// Taking groups in a random order while they fit would miss by up to 39 rows here.
TEST(split, gives_the_nearest_number_of_rows_that_groups_allow) {
  const std::array<std::size_t, 6> sizes{40, 40, 40, 31, 29, 20};  // 200 rows: 40 + 31 + 29 is the only way to 100
  std::vector<std::uint32_t> codes;
  for (std::size_t g = 0; g < sizes.size(); ++g) codes.insert(codes.end(), sizes[g], static_cast<std::uint32_t>(g));
  for (std::uint64_t seed = 0; seed < 30; ++seed)
    EXPECT_EQ(split_view(in_levels(codes, 6), 0.5, {.seed = seed, .group_by = "by"}).train.rows(), 100U);
}

TEST(split, leaves_no_side_without_a_group) {
  std::vector<std::uint32_t> codes(100);
  codes[99] = 1;  // 99 rows and 1 row
  for (const double fraction : {0.001, 0.01, 0.4, 0.6, 0.99, 0.999}) {
    const view_parts parts = split_view(in_levels(codes, 2), fraction, {.group_by = "by"});
    EXPECT_EQ(parts.train.rows(), fraction < 0.5 ? 1U : 99U) << fraction;
  }
  expect_error<data_error>(
      [] { (void)split_view(in_levels(std::vector<std::uint32_t>(5), 1), 0.5, {.group_by = "by"}); },
      {"all rows have the same value in column \"by\""});
  EXPECT_EQ(split_view(in_levels({}, 1), 0.5, {.group_by = "by"}).train.rows(), 0U);
}

TEST(split, gives_each_group_its_chance) {
  std::vector<std::uint32_t> codes(20);
  for (std::size_t row = 0; row < 20; ++row) codes[row] = static_cast<std::uint32_t>(row / 2);
  // Ten groups of two rows, five of them first: each with probability 1/2. alpha below 1e-6, as above.
  const inclusions counts = count(in_levels(codes, 10), 0.5, {.group_by = "by"}, 2000);
  for (std::size_t i = 0; i < 20; ++i) expect_probability(counts.one[i], 2000, 0.5, 5.9);
}

TEST(split, takes_many_groups_in_good_time) {
  std::vector<std::uint32_t> codes(300'000);
  for (std::size_t row = 0; row < codes.size(); ++row) codes[row] = static_cast<std::uint32_t>(row % 70'001);
  const table data = in_levels(codes, 70'001);  // groups of 4 and 5 rows: 240 000 can be had
  EXPECT_EQ(split_view(data, 0.8, {.group_by = "by"}).train.rows(), 240'000U);
}

TEST(split, refuses_options_that_make_no_sense) {
  const table data = numbered(10);
  for (const double fraction :
       {0.0, 1.0, -0.5, 1.5, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    expect_error<invalid_option>([&] { (void)split(data, fraction); }, {"split: the fraction is", "between 0 and 1"});
  expect_error<invalid_option>([&] { (void)split(data, 0.5, {.stratify_by = "by", .group_by = "by"}); },
                               {"both stratify_by and group_by", "choose one"});
  expect_error<schema_error>([&] { (void)split(data, 0.5, {.stratify_by = "sex"}); }, {"\"sex\"", "it has row, by"});
  expect_error<schema_error>([&] { (void)split(data, 0.5, {.group_by = "id"}); }, {"\"id\"", "it has row, by"});
}

}  // namespace
}  // namespace standin
