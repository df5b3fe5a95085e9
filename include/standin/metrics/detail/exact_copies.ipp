// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/privacy/exact_copies.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/privacy/exact_copies.hpp>
#include <standin/stats/interval.hpp>

#include <cstdint>
#include <limits>

namespace standin::inline v0_1 {

namespace detail {

/// A hash of each row: equal rows have equal ones, others with probability 2^-64.
inline std::vector<std::uint64_t> row_hashes(const feature_table& table) {
  std::vector<random::hasher> hashes(table.rows());
  for (const feature_table::column& column : table.columns()) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const bool there = column.present.empty() || ((column.present[row / 64] >> (row % 64)) & 1U) != 0;
      if (column.levels == 0) {
        hashes[row].add(column.numbers[row]);
      } else {
        hashes[row].add(there ? column.codes[row] : std::numeric_limits<std::uint32_t>::max());
      }
    }
  }
  std::vector<std::uint64_t> out;
  out.reserve(hashes.size());
  for (const random::hasher& h : hashes) out.push_back(h.value());
  return out;
}

inline std::uint64_t count_among(const std::vector<std::uint64_t>& rows, const std::vector<std::uint64_t>& sorted) {
  std::uint64_t hits = 0;
  for (const std::uint64_t h : rows) hits += std::binary_search(sorted.begin(), sorted.end(), h) ? 1U : 0U;
  return hits;
}

}  // namespace detail

STANDIN_INLINE std::vector<finding> exact_copies::compare(const comparison& tables) const {
  if (tables.for_baseline) return {};
  finding found{.metric = name(), .direction = direction};
  score& result = found.result;
  result.rows_real = tables.train.rows();
  result.rows_synthetic = tables.synthetic.rows();
  if (detail::undefined_when_empty(result, "rows")) return {found};
  if (tables.train.schema().empty()) {
    detail::make_undefined(result, "there are no columns");
    return {found};
  }
  const feature_map map(tables.train, detail::all_columns(tables), {}, tables.executor);
  std::vector<std::uint64_t> train = detail::row_hashes(map.apply(tables.train, tables.executor));
  std::sort(train.begin(), train.end());
  const auto n = static_cast<double>(result.rows_synthetic);
  const std::uint64_t hits =
      detail::count_among(detail::row_hashes(map.apply(tables.synthetic, tables.executor)), train);
  result.value = static_cast<double>(hits) / n;
  if (tables.resamples > 0) detail::set_interval(result, stats::wilson_interval(hits, result.rows_synthetic));
  result.note = to_text(hits) + (hits == 1 ? " row" : " rows");
  if (tables.holdout && tables.holdout->rows() > 0) {
    const std::uint64_t real =
        detail::count_among(detail::row_hashes(map.apply(*tables.holdout, tables.executor)), train);
    result.baseline = static_cast<double>(real) / static_cast<double>(tables.holdout->rows());
    result.ideal = result.baseline;
    result.baseline_ideal = result.baseline;
    if (real == tables.holdout->rows()) {
      result.note += "; every row of the holdout is in train too, so that it is no holdout";
    }
  }
  return {found};
}

}  // namespace standin::inline v0_1
