// SPDX-License-Identifier: MIT
#include <standin/stats/latent_correlation.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace standin::stats {
namespace {

constexpr std::array<double, 3> three{0.1, 0.5, 0.4};
constexpr std::array<double, 4> four{0.05, 0.25, 0.3, 0.4};

// Source: the value was computed to ten digits by numerical integration of the bivariate normal distribution.
TEST(score_covariance, has_the_value_of_numerical_integration) {
  EXPECT_NEAR(score_covariance(make_latent_steps(three), make_latent_steps(four), 0.7), 0.4663525811, 1e-9);
}

TEST(score_covariance, is_odd_and_rises_with_the_correlation) {
  const latent_steps a = make_latent_steps(three);
  const latent_steps b = make_latent_steps(four);
  double last = -1.0;
  for (double rho = -0.95; rho < 1.0; rho += 0.05) {
    const double g = score_covariance(a, b, rho);
    EXPECT_GT(g, last) << rho;
    last = g;
  }
  const std::array<double, 2> halves{1, 1};  // a symmetric law, so that the sign of rho only turns the sign
  const latent_steps half = make_latent_steps(halves);
  EXPECT_NEAR(score_covariance(half, half, -0.6), -score_covariance(half, half, 0.6), 1e-14);
}

// For two halves E[s s'] = (2 / pi) * (2 / pi) asin(rho), from the orthant probability (Sheppard, 1899).
TEST(score_covariance, of_two_halves_is_the_arcsine_law) {
  const std::array<double, 2> halves{1, 1};
  const latent_steps half = make_latent_steps(halves);
  const double scale = 2.0 / std::acos(-1.0);
  for (const double rho : {-0.9, -0.3, 0.1, 0.4, 0.5, 0.8, 0.97, 0.999})
    EXPECT_NEAR(score_covariance(half, half, rho), scale * scale * std::asin(rho), 1e-8) << rho;
}

TEST(latent_correlation, undoes_the_attenuation) {
  const latent_steps a = make_latent_steps(three);
  const latent_steps b = make_latent_steps(four);
  for (const double rho : {-0.99, -0.8, -0.55, -0.2, 0.05, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99})
    EXPECT_NEAR(latent_correlation(a, b, score_covariance(a, b, rho)), rho, 1e-9) << rho;
}

TEST(latent_correlation, of_a_column_with_many_values_divides_by_the_score_variance) {
  const std::vector<double> each_once(5000, 1.0);
  const latent_steps numbers = make_latent_steps(each_once);
  const latent_steps steps = make_latent_steps(three);
  EXPECT_GT(numbers.variance, 0.9999);
  // With one continuous side g is linear: cov = rho * E[s Z] = rho * var(s).
  EXPECT_NEAR(latent_correlation(numbers, steps, 0.6 * steps.variance), 0.6, 1e-3);
}

TEST(latent_correlation, is_0_for_a_constant_and_ends_at_1) {
  const std::array<double, 1> constant{3};
  const latent_steps one = make_latent_steps(constant);
  const latent_steps a = make_latent_steps(three);
  EXPECT_EQ(latent_correlation(one, a, 0.3), 0.0);
  EXPECT_EQ(latent_correlation(a, a, 2.0), 1.0);
  EXPECT_EQ(latent_correlation(a, a, -2.0), -1.0);
}

TEST(make_latent_steps, gives_scores_of_mean_0_that_ascend) {
  const std::array<double, 5> counts{3, 0, 10, 1, 6};
  const latent_steps steps = make_latent_steps(counts);
  double mean = 0.0;
  for (std::size_t k = 0; k < counts.size(); ++k) mean += counts[k] / 20.0 * (counts[k] > 0 ? steps.scores[k] : 0.0);
  EXPECT_NEAR(mean, 0.0, 1e-15);
  EXPECT_LT(steps.scores[0], steps.scores[2]);
  EXPECT_LT(steps.scores[2], steps.scores[3]);
  EXPECT_LT(steps.scores[3], steps.scores[4]);
  EXPECT_NEAR(steps.coefficients[1], steps.variance, 1e-12);  // E[s Z] = E[s E[Z | step]] = E[s^2]
}

}  // namespace
}  // namespace standin::stats
