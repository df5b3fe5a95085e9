// SPDX-License-Identifier: MIT
/// \file
/// Looks at a table before anything is learned from it: kinds, roles, holes, keys, spikes, dependencies.
#pragma once

#include <standin/config.hpp>
#include <standin/core/progress.hpp>
#include <standin/data/column_role.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table_profile.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// What to look at, and how much of it to keep.
struct profile_options {
  std::vector<std::pair<std::string, column_role>> roles{};  ///< roles that are known, by column
  std::size_t levels = 10;                                   ///< most frequent values kept for each column
  std::size_t patterns = 10;                                 ///< most frequent missing patterns kept
  bool dependencies = true;  ///< look for functional dependencies and for keys of two columns
  executor_ref executor{};
  progress_ref progress{};
};

/// Looks at all cells of a table.
///
/// Keys are columns without repetition and without a missing cell that aren't measures; where there is none, pairs of
/// such columns that together have no repetition. A dependency a → b is reported when it holds in every row although at
/// least ten rows would have been expected to break it, were the two columns independent: so columns without repetition
/// and constant ones are in none.
///
/// Costs O(cells) for columns, and up to O(rows) for each pair of columns, b with no more different values than a: the
/// first row that breaks a dependency ends its check. In all at most about 2 · 10⁹ rows are compared; wide tables may
/// reach that, and `dependencies_complete` is then false. Rows and missing patterns are told apart by 64-bit sums of
/// hashes, which with n rows goes wrong with a probability of about n² / 2^65. Needs 16 bytes a row, and 12 a row and
/// thread. Same result for any executor.
/// \throws schema_error  when a given role names a column that is not there, or one whose kind can't have it
/// \throws data_error    when a categorical code has no level
/// \throws cancelled     when the progress listener asks to stop
[[nodiscard]] table_profile profile(const table_view& data, const profile_options& options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/profile.ipp>
#endif
