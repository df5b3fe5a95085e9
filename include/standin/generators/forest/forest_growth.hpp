// SPDX-License-Identifier: MIT
/// \file
/// How a forest grows: leaves are divided until rows made from them can't be told from real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/forest/detail/growing_tree.hpp>
#include <standin/generators/forest/forest_column.hpp>
#include <standin/generators/forest/forest_options.hpp>
#include <standin/generators/forest/leaf_laws.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/code_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// A table made ready for a forest, and the forest that grows on it.
class forest_preparation {
 public:
  forest_preparation(const plain_columns& plain, const forest_options& options, fit_context& context);

  /// Grows until made rows can't be told from real ones any better; says so in the report.
  void grow(fit_context& context);

  [[nodiscard]] std::size_t columns() const noexcept { return columns_.size(); }

  /// The column with all but its laws.
  [[nodiscard]] const forest_column& column(std::size_t c) const noexcept { return columns_[c]; }

  /// What its laws are learned from.
  struct units_by_leaf {
    std::vector<std::uint32_t> begin;  ///< of each leaf in `units`, and the end of the last
    std::vector<std::uint32_t> units;  ///< rising within each leaf
  };
  [[nodiscard]] units_by_leaf units_of(std::size_t column) const;
  [[nodiscard]] const leaf_boxes& boxes(std::size_t column) const noexcept { return boxes_[column]; }

  [[nodiscard]] const std::vector<histogram_tree>& trees() const noexcept { return finished_; }
  [[nodiscard]] std::vector<std::uint32_t> leaf_rows() const;
  [[nodiscard]] const std::vector<double>& accuracies() const noexcept { return accuracies_; }

 private:
  void choose_rows(const fit_context& context);
  void learn_column(std::size_t c);
  void code_columns(executor_ref on);

  const plain_columns& plain_;
  const forest_options& options_;
  std::vector<std::uint32_t> chosen_{};  ///< rows of the plain table that the forest grows on
  std::vector<forest_column> columns_;
  std::vector<std::vector<std::uint32_t>> units_;  ///< of each column, of the chosen rows
  std::vector<std::vector<std::uint32_t>>
      governed_;                          ///< by each column: those of which it says whether there is a value
  binned_table table_{};                  ///< of the chosen rows
  std::vector<std::uint32_t> varying_{};  ///< columns that questions can be about
  std::vector<growing_tree> trees_{};
  std::vector<histogram_tree> finished_{};
  std::vector<leaf_boxes> boxes_{};
  std::vector<double> accuracies_{};
};

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_growth.ipp>
#endif
