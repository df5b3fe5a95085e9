// SPDX-License-Identifier: MIT
/// \file
/// Whether the rows that were held out were held out: how many of them stand in train as well.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <string>

namespace standin::inline v0_1 {

/// Rows of the holdout that stand in train too, equal in every column compared, and what real duplicates explain of
/// them.
///
/// A row that is drawn by itself is in train with a chance that the share of train's rows which another row of train
/// equals tells. Source: Good, Biometrika 1953; that this errs by a standard error of less than 1/√n for n rows of
/// train: Robbins, Annals of Mathematical Statistics 1968.
struct holdout_overlap {
  std::size_t train = 0;     ///< rows of train
  std::size_t repeated = 0;  ///< those that another row of train equals
  std::size_t holdout = 0;   ///< rows of the holdout
  std::size_t shared = 0;    ///< those that a row of train equals

  /// The share of the holdout that stands in train too.
  [[nodiscard]] double share() const noexcept;
  /// That share as duplicates alone would have it.
  [[nodiscard]] double expected() const noexcept;
  /// Whether each row of the holdout stands in train: nothing sets it apart then.
  [[nodiscard]] bool whole() const noexcept { return holdout > 0 && shared == holdout; }
  /// Whether a tenth of the holdout or more was taken from train: (share - expected) / (1 - expected) is at least 0.1,
  /// and share - expected lies beyond three standard errors, √(1/train + share (1 - share)/holdout) each.
  [[nodiscard]] bool beyond_duplicates() const noexcept;
};

/// What is wrong with a holdout in a sentence: "Every row of the holdout is in train too, so that it is no holdout.",
/// "52 % of the holdout's rows are in train too, where duplicates explain 3 %, so that it is no fair holdout."; empty
/// where nothing is.
[[nodiscard]] std::string fault_of(const holdout_overlap& overlap);

namespace detail {

/// The note of scores that can't compare train with this holdout, since train has all its rows, or more of them than
/// duplicates explain; empty where they can.
[[nodiscard]] std::string unfair_holdout(const holdout_overlap& overlap);

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/metrics/detail/holdout_overlap.ipp>
#endif
