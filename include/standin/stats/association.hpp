// SPDX-License-Identifier: MIT
/// \file
/// How much two columns have to do with each other, whatever their kinds: from counts, and from values by group.
#pragma once

#include <standin/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// How often two columns' levels meet: what occurs, and the margins.
struct contingency_table {
  /// How often one level of the first column stands beside one of the second.
  struct cell {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint64_t count = 0;
  };
  std::vector<cell> cells{};            ///< those that occur, ascending by `first` and then `second`
  std::vector<std::uint64_t> first{};   ///< counts of the first column's levels, zeros included
  std::vector<std::uint64_t> second{};  ///< counts of the second column's
  std::uint64_t total = 0;
};

/// Counts pairs of codes, row by row.
/// \param levels_first,levels_second  all codes are below these
/// Costs O(rows), and O(rows log rows) where the levels have more than 2^20 combinations.
STANDIN_LAZY [[nodiscard]] contingency_table cross_tabulate(std::span<const std::uint32_t> first,
                                                            std::size_t levels_first,
                                                            std::span<const std::uint32_t> second,
                                                            std::size_t levels_second);

/// Pearson's statistic of independence, without continuity correction; levels that don't occur don't count.
STANDIN_LAZY [[nodiscard]] double chi_square(const contingency_table& table) noexcept;

/// Pearson's φ², chi-square over rows, less what independent columns of as many rows and levels get on average,
/// (levels - 1)(levels - 1) / (rows - 1); at least 0.
/// \param first,second  levels that occur; \param rows  at least 2
/// Source: W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", J. Korean Stat. Soc. 42 (2013).
[[nodiscard]] constexpr double corrected_phi_squared(double phi_squared, double first, double second,
                                                     double rows) noexcept {
  return std::max(0.0, phi_squared - (first - 1.0) * (second - 1.0) / (rows - 1.0));
}

/// Cramér's V, in [0, 1]; NaN when a column has fewer than two levels.
STANDIN_LAZY [[nodiscard]] double cramers_v(const contingency_table& table) noexcept;

/// Cramér's V without the part that independent columns of as many rows and levels get, in [0, 1]; NaN when a column
/// has fewer than two levels.
/// Source: Bergsma, as above.
STANDIN_LAZY [[nodiscard]] double corrected_cramers_v(const contingency_table& table) noexcept;

/// Mutual information of two columns, in nats.
struct shared_information {
  double shared = 0.0;     ///< of the relative frequencies
  double corrected = 0.0;  ///< less (levels - 1)(levels - 1) / (2 rows), what independence gets (Miller, 1955)
  double entropy_first = 0.0;
  double entropy_second = 0.0;
  double normalised = 0.0;       ///< shared / sqrt(product of the entropies); 0 when a column is constant
  double second_by_first = 0.0;  ///< Theil's U: the share of the second's entropy that the first explains
};
STANDIN_LAZY [[nodiscard]] shared_information mutual_information(const contingency_table& table) noexcept;

/// The share of the variance of `values` that lies between groups (η²), in [0, 1]; NaN when there is one group only, or
/// the values are all equal.
/// \param groups  as long as `values`, below `levels`; rows whose value is NaN don't count
STANDIN_LAZY [[nodiscard]] double correlation_ratio(std::span<const double> values,
                                                    std::span<const std::uint32_t> groups, std::size_t levels);

/// Ranks from 1, equal values sharing their mean rank; NaN where the value is NaN. Costs O(n log n).
STANDIN_LAZY [[nodiscard]] std::vector<double> average_ranks(std::span<const double> values);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/association.ipp>
#endif
