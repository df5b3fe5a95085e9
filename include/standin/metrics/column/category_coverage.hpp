// SPDX-License-Identifier: MIT
/// \file
/// The share of the real column's levels that occur in the synthetic one.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// The share of the real column's levels that the synthetic one has, categorical and boolean columns.
///
/// In [0, 1]. For rare levels, which distances hardly see. Fresh real rows miss some as well: the ideal is what they
/// get on average, given how often each level occurs in the two columns together, so that a level with a single row
/// says nothing. The note names lost levels, those that at least ten real rows have. Missing cells are left out.
/// SDMetrics' `CategoryCoverage` has the same value. Costs O(n), and O(k^2) for k < 400 rare levels.
struct category_coverage {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "validity";

  [[nodiscard]] static std::string name() { return "category coverage"; }

  [[nodiscard]] static constexpr bool applies_to(column_kind kind) noexcept {
    return kind == column_kind::categorical || kind == column_kind::boolean;
  }

  STANDIN_LAZY [[nodiscard]] static score compare(const column_view& real, const column_view& synthetic,
                                                  const metric_context& context = {});
};

static_assert(column_metric<category_coverage>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/category_coverage.ipp>
#endif
