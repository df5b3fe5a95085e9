// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: the Law of forest must model standin::leaf_policy, which needs fit(task), which gives leaf_laws;
// expect: see docs/concepts/leaf_policy.md
#include <standin/generators/forest/forest.hpp>

struct no_fit {};

#ifdef SHOULD_FAIL
using law = no_fit;
#else
using law = standin::leaf_histogram;
#endif

int main() {
  (void)standin::forest<law>{};
}
