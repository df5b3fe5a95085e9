// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/random/alias_table.hpp>

#include "core/extreme_numbers.hpp"
#include "statistical.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace standin::random {
namespace {

/// The exact probability of each level, from the table's answers alone: within the words of one bin the level changes
/// at most once, so bisection finds where.
std::vector<double> probabilities_of(const alias_table& table) {
  const std::uint64_t n = table.size();
  std::vector<double> probabilities(n);
  const std::uint64_t even = (0 - n) % n;       // 2^64 mod n
  const std::uint64_t width = (0 - n) / n + 1;  // floor(2^64 / n)
  std::uint64_t first = 0;
  for (std::uint64_t bin = 0; bin < n; ++bin) {
    // Smallest word w with floor(w n / 2^64) = bin + 1, less one.
    std::uint64_t last = ~std::uint64_t{0};
    if (bin + 1 < n) {
      last = width * (bin + 1) + multiply_wide(even, bin + 1).low / n - 1;
      while (multiply_wide(last, n).high > bin) --last;
      while (multiply_wide(last + 1, n).high == bin) ++last;
    }
    std::uint64_t low = first;  // the first word of the bin gives `here`; find the last one that does
    std::uint64_t high = last;
    const std::uint32_t here = table(first);
    while (low < high) {
      const std::uint64_t middle = low + (high - low) / 2 + 1;
      if (table(middle) == here) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    probabilities[here] += (static_cast<double>(low - first) + 1.0) * 0x1p-64;
    if (low < last) probabilities[table(last)] += static_cast<double>(last - low) * 0x1p-64;
    first = last + 1;
  }
  return probabilities;
}

void expect_shares(const alias_table& table, const std::vector<double>& weights) {
  const auto sum = static_cast<double>(std::accumulate(weights.begin(), weights.end(), 0.0L));
  const std::vector<double> probabilities = probabilities_of(table);
  ASSERT_EQ(probabilities.size(), weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    // The relative part is the rounding of this test's own sums.
    EXPECT_NEAR(probabilities[i], weights[i] / sum, 0x1p-58 + 2e-15 * (weights[i] / sum)) << "level " << i;
    EXPECT_EQ(probabilities[i] > 0.0, weights[i] > 0.0) << "level " << i;
  }
}

TEST(alias_table, gives_each_level_its_share_exactly) {
  for (const std::vector<double>& weights : {std::vector<double>{1},
                                             {1, 1},
                                             {0, 1, 0},
                                             {1, 2, 3, 4},
                                             {0.1, 0.2, 0.3, 0.4},
                                             {1e-12, 1, 0, 1e-6, 5},
                                             {0, 0, 7, 0, 0, 0, 1},
                                             {1e300, 1e300, 1e300},
                                             {1e-310, 2e-310, 1e-310}})
    expect_shares(alias_table(weights), weights);
}

TEST(alias_table, gives_each_of_many_levels_its_share) {
  stream random({.seed = 1}, purpose::sample, 0);
  std::vector<double> weights(3'000);
  for (double& weight : weights) weight = random.uniform() < 0.2 ? 0.0 : std::exp(20 * random.uniform());
  expect_shares(alias_table(weights), weights);
}

TEST(alias_table, counts_are_weights_too) {
  const std::vector<std::uint64_t> counts{3, 0, 5, 8, 1'000'000'007};
  expect_shares(alias_table(counts), {3, 0, 5, 8, 1'000'000'007});
  const std::uint64_t huge = ~std::uint64_t{0};
  const std::vector<std::uint64_t> huge_counts{huge, huge, 1, 0, huge / 2};
  expect_shares(alias_table(huge_counts), {0x1p64, 0x1p64, 1, 0, 0x1p63});
}

TEST(alias_table, never_draws_a_level_of_weight_zero) {
  std::vector<double> weights(1'000);
  for (std::size_t i = 0; i < weights.size(); i += 7) weights[i] = 1.0 / static_cast<double>(i + 1);
  const alias_table table(weights);
  stream random({.seed = 2}, purpose::sample, 0);
  for (int i = 0; i < 1'000'000; ++i) ASSERT_GT(weights[table(random)], 0.0);
}

TEST(alias_table, can_draw_a_level_of_any_positive_weight) {
  const alias_table table(std::vector<double>{1e-300, 1.0});
  EXPECT_EQ(table(0), 0U);  // one of 2^64 words, or a few
  EXPECT_EQ(table(std::uint64_t{1} << 32), 1U);
}

// α as in statistical.hpp.
TEST(alias_table, draws_from_a_stream_by_weight) {
  const std::vector<double> weights{0.5, 0.25, 0.125, 0.0625, 0.0625};
  const alias_table table(weights);
  stream random({.seed = 3}, purpose::sample, 0);
  std::vector<double> counts(weights.size());
  for (int i = 0; i < 500'000; ++i) ++counts[table(random)];
  EXPECT_GT(test::chi_squared_test(counts, weights), test::alpha);
}

// This implementation's own values: rows that were sampled once stay the same.
TEST(alias_table, stands_by_its_draws) {
  const alias_table table(std::vector<double>{0.3, 0.1, 0.4, 0.2});
  stream random({.seed = 4}, purpose::sample, 0);
  std::vector<std::uint32_t> drawn;
  for (int i = 0; i < 12; ++i) drawn.push_back(table(random));
  EXPECT_EQ(drawn, (std::vector<std::uint32_t>{2, 0, 1, 3, 0, 3, 2, 3, 1, 2, 2, 0}));
}

TEST(alias_table, does_not_care_for_the_scale_of_weights) {
  const alias_table small(std::vector<double>{0x1p-1000, 3 * 0x1p-1000, 5 * 0x1p-1000});
  const alias_table large(std::vector<double>{0x1p1000, 3 * 0x1p1000, 5 * 0x1p1000});
  const alias_table whole(std::vector<std::uint64_t>{1, 3, 5});
  stream random({.seed = 5}, purpose::sample, 0);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t word = random();
    ASSERT_EQ(small(word), large(word));
    ASSERT_EQ(small(word), whole(word));
  }
}

TEST(alias_table, says_which_weight_is_wrong) {
  for (const double bad : {-1.0, nan, infinity}) EXPECT_THROW(alias_table(std::vector<double>{1.0, bad}), data_error);
  EXPECT_THROW(alias_table(std::vector<double>{}), data_error);
  EXPECT_THROW(alias_table(std::vector<double>{0.0, 0.0}), data_error);
  EXPECT_THROW(alias_table(std::vector<std::uint64_t>{0}), data_error);
  try {
    const alias_table table(std::vector<double>{1.0, -2.0});
    FAIL();
  } catch (const data_error& e) {
    EXPECT_STREQ(e.what(), "standin: alias_table: weight 1 is -2; give weights that are finite and not negative");
  }
}

}  // namespace
}  // namespace standin::random
