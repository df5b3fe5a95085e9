// SPDX-License-Identifier: MIT
/// \file
/// The least that a leaf policy can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/generators/forest/leaf_policy.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace standin::archetypes {

/// Nothing but what the table asks for; leaves know nothing of their rows.
class minimal_leaf_policy {
 public:
  explicit minimal_leaf_policy(int) {}
  leaf_laws fit(const leaf_task& task) const { return {std::vector<std::uint32_t>(task.leaves() + 1, 0), {}, 1.0}; }
};

struct leaf_policy_without_fit {};

struct leaf_policy_whose_fit_changes_it {
  leaf_laws fit(const leaf_task& task);
};

struct leaf_policy_that_gives_cells {
  std::vector<leaf_cell> fit(const leaf_task& task) const;
};

struct leaf_policy_that_cannot_be_copied {
  leaf_policy_that_cannot_be_copied(const leaf_policy_that_cannot_be_copied&) = delete;
  leaf_laws fit(const leaf_task& task) const;
};

}  // namespace standin::archetypes
