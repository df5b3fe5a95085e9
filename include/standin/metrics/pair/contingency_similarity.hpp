// SPDX-License-Identifier: MIT
/// \file
/// How alike the joint frequencies of two columns are.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <cstddef>
#include <string>

namespace standin::inline v0_1 {

/// One minus the total variation distance between the joint relative frequencies of two columns, at least one of which
/// has levels; numbers and date-times are cut into bins. A missing cell is a level of its own.
///
/// In [0, 1], 1 when all combinations are equally frequent. The ideal falls with the number of combinations: a sparse
/// table can't reach 1. Costs O(n log n).
///
/// `strict`: quantile bins of the real column; refused below 20 rows a side.
/// `compatible`: SDMetrics' stand-alone `ContingencySimilarity`: bins of equal width between the real column's ends,
/// the outer ones open. (Its quality report bins in another way.)
struct contingency_similarity {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;

  definition as = definition::strict;
  std::size_t bins = 10;  ///< of numbers and date-times, at least 1

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
