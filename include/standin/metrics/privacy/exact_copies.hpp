// SPDX-License-Identifier: MIT
/// \file
/// Rows that were copied as they are.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// The share of synthetic rows that equal a real row, which the generator saw, in every column.
///
/// In tables of few values equal rows can't be helped: ideal is what the holdout's rows score. Missing cells equal each
/// other. Keys, free text and what else takes no part in an evaluation don't count. Costs O(n log n).
struct exact_copies {
  using metric_concept = metric_tag;
  static constexpr better direction = better::smaller;
  static constexpr std::string_view group = "privacy";

  [[nodiscard]] std::string name() const { return "identical rows"; }

  [[nodiscard]] std::vector<finding> compare(const comparison& tables) const;
};

static_assert(table_metric<exact_copies>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/exact_copies.ipp>
#endif
