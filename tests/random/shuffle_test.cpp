// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/random/shuffle.hpp>

#include "statistical.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace standin::random {
namespace {

using test::alpha;

// Every order of four alike. A shuffle that exchanges with any place rather than with those that remain gives some
// orders half more often than others. α as in statistical.hpp.
TEST(shuffle, gives_every_order_alike) {
  std::map<std::string, double> orders;
  stream random({.seed = 1}, purpose::shuffle, 0);
  for (int i = 0; i < 48'000; ++i) {
    std::string items = "abcd";
    shuffle(random, std::span(items));
    ++orders[items];
  }
  std::vector<double> counts;
  for (const auto& [order, count] : orders) counts.push_back(count);
  EXPECT_EQ(counts.size(), 24U);
  EXPECT_GT(test::uniform_test(counts), alpha);
}

TEST(shuffle, keeps_all_items_and_takes_few) {
  std::vector<int> items(1'000);
  std::iota(items.begin(), items.end(), 0);
  const std::vector<int> before = items;
  stream random({.seed = 2}, purpose::shuffle, 0);
  shuffle(random, std::span(items));
  EXPECT_NE(items, before);
  std::sort(items.begin(), items.end());
  EXPECT_EQ(items, before);
  shuffle(random, std::span<int>());
  shuffle(random, std::span(items).first(1));
  EXPECT_EQ(items, before);
}

TEST(shuffled_indices, are_all_indices_in_an_order_of_the_source) {
  std::vector<std::size_t> indices = shuffled_indices({.seed = 3}, 500);
  EXPECT_NE(indices, shuffled_indices({.seed = 4}, 500));
  EXPECT_NE(indices, shuffled_indices({.seed = 3, .domain = 1}, 500));
  EXPECT_EQ(indices, shuffled_indices({.seed = 3}, 500));
  std::sort(indices.begin(), indices.end());
  for (std::size_t i = 0; i < 500; ++i) EXPECT_EQ(indices[i], i);
  EXPECT_TRUE(shuffled_indices({.seed = 3}, 0).empty());
  EXPECT_EQ(shuffled_indices({.seed = 3}, 1), std::vector<std::size_t>{0});
}

// This implementation's own values: a split that was made once stays the same.
TEST(shuffled_indices, stand_by_their_order) {
  EXPECT_EQ(shuffled_indices({.seed = 1, .domain = 2}, 8), (std::vector<std::size_t>{4, 1, 2, 3, 6, 0, 7, 5}));
}

// Small samples of large sets go another way than large ones, to the same result.
TEST(sample_indices, are_the_first_of_the_shuffled_ones) {
  constexpr std::size_t n = 4'000;
  const std::vector<std::size_t> all = shuffled_indices({.seed = 5}, n);
  for (const std::size_t k : {0U, 1U, 2U, 100U, 249U, 250U, 251U, 2'000U, 3'999U, 4'000U}) {
    const std::vector<std::size_t> some = sample_indices({.seed = 5}, n, k);
    ASSERT_EQ(some.size(), k);
    EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin())) << k;
  }
}

// Among few indices the same place is often touched twice.
TEST(sample_indices, are_the_first_also_where_exchanges_meet) {
  for (std::uint64_t seed = 0; seed < 60'000; ++seed) {
    const std::vector<std::size_t> all = shuffled_indices({.seed = seed}, 64);
    const std::vector<std::size_t> some = sample_indices({.seed = seed}, 64, 3);
    ASSERT_TRUE(std::equal(some.begin(), some.end(), all.begin())) << seed;
  }
}

TEST(sample_indices, take_few_of_very_many_without_a_table_of_them) {
  const std::vector<std::size_t> some = sample_indices({.seed = 6}, std::size_t{1} << 60, 1'000);
  EXPECT_EQ(std::set<std::size_t>(some.begin(), some.end()).size(), 1'000U);
  EXPECT_LT(*std::max_element(some.begin(), some.end()), std::size_t{1} << 60);
}

TEST(sample_indices, take_every_pair_alike) {
  std::vector<double> counts(36);
  for (std::uint64_t seed = 0; seed < 30'000; ++seed) {
    const std::vector<std::size_t> pair = sample_indices({.seed = seed}, 40, 2);  // by the way for small samples
    ASSERT_NE(pair[0], pair[1]);
    ++counts[(pair[0] / 10) * 4 + pair[1] / 10];
    ++counts[16 + pair[0] / 2];
  }
  std::vector<double> tens(counts.begin(), counts.begin() + 16);
  std::vector<double> probabilities(16, 10.0 * 10 / (40 * 39));
  for (std::size_t i = 0; i < 4; ++i) probabilities[i * 5] = 10.0 * 9 / (40 * 39);
  EXPECT_GT(test::chi_squared_test(tens, probabilities), alpha);
  EXPECT_GT(test::uniform_test(std::span(counts).subspan(16)), alpha);
}

TEST(sample_indices, refuse_more_than_there_are) {
  EXPECT_THROW((void)sample_indices({.seed = 1}, 3, 4), invalid_option);
}

TEST(sample_in_order, takes_every_set_alike_and_rises) {
  std::vector<double> counts(10);  // 5 choose 3
  for (std::uint64_t row = 0; row < 30'000; ++row) {
    stream draws({.seed = 8}, purpose::shuffle, row);
    const std::vector<std::size_t> three = sample_in_order(draws, 5, 3);
    ASSERT_EQ(three.size(), 3U);
    ASSERT_TRUE(std::is_sorted(three.begin(), three.end()));
    std::size_t number = 0;  // of the pair that was left out
    for (std::size_t a = 0; a < 5; ++a)
      for (std::size_t b = a + 1; b < 5; ++b) {
        const bool left = std::find(three.begin(), three.end(), a) == three.end() &&
                          std::find(three.begin(), three.end(), b) == three.end();
        counts[number++] += left ? 1.0 : 0.0;
      }
  }
  EXPECT_GT(test::uniform_test(counts), alpha);
}

TEST(sample_in_order, takes_all_where_more_are_wanted) {
  stream draws({.seed = 8}, purpose::shuffle, 0);
  EXPECT_EQ(sample_in_order(draws, 3, 7), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_TRUE(sample_in_order(draws, 0, 1).empty());
  EXPECT_TRUE(sample_in_order(draws, 4, 0).empty());
}

}  // namespace
}  // namespace standin::random
