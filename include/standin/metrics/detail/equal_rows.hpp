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

/// Counts rows of the holdout in train; zeros without a holdout, columns, or rows. Costs O(n log n).
STANDIN_LAZY inline holdout_overlap overlap_of(const comparison& tables) {
  holdout_overlap found;
  if (!tables.holdout || tables.train.schema().empty() || tables.train.rows() == 0) return found;
  const feature_map map(tables.train, all_columns(tables), {}, tables.executor);
  std::vector<std::uint64_t> train = row_hashes(map.apply(tables.train, tables.executor));
  std::sort(train.begin(), train.end());
  found.train = train.size();
  found.holdout = tables.holdout->rows();
  found.shared = count_among(row_hashes(map.apply(*tables.holdout, tables.executor)), train);
  for (std::size_t i = 0; i < train.size(); ++i) {
    const bool as_before = i > 0 && train[i - 1] == train[i];
    const bool as_after = i + 1 < train.size() && train[i + 1] == train[i];
    if (as_before || as_after) ++found.repeated;
  }
  return found;
}

}  // namespace standin::inline v0_1::detail
