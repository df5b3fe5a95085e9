// SPDX-License-Identifier: MIT
/// \file
/// The least that an executor can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/parallel/executor.hpp>

#include <cstddef>

namespace standin::archetypes {

/// Nothing but what the table asks for: not copyable, `run` takes a `task_ref` only, nothing is const.
class minimal_executor {
 public:
  using executor_concept = executor_tag;

  minimal_executor() = default;
  minimal_executor(const minimal_executor&) = delete;
  minimal_executor& operator=(const minimal_executor&) = delete;

  std::size_t concurrency() { return 3; }

  /// From the last task to the first: an executor owes nobody an order.
  void run(std::size_t tasks, task_ref f) {
    while (tasks > 0) f(--tasks);
  }
};

struct executor_without_tag {
  std::size_t concurrency();
  void run(std::size_t tasks, task_ref f);
};

struct executor_with_foreign_tag {
  struct another_tag {};
  using executor_concept = another_tag;
  std::size_t concurrency();
  void run(std::size_t tasks, task_ref f);
};

struct executor_without_concurrency {
  using executor_concept = executor_tag;
  void run(std::size_t tasks, task_ref f);
};

struct executor_without_run {
  using executor_concept = executor_tag;
  std::size_t concurrency();
};

struct executor_that_runs_one_task {
  using executor_concept = executor_tag;
  std::size_t concurrency();
  void run(task_ref f);
};

}  // namespace standin::archetypes
