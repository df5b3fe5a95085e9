// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/missing_patterns.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

namespace standin::prepare {
namespace {

using holes_of = std::function<bool(std::size_t row, std::size_t column)>;  // whether the cell is missing

std::vector<validity> make(std::size_t rows, std::size_t columns, const holes_of& missing) {
  std::vector<validity> present;
  for (std::size_t c = 0; c < columns; ++c) {
    validity bits(rows, false);
    for (std::size_t row = 0; row < rows; ++row) bits.set(row, !missing(row, c));
    present.push_back(bits.count() == rows ? validity{} : bits);
  }
  return present;
}

/// The bits that the learned codes are turned back into.
std::vector<validity> restored(const learned_patterns& learned, std::size_t rows, std::size_t columns,
                               random::source from = {}) {
  std::vector<validity> present(columns);
  const missing_patterns& patterns = learned.patterns;
  for (std::size_t k = 0; k < patterns.holes().size(); ++k) {
    const std::size_t hole = patterns.holes()[k];
    present[hole] = validity(rows);
    patterns.restore(k, learned.codes[patterns.helper_of(hole)], from, 0, present[hole], 0);
  }
  return present;
}

TEST(missing_patterns, are_none_where_nothing_is_missing) {
  const learned_patterns learned = learn_missing_patterns(10, make(10, 3, [](auto, auto) { return false; }));
  EXPECT_EQ(learned.patterns.helpers(), 0U);
  EXPECT_TRUE(learned.patterns.holes().empty());
  EXPECT_TRUE(learned.codes.empty());
}

TEST(missing_patterns, leave_out_columns_without_any_value) {
  const auto present = make(8, 3, [](std::size_t row, std::size_t c) { return c == 1 || (c == 2 && row == 3); });
  EXPECT_EQ(learn_missing_patterns(8, present).patterns.holes(), std::vector<std::size_t>{2});
}

TEST(missing_patterns, keep_few_patterns_in_one_column_in_the_order_of_their_frequency) {
  // Rows 0-5: all there; 6-8: columns 0 and 2 missing together; 9: column 2 only.
  const auto present = make(
      10, 4, [](std::size_t row, std::size_t c) { return (c == 0 && row >= 6 && row <= 8) || (c == 2 && row >= 6); });
  const learned_patterns learned = learn_missing_patterns(10, present);
  EXPECT_EQ(learned.patterns.holes(), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(learned.patterns.helpers(), 1U);
  EXPECT_EQ(learned.patterns.levels(), 3U);
  EXPECT_TRUE(learned.patterns.other_rates().empty());
  EXPECT_EQ(learned.codes, (std::vector<std::vector<std::uint32_t>>{{0, 0, 0, 0, 0, 0, 1, 1, 1, 2}}));
  EXPECT_TRUE(learned.patterns.patterns()[0].test(0) && learned.patterns.patterns()[0].test(1));
  EXPECT_FALSE(learned.patterns.patterns()[1].test(0) || learned.patterns.patterns()[1].test(1));
  EXPECT_TRUE(learned.patterns.patterns()[2].test(0) && !learned.patterns.patterns()[2].test(1));
  EXPECT_TRUE(restored(learned, 10, 4) == present);
}

TEST(missing_patterns, do_not_depend_on_the_order_of_rows) {
  std::mt19937 random(1);
  std::vector<std::uint32_t> order(1000);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const auto missing = [&](std::size_t row, std::size_t c) { return (order[row] % 7) >> c & 1U; };
  const learned_patterns first = learn_missing_patterns(1000, make(1000, 3, missing));
  std::shuffle(order.begin(), order.end(), random);
  EXPECT_EQ(learn_missing_patterns(1000, make(1000, 3, missing)).patterns, first.patterns);
}

TEST(missing_patterns, come_back_cell_by_cell_over_more_than_64_columns) {
  std::mt19937 random(2);
  std::vector<std::uint32_t> pattern(3000);
  for (std::uint32_t& p : pattern) p = static_cast<std::uint32_t>(random() % 200);
  const auto present =
      make(3000, 150, [&](std::size_t row, std::size_t c) { return (pattern[row] ^ c * 37) % 5 == 0; });
  const learned_patterns learned = learn_missing_patterns(3000, present);
  EXPECT_EQ(learned.patterns.helpers(), 1U);
  EXPECT_GT(learned.patterns.holes().size(), 64U);
  EXPECT_TRUE(restored(learned, 3000, 150) == present);
}

// 1 % of 30 000 rows have one of 300 rare patterns, of which the 254 that fit beside the two frequent ones are kept:
// the remaining 46 rows are "other". In each of them column 0 is missing, and column 1 in half.
TEST(missing_patterns, put_rare_ones_together_and_draw_their_cells_by_rate) {
  constexpr std::size_t rows = 30'000;
  const auto missing = [](std::size_t row, std::size_t c) {
    if (row < rows - 300) return c == 0 && row % 3 == 0;
    const std::size_t rare = row - (rows - 300) + 512;
    return c == 0 || (c > 1 && (rare >> (c - 2) & 1U) != 0) || (c == 1 && row % 2 == 0);
  };
  const auto present = make(rows, 12, missing);
  learned_patterns learned = learn_missing_patterns(rows, present);
  const missing_patterns& patterns = learned.patterns;
  EXPECT_EQ(patterns.helpers(), 1U);
  EXPECT_EQ(patterns.patterns().size(), 256U);
  EXPECT_EQ(patterns.levels(), 257U);
  std::size_t others = 0;
  std::size_t second_missing = 0;
  for (std::size_t row = 0; row < rows; ++row)
    if (learned.codes[0][row] == 256) {
      ++others;
      second_missing += missing(row, 1) ? 1U : 0U;
    }
  EXPECT_EQ(others, 46U);
  EXPECT_EQ(patterns.other_rates()[0], 1.0);
  EXPECT_EQ(patterns.other_rates()[1], static_cast<double>(second_missing) / 46.0);

  // As many "other" rows as we like: each column's rate comes back. 40 000 draws, normal approximation, |z| < 5.2 fails
  // once in five million for each of twelve columns.
  constexpr std::size_t drawn = 40'000;
  learned.codes[0].assign(drawn, 256);
  const random::source from{.seed = 3, .domain = 4};
  const std::vector<validity> back = restored(learned, drawn, 12, from);
  for (std::size_t k = 0; k < patterns.holes().size(); ++k) {
    const double rate = patterns.other_rates()[k];
    const double missed = static_cast<double>(drawn - back[patterns.holes()[k]].count());
    EXPECT_NEAR(missed, rate * drawn, 5.2 * std::sqrt(rate * (1 - rate) * drawn) + 1e-9) << k;
  }
  // Cells of one row are drawn apart: columns 1 and 2 agree no more often than chance would have it (α as above).
  const double a = 1 - patterns.other_rates()[1];
  const double b = 1 - patterns.other_rates()[2];
  const double agree = a * b + (1 - a) * (1 - b);
  double agreed = 0;
  for (std::size_t row = 0; row < drawn; ++row) agreed += back[1].test(row) == back[2].test(row) ? 1 : 0;
  EXPECT_NEAR(agreed, agree * drawn, 5.2 * std::sqrt(agree * (1 - agree) * drawn));
  // And by row, not by place: rows 1000 … 1099 alone are the same.
  validity part(100);
  patterns.restore(1, std::span(learned.codes[0]).first(100), from, 1000, part, 0);
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(part.test(i), back[1].test(1000 + i)) << i;
}

TEST(missing_patterns, give_each_column_a_helper_when_there_are_too_many) {
  std::mt19937 random(5);
  std::vector<std::uint32_t> bits(5000);
  for (std::uint32_t& b : bits) b = static_cast<std::uint32_t>(random()) & 0xFFFF;  // 16 columns, each missing in half
  const auto present =
      make(5000, 17, [&](std::size_t row, std::size_t c) { return c > 0 && (bits[row] >> (c - 1) & 1U); });
  const learned_patterns learned = learn_missing_patterns(5000, present);
  EXPECT_EQ(learned.patterns.helpers(), 16U);
  EXPECT_EQ(learned.patterns.levels(), 2U);
  EXPECT_EQ(learned.patterns.helper_of(1), 0U);
  EXPECT_EQ(learned.patterns.helper_of(16), 15U);
  EXPECT_TRUE(restored(learned, 5000, 17) == present);
}

// 256 patterns of 387 rows each and 928 rows of their own pattern: 99.07 % are covered, though there are 1 184
// patterns.
TEST(missing_patterns, count_all_patterns_before_they_give_up) {
  constexpr std::size_t rows = 100'000;
  const auto number = [](std::size_t row) { return row < 256 * 387 ? row % 256 : 256 + row - 256 * 387; };
  const auto present = make(rows, 11, [&](std::size_t row, std::size_t c) { return (number(row) >> c & 1U) != 0; });
  const learned_patterns learned = learn_missing_patterns(rows, present);
  EXPECT_EQ(learned.patterns.helpers(), 1U);
  EXPECT_EQ(learned.patterns.patterns().size(), 256U);
}

TEST(missing_patterns, take_a_code_beyond_the_last_one_as_the_last) {
  const auto present = make(10, 1, [](std::size_t row, auto) { return row == 0; });
  const learned_patterns learned = learn_missing_patterns(10, present);
  validity bits(3);
  learned.patterns.restore(0, std::vector<std::uint32_t>{0, 1, 4'000'000'000U}, {}, 0, bits, 0);
  EXPECT_TRUE(bits.test(0));
  EXPECT_FALSE(bits.test(1));
  EXPECT_FALSE(bits.test(2));
}

TEST(missing_patterns, refuse_parts_that_do_not_fit) {
  const std::vector<validity> one{validity(2)};
  EXPECT_NO_THROW(missing_patterns(3, {0, 2}, one, {0.5, 0.1}));
  expect_error<format_error>([&] { missing_patterns(3, {2, 0}, one, {}); }, {"ascending"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 0}, one, {}); }, {"ascending"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 3}, one, {}); }, {"not columns"});
  expect_error<format_error>([&] { missing_patterns(3, {0}, one, {}); }, {"each column with holes"});
  expect_error<format_error>([&] { missing_patterns(3, {}, std::vector{validity{}}, {}); }, {"no columns"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 2}, one, {0.5}); }, {"rates"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 2}, {}, {0.5, 0.5}); }, {"rates"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 2}, one, {0.5, 1.5}); }, {"[0, 1]"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 2}, one, {0.5, std::nan("")}); }, {"[0, 1]"});
  expect_error<format_error>([&] { missing_patterns(3, {0, 2}, std::vector(257, validity(2)), {}); }, {"256"});
}

}  // namespace
}  // namespace standin::prepare
