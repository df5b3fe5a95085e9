// SPDX-License-Identifier: MIT
/// \file
/// Columns of numbers that are computed with each other: as whole multiples of one unit wherever they have one.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/detail/visit_whole.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// How the cells of a column of numbers come back: their type, grid and bounds.
///
/// On a grid a cell is `own / 10^decimals` for a whole number `own` of units with `own % step == offset`; date-times
/// and whole numbers have no decimals. In a comparison with other columns it counts `own * factor` common units.
struct number_cells {
  element_type element = element_type::float64;
  int decimals = -1;        ///< -1 when the values keep to no grid
  std::int64_t step = 1;    ///< in own units, at least 1
  std::int64_t offset = 0;  ///< in own units, from 0 to step - 1
  std::int64_t factor = 1;  ///< common units in an own one, at least 1
  std::int64_t least = 0;   ///< the smallest cell seen, in own units
  std::int64_t most = 0;    ///< the largest
  double lower = 0.0;       ///< the smallest cell seen
  double upper = 0.0;       ///< the largest
  bool operator==(const number_cells&) const = default;

  void parameters(auto&& number) const {
    number(static_cast<double>(element));
    number(static_cast<double>(decimals));
    for (const std::int64_t n : {step, offset, factor, least, most}) detail::visit_whole(number, n);
    number(lower);
    number(upper);
  }
};

/// A grid that somebody says a column has: `offset + k * step` for whole k; ticks for date-times.
struct declared_step {
  double step = 1.0;  ///< above 0, with at most 15 decimals
  double offset = 0.0;
};

/// Columns that are compared or added.
struct common_numbers {
  bool whole = true;  ///< all are on grids, and the cells are whole numbers of common units; otherwise they are doubles
  std::vector<number_cells> columns{};
};

/// Learns grids, bounds and the common unit of some columns. Cells that are not finite are passed over.
/// \param at        their places
/// \param asking    who asks, for errors
/// \param declared  grids that some columns are said to have
/// \throws schema_error  when one holds neither numbers nor date-times, or only some hold date-times
[[nodiscard]] common_numbers learn_common_numbers(const table_view& data, std::span<const std::size_t> at,
                                                  std::string_view asking,
                                                  const std::map<std::string, declared_step>& declared = {});

/// \throws format_error  when they can't be, as they come from a file
void check_common_numbers(const common_numbers& numbers);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/number_cells.ipp>
#endif
