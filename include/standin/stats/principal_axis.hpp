// SPDX-License-Identifier: MIT
/// \file
/// Where points lie along the direction in which they spread most.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace standin::inline v0_1::stats {

/// Begins a search for the first principal axis where each coordinate counts by its spread, all signs positive.
///
/// \param deviations  points × width, point after point, their weighted mean at the origin
STANDIN_LAZY [[nodiscard]] std::vector<double> axis_of_spread(std::span<const double> deviations,
                                                              std::span<const double> weights);

/// Begins it at the one coordinate that spreads most.
///
/// \param deviations  as above
STANDIN_LAZY [[nodiscard]] std::vector<double> widest_coordinate(std::span<const double> deviations,
                                                                 std::span<const double> weights);

/// The places of weighted points along their first principal axis, up to a constant sign: power iteration from `axis`
/// for a fixed number of steps; all 0 where there is no spread along it.
///
/// \param deviations  points × width, point after point, their weighted mean at the origin
/// \param weights     one a point, at least 0
/// \param axis        where to begin, as long as a point
/// Costs O(steps × points × width).
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition (2013), §8.2.
STANDIN_LAZY [[nodiscard]] std::vector<double> principal_places(std::span<const double> deviations,
                                                                std::span<const double> weights,
                                                                std::vector<double> axis, std::size_t steps);

}  // namespace standin::inline v0_1::stats

#if !defined(STANDIN_COMPILED)
#include <standin/stats/detail/principal_axis.ipp>
#endif
