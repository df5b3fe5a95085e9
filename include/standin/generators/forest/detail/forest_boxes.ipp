// SPDX-License-Identifier: MIT
/// \file
/// How the questions on the way to each leaf are turned into places.
#pragma once

#include <standin/generators/forest/detail/forest_boxes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::detail {

/// Codes that are left, a bit each.
using left_codes = histogram_tree::code_set;

[[nodiscard]] inline bool has_code(const left_codes& set, std::size_t code) noexcept {
  return ((set[code >> 6U] >> (code & 63U)) & 1U) != 0;
}

/// Follows the questions of a tree down to each leaf, and turns what they leave into places.
class box_walk {
 public:
  box_walk(std::span<const forest_column> columns, std::span<const level_units> units, std::vector<leaf_boxes>& boxes)
      : columns_(columns), units_(units), boxes_(boxes), asked_(columns.size()), left_(columns.size()) {
    for (left_codes& set : left_) set.fill(~std::uint64_t{0});
    governed_.resize(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (!columns[c].present.empty()) governed_[columns[c].pattern].push_back(c);
  }

  /// By all leaves of the tree in their order.
  void walk(const histogram_tree& tree, std::size_t first_leaf) {
    struct step {
      std::uint32_t node;
      std::size_t undo;  // changes that were made before
    };
    std::vector<step> open{{0, 0}};
    while (!open.empty()) {
      const step next = open.back();
      open.pop_back();
      while (changes_.size() > next.undo) take_back();
      if (next.node != 0) apply(tree, next.node);
      const tree_node& at = tree.nodes()[next.node];
      if (at.child == 0) {
        add(first_leaf + at.content);
        continue;
      }
      parents_[at.child] = parents_[at.child + 1] = next.node;
      open.push_back({at.child + 1, changes_.size()});
      open.push_back({at.child, changes_.size()});
    }
    while (!changes_.empty()) take_back();
  }

  void prepare(const histogram_tree& tree) { parents_.assign(tree.nodes().size(), 0); }

 private:
  struct change {
    std::uint32_t column;
    left_codes before;
  };

  void take_back() {
    left_[changes_.back().column] = changes_.back().before;
    --asked_[changes_.back().column];
    changes_.pop_back();
  }

  void apply(const histogram_tree& tree, std::uint32_t node) {
    const tree_node& question = tree.nodes()[parents_[node]];
    const bool left = node == question.child;
    left_codes& set = left_[question.column];
    changes_.push_back({question.column, set});
    ++asked_[question.column];
    for (std::size_t code = 0; code < 256; ++code)
      if (has_code(set, code) && tree.goes_left(question, static_cast<std::uint8_t>(code)) != left)
        set[code >> 6U] &= ~(std::uint64_t{1} << (code & 63U));
  }

  void add(std::size_t leaf) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      parts_.clear();
      const bool governs =
          std::any_of(governed_[c].begin(), governed_[c].end(), [&](std::size_t other) { return asked_[other] > 0; });
      if (asked_[c] > 0 || governs) add_parts(c);
      boxes_[c].add(leaf, parts_);
    }
  }

  /// Whether what is left of the columns that a pattern governs goes with one of its levels.
  [[nodiscard]] bool goes_with_others(std::size_t pattern, std::uint32_t level) const noexcept {
    for (const std::size_t c : governed_[pattern]) {
      if (asked_[c] == 0) continue;
      const left_codes& left = left_[c];
      const bool missing = has_code(left, missing_code);
      const bool value = (left[0] & ~std::uint64_t{1}) != 0 || left[1] != 0 || left[2] != 0 || left[3] != 0;
      if (columns_[c].present[level] == 0 && !missing) return false;
      if (columns_[c].present[level] == 1 && !value) return false;
    }
    return true;
  }

  void add_parts(std::size_t c) {
    const forest_column& of = columns_[c];
    bool all = true;
    for (std::size_t unit = 0; unit + 1 < of.edges.size(); ++unit) {
      if (!(of.edges[unit] < of.edges[unit + 1])) continue;
      const std::uint32_t level = of.numeric() ? 0 : units_[c].level_of[unit];
      const bool in = of.numeric() ? has_code(left_[c], unit + 1)
                                   : has_code(left_[c], of.level_codes[level]) && goes_with_others(c, level);
      all = all && in;
      if (!in) continue;
      if (!parts_.empty() && parts_.back().to == of.edges[unit])
        parts_.back().to = of.edges[unit + 1];
      else
        parts_.push_back({of.edges[unit], of.edges[unit + 1]});
    }
    if (all) parts_.clear();
  }

  std::span<const forest_column> columns_;
  std::span<const level_units> units_;
  std::vector<leaf_boxes>& boxes_;
  std::vector<std::vector<std::size_t>> governed_{};
  std::vector<std::uint32_t> asked_;  ///< how many questions on the way are about each column
  std::vector<left_codes> left_;      ///< of each column
  std::vector<change> changes_{};
  std::vector<std::uint32_t> parents_{};
  std::vector<place_interval> parts_{};
};

STANDIN_INLINE std::vector<leaf_boxes> boxes_of(std::span<const histogram_tree> trees,
                                                std::span<const forest_column> columns) {
  std::size_t leaves = 0;
  for (const histogram_tree& tree : trees) leaves += tree.leaves();
  std::vector<level_units> units;
  for (const forest_column& column : columns) units.emplace_back(column.level_codes);
  std::vector<leaf_boxes> boxes(columns.size(), leaf_boxes(leaves));
  box_walk walk(columns, units, boxes);
  std::size_t first = 0;
  for (const histogram_tree& tree : trees) {
    walk.prepare(tree);
    walk.walk(tree, first);
    first += tree.leaves();
  }
  return boxes;
}

}  // namespace standin::inline v0_1::detail
