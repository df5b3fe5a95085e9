// SPDX-License-Identifier: MIT
/// \file
/// The first principal axis of weighted points.
#include <standin/stats/principal_axis.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace standin::stats {
namespace {

TEST(principal_places, lie_along_the_direction_of_most_spread) {
  // Points t·(3, 4)/5 for t = ±1, ±2, and a little across it, (4, −3)/50: the covariance has the eigenvectors
  // (3, 4)/5 and (4, −3)/5 with eigenvalues 10 and 0.02, so the places are t.
  const std::vector<double> points = {0.6, 0.8, -0.6, -0.8, 1.2, 1.6, -1.2, -1.6, 0.08, -0.06, -0.08, 0.06};
  const std::vector<double> weights(6, 1.0);
  const std::vector<double> places = principal_places(points, weights, axis_of_spread(points, weights), 20);
  const std::vector<double> expected = {1.0, -1.0, 2.0, -2.0, 0.0, 0.0};
  for (std::size_t i = 0; i < places.size(); ++i) EXPECT_NEAR(places[i], expected[i], 1e-12) << i;
}

TEST(principal_places, count_points_by_their_weights) {
  // Heavy points lie on the second coordinate, so the axis is that one though the light ones are further apart.
  const std::vector<double> points = {3.0, 0.0, -3.0, 0.0, 0.0, 1.0, 0.0, -1.0};
  const std::vector<double> weights = {1.0, 1.0, 100.0, 100.0};
  const std::vector<double> places = principal_places(points, weights, axis_of_spread(points, weights), 60);
  EXPECT_NEAR(places[0], 0.0, 1e-9);
  EXPECT_NEAR(places[2], 1.0, 1e-9);
  EXPECT_NEAR(places[3], -1.0, 1e-9);
}

TEST(principal_places, are_zero_without_spread_or_points) {
  const std::vector<double> points = {0.0, 0.0, 0.0, 0.0};
  const std::vector<double> weights = {1.0, 1.0};
  EXPECT_EQ(principal_places(points, weights, axis_of_spread(points, weights), 5), (std::vector<double>{0.0, 0.0}));
  EXPECT_TRUE(principal_places({}, {}, axis_of_spread({}, {}), 5).empty());
}

}  // namespace
}  // namespace standin::stats
