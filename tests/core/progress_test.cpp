// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/core/progress.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace standin {
namespace {

static_assert(std::is_trivially_copyable_v<progress_ref>);

TEST(progress_ref, goes_on_when_nobody_listens) {
  const progress_ref nobody;
  EXPECT_FALSE(nobody);
  EXPECT_TRUE(nobody({"fit", 1, 2}));
}

TEST(progress_ref, hands_the_answer_of_the_listener_back) {
  auto until_two = [](const progress_event& e) { return e.done < 2; };
  const progress_ref listener = until_two;
  EXPECT_TRUE(listener);
  EXPECT_TRUE(listener({"fit", 1, 5}));
  EXPECT_FALSE(listener({"fit", 2, 5}));
}

TEST(progress_meter, tells_each_step_from_zero_to_the_total) {
  std::vector<std::size_t> seen;
  auto listener = [&](const progress_event& e) {
    EXPECT_EQ(e.stage, "fit trees");
    EXPECT_EQ(e.total, 10U);
    seen.push_back(e.done);
    return true;
  };
  progress_meter meter(listener, std::string("fit ") + "trees", 10);
  meter.advance(3);
  meter.advance(0);
  meter.advance(7);
  EXPECT_EQ(seen, (std::vector<std::size_t>{0, 3, 10}));
}

TEST(progress_meter, reports_no_more_than_the_total) {
  std::vector<std::size_t> seen;
  auto listener = [&](const progress_event& e) {
    seen.push_back(e.done);
    return true;
  };
  progress_meter meter(listener, "sample", 5);
  meter.advance(4);
  meter.advance(4);
  meter.advance(4);
  EXPECT_EQ(seen, (std::vector<std::size_t>{0, 4, 5}));
}

TEST(progress_meter, throws_from_the_step_that_was_refused_on) {
  std::size_t calls = 0;
  auto listener = [&](const progress_event& e) {
    ++calls;
    return e.done < 2;
  };
  progress_meter meter(listener, "fit", 4);
  meter.advance(1);
  EXPECT_FALSE(meter.stopped());
  EXPECT_THROW(meter.advance(1), cancelled);
  EXPECT_TRUE(meter.stopped());
  EXPECT_THROW(meter.advance(1), cancelled);
  EXPECT_THROW(meter.advance(0), cancelled);
  EXPECT_EQ(calls, 3U);  // 0, 1 and 2 done; nobody is asked again
}

TEST(progress_meter, throws_from_the_first_step_when_the_start_was_refused) {
  auto never = [](const progress_event&) { return false; };
  progress_meter meter(never, "fit", 4);
  EXPECT_THROW(meter.advance(1), cancelled);
}

TEST(progress_meter, says_how_far_it_came) {
  auto listener = [](const progress_event& e) { return e.done < 3; };
  progress_meter meter(listener, "fit trees", 8);
  try {
    meter.advance(3);
    FAIL();
  } catch (const cancelled& e) {
    EXPECT_STREQ(e.what(), "standin: fit trees: stopped after 3 of 8, as the listener asked");
  }
}

TEST(progress_meter, lets_the_exception_of_a_listener_through_and_goes_on) {
  std::size_t last = 0;
  auto listener = [&](const progress_event& e) {
    if (e.done == 1) throw std::logic_error("no terminal");
    last = e.done;
    return true;
  };
  progress_meter meter(listener, "fit", 3);
  EXPECT_THROW(meter.advance(1), std::logic_error);
  meter.advance(1);
  EXPECT_EQ(last, 2U);
}

// A task that finishes while the listener is being told something goes on at once, and its step is told afterwards.
TEST(progress_meter, tells_what_was_counted_during_a_call_without_making_it_wait) {
  std::vector<std::size_t> seen;
  progress_meter* counting = nullptr;
  bool nested = false;
  auto listener = [&](const progress_event& e) {
    EXPECT_FALSE(nested);
    nested = true;
    seen.push_back(e.done);
    if (e.done == 1) std::thread([&] { counting->advance(2); }).join();
    nested = false;
    return true;
  };
  progress_meter meter(listener, "fit", 5);
  counting = &meter;
  meter.advance(1);
  EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 3}));
}

TEST(progress_meter, asks_again_without_counting) {
  std::vector<std::size_t> heard;
  auto listener = [&](const progress_event& e) {
    heard.push_back(e.done);
    return heard.size() < 4;
  };
  progress_meter meter(listener, "sample", 5);
  meter.advance(2);
  meter.ask();
  EXPECT_THROW(meter.ask(), cancelled);
  EXPECT_THROW(meter.ask(), cancelled);
  EXPECT_EQ(heard, (std::vector<std::size_t>{0, 2, 2, 2}));
}

TEST(progress_meter, calls_the_listener_from_one_thread_at_a_time_and_loses_no_step) {
  constexpr std::size_t threads = 4;
  constexpr std::size_t steps = 20'000;
  std::atomic<int> inside{0};
  std::atomic<bool> crowded{false};
  std::size_t last = 0;  // not atomic: the thread sanitizer sees two listeners at once
  bool grows = true;
  auto listener = [&](const progress_event& e) {
    if (inside.fetch_add(1) != 0) crowded = true;
    grows = grows && (e.done > last || e.done == 0);
    last = e.done;
    inside.fetch_sub(1);
    return true;
  };
  progress_meter meter(listener, "sample", threads * steps);
  std::vector<std::thread> team;
  for (std::size_t t = 0; t < threads; ++t)
    team.emplace_back([&] {
      for (std::size_t i = 0; i < steps; ++i) meter.advance(1);
    });
  for (std::thread& one : team) one.join();
  EXPECT_FALSE(crowded);
  EXPECT_TRUE(grows);
  EXPECT_EQ(last, threads * steps);
}

}  // namespace
}  // namespace standin
