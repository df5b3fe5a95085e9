// SPDX-License-Identifier: MIT
/// \file
/// Which columns follow from which, and which tell rows apart.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/table_profile.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <vector>

namespace standin::inline v0_1::detail {

/// What is known of a column before pairs are looked at.
struct pair_facts {
  std::size_t values = 0;   ///< different ones, a missing cell among them
  double repetition = 1.0;  ///< probability that two rows have the same one
  bool may_be_key = false;  ///< no cell is missing, and it is no measure
};

struct found_dependencies {
  std::vector<functional_dependency> all;  ///< by `from`, then by `to`
  bool complete = true;
};

[[nodiscard]] found_dependencies find_dependencies(const table_view& data, const std::vector<pair_facts>& columns,
                                                   executor_ref on);

/// Pairs of columns that together have no repetition, ascending.
[[nodiscard]] std::vector<std::vector<std::size_t>> find_key_pairs(const table_view& data,
                                                                   const std::vector<pair_facts>& columns);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/dependencies.ipp>
#endif
