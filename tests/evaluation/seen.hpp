// SPDX-License-Identifier: MIT
/// \file
/// Whether figures see that synthetic rows are not of the real rows' law.
#pragma once

#include <evaluation/faults.hpp>
#include <standin/evaluation/full_suite.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin {

/// Whether the ideal lies on the bad side of a figure's interval.
inline bool sees_a_fault(const finding& found) {
  const score& s = found.result;
  if (s.status != status::ok) return false;
  const bool above = s.lower > s.ideal;
  const bool below = s.upper < s.ideal;
  return found.direction == better::larger ? below : found.direction == better::smaller ? above : above || below;
}

/// How often, of how many times.
struct seen_tally {
  std::size_t seen = 0;
  std::size_t of = 0;

  seen_tally& operator+=(const seen_tally& more) {
    seen += more.seen;
    of += more.of;
    return *this;
  }
};

/// Whether each figure saw the fault: of the whole table, or of the columns that the fault is in. On fresh rows each
/// column and each pair counts.
inline std::vector<std::pair<std::string, seen_tally>> look_for(fault which, std::uint64_t seed, std::size_t rows,
                                                                executor_ref on) {
  const table train = law(seed, 0, rows);
  const table holdout = law(seed, 1, rows);
  const table synthetic = faulty(which, seed, train, rows);
  const std::vector<finding> found = full_suite{}.run({.train = train,
                                                       .holdout = table_view(holdout),
                                                       .synthetic = synthetic,
                                                       .target = "answer",
                                                       .seed = seed,
                                                       .executor = on});
  const std::string column = which == fault::lost_rare_level ? "kind" : which == fault::broken_pair ? "y" : "x";
  const bool all = which == fault::nothing || which == fault::copied_rows || which == fault::collapsed_mode;
  std::vector<std::pair<std::string, seen_tally>> tallies;
  for (const finding& f : found) {
    if (f.result.status != status::ok) continue;
    if (!f.columns.empty() && !all && std::find(f.columns.begin(), f.columns.end(), column) == f.columns.end())
      continue;
    if (which == fault::broken_pair && f.columns.size() == 2 && f.columns[0] != "x") continue;
    const std::string name = key_of(f.metric) + (f.columns.empty()       ? ""
                                                 : f.columns.size() == 1 ? " (columns)"
                                                                         : " (pairs)");
    auto at = std::find_if(tallies.begin(), tallies.end(), [&](const auto& one) { return one.first == name; });
    if (at == tallies.end()) at = tallies.insert(at, {name, {}});
    at->second += {sees_a_fault(f) ? 1U : 0U, 1};
  }
  return tallies;
}

}  // namespace standin
