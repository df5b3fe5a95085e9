// SPDX-License-Identifier: MIT
/// \file
/// A mixture over the leaves of trees, in each of which columns are independent: rows, conditions and densities of it.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/forest/forest_column.hpp>
#include <standin/generators/forest/leaf_laws.hpp>
#include <standin/learn/code_tree.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/alias_table.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

class conditioned_forest;

/// What `forest` knows of a table: trees, how many rows lie in each leaf, and each column's law there.
///
/// A row's density is the mean over the trees of its leaf's share of the rows times the densities of its cells there.
class forest_model {
 public:
  /// \param leaf_rows   of each leaf, tree after tree; not 0, and as many in each tree
  /// \param accuracies  of each round: how well made rows were told from real ones
  /// \throws format_error  unless the parts fit together
  forest_model(std::vector<forest_column> columns, std::vector<histogram_tree> trees,
               std::vector<std::uint32_t> leaf_rows, std::vector<double> accuracies = {});

  [[nodiscard]] const std::vector<forest_column>& columns() const noexcept { return columns_; }
  [[nodiscard]] const std::vector<histogram_tree>& trees() const noexcept { return trees_; }
  [[nodiscard]] std::span<const std::uint32_t> leaf_rows() const noexcept { return leaf_rows_; }
  /// Of all trees.
  [[nodiscard]] std::size_t leaves() const noexcept { return leaf_rows_.size(); }
  [[nodiscard]] std::span<const double> accuracies() const noexcept { return accuracies_; }

  /// For each plain column the number of its levels, 0 for numbers.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const forest_column& column : columns_) levels.push_back(column.levels());
    return levels;
  }

  /// The law of a column in a leaf, counted over all trees.
  [[nodiscard]] leaf_law law(std::size_t column, std::size_t leaf) const noexcept {
    const forest_column& of = columns_[column];
    return {of.edges, of.laws.cells(leaf), boxes_[column].of(leaf), of.laws.rows(leaf), of.laws.smoothing()};
  }

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  /// The same under a condition, exactly; it refers to this model. Costs O(leaves × restricted columns).
  /// \throws data_error  when the condition has probability 0
  [[nodiscard]] conditioned_forest given(const plain_condition& condition) const;

  /// The logarithm of the density of each row, in nats: of numbers in their unit, where they are no spikes, and of
  /// levels and spikes as a probability. −∞ for a row that can't be. Costs O(rows × trees × (depth + columns)).
  /// \param plain  columns as those that were fitted; levels beyond those that were are impossible
  /// \param out    one for each row
  void log_densities(const plain_table& plain, std::span<double> out, executor_ref on = {}) const;

  /// The mean of a column of numbers, where it has values, under a condition.
  /// \throws data_error  when the condition has probability 0
  [[nodiscard]] double expectation(std::size_t column, const plain_condition& condition = {}) const;

  /// The probabilities of a column's levels under a condition.
  /// \throws data_error  when the condition has probability 0
  [[nodiscard]] std::vector<double> level_probabilities(std::size_t column,
                                                        const plain_condition& condition = {}) const;

  void parameters(auto&& visitor) const {
    for (const histogram_tree& tree : trees_) tree.parameters(visitor);
    for (const std::uint32_t n : leaf_rows_) visitor(static_cast<double>(n));
    for (const forest_column& column : columns_) column.parameters(visitor);
  }

 private:
  friend class conditioned_forest;

  void check() const;
  void check_tree(const histogram_tree& tree) const;
  void check_column(const forest_column& column) const;
  /// The value or level at a place goes to row i.
  void put(plain_rows& out, std::size_t column, std::size_t i, double place) const;
  [[nodiscard]] std::uint32_t unit_at(std::size_t column, double place) const noexcept;

  std::vector<forest_column> columns_;
  std::vector<histogram_tree> trees_;
  std::vector<std::uint32_t> leaf_rows_;
  std::vector<double> accuracies_;
  std::vector<leaf_boxes> boxes_{};           ///< of each column
  std::vector<detail::level_units> units_{};  ///< of each column
  std::optional<random::alias_table> draw_leaf_{};
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_model.ipp>
#endif
