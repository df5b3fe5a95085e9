// SPDX-License-Identifier: MIT
/// \file
/// How often each value occurs in two samples: what distances between two empirical distributions are computed from.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::stats {

/// Counts of the same distinct values in two samples, value by value.
struct paired_counts {
  std::vector<std::uint64_t> a;
  std::vector<std::uint64_t> b;  ///< as long as `a`
  std::uint64_t total_a = 0;
  std::uint64_t total_b = 0;

  void add(std::uint64_t count_a, std::uint64_t count_b) {
    a.push_back(count_a);
    b.push_back(count_b);
    total_a += count_a;
    total_b += count_b;
  }
};

/// Pools two ascending samples without NaN; the counts come in ascending order of the values, -0.0 with 0.0.
STANDIN_LAZY [[nodiscard]] paired_counts pool(std::span<const double> a, std::span<const double> b);
STANDIN_LAZY [[nodiscard]] paired_counts pool(std::span<const std::int64_t> a, std::span<const std::int64_t> b);

/// Counts of levels in two columns.
struct level_counts {
  std::vector<std::string> names;  ///< ascending
  paired_counts counts;            ///< one a name
  std::size_t missing_a = 0;
  std::size_t missing_b = 0;
};

/// Counts the levels that occur in either of two categorical, boolean or text columns.
///
/// Levels are matched by name, since the two columns may have dictionaries of their own; booleans are "false" and
/// "true".
/// \throws data_error  when a code has no level
STANDIN_LAZY [[nodiscard]] level_counts count_levels(const column_view& a, const column_view& b);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/paired_counts.ipp>
#endif
