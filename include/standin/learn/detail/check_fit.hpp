// SPDX-License-Identifier: MIT
/// \file
/// What learners ask of the rows that they are to learn from.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/plain_table.hpp>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::detail {

inline void check_fit(const plain_table& features, std::size_t targets) {
  if (features.rows == 0) throw data_error("learner", "no rows to learn from", "give one at least");
  if (features.rows != targets) {
    throw data_error("learner",
                     "found " + std::to_string(targets) + " targets for " + std::to_string(features.rows) + " rows",
                     "give one for each row");
  }
}

/// Outcomes as classes.
inline std::vector<std::uint32_t> as_classes(std::span<const std::uint8_t> outcome) {
  return {outcome.begin(), outcome.end()};
}

inline std::vector<std::uint32_t> first_indices(std::size_t n) {
  std::vector<std::uint32_t> indices(n);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

}  // namespace standin::inline v0_1::detail
