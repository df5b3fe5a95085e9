// SPDX-License-Identifier: MIT
/// \file
/// The policy that learns a column by boosted probabilities.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_policy.hpp>
#include <standin/learn/outcome_boosting.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

/// Boosted probabilities of levels, and of cells into which the places of numbers are cut, twice.
struct boosted_classes {
  outcome_boosting_options boosting{};
  std::size_t cells = 64;         ///< about; spikes are cells of their own
  std::size_t parts = 16;         ///< of each cell that is not one value
  std::size_t most_levels = 128;  ///< drawn in one step

  /// \throws invalid_option  where an option is out of range; fits do so too
  STANDIN_LAZY void check() const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
  /// What orders of columns race with: few long steps.
  [[nodiscard]] static boosted_classes quick() {
    return {
        .boosting = {.rounds = 25, .learning_rate = 0.3, .row_share = 0.7, .patience = 3, .held_out = 0.3, .refit = 0},
        .cells = 32,
        .parts = 1};
  }
};

static_assert(conditional_policy<boosted_classes>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/boosted_classes.ipp>
#endif
