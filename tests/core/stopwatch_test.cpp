// SPDX-License-Identifier: MIT
#include <standin/core/stopwatch.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace {

TEST(stopwatch, counts_the_seconds_since_it_was_made) {
  const standin::stopwatch watch;
  EXPECT_GE(watch.seconds(), 0.0);
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_GE(watch.seconds(), 0.02);
  EXPECT_LT(watch.seconds(), 60.0);  // seconds, whatever the load
}

}  // namespace
