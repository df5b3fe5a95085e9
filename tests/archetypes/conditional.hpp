// SPDX-License-Identifier: MIT
/// \file
/// The least that a conditional policy can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/generators/trees/conditional_policy.hpp>

#include <cmath>
#include <vector>

namespace standin::archetypes {

/// Nothing but what the table asks for; it knows nothing of other columns.
class minimal_conditional {
 public:
  explicit minimal_conditional(int) {}

  conditional_fit<level_law> fit_levels(const conditional_task& task) const {
    conditional_fit<level_law> fit{.kind = "shares"};
    fit.law.outcomes = outcome_trees(std::vector<float>(task.levels, 0.0F), {}, {});
    return fit;
  }
  conditional_fit<number_law> fit_numbers(const conditional_task& task) const {
    cell_law law;
    law.cells = {{0.0, 1.0}};
    law.single = {0};
    law.outcomes = outcome_trees({0.0F}, {}, {});
    law.scratch = task.scratch;
    return {.law = law, .kind = "one cell"};
  }
};

struct conditional_without_levels {
  conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

struct conditional_without_numbers {
  conditional_fit<level_law> fit_levels(const conditional_task& task) const;
};

struct conditional_whose_fit_changes_it {
  conditional_fit<level_law> fit_levels(const conditional_task& task);
  conditional_fit<number_law> fit_numbers(const conditional_task& task);
};

struct conditional_that_gives_laws_alone {
  level_law fit_levels(const conditional_task& task) const;
  number_law fit_numbers(const conditional_task& task) const;
};

struct conditional_that_cannot_be_copied {
  conditional_that_cannot_be_copied(const conditional_that_cannot_be_copied&) = delete;
  conditional_fit<level_law> fit_levels(const conditional_task& task) const;
  conditional_fit<number_law> fit_numbers(const conditional_task& task) const;
};

}  // namespace standin::archetypes
