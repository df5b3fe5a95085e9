// SPDX-License-Identifier: MIT
/// \file
/// The bodies of random/alias_table.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/random/alias_table.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace standin::inline v0_1::random {

namespace detail {

/// Weights are scaled to a sum of about as many bits, which is below that of the bins.
inline constexpr int weight_bits = 61;

}  // namespace detail

STANDIN_INLINE alias_table::alias_table(std::span<const double> weights) {
  double largest = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] >= 0.0) || !std::isfinite(weights[i]))
      throw data_error("alias_table", concatenate("weight ", to_text(i), " is ", to_text(weights[i])),
                       "give weights that are finite and not negative");
    largest = std::max(largest, weights[i]);
  }
  // Scaling by powers of two is exact; twice, so that neither the sum nor the factor overflows.
  int exponent = 0;
  static_cast<void>(std::frexp(largest, &exponent));
  double sum = 0.0;
  for (const double weight : weights) sum += std::ldexp(weight, -exponent);
  int sum_exponent = 0;
  static_cast<void>(std::frexp(sum, &sum_exponent));
  std::vector<std::uint64_t> whole(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double scaled = std::ldexp(std::ldexp(weights[i], -exponent), detail::weight_bits - sum_exponent);
    whole[i] = weights[i] > 0.0 ? std::max<std::uint64_t>(1, static_cast<std::uint64_t>(scaled)) : 0;
  }
  build(std::move(whole));
}

STANDIN_INLINE alias_table::alias_table(std::span<const std::uint64_t> weights) {
  wide sum{0, 0};
  for (const std::uint64_t weight : weights) {
    sum.low += weight;
    if (sum.low < weight) ++sum.high;
  }
  const auto sum_bits = static_cast<int>(sum.high > 0 ? 64 + std::bit_width(sum.high) : std::bit_width(sum.low));
  const int excess = sum_bits - detail::weight_bits;
  std::vector<std::uint64_t> whole(weights.begin(), weights.end());
  if (excess > 0)
    for (std::uint64_t& weight : whole)
      if (weight > 0) weight = std::max<std::uint64_t>(1, weight >> excess);
  build(std::move(whole));
}

STANDIN_INLINE void alias_table::build(std::vector<std::uint64_t> weights) {
  const std::size_t n = weights.size();
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights) sum += weight;
  if (sum == 0) throw data_error("alias_table", "no weight is positive", "give at least one level a chance");
  if (n > 0xFFFFFFFF)
    throw data_error("alias_table", concatenate(to_text(n), " levels"), "merge rare levels to below 2^32");

  // Each bin holds 2^bits units, all bins between 2^62 and 2^63. Every level gets its share in whole units, rounded
  // down, and what is left goes to the first levels that have a chance.
  const int bits = 63 - static_cast<int>(std::bit_width(n));
  const std::uint64_t room = std::uint64_t{1} << bits;
  const std::uint64_t total = n * room;
  std::uint64_t left = total;
  for (std::uint64_t& weight : weights) {
    weight = multiply_divide(weight, total, sum);
    left -= weight;
  }
  for (std::size_t i = 0; left > 0; i = i + 1 == n ? 0 : i + 1) {
    if (weights[i] == 0) continue;
    ++weights[i];
    --left;
  }

  // A bin that isn't filled by its own level is filled up from one that has too much. In integers the books balance:
  // while some bin is short, another one overflows, and at the end every bin is full.
  bins_.resize(n);
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::size_t i = 0; i < n; ++i) (weights[i] < room ? small : large).push_back(static_cast<std::uint32_t>(i));
  while (!small.empty()) {
    const std::uint32_t poor = small.back();
    const std::uint32_t rich = large.back();
    small.pop_back();
    bins_[poor] = {weights[poor] << (64 - bits), rich};
    weights[rich] -= room - weights[poor];
    if (weights[rich] < room) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  for (const std::uint32_t full : large) bins_[full] = {0, full};
}

}  // namespace standin::inline v0_1::random
