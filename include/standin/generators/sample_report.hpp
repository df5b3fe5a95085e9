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
  /// The effective number of a row's proposals, of those that were weighed, on average; 1 where none had to be. A small
  /// one says that rows are further from the distribution under the condition than they seem.
  double effective_share = 1.0;
  bool exact = true;  ///< whether the model itself kept to what was given, so that every row was right at once

  /// The share of rows made that met what was given, in (0, 1]; 1 without rows.
  [[nodiscard]] double acceptance_rate() const noexcept {
    return tries == 0 ? 1.0 : static_cast<double>(rows) / static_cast<double>(tries);
  }
};

/// Rows that were chosen among weighted proposals, and how many of the proposals count. Whole numbers, so that their
/// sum is the same in any order.
struct proposal_tally {
  static constexpr double one = 1048576.0;  ///< what all proposals of a row count

  std::uint64_t rows = 0;
  std::uint64_t effective = 0;  ///< sum over rows of `one` (sum of weights)^2 / (proposals * sum of squared weights)

  /// Source: Kong, "A note on importance sampling using standardized weights", University of Chicago (1992).
  [[nodiscard]] double share() const noexcept {
    return rows == 0 ? 1.0 : static_cast<double>(effective) / (one * static_cast<double>(rows));
  }
};

}  // namespace standin::inline v0_1
