// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what an executor_ref refers to must model standin::executor — it lacks run(tasks, f);
// expect: see docs/concepts/executor.md
#include <standin/parallel/executor.hpp>

#include <cstddef>

struct without_run {
  using executor_concept = standin::executor_tag;
  static std::size_t concurrency() { return 2; }
};

#ifdef SHOULD_FAIL
using executor = without_run;
#else
using executor = standin::sequential_executor;
#endif

int main() {
  executor on;
  standin::executor_ref(on).run(0, [](std::size_t) {});
}
