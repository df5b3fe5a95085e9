// SPDX-License-Identifier: MIT
#include <standin/core/sort_places.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using places = std::vector<std::uint32_t>;

TEST(sorted_places, names_the_smallest_first_and_of_equal_ones_the_one_that_came_first) {
  const std::vector<std::string> words{"b", "a", "c", "a", "b"};
  const auto less = [&words](std::uint32_t a, std::uint32_t b) { return words[a] < words[b]; };
  EXPECT_EQ(standin::sorted_places(words.size(), less), (places{1, 3, 0, 4, 2}));
  EXPECT_EQ(standin::sorted_places(0, less), places{});
}

TEST(sorted_places, keeps_the_order_of_many_equal_ones) {
  // More than the 16 up to which std::sort inserts one by one, and so would be stable by itself.
  const auto less = [](std::uint32_t a, std::uint32_t b) { return a % 3 > b % 3; };
  const places sorted = standin::sorted_places(300, less);
  for (std::uint32_t i = 0; i < 300; ++i) EXPECT_EQ(sorted[i], i % 100 * 3 + 2 - i / 100);
}

TEST(sort_places, sorts_places_of_ones_choice) {
  const std::vector<int> values{5, 4, 3, 2, 1};
  places some{4, 0, 2};
  standin::sort_places(some, [&values](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
  EXPECT_EQ(some, (places{0, 2, 4}));
}

}  // namespace
