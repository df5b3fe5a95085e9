// SPDX-License-Identifier: MIT
// The tests' own tools are tested too: a goodness-of-fit test that accepts everything proves nothing.
#include "statistical.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace standin::test {
namespace {

// Reference values: scipy 1.17.1, scipy.stats.chi2.sf.
TEST(chi_squared_survival, agrees_with_scipy) {
  EXPECT_NEAR(chi_squared_survival(3.84, 1), 0.05004352124870519, 1e-12);
  EXPECT_NEAR(chi_squared_survival(5.0, 10), 0.8911780189141513, 1e-12);
  EXPECT_NEAR(chi_squared_survival(50.0, 10) / 2.669083424904495e-07, 1.0, 1e-9);
  EXPECT_NEAR(chi_squared_survival(1300.0, 1000) / 3.8897364994868366e-10, 1.0, 1e-8);
}

// Reference values: scipy 1.17.1, scipy.stats.beta.cdf and scipy.stats.gamma.cdf.
TEST(beta_cdf, agrees_with_scipy) {
  EXPECT_NEAR(beta_cdf(0.3, 2, 5), 0.5798250000000003, 1e-12);
  EXPECT_NEAR(beta_cdf(0.9, 0.4, 0.2), 0.5338169774321808, 1e-12);
  EXPECT_NEAR(beta_cdf(0.01, 0.1, 3), 0.7274341927166094, 1e-12);
  EXPECT_NEAR(beta_cdf(0.5, 30, 40), 0.8857998873233515, 1e-12);
}

TEST(gamma_cdf, agrees_with_scipy) {
  EXPECT_NEAR(gamma_cdf(0.3, 0.2), 0.8165267943336525, 1e-12);
  EXPECT_NEAR(gamma_cdf(5, 3.5), 0.8114265324865501, 1e-12);
  EXPECT_NEAR(gamma_cdf(0.01, 2), 4.966791334026596e-05, 1e-12);
}

TEST(chi_squared_test, accepts_what_fits_and_refuses_what_does_not) {
  const std::vector<double> probabilities{0.5, 0.3, 0.2, 0.0};
  EXPECT_GT(chi_squared_test(std::vector<double>{5010, 2995, 1995, 0}, probabilities), 0.5);
  EXPECT_LT(chi_squared_test(std::vector<double>{5300, 2800, 1900, 0}, probabilities), alpha);
  EXPECT_EQ(chi_squared_test(std::vector<double>{5010, 2995, 1994, 1}, probabilities), 0.0);
}

TEST(kolmogorov_smirnov_test, accepts_what_fits_and_refuses_what_does_not) {
  std::vector<double> even;
  for (int i = 0; i < 10'000; ++i) even.push_back((i + 0.5) / 10'000);
  EXPECT_GT(kolmogorov_smirnov_test(even, [](double x) { return x; }), 0.99);
  EXPECT_LT(kolmogorov_smirnov_test(even, [](double x) { return std::pow(x, 1.1); }), alpha);
}

}  // namespace
}  // namespace standin::test
