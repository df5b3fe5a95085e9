// SPDX-License-Identifier: MIT
/// \file
/// How near synthetic rows come to the rows that the generator saw.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/stats/mixed_rows.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Distances to the closest record.
///
/// | figure             | of the synthetic rows                                          | ideal |
/// |--------------------|----------------------------------------------------------------|-----------------------------------|
/// | `dcr share`        | the share nearer to train than to the holdout, ties one half   | 0.5 | | `nearest is train` |
/// the same with all of train                                     | train's share of the real rows    | | `dcr median`
/// | median distance to the nearest row of train                    | that of the holdout's rows        | | `dcr 5th
/// percentile` | its 5th percentile, where leaks show first                   | that of the holdout's rows        | |
/// `nndr 5th percentile` | of the ratio of the distances to the nearest two rows of train | that of the holdout's rows
/// |
///
/// All but `nearest is train` use as many rows of train as of the holdout. Baselines are those of the holdout's rows
/// among other real ones. All are refused where train has more of the holdout than duplicates explain
/// (`holdout_overlap`). Both distances 0 make a ratio of 1. The shares' intervals count synthetic rows with the same
/// nearest record as one observation, since they stand or fall together. Small distances prove no leak, nor do large
/// ones that there is none: look at `membership_inference` as well. Distances: `stats::mixed_space`, scaled by train.
struct closest_record {
  using metric_concept = metric_tag;
  static constexpr better direction = better::smaller;
  static constexpr std::string_view group = "privacy";

  std::size_t max_queries = 10'000;  ///< synthetic rows, drawn by the seed
  std::size_t max_rows = 50'000;     ///< of train
  stats::distance_scale scale = stats::distance_scale::range;

  [[nodiscard]] std::string name() const { return "dcr share"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<closest_record>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/closest_record.ipp>
#endif
