// SPDX-License-Identifier: MIT
/// \file
/// Special functions against closed forms.
#include <standin/numeric/special.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace standin::numeric {
namespace {

TEST(special, agrees_with_closed_forms) {
  EXPECT_NEAR(log_gamma(0.5), 0.5 * std::log(std::numbers::pi), 1e-15);
  EXPECT_NEAR(digamma(1.0), -std::numbers::egamma, 1e-15);
  EXPECT_NEAR(trigamma(1.0), std::numbers::pi * std::numbers::pi / 6.0, 1e-14);
  EXPECT_NEAR(gamma_cdf(1.0, 2.0), 1.0 - std::exp(-2.0), 1e-15);  // exponential
  EXPECT_NEAR(beta_cdf(2.0, 1.0, 0.3), 0.09, 1e-15);              // x^2
  EXPECT_NEAR(student_t_cdf(1.0, 1.0), 0.75, 1e-15);              // Cauchy
  EXPECT_EQ(gamma_cdf(2.0, -1.0), 0.0);
  EXPECT_EQ(beta_cdf(2.0, 1.0, 1.5), 1.0);
}

TEST(special, inverts_its_distribution_functions) {
  for (const double p : {1e-8, 0.2, 0.5, 0.99}) {
    EXPECT_NEAR(gamma_cdf(0.3, gamma_quantile(0.3, p)), p, 1e-12);
    EXPECT_NEAR(beta_cdf(0.4, 7.0, beta_quantile(0.4, 7.0, p)), p, 1e-12);
    EXPECT_NEAR(student_t_cdf(2.5, student_t_quantile(2.5, p)), p, 1e-12);
  }
}

}  // namespace
}  // namespace standin::numeric
