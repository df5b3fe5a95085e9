// SPDX-License-Identifier: MIT
/// \file
/// How alike the joint frequencies of two columns are.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// How `compatible` cuts numbers into bins of equal width.
enum class equal_bins : std::uint8_t {
  of_real,  ///< between the real column's ends, the outer ones open: SDMetrics' stand-alone figure
  of_each   ///< each table between its own ends, missing cells in the bin of its largest value: SDMetrics' quality
            ///< report
};

/// One minus the total variation distance between the joint relative frequencies of two columns, at least one of which
/// has levels; numbers and date-times are cut into bins. A missing cell is a level of its own.
///
/// In [0, 1], 1 when all combinations are equally frequent. The ideal falls with the number of combinations: a sparse
/// table can't reach 1. Costs O(n log n).
///
/// `strict`: quantile bins of the real column; refused below 20 rows a side.
/// `compatible`: SDMetrics' `ContingencySimilarity`, stand-alone or as its quality report has it. Bins are of equal
/// width. With a threshold above 0 it is undefined where Cramér's V of the real table, bins as they are, is not beyond
/// it.
struct contingency_similarity {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  definition as = definition::strict;
  std::size_t bins = 10;                   ///< of numbers and date-times, at least 1
  equal_bins edges = equal_bins::of_real;  ///< `compatible` only
  double threshold = 0.0;                  ///< `compatible` only: what the real association must exceed

  [[nodiscard]] std::string name() const {
    return as == definition::strict ? "contingency similarity" : "contingency similarity (compatible)";
  }

  /// Pairs of two numbers are left to `correlation_similarity` and `marginal_accuracy`.
  [[nodiscard]] static constexpr bool applies_to(column_kind first, column_kind second) noexcept {
    const auto has_levels = [](column_kind kind) {
      return kind == column_kind::categorical || kind == column_kind::boolean;
    };
    return first != column_kind::text && second != column_kind::text && (has_levels(first) || has_levels(second));
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_pair& real, const column_pair& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(pair_metric<contingency_similarity>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/contingency_similarity.ipp>
#endif
