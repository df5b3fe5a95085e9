// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/kolmogorov_smirnov.hpp.
#pragma once

#include <standin/random/hash.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/stream.hpp>
#include <standin/stats/kolmogorov_smirnov.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE double kolmogorov_smirnov_distance(const paired_counts& counts) noexcept {
  constexpr std::uint64_t exact = std::uint64_t{1} << 31;
  std::uint64_t below_a = 0;
  std::uint64_t below_b = 0;
  if (counts.total_a < exact && counts.total_b < exact) {
    std::uint64_t largest = 0;
    for (std::size_t k = 0; k < counts.a.size(); ++k) {
      below_a += counts.a[k];
      below_b += counts.b[k];
      const std::uint64_t left = below_a * counts.total_b;
      const std::uint64_t right = below_b * counts.total_a;
      largest = std::max(largest, left > right ? left - right : right - left);
    }
    return static_cast<double>(largest) / static_cast<double>(counts.total_a * counts.total_b);
  }
  double largest = 0.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    below_a += counts.a[k];
    below_b += counts.b[k];
    largest = std::max(largest, std::abs(static_cast<double>(below_a) / static_cast<double>(counts.total_a) -
                                         static_cast<double>(below_b) / static_cast<double>(counts.total_b)));
  }
  return largest;
}

STANDIN_LAZY_INLINE std::size_t kolmogorov_smirnov_place(const paired_counts& counts) noexcept {
  std::uint64_t below_a = 0;
  std::uint64_t below_b = 0;
  std::size_t place = 0;
  double largest = -1.0;
  for (std::size_t k = 0; k < counts.a.size(); ++k) {
    below_a += counts.a[k];
    below_b += counts.b[k];
    const double gap = std::abs(static_cast<double>(below_a) / static_cast<double>(counts.total_a) -
                                static_cast<double>(below_b) / static_cast<double>(counts.total_b));
    if (gap <= largest) continue;
    largest = gap;
    place = k;
  }
  return place;
}

namespace detail {

constexpr double kolmogorov_mean = 0.8687311606361591;  // sqrt(pi / 2) ln 2

/// A part of the unit interval between two points at which a bridge is looked at.
struct bridge_step {
  double width;  ///< share of the sample in it
  double shift;  ///< by how much extremes inside are lower since values lie apart; negative: nothing is inside
};

/// Cuts a law into atoms and stretches of values too rare to be atoms.
inline std::vector<bridge_step> bridge_steps(std::span<const std::uint64_t> reference) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : reference) total += count;
  const auto n = static_cast<double>(total);
  std::vector<bridge_step> steps;
  std::uint64_t stretch = 0;
  std::size_t distinct = 0;
  const auto close = [&] {
    if (distinct == 0) return;
    // Broadie, Glasserman and Kou, Math. Finance 7 (1997): looking every d instead of always lowers the extreme by
    // 0.5826 sqrt(d). Values that occur once each stand for a continuous law.
    const double apart = static_cast<double>(stretch - distinct) / static_cast<double>(distinct) / n;
    steps.push_back({static_cast<double>(stretch) / n, 0.5826 * std::sqrt(apart)});
    stretch = 0;
    distinct = 0;
  };
  for (const std::uint64_t count : reference) {
    if (count * 500 >= total && count > 1) {
      close();
      steps.push_back({static_cast<double>(count) / n, -1.0});
    } else if (count > 0) {
      stretch += count;
      ++distinct;
    }
  }
  close();
  return steps;
}

}  // namespace detail

STANDIN_LAZY_INLINE double expected_kolmogorov_smirnov(std::span<const std::uint64_t> reference, std::size_t size_a,
                                                       std::size_t size_b) {
  const double scale = std::sqrt(1.0 / static_cast<double>(size_a) + 1.0 / static_cast<double>(size_b));
  const std::vector<detail::bridge_step> steps = detail::bridge_steps(reference);
  if (steps.size() == 1)
    return steps[0].shift < 0.0 ? 0.0 : std::max(0.0, detail::kolmogorov_mean - steps[0].shift) * scale;
  constexpr std::size_t paths = 2000;
  constexpr random::source draws{0, random::domain("stats/expected_kolmogorov_smirnov")};
  double sum = 0.0;
  for (std::size_t path = 0; path < paths; ++path) {
    random::stream bits(draws, random::purpose::noise, path);
    double largest = 0.0;
    double level = 0.0;  // of the bridge at the left end of the step
    double left = 1.0;   // width from there to the end of the bridge
    for (const detail::bridge_step& step : steps) {
      const double rest = std::max(0.0, left - step.width);
      double next = 0.0;
      if (&step != &steps.back() && rest > 0.0) {
        const double mean = level * rest / left;
        next = mean + std::sqrt(step.width * rest / left) * random::normal_quantile(bits.open_uniform());
      }
      if (step.shift >= 0.0) {
        const double across = (next - level) * (next - level);
        const double up = across - 2.0 * step.width * std::log(bits.open_uniform());
        const double down = across - 2.0 * step.width * std::log(bits.open_uniform());
        largest = std::max(largest, 0.5 * (level + next + std::sqrt(up)) - step.shift);
        largest = std::max(largest, 0.5 * (std::sqrt(down) - level - next) - step.shift);
      }
      largest = std::max(largest, std::abs(next));
      level = next;
      left = rest;
    }
    sum += largest;
  }
  return sum / static_cast<double>(paths) * scale;
}

STANDIN_LAZY_INLINE double kolmogorov_smirnov_p_value(double d, std::size_t size_a, std::size_t size_b) noexcept {
  const double t = d / std::sqrt(1.0 / static_cast<double>(size_a) + 1.0 / static_cast<double>(size_b));
  if (t < 0.2) return 1.0;  // the exact value differs from 1 by less than 1e-12
  double sum = 0.0;
  for (int j = 1; j <= 100; ++j) {
    const double term = std::exp(-2.0 * static_cast<double>(j) * static_cast<double>(j) * t * t);
    sum += j % 2 == 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return std::clamp(2.0 * sum, 0.0, 1.0);
}

}  // namespace standin::inline v0_1::stats
