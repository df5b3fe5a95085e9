// SPDX-License-Identifier: MIT
/// \file
/// How leaves are divided.
#pragma once

#include <standin/generators/forest/detail/growing_tree.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/random/distributions.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace standin::inline v0_1::detail {

STANDIN_INLINE histogram_tree growing_tree::finished() const {
  std::vector<tree_node> done = nodes;
  for (std::uint32_t leaf = 0; leaf < leaves.size(); ++leaf) {
    done[leaves[leaf].node] = {};
    done[leaves[leaf].node].content = leaf;
  }
  return {std::move(done), sets, leaves.size()};
}

STANDIN_INLINE std::size_t leaf_division::divide(growing_tree& tree, random::source draws) const {
  std::size_t asked = 0;
  std::vector<vector_target::value> room(table.rows());
  std::vector<std::uint32_t> rows;
  const std::size_t before = tree.leaves.size();
  for (std::size_t leaf = 0; leaf < before; ++leaf) {
    const growing_tree::leaf_range of = tree.leaves[leaf];
    if (!of.open || of.end - of.begin < 2 * options.min_leaf) continue;
    rows.clear();
    for (const std::uint32_t row : tree.rows_of(of))
      if (tree.chosen[row] != 0) rows.push_back(row);
    const grown_tree found = best_question(rows, part_of(draws, "leaf", of.node), room);
    if (found.tree.leaves() < 2) continue;
    tree_node question = found.tree.nodes().front();
    const std::span<const std::uint8_t> codes = table.column(question.column);
    const auto first = tree.rows.begin() + of.begin;
    const auto last = tree.rows.begin() + of.end;
    const auto goes_left = [&](std::uint32_t row) { return found.tree.goes_left(question, codes[row]); };
    const auto left = static_cast<std::size_t>(std::count_if(first, last, goes_left));
    if (left < options.min_leaf || of.end - of.begin - left < options.min_leaf) continue;
    std::stable_partition(first, last, goes_left);
    const auto middle = static_cast<std::uint32_t>(of.begin + left);
    question.child = static_cast<std::uint32_t>(tree.nodes.size());
    if (question.levels) {
      tree.sets.push_back(found.tree.sets()[question.content]);
      question.content = static_cast<std::uint32_t>(tree.sets.size() - 1);
    }
    tree.nodes[of.node] = question;
    tree.nodes.resize(tree.nodes.size() + 2);
    tree.leaves[leaf] = {.node = question.child, .begin = of.begin, .end = middle};
    tree.leaves.push_back({.node = question.child + 1, .begin = middle, .end = of.end});
    ++asked;
  }
  return asked;
}

STANDIN_INLINE grown_tree leaf_division::best_question(std::span<const std::uint32_t> rows, random::source draws,
                                                       std::vector<vector_target::value>& room) const {
  grown_tree best;
  std::vector<std::uint32_t> differing;
  for (const std::uint32_t c : varying) {
    const std::uint8_t* const cells = table.column(c).data();
    if (std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return cells[row] != cells[rows.front()]; }))
      differing.push_back(c);
  }
  if (differing.size() < 2) return best;
  tree_options one_question;
  one_question.min_leaf = std::max<std::size_t>(
      1, static_cast<std::size_t>(options.row_share * static_cast<double>(options.min_leaf) / 2.0));
  one_question.max_depth = 1;
  const auto n = static_cast<double>(rows.size());
  double best_gain = 0.0;
  random::stream words(draws, random::purpose::initialise, 0);
  for (std::size_t k = 0; k < options.tries; ++k) {
    for (std::size_t i = differing.size(); i > 1; --i)
      std::swap(differing[i - 1], differing[random::uniform_index(words, i)]);
    constexpr std::size_t most_targets = 3;
    const std::size_t targets = std::min(most_targets, differing.size() / 2);
    for (const std::uint32_t row : rows) room[row] = {};
    for (std::size_t d = 0; d < targets; ++d) {
      const std::span<const std::uint8_t> cells = table.column(differing[d]);
      std::array<float, 256> score{};
      if (table.ordered(differing[d])) {
        std::iota(score.begin() + 1, score.end(), 1.0F);
        score[missing_code] = static_cast<float>(random::uniform_index(words, 256));
      } else {
        for (float& of : score) of = (words() & 1U) != 0 ? 1.0F : -1.0F;
      }
      double sum = 0.0;
      double squares = 0.0;
      for (const std::uint32_t row : rows) {
        const double of = score[cells[row]];
        sum += of;
        squares += of * of;
      }
      const double variance = squares / n - sum / n * (sum / n);
      const double scale = variance > 1e-9 ? 1.0 / std::sqrt(variance) : 0.0;
      for (const std::uint32_t row : rows)
        room[row][d] = static_cast<float>((static_cast<double>(score[cells[row]]) - sum / n) * scale);
    }
    std::vector<std::uint32_t> asked(differing.begin() + static_cast<std::ptrdiff_t>(targets), differing.end());
    std::sort(asked.begin(), asked.end());
    grown_tree found = grow_tree(table, asked, rows, vector_target{room, targets}, one_question);
    const double gain = static_cast<double>(found.tree.nodes().front().gain) / static_cast<double>(targets);
    if (found.tree.leaves() > 1 && gain > best_gain) {
      best_gain = gain;
      best = std::move(found);
    }
    std::sort(differing.begin(), differing.end());
  }
  return best;
}

}  // namespace standin::inline v0_1::detail
