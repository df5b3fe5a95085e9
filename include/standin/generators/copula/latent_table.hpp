// SPDX-License-Identifier: MIT
/// \file
/// A plain table as steps of hidden normal variables: what a copula's dependence is fitted to.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/stats/latent_correlation.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

/// One column: each row's value as its place among the column's values in order.
struct latent_column {
  std::string_view name{};
  std::vector<std::uint32_t> steps{};        ///< one a row, meaningful where there is a value
  std::span<const std::uint64_t> present{};  ///< one bit a row, empty when every row has a value
  stats::latent_steps law{};                 ///< of all values that are present
};

struct latent_table {
  std::size_t rows = 0;
  std::vector<latent_column> columns{};
};

/// How the levels of a column of codes follow each other in the hidden variable.
///
/// At most 255 levels have a step of their own; the rarer ones share one, `rest`, and are told apart by frequency
/// alone.
struct level_order {
  std::vector<std::uint32_t> step_of;  ///< for each level its step
  std::uint32_t steps = 0;
};

/// What the rows say two columns have to do with each other, whatever the order of their levels.
struct level_association {
  std::size_t first = 0;   ///< a column of codes
  std::size_t second = 0;  ///< another one, or one of numbers
  bool numbers = false;    ///< whether the second is one of numbers
  double strength = 0.0;   ///< V², or η² of the numbers' scores; less what chance gives columns that are independent
};

struct ordered_levels {
  std::vector<level_order> orders;              ///< one for each column, empty for numbers
  std::vector<level_association> associations;  ///< of each pair of columns of which one has three levels or more
};

/// The steps of a column of numbers: equal values share one. Costs O(n log n).
STANDIN_LAZY [[nodiscard]] latent_column rank_numbers(const plain_column& column, std::size_t rows);

/// The steps of a column of codes in a given order. Costs O(n).
STANDIN_LAZY [[nodiscard]] latent_column rank_codes(const plain_column& column, std::size_t rows,
                                                    const level_order& order);

/// Orders the levels of each column of codes by what they have in common: by the first principal component of the mean
/// scores that the rows of a level have in the other columns, again and again, since the scores of other columns of
/// codes depend on their orders in turn (reciprocal averaging).
///
/// An arbitrary order would hide most of the dependence of a nominal column from a copula.
/// \param numbers  for each column of numbers its steps; the entries of the columns of codes are not looked at
/// Looks at no more than 65 536 rows, fewer where there are many columns. Costs O(rows columns^2).
STANDIN_LAZY [[nodiscard]] ordered_levels order_levels(const plain_columns& plain,
                                                       const std::vector<latent_column>& numbers, std::size_t sweeps,
                                                       executor_ref executor);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/copula/detail/latent_table.ipp>
#endif
