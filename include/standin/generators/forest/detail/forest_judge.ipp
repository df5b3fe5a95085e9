// SPDX-License-Identifier: MIT
/// \file
/// How rows are made for a judge, and judged.
#pragma once

#include <standin/generators/forest/detail/forest_judge.hpp>
#include <standin/learn/histogram_tree.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/distributions.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace standin::inline v0_1::detail {

STANDIN_INLINE void forest_judge::make_rows(binned_table& to, std::span<const std::uint32_t> real,
                                            random::source draws) const {
  const std::size_t n = real.size();
  std::vector<std::vector<std::uint32_t>> leaf_of(trees.size());  // a tree, a place in its rows
  for (std::size_t t = 0; t < trees.size(); ++t) {
    leaf_of[t].resize(trees[t].rows.size());
    for (std::uint32_t leaf = 0; leaf < trees[t].leaves.size(); ++leaf)
      std::fill(leaf_of[t].begin() + trees[t].leaves[leaf].begin, leaf_of[t].begin() + trees[t].leaves[leaf].end, leaf);
  }
  for (std::size_t i = 0; i < n; ++i) {
    random::stream words(draws, random::purpose::sample, i);
    const std::size_t t = random::uniform_index(words, trees.size());
    const std::uint32_t leaf = leaf_of[t][random::uniform_index(words, trees[t].rows.size())];
    const std::span<const std::uint32_t> rows = trees[t].rows_of(trees[t].leaves[leaf]);
    const auto any = [&] { return rows[random::uniform_index(words, rows.size())]; };
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::uint32_t from = any();
      if (columns[c].present.empty()) to.column(c)[n + i] = table.column(c)[from];
      // The row that gives a pattern says for all columns that it governs whether there is a value.
      for (const std::uint32_t other : governed[c]) {
        const std::span<const std::uint8_t> cells = table.column(other);
        std::uint8_t& cell = to.column(other)[n + i];
        cell = cells[from];
        constexpr int tries = 16;
        for (int k = 0; k < tries && cells[from] != missing_code; ++k) {
          const std::uint8_t code = cells[any()];
          if (code == missing_code) continue;
          cell = code;
          break;
        }
      }
    }
  }
}

STANDIN_INLINE double forest_judge::accuracy(random::source draws, executor_ref on) const {
  constexpr std::size_t most_rows = 10'000;
  std::vector<std::uint32_t> real;
  {
    random::stream words(draws, random::purpose::shuffle, 0);
    std::size_t wanted = std::min(most_rows, table.rows());
    for (std::uint32_t row = 0; row < table.rows() && wanted > 0; ++row)
      if (words.uniform() * static_cast<double>(table.rows() - row) < static_cast<double>(wanted)) {
        real.push_back(row);
        --wanted;
      }
  }
  const std::size_t n = real.size();
  std::vector<std::uint16_t> codes;
  std::vector<bool> ordered;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    codes.push_back(static_cast<std::uint16_t>(table.codes(c)));
    ordered.push_back(table.ordered(c));
  }
  binned_table both(2 * n, std::move(codes), std::move(ordered));
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t i = 0; i < n; ++i) both.column(c)[i] = std::as_const(table).column(c)[real[i]];
  make_rows(both, real, draws);
  std::vector<std::uint8_t> is_real(2 * n, 0);
  std::fill_n(is_real.begin(), n, std::uint8_t{1});

  constexpr std::size_t judges = 20;
  constexpr std::size_t min_leaf = 5;
  constexpr std::int32_t scale = 1 << 20;
  std::vector<std::vector<std::int32_t>> votes(judges);
  parallel_for(on, judges, 1, [&](std::size_t t, std::size_t) {
    const random::source own = part_of(draws, "judge", t);
    random::stream words(own, random::purpose::shuffle, 0);
    std::vector<std::uint32_t> rows;
    std::vector<std::uint8_t> in(2 * n, 0);
    for (std::uint32_t row = 0; row < 2 * n; ++row) {
      in[row] = words.uniform() < 0.632 ? 1 : 0;  // as many as a bootstrap sample has different ones
      if (in[row] != 0) rows.push_back(row);
    }
    tree_options options;
    options.min_leaf = min_leaf;
    options.columns_a_question = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(varying.size()))));
    options.draws = own;
    const grown_tree grown = grow_tree(both, varying, rows, class_target{.classes = is_real, .count = 2}, options);
    std::vector<std::int32_t> vote(grown.tree.leaves(), 0);
    for (std::size_t leaf = 0; leaf < vote.size(); ++leaf) {
      std::int64_t sum = 0;
      for (const std::uint32_t row : grown.rows_of(leaf)) sum += is_real[row] != 0 ? 1 : -1;
      if (const auto size = static_cast<std::int64_t>(grown.rows_of(leaf).size()); size > 0)
        vote[leaf] = static_cast<std::int32_t>(sum * scale / size);
    }
    std::vector<std::uint32_t> leaves(2 * n);
    grown.tree.leaves_of(both, 0, leaves);
    votes[t].resize(2 * n);
    for (std::size_t row = 0; row < 2 * n; ++row) votes[t][row] = in[row] != 0 ? 0 : vote[leaves[row]];
  });
  std::size_t halves = 0;
  for (std::size_t row = 0; row < 2 * n; ++row) {
    std::int64_t sum = 0;
    for (const std::vector<std::int32_t>& of_tree : votes) sum += of_tree[row];
    halves += sum == 0 ? 1U : (sum > 0) == (row < n) ? 2U : 0U;
  }
  return static_cast<double>(halves) / static_cast<double>(4 * n);
}

}  // namespace standin::inline v0_1::detail
