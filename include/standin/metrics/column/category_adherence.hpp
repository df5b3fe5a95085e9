// SPDX-License-Identifier: MIT
/// \file
/// The share of cells whose level occurs in the real column.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// The share of synthetic cells whose level the real column has, categorical and boolean columns.
///
/// In [0, 1]. A figure of validity: fresh real rows have unseen levels as well; the ideal is what they get on average,
/// one minus the share of levels that occur once (Good, Biometrika 40, 1953). The note names levels that were made up.
/// Costs O(n).
///
/// `strict`: missing cells are left out.
/// `compatible`: SDMetrics' `CategoryAdherence`; a missing cell counts, as valid if the real column has one.
struct category_adherence {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "validity";

  definition as = definition::strict;

  [[nodiscard]] std::string name() const {
    return as == definition::strict ? "category adherence" : "category adherence (compatible)";
  }

  [[nodiscard]] static constexpr bool applies_to(column_kind kind) noexcept {
    return kind == column_kind::categorical || kind == column_kind::boolean;
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_view& real, const column_view& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(column_metric<category_adherence>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/category_adherence.ipp>
#endif
