// SPDX-License-Identifier: MIT
/// \file
/// The share of numbers that lie within the real column's range.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// The share of synthetic cells between the real column's smallest and largest value, numeric and date-time columns.
///
/// In [0, 1]. A figure of validity, not of quality: whoever clips gets 1, and fresh real rows get a little less; the
/// ideal is what they get on average, estimated by leaving out one real cell after the other. Costs O(n).
///
/// `strict`: missing cells are left out, an infinite cell is outside unless the real column has it.
/// `compatible`: SDMetrics' `BoundaryAdherence`; missing cells are left out if the real column has any, else they count
/// as outside, and a real column without values gives 0.
struct boundary_adherence {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "validity";

  definition as = definition::strict;

  [[nodiscard]] std::string name() const {
    return as == definition::strict ? "boundary adherence" : "boundary adherence (compatible)";
  }

  [[nodiscard]] static constexpr bool applies_to(column_kind kind) noexcept {
    return kind == column_kind::numeric || kind == column_kind::datetime;
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_view& real, const column_view& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(column_metric<boundary_adherence>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/boundary_adherence.ipp>
#endif
