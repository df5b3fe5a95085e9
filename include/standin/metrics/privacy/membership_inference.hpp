// SPDX-License-Identifier: MIT
/// \file
/// Whether the synthetic rows give away who was among the rows that the generator saw.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/stats/mixed_rows.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// An attack by distance: of as many rows of train and of the holdout, those near a synthetic row are said to be
/// train's.
///
/// | figure                | what                                                                              | ideal
/// |
/// |-----------------------|-----------------------------------------------------------------------------------|-------|
/// | `membership auc`      | area under the ROC curve of the attack                                            | 0.5 |
/// | `membership tpr`      | share of train's rows that are recognised where 1 % of the others are mistaken    | 0.01 |
///
/// Baselines: the same attack with one half of the holdout in the synthetic rows' place, on the other half. Refused
/// below 200 rows of the holdout, and where train has more of it than duplicates explain (`holdout_overlap`). That this
/// simple attack fails doesn't prove that there is no leak. Source: Chen, Yu, Zhang and Fritz, "GAN-Leaks", CCS 2020.
struct membership_inference {
  using metric_concept = metric_tag;
  static constexpr better direction = better::smaller;
  static constexpr std::string_view group = "privacy";

  std::size_t max_candidates = 10'000;  ///< of either kind, drawn by the seed
  std::size_t max_rows = 50'000;        ///< synthetic ones
  double false_rate = 0.01;             ///< of the second figure
  stats::distance_scale scale = stats::distance_scale::range;

  [[nodiscard]] std::string name() const { return "membership auc"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<membership_inference>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/membership_inference.ipp>
#endif
