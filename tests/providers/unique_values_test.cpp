// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/providers/codes.hpp>
#include <standin/providers/names.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/providers/unique_values.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace standin {
namespace {

TEST(unique_values, uses_up_all_values_of_a_provider) {
  const unique_values values(ipv4_provider{}, {.seed = 5}, "address");
  std::set<std::string> seen;
  for (std::uint64_t row = 0; row < 768; ++row) seen.insert(values(row));
  EXPECT_EQ(seen.size(), 768U);
}

TEST(unique_values, names_the_column_and_the_capacity_when_there_are_too_few) {
  const unique_values values(ipv4_provider{}, {.seed = 5}, "client address");
  EXPECT_NO_THROW(values.require(768));
  expect_error<data_error>([&] { values.require(1'000); },
                           {"\"client address\"", "1000 different values", "ipv4", "768", "fewer rows"});
  expect_error<data_error>([&] { static_cast<void>(values(768)); }, {"\"client address\"", "769", "768"});
  const unique_values unnamed(ipv4_provider{}, {.seed = 5});
  expect_error<data_error>([&] { unnamed.require(769); }, {"provider ipv4"});
}

TEST(unique_values, depends_on_seed_and_row_only) {
  const unique_values a(pattern_provider("AA-9999"), {.seed = 1, .domain = 2}, "key");
  const unique_values b(pattern_provider("AA-9999"), {.seed = 1, .domain = 2}, "another name");
  const unique_values c(pattern_provider("AA-9999"), {.seed = 2, .domain = 2}, "key");
  int equal = 0;
  for (std::uint64_t row = 1'000; row > 0; --row) {
    EXPECT_EQ(a(row), b(row));
    equal += a(row) == c(row) ? 1 : 0;
  }
  EXPECT_LT(equal, 5);  // 1000 / 6 760 000 expected; five or more with probability below 1e-20
}

// Keys of AAA-9999 are read back into numbers and ticked off in a bitmap of all 175 760 000.
TEST(unique_values, are_unique_in_ten_million_rows) {
  const pattern_provider keys("AAA-9999");
  ASSERT_EQ(keys.capacity(), 175'760'000U);
  const unique_values values(keys, {.seed = 9}, "key");
  std::vector<bool> taken(keys.capacity());
  std::uint64_t repeated = 0;
  for (std::uint64_t row = 0; row < 10'000'000; ++row) {
    const std::string key = values(row);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 3; ++i) number = number * 26 + static_cast<std::uint64_t>(key[i] - 'A');
    for (std::size_t i = 4; i < 8; ++i) number = number * 10 + static_cast<std::uint64_t>(key[i] - '0');
    repeated += taken[number] ? 1U : 0U;
    taken[number] = true;
  }
  EXPECT_EQ(repeated, 0U);
}

// Ten bins of 1000 expected among 10 000 of 6 760 000: chi-squared with 9 degrees of freedom, alpha = 1e-6 at 46.3
// (R 4.2, qchisq(1e-6, 9, lower.tail = FALSE) = 46.24). The identity in place of the permutation gives 90 000.
TEST(unique_values, take_values_from_everywhere) {
  const pattern_provider keys("AA-9999");
  const unique_values values(keys, {.seed = 3}, "key");
  std::vector<double> bins(10, 0.0);
  for (std::uint64_t row = 0; row < 10'000; ++row) {
    const std::string key = values(row);
    const double place = (static_cast<double>(key[0] - 'A') * 26 + static_cast<double>(key[1] - 'A')) / 676.0;
    bins[static_cast<std::size_t>(place * 10)] += 1.0;
  }
  double chi_squared = 0.0;
  for (std::size_t k = 0; k < bins.size(); ++k) {
    // Pairs of letters with place in [k / 10, (k + 1) / 10): 68 or 67 of 676.
    int pairs = 0;
    for (int pair = 0; pair < 676; ++pair) pairs += static_cast<std::size_t>(pair / 676.0 * 10) == k ? 1 : 0;
    const double expected = 10'000.0 * pairs / 676.0;
    chi_squared += (bins[k] - expected) * (bins[k] - expected) / expected;
  }
  EXPECT_LT(chi_squared, 46.3);
}

TEST(unique_values, of_a_provider_with_endless_values_go_on) {
  const unique_values values(uuid_provider{}, {.seed = 1}, "id");
  EXPECT_EQ(values.capacity(), unlimited_capacity);
  EXPECT_NE(values(unlimited_capacity - 1), values(0));
}

TEST(value_for_row, depends_on_source_row_and_slot) {
  const full_name_provider names;
  const random::source from{.seed = 4, .domain = 7};
  EXPECT_EQ(value_for_row(names, from, 11, 2), value_for_row(names, from, 11, 2));
  std::set<std::string> seen;
  for (std::uint64_t row = 0; row < 20; ++row)
    for (std::uint64_t slot = 0; slot < 20; ++slot) seen.insert(value_for_row(names, from, row, slot));
  // 400 draws of 30 394 names: 2.6 repeats expected, more than 15 with probability below 1e-7 (Poisson).
  EXPECT_GE(seen.size(), 385U);
}

// Each of 167 given names in 16 700 draws: 100 expected, chi-squared with 166 degrees of freedom, alpha = 1e-6 at 265
// (Wilson-Hilferty: 166 (1 - 2/1494 + 4.753 sqrt(2/1494))^3 = 264.8).
TEST(value_for_row, gives_each_value_the_same_chance) {
  const given_name_provider names;
  ASSERT_EQ(names.capacity(), 167U);
  std::vector<std::string> all;
  for (std::uint64_t i = 0; i < names.capacity(); ++i) all.push_back(names.at(i));
  std::vector<double> counts(all.size(), 0.0);
  for (std::uint64_t row = 0; row < 16'700; ++row) {
    const std::string name = value_for_row(names, {.seed = 12}, row);
    counts[static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), name) - all.begin())] += 1.0;
  }
  double chi_squared = 0.0;
  for (const double count : counts) chi_squared += (count - 100.0) * (count - 100.0) / 100.0;
  EXPECT_LT(chi_squared, 265.0);
}

}  // namespace
}  // namespace standin
