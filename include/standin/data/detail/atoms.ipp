// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/atoms.hpp.
#pragma once

#include <standin/data/atoms.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE bool is_discrete(std::size_t distinct, std::size_t rows, bool whole) noexcept {
  return (distinct <= 100 && 2 * distinct <= rows) || (whole && 100 * distinct < rows);
}

STANDIN_LAZY_INLINE std::vector<bool> find_atoms(std::span<const value_count> values) {
  constexpr std::size_t reach = 10;  // neighbours on each side
  const std::size_t distinct = values.size();
  std::vector<bool> atoms(distinct, false);
  std::vector<std::size_t> below(distinct + 1, 0);
  for (std::size_t i = 0; i < distinct; ++i) below[i + 1] = below[i] + values[i].rows;
  for (std::size_t i = 0; i < distinct; ++i) {
    const std::size_t first = i < reach ? 0 : i - reach;
    const std::size_t last = std::min(distinct, i + reach + 1);
    const auto count = static_cast<double>(values[i].rows);
    double around = 1.0;
    if (last - first > 1)
      around = std::max(
          1.0, (static_cast<double>(below[last] - below[first]) - count) / static_cast<double>(last - first - 1));
    const bool usual = values[i].value == 0.0 || i == 0 || i + 1 == distinct;
    const double enough = (usual ? 0.001 : 0.002) * static_cast<double>(below.back());
    atoms[i] = count >= enough && count > around + 5.0 * std::sqrt(around);
  }
  return atoms;
}

STANDIN_LAZY_INLINE std::vector<heap> find_heaps(std::span<const value_count> values, int decimals, std::int64_t step) {
  constexpr std::array<std::int64_t, 7> multiples{1000, 100, 50, 25, 10, 5, 12};
  constexpr std::int64_t period = 3000;  // their least common multiple
  std::vector<heap> found;
  if (values.empty()) return found;
  const double scale = std::pow(10.0, decimals) / static_cast<double>(step);
  const double span = (values.back().value - values.front().value) * scale;
  const double largest = std::max(std::abs(values.front().value), std::abs(values.back().value)) * scale;
  if (!(largest < 0x1p53)) return found;

  // Rows by what is left of their value after division by the period: all of them can be told from it.
  std::vector<std::size_t> rows(static_cast<std::size_t>(period), 0);
  std::size_t all = 0;
  for (const value_count& one : values) all += one.rows;
  std::size_t total = 0;
  double squares = 0.0;  // of the rows of each value
  for (const value_count& one : values) {
    const double units = std::nearbyint(one.value * scale);
    if (units == 0.0 || 10 * one.rows > all) continue;
    const auto count = static_cast<double>(one.rows);
    squares += count * count;
    const std::int64_t left = static_cast<std::int64_t>(units) % period;
    rows[static_cast<std::size_t>(left < 0 ? left + period : left)] += one.rows;
    total += one.rows;
  }
  std::vector<bool> explained(static_cast<std::size_t>(period), false);
  for (const std::int64_t multiple : multiples) {
    if (span < 10.0 * static_cast<double>(multiple)) continue;
    std::size_t on = 0;  // rows on it: all, and those that nothing larger explains
    std::size_t on_open = 0;
    std::size_t open = 0;
    std::int64_t places_on = 0;
    std::int64_t places = 0;
    for (std::int64_t left = 0; left < period; ++left) {
      const auto at = static_cast<std::size_t>(left);
      const bool is_on = left % multiple == 0;
      if (is_on) on += rows[at];
      if (explained[at]) continue;
      open += rows[at];
      ++places;
      if (!is_on) continue;
      on_open += rows[at];
      ++places_on;
    }
    if (on == total || open == 0 || places_on == 0) continue;
    const double expected = static_cast<double>(places_on) / static_cast<double>(places);
    const auto n = static_cast<double>(open);
    const double share = static_cast<double>(on_open) / n;
    // Rows with one value stand or fall together: a few frequent values make no heaps.
    const double error = std::sqrt(expected * (1.0 - expected) * squares) / n;
    if (share < expected + 0.05 || share < 2.0 * expected || share < expected + 5.0 * error) continue;
    for (std::int64_t left = 0; left < period; left += multiple) explained[static_cast<std::size_t>(left)] = true;
    found.push_back(heap{.step = static_cast<double>(multiple) / scale,
                         .share = static_cast<double>(on) / static_cast<double>(total),
                         .expected = 1.0 / static_cast<double>(multiple)});
  }
  std::sort(found.begin(), found.end(), [](const heap& a, const heap& b) { return a.step < b.step; });
  // Rounding to fives makes tens more frequent too: those stay only if they are more than their part of the fives.
  for (std::size_t k = found.size(); k > 1; --k)
    for (std::size_t finer = k - 1; finer > 0; --finer) {
      const heap& coarse = found[k - 1];
      const heap& fine = found[finer - 1];
      const double times = fine.expected / coarse.expected;
      if (std::abs(times - std::nearbyint(times)) > 1e-9 || coarse.share * times > 1.25 * fine.share) continue;
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(k - 1));
      break;
    }
  return found;
}

}  // namespace standin::inline v0_1
