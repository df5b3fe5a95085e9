// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: what an executor_ref refers to must model standin::executor — it lacks
// expect: using executor_concept = standin::executor_tag; see docs/concepts/executor.md
#include <standin/parallel/executor.hpp>

#include <cstddef>

struct executor {
#ifndef SHOULD_FAIL
  using executor_concept = standin::executor_tag;
#endif
  static std::size_t concurrency() { return 1; }
  static void run(std::size_t tasks, standin::task_ref f) {
    for (std::size_t i = 0; i < tasks; ++i) f(i);
  }
};

int main() {
  executor on;
  standin::executor_ref(on).run(0, [](std::size_t) {});
}
