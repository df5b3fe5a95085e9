// SPDX-License-Identifier: MIT
#include <standin/random/multiply_wide.hpp>
#include <standin/random/philox.hpp>

#include <gtest/gtest.h>

#include <cstdint>

namespace standin::random {
namespace {

constexpr std::uint64_t all_bits = ~std::uint64_t{0};

// (2^64 - 1)² = 2^128 - 2 · 2^64 + 1.
static_assert(multiply_wide(all_bits, all_bits) == wide{all_bits - 1, 1});
static_assert(multiply_wide_portable(all_bits, all_bits) == wide{all_bits - 1, 1});
static_assert(multiply_wide(0, all_bits) == wide{0, 0});
// Product from Python's whole numbers.
static_assert(multiply_wide(0x0123456789ABCDEF, 0xFEDCBA9876543210) == wide{0x0121FA00AD77D742, 0x2236D88FE5618CF0});
static_assert(multiply_wide_portable(0x0123456789ABCDEF, 0xFEDCBA9876543210) ==
              wide{0x0121FA00AD77D742, 0x2236D88FE5618CF0});

TEST(multiply_wide, is_the_same_with_and_without_the_compilers_128_bits) {
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const philox_block numbers = philox4x64({i, 0, 0, 0}, {1, 2});
    // Shifts make short factors too, whose products carry in other places.
    const std::uint64_t a = numbers[0] >> (numbers[2] % 64);
    const std::uint64_t b = numbers[1] >> (numbers[3] % 64);
    ASSERT_EQ(multiply_wide(a, b), multiply_wide_portable(a, b)) << a << " · " << b;
  }
  const std::uint64_t edges[] = {0,       1, 0xFFFFFFFF, 0x100000000, 0x100000001, 0x7FFFFFFFFFFFFFFF, all_bits - 1,
                                 all_bits};
  for (const std::uint64_t a : edges)
    for (const std::uint64_t b : edges) ASSERT_EQ(multiply_wide(a, b), multiply_wide_portable(a, b)) << a << " · " << b;
}

TEST(multiply_wide, gives_the_low_half_that_ordinary_multiplication_gives) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const philox_block numbers = philox4x64({i, 1, 0, 0}, {1, 2});
    ASSERT_EQ(multiply_wide_portable(numbers[0], numbers[1]).low, numbers[0] * numbers[1]);
  }
}

// Quotients from Python's whole numbers.
static_assert(multiply_divide(0x0123456789ABCDEF, 0xFEDCBA9876543210, 0x7EDCBA9876543210) == 0x249278e91b4fcff);
static_assert(multiply_divide_portable(0x0123456789ABCDEF, 0xFEDCBA9876543210, 0x7EDCBA9876543210) ==
              0x249278e91b4fcff);
static_assert(multiply_divide_portable(7, 8, 3) == 18);

TEST(multiply_divide, is_the_same_with_and_without_the_compilers_128_bits) {
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const philox_block numbers = philox4x64({i, 2, 0, 0}, {1, 2});
    const std::uint64_t c = (numbers[2] >> (1 + numbers[3] % 60)) + 1;
    const std::uint64_t a = numbers[0] % c;  // below c, so that the quotient is below b
    const std::uint64_t b = numbers[1] >> (numbers[3] >> 32) % 64;
    ASSERT_EQ(multiply_divide(a, b, c), multiply_divide_portable(a, b, c)) << a << " · " << b << " / " << c;
    ASSERT_EQ(multiply_divide_portable(c, b, c), b);
  }
}

}  // namespace
}  // namespace standin::random
