// SPDX-License-Identifier: MIT
#include <standin/data/atoms.hpp>
#include <standin/random/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

namespace standin {
namespace {

std::vector<value_count> count(const std::vector<double>& values) {
  std::map<double, std::size_t> counts;
  for (const double value : values) ++counts[value];
  std::vector<value_count> counted;
  for (const auto& [value, rows] : counts) counted.push_back({value, rows});
  return counted;
}

std::vector<double> atoms_of(const std::vector<value_count>& values) {
  const std::vector<bool> marks = find_atoms(values);
  std::vector<double> atoms;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks[i]) atoms.push_back(values[i].value);
  return atoms;
}

TEST(is_discrete, follows_the_reference) {
  EXPECT_TRUE(is_discrete(100, 200, false));
  EXPECT_FALSE(is_discrete(100, 199, false));  // hardly any value comes twice
  EXPECT_FALSE(is_discrete(101, 20'000, false));
  EXPECT_TRUE(is_discrete(101, 20'000, true));
  EXPECT_FALSE(is_discrete(200, 20'000, true));
}

TEST(find_atoms, finds_spikes_in_a_continuous_column) {
  random::stream draws({.seed = 1}, random::purpose::sample, 0);
  std::vector<double> values;
  for (int i = 0; i < 10'000; ++i) values.push_back(random::normal(draws, 50.0, 10.0));
  EXPECT_TRUE(atoms_of(count(values)).empty());
  values.insert(values.end(), 100, 42.0);
  values.insert(values.end(), 15, 43.0);  // 0.15 %: too few
  values.insert(values.end(), 15, 0.0);   // 0.15 %: enough for zero
  values.insert(values.end(), 15, 99.0);  // and for the largest
  EXPECT_EQ(atoms_of(count(values)), (std::vector<double>{0.0, 42.0, 99.0}));
}

TEST(find_atoms, leaves_a_smooth_column_of_whole_numbers_alone) {
  random::stream draws({.seed = 2}, random::purpose::sample, 0);
  std::vector<double> values;
  for (int i = 0; i < 50'000; ++i) values.push_back(std::floor(random::normal(draws, 500.0, 60.0)));
  EXPECT_TRUE(atoms_of(count(values)).empty());
}

TEST(find_atoms, does_with_a_single_value) {
  EXPECT_EQ(atoms_of({{3.0, 10}}), (std::vector<double>{3.0}));
  EXPECT_TRUE(find_atoms({}).empty());
}

/// Whole numbers around 200, of which a share is rounded.
std::vector<double> rounded(double share, double to, std::uint64_t seed) {
  random::stream draws({.seed = seed}, random::purpose::sample, 0);
  std::vector<double> values;
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::abs(random::normal(draws, 200.0, 60.0));
    const bool round = random::bernoulli(draws, share);
    values.push_back(round ? std::round(value / to) * to : std::round(value));
  }
  return values;
}

TEST(find_heaps, finds_none_in_smooth_columns) {
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    EXPECT_TRUE(find_heaps(count(rounded(0.0, 1.0, seed)), 0).empty()) << seed;
}

TEST(find_heaps, finds_the_round_number_and_nothing_finer_or_coarser) {
  for (const double step : {5.0, 10.0, 12.0}) {
    const std::vector<heap> heaps = find_heaps(count(rounded(0.4, step, 3)), 0);
    ASSERT_EQ(heaps.size(), 1U) << step;
    EXPECT_EQ(heaps[0].step, step);
    EXPECT_EQ(heaps[0].expected, 1.0 / step);
    // 0.4 + 0.6 / step, with five standard deviations 5 sqrt(0.25 / 20000) = 0.018
    EXPECT_NEAR(heaps[0].share, 0.4 + 0.6 / step, 0.018);
  }
}

// 40 % rounded to hundreds, 30 % to tens. On 1000 lie 0.4 / 10 + …: 4.3 % of the rows, less than 5 % more than by
// chance.
TEST(find_heaps, finds_two_habits_at_once) {
  random::stream draws({.seed = 8}, random::purpose::sample, 0);
  std::vector<double> values;
  for (int i = 0; i < 30'000; ++i) {
    const double value = random::uniform(draws, 1.0, 20'000.0);
    const double habit = draws.uniform();
    const double to = habit < 0.4 ? 100.0 : habit < 0.7 ? 10.0 : 1.0;
    values.push_back(std::round(value / to) * to);
  }
  const std::vector<heap> heaps = find_heaps(count(values), 0);
  ASSERT_EQ(heaps.size(), 2U);
  EXPECT_EQ(heaps[0].step, 10.0);
  EXPECT_EQ(heaps[1].step, 100.0);
}

TEST(find_heaps, works_in_units_of_the_last_decimal) {
  std::vector<double> prices;
  for (const double value : rounded(0.5, 10.0, 4)) prices.push_back(value / 100.0);
  const std::vector<heap> heaps = find_heaps(count(prices), 2);
  ASSERT_EQ(heaps.size(), 1U);
  EXPECT_DOUBLE_EQ(heaps[0].step, 0.1);
}

TEST(find_heaps, works_in_steps_of_the_column) {
  std::vector<double> thousands;
  for (const double value : rounded(0.5, 10.0, 5)) thousands.push_back(value * 1'000.0);
  const std::vector<heap> heaps = find_heaps(count(thousands), 0, 1'000);
  ASSERT_EQ(heaps.size(), 1U);
  EXPECT_EQ(heaps[0].step, 10'000.0);
}

TEST(find_heaps, takes_a_spike_for_no_heap) {
  std::vector<double> values = rounded(0.0, 1.0, 6);
  values.insert(values.end(), 5'000, 200.0);
  values.insert(values.end(), 5'000, 0.0);
  EXPECT_TRUE(find_heaps(count(values), 0).empty());
  // Two values, both multiples of 12, have a sixth of the rows: too few to be a habit of rounding.
  std::vector<value_count> few = count(rounded(0.0, 1.0, 7));
  for (value_count& one : few)
    if (std::fmod(one.value, 12.0) == 0.0 && one.value > 100.0 && one.value < 130.0) one.rows += 2'000;
  EXPECT_TRUE(find_heaps(few, 0).empty());
}

TEST(find_heaps, finds_none_where_values_span_few_steps) {
  std::vector<value_count> values;
  for (int i = 0; i < 40; ++i) values.push_back({static_cast<double>(i), i % 5 == 0 ? 900U : 100U});
  EXPECT_TRUE(find_heaps(values, 0).empty());  // eight multiples of 5
}

}  // namespace
}  // namespace standin
