// SPDX-License-Identifier: MIT
#include <standin/core/wide_vectors.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace {

TEST(wide_vectors, run_the_loop_once) {
  int calls = 0;
  standin::detail::on_widest_vectors([&] { ++calls; });
  EXPECT_EQ(calls, 1);
}

// Sums of products, where fusing the two would round once instead of twice.
TEST(wide_vectors, fuse_nothing) {
  if (!standin::detail::has_wide_vectors()) GTEST_SKIP() << "the processor has no wider vectors than the program";
  const auto sums = [](auto&& run) {
    std::vector<float> out(64);
    run([&] {
      for (std::size_t i = 0; i < out.size(); ++i) {
        const float x = 1.0F + static_cast<float>(i) * 0x1p-20F;
        out[i] = x * x - (1.0F + static_cast<float>(i) * 0x1p-19F);
      }
    });
    return out;
  };
  EXPECT_EQ(sums([](const auto& loop) { standin::detail::run_on_wide_vectors(loop); }),
            sums([](const auto& loop) { loop(); }));
}

}  // namespace
