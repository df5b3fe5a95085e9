// SPDX-License-Identifier: MIT
/// \file
/// One minus the total variation distance of a categorical or boolean column.
#pragma once

#include <standin/config.hpp>
#include <standin/metrics/metric.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// What to do with missing cells.
enum class missing_cells : std::uint8_t { leave_out, own_level };

/// One minus the total variation distance between the relative frequencies of the levels.
///
/// In [0, 1], 1 when all levels are equally frequent on both sides. Levels are matched by name. Text columns are
/// refused: free text has no levels. Costs O(n + k log k) for k levels.
///
/// `strict`: the distance itself; missing cells are left out, or are a level of their own. Refused below 20 values a
/// side. `compatible`: SDMetrics' `TVComplement`, in which each level that the real column lacks counts 1e-6 there, so
/// that disjoint columns don't score 0; missing cells are left out.
struct tv_complement {
  using metric_concept = metric_tag;
  static constexpr better direction = better::larger;
  static constexpr std::string_view group = "fidelity";

  definition as = definition::strict;
  missing_cells missing = missing_cells::leave_out;  ///< `strict` only

  [[nodiscard]] std::string name() const {
    if (as == definition::compatible) return "TV complement (compatible)";
    return missing == missing_cells::own_level ? "TV complement with missing" : "TV complement";
  }

  [[nodiscard]] static constexpr bool applies_to(column_kind kind) noexcept {
    return kind == column_kind::categorical || kind == column_kind::boolean || kind == column_kind::text;
  }

  STANDIN_LAZY [[nodiscard]] score compare(const column_view& real, const column_view& synthetic,
                                           const metric_context& context = {}) const;
};

static_assert(column_metric<tv_complement>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/tv_complement.ipp>
#endif
