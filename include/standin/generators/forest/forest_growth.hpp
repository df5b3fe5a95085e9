// SPDX-License-Identifier: MIT
/// \file
/// How a forest grows: leaves are divided until rows made from them can't be told from real ones.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/generators/core.hpp>
#include <standin/generators/forest/forest_model.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/learn/code_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1 {

/// How a forest grows.
struct forest_options {
  std::size_t trees = 10;
  std::size_t min_leaf = 50;   ///< rows
  std::size_t max_rounds = 8;  ///< of growing on and of telling made rows from real ones
  std::size_t questions = 4;   ///< that each way down a tree may become longer by in a round
  std::size_t tries = 8;       ///< draws of columns to ask about and to learn of, of which the best question is taken
  double row_share = 0.5;      ///< of the rows, on which a tree chooses its questions; its laws are of all
  std::size_t max_rows = 100'000;  ///< that trees grow on, chosen at random where the table has more
  std::size_t knots = 1024;        ///< of the distribution of each column of numbers

  /// \throws invalid_option  where an option is out of range; fits do so too
  void check() const;
};

namespace detail {

/// A tree in the making, and where its rows are.
struct growing_tree {
  struct leaf_range {
    std::uint32_t node;
    std::uint32_t begin, end;  ///< in `rows`
    bool open = true;          ///< whether it may be divided
  };

  std::vector<tree_node> nodes{};
  std::vector<histogram_tree::code_set> sets{};
  std::vector<std::uint32_t> rows{};  ///< leaf after leaf
  std::vector<leaf_range> leaves{};
  std::vector<std::uint8_t> chosen{};  ///< whether questions are chosen on a row

  [[nodiscard]] histogram_tree finished() const;
  [[nodiscard]] std::span<const std::uint32_t> rows_of(const leaf_range& leaf) const noexcept {
    return {rows.data() + leaf.begin, leaf.end - leaf.begin};
  }
};

/// A table made ready for a forest, and the forest that grows on it.
class forest_preparation {
 public:
  forest_preparation(const plain_table& plain, const forest_options& options, fit_context& context);

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

  /// Asks one more question of each leaf of a tree that has enough rows. \returns  how many were asked
  std::size_t divide_leaves(growing_tree& tree, random::source draws) const;
  /// The best question for some rows, as a tree of one question; none where columns don't go together.
  [[nodiscard]] grown_tree best_question(std::span<const std::uint32_t> rows, random::source draws,
                                         std::vector<float>& room) const;
  /// How often rows made from the forest are told from real ones, by a forest that learns to.
  [[nodiscard]] double tell_apart(random::source draws, executor_ref on) const;
  /// Fills rows n … 2n - 1 of a table with made ones.
  void make_rows(binned_table& table, std::span<const std::uint32_t> real, random::source draws) const;

  const plain_table& plain_;
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
