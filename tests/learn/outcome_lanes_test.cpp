// SPDX-License-Identifier: MIT
#include <standin/core/wide_vectors.hpp>
#include <standin/learn/detail/outcome_lanes.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace {

// Scores as boosting has them: some alike, some far apart, some impossible.
std::vector<float> some_scores(std::size_t count) {
  standin::random::stream draws({.seed = 11}, standin::random::purpose::sample, 0);
  std::vector<float> scores(count);
  for (std::size_t k = 0; k < count; ++k)
    scores[k] = k % 13 == 12 ? -1e30F : static_cast<float>(20.0 * (draws.uniform() - 0.5));
  return scores;
}

TEST(outcome_lanes, give_the_same_bits_on_wide_vectors) {
  if (!standin::detail::has_wide_vectors()) GTEST_SKIP() << "the processor has no wider vectors than the program";
  constexpr std::size_t stride = 64;
  constexpr std::size_t points = 200;
  const std::vector<float> scores = some_scores(points * stride);
  const auto softened = [&](auto&& run) {
    std::vector<float> out(2 * points * stride + points, 0.0F);
    run([&] {
      float* const gradients = out.data() + points * stride;
      for (std::size_t p = 0; p < points; ++p) {
        float* const weights = out.data() + p * stride;
        const float scale = standin::detail::soften(scores.data() + p * stride, stride, weights);
        out[2 * points * stride + p] = scale;
        standin::detail::take_off_chances(weights, scale, 3.0F, stride, gradients, gradients + stride);
      }
    });
    return out;
  };
  const std::vector<float> narrow = softened([](const auto& loop) { loop(); });
  const std::vector<float> wide = softened([](const auto& loop) { standin::detail::run_on_wide_vectors(loop); });
  EXPECT_EQ(narrow, wide);
}

}  // namespace
