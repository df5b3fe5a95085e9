// SPDX-License-Identifier: MIT
/// \file
/// Two parts of a table: one to learn from, one to hold out.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace standin::inline v0_1 {

struct split_options {
  std::uint64_t seed = 0;

  /// Each value of this column, and its missing cells, keep their share in both parts, to less than one row. A column
  /// of numbers, date-times or texts may have at most 100 different values.
  std::optional<std::string> stratify_by{};

  /// Rows with the same value in this column stay together, those where it is missing too.
  std::optional<std::string> group_by{};
};

/// Copies that own their cells: `const auto [train, holdout] = split(data, 0.8);`
struct table_parts {
  table train;
  table holdout;
};

/// Looks at the rows where they are.
struct view_parts {
  table_view train;
  table_view holdout;
};

/// Deals out the rows at random; each part keeps them in their old order.
///
/// The same rows, fraction and options give the same parts, everywhere. Exactly round(rows · fraction) rows go into the
/// first part, halves rounded up: any set of so many with the same probability, or with `stratify_by` any that keeps
/// the shares (what remains after rounding down goes to the largest remainders, of equal ones to the value that comes
/// first).
///
/// With `group_by` whole groups go to either side, neither of which stays empty, so that the first gets as nearly that
/// many rows as any choice of groups can give it. That is so while groups · rows stay below 2^28; beyond it the
/// choice is the best over some of the groups, of which there are then so many that it is as good as exact.
///
/// \param fraction  share of the rows for the first part, in (0, 1)
/// \throws invalid_option  when the fraction lies outside, both columns are given, or one that can't be stratified by
/// \throws schema_error    when a column is not there
/// \throws data_error      when all rows belong to one group
STANDIN_LAZY [[nodiscard]] table_parts split(const table_view& data, double fraction,
                                             const split_options& options = {});

/// The same parts without a copy of the cells.
STANDIN_LAZY [[nodiscard]] view_parts split_view(const table_view& data, double fraction,
                                                 const split_options& options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/split.ipp>
#endif
