// SPDX-License-Identifier: MIT
/// \file
/// Rows of `trees` under a condition.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_condition.hpp>
#include <standin/generators/proposal_choice.hpp>
#include <standin/generators/sample_report.hpp>
#include <standin/generators/trees/tree_model.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// A tree model whose restricted columns are drawn from what is allowed of them.
///
/// Where the restricted columns are the first in the order, and later columns see no difference between the values that
/// are allowed of each of them but the last, rows have exactly the distribution under the condition. Otherwise each row
/// makes 32 proposals of its columns up to the last restricted one, weighs each by the probability of what was asked
/// for, and keeps one: importance resampling within the row. Restricted columns at the head of the order are proposed
/// once a row, and at no cost where a single value is allowed. It refers to the model. Source: Rubin, "The calculation
/// of posterior distributions by data augmentation: comment", JASA 82 (1987).
class conditioned_trees {
 public:
  static constexpr bool one_by_one = true;

  /// \throws data_error  when a restriction has probability 0 whatever the others are
  STANDIN_LAZY conditioned_trees(const tree_model& model, const plain_condition& condition);

  /// As `tree_model::sample_into`.
  STANDIN_LAZY void sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const;

  [[nodiscard]] bool exact() const noexcept { return exact_; }

  /// Of all rows that this or a copy of it has made.
  [[nodiscard]] proposal_tally tally() const noexcept { return counter_.tally(); }

 private:
  /// What is asked of one column.
  struct restriction {
    std::optional<plain_restriction> asked{};  ///< none where the column is free
    std::vector<place_range> places{};         ///< of numbers: where those that are allowed lie
    std::vector<double> points{};              ///< of numbers: those that are allowed, when they take up no room
    std::optional<tree_cell> only{};           ///< the cell, where there is no other
    bool alike = false;                        ///< whether later columns see no difference between what is allowed
  };

  /// Looks for what all allowed cells have in common.
  STANDIN_LAZY static void compare(restriction& here, const tree_column& of);
  /// Draws the restricted columns at the head of the order.
  STANDIN_LAZY void begin(partial_row& row, std::vector<tree_cell>& cells, random::source from,
                          std::uint64_t number) const;
  /// Draws those after them up to the last restricted one.
  /// \returns  the logarithm of the proposal's weight
  STANDIN_LAZY [[nodiscard]] double propose(partial_row& row, std::vector<tree_cell>& cells, random::source from,
                                            std::uint64_t number, std::size_t proposal) const;
  /// Lets later columns see a cell.
  STANDIN_LAZY void tell(std::uint32_t column, const std::vector<tree_cell>& cells, partial_row& row) const;
  /// \returns  the cell and the logarithm of the probability, or density, of what is allowed
  STANDIN_LAZY [[nodiscard]] std::pair<tree_cell, double> draw(std::uint32_t column, partial_row& row,
                                                               random::stream& words) const;

  const tree_model& model_;
  std::vector<restriction> wanted_;  ///< one a column
  std::size_t begun_ = 0;            ///< columns at the head of the order that are proposed once
  std::size_t proposed_ = 0;         ///< columns in the order up to the last restricted one
  bool exact_ = true;
  proposal_counter counter_;
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/trees/detail/conditioned_trees.ipp>
#endif
