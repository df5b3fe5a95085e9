// SPDX-License-Identifier: MIT
#include <standin/random/count_laws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin::random {
namespace {

// Probabilities sum to 1, and the counts of 12 tosses of a fair coin are Pascal's triangle over 2^12.
TEST(log_binomial, is_a_law) {
  const double pascal[] = {1, 12, 66, 220, 495, 792, 924, 792, 495, 220, 66, 12, 1};
  for (int k = 0; k <= 12; ++k) EXPECT_NEAR(std::exp(log_binomial(k, 12, 0.5)) * 4096, pascal[k], 1e-11) << k;
  for (const double p : {1e-9, 0.03, 0.5, 0.999}) {
    double sum = 0.0;
    for (int k = 0; k <= 500; ++k) sum += std::exp(log_binomial(k, 500, p));
    EXPECT_NEAR(sum, 1.0, 1e-12) << p;
  }
}

TEST(log_poisson, is_a_law) {
  for (const double mean : {1e-9, 0.7, 40.0}) {
    double sum = 0.0;
    for (int k = 0; k <= 500; ++k) sum += std::exp(log_poisson(k, mean));
    EXPECT_NEAR(sum, 1.0, 1e-12) << mean;
  }
  EXPECT_NEAR(std::exp(log_poisson(3, 2.0)), std::exp(-2.0) * 8 / 6, 1e-15);  // the definition
}

}  // namespace
}  // namespace standin::random
