// SPDX-License-Identifier: MIT
/// \file
/// How binary trees over coded columns grow, on gradients or on classes.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/code_tree.hpp>
#include <standin/parallel/executor.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace standin::inline v0_1 {

/// Derivatives of a loss, one for each row of the table: a question is worth the loss that it saves to second order.
struct gradient_target {
  std::span<const double> gradient;
  std::span<const double> hessian{};  ///< at least 0; empty: 1 each
};

/// What a question about classes is worth.
enum class impurity : std::uint8_t { gini, entropy };

/// Classes, one for each row of the table: a question is worth the impurity that it saves, summed over rows (entropy in
/// nats).
struct class_target {
  std::span<const std::uint8_t> classes;
  std::size_t count = 2;  ///< classes are below it, 2 to 256
  impurity criterion = impurity::gini;
  std::span<const double> weights{};  ///< of each class; empty: 1 each
};

/// Several values for each row of the table: a question is worth the squared distance of the rows' values from their
/// mean that it saves, summed over rows.
struct vector_target {
  static constexpr std::size_t most = 7;
  using value = std::array<float, most + 1>;  ///< as wide as a vector unit

  std::span<const value> values;  ///< 0 from `width` on
  std::size_t width = 1;          ///< 1 to `most`
};

/// Grows a tree on some rows and columns of a table.
///
/// Sums are integers: first derivatives are taken to 2⁻⁶¹ of what all rows together may come to, second ones to 2⁻³⁴,
/// vectors to 2⁻³⁰ of it or 2⁻¹⁵ of the largest.
/// So a tree doesn't depend on the number of threads or on the order of rows; among questions worth the same the one
/// about the earlier column in `columns` and the smaller code wins. Levels are put in the order of their mean gradient
/// (of two classes: of their share; of more: along the first principal component of their profiles; of vectors: along
/// that of their means) and then cut like numbers. Missing cells go where that saves more, or with the larger part
/// where none were seen.
///
/// \param columns  of the table, those that questions may be about
/// \param rows     of the table, perhaps repeated
/// Costs O(rows × columns × depth).
/// \throws invalid_option  where options are out of range
/// \throws numeric_error   where a derivative is not finite
STANDIN_LAZY [[nodiscard]] grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                                std::span<const std::uint32_t> rows, const gradient_target& target,
                                                const tree_options& options, executor_ref on = {});

STANDIN_LAZY [[nodiscard]] grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                                std::span<const std::uint32_t> rows, const class_target& target,
                                                const tree_options& options, executor_ref on = {});

STANDIN_LAZY [[nodiscard]] grown_tree grow_tree(const binned_table& table, std::span<const std::uint32_t> columns,
                                                std::span<const std::uint32_t> rows, const vector_target& target,
                                                const tree_options& options, executor_ref on = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/histogram_tree.ipp>
#endif
