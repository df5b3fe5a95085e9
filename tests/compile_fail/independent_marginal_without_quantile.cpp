// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Marginal of independent must model standin::marginal_policy, which needs fit(values)
// expect: and, of its result, quantile(u) and parameters(visitor); see docs/concepts/marginal_policy.md
#include <standin/generators/independent/independent.hpp>

#include <span>

struct no_quantile {
  struct fitted {};
  fitted fit(std::span<const double>) const { return {}; }
};

#ifdef SHOULD_FAIL
using marginal = no_quantile;
#else
using marginal = standin::empirical_marginal;
#endif

int main() {
  (void)standin::independent<marginal>{};
}
