// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Conditional of trees must model standin::conditional_policy, which needs fit_levels(task)
// expect: and fit_numbers(task); see docs/concepts/conditional_policy.md
#include <standin/generators/trees/trees.hpp>

struct no_levels {
  standin::conditional_fit<standin::number_law> fit_numbers(const standin::conditional_task&) const { return {}; }
};

#ifdef SHOULD_FAIL
using conditional = no_levels;
#else
using conditional = standin::single_tree;
#endif

int main() {
  (void)standin::trees<conditional>{};
}
