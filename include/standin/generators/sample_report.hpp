// SPDX-License-Identifier: MIT
/// \file
/// What sampling under conditions has to say for itself.
#pragma once

#include <standin/version.hpp>

#include <cstdint>

namespace standin::inline v0_1 {

/// How many rows were tried for those that were given out.
struct sample_report {
  std::uint64_t rows = 0;   ///< given out
  std::uint64_t tries = 0;  ///< made for them, at least as many
  bool exact = true;        ///< whether the model itself kept to what was given, so that every row was right at once

  /// The share of rows made that met what was given, in (0, 1]; 1 without rows.
  [[nodiscard]] double acceptance_rate() const noexcept {
    return tries == 0 ? 1.0 : static_cast<double>(rows) / static_cast<double>(tries);
  }
};

}  // namespace standin::inline v0_1
