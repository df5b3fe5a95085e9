// SPDX-License-Identifier: MIT
/// \file
/// The policy that learns a column by one tree.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/trees/conditional_policy.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

/// One tree; its leaves hold how often each outcome is, drawn towards the column's own shares.
struct single_tree {
  std::size_t min_leaf = 20;
  double smoothing = 4.0;  ///< rows' worth of the column's own shares in each leaf
  std::size_t cells = 64;  ///< into which numbers are cut, about

  /// \throws invalid_option  where an option is out of range; fits do so too
  STANDIN_LAZY void check() const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  STANDIN_LAZY [[nodiscard]] conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
  /// What orders of columns race with: the same.
  [[nodiscard]] single_tree quick() const { return *this; }
};

static_assert(conditional_policy<single_tree>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/single_tree.ipp>
#endif
