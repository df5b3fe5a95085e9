// SPDX-License-Identifier: MIT
/// \file
/// How well rows made from a forest in the making are told from real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/generators/forest/detail/growing_tree.hpp>
#include <standin/generators/forest/forest_column.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/stream.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::detail {

/// Tells rows made from the leaves so far from real ones, by a forest that learns to.
struct forest_judge {
  const binned_table& table;
  std::span<const std::uint32_t> varying;  ///< columns that differ
  std::span<const forest_column> columns;
  std::span<const std::vector<std::uint32_t>> governed;  ///< by each column
  std::span<const growing_tree> trees;

  /// How often rows are told right: at most 10 000 real ones, and as many made ones.
  [[nodiscard]] double accuracy(random::source draws, executor_ref on) const;
  /// Fills rows n … 2n - 1 of a table with made ones.
  void make_rows(binned_table& to, std::span<const std::uint32_t> real, random::source draws) const;
};

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_judge.ipp>
#endif
