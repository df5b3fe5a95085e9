// SPDX-License-Identifier: MIT
/// \file
/// Rows that equal each other: how many of the holdout stand in train.
#pragma once

#include <standin/learn/features.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/privacy/holdout_overlap.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1::detail {

inline std::uint64_t count_among(const std::vector<std::uint64_t>& rows, const std::vector<std::uint64_t>& sorted) {
  std::uint64_t hits = 0;
  for (const std::uint64_t h : rows) hits += std::binary_search(sorted.begin(), sorted.end(), h) ? 1U : 0U;
  return hits;
}

/// Counts rows of the holdout in train, by the hashes of their cells.
/// \param train  sorted
STANDIN_LAZY inline holdout_overlap overlap_of(const std::vector<std::uint64_t>& train,
                                               const std::vector<std::uint64_t>& holdout) {
  holdout_overlap found{.train = train.size(), .holdout = holdout.size(), .shared = count_among(holdout, train)};
  for (std::size_t i = 0; i < train.size(); ++i) {
    const bool as_before = i > 0 && train[i - 1] == train[i];
    const bool as_after = i + 1 < train.size() && train[i + 1] == train[i];
    if (as_before || as_after) ++found.repeated;
  }
  return found;
}

/// Counts rows of the holdout in train; zeros without a holdout, columns, or rows. Costs O(n log n).
STANDIN_LAZY inline holdout_overlap overlap_of(const comparison& tables) {
  if (!tables.holdout || tables.train.schema().empty() || tables.train.rows() == 0) return {};
  const feature_map map(tables.train, all_columns(tables), {}, tables.executor);
  std::vector<std::uint64_t> train = row_hashes(map.apply(tables.train, tables.executor));
  std::sort(train.begin(), train.end());
  return overlap_of(train, row_hashes(map.apply(*tables.holdout, tables.executor)));
}

}  // namespace standin::inline v0_1::detail
