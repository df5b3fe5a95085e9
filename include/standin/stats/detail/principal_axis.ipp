// SPDX-License-Identifier: MIT
/// \file
/// The power iteration of stats/principal_axis.hpp.
#pragma once

#include <standin/stats/principal_axis.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE std::vector<double> axis_of_spread(std::span<const double> deviations,
                                                       std::span<const double> weights) {
  const std::size_t width = weights.empty() ? 0 : deviations.size() / weights.size();
  std::vector<double> axis(width, 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (std::size_t d = 0; d < width; ++d)
      axis[d] += weights[i] * deviations[i * width + d] * deviations[i * width + d];
  return axis;
}

STANDIN_LAZY_INLINE std::vector<double> widest_coordinate(std::span<const double> deviations,
                                                          std::span<const double> weights) {
  const std::vector<double> spread = axis_of_spread(deviations, weights);
  std::vector<double> axis(spread.size(), 0.0);
  if (!axis.empty())
    axis[static_cast<std::size_t>(std::max_element(spread.begin(), spread.end()) - spread.begin())] = 1.0;
  return axis;
}

STANDIN_LAZY_INLINE std::vector<double> principal_places(std::span<const double> deviations,
                                                         std::span<const double> weights, std::vector<double> axis,
                                                         std::size_t steps) {
  const std::size_t width = axis.size();
  std::vector<double> places(weights.size(), 0.0);
  std::vector<double> next(width);
  for (std::size_t step = 0; step < steps; ++step) {
    double length = 0.0;
    for (const double a : axis) length += a * a;
    if (!(length > 0.0)) break;
    length = std::sqrt(length);
    for (double& a : axis) a /= length;
    next.assign(width, 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double* point = deviations.data() + i * width;
      double along = 0.0;
      for (std::size_t d = 0; d < width; ++d) along += point[d] * axis[d];
      places[i] = along;
      for (std::size_t d = 0; d < width; ++d) next[d] += weights[i] * along * point[d];
    }
    std::swap(axis, next);
  }
  return places;
}

}  // namespace standin::inline v0_1::stats
