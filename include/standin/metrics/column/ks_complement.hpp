// SPDX-License-Identifier: MIT
/// \file
/// One minus the Kolmogorov–Smirnov distance of a numeric or date-time column.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// One minus the two-sample Kolmogorov–Smirnov distance.
///
/// In [0, 1], 1 when the two empirical distributions are equal. The note says where the largest gap is, and the
/// probability that samples of one continuous law lie further apart, which ties make too large. Costs O(n log n) time
/// and O(n) memory, and `context.resamples` times O(n) for the interval.
///
/// `strict`: missing and infinite cells are left out on both sides; integers and date-times are compared exactly when
/// both columns store integers. Refused below 20 values a side.
/// `compatible`: SDMetrics' `KSComplement`; infinite cells take part, and numbers are rounded to 14 decimals first.
struct ks_complement {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  definition as = definition::strict;

  [[nodiscard]] std::string name() const {
    return as == definition::strict ? "KS complement" : "KS complement (compatible)";
  }

  [[nodiscard]] static constexpr bool applies_to(column_kind kind) noexcept {
    return kind == column_kind::numeric || kind == column_kind::datetime;
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_view& real, const column_view& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(column_metric<ks_complement>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/ks_complement.ipp>
#endif
