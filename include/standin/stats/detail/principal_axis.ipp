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
  const std::size_t points = weights.size();
  const auto product = [width](const double* a, const double* b) {
    double sum = 0.0;
    for (std::size_t d = 0; d < width; ++d) sum += a[d] * b[d];
    return sum;
  };
  // Of many points the scatter is summed once; of few a step goes through the points.
  std::vector<double> scatter(points > width ? width * width : 0, 0.0);
  if (!scatter.empty())
    for (std::size_t i = 0; i < points; ++i) {
      const double* const point = deviations.data() + i * width;
      for (std::size_t d = 0; d < width; ++d)
        for (std::size_t e = 0; e < width; ++e) scatter[d * width + e] += weights[i] * point[d] * point[e];
    }
  std::vector<double> places(points, 0.0);
  std::vector<double> next(width);
  for (std::size_t step = 0; step < steps; ++step) {
    const double length = std::sqrt(product(axis.data(), axis.data()));
    if (!(length > 0.0)) return std::vector<double>(points, 0.0);
    for (double& a : axis) a /= length;
    if (step + 1 == steps) break;
    if (!scatter.empty()) {
      for (std::size_t d = 0; d < width; ++d) next[d] = product(scatter.data() + d * width, axis.data());
    } else {
      next.assign(width, 0.0);
      for (std::size_t i = 0; i < points; ++i) {
        const double* const point = deviations.data() + i * width;
        const double along = weights[i] * product(point, axis.data());
        for (std::size_t d = 0; d < width; ++d) next[d] += along * point[d];
      }
    }
    std::swap(axis, next);
  }
  for (std::size_t i = 0; i < points; ++i) places[i] = product(deviations.data() + i * width, axis.data());
  return places;
}

}  // namespace standin::inline v0_1::stats
