// SPDX-License-Identifier: MIT
/// \file
/// The bodies of parallel/thread_pool.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// One call of `run`, on the stack of its caller.
struct pool_job {
  pool_job(std::size_t count, task_ref f) : tasks(count), task(f) {}

  std::size_t tasks;
  task_ref task;
  std::atomic<std::size_t> next{0};

  // Under the mutex of the pool:
  std::size_t helpers = 0;  ///< workers that look at this job
  std::condition_variable alone;
  std::size_t failed = 0;  ///< index of `failure`
  std::exception_ptr failure;

  [[nodiscard]] bool exhausted() const noexcept { return next.load(std::memory_order_relaxed) >= tasks; }
};

/// The workers of a pool and the jobs that may still have tasks to hand out.
struct pool_state {
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<pool_job*> jobs;
  bool closing = false;
  std::vector<std::thread> workers;

  ~pool_state() { close(); }

  void close() {
    {
      const std::lock_guard lock(mutex);
      closing = true;
    }
    wake.notify_all();
    for (std::thread& worker : workers) worker.join();
    workers.clear();
  }

  /// The pool whose task the calling thread is running, null outside of tasks.
  static const pool_state*& current() noexcept {
    static thread_local const pool_state* pool = nullptr;
    return pool;
  }

  /// Takes tasks from the job until none is left. Indices are handed out in ascending order and a failure ends that, so
  /// every task below a failed one is run, and the lowest failure is always the same.
  void work_on(pool_job& job) {
    const pool_state* outer = std::exchange(current(), this);
    for (std::size_t i; (i = job.next.fetch_add(1, std::memory_order_relaxed)) < job.tasks;) {
      try {
        job.task(i);
      } catch (...) {
        job.next.store(job.tasks, std::memory_order_relaxed);
        const std::lock_guard lock(mutex);
        if (job.failure == nullptr || i < job.failed) {
          job.failure = std::current_exception();
          job.failed = i;
        }
      }
    }
    current() = outer;
  }

  void serve() {
    std::unique_lock lock(mutex);
    while (true) {
      std::erase_if(jobs, [](const pool_job* job) { return job->exhausted(); });
      if (!jobs.empty()) {
        pool_job& job = *jobs.front();
        ++job.helpers;
        lock.unlock();
        work_on(job);
        lock.lock();
        if (--job.helpers == 0) job.alone.notify_one();  // under the mutex: the job ends when its caller gets it
      } else if (closing) {
        return;
      } else {
        wake.wait(lock);
      }
    }
  }
};

}  // namespace detail

STANDIN_INLINE std::size_t hardware_threads() noexcept {
  const unsigned n = std::thread::hardware_concurrency();
  return n == 0 ? 1 : n;
}

STANDIN_INLINE thread_pool::thread_pool(std::size_t n) : threads_(n) {
  constexpr std::size_t most = 4096;
  if (n == 0 || n > most)
    throw invalid_option("thread_pool", concatenate(to_text(n), " threads"),
                         concatenate("ask for 1 to ", to_text(most)));
  state_ = std::make_unique<detail::pool_state>();
  state_->workers.reserve(n - 1);
  try {
    for (std::size_t i = 1; i < n; ++i) state_->workers.emplace_back([state = state_.get()] { state->serve(); });
  } catch (const std::system_error&) {
    throw invalid_option("thread_pool", concatenate("the system refuses to start ", to_text(n), " threads"),
                         "ask for fewer");
  }
}

STANDIN_INLINE thread_pool::~thread_pool() = default;

STANDIN_INLINE void thread_pool::run(std::size_t tasks, task_ref f) {
  detail::pool_state& pool = *state_;
  if (tasks <= 1 || threads_ == 1 || detail::pool_state::current() == &pool) {
    sequential_executor::run(tasks, f);
    return;
  }
  detail::pool_job job(tasks, f);
  {
    const std::lock_guard lock(pool.mutex);
    pool.jobs.push_back(&job);
  }
  if (tasks >= threads_) {
    pool.wake.notify_all();
  } else {
    for (std::size_t i = 1; i < tasks; ++i) pool.wake.notify_one();
  }
  pool.work_on(job);
  {
    std::unique_lock lock(pool.mutex);
    std::erase(pool.jobs, &job);
    job.alone.wait(lock, [&] { return job.helpers == 0; });
  }
  if (job.failure != nullptr) std::rethrow_exception(job.failure);
}

}  // namespace standin::inline v0_1
