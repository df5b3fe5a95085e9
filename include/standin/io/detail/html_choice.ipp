// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/html_choice.hpp.
#pragma once

#include <standin/io/detail/html_choice.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace standin::inline v0_1::io::detail {

STANDIN_INLINE std::vector<const metric_summary*> key_figures_of(const report& of) {
  std::vector<const metric_summary*> chosen;
  std::vector<std::string_view> groups;
  for (const metric_summary& line : of.summaries) {
    if (line.status != status::ok || std::isnan(line.value)) continue;
    if (line.group == "validity" || line.group == "compatible") continue;
    const auto seen = std::count(groups.begin(), groups.end(), line.group);
    const bool first_group = groups.empty() || groups.front() == line.group;
    if (seen >= (first_group ? 2 : 1) || chosen.size() == 6) continue;
    groups.push_back(line.group);
    chosen.push_back(&line);
  }
  return chosen;
}

STANDIN_INLINE std::vector<const finding*> worst_findings(const report& of, std::size_t columns) {
  const auto off = [](const finding* f) { return shortfall(f->result.value, f->result.ideal, f->direction); };
  std::vector<const finding*> found;
  for (const finding& f : of.findings)
    if (f.columns.size() == columns && f.result.status == status::ok && f.group != "compatible" && !std::isnan(off(&f)))
      found.push_back(&f);
  std::stable_sort(found.begin(), found.end(), [&](const finding* a, const finding* b) {
    return a->columns != b->columns ? a->columns < b->columns : off(a) > off(b);
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const finding* a, const finding* b) { return a->columns == b->columns; }),
              found.end());
  std::stable_sort(found.begin(), found.end(), [&](const finding* a, const finding* b) { return off(a) > off(b); });
  return found;
}

}  // namespace standin::inline v0_1::io::detail
