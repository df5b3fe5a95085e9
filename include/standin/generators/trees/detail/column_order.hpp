// SPDX-License-Identifier: MIT
/// \file
/// The orders in which columns can be drawn.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/generators/trees/visit_order.hpp>
#include <standin/learn/binned_table.hpp>

#include <cstdint>
#include <vector>

namespace standin::inline v0_1::detail {

/// The columns of a coded table in that order; `automatic` is as given.
/// Costs O(rows × columns), and O(rows × columns²) for `related_next`, of at most 5 000 rows.
STANDIN_LAZY [[nodiscard]] std::vector<std::uint32_t> columns_in_order(const binned_table& table, std::size_t columns,
                                                                       visit_order order);

/// The same with each column's missing pattern before it.
STANDIN_LAZY [[nodiscard]] std::vector<std::uint32_t> with_patterns_first(const plain_columns& plain,
                                                                          const std::vector<std::uint32_t>& wished);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/column_order.ipp>
#endif
