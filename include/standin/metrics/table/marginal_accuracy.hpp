// SPDX-License-Identifier: MIT
/// \file
/// How alike the distributions of columns, pairs and triples of columns are, each cut into bins.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/stats/binning.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// Accuracy of k-way marginals: one minus the total variation distance between the shares of the combined bins of k
/// columns, averaged over all choices of k columns.
///
/// | figure                | of                                                                              |
/// |-----------------------|---------------------------------------------------------------------------------|
/// | `univariate accuracy` | each column, and their mean                                                     |
/// | `bivariate accuracy`  | each pair of columns, and their mean                                            |
/// | `trivariate accuracy` | the mean over all triples, or over `triples` of them drawn by the seed          |
///
/// Bins come from the real table: deciles (finer where cells tie, see `stats::tied_quantiles`), numbers of at most 20
/// values as levels, the 10 most frequent levels and one bin for the rest, and a bin for missing cells. With these
/// defaults the figures are those of mostlyai-qa (Apache-2.0) without its rounding of edges. The ideal is what
/// two tables of one law score, `stats::expected_total_variation`; a figure well above it means copied rows. Intervals
/// of the means take into account that all marginals come from the same rows. Refused below 20 rows a side, triples
/// below 1 000. Costs O(rows · columns²), with triples O(rows · triples).
struct marginal_accuracy {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  stats::binning_options bins{};
  std::size_t triples = 500;  ///< at most that many; 0 leaves the trivariate accuracy out

  [[nodiscard]] std::string name() const { return "marginal accuracy"; }

  STANDIN_LAZY [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<marginal_accuracy>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/marginal_accuracy.ipp>
#endif
