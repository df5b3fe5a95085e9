// SPDX-License-Identifier: MIT
/// \file
/// The mean of some findings, for the reports that are means of means.
#pragma once

#include <standin/metrics/detail/scores.hpp>
#include <standin/metrics/metric.hpp>

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail {

/// A finding of the whole table: the mean of those that are defined, as SDMetrics' reports take it.
[[nodiscard]] inline finding mean_of_findings(std::string name, std::span<const finding> parts,
                                              const comparison& tables, std::string_view what) {
  finding mean{.metric = std::move(name)};
  score& result = mean.result;
  result.rows_real = tables.train.rows();
  result.rows_synthetic = tables.synthetic.rows();
  double value = 0.0;
  double ideal = 0.0;
  std::size_t n = 0;
  for (const finding& part : parts) {
    if (part.result.status != status::ok || std::isnan(part.result.value)) continue;
    value += part.result.value;
    ideal += part.result.ideal;
    ++n;
  }
  if (n == 0) {
    make_undefined(result, concatenate("no ", what, " contributes"));
    return mean;
  }
  result.value = value / static_cast<double>(n);
  result.ideal = ideal / static_cast<double>(n);
  result.note = concatenate(to_text(n), " of ", to_text(parts.size()), " ", what, parts.size() == 1 ? "" : "s");
  return mean;
}

}  // namespace standin::inline v0_1::detail
