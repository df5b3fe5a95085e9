// SPDX-License-Identifier: MIT
/// \file
/// Softmax over rows of scores, eight numbers side by side: sums come out the same on any vector unit.
#pragma once

#include <standin/config.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace standin::inline v0_1::detail {

/// What loops over outcomes go by: rows of scores are padded to so many, for the sake of vector units.
inline constexpr std::size_t outcome_lanes = 8;
using lanes = std::array<float, outcome_lanes>;

/// exp of a number that is not above 0, to a relative 2⁻²²; steps that every vector unit has, and no call or branch.
[[nodiscard]] inline float exp_below_zero(float x) noexcept {
  // Bits of numbers below 0 rise as they fall: this is max(x, -87).
  const auto bounded = std::bit_cast<float>(std::min(std::bit_cast<std::uint32_t>(x), 0xC2AE0000U));
  const auto whole = static_cast<std::int32_t>(bounded * 1.44269504F - 0.5F);  // rounded, in powers of two
  const auto power = static_cast<float>(whole);
  const float r = (bounded - power * 0.693359375F) + power * 2.12194440e-4F;
  float p = 1.9875691500e-4F;  // the polynomial of Cephes' expf
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  return p * std::bit_cast<float>((whole + 127) * (1 << 23));
}

/// The largest of some numbers.
[[nodiscard]] inline float largest(const float* numbers, std::size_t count) noexcept {
  lanes most;
  most.fill(-std::numeric_limits<float>::infinity());
  const std::size_t whole = count / outcome_lanes * outcome_lanes;
  for (std::size_t k = 0; k < whole; k += outcome_lanes)
    for (std::size_t l = 0; l < outcome_lanes; ++l) most[l] = numbers[k + l] > most[l] ? numbers[k + l] : most[l];
  for (std::size_t k = whole; k < count; ++k)
    most[k - whole] = numbers[k] > most[k - whole] ? numbers[k] : most[k - whole];
  return *std::max_element(most.begin(), most.end());
}

/// The sum, lane after lane.
[[nodiscard]] inline float total(const lanes& parts) noexcept {
  float sum = 0.0F;
  for (const float part : parts) sum += part;
  return sum;
}

/// Adds numbers to others, each to its own.
inline void add_row(float* STANDIN_RESTRICT to, const float* STANDIN_RESTRICT from, std::size_t count) noexcept {
  const std::size_t whole = count / outcome_lanes * outcome_lanes;
  for (std::size_t k = 0; k < whole; k += outcome_lanes)
    for (std::size_t l = 0; l < outcome_lanes; ++l) to[k + l] += from[k + l];
  for (std::size_t k = whole; k < count; ++k) to[k] += from[k];
}

/// Takes a row's probabilities, weights × `scale`, off gradients and adds their variances to curvatures, `times` over.
/// \param stride  how many there are, a multiple of `outcome_lanes`
inline void take_off_chances(const float* STANDIN_RESTRICT weights, float scale, float times, std::size_t stride,
                             float* STANDIN_RESTRICT gradients, float* STANDIN_RESTRICT curvatures) noexcept {
  for (std::size_t k = 0; k < stride; k += outcome_lanes) {
    for (std::size_t l = 0; l < outcome_lanes; ++l) {
      const float chance = weights[k + l] * scale;
      const float expected = times * chance;
      gradients[k + l] -= expected;
      curvatures[k + l] += expected * (1.0F - chance);
    }
  }
}

/// Weights of a row's outcomes: their probabilities up to a factor.
///
/// \param scores   of `stride` outcomes, a multiple of `outcome_lanes`
/// \param weights  are written
/// \returns what makes them probabilities
[[nodiscard]] inline float soften(const float* STANDIN_RESTRICT scores, std::size_t stride,
                                  float* STANDIN_RESTRICT weights) noexcept {
  const float most = largest(scores, stride);
  lanes sum{};
  for (std::size_t k = 0; k < stride; k += outcome_lanes) {
    lanes weight;
    for (std::size_t l = 0; l < outcome_lanes; ++l) weight[l] = exp_below_zero(scores[k + l] - most);
    for (std::size_t l = 0; l < outcome_lanes; ++l) weights[k + l] = weight[l];
    for (std::size_t l = 0; l < outcome_lanes; ++l) sum[l] += weight[l];
  }
  return 1.0F / total(sum);
}

/// The weighted sum of vectors, one an outcome; those of even and of odd outcomes are summed apart.
/// \param stride  how many there are, a multiple of 2
[[nodiscard]] inline lanes weighted_sum(const float* weights, const lanes* vectors, std::size_t stride) noexcept {
  lanes even{};
  lanes odd{};
  for (std::size_t k = 0; k < stride; k += 2) {
    for (std::size_t d = 0; d < outcome_lanes; ++d) even[d] += weights[k] * vectors[k][d];
    for (std::size_t d = 0; d < outcome_lanes; ++d) odd[d] += weights[k + 1] * vectors[k + 1][d];
  }
  for (std::size_t d = 0; d < outcome_lanes; ++d) even[d] += odd[d];
  return even;
}

/// The logarithm of the sum of exp(score).
[[nodiscard]] inline double log_total(const float* scores, std::size_t stride) noexcept {
  const float most = largest(scores, stride);
  lanes sum{};
  for (std::size_t k = 0; k < stride; k += outcome_lanes)
    for (std::size_t l = 0; l < outcome_lanes; ++l) sum[l] += exp_below_zero(scores[k + l] - most);
  return std::log(static_cast<double>(total(sum))) + static_cast<double>(most);
}

}  // namespace standin::inline v0_1::detail
