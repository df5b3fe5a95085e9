// SPDX-License-Identifier: MIT
/// \file
/// How a column of many levels is cut into groups that are drawn before their members.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_policy.hpp>
#include <standin/random/hash.hpp>
#include <standin/stats/principal_axis.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Levels in an order in which neighbours have much the same predictors: along the first principal component of the
/// levels' mean profiles, where a profile has two random signs for each code of each predictor.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> order_by_profile(const conditional_task& task,
                                                                              std::span<const std::uint32_t> rows,
                                                                              std::span<const std::uint32_t> outcomes,
                                                                              std::uint32_t count) {
  const std::size_t width = 2 * task.predictors.size();
  std::vector<double> sums(count * width, 0.0);
  std::vector<double> mean(width, 0.0);
  std::vector<double> weight(count, 0.0);
  for (const std::uint32_t row : rows) weight[outcomes[row]] += 1.0;
  for (std::size_t p = 0; p < task.predictors.size(); ++p) {
    const std::size_t codes = task.table.codes(task.predictors[p]);
    const bool ordered = task.table.ordered(task.predictors[p]);
    std::vector<std::array<double, 2>> score(codes);
    for (std::size_t c = 0; c < codes; ++c) {
      const std::uint64_t bits = random::hasher().add(std::uint64_t{p}).add(std::uint64_t{c}).value();
      const double place = codes > 1 ? static_cast<double>(c) / static_cast<double>(codes - 1) : 0.0;
      score[c] = ordered ? std::array<double, 2>{2.0 * place - 1.0, std::cos(2.0 * std::numbers::pi * place)}
                         : std::array<double, 2>{(bits & 1U) != 0 ? 1.0 : -1.0, (bits & 2U) != 0 ? 1.0 : -1.0};
    }
    const std::span<const std::uint8_t> column = std::as_const(task.table).column(task.predictors[p]);
    for (const std::uint32_t row : rows) {
      const std::array<double, 2>& s = score[column[row]];
      double* to = sums.data() + outcomes[row] * width + 2 * p;
      to[0] += s[0];
      to[1] += s[1];
    }
  }
  for (std::uint32_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d) mean[d] += sums[k * width + d] / static_cast<double>(rows.size());
  std::vector<double> deviation(count * width);
  constexpr double smoothing = 10.0;  // rows' worth of the mean profile in each level's
  for (std::uint32_t k = 0; k < count; ++k)
    for (std::size_t d = 0; d < width; ++d)
      deviation[k * width + d] = (sums[k * width + d] - weight[k] * mean[d]) / (weight[k] + smoothing);
  constexpr std::size_t steps = 20;
  const std::vector<double> place =
      stats::principal_places(deviation, weight, stats::axis_of_spread(deviation, weight), steps);
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return place[a] < place[b]; });
  return order;
}

}  // namespace detail

}  // namespace standin::inline v0_1
