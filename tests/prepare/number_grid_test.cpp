// SPDX-License-Identifier: MIT
#include "core/extreme_numbers.hpp"

#include <standin/prepare/number_grid.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace standin::prepare {
namespace {

number_grid grid_of(const std::vector<double>& values, element_type as = element_type::float64) {
  return learn_number_grid(std::span(values), as);
}

/// n values (offset + i * step) / scale; i * 7919 mod 1009 visits all residues.
std::vector<double> spread(std::size_t n, double offset, double step, double scale) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back((offset + step * static_cast<double>(i * 7919 % 1009)) / scale);
  return values;
}

TEST(number_grid, keeps_whole_numbers_whole) {
  const number_grid grid = grid_of({3, 1, 4, 1, 5, 9, 2, 6});
  EXPECT_EQ(grid, (number_grid{.decimals = 0, .step = 1, .offset = 0, .lower = 1, .upper = 9}));
  EXPECT_EQ(grid.snap(3.49), 3.0);
  EXPECT_EQ(grid.snap(3.51), 4.0);
}

TEST(number_grid, keeps_the_fewest_decimals_that_all_values_have) {
  EXPECT_EQ(grid_of({0.5, 1.25, 3}).decimals, 2);
  EXPECT_EQ(grid_of({19.99, 5, 0.1}).decimals, 2);
  EXPECT_EQ(grid_of({1e-7, 3e-7}).decimals, 7);
  EXPECT_EQ(grid_of({0.123456789012345}).decimals, 15);
}

// The rule is "at least 99.9 %", so one misfit in a thousand values is tolerated and two are not.
TEST(number_grid, tolerates_one_value_in_a_thousand_off_the_grid) {
  std::vector<double> values = spread(1000, 0, 1, 100);
  values[17] = 0.12345678;
  number_grid grid = grid_of(values);
  EXPECT_EQ(grid.decimals, 2);
  EXPECT_EQ(grid.step, 1);  // the misfit has no place on a coarser one
  EXPECT_EQ(grid.snap(1.234), 1.23);
  values[18] = 0.12345679;
  EXPECT_EQ(grid_of(values).decimals, 8);
  std::vector<double> few = spread(999, 0, 1, 100);
  few[17] = 0.12345678;
  EXPECT_EQ(grid_of(few).decimals, 8);
}

TEST(number_grid, finds_steps_by_the_greatest_common_divisor) {
  struct expected {
    double offset, step, scale;  // what is planted
    int decimals;                // and found
    std::int64_t in_units, at;
  };
  for (const expected& e :
       {expected{0, 1, 4, 2, 25, 0}, expected{0, 5, 1, 0, 5, 0}, expected{0, 12, 1, 0, 12, 0},
        expected{1000, 100, 1, 0, 100, 0}, expected{3, 12, 1, 0, 12, 3}, expected{10, 25, 100, 2, 25, 10},
        expected{-7, 5, 1, 0, 5, 3}, expected{-3, 2, 4, 2, 50, 25}}) {
    const std::vector<double> values = spread(500, e.offset, e.step, e.scale);
    const number_grid grid = grid_of(values);
    EXPECT_EQ(grid.decimals, e.decimals) << e.offset << " + i * " << e.step;
    EXPECT_EQ(grid.step, e.in_units) << e.offset << " + i * " << e.step;
    EXPECT_EQ(grid.offset, e.at) << e.offset << " + i * " << e.step;
    for (const double value : values) {
      EXPECT_EQ(grid.snap(value), value);
      EXPECT_EQ(grid.snap(value + 0.4 * e.step / e.scale), value);
    }
  }
}

TEST(number_grid, keeps_negative_numbers_and_never_gives_minus_zero) {
  const number_grid grid = grid_of({-2.5, -0.5, 0.5, -0.0});
  EXPECT_EQ(grid.decimals, 1);
  EXPECT_EQ(grid.step, 5);
  EXPECT_EQ(grid.snap(-1.3), -1.5);
  EXPECT_EQ(grid.snap(-2.4), -2.5);
  for (const double near_zero : {-0.2, -1e-9, -0.0, 0.0, 1e-9})
    EXPECT_EQ(std::bit_cast<std::uint64_t>(grid.snap(near_zero)), 0U) << near_zero;
  const number_grid below = grid_of({-3, -0.0});
  EXPECT_EQ(std::bit_cast<std::uint64_t>(below.upper), 0U);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(below.snap(-0.1)), 0U);
}

