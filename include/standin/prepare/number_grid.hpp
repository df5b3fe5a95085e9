// SPDX-License-Identifier: MIT
/// \file
/// The grid and the bounds that a column of numbers keeps: whole numbers stay whole, prices keep their cents.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>

#include <cstdint>
#include <span>

namespace standin::inline v0_1::prepare {

/// The values that a column of numbers can take: `(offset + i * step) / 10^decimals` for whole i, within bounds.
struct number_grid {
  int decimals = -1;        ///< digits after the point; -1 when the values keep to no decimal grid
  std::int64_t step = 1;    ///< in units of the last decimal, at least 1
  std::int64_t offset = 0;  ///< in units of the last decimal, 0 <= offset < step
  double lower = 0.0;       ///< the smallest value seen
  double upper = 0.0;       ///< the largest value seen

  /// The grid's value nearest to x, within the bounds: the double that its decimal text stands for. A NaN gives
  /// `lower`.
  STANDIN_LAZY [[nodiscard]] double snap(double x) const noexcept;

  /// The same for columns of numbers, `to` as long as `from`. Integers are exact beyond 2^53 too.
  STANDIN_LAZY void snap(std::span<const double> from, std::span<double> to) const noexcept;
  STANDIN_LAZY void snap(std::span<const double> from, std::span<float> to) const noexcept;
  STANDIN_LAZY void snap(std::span<const double> from, std::span<std::int64_t> to) const noexcept;
  STANDIN_LAZY void snap(std::span<const double> from, std::span<std::int32_t> to) const noexcept;

  bool operator==(const number_grid&) const = default;
};

/// Learns decimals, step and bounds.
///
/// Decimals are the fewest with which at least 99.9 % of the values equal themselves rounded; the step is the greatest
/// common divisor of all differences, where every value keeps to the decimals. Values that need more digits than their
/// type holds have no grid.
/// \param values  finite and not empty
/// \param as      the type that they were stored in: a `float32` keeps to cents when it is the `float` nearest to them
/// Costs O(n) for each decimal tried, and stops early at the first value too many that doesn't fit.
STANDIN_LAZY [[nodiscard]] number_grid learn_number_grid(std::span<const double> values,
                                                         element_type as = element_type::float64);

/// The same for whole numbers of any size. Bounds beyond 2^53 are rounded inwards to what a double holds.
/// \param values  not empty
STANDIN_LAZY [[nodiscard]] number_grid learn_number_grid(std::span<const std::int64_t> values);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/number_grid.ipp>
#endif
