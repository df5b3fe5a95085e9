// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/latent_association.hpp.
#pragma once

#include <standin/random/normal.hpp>
#include <standin/stats/association.hpp>
#include <standin/stats/latent_association.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE std::vector<double> joint_step_probabilities(const latent_steps& a, const latent_steps& b,
                                                                 double rho) {
  const std::size_t rows = a.scores.size();
  const std::size_t columns = b.scores.size();
  const std::size_t slices = std::clamp<std::size_t>(64 / std::max<std::size_t>(rows, 1), 2, 16);
  const double spread = std::sqrt(std::max(1.0 - rho * rho, 1e-12));
  std::vector<double> joint(rows * columns, 0.0);
  double below_a = 0.0;
  for (std::size_t i = 0; i < rows; ++i) {
    const double above_a = random::normal_cdf(a.cuts[i + 1]);
    const double width = (above_a - below_a) / static_cast<double>(slices);
    if (!(width > 0.0)) continue;
    double* const out = joint.data() + i * columns;
    for (std::size_t s = 0; s < slices; ++s) {
      const double z = random::normal_quantile(below_a + (static_cast<double>(s) + 0.5) * width);
      double below = 0.0;
      for (std::size_t j = 0; j < columns; ++j) {
        const double above = j + 1 == columns ? 1.0 : random::normal_cdf((b.cuts[j + 1] - rho * z) / spread);
        out[j] += (above - below) * width;
        below = above;
      }
    }
    below_a = above_a;
  }
  return joint;
}

STANDIN_LAZY_INLINE table_margins margins_of(std::span<const double> cells, std::size_t columns) {
  table_margins margins;
  margins.first.assign(columns == 0 ? 0 : cells.size() / columns, 0.0);
  margins.second.assign(columns, 0.0);
  for (std::size_t i = 0; i < margins.first.size(); ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      margins.first[i] += cells[i * columns + j];
      margins.second[j] += cells[i * columns + j];
    }
  for (const double each : margins.first) margins.total += each;
  return margins;
}

STANDIN_LAZY_INLINE double phi_squared(std::span<const double> cells, const table_margins& margins) {
  if (!(margins.total > 0.0)) return 0.0;
  const std::vector<double>& first = margins.first;
  const std::vector<double>& second = margins.second;
  double sum = 0.0;
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t j = 0; j < second.size(); ++j)
      if (const double cell = cells[i * second.size() + j]; cell > 0.0) sum += cell * cell / (first[i] * second[j]);
  return std::max(sum - 1.0, 0.0);
}

STANDIN_LAZY_INLINE double phi_squared(std::span<const double> cells, std::size_t columns) {
  return phi_squared(cells, margins_of(cells, columns));
}

STANDIN_LAZY_INLINE double corrected_v_squared(std::span<const double> cells, std::size_t columns) {
  const table_margins margins = margins_of(cells, columns);
  const auto occurring = [](const std::vector<double>& counts) {
    return static_cast<double>(std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0.0; }));
  };
  const double first = occurring(margins.first);
  const double second = occurring(margins.second);
  const double least = std::min(first, second) - 1.0;
  if (!(least > 0.0) || margins.total < 2.0) return 0.0;
  return corrected_phi_squared(phi_squared(cells, margins), first, second, margins.total) / least;
}

}  // namespace standin::inline v0_1::stats
