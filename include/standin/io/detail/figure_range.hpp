// SPDX-License-Identifier: MIT
/// \file
/// One number for several tables, or the range that theirs lie in.
#pragma once

#include <standin/core/text.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/io/detail/text_layout.hpp>

#include <cmath>
#include <optional>
#include <span>
#include <string>

namespace standin::inline v0_1::io::detail {

/// From the least to the largest of some numbers, as `brief_number` shows them.
struct figure_range {
  std::string lowest;
  std::string highest;

  /// Whether they differ in what is shown.
  [[nodiscard]] bool wide() const noexcept { return lowest != highest; }
  /// "0.9871–0.9874", or one number where all read the same; "–" where none is known.
  [[nodiscard]] std::string text() const { return wide() ? concatenate(lowest, "–", highest) : lowest; }
};

/// The range of a number of one figure, such as its ideal, over the tables that have it.
STANDIN_LAZY [[nodiscard]] inline figure_range range_of(std::span<const std::optional<metric_summary>> tables,
                                                        double metric_summary::*number) {
  double lowest = score::unknown;
  double highest = score::unknown;
  for (const std::optional<metric_summary>& one : tables) {
    if (!one) continue;
    lowest = std::fmin(lowest, (*one).*number);  // what is not known doesn't count
    highest = std::fmax(highest, (*one).*number);
  }
  return {brief_number(lowest), brief_number(highest)};
}

}  // namespace standin::inline v0_1::io::detail
