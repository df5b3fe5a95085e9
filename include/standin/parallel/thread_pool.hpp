// SPDX-License-Identifier: MIT
/// \file
/// The executor that owns threads.
#pragma once

#include <standin/config.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <memory>

namespace standin::inline v0_1 {

namespace detail {
struct pool_state;
}

/// How many threads the machine runs at once, at least 1.
[[nodiscard]] std::size_t hardware_threads() noexcept;

/// An executor with `n` threads in all: the one that calls `run`, and `n - 1` workers that sleep when there is nothing
/// to do.
///
/// `run` may be called from several threads at once, which then share the workers. Inside a task of the pool it runs
/// everything on the calling thread. The destructor waits for the workers; no `run` may be under way then.
class thread_pool {
 public:
  using executor_concept = executor_tag;

  /// \param n  threads in all, 1 to 4096
  /// \throws invalid_option  when n is out of range, or the system refuses to start that many
  explicit thread_pool(std::size_t n = hardware_threads());
  ~thread_pool();

  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;

  [[nodiscard]] std::size_t concurrency() const noexcept { return threads_; }

  /// Calls `f(i)` once for each i in [0, tasks), handing out indices in ascending order, and returns when all are done.
  /// \throws  what the task with the lowest index threw, if any did; higher indices may then be left out
  void run(std::size_t tasks, task_ref f);

 private:
  std::size_t threads_;
  std::unique_ptr<detail::pool_state> state_;
};

static_assert(executor<thread_pool>);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/parallel/detail/thread_pool.ipp>
#endif
