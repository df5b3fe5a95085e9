// SPDX-License-Identifier: MIT
/// \file
/// The `executor` concept: whoever runs tasks, perhaps several at once.
#pragma once

#include <standin/core/function_ref.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>

namespace standin::inline v0_1 {

/// What an executor is given: called with the index of a task.
using task_ref = function_ref<void(std::size_t)>;

/// Says that a type means to be an executor: `using executor_concept = executor_tag;`.
struct executor_tag {};

namespace detail {

template <class E>
concept tagged_executor = std::derived_from<typename E::executor_concept, executor_tag>;

template <class E>
concept has_concurrency = requires(E& e) {
  { e.concurrency() } -> std::convertible_to<std::size_t>;
};

template <class E>
concept has_run = requires(E& e, std::size_t tasks, task_ref f) { e.run(tasks, f); };

}  // namespace detail

/// Runs numbered tasks.
///
/// | expression            | result        | semantics                                                            |
/// |-----------------------|---------------|----------------------------------------------------------------------|
/// | `E::executor_concept` | a type        | `executor_tag`, or derived from it                                   |
/// | `e.concurrency()`     | `std::size_t` | how many tasks may run at once, at least 1                           |
/// | `e.run(tasks, f)`     |               | calls `f(i)` once for each i in [0, tasks), returns when all are done |
///
/// Tasks run in any order, perhaps at once. `f` is anything that can be called with a `std::size_t`. When tasks throw,
/// `run` ends with the exception of the lowest index that threw: tasks with a lower index still run, those with a
/// higher one may be left out. `run` may be called from several threads at once and from inside a task; then it may run
/// everything on the calling thread.
template <class E>
concept executor = detail::tagged_executor<E> && detail::has_concurrency<E> && detail::has_run<E>;

/// Runs the tasks one after the other on the calling thread.
struct sequential_executor {
  using executor_concept = executor_tag;

  [[nodiscard]] static constexpr std::size_t concurrency() noexcept { return 1; }

  template <class Task>
  static constexpr void run(std::size_t tasks, Task&& f) {
    for (std::size_t i = 0; i < tasks; ++i) f(i);
  }
};

/// Refers to an executor without owning it; when default-constructed, tasks run on the calling thread.
///
/// Trivially copyable, and itself an executor. What it refers to must outlive it.
class executor_ref {
 public:
  using executor_concept = executor_tag;

  constexpr executor_ref() noexcept = default;

  template <class Executor>
    requires(!std::same_as<std::remove_cvref_t<Executor>, executor_ref>)
  executor_ref(Executor&& to) noexcept {  // NOLINT(google-explicit-constructor): an executor is an executor_ref
    using target = std::remove_reference_t<Executor>;
    static_assert(detail::tagged_executor<target>,
                  "standin: what an executor_ref refers to must model standin::executor — it lacks "
                  "using executor_concept = standin::executor_tag; see docs/concepts/executor.md");
    static_assert(detail::has_concurrency<target>,
                  "standin: what an executor_ref refers to must model standin::executor — it lacks concurrency(); "
                  "see docs/concepts/executor.md");
    static_assert(detail::has_run<target>,
                  "standin: what an executor_ref refers to must model standin::executor — it lacks run(tasks, f); "
                  "see docs/concepts/executor.md");
    if constexpr (executor<target>) {
      object_ = const_cast<void*>(static_cast<const void*>(std::addressof(to)));
      concurrency_ = [](void* object) -> std::size_t { return static_cast<target*>(object)->concurrency(); };
      run_ = [](void* object, std::size_t tasks, task_ref f) { static_cast<target*>(object)->run(tasks, f); };
    }
  }

  /// How many tasks may run at once, at least 1.
  [[nodiscard]] std::size_t concurrency() const {
    const std::size_t n = run_ == nullptr ? 1 : concurrency_(object_);
    return n == 0 ? 1 : n;
  }

  /// Calls `f(i)` once for each i in [0, tasks) and returns when all are done, see `executor`.
  void run(std::size_t tasks, task_ref f) const {
    if (run_ == nullptr) {
      sequential_executor::run(tasks, f);
    } else {
      run_(object_, tasks, f);
    }
  }

 private:
  void* object_ = nullptr;
  std::size_t (*concurrency_)(void*) = nullptr;
  void (*run_)(void*, std::size_t, task_ref) = nullptr;
};

static_assert(executor<sequential_executor>);
static_assert(executor<executor_ref>);

}  // namespace standin::inline v0_1
