// SPDX-License-Identifier: MIT
/// \file
/// How alike the correlations of two numeric columns are.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// Which correlation: of the values, or of their ranks.
enum class correlation_of : std::uint8_t { values, ranks };

/// One minus half the difference of correlations, pairs of numeric and date-time columns.
///
/// In [0, 1], 1 when the correlations are equal. Only rows count in which both cells are there and finite. The note
/// gives both correlations, since halving makes differences look small. Ideal and interval hold for columns of any law,
/// see `stats::pearson`. Costs O(n), by ranks O(n log n).
///
/// `strict`: a pair without correlation counts like any other; refused below 10 complete rows a side.
/// `compatible`: SDMetrics' `CorrelationSimilarity`; undefined where the real correlation is not beyond the threshold,
/// with the threshold at 0 where it is exactly 0.
struct correlation_similarity {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  definition as = definition::strict;
  correlation_of measure = correlation_of::values;
  double threshold = 0.0;  ///< `compatible` only: what the real correlation must exceed, either sign

  [[nodiscard]] std::string name() const {
    std::string text = measure == correlation_of::values ? "correlation similarity" : "rank correlation similarity";
    return as == definition::strict ? text : text.append(" (compatible)");
  }

  [[nodiscard]] static constexpr bool applies_to(column_kind first, column_kind second) noexcept {
    return (first == column_kind::numeric || first == column_kind::datetime) &&
           (second == column_kind::numeric || second == column_kind::datetime);
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_pair& real, const column_pair& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(pair_metric<correlation_similarity>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/correlation_similarity.ipp>
#endif
