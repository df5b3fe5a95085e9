// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/core/progress.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

/// Runs tasks from the last to the first.
struct backwards {
  using executor_concept = executor_tag;
  [[nodiscard]] static std::size_t concurrency() { return 2; }
  static void run(std::size_t tasks, task_ref f) {
    while (tasks > 0) f(--tasks);
  }
};

using chunk = std::pair<std::size_t, std::size_t>;

std::set<chunk> chunks_of(executor_ref on, std::size_t n, std::size_t grain) {
  std::mutex mutex;
  std::set<chunk> chunks;
  parallel_for(on, n, grain, [&](std::size_t begin, std::size_t end) {
    const std::lock_guard lock(mutex);
    EXPECT_TRUE(chunks.insert({begin, end}).second);
  });
  return chunks;
}

TEST(parallel_for, cuts_rows_into_chunks_that_do_not_depend_on_the_threads) {
  const std::set<chunk> expected{{0, 4}, {4, 8}, {8, 10}};
  thread_pool two(2);
  thread_pool five(5);
  EXPECT_EQ(chunks_of({}, 10, 4), expected);
  EXPECT_EQ(chunks_of(two, 10, 4), expected);
  EXPECT_EQ(chunks_of(five, 10, 4), expected);
}

TEST(parallel_for, knows_small_and_extreme_sizes) {
  EXPECT_EQ(chunks_of({}, 0, 4), std::set<chunk>{});
  EXPECT_EQ(chunks_of({}, 3, 4), (std::set<chunk>{{0, 3}}));
  EXPECT_EQ(chunks_of({}, 4, 4), (std::set<chunk>{{0, 4}}));
  EXPECT_EQ(chunks_of({}, 2, 0), (std::set<chunk>{{0, 1}, {1, 2}}));
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  EXPECT_EQ(chunks_of({}, most, most), (std::set<chunk>{{0, most}}));
  EXPECT_EQ(chunks_of({}, most, most - 1), (std::set<chunk>{{0, most - 1}, {most - 1, most}}));
}

TEST(parallel_for, gives_rows_that_do_not_depend_on_threads_or_grain) {
  constexpr std::size_t n = 10'000;
  const auto rows = [&](executor_ref on, std::size_t grain) {
    std::vector<std::uint64_t> out(n);
    parallel_for(on, n, grain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) out[i] = random::stream({.seed = 1}, random::purpose::sample, i)();
    });
    return out;
  };
  const std::vector<std::uint64_t> expected = rows({}, n);
  for (const std::size_t threads : {1U, 2U, 5U}) {
    thread_pool pool(threads);
    for (const std::size_t grain : {1U, 64U, 1'000U, 20'000U}) EXPECT_EQ(rows(pool, grain), expected);
  }
}

TEST(parallel_for, throws_what_the_first_failing_chunk_threw) {
  thread_pool pool(5);
  for (int repeat = 0; repeat < 100; ++repeat) try {
      parallel_for(pool, 1'000, 10, [](std::size_t begin, std::size_t) {
        if (begin >= 300) throw std::runtime_error(std::to_string(begin));
      });
      FAIL();
    } catch (const std::runtime_error& e) {
      ASSERT_STREQ(e.what(), "300");
    }
}

TEST(parallel_for, stops_when_the_progress_listener_asks) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    thread_pool pool(threads);
    auto listener = [](const progress_event& e) { return e.done < 50; };
    progress_meter meter(listener, "sample", 1'000'000);
    std::atomic<std::size_t> rows{0};
    EXPECT_THROW(parallel_for(pool, 1'000'000, 1,
                              [&](std::size_t begin, std::size_t end) {
                                rows += end - begin;
                                meter.advance(end - begin);
                              }),
                 cancelled);
    EXPECT_LT(rows, 500'000U) << threads;
  }
}

/// Sums of 1/i² in single precision: every other order of additions gives another number.
float harmonic(executor_ref on, std::size_t n, std::size_t grain) {
  return parallel_reduce(
      on, n, grain, 0.0F,
      [](std::size_t begin, std::size_t end) {
        float sum = 0;
        for (std::size_t i = begin; i < end; ++i) sum += 1.0F / (static_cast<float>(i + 1) * static_cast<float>(i + 1));
        return sum;
      },
      [](float a, float b) { return a + b; });
}

