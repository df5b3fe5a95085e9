// SPDX-License-Identifier: MIT
/// \file
/// Tables whose densities are known, and how near a model's come.
#pragma once

#include <standin/generators/density.hpp>
#include <standin/random/normal.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "table_maker.hpp"

namespace standin::test {

inline constexpr double impossible = -std::numeric_limits<double>::infinity();

/// Two clusters that a level names: (0, 0) of spread 1, with probability 0.7, and (6, 3) of spread 0.5.
inline table two_clusters(std::size_t rows, std::uint64_t seed) {
  table_maker maker(rows, seed);
  const auto which =
      maker.levels("which", 2, [](std::size_t, auto& draws) { return draws.uniform() < 0.7 ? 0.0 : 1.0; });
  const auto normal = [&](double second) {
    return [&which, second](std::size_t row, random::stream& draws) {
      const double z = random::normal_quantile(draws.open_uniform());
      return which[row] == 0.0 ? z : second + 0.5 * z;
    };
  };
  maker.numbers("x", normal(6.0));
  maker.numbers("y", normal(3.0));
  return std::move(maker).make();
}

/// Means of the logarithms of densities.
struct mean_log_densities {
  double of_model = 0.0;
  double of_truth = 0.0;
  double rows = 0.0;
};

/// Those of the rows of `two_clusters` from `first` on, but for the impossible ones: they have numbers beyond the ends
/// of a fitted column.
/// \param found  the logarithm of a model's density at each row
inline mean_log_densities compare_densities(const table& clusters, std::span<const double> found, std::size_t first) {
  const auto log_normal = [](double z, double spread) {
    return -0.5 * z * z / (spread * spread) - std::log(spread * std::sqrt(2.0 * 3.14159265358979));
  };
  mean_log_densities mean;
  for (std::size_t row = first; row < clusters.rows(); ++row) {
    if (found[row] == impossible) continue;
    const double x = clusters.column(1).number(row);
    const double y = clusters.column(2).number(row);
    mean.of_truth += clusters.column(0).code(row) == 0
                         ? std::log(0.7) + log_normal(x, 1.0) + log_normal(y, 1.0)
                         : std::log(0.3) + log_normal(x - 6.0, 0.5) + log_normal(y - 3.0, 0.5);
    mean.of_model += found[row];
    mean.rows += 1.0;
  }
  mean.of_truth /= mean.rows;
  mean.of_model /= mean.rows;
  return mean;
}

/// A table of levels a and numbers x.
inline table level_and_number(const std::vector<double>& a, const std::vector<double>& x,
                              std::vector<std::string> names = {"level 0", "level 1"}) {
  std::vector<std::uint32_t> codes;
  for (const double one : a) codes.push_back(static_cast<std::uint32_t>(one));
  return {{{.name = "a", .kind = column_kind::categorical}, {.name = "x"}},
          {column::categorical(codes, std::move(names)), column(x)}};
}

/// The sum of a density over both levels of a and the numbers x from 0 to 2.
template <class Model>
double sum_of_density(const Model& model) {
  constexpr std::size_t steps = 20'000;
  std::vector<double> a;
  std::vector<double> x;
  for (std::size_t level = 0; level < 2; ++level)
    for (std::size_t k = 0; k < steps; ++k) {
      a.push_back(static_cast<double>(level));
      x.push_back(2.0 * (static_cast<double>(k) + 0.5) / steps);
    }
  double sum = 0.0;
  for (const double one : log_densities(model, level_and_number(a, x))) sum += std::exp(one) * 2.0 / steps;
  return sum;
}

}  // namespace standin::test
