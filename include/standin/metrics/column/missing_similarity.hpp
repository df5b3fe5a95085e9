// SPDX-License-Identifier: MIT
/// \file
/// How alike the shares of missing cells are.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// One minus the difference of the shares of missing cells, for columns of any kind.
///
/// In [0, 1], 1 when the shares are equal; the interval comes from Newcombe's interval of the difference. Costs O(n).
/// Says nothing of which cells are missing together: `missing_pattern_similarity` does.
struct missing_similarity {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  [[nodiscard]] std::string name() const { return "missing similarity"; }
  [[nodiscard]] static constexpr bool applies_to(column_kind) noexcept { return true; }

  STANDIN_LAZY [[nodiscard]] score compare(const column_view& real, const column_view& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(column_metric<missing_similarity>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/missing_similarity.ipp>
#endif
