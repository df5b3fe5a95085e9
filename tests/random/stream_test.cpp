// SPDX-License-Identifier: MIT
#include <standin/random/stream.hpp>

#include "statistical.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

namespace standin::random {
namespace {

// Known answers of Random123 1.14 (kat_vectors, philox4x64 10): zero counter and key, all ones, digits of pi.
static_assert(philox4x64({0, 0, 0, 0}, {0, 0}) ==
              philox_block{0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B});

constexpr std::uint64_t full = ~std::uint64_t{0};
static_assert(philox4x64({full, full, full, full}, {full, full}) ==
              philox_block{0x87B092C3013FE90B, 0x438C3C67BE8D0224, 0x9CC7D7C69CD777B6, 0xA09CAEBF594F0BA0});
static_assert(philox4x64({0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89},
                         {0x452821E638D01377, 0xBE5466CF34E90C6C}) ==
              philox_block{0xA528F45403E61D95, 0x38C72DBD566E9788, 0xA5A1610E72FD18B5, 0x57BD43B5E52B7FE6});

constexpr std::uint64_t ten_thousandth_word() {
  stream random({.seed = 20111115, .domain = 0}, purpose::initialise, 0);
  for (int i = 1; i < 10'000; ++i) random();
  return random();
}

// The 10 000th number of std::philox4x64 with its default seed, as C++26 [rand.predef] requires it.
TEST(stream, gives_the_ten_thousandth_word_that_the_standard_requires) {
  EXPECT_EQ(ten_thousandth_word(), 3409172418970261260U);
}

constexpr stream example() {
  return {{.seed = 1, .domain = 2}, purpose::sample, 3, 4};
}

TEST(stream, puts_draw_slot_row_and_purpose_into_the_counter_and_seed_and_domain_into_the_key) {
  stream random = example();
  for (std::uint64_t draw = 0; draw < 3; ++draw)
    for (const std::uint64_t word : philox4x64({draw, 4, 3, 2}, {1, 2})) EXPECT_EQ(random(), word);
}

static_assert(static_cast<std::uint64_t>(purpose::initialise) == 0 && static_cast<std::uint64_t>(purpose::noise) == 4);
static_assert(std::uniform_random_bit_generator<stream>);
static_assert(stream::min() == 0 && stream::max() == ~std::uint64_t{0});

TEST(stream, skips_as_many_words_as_it_is_told) {
  std::vector<std::uint64_t> words;
  for (stream random = example(); words.size() < 40;) words.push_back(random());
  for (std::size_t taken = 0; taken < 9; ++taken)
    for (std::size_t skipped = 0; skipped < 25; ++skipped) {
      stream random = example();
      for (std::size_t i = 0; i < taken; ++i) random();
      random.discard(skipped);
      EXPECT_EQ(random(), words[taken + skipped]) << taken << " taken, " << skipped << " skipped";
    }
  stream far = example();
  far.discard((std::uint64_t{1} << 40) + 3);
  EXPECT_EQ(far(), philox4x64({std::uint64_t{1} << 38, 4, 3, 2}, {1, 2})[3]);
}

TEST(to_uniform, covers_zero_to_just_below_one) {
  static_assert(to_uniform(0) == 0.0);
  static_assert(to_uniform(~std::uint64_t{0}) == 1.0 - 0x1p-53);
  static_assert(to_uniform(std::uint64_t{1} << 63) == 0.5);
  static_assert(to_uniform((std::uint64_t{1} << 11) - 1) == 0.0 && to_uniform(std::uint64_t{1} << 11) == 0x1p-53);
}

TEST(to_open_uniform, is_the_middle_of_one_of_2_to_the_52_equal_parts) {
  static_assert(to_open_uniform(0) == 0x1p-53);
  static_assert(to_open_uniform(~std::uint64_t{0}) == 1.0 - 0x1p-53);
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const std::uint64_t word = philox4x64({i, 0, 0, 0}, {5, 6})[0];
    ASSERT_EQ(to_open_uniform(word), (static_cast<double>(word >> 12) + 0.5) * 0x1p-52);
    ASSERT_EQ(to_uniform(word), static_cast<double>(word >> 11) * 0x1p-53);
  }
}

// α as in statistical.hpp.
TEST(stream, gives_uniform_numbers) {
  stream random({.seed = 11}, purpose::sample, 0);
  std::vector<double> draws(200'000);
  for (double& draw : draws) draw = random.uniform();
  EXPECT_GT(test::kolmogorov_smirnov_test(draws, [](double x) { return x; }), test::alpha);
  for (double& draw : draws) draw = random.open_uniform();
  EXPECT_GT(test::kolmogorov_smirnov_test(draws, [](double x) { return x; }), test::alpha);
}

TEST(stream, sets_each_bit_half_of_the_time) {
  constexpr int n = 100'000;
  std::array<int, 64> ones{};
  stream random({.seed = 12}, purpose::sample, 0);
  for (int i = 0; i < n; ++i) {
    const std::uint64_t word = random();
    for (std::size_t bit = 0; bit < 64; ++bit) ones[bit] += static_cast<int>(word >> bit & 1);
  }
  // z = 5.73 for two sides, 64 bits and α = 1e-6 in all.
  for (const int count : ones) EXPECT_LT(std::abs(count - n / 2.0), 5.73 * std::sqrt(n / 4.0));
}

// Streams whose coordinates differ in one place by one have nothing in common: of 64 bits, half differ.
TEST(stream, is_independent_of_its_neighbours_in_every_coordinate) {
  constexpr int n = 2'000;
  const auto differing_bits = [](stream a, stream b) {
    double bits = 0;
    for (int i = 0; i < n; ++i) bits += std::popcount(a() ^ b());
    return bits;
  };
  const stream here({7, 8}, purpose::sample, 9, 10);
  // z = 5.3 for two sides, 5 pairs and α = 6e-7 in all; variance of a bit is 1/4.
  const double slack = 5.3 * std::sqrt(64.0 * n / 4);
  EXPECT_NEAR(differing_bits(here, {{8, 8}, purpose::sample, 9, 10}), 32.0 * n, slack);
  EXPECT_NEAR(differing_bits(here, {{7, 9}, purpose::sample, 9, 10}), 32.0 * n, slack);
  EXPECT_NEAR(differing_bits(here, {{7, 8}, purpose::restore, 9, 10}), 32.0 * n, slack);
  EXPECT_NEAR(differing_bits(here, {{7, 8}, purpose::sample, 10, 10}), 32.0 * n, slack);
  EXPECT_NEAR(differing_bits(here, {{7, 8}, purpose::sample, 9, 11}), 32.0 * n, slack);
}

TEST(stream, never_repeats_a_word_among_near_coordinates) {
  std::set<std::uint64_t> words;
  std::size_t drawn = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed)
    for (std::uint64_t domain = 0; domain < 4; ++domain)
      for (std::uint64_t use = 0; use < 5; ++use)
        for (std::uint64_t row = 0; row < 8; ++row)
          for (std::uint64_t slot = 0; slot < 8; ++slot) {
            stream random({seed, domain}, static_cast<purpose>(use), row, slot);
            for (int i = 0; i < 8; ++i, ++drawn) words.insert(random());
          }
  EXPECT_EQ(words.size(), drawn);  // among 41 000 words of 64 bits a true coincidence has probability 5e-11
}

// Consecutive rows are what a table is made of: their first numbers fill the square evenly.
TEST(stream, spreads_pairs_of_neighbouring_rows_evenly) {
  std::vector<double> counts(256);
  for (std::uint64_t row = 0; row < 200'000; row += 2) {
    const double x = stream({.seed = 13}, purpose::sample, row).uniform();
    const double y = stream({.seed = 13}, purpose::sample, row + 1).uniform();
    ++counts[static_cast<std::size_t>(x * 16) * 16 + static_cast<std::size_t>(y * 16)];
  }
  EXPECT_GT(test::uniform_test(counts), test::alpha);
}

}  // namespace
}  // namespace standin::random
