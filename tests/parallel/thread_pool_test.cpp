// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <ctime>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace standin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t pool_sizes[] = {1, 2, 5};

/// Lets everybody go on when `n` threads have come; gives up after a while, so that a fault shows as a failure.
class meeting {
 public:
  explicit meeting(std::size_t n) : missing_(n) {}

  [[nodiscard]] bool complete() {
    std::unique_lock lock(mutex_);
    if (missing_ > 0 && --missing_ == 0) all_here_.notify_all();
    return all_here_.wait_for(lock, 20s, [&] { return missing_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  std::size_t missing_;
};

TEST(thread_pool, runs_each_task_once) {
  for (const std::size_t threads : pool_sizes) {
    thread_pool pool(threads);
    EXPECT_EQ(pool.concurrency(), threads);
    for (const std::size_t tasks : {0U, 1U, 2U, 3U, 7U, 1'000U}) {
      std::vector<int> runs(tasks);  // plain numbers: a task that runs twice is a race, too
      pool.run(tasks, [&](std::size_t i) { ++runs[i]; });
      EXPECT_EQ(runs, std::vector<int>(tasks, 1));
    }
  }
}

TEST(thread_pool, uses_as_many_threads_as_it_was_asked_for_the_caller_among_them) {
  constexpr std::size_t threads = 4;
  thread_pool pool(threads);
  meeting all(threads);
  std::mutex mutex;
  std::set<std::thread::id> ids;
  std::atomic<bool> met{true};
  pool.run(threads, [&](std::size_t) {
    if (!all.complete()) met = false;  // four tasks that wait for each other need four threads
    const std::lock_guard lock(mutex);
    ids.insert(std::this_thread::get_id());
  });
  EXPECT_TRUE(met);
  EXPECT_EQ(ids.size(), threads);
  EXPECT_TRUE(ids.contains(std::this_thread::get_id()));
}

TEST(thread_pool, throws_what_the_lowest_failing_task_threw) {
  for (const std::size_t threads : pool_sizes) {
    thread_pool pool(threads);
    for (int repeat = 0; repeat < 200; ++repeat) {
      std::atomic<std::size_t> below{0};
      try {
        pool.run(200, [&](std::size_t i) {
          if (i < 17) below.fetch_add(1);
          if (i == 17) std::this_thread::yield();
          if (i >= 17 && i % 3 == 2) throw std::runtime_error(std::to_string(i));
        });
        FAIL();
      } catch (const std::runtime_error& e) {
        ASSERT_STREQ(e.what(), "17");
      }
      ASSERT_EQ(below, 17U);  // tasks below the failed one are not left out
    }
    std::atomic<int> after{0};
    pool.run(10, [&](std::size_t) { ++after; });
    EXPECT_EQ(after, 10) << "a pool works on after a failure";
  }
}

TEST(thread_pool, throws_the_same_whichever_task_fails_first) {
  thread_pool pool(2);
  for (const std::size_t slow : {0U, 1U}) {
    meeting both(2);
    try {
      pool.run(2, [&](std::size_t i) {
        EXPECT_TRUE(both.complete());
        if (i == slow) std::this_thread::sleep_for(20ms);
        throw std::runtime_error(std::to_string(i));
      });
      FAIL();
    } catch (const std::runtime_error& e) {
      EXPECT_STREQ(e.what(), "0") << "when task " << slow << " is slow";
    }
  }
}

TEST(thread_pool, hands_out_no_more_tasks_after_a_failure) {
  thread_pool pool(2);
  std::atomic<std::size_t> ran{0};
  EXPECT_THROW(pool.run(1'000'000,
                        [&](std::size_t i) {
                          ++ran;
                          if (i == 0) throw std::runtime_error("stop");
                          std::this_thread::sleep_for(1ms);
                        }),
               std::runtime_error);
  EXPECT_LT(ran, 10'000U);
}

TEST(thread_pool, runs_a_nested_loop_on_the_thread_of_its_task) {
  thread_pool pool(3);
  std::atomic<int> runs{0};
  std::atomic<bool> moved{false};
  pool.run(20, [&](std::size_t) {
    const std::thread::id here = std::this_thread::get_id();
    std::size_t next = 0;
    pool.run(10, [&](std::size_t i) {
      if (std::this_thread::get_id() != here || i != next++) moved = true;
      pool.run(2, [&](std::size_t) { ++runs; });
    });
  });
  EXPECT_EQ(runs, 400);
  EXPECT_FALSE(moved);
}

TEST(thread_pool, leaves_a_nested_loop_to_its_task_also_when_a_worker_is_idle) {
  thread_pool pool(3);
  std::atomic<bool> moved{false};
  pool.run(2, [&](std::size_t) {
    const std::thread::id here = std::this_thread::get_id();
    pool.run(20, [&](std::size_t) {
      std::this_thread::sleep_for(1ms);
      if (std::this_thread::get_id() != here) moved = true;
    });
  });
  EXPECT_FALSE(moved);
}

TEST(thread_pool, knows_after_a_failure_in_a_nested_loop_that_it_is_outside_again) {
  thread_pool pool(2);
  EXPECT_THROW(pool.run(2, [&](std::size_t) { pool.run(2, [](std::size_t) { throw std::runtime_error("inner"); }); }),
               std::runtime_error);
  meeting both(2);
  std::atomic<bool> met{true};
  pool.run(2, [&](std::size_t) {
    if (!both.complete()) met = false;
  });
  EXPECT_TRUE(met);
}

TEST(thread_pool, works_inside_tasks_of_another_pool) {
  thread_pool outer(3);
  thread_pool inner(2);
  std::atomic<int> runs{0};
  outer.run(30, [&](std::size_t) { inner.run(5, [&](std::size_t) { outer.run(2, [&](std::size_t) { ++runs; }); }); });
  EXPECT_EQ(runs, 300);
}

TEST(thread_pool, takes_loops_from_several_threads_at_once) {
  thread_pool pool(3);
  std::vector<std::thread> callers;
  std::vector<std::size_t> sums(4);
  for (std::size_t c = 0; c < sums.size(); ++c)
    callers.emplace_back([&, c] {
      for (int repeat = 0; repeat < 200; ++repeat) {
        std::vector<std::size_t> results(17);
        pool.run(results.size(), [&](std::size_t i) { results[i] = i * c; });
        for (const std::size_t one : results) sums[c] += one;
      }
    });
  for (std::thread& caller : callers) caller.join();
  for (std::size_t c = 0; c < sums.size(); ++c) EXPECT_EQ(sums[c], 200 * 136 * c);
}

TEST(thread_pool, keeps_failures_of_concurrent_loops_apart) {
  thread_pool pool(3);
  std::vector<std::thread> callers;
  std::atomic<int> wrong{0};
  for (int c = 0; c < 4; ++c)
    callers.emplace_back([&, c] {
      for (int repeat = 0; repeat < 100; ++repeat) try {
          pool.run(9, [&](std::size_t i) {
            if (c % 2 == 0 && i == 5) throw std::runtime_error(std::to_string(c));
          });
          if (c % 2 == 0) ++wrong;
        } catch (const std::runtime_error& e) {
          if (e.what() != std::to_string(c)) ++wrong;
        }
    });
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(wrong, 0);
}

TEST(thread_pool, does_many_short_runs) {
  for (const std::size_t threads : pool_sizes) {
    thread_pool pool(threads);
    std::size_t sum = 0;
    for (std::size_t repeat = 0; repeat < 5'000; ++repeat) {
      std::size_t parts[3] = {};
      pool.run(3, [&](std::size_t i) { parts[i] = i + repeat; });
      sum += parts[0] + parts[1] + parts[2];
    }
    EXPECT_EQ(sum, 5'000U * 3 + 3 * (4'999U * 5'000 / 2));
  }
}

TEST(thread_pool, comes_and_goes_quickly_also_unused) {
  for (int repeat = 0; repeat < 200; ++repeat) {
    thread_pool pool(1 + static_cast<std::size_t>(repeat) % 5);
    if (repeat % 2 == 0) pool.run(2, [](std::size_t) {});
  }
}

TEST(thread_pool, sleeps_when_there_is_nothing_to_do) {
  thread_pool pool(4);
  pool.run(4, [](std::size_t) {});
  const std::clock_t before = std::clock();  // processor time of all threads
  std::this_thread::sleep_for(300ms);
  const double busy = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  EXPECT_LT(busy, 0.02);  // three spinning workers take tenths of a second, even on a busy machine
}

TEST(thread_pool, refuses_to_be_empty_or_absurd) {
  EXPECT_THROW(thread_pool(0), invalid_option);
  EXPECT_THROW(thread_pool(5'000), invalid_option);
  try {
    thread_pool pool(0);
  } catch (const invalid_option& e) {
    EXPECT_STREQ(e.what(), "standin: thread_pool: 0 threads; ask for 1 to 4096");
  }
}

TEST(thread_pool, takes_the_whole_machine_by_default) {
  EXPECT_GE(hardware_threads(), 1U);
  EXPECT_EQ(thread_pool().concurrency(), hardware_threads());
}

}  // namespace
}  // namespace standin