// 0.1 * 3 is 0.30000000000000004 in doubles; a snapped 0.3 must be the double that "0.3" reads as, for every multiple.
TEST(number_grid, snaps_to_the_double_that_the_decimal_text_reads_as) {
  const number_grid tenths = grid_of({0.1, 0.2, 0.3, 0.7, 100});
  EXPECT_EQ(tenths.decimals, 1);
  for (int i = 1; i <= 1000; ++i) {
    const std::string text = std::to_string(i / 10) + "." + std::to_string(i % 10);
    EXPECT_EQ(tenths.snap(0.1 * i), std::stod(text)) << text;
    EXPECT_EQ(tenths.snap(std::nextafter(std::stod(text), infinity)), std::stod(text)) << text;
  }
  EXPECT_EQ(grid_of({0.1 * 3}).decimals, -1) << "0.30000000000000004 has 17 digits";
}

TEST(number_grid, leaves_full_doubles_alone) {
  std::mt19937_64 random(1);
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(static_cast<double>(random() >> 11) * 0x1p-53);
  const number_grid grid = grid_of(values);
  EXPECT_EQ(grid.decimals, -1);
  EXPECT_EQ(grid.snap(0.123456789123456789), 0.123456789123456789);
  EXPECT_EQ(grid_of({0x1p-60, 0x1.8p-60}).decimals, -1);
  EXPECT_EQ(grid_of({1e300, 3e-300}).decimals, -1);
}

TEST(number_grid, is_not_misled_by_one_large_value_among_prices) {
  std::vector<double> values = spread(2000, 99, 100, 100);
  values[5] = 1e15;  // cents of it have no room in a double
  EXPECT_EQ(grid_of(values).decimals, 2);
  EXPECT_EQ(grid_of(values).snap(5.9899), 5.99);
}

