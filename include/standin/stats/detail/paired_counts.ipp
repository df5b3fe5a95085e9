// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/paired_counts.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/stats/paired_counts.hpp>

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1::stats {

namespace detail {

template <class Value>
paired_counts pool_sorted(std::span<const Value> a, std::span<const Value> b) {
  paired_counts counts;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const Value x = j == b.size() || (i < a.size() && a[i] < b[j]) ? a[i] : b[j];
    const std::size_t first_i = i;
    const std::size_t first_j = j;
    while (i < a.size() && a[i] == x) ++i;
    while (j < b.size() && b[j] == x) ++j;
    counts.add(i - first_i, j - first_j);
  }
  return counts;
}

/// Name and count of each level that occurs, ascending; returns the number of missing cells.
inline std::size_t tally_levels(const column_view& column,
                                std::vector<std::pair<std::string_view, std::uint64_t>>& tally) {
  std::size_t missing = 0;
  column.visit([&](const auto& cells) {
    using value = typename std::remove_cvref_t<decltype(cells)>::value_type;
    if constexpr (std::is_same_v<value, std::string_view>) {
      for (std::size_t row = 0; row < cells.rows(); ++row) {
        if (cells.missing(row)) {
          ++missing;
        } else {
          tally.emplace_back(cells[row], 1);
        }
      }
    } else if constexpr (std::is_same_v<value, bool>) {
      std::uint64_t count[2] = {0, 0};
      for (std::size_t row = 0; row < cells.rows(); ++row) {
        if (cells.missing(row)) {
          ++missing;
        } else {
          ++count[cells[row] ? 1 : 0];
        }
      }
      if (count[0] > 0) tally.emplace_back("false", count[0]);
      if (count[1] > 0) tally.emplace_back("true", count[1]);
    } else if constexpr (std::is_integral_v<value>) {
      std::vector<std::uint64_t> count(column.levels.size());
      for (std::size_t row = 0; row < cells.rows(); ++row) {
        if (cells.missing(row)) {
          ++missing;
          continue;
        }
        const auto code = static_cast<std::uint64_t>(cells[row]);
        if (code >= count.size())
          throw data_error("count_levels",
                           "row " + std::to_string(row) + " has code " + std::to_string(code) + ", but there are " +
                               std::to_string(count.size()) + " levels",
                           "give a name for each code");
        ++count[code];
      }
      for (std::size_t code = 0; code < count.size(); ++code)
        if (count[code] > 0) tally.emplace_back(column.levels[code], count[code]);
    } else {
      throw data_error("count_levels", "the cells are floating-point numbers, which have no levels",
                       "give a categorical, boolean or text column");
    }
  });
  std::sort(tally.begin(), tally.end());
  std::size_t kept = 0;  // one entry a name: text columns have one a cell, and dictionaries may repeat a name
  for (std::size_t i = 0; i < tally.size(); ++i) {
    if (kept > 0 && tally[kept - 1].first == tally[i].first) {
      tally[kept - 1].second += tally[i].second;
    } else {
      tally[kept++] = tally[i];
    }
  }
  tally.resize(kept);
  return missing;
}

}  // namespace detail

STANDIN_LAZY_INLINE paired_counts pool(std::span<const double> a, std::span<const double> b) {
  return detail::pool_sorted(a, b);
}

STANDIN_LAZY_INLINE paired_counts pool(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
  return detail::pool_sorted(a, b);
}

STANDIN_LAZY_INLINE level_counts count_levels(const column_view& a, const column_view& b) {
  std::vector<std::pair<std::string_view, std::uint64_t>> in_a;
  std::vector<std::pair<std::string_view, std::uint64_t>> in_b;
  level_counts result;
  result.missing_a = detail::tally_levels(a, in_a);
  result.missing_b = detail::tally_levels(b, in_b);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < in_a.size() || j < in_b.size()) {
    const bool take_a = j == in_b.size() || (i < in_a.size() && in_a[i].first <= in_b[j].first);
    const bool take_b = i == in_a.size() || (j < in_b.size() && in_b[j].first <= in_a[i].first);
    result.names.emplace_back(take_a ? in_a[i].first : in_b[j].first);
    result.counts.add(take_a ? in_a[i].second : 0, take_b ? in_b[j].second : 0);
    if (take_a) ++i;
    if (take_b) ++j;
  }
  return result;
}

}  // namespace standin::inline v0_1::stats
