// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/privacy/holdout_overlap.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/core/text.hpp>
#include <standin/metrics/privacy/holdout_overlap.hpp>

#include <cmath>
#include <string>

namespace standin::inline v0_1 {

STANDIN_INLINE double holdout_overlap::share() const noexcept {
  return holdout == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(holdout);
}

STANDIN_INLINE double holdout_overlap::expected() const noexcept {
  return train == 0 ? 0.0 : static_cast<double>(repeated) / static_cast<double>(train);
}

STANDIN_INLINE bool holdout_overlap::beyond_duplicates() const noexcept {
  constexpr double least_part = 0.1;
  constexpr double errors = 3.0;
  if (train == 0 || holdout == 0 || repeated == train) return false;
  const double h = share();
  const double more = h - expected();
  const double error = std::sqrt(1.0 / static_cast<double>(train) + h * (1.0 - h) / static_cast<double>(holdout));
  return more >= least_part * (1.0 - expected()) && more > errors * error;
}

STANDIN_INLINE std::string detail::unfair_holdout(const holdout_overlap& overlap) {
  if (overlap.whole()) return "every row of the holdout is in train too, so that it is no holdout";
  if (!overlap.beyond_duplicates()) return {};
  return to_text(std::lround(100.0 * overlap.share())) + " % of the holdout's rows are in train too, where duplicates" +
         " explain " + to_text(std::lround(100.0 * overlap.expected())) + " %, so that it is no fair holdout";
}

STANDIN_INLINE std::string fault_of(const holdout_overlap& overlap) {
  std::string fault = detail::unfair_holdout(overlap);
  if (fault.empty()) return fault;
  if (overlap.whole()) fault[0] = 'E';
  return fault + '.';
}

}  // namespace standin::inline v0_1
