// SPDX-License-Identifier: MIT
/// \file
/// What the HTML report shows, and in which order.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// The first two figures of the first group, and the first of each other that isn't about validity.
[[nodiscard]] std::vector<const metric_summary*> key_figures_of(const report& of);

/// The finding of each column (or pair) that is furthest from its ideal, the worst first.
[[nodiscard]] std::vector<const finding*> worst_findings(const report& of, std::size_t columns);

/// Whether the held-out rows have another ideal, since they are fewer or more.
template <class Lines>
[[nodiscard]] bool has_own_ideals(const Lines& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](const metric_summary& line) { return std::abs(line.baseline_ideal - line.ideal) >= 5e-5; });
}

/// The groups of lines, each where its first line stands.
template <class Lines>
[[nodiscard]] std::vector<std::string> groups_in_order(const Lines& lines) {
  std::vector<std::string> groups;
  for (const auto& line : lines)
    if (std::find(groups.begin(), groups.end(), line.group) == groups.end()) groups.push_back(line.group);
  return groups;
}

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/html_choice.ipp>
#endif
