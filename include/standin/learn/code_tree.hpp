// SPDX-License-Identifier: MIT
/// \file
/// Binary trees over coded columns: what has grown, and how it is to grow.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/random/stream.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// A place in a tree: a question about one column's code, or a leaf.
struct tree_node {
  std::uint32_t child = 0;    ///< where "left" leads, "right" is the next one; 0 for a leaf
  std::uint32_t column = 0;   ///< of the binned table
  std::uint32_t content = 0;  ///< of a leaf: its number; of a question about levels: which set goes left
  std::uint8_t threshold = 0;  ///< of a question about numbers: codes with code − shift ≤ threshold go left, modulo 256
  std::uint8_t shift = 0;      ///< 1 sends missing cells right
  bool levels = false;         ///< whether the question is about a set of codes
  float gain = 0.0F;           ///< what the question is worth, in the unit of the criterion; 0 for a leaf
};

/// A binary tree over codes. Leaves are numbered from left to right.
class histogram_tree {
 public:
  using code_set = std::array<std::uint64_t, 4>;

  histogram_tree() : nodes_(1) {}
  histogram_tree(std::vector<tree_node> nodes, std::vector<code_set> sets, std::size_t leaves)
      : nodes_(std::move(nodes)), sets_(std::move(sets)), leaves_(leaves) {}

  [[nodiscard]] std::size_t leaves() const noexcept { return leaves_; }
  [[nodiscard]] std::span<const tree_node> nodes() const noexcept { return nodes_; }
  [[nodiscard]] std::span<const code_set> sets() const noexcept { return sets_; }

  /// Whether a code goes left at a node that is no leaf.
  [[nodiscard]] bool goes_left(const tree_node& node, std::uint8_t code) const noexcept {
    if (node.levels) return ((sets_[node.content][code >> 6U] >> (code & 63U)) & 1U) != 0;
    return static_cast<std::uint8_t>(code - node.shift) <= node.threshold;
  }

  /// The leaf of a row whose code in column j is `code_of(j)`. Costs the depth.
  template <class CodeOf>
  [[nodiscard]] std::uint32_t leaf(CodeOf&& code_of) const {
    const tree_node* at = nodes_.data();
    while (at->child != 0) at = &nodes_[at->child + (goes_left(*at, code_of(at->column)) ? 0U : 1U)];
    return at->content;
  }

  /// Calls `visitor(double)` for all that the questions are.
  void parameters(auto&& visitor) const {
    for (const tree_node& node : nodes_) {
      visitor(static_cast<double>(node.child));
      visitor(static_cast<double>(node.child == 0 ? node.content : node.column));
      if (node.child == 0) continue;
      if (!node.levels) {
        visitor(static_cast<double>(2U * node.threshold + node.shift));
        continue;
      }
      for (const std::uint64_t bits : sets_[node.content]) {
        visitor(static_cast<double>(bits >> 32U));
        visitor(static_cast<double>(bits & 0xFFFFFFFFU));
      }
    }
  }

  /// The leaves of the rows [first, first + out.size()) of a table.
  STANDIN_LAZY void leaves_of(const binned_table& table, std::size_t first, std::span<std::uint32_t> out) const;

  /// Adds `value[leaf]` of the rows [first, first + out.size()) to `out`.
  STANDIN_LAZY void add_to(const binned_table& table, std::span<const double> value, std::size_t first,
                           std::span<double> out) const;

 private:
  std::vector<tree_node> nodes_;
  std::vector<code_set> sets_{};
  std::size_t leaves_ = 1;
};

/// How a tree grows.
struct tree_options {
  std::size_t max_leaves = 0;      ///< 0: as many as there are; else the most gainful question is asked first
  std::size_t max_depth = 0;       ///< 0: no limit
  std::size_t min_leaf = 20;       ///< rows
  double min_gain = 0.0;           ///< questions must be worth more than this
  double l2 = 0.0;                 ///< added to the sum of second derivatives
  double min_hessian = 0.0;        ///< of a leaf
  double level_smoothing = 10.0;   ///< rows of mean gradient 0 that each level gets when levels are put in order
  std::size_t min_level_rows = 0;  ///< of a node: levels of fewer are not told from all others
  double level_variance = 0.0;     ///< of a row's gradient: what putting levels in order gains by chance is not counted
  std::size_t columns_a_question = 0;  ///< so many random columns are looked at for each; 0: all
  random::source draws{};              ///< for those
};

/// A tree, and which rows it has in which leaf.
struct grown_tree {
  histogram_tree tree{};
  std::vector<std::uint32_t> rows{};   ///< the rows it grew on, leaf after leaf, in their order within each
  std::vector<std::uint32_t> begin{};  ///< of each leaf in `rows`, and the end of the last
  std::vector<double> values{};        ///< of gradients: −G / (H + l2) of each leaf; of classes: none

  [[nodiscard]] std::span<const std::uint32_t> rows_of(std::size_t leaf) const noexcept {
    return {rows.data() + begin[leaf], begin[leaf + 1] - begin[leaf]};
  }
};

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/learn/detail/code_tree.ipp>
#endif
