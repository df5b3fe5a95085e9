// SPDX-License-Identifier: MIT
/// \file
/// Rows with something to learn in three of five columns.
#pragma once

#include <standin/learn/boosted_trees.hpp>
#include <standin/random/stream.hpp>

#include <learn/plain_columns.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Numbers whose mean depends on a number, on whether another one is there, and on a level; with noise of variance
/// 1/12.
struct learning_case {
  static constexpr std::size_t steep = 0, holes = 1, noise = 2, kinds = 3, other_kinds = 4;

  plain_columns columns;
  std::vector<double> values;  ///< mean plus noise
  std::vector<double> mean;
  std::vector<double> probability;  ///< of the outcome
  std::vector<std::uint8_t> outcome;
  std::vector<std::uint32_t> classes;  ///< 0 to 3, by quarters of the mean

  learning_case(std::size_t rows, std::uint64_t seed) {
    standin::random::stream draws({.seed = seed}, standin::random::purpose::sample, 0);
    std::vector<double> a(rows), b(rows), c(rows);
    std::vector<std::uint32_t> d(rows), e(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      a[i] = draws.uniform();
      b[i] = draws.uniform() < 0.3 ? nan_cell : draws.uniform();
      c[i] = draws.uniform();
      d[i] = static_cast<std::uint32_t>(draws.uniform() * 12.0);
      e[i] = static_cast<std::uint32_t>(draws.uniform() * 5.0);
      mean.push_back(std::sin(6.0 * a[i]) + (b[i] != b[i] ? 2.0 : 0.0) + (d[i] % 3 == 0 ? 1.5 : 0.0));
      values.push_back(mean[i] + draws.uniform() - 0.5);
      probability.push_back(standin::logistic(mean[i] - 1.0));
      outcome.push_back(draws.uniform() < probability[i] ? 1 : 0);
      classes.push_back(mean[i] < 0.0 ? 0U : mean[i] < 1.0 ? 1U : mean[i] < 2.0 ? 2U : 3U);
    }
    columns.numbers(a);
    columns.numbers(b);
    columns.numbers(c);
    columns.levels(d, 12);
    columns.levels(e, 5);
  }
};
