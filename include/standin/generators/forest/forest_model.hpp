// SPDX-License-Identifier: MIT
/// \file
/// A mixture over the leaves of trees, in each of which columns are independent: rows, conditions and densities of it.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/forest/leaf_laws.hpp>
#include <standin/learn/code_tree.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/alias_table.hpp>
#include <standin/random/stream.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// What `forest` knows of one column.
struct forest_column {
  leaf_laws laws{};
  std::vector<double> edges{};                         ///< unit u takes up the places from edges[u] to edges[u + 1]
  std::optional<empirical_marginal::fitted> values{};  ///< of numbers: the value at each place
  std::vector<double> cuts{};                          ///< of numbers: unit u ends at cuts[u]; codes are one more
  std::vector<std::uint8_t> level_codes{};             ///< of levels: how questions know them
  std::uint32_t pattern = 0;                           ///< the column that says whether a value is present
  /// For each level of `pattern`: 0 for no value, 1 for one, 2 for some rows with and some without; empty when there
  /// always is one.
  std::vector<std::uint8_t> present{};

  [[nodiscard]] bool numeric() const noexcept { return values.has_value(); }
  /// 0 for numbers.
  [[nodiscard]] std::uint32_t levels() const noexcept { return static_cast<std::uint32_t>(level_codes.size()); }

  void parameters(auto&& visitor) const {
    laws.parameters(visitor);
    for (const double edge : edges) visitor(edge);
    if (values) values->parameters(visitor);
    for (const double cut : cuts) visitor(cut);
    for (const std::uint8_t code : level_codes) visitor(static_cast<double>(code));
    visitor(static_cast<double>(pattern));
    for (const std::uint8_t there : present) visitor(static_cast<double>(there));
  }
};

namespace detail {

/// Where the levels of a column have their places: in the order of their codes.
struct level_units {
  std::vector<std::uint32_t> level_of{};
  std::vector<std::uint32_t> unit_of{};

  level_units() = default;
  explicit level_units(std::span<const std::uint8_t> level_codes);
};

}  // namespace detail

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

/// A forest under a condition: leaves weigh as much as the condition is probable there, and cells are drawn from what
/// it leaves of their laws.
///
/// A single number that is no spike has probability 0 but a density, which takes the probability's place.
class conditioned_forest {
 public:
  /// \throws data_error  when the condition has probability 0
  conditioned_forest(const forest_model& model, const plain_condition& condition);

  void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  /// Whether rows have exactly the distribution under the condition.
  [[nodiscard]] static constexpr bool exact() noexcept { return true; }

  /// The logarithm of the condition's probability; of its density where it asks for single numbers that are no spikes.
  [[nodiscard]] double log_probability() const noexcept { return log_probability_; }

  /// Of each leaf; they sum to 1.
  [[nodiscard]] std::span<const double> weights() const noexcept { return weights_; }

  /// What is left of a column's places; null where it is free.
  [[nodiscard]] const std::vector<place_interval>* allowed(std::size_t column) const noexcept {
    return free_[column] != 0 ? nullptr : &windows_[column].places;
  }

 private:
  /// What a condition leaves of a column.
  struct window {
    std::vector<place_interval> places{};  ///< rising, apart from each other
    std::vector<double> points{};          ///< numbers, where single ones are asked for and they have no probability
    std::vector<double> point_places{};
  };

  void restrict(const plain_restriction& side);
  [[nodiscard]] double weigh(std::size_t leaf) const;

  const forest_model* model_;
  std::vector<window> windows_;
  std::vector<std::uint8_t> free_;
  std::vector<double> weights_{};
  double log_probability_ = 0.0;
  std::optional<random::alias_table> draw_leaf_{};
};

namespace detail {

/// The boxes of all leaves, one for each column.
[[nodiscard]] std::vector<leaf_boxes> boxes_of(std::span<const histogram_tree> trees,
                                               std::span<const forest_column> columns);

/// The code of a number: that of its unit, and one more.
[[nodiscard]] inline std::uint8_t code_of_number(std::span<const double> cuts, double value) noexcept {
  return static_cast<std::uint8_t>(1 + (std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin()));
}

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/forest_model.ipp>
#endif