TEST(parallel_reduce, gives_the_same_bits_on_any_number_of_threads) {
  const auto bits = [](float x) { return std::bit_cast<std::uint32_t>(x); };
  const std::uint32_t expected = bits(harmonic({}, 100'000, 100));
  for (const std::size_t threads : {1U, 2U, 5U}) {
    thread_pool pool(threads);
    for (int repeat = 0; repeat < 50; ++repeat) ASSERT_EQ(bits(harmonic(pool, 100'000, 100)), expected);
  }
  EXPECT_EQ(bits(harmonic(backwards(), 100'000, 100)), expected);
  // The number does depend on the order, else the above would prove nothing.
  EXPECT_NE(bits(harmonic({}, 100'000, 77)), expected);
}

TEST(parallel_reduce, folds_from_the_left_in_the_order_of_rows) {
  const auto nested = [](executor_ref on, std::size_t n) {
    return parallel_reduce(
        on, n, 2, std::string("i"),
        [](std::size_t begin, std::size_t end) { return std::to_string(begin) + "-" + std::to_string(end); },
        [](std::string a, const std::string& b) { return "(" + std::move(a) + " " + b + ")"; });
  };
  thread_pool pool(3);
  for (const executor_ref on : {executor_ref(), executor_ref(pool)}) {
    EXPECT_EQ(nested(on, 0), "i");
    EXPECT_EQ(nested(on, 2), "(i 0-2)");
    EXPECT_EQ(nested(on, 5), "(((i 0-2) 2-4) 4-5)");
  }
  EXPECT_EQ(nested(backwards(), 5), "(((i 0-2) 2-4) 4-5)");
}

TEST(parallel_reduce, moves_results_that_can_not_be_copied) {
  thread_pool pool(2);
  for (const executor_ref on : {executor_ref(), executor_ref(pool)}) {
    const auto sum = parallel_reduce(
        on, 100, 10, std::make_unique<std::size_t>(0),
        [](std::size_t begin, std::size_t end) { return std::make_unique<std::size_t>(end - begin); },
        [](std::unique_ptr<std::size_t> a, std::unique_ptr<std::size_t> b) {
          *a += *b;
          return a;
        });
    EXPECT_EQ(*sum, 100U);
  }
}

/// Runs tasks in order on one thread, but says that it has two: what a reduction does with several, without chance.
struct as_if_two {
  using executor_concept = executor_tag;
  [[nodiscard]] static std::size_t concurrency() { return 2; }
  static void run(std::size_t tasks, task_ref f) {
    for (std::size_t i = 0; i < tasks; ++i) f(i);
  }
};

TEST(parallel_reduce, gives_a_result_back_as_soon_as_it_is_folded) {
  int alive = 0;
  int most = 0;
  const std::shared_ptr<void> last = parallel_reduce(
      as_if_two(), 1'000, 1, std::shared_ptr<void>(),
      [&](std::size_t, std::size_t) {
        most = std::max(most, ++alive);
        return std::shared_ptr<void>(nullptr, [&](std::nullptr_t) { --alive; });
      },
      [](const std::shared_ptr<void>&, const std::shared_ptr<void>& b) { return b; });
  EXPECT_LE(most, 3);
  EXPECT_EQ(alive, 1);
}

// Two threads that finish at once: each might leave the last result to the other.
TEST(parallel_reduce, loses_no_result_when_two_threads_finish_together) {
  thread_pool pool(2);
  for (int repeat = 0; repeat < 20'000; ++repeat)
    ASSERT_EQ(parallel_reduce(
                  pool, 4, 1, 0, [](std::size_t begin, std::size_t) { return 1 << begin; },
                  [](int a, int b) { return a + b; }),
              15);
}

TEST(parallel_reduce, throws_what_the_first_failing_chunk_threw) {
  thread_pool pool(5);
  for (int repeat = 0; repeat < 100; ++repeat) try {
      (void)parallel_reduce(
          pool, 100, 1, 0,
          [](std::size_t begin, std::size_t) {
            if (begin >= 30) throw std::runtime_error(std::to_string(begin));
            return 1;
          },
          [](int a, int b) { return a + b; });
      FAIL();
    } catch (const std::runtime_error& e) {
      ASSERT_STREQ(e.what(), "30");
    }
}

TEST(parallel_reduce, throws_what_combine_throws) {
  thread_pool pool(3);
  for (const executor_ref on : {executor_ref(), executor_ref(pool)})
    EXPECT_THROW((void)parallel_reduce(
                     on, 100, 1, 0, [](std::size_t, std::size_t) { return 1; },
                     [](int a, int) {
                       if (a == 50) throw std::overflow_error("too much");
                       return a + 1;
                     }),
                 std::overflow_error);
}

TEST(parallel_reduce, nests) {
  thread_pool pool(3);
  const auto sum = [&](std::size_t n, auto&& inner) {
    return parallel_reduce(
        pool, n, 3, std::size_t{0},
        [&](std::size_t begin, std::size_t end) {
          std::size_t part = 0;
          for (std::size_t i = begin; i < end; ++i) part += inner(i);
          return part;
        },
        [](std::size_t a, std::size_t b) { return a + b; });
  };
  EXPECT_EQ(sum(40, [&](std::size_t i) { return sum(i, [](std::size_t j) { return j; }); }), 9'880U);  // (40 choose 3)
}

}  // namespace
}  // namespace standin
