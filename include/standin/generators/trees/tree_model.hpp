// SPDX-License-Identifier: MIT
/// \file
/// What `trees` knows of a table, and rows drawn from it.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/empirical_marginal.hpp>
#include <standin/generators/trees/conditional_laws.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1 {

/// What `trees` knows of one column.
struct tree_column {
  std::variant<level_law, number_law> law{};
  std::optional<empirical_marginal::fitted> values{};  ///< of numbers: the value at each place
  std::vector<double> edges{};                         ///< of numbers: how they are coded, ends of pieces of `values`
  std::vector<std::uint8_t> level_codes{};             ///< of levels: how they are coded
  std::uint32_t pattern = 0;                           ///< the column that says whether a value is present
  std::vector<std::uint8_t> present{};                 ///< for each level of `pattern`; empty when it always is

  /// How many there are; 0 for numbers.
  [[nodiscard]] std::uint32_t levels() const noexcept { return static_cast<std::uint32_t>(level_codes.size()); }

  void parameters(auto&& visitor) const {
    if (const auto* of_levels = std::get_if<level_law>(&law)) {
      of_levels->parameters(visitor);
    } else {
      std::visit([&](const auto& of) { of.parameters(visitor); }, std::get<number_law>(law));
    }
    if (values) values->parameters(visitor);
    for (const double edge : edges) visitor(edge);
    for (const std::uint8_t code : level_codes) visitor(static_cast<double>(code));
    if (!present.empty()) visitor(static_cast<double>(pattern));
    for (const std::uint8_t there : present) visitor(static_cast<double>(there));
  }
};

class conditioned_trees;

/// What `trees` knows of a table.
class tree_model {
 public:
  /// \param order  the columns as they are drawn
  /// \throws format_error  unless `order` has each column once, patterns first, and laws go by what is drawn before
  STANDIN_LAZY tree_model(std::vector<tree_column> columns, std::vector<std::uint32_t> order);

  [[nodiscard]] const std::vector<tree_column>& columns() const noexcept { return columns_; }
  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }

  /// For each plain column the number of its levels, 0 for numbers.
  [[nodiscard]] std::vector<std::uint32_t> layout() const {
    std::vector<std::uint32_t> levels;
    for (const tree_column& column : columns_) levels.push_back(column.levels());
    return levels;
  }

  STANDIN_LAZY void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  /// The same under a condition; it refers to this model. What it gives is in generators/trees/conditioned_trees.hpp.
  /// \throws data_error  when the condition has probability 0
  STANDIN_LAZY [[nodiscard]] conditioned_trees given(const plain_condition& condition) const;

  /// The logarithm of the density of each row, in nats: of numbers in their unit, where they are no spikes, and of
  /// levels and spikes as a probability. −∞ for a row that can't be. Costs O(rows × columns × trees).
  /// \param plain  columns as those that were fitted; levels beyond those that were are impossible
  /// \param out    one for each row
  STANDIN_LAZY void log_densities(const plain_table& plain, std::span<double> out, executor_ref on = {}) const;

  /// Draws a cell of a row whose columns before it are filled.
  STANDIN_LAZY [[nodiscard]] tree_cell draw(std::uint32_t column, partial_row& row, random::stream& words) const;
  /// What later columns see of a cell. \param pattern  the level of the column's missing pattern, where it has one
  STANDIN_LAZY [[nodiscard]] std::uint8_t code(std::uint32_t column, const tree_cell& cell,
                                               std::uint32_t pattern) const;
  /// The number that has its place there.
  STANDIN_LAZY [[nodiscard]] double number_at(std::uint32_t column, double place) const;
  /// The logarithm of the probability of a cell, or of its density, in a row whose columns before it are filled.
  STANDIN_LAZY [[nodiscard]] double log_density(std::uint32_t column, const tree_cell& cell, partial_row& row) const;

  void parameters(auto&& visitor) const {
    for (const std::uint32_t c : order_) visitor(static_cast<double>(c));
    for (const tree_column& column : columns_) column.parameters(visitor);
  }

 private:
  std::vector<tree_column> columns_;
  std::vector<std::uint32_t> order_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/tree_model.ipp>
#endif
