// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/prepare/roles/number_keys.hpp>

#include "data/expect_error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace standin::prepare {
namespace {

constexpr random::source key_draws{.seed = 5, .domain = 77};

bool all_different(std::vector<std::int64_t> keys) {
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

TEST(number_keys, continue_numbers_at_one_distance) {
  const std::vector<std::int64_t> odd{101, 103, 105, 107};
  const number_keys keys = learn_number_keys(odd, element_type::int64);
  EXPECT_EQ(keys.order, key_order::even);
  EXPECT_EQ(issue(keys, key_draws, 0, 4, "id"), odd);
  EXPECT_EQ(issue(keys, key_draws, 1'000'000'000'000, 1, "id"), (std::vector<std::int64_t>{2'000'000'000'101}));
}

TEST(number_keys, rise_where_those_of_the_table_do) {
  const std::vector<std::int64_t> rising{2539, 2595, 3647, 3831, 5022, 9999, 36'487'245};
  const number_keys keys = learn_number_keys(rising, element_type::int64);
  EXPECT_EQ(keys.order, key_order::rising);
  EXPECT_EQ(keys.first, 2500) << "two digits of the first";
  const std::vector<std::int64_t> issued = issue(keys, key_draws, 0, 5000, "id");
  EXPECT_TRUE(std::is_sorted(issued.begin(), issued.end()));
  EXPECT_TRUE(all_different(issued));
  // The mean distance is that of the column: (36487245 - 2539) / 6.
  EXPECT_NEAR(static_cast<double>(issued.back() - issued.front()) / 4999.0, 36'484'706.0 / 6.0, 5000.0);
}

TEST(number_keys, take_a_random_order_of_a_range_where_there_is_no_order) {
  std::vector<std::int64_t> shuffled(1000);
  for (std::size_t i = 0; i < 1000; ++i) shuffled[i] = static_cast<std::int64_t>(1 + i * 7919 % 1009 * 13);
  const number_keys keys = learn_number_keys(shuffled, element_type::int32);
  EXPECT_EQ(keys.order, key_order::spread);
  EXPECT_EQ(keys.first, 1);
  EXPECT_GE(keys.capacity(), 4000U) << "four times as many as were seen";
  EXPECT_LE(keys.capacity(), 14'000U) << "hardly larger than the largest, 13105";
  const std::vector<std::int64_t> all = issue(keys, key_draws, 0, keys.capacity(), "id");
  EXPECT_TRUE(all_different(all));
  EXPECT_FALSE(std::is_sorted(all.begin(), all.end()));
  // Any row without those before.
  EXPECT_EQ(issue(keys, key_draws, 777, 1, "id")[0], all[777]);
}

TEST(number_keys, keep_their_number_of_digits) {
  const std::vector<std::int64_t> six{734'512, 123'456, 998'877, 500'123};
  const number_keys keys = learn_number_keys(six, element_type::int64);
  EXPECT_EQ(keys.first, 100'000);
  EXPECT_EQ(keys.capacity(), 900'000U);
}

TEST(number_keys, are_refused_where_there_are_fewer_than_rows) {
  const std::vector<std::int64_t> three{734, 123, 998};
  const number_keys keys = learn_number_keys(three, element_type::int64);
  ASSERT_EQ(keys.capacity(), 900U);
  EXPECT_EQ(issue(keys, key_draws, 899, 1, "id").size(), 1U);
  EXPECT_EQ(issue(keys, key_draws, 900, 0, "id").size(), 0U);
  expect_error<data_error>([&] { (void)issue(keys, key_draws, 899, 2, "id"); }, {"\"id\"", "900 rows", "row 901"});
  expect_error<data_error>([&] { (void)issue(keys, key_draws, ~std::uint64_t{0} - 5, 2, "id"); }, {"900 rows"});
}

TEST(number_keys, stay_in_the_range_of_the_cells) {
  const std::vector<std::int64_t> large{2'000'000'000, 2'000'000'001, 2'000'000'002};
  const number_keys keys = learn_number_keys(large, element_type::int32);
  EXPECT_EQ(keys.capacity(), 147'483'648U);  // up to 2^31 - 1
  EXPECT_EQ(issue(keys, key_draws, 147'483'647, 1, "id")[0], 2'147'483'647);
  const std::vector<std::int64_t> floats{16'777'000, 16'777'100, 16'777'210};
  const number_keys few = learn_number_keys(floats, element_type::float32);
  EXPECT_LE(issue(few, key_draws, few.capacity() - 1, 1, "id")[0], 1 << 24) << "a float holds no odd number beyond";
  const std::vector<std::int64_t> extreme{std::int64_t{1} << 61, -(std::int64_t{1} << 61), 7};
  const number_keys wide = learn_number_keys(extreme, element_type::int64);
  EXPECT_GT(wide.capacity(), std::uint64_t{1} << 60);
  EXPECT_TRUE(all_different(issue(wide, key_draws, 0, 1000, "id")));
}

TEST(number_keys, take_one_key_and_negative_ones) {
  const std::vector<std::int64_t> one{42};
  EXPECT_TRUE(all_different(issue(learn_number_keys(one, element_type::int64), key_draws, 0, 40, "id")));
  const std::vector<std::int64_t> negative{-30, -10, -20};
  const number_keys keys = learn_number_keys(negative, element_type::float64);
  EXPECT_TRUE(all_different(issue(keys, key_draws, 0, 12, "id")));
}

// Ten million keys of each order, without a collision: the distances of even and rising ones are at least 1 by
// construction, and a random order of a range is a bijection, which its own test shows; here all of them are looked at.
TEST(number_keys, are_unique_in_ten_million_rows) {
  const std::vector<std::vector<std::int64_t>> columns{
      {1, 2, 3}, {1, 3, 4, 9, 20}, {91'234'567, 12'345'678, 33'333'333}};
  for (const std::vector<std::int64_t>& column : columns) {
    const number_keys keys = learn_number_keys(column, element_type::int64);
    constexpr std::uint64_t rows = 10'000'000;
    constexpr std::size_t chunk = 100'000;
    std::vector<bool> seen(120'000'000, false);
    std::size_t twice = 0;
    for (std::uint64_t first = 0; first < rows; first += chunk)
      for (const std::int64_t key : issue(keys, key_draws, first, chunk, "id")) {
        ASSERT_GE(key, 0);
        ASSERT_LT(key, 120'000'000);
        twice += seen[static_cast<std::size_t>(key)] ? 1U : 0U;
        seen[static_cast<std::size_t>(key)] = true;
      }
    EXPECT_EQ(twice, 0U);
  }
}

}  // namespace
}  // namespace standin::prepare
