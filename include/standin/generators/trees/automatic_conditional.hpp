// SPDX-License-Identifier: MIT
/// \file
/// The policy that chooses among the others, column by column.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/boosted_classes.hpp>
#include <standin/generators/trees/boosted_mean.hpp>
#include <standin/generators/trees/single_tree.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

/// The one of the others that makes held-out rows most likely, column by column.
///
/// Levels, and numbers of few values, go to a tree where it determines them. A number whose values are all seen often
/// is learned as `classes`, each value an outcome of its own. For the others `classes` and `mean` race on some rows;
/// where there are more than those, `mean` has to be ahead by 0.05 nats, which is what more rows give to `classes`.
struct automatic_conditional {
  single_tree tree{};
  boosted_classes classes{};
  boosted_mean mean{};
  std::size_t race_rows = 10'000;  ///< at most, for numbers; the winner learns from all

  // Presets differ in regularisation alone: how many rows a leaf needs, how far a round goes, when rounds stop.

  /// Closer to the rows than the default, in more rounds: nearer to single ones too.
  STANDIN_LAZY [[nodiscard]] static automatic_conditional faithful();
  /// What the members say without more.
  [[nodiscard]] static automatic_conditional balanced() { return {}; }
  /// Large leaves, few of them, and an early end: what single rows say counts for little.
  STANDIN_LAZY [[nodiscard]] static automatic_conditional reserved();

  /// \throws invalid_option  where an option is out of range; fits do so too
  STANDIN_LAZY void check() const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
  /// What orders of columns race with: the same choice among quick ones, since what a number follows from is only seen
  /// by a law that is as fine as that.
  [[nodiscard]] static automatic_conditional quick() {
    return {.classes = boosted_classes::quick(), .mean = boosted_mean::quick()};
  }
};

static_assert(conditional_policy<automatic_conditional>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/automatic_conditional.ipp>
#endif
