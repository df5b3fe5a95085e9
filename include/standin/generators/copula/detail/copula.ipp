// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/copula/copula.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/copula/copula.hpp>

#include <cmath>
#include <string>

namespace standin::inline v0_1::detail {

/// Two digits and a unit: "1.8 GB", "15 minutes".
[[nodiscard]] STANDIN_INLINE std::string rough_amount(double amount, const char* unit) {
  const double digits = amount >= 10.0 ? std::round(amount) : std::round(amount * 10.0) / 10.0;
  return to_text(digits) + " " + unit;
}

STANDIN_LAZY_INLINE void refuse_columns(std::size_t rows, std::size_t columns, std::size_t most, fit_estimate cost) {
  std::string found = to_text(columns) + " prepared columns are more than max_columns, " + to_text(most);
  if (cost.seconds >= 0.05) {
    const std::string time = cost.seconds < 120.0    ? rough_amount(cost.seconds, "seconds")
                             : cost.seconds < 7200.0 ? rough_amount(cost.seconds / 60.0, "minutes")
                                                     : rough_amount(cost.seconds / 3600.0, "hours");
    const std::string memory =
        cost.bytes < 1e9 ? rough_amount(cost.bytes / 1e6, "MB") : rough_amount(cost.bytes / 1e9, "GB");
    found += "; with " + to_text(rows) + " rows the fit would take about " + time + " of one processor and " + memory;
  }
  throw too_many_columns(
      "copula", found,
      "raise max_columns to fit them all the same, leave columns out, or take independent, which grows "
      "with the number of columns alone");
}

}  // namespace standin::inline v0_1::detail
