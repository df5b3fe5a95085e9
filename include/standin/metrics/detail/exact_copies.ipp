// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/privacy/exact_copies.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/detail/equal_rows.hpp>
#include <standin/metrics/detail/row_choice.hpp>
#include <standin/metrics/privacy/exact_copies.hpp>
#include <standin/stats/interval.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

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
    const holdout_overlap overlap =
        detail::overlap_of(train, detail::row_hashes(map.apply(*tables.holdout, tables.executor)));
    if (const std::string why = detail::unfair_holdout(overlap); !why.empty()) {
      result.note += "; no ideal is known: " + why;
    } else {
      result.baseline = overlap.share();
      result.ideal = result.baseline;
      result.baseline_ideal = result.baseline;
    }
  }
  return {found};
}

}  // namespace standin::inline v0_1
