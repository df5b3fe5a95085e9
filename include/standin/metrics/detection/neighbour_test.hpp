// SPDX-License-Identifier: MIT
/// \file
/// Whether the nearest neighbours of synthetic rows are synthetic, and those of real rows real.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/stats/mixed_rows.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// The share of rows whose nearest other row, of real and synthetic ones together, is of their own kind.
///
/// 0.5 where the two can't be told apart; more where they lie apart; less where each synthetic row sits next to the
/// real one that it was copied from. As many rows of either, those that the generator saw. Equally near ones of both
/// kinds count one half. The note has the shares of real and of synthetic rows. Distances: `stats::mixed_space`.
/// Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests", ICLR 2017.
struct neighbour_test {
  using metric_concept = metric_tag;
  static constexpr better direction = better::nearer_ideal;
  static constexpr std::string_view group = "detection";

  std::size_t max_rows = 10'000;  ///< of each table, drawn by the seed
  stats::distance_scale scale = stats::distance_scale::range;

  [[nodiscard]] std::string name() const { return "c2st neighbours"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<neighbour_test>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/neighbour_test.ipp>
#endif
