// SPDX-License-Identifier: MIT
/// \file
/// How long something takes.
#pragma once

#include <standin/config.hpp>

namespace standin::inline v0_1 {

/// Counts seconds from when it is made.
///
/// By the clock on the wall, which somebody may put back: <chrono> would cost every program a quarter of a second.
class stopwatch {
 public:
  stopwatch() noexcept : begin_(now()) {}

  /// Not less than 0.
  STANDIN_LAZY [[nodiscard]] double seconds() const noexcept;

 private:
  STANDIN_LAZY [[nodiscard]] static double now() noexcept;

  double begin_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/core/detail/stopwatch.ipp>
#endif
