// SPDX-License-Identifier: MIT
/// \file
/// Quantiles of a sample.
#include <standin/stats/quantile.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace standin::stats {
namespace {

TEST(quantile_of_sorted, is_linear_between_order_statistics) {
  // Type 7: numpy.quantile([1, 2, 4, 8], p).
  const std::vector<double> sorted = {1, 2, 4, 8};
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.5), 3.0);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.9), 6.8);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 1.0), 8.0);
}

TEST(quantile_of_sorted, takes_one_value_and_equal_infinities) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(quantile_of_sorted(std::vector<double>{7}, 0.3), 7.0);
  EXPECT_EQ(quantile_of_sorted(std::vector<double>{infinity, infinity}, 0.3), infinity);
}

}  // namespace
}  // namespace standin::stats