TEST(number_grid, keeps_floats_on_the_decimals_that_they_stand_for) {
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(static_cast<double>(static_cast<float>(i * 7919 % 100'000) / 100.0F));
  const number_grid grid = grid_of(values, element_type::float32);
  EXPECT_EQ(grid.decimals, 2);
  EXPECT_EQ(grid_of(values).decimals, -1) << "as doubles they have many digits";
  const std::array<double, 2> from{9.994, 12.3456};
  std::array<float, 2> to{};
  grid.snap(from, to);
  EXPECT_EQ(to[0], 9.99F);
  EXPECT_EQ(to[1], 12.35F);
  std::mt19937_64 random(2);
  for (double& value : values) value = static_cast<double>(static_cast<float>(random() >> 40) * 0x1p-24F);
  EXPECT_EQ(grid_of(values, element_type::float32).decimals, -1) << "24 random bits";
}

TEST(number_grid, stays_within_bounds_for_any_argument) {
  for (const number_grid& grid :
       {grid_of({-3, 4}), grid_of({0.25, 0.75}), grid_of({0.1234567890123456, 0.2234567890123456}), grid_of({7}),
        number_grid{.decimals = 0, .step = 10, .offset = 0, .lower = 4, .upper = 6}}) {
    EXPECT_EQ(grid.snap(nan), grid.lower);
    EXPECT_EQ(grid.snap(-infinity), grid.lower);
    EXPECT_EQ(grid.snap(infinity), grid.upper);
    for (double x = -10; x <= 10; x += 0.01) {
      EXPECT_GE(grid.snap(x), grid.lower);
      EXPECT_LE(grid.snap(x), grid.upper);
    }
  }
}

TEST(number_grid, rises_with_its_argument) {
  for (const number_grid& grid : {grid_of({-3.3, 4.7}), grid_of({-1000, 2000, 500}), grid_of({0x1p51, 0x1p52 + 1})}) {
    double before = grid.lower;
    const double step = (grid.upper - grid.lower) / 1000;
    for (double x = grid.lower - step; x <= grid.upper + step; x += step) {
      EXPECT_GE(grid.snap(x), before);
      before = grid.snap(x);
    }
  }
}

TEST(number_grid, snaps_many_values_as_it_snaps_one) {
  std::mt19937_64 random(3);
  for (const number_grid& grid :
       {grid_of({0, 1000}), grid_of({-20.5, 99.75}), grid_of({0.1, 1e-9}), grid_of({1, 13, 2.5}),
        grid_of({-0x1p52, 0x1p52}), grid_of({0.1234567890123456, 9.87654321012345678})}) {
    std::vector<double> from;
    for (int i = 0; i < 203; ++i)
      from.push_back(grid.lower +
                     (grid.upper - grid.lower) * (static_cast<double>(random() >> 11) * 0x1p-53 * 1.2 - 0.1));
    from.push_back(nan);
    std::vector<double> to(from.size());
    std::vector<std::int64_t> whole(from.size());
    std::vector<std::int32_t> small(from.size());
    grid.snap(from, std::span(to));
    grid.snap(from, std::span(whole));
    grid.snap(from, std::span(small));
    for (std::size_t i = 0; i < from.size(); ++i) {
      EXPECT_EQ(to[i], grid.snap(from[i]));
      EXPECT_EQ(whole[i], std::llrint(to[i]));
      EXPECT_EQ(small[i], std::lrint(std::clamp(to[i], -0x1p31, 0x1p31 - 1)));
    }
  }
}

TEST(number_grid, stays_in_the_range_of_small_integers) {
  const number_grid wide{.decimals = 0, .lower = -1e12, .upper = 1e12};
  const std::array<double, 4> from{-1e12, 1e12, nan, 5.4};
  std::array<std::int32_t, 4> to{};
  wide.snap(from, to);
  EXPECT_EQ(to, (std::array<std::int32_t, 4>{std::numeric_limits<std::int32_t>::min(),
                                             std::numeric_limits<std::int32_t>::max(),
                                             std::numeric_limits<std::int32_t>::min(), 5}));
}

// Nanoseconds of whole seconds in 2023: about 1.7e18, where doubles are 256 apart.
TEST(number_grid, keeps_large_integers_on_their_grid) {
  constexpr std::int64_t second = 1'000'000'000;
  std::vector<std::int64_t> ticks;
  for (std::int64_t i = 0; i < 1000; ++i) ticks.push_back((1'700'000'000 + i * 7919 % 86'400) * second);
  const number_grid grid = learn_number_grid(std::span<const std::int64_t>(ticks));
  EXPECT_EQ(grid.step, second);
  EXPECT_EQ(grid.offset, 0);
  std::vector<double> from;
  for (const std::int64_t tick : ticks) from.push_back(static_cast<double>(tick) + 0.3e9);
  std::vector<std::int64_t> to(from.size());
  grid.snap(from, std::span(to));
  const auto [least, most] = std::minmax_element(ticks.begin(), ticks.end());
  for (std::size_t i = 0; i < to.size(); ++i) EXPECT_EQ(to[i], std::min(ticks[i], *most)) << i;
  EXPECT_EQ(static_cast<std::int64_t>(grid.lower), *least);
}

TEST(number_grid, takes_the_largest_and_smallest_integers) {
  using limits = std::numeric_limits<std::int64_t>;
  for (const std::vector<std::int64_t>& values :
       {std::vector{limits::min(), limits::max()}, std::vector{limits::max()}, std::vector{limits::min()},
        std::vector{limits::max() - 1, limits::max()}, std::vector{limits::min(), std::int64_t{0}, limits::max()},
        std::vector{limits::max() - 10, limits::max() - 20, limits::max() - 40}}) {
    const number_grid grid = learn_number_grid(std::span<const std::int64_t>(values));
    EXPECT_GE(grid.step, 1);
    EXPECT_GE(grid.offset, 0);
    EXPECT_LT(grid.offset, grid.step);
    const std::array<double, 6> from{-1e30, -9.2e18, 0.0, 9.2e18, 1e30, nan};
    std::array<std::int64_t, 6> to{};
    grid.snap(from, to);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    for (const std::int64_t value : to) {  // doubles are 1024 apart there, and bounds are doubles
      EXPECT_GE(static_cast<double>(value), static_cast<double>(*least) - 1024);
      EXPECT_LE(static_cast<double>(value), static_cast<double>(*most) + 1024);
    }
  }
}

}  // namespace
}  // namespace standin::prepare
