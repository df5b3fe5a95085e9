// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/association.hpp.
#pragma once

#include <standin/stats/association.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace standin::inline v0_1::stats {

STANDIN_LAZY_INLINE contingency_table cross_tabulate(std::span<const std::uint32_t> first, std::size_t levels_first,
                                                     std::span<const std::uint32_t> second, std::size_t levels_second) {
  contingency_table table;
  table.first.assign(levels_first, 0);
  table.second.assign(levels_second, 0);
  table.total = first.size();
  for (std::size_t row = 0; row < first.size(); ++row) {
    ++table.first[first[row]];
    ++table.second[second[row]];
  }
  const auto put = [&](std::uint64_t place, std::uint64_t count) {
    table.cells.push_back({.first = static_cast<std::uint32_t>(place / levels_second),
                           .second = static_cast<std::uint32_t>(place % levels_second),
                           .count = count});
  };
  constexpr std::size_t dense = std::size_t{1} << 20;
  if (levels_first == 0 || levels_second <= dense / levels_first) {
    std::vector<std::uint64_t> counts(levels_first * levels_second, 0);
    for (std::size_t row = 0; row < first.size(); ++row) ++counts[first[row] * levels_second + second[row]];
    for (std::size_t place = 0; place < counts.size(); ++place)
      if (counts[place] > 0) put(place, counts[place]);
    return table;
  }
  std::vector<std::uint64_t> places(first.size());
  for (std::size_t row = 0; row < first.size(); ++row)
    places[row] = std::uint64_t{first[row]} * levels_second + second[row];
  std::sort(places.begin(), places.end());
  for (std::size_t begin = 0; begin < places.size();) {
    std::size_t end = begin;
    while (end < places.size() && places[end] == places[begin]) ++end;
    put(places[begin], end - begin);
    begin = end;
  }
  return table;
}

namespace detail {

STANDIN_LAZY inline double levels_that_occur(const std::vector<std::uint64_t>& margin) noexcept {
  return static_cast<double>(std::count_if(margin.begin(), margin.end(), [](std::uint64_t n) { return n > 0; }));
}

STANDIN_LAZY inline double entropy_of(const std::vector<std::uint64_t>& margin, double total) noexcept {
  double sum = 0.0;
  for (const std::uint64_t count : margin)
    if (count > 0) sum -= static_cast<double>(count) / total * std::log(static_cast<double>(count) / total);
  return sum;
}

}  // namespace detail

STANDIN_LAZY_INLINE double chi_square(const contingency_table& table) noexcept {
  if (table.total == 0) return 0.0;
  double sum = 0.0;
  for (const contingency_table::cell& cell : table.cells) {
    const auto count = static_cast<double>(cell.count);
    sum +=
        count / static_cast<double>(table.first[cell.first]) * count / static_cast<double>(table.second[cell.second]);
  }
  return std::max(0.0, static_cast<double>(table.total) * (sum - 1.0));
}

STANDIN_LAZY_INLINE double cramers_v(const contingency_table& table) noexcept {
  const double least = std::min(detail::levels_that_occur(table.first), detail::levels_that_occur(table.second));
  if (least < 2.0) return std::numeric_limits<double>::quiet_NaN();
  return std::min(1.0, std::sqrt(chi_square(table) / static_cast<double>(table.total) / (least - 1.0)));
}

STANDIN_LAZY_INLINE double corrected_cramers_v(const contingency_table& table) noexcept {
  const double r = detail::levels_that_occur(table.first);
  const double c = detail::levels_that_occur(table.second);
  const auto n = static_cast<double>(table.total);
  if (std::min(r, c) < 2.0) return std::numeric_limits<double>::quiet_NaN();
  const double phi = corrected_phi_squared(chi_square(table) / n, r, c, n);
  const double rows = r - (r - 1.0) * (r - 1.0) / (n - 1.0);
  const double columns = c - (c - 1.0) * (c - 1.0) / (n - 1.0);
  const double most = std::min(rows, columns) - 1.0;
  return most <= 0.0 ? 0.0 : std::min(1.0, std::sqrt(phi / most));
}

STANDIN_LAZY_INLINE shared_information mutual_information(const contingency_table& table) noexcept {
  shared_information found;
  if (table.total == 0) return found;
  const auto n = static_cast<double>(table.total);
  for (const contingency_table::cell& cell : table.cells) {
    const auto count = static_cast<double>(cell.count);
    found.shared += count / n *
                    std::log(count * n / static_cast<double>(table.first[cell.first]) /
                             static_cast<double>(table.second[cell.second]));
  }
  found.shared = std::max(0.0, found.shared);
  found.corrected = found.shared - (detail::levels_that_occur(table.first) - 1.0) *
                                       (detail::levels_that_occur(table.second) - 1.0) / (2.0 * n);
  found.entropy_first = detail::entropy_of(table.first, n);
  found.entropy_second = detail::entropy_of(table.second, n);
  const double product = found.entropy_first * found.entropy_second;
  if (product > 0.0) found.normalised = found.shared / std::sqrt(product);
  if (found.entropy_second > 0.0) found.second_by_first = found.shared / found.entropy_second;
  return found;
}

STANDIN_LAZY_INLINE double correlation_ratio(std::span<const double> values, std::span<const std::uint32_t> groups,
                                             std::size_t levels) {
  std::vector<double> sums(levels, 0.0);
  std::vector<double> counts(levels, 0.0);
  double mean = 0.0;
  double n = 0.0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    mean += value;
    n += 1.0;
  }
  mean /= n;
  double all = 0.0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (std::isnan(values[row])) continue;
    const double off = values[row] - mean;
    sums[groups[row]] += off;
    counts[groups[row]] += 1.0;
    all += off * off;
  }
  double between = 0.0;
  std::size_t occurring = 0;
  for (std::size_t k = 0; k < levels; ++k) {
    if (counts[k] == 0.0) continue;
    ++occurring;
    between += sums[k] * sums[k] / counts[k];
  }
  if (occurring < 2 || !(all > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return std::clamp(between / all, 0.0, 1.0);
}

STANDIN_LAZY_INLINE std::vector<double> average_ranks(std::span<const double> values) {
  std::vector<std::uint32_t> order;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (!std::isnan(values[row])) order.push_back(static_cast<std::uint32_t>(row));
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = 0.5 * static_cast<double>(begin + end + 1);
    begin = end;
  }
  return ranks;
}

}  // namespace standin::inline v0_1::stats
