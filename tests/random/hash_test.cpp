// SPDX-License-Identifier: MIT
#include <standin/random/hash.hpp>
#include <standin/random/philox.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>

namespace standin::random {
namespace {

using namespace std::string_view_literals;

// This implementation's own values, computed once by an independent transcription into Python (tests/golden/hash.py).
// They may never change: model files keep fingerprints, and domains decide what a seed gives.
static_assert(hash_text("") == 0xA8603D7F3165545C);
static_assert(hash_text("copula/core") == 0xE549A9FC0502FF9A);
static_assert(hash_text("a text of more than eight bytes, with ünïcödé") == 0x382090F174C31B05);
static_assert(domain("trees/core") == 0x1B9042ABD23F6FB2);
static_assert(domain("trees/core", 0x0123456789ABCDEF) == 0xD616C3AD282D4C7D);
static_assert(hasher().add(1.5).add(-0.0).add("x"sv).add(std::uint64_t{7}).value() == 0xF186BA01FC4340C8);
static_assert(hasher().add(std::numeric_limits<double>::quiet_NaN()).value() == 0x89D7036B2B34C670);

TEST(hasher, takes_equal_values_for_equal) {
  EXPECT_EQ(hasher().add(0.0).value(), hasher().add(-0.0).value());
  EXPECT_EQ(hasher().add(std::nan("1")).value(), hasher().add(-std::nan("2")).value());
  EXPECT_EQ(hasher().add(std::bit_cast<double>(0x7FF0000000000001)).value(), hasher().add(std::nan("")).value());
  EXPECT_EQ(hasher().add(-1).value(), hasher().add(std::int64_t{-1}).value());
  EXPECT_EQ(hasher().add(7U).value(), hasher().add(std::uint64_t{7}).value());
  EXPECT_EQ(hasher().add("ab").value(), hasher().add(std::string("ab")).value());
}

TEST(hasher, depends_on_the_order_and_on_where_texts_end) {
  EXPECT_NE(hasher().add(1).add(2).value(), hasher().add(2).add(1).value());
  EXPECT_NE(hasher().add("ab").add("c").value(), hasher().add("a").add("bc").value());
  EXPECT_NE(hasher().add("").value(), hasher().value());
  EXPECT_NE(hasher().add("a\0"sv).value(), hasher().add("a"sv).value());
  EXPECT_NE(hasher().add(0).value(), hasher().add(0).add(0).value());
}

TEST(hasher, tells_near_numbers_and_texts_apart) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    seen.insert(hasher().add(i).value());
    seen.insert(hasher().add(1e9).add(i).value());
    seen.insert(hash_text(std::to_string(i)));
  }
  EXPECT_EQ(seen.size(), 300'000U);  // a true coincidence of 64 bits has probability 2.4e-9
}

// A flipped bit of any word of a sequence flips each bit of the result with probability 1/2.
TEST(hasher, spreads_every_bit_over_the_whole_result) {
  constexpr int trials = 4'000;
  for (int position = 0; position < 3; ++position)
    for (int bit = 0; bit < 64; bit += 7) {
      double flipped = 0;
      int per_bit[64] = {};
      for (std::uint64_t i = 0; i < trials; ++i) {
        const philox_block words = philox4x64({i, 0, 0, 0}, {3, 4});
        hasher plain;
        hasher changed;
        for (int w = 0; w < 3; ++w) {
          const std::uint64_t word = words[static_cast<std::size_t>(w)];
          plain.add(word);
          changed.add(w == position ? word ^ (std::uint64_t{1} << bit) : word);
        }
        const std::uint64_t difference = plain.value() ^ changed.value();
        flipped += std::popcount(difference);
        for (int b = 0; b < 64; ++b) per_bit[b] += static_cast<int>(difference >> b & 1);
      }
      // z = 6.1 for two sides, 30 × 65 counts and α = 2e-6 in all.
      EXPECT_NEAR(flipped, 32.0 * trials, 6.1 * std::sqrt(16.0 * trials));
      for (const int count : per_bit) EXPECT_NEAR(count, trials / 2.0, 6.1 * std::sqrt(trials / 4.0));
    }
}

TEST(domain, differs_between_places_and_fingerprints) {
  EXPECT_NE(domain("copula/core"), domain("copula/core2"));
  EXPECT_NE(domain("restore/1"), domain("restore/2"));
  EXPECT_NE(domain("restore/1"), domain("restore/1", 1));
  EXPECT_NE(domain("restore/1", 1), domain("restore/1", 2));
}

}  // namespace
}  // namespace standin::random
