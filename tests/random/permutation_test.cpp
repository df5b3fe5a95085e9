// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/permutation.hpp>

#include "statistical.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace standin::random {
namespace {

using test::alpha;

constexpr std::uint64_t greatest = ~std::uint64_t{0};

TEST(index_permutation, is_a_bijection_of_every_small_size) {
  for (std::uint64_t size = 1; size <= 1'100; ++size) {
    const index_permutation permutation({.seed = size, .domain = 3}, size);
    std::vector<bool> taken(size);
    for (std::uint64_t i = 0; i < size; ++i) {
      const std::uint64_t place = permutation(i);
      ASSERT_LT(place, size);
      ASSERT_FALSE(taken[place]) << "of size " << size;
      taken[place] = true;
      ASSERT_EQ(permutation.inverse(place), i);
    }
  }
}

TEST(index_permutation, is_a_bijection_of_a_million) {
  for (const std::uint64_t size : {std::uint64_t{1} << 20, (std::uint64_t{1} << 20) + 1, std::uint64_t{999'983}}) {
    const index_permutation permutation({.seed = 1, .domain = 3}, size);
    std::vector<bool> taken(size);
    for (std::uint64_t i = 0; i < size; ++i) {
      const std::uint64_t place = permutation(i);
      ASSERT_LT(place, size);
      ASSERT_FALSE(taken[place]);
      taken[place] = true;
    }
  }
}

TEST(index_permutation, comes_back_from_everywhere_in_the_largest_sizes) {
  for (const std::uint64_t size : {greatest, greatest - 58, (std::uint64_t{1} << 63) + 1, std::uint64_t{1} << 63,
                                   (std::uint64_t{1} << 33) + 5, std::uint64_t{1} << 32}) {
    const index_permutation permutation({.seed = 2}, size);
    EXPECT_EQ(permutation.size(), size);
    stream random({.seed = 3}, purpose::sample, size);
    std::set<std::uint64_t> places;
    for (int n = 0; n < 2'000; ++n) {
      const std::uint64_t i = n == 0 ? 0 : n == 1 ? size - 1 : uniform_index(random, size);
      const std::uint64_t place = permutation(i);
      ASSERT_LT(place, size);
      ASSERT_EQ(permutation.inverse(place), i);
      ASSERT_EQ(permutation(permutation.inverse(i)), i);
      places.insert(place);
    }
    EXPECT_GT(places.size(), 1'990U);  // a repeated index is rare
  }
}

// Over seeds, an index goes to each place alike. α as in statistical.hpp.
TEST(index_permutation, sends_an_index_anywhere) {
  for (const std::uint64_t size : {2U, 3U, 5U, 8U, 13U, 100U}) {
    std::vector<double> counts(size);
    for (std::uint64_t seed = 0; seed < 50'000; ++seed) ++counts[index_permutation({.seed = seed}, size)(size / 2)];
    EXPECT_GT(test::uniform_test(counts), alpha) << size;
  }
}

// And so does a pair of neighbours: no place next to the other is preferred.
TEST(index_permutation, sends_neighbours_anywhere) {
  for (const std::uint64_t size : {3U, 5U, 6U, 8U, 9U, 12U, 16U, 31U, 257U}) {
    std::vector<double> counts(size - 1);
    for (std::uint64_t seed = 0; seed < 60'000; ++seed) {
      const index_permutation permutation({.seed = seed, .domain = 1}, size);
      ++counts[(permutation(1) + size - permutation(0)) % size - 1];
    }
    EXPECT_GT(test::uniform_test(counts), alpha) << size;
  }
}

TEST(index_permutation, gives_every_order_of_few_alike) {
  std::map<std::vector<std::uint64_t>, double> orders;
  for (std::uint64_t seed = 0; seed < 48'000; ++seed) {
    const index_permutation permutation({.seed = seed, .domain = 2}, 4);
    ++orders[{permutation(0), permutation(1), permutation(2), permutation(3)}];
  }
  std::vector<double> counts;
  for (const auto& [order, count] : orders) counts.push_back(count);
  EXPECT_EQ(counts.size(), 24U);
  EXPECT_GT(test::uniform_test(counts), alpha);
}

// One permutation of a large space: places of consecutive indices fill the space evenly, and so do pairs of them.
TEST(index_permutation, mixes_consecutive_indices) {
  for (const std::uint64_t size : {std::uint64_t{1'000'003}, std::uint64_t{1} << 40, greatest}) {
    const index_permutation permutation({.seed = 4}, size);
    const auto cell = [&](std::uint64_t i) {
      return static_cast<std::size_t>(static_cast<double>(permutation(i)) / static_cast<double>(size) * 31.999999);
    };
    std::vector<double> counts(32);
    std::vector<double> pairs(32 * 32);
    for (std::uint64_t i = 0; i < 100'000; i += 2) {
      const std::size_t a = cell(i);
      const std::size_t b = cell(i + 1);
      ++counts[a];
      ++pairs[a * 32 + b];
    }
    EXPECT_GT(test::uniform_test(counts), alpha) << size;
    EXPECT_GT(test::uniform_test(pairs), alpha) << size;
  }
}

// In a power of two, each bit of the index moves each bit of the place half of the time.
TEST(index_permutation, spreads_every_bit_of_the_index) {
  constexpr int trials = 4'000;
  const index_permutation permutation({.seed = 5}, std::uint64_t{1} << 40);
  for (int bit = 0; bit < 40; ++bit) {
    int flips[40] = {};
    for (std::uint64_t n = 0; n < trials; ++n) {
      const std::uint64_t i = stream({.seed = 6}, purpose::sample, n)() >> 24;
      const std::uint64_t difference = permutation(i) ^ permutation(i ^ (std::uint64_t{1} << bit));
      for (int b = 0; b < 40; ++b) flips[b] += static_cast<int>(difference >> b & 1);
    }
    // z = 6.2 for two sides, 1 600 counts and α = 1e-6 in all.
    for (const int count : flips) ASSERT_NEAR(count, trials / 2.0, 6.2 * std::sqrt(trials / 4.0)) << bit;
  }
}

TEST(index_permutation, differs_between_seeds_domains_and_sizes) {
  const auto first_places = [](source from, std::uint64_t size) {
    const index_permutation permutation(from, size);
    std::vector<std::uint64_t> places;
    for (std::uint64_t i = 0; i < 20; ++i) places.push_back(permutation(i));
    return places;
  };
  EXPECT_NE(first_places({1, 1}, 1'000), first_places({2, 1}, 1'000));
  EXPECT_NE(first_places({1, 1}, 1'000), first_places({1, 2}, 1'000));
  EXPECT_NE(first_places({1, 1}, 1'000), first_places({1, 1}, 1'001));
  EXPECT_EQ(first_places({1, 1}, 1'000), first_places({1, 1}, 1'000));
}

// This implementation's own values: keys that were issued once stay the same.
TEST(index_permutation, stands_by_its_places) {
  const index_permutation permutation({.seed = 1, .domain = 2}, 1'000'000);
  std::vector<std::uint64_t> places;
  for (std::uint64_t i = 0; i < 6; ++i) places.push_back(permutation(i));
  EXPECT_EQ(places, (std::vector<std::uint64_t>{638852, 996301, 624869, 78089, 989096, 963563}));
}

TEST(index_permutation, refuses_what_is_outside) {
  const index_permutation permutation({.seed = 1}, 10);
  EXPECT_THROW((void)permutation(10), invalid_option);
  EXPECT_THROW((void)permutation.inverse(greatest), invalid_option);
  const index_permutation empty({.seed = 1}, 0);
  EXPECT_THROW((void)empty(0), invalid_option);
}

}  // namespace
}  // namespace standin::random
