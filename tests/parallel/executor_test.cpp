// SPDX-License-Identifier: MIT
#include <standin/parallel/executor.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace standin {
namespace {

static_assert(std::is_trivially_copyable_v<executor_ref>);

struct recorder {
  using executor_concept = executor_tag;
  std::size_t threads = 4;
  std::vector<std::size_t> runs{};

  [[nodiscard]] std::size_t concurrency() const { return threads; }
  void run(std::size_t tasks, task_ref f) {
    runs.push_back(tasks);
    for (std::size_t i = 0; i < tasks; ++i) f(i);
  }
};

TEST(executor_ref, runs_on_the_calling_thread_in_order_by_default) {
  const executor_ref own;
  EXPECT_EQ(own.concurrency(), 1U);
  std::vector<std::size_t> seen;
  own.run(4, [&](std::size_t i) { seen.push_back(i); });
  EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3}));
  own.run(0, [&](std::size_t) { FAIL(); });
}

TEST(executor_ref, hands_tasks_to_what_it_refers_to) {
  recorder other;
  const executor_ref ref = other;
  const executor_ref copy = ref;
  EXPECT_EQ(copy.concurrency(), 4U);
  std::size_t sum = 0;
  copy.run(5, [&](std::size_t i) { sum += i; });
  EXPECT_EQ(sum, 10U);
  EXPECT_EQ(other.runs, std::vector<std::size_t>{5});
}

/// An executor that adds something to another one, as a program may.
struct doubling {
  using executor_concept = executor_tag;
  executor_ref inner;
  [[nodiscard]] std::size_t concurrency() const { return 2 * inner.concurrency(); }
  void run(std::size_t tasks, task_ref f) const { inner.run(tasks, f); }
};

TEST(executor_ref, refers_to_const_executors_and_to_wrapped_ones) {
  recorder other;
  const doubling outer{other};
  const executor_ref ref = outer;
  EXPECT_EQ(ref.concurrency(), 8U);
  ref.run(2, [](std::size_t) {});
  EXPECT_EQ(other.runs, std::vector<std::size_t>{2});
}

TEST(executor_ref, counts_at_least_one_thread) {
  recorder none{.threads = 0};
  EXPECT_EQ(executor_ref(none).concurrency(), 1U);
}

TEST(executor_ref, lets_exceptions_through) {
  recorder other;
  for (const executor_ref ref : {executor_ref(), executor_ref(other)}) {
    std::size_t ran = 0;
    try {
      ref.run(5, [&](std::size_t i) {
        ++ran;
        if (i >= 2) throw std::runtime_error(std::to_string(i));
      });
      FAIL();
    } catch (const std::runtime_error& e) {
      EXPECT_STREQ(e.what(), "2");
    }
    EXPECT_EQ(ran, 3U);
  }
}

}  // namespace
}  // namespace standin
