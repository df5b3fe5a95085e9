// SPDX-License-Identifier: MIT
/// \file
/// What the metrics share when they fill in a score.
#pragma once

#include <standin/core/text.hpp>
#include <standin/metrics/metric.hpp>
#include <standin/stats/interval.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::detail {

/// The note of scores that are refused for want of a holdout.
inline constexpr std::string_view lacks_holdout = "needs real rows that the generator did not see: give a holdout";

/// How the note of a score begins that names the columns by which rows were told apart.
inline constexpr std::string_view told_apart_by = "told apart by ";

STANDIN_LAZY inline void make_undefined(score& result, std::string why) {
  result.status = status::undefined;
  result.note = std::move(why);
}

/// Refuses a score with fewer than `least` of `what` ("values", "complete rows") on a side. The value stays.
STANDIN_LAZY inline void refuse_below(score& result, std::size_t least, std::string_view what) {
  if (result.rows_real >= least && result.rows_synthetic >= least) return;
  result.status = status::refused;
  result.note = "needs " + to_text(least) + " " + std::string(what) + " a side, found " + to_text(result.rows_real) +
                " real and " + to_text(result.rows_synthetic) + " synthetic";
}

/// Says that a side is empty, if one is; true if so.
STANDIN_LAZY inline bool undefined_when_empty(score& result, std::string_view what) {
  if (result.rows_real > 0 && result.rows_synthetic > 0) return false;
  const std::string_view side = result.rows_real > 0        ? "the synthetic table has no "
                                : result.rows_synthetic > 0 ? "the real table has no "
                                                            : "both tables have no ";
  make_undefined(result, std::string(side).append(what));
  return true;
}

/// An interval inside [0, 1].
STANDIN_LAZY inline void set_interval(score& result, stats::interval of) {
  result.lower = std::clamp(of.lower, 0.0, 1.0);
  result.upper = std::clamp(of.upper, 0.0, 1.0);
}

}  // namespace standin::inline v0_1::detail
