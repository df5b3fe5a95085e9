// SPDX-License-Identifier: MIT
/// \file
/// The bodies of core/stopwatch.hpp.
#pragma once

#include <standin/core/stopwatch.hpp>

#include <ctime>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE double stopwatch::seconds() const noexcept {
  const double passed = now() - begin_;
  return passed > 0.0 ? passed : 0.0;
}

STANDIN_LAZY_INLINE double stopwatch::now() noexcept {
  std::timespec time{};
  if (std::timespec_get(&time, TIME_UTC) != TIME_UTC) return 0.0;
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace standin::inline v0_1
