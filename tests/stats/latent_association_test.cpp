// SPDX-License-Identifier: MIT
/// \file
/// What hidden normal variables pass on between columns of steps.
#include <standin/stats/latent_association.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace standin::stats {
namespace {

// χ² = 36.988936988937 of 100 rows, by direct evaluation with NumPy.
TEST(phi_squared, is_chi_square_over_rows) {
  const std::array<double, 6> counts{30, 10, 5, 5, 25, 25};
  EXPECT_NEAR(phi_squared(counts, 3), 0.36988936988937, 1e-13);
  const std::array<double, 9> with_empty{30, 0, 10, 0, 0, 0, 5, 0, 25};
  EXPECT_TRUE(std::isfinite(phi_squared(with_empty, 3)));
  EXPECT_EQ(phi_squared(std::array<double, 4>{}, 2), 0.0);
}

// φ² of the table above less (2 - 1)(3 - 1) / (100 - 1), over min(2, 3) - 1.
TEST(corrected_v_squared, leaves_out_what_independent_columns_get) {
  const std::array<double, 6> counts{30, 10, 5, 5, 25, 25};
  EXPECT_NEAR(corrected_v_squared(counts, 3), 0.36988936988937 - 2.0 / 99.0, 1e-13);
  const std::array<double, 9> with_empty{30, 10, 5, 5, 25, 25, 0, 0, 0};
  EXPECT_EQ(corrected_v_squared(with_empty, 3), corrected_v_squared(counts, 3))
      << "levels that don't occur don't count";
  EXPECT_EQ(corrected_v_squared(std::array<double, 4>{1, 1, 1, 1}, 2), 0.0);
  EXPECT_EQ(corrected_v_squared(std::array<double, 4>{3, 4, 0, 0}, 2), 0.0) << "one level only";
  EXPECT_EQ(corrected_v_squared(std::array<double, 4>{}, 2), 0.0);
}

// P(both above their medians) = 1/4 + asin(rho) / (2 pi) (Sheppard, 1899).
TEST(joint_step_probabilities, of_two_halves_follow_the_arcsine_law) {
  const latent_steps half = make_latent_steps(std::array<double, 2>{1, 1});
  for (const double rho : {-0.95, -0.5, 0.0, 0.3, 0.7, 0.9, 0.99}) {
    const std::vector<double> joint = joint_step_probabilities(half, half, rho);
    const double share = 2.0 / std::acos(-1.0) * std::asin(rho);
    EXPECT_NEAR(joint[3], 0.25 * (1.0 + share), std::abs(rho) < 0.95 ? 5e-4 : 5e-3) << rho;
    EXPECT_NEAR(phi_squared(joint, 2), share * share, std::abs(rho) < 0.95 ? 2e-3 : 2e-2) << rho;
  }
}

TEST(joint_step_probabilities, have_the_margins_of_the_columns_and_are_products_without_correlation) {
  const std::array<double, 4> first{1, 5, 0, 4};
  const std::array<double, 3> second{2, 3, 5};
  const latent_steps a = make_latent_steps(first);
  const latent_steps b = make_latent_steps(second);
  const std::vector<double> apart = joint_step_probabilities(a, b, 0.0);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(apart[i * 3 + j], first[i] * second[j] / 100.0, 1e-12);
  const std::vector<double> joint = joint_step_probabilities(a, b, 0.6);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(std::accumulate(joint.begin() + static_cast<std::ptrdiff_t>(3 * i),
                                joint.begin() + static_cast<std::ptrdiff_t>(3 * i + 3), 0.0),
                first[i] / 10.0, 1e-12);
  for (std::size_t j = 0; j < 3; ++j)
    EXPECT_NEAR(joint[j] + joint[3 + j] + joint[6 + j] + joint[9 + j], second[j] / 10.0, 2e-3);
}

// A column and itself: the table is diagonal, φ² the number of levels less one.
TEST(joint_step_probabilities, of_a_column_and_itself_are_diagonal) {
  const latent_steps steps = make_latent_steps(std::array<double, 5>{3, 1, 2, 7, 2});
  EXPECT_NEAR(phi_squared(joint_step_probabilities(steps, steps, 1.0), 5), 4.0, 1e-9);
}

// The series of `score_covariance` by another way: the mean product of scores under the joint probabilities.
TEST(joint_step_probabilities, give_the_covariance_of_scores) {
  const latent_steps a = make_latent_steps(std::array<double, 3>{1, 5, 4});
  const latent_steps b = make_latent_steps(std::array<double, 4>{1, 5, 6, 8});
  for (const double rho : {-0.8, 0.2, 0.7}) {
    const std::vector<double> joint = joint_step_probabilities(a, b, rho);
    double covariance = 0.0;
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 4; ++j) covariance += joint[i * 4 + j] * a.scores[i] * b.scores[j];
    EXPECT_NEAR(covariance, score_covariance(a, b, rho), 2e-3) << rho;
  }
}

}  // namespace
}  // namespace standin::stats
