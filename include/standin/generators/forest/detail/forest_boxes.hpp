// SPDX-License-Identifier: MIT
/// \file
/// Which values of each column the leaves of a forest may hold.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/forest_column.hpp>
#include <standin/generators/forest/leaf_laws.hpp>
#include <standin/learn/code_tree.hpp>

#include <span>
#include <vector>

namespace standin::inline v0_1::detail {

/// The boxes of all leaves, one for each column.
[[nodiscard]] std::vector<leaf_boxes> boxes_of(std::span<const histogram_tree> trees,
                                               std::span<const forest_column> columns);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_boxes.ipp>
#endif
