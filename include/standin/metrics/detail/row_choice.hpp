// SPDX-License-Identifier: MIT
/// \file
/// What metrics of whole rows share: drawing rows, turning tables into features, saying what is lacking.
#pragma once

#include <standin/core/text.hpp>
#include <standin/learn/features.hpp>
#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

inline constexpr double normal_quantile_975 = 1.959963984540054;

/// The random numbers of a metric's use.
inline random::source draws_of(const comparison& tables, std::string_view metric, std::string_view use) {
  return {tables.seed, random::hasher().add("metrics").add(metric).add(use).value()};
}

/// All rows in their order, or `most` of them drawn.
inline std::vector<std::size_t> some_rows(random::source draws, std::size_t rows, std::size_t most) {
  if (rows <= most) {
    std::vector<std::size_t> all(rows);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  std::vector<std::size_t> drawn = random::sample_indices(draws, rows, most);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

inline std::vector<std::size_t> all_columns(const comparison& tables) {
  std::vector<std::size_t> columns(tables.train.schema().size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

/// A refused finding without a value.
inline finding refused(std::string metric, better direction, std::string why) {
  finding found{.metric = std::move(metric), .direction = direction};
  found.result.status = status::refused;
  found.result.note = std::move(why);
  return found;
}

inline constexpr std::string_view lacks_target = "needs a column to predict: name a target";

}  // namespace standin::inline v0_1::detail
