// SPDX-License-Identifier: MIT
/// \file
/// The engine that grows histogram trees, for any statistic that adds up over rows.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/wide_vectors.hpp>
#include <standin/learn/code_tree.hpp>
#include <standin/parallel/executor.hpp>
#include <standin/random/shuffle.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// The best question found for a node.
struct tree_question {
  double gain = 0.0;
  std::uint32_t column = 0;  ///< place in the growth's columns
  std::uint8_t threshold = 0;
  std::uint8_t shift = 0;
  bool levels = false;
  bool found = false;
  histogram_tree::code_set left{};
};

/// Grows one tree. `Statistics` says what is summed in a bin:
///
/// - `word`, the type of the sums; `words()` of them a bin; `row_value`, what a row brings along
/// - `values(rows)`: the row values
/// - `add(sums, code, value)`: adds a row to the bin of its code
/// - `count(bin)`: rows in a bin
/// - `begin_node(total)` → `node`, kept while the questions of a node are weighed
/// - `noise(node)`: what rounding alone may let a question be worth
/// - `gain(node, left, worth)`: what splitting off `left` is worth, false where neither may be a leaf
/// - `keys(node, sums, bins, out)`: the order of levels
template <class Statistics>
class tree_growth {
 public:
  using word = typename Statistics::word;
  using row_value = typename Statistics::row_value;

  tree_growth(const binned_table& table, std::span<const std::uint32_t> columns, std::span<const std::uint32_t> rows,
              const Statistics& statistics, const tree_options& options, executor_ref on)
      : table_(table),
        columns_(columns),
        statistics_(statistics),
        options_(options),
        on_(on),
        words_(statistics.words()),
        rows_(rows.begin(), rows.end()),
        values_(statistics.values(rows)) {
    check();
    offset_.resize(columns.size() + 1, 0);
    for (std::size_t j = 0; j < columns.size(); ++j) offset_[j + 1] = offset_[j] + table.codes(columns[j]) * words_;
  }

  [[nodiscard]] grown_tree run() {
    nodes_.assign(1, {});
    open root;
    root.end = static_cast<std::uint32_t>(rows_.size());
    root.active.resize(columns_.size());
    for (std::uint32_t j = 0; j < columns_.size(); ++j) root.active[j] = j;
    std::vector<open> waiting;
    if (may_split(root) && options_.max_leaves != 1) {
      root.sums = take_sums();
      fill(root, nullptr);
    }
    spans_.push_back({0, root.begin, root.end});
    std::size_t leaves = 1;
    if (root.best.found) waiting.push_back(std::move(root));
    while (!waiting.empty() && (options_.max_leaves == 0 || leaves < options_.max_leaves)) {
      open next = take_next(waiting);
      ++leaves;
      split(std::move(next), waiting, options_.max_leaves == 0 || leaves < options_.max_leaves);
    }
    return finish(leaves);
  }

 private:
  /// A node that may still be split.
  struct open {
    std::uint32_t node = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t depth = 0;
    std::unique_ptr<word[]> sums{};       ///< of the active columns
    std::vector<std::uint32_t> active{};  ///< places in columns_ that vary here
    tree_question best{};

    [[nodiscard]] std::size_t rows() const noexcept { return end - begin; }
  };

  struct node_rows {
    std::uint32_t node;
    std::uint32_t begin;
    std::uint32_t end;
  };

  void check() const {
    if (options_.min_leaf == 0) throw invalid_option("tree, min_leaf", "found 0", "1 or more will do");
    if (options_.l2 < 0.0) throw invalid_option("tree, l2", "found less than 0", "0 or more will do");
    if (rows_.size() >= (std::size_t{1} << 28)) {
      throw data_error("tree", "more than 268 million rows", "grow it on a part of them");
    }
    for (const std::uint32_t j : columns_) {
      if (j >= table_.columns()) {
        throw invalid_option("tree, columns", "found " + std::to_string(j),
                             "the table has " + std::to_string(table_.columns()));
      }
    }
  }

  [[nodiscard]] bool may_split(const open& node) const noexcept {
    return node.rows() >= 2 * options_.min_leaf && (options_.max_depth == 0 || node.depth < options_.max_depth) &&
           !node.active.empty();
  }

  /// With a limit on leaves the most gainful node, the earlier one where equal; else the last one.
  [[nodiscard]] open take_next(std::vector<open>& waiting) const {
    const auto worse = [](const open& a, const open& b) {
      return a.best.gain != b.best.gain ? a.best.gain < b.best.gain : a.node > b.node;
    };
    if (options_.max_leaves != 0) std::pop_heap(waiting.begin(), waiting.end(), worse);
    open next = std::move(waiting.back());
    waiting.pop_back();
    return next;
  }

  void put(open&& node, std::vector<open>& waiting) const {
    const auto worse = [](const open& a, const open& b) {
      return a.best.gain != b.best.gain ? a.best.gain < b.best.gain : a.node > b.node;
    };
    waiting.push_back(std::move(node));
    if (options_.max_leaves != 0) std::push_heap(waiting.begin(), waiting.end(), worse);
  }

  [[nodiscard]] std::unique_ptr<word[]> take_sums() {
    if (free_.empty()) return std::unique_ptr<word[]>(new word[offset_.back()]);
    std::unique_ptr<word[]> sums = std::move(free_.back());
    free_.pop_back();
    return sums;
  }

  void give_back(std::unique_ptr<word[]> sums) {
    if (sums != nullptr) free_.push_back(std::move(sums));
  }

  void split(open&& node, std::vector<open>& waiting, bool go_on) {
    const std::uint32_t child = static_cast<std::uint32_t>(nodes_.size());
    const tree_question& best = node.best;
    tree_node& question = nodes_[node.node];
    question = {child,       columns_[best.column],        0, best.threshold, best.shift,
                best.levels, static_cast<float>(best.gain)};
    if (best.levels) {
      question.content = static_cast<std::uint32_t>(sets_.size());
      sets_.push_back(best.left);
    }
    const std::uint32_t middle = partition(node);
    nodes_.resize(nodes_.size() + 2);
    open left;
    left.node = child;
    left.begin = node.begin;
    left.end = middle;
    left.depth = node.depth + 1;
    open right;
    right.node = child + 1;
    right.begin = middle;
    right.end = node.end;
    right.depth = node.depth + 1;
    spans_.push_back({left.node, left.begin, left.end});
    spans_.push_back({right.node, right.begin, right.end});
    left.active = node.active;
    right.active = node.active;
    open& small = left.rows() <= right.rows() ? left : right;
    open& large = left.rows() <= right.rows() ? right : left;
    if (go_on && may_split(large)) {
      small.sums = take_sums();
      large.sums = std::move(node.sums);
      fill(small, &large);
    } else {
      give_back(std::move(node.sums));
    }
    // The larger one is looked at last, so that without a limit on leaves few wait at any moment.
    for (open* part : {&large, &small}) {
      if (part->best.found) {
        put(std::move(*part), waiting);
      } else {
        give_back(std::move(part->sums));
      }
    }
  }

  /// Moves the rows of a node that go left before the others, both in their order.
  [[nodiscard]] std::uint32_t partition(const open& node) {
    const tree_question& best = node.best;
    std::array<std::uint8_t, 256> goes_right{};
    for (std::size_t code = 0; code < table_.codes(columns_[best.column]); ++code) {
      const bool left = best.levels ? ((best.left[code >> 6U] >> (code & 63U)) & 1U) != 0
                                    : static_cast<std::uint8_t>(code - best.shift) <= best.threshold;
      goes_right[code] = left ? 0 : 1;
    }
    const std::uint8_t* codes = table_.column(columns_[best.column]).data();
    const std::size_t n = node.rows();
    if (spare_rows_.size() < n) {
      spare_rows_.resize(rows_.size());
      spare_values_.resize(values_.size());
    }
    std::uint32_t* rows = rows_.data() + node.begin;
    row_value* values = values_.data() + node.begin;
    std::size_t left = 0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t row = rows[i];
      const row_value value = values[i];
      const std::size_t to_right = goes_right[codes[row]];
      rows[left] = row;
      values[left] = value;
      spare_rows_[right] = row;
      spare_values_[right] = value;
      left += 1 - to_right;
      right += to_right;
    }
    std::copy_n(spare_rows_.begin(), right, rows + left);
    std::copy_n(spare_values_.begin(), right, values + left);
    return static_cast<std::uint32_t>(node.begin + left);
  }

  /// Sums the rows of a node and finds its best question; `larger`, if given, holds the sums of both, and is left with
  /// the difference and its own best question.
  void fill(open& node, open* larger) {
    const std::size_t columns = node.active.size();
    std::vector<tree_question> found(columns);
    std::vector<tree_question> found_larger(larger == nullptr ? 0 : columns);
    std::vector<std::uint8_t> varies(columns, 0);
    std::vector<std::uint8_t> varies_larger(columns, 0);
    const bool search = may_split(node);
    const std::vector<std::uint8_t> looked_at = choose_columns(node);
    const std::vector<std::uint8_t> looked_at_larger =
        larger == nullptr ? std::vector<std::uint8_t>{} : choose_columns(*larger);
    const auto column_task = [&](std::size_t k) {
      const std::uint32_t j = node.active[k];
      word* sums = node.sums.get() + offset_[j];
      const std::size_t size = offset_[j + 1] - offset_[j];
      on_widest_vectors([&] { sum_rows(node, table_.column(columns_[j]).data(), sums, size); });
      if (larger != nullptr) {
        word* others = larger->sums.get() + offset_[j];
        for (std::size_t i = 0; i < size; ++i) others[i] = static_cast<word>(others[i] - sums[i]);
        varies_larger[k] = weigh(others, j, *larger, looked_at_larger[k] != 0, found_larger[k]) ? 1 : 0;
      }
      if (search) varies[k] = weigh(sums, j, node, looked_at[k] != 0, found[k]) ? 1 : 0;
    };
    constexpr std::size_t worth_a_thread = 1 << 15;
    if (on_.concurrency() > 1 && columns > 1 && (node.rows() + 512) * columns >= worth_a_thread) {
      on_.run(columns, column_task);
    } else {
      for (std::size_t k = 0; k < columns; ++k) column_task(k);
    }
    settle(node, found, varies);
    if (larger != nullptr) settle(*larger, found_larger, varies_larger);
  }

  /// Sums the rows of a node by their codes. Where there are few sums, four copies take turns: rows of the same code,
  /// which follow each other then, would wait for the sum of the one before.
  void sum_rows(const open& node, const std::uint8_t* codes, word* sums, std::size_t size) const noexcept {
    constexpr std::size_t few = 256;
    const std::uint32_t* rows = rows_.data() + node.begin;
    const row_value* values = values_.data() + node.begin;
    const std::size_t n = node.rows();
    std::fill_n(sums, size, word{});
    std::size_t i = 0;
    if (size <= few && n >= 8 * size) {
      std::array<word, 3 * few> others;
      std::fill_n(others.begin(), 3 * size, word{});
      word* second = others.data();
      word* third = second + size;
      word* fourth = third + size;
      for (; i + 4 <= n; i += 4) {
        statistics_.add(sums, codes[rows[i]], values[i]);
        statistics_.add(second, codes[rows[i + 1]], values[i + 1]);
        statistics_.add(third, codes[rows[i + 2]], values[i + 2]);
        statistics_.add(fourth, codes[rows[i + 3]], values[i + 3]);
      }
      for (std::size_t w = 0; w < size; ++w) sums[w] = static_cast<word>(sums[w] + second[w] + third[w] + fourth[w]);
    }
    for (; i < n; ++i) statistics_.add(sums, codes[rows[i]], values[i]);
  }

  /// Which of the active columns the question of a node may be about.
  [[nodiscard]] std::vector<std::uint8_t> choose_columns(const open& node) const {
    const std::size_t n = node.active.size();
    const std::size_t wanted = options_.columns_a_question;
    if (wanted == 0 || wanted >= n) return std::vector<std::uint8_t>(n, 1);
    std::vector<std::uint8_t> chosen(n, 0);
    random::stream draws(options_.draws, random::purpose::initialise, node.node);
    for (const std::size_t k : random::sample_in_order(draws, n, wanted)) chosen[k] = 1;
    return chosen;
  }

  /// The best of all columns, the first where equal; and which columns still vary.
  void settle(open& node, const std::vector<tree_question>& found, const std::vector<std::uint8_t>& varies) const {
    std::vector<std::uint32_t> still;
    for (std::size_t k = 0; k < found.size(); ++k) {
      if (varies[k] != 0) still.push_back(node.active[k]);
      if (found[k].found && (!node.best.found || found[k].gain > node.best.gain)) node.best = found[k];
    }
    node.active = std::move(still);
  }

  /// Finds the best question about one column; \returns whether the column has more than one code here.
  bool weigh(const word* sums, std::uint32_t j, const open& of, bool search, tree_question& best) const {
    const std::size_t codes = table_.codes(columns_[j]);
    std::array<std::uint8_t, 256> seen;
    std::size_t kinds = 0;
    for (std::size_t c = 0; c < codes; ++c) {
      seen[kinds] = static_cast<std::uint8_t>(c);
      if (statistics_.count(sums + c * words_) > 0) ++kinds;
    }
    if (kinds < 2) return false;
    if (!search) return true;
    std::vector<word> total(words_, word{});
    for (std::size_t k = 0; k < kinds; ++k) add_bin(total.data(), sums + seen[k] * words_);
    const typename Statistics::node node = statistics_.begin_node(total.data(), of.rows());
    best.gain = std::max(options_.min_gain, statistics_.noise(node));
    best.column = j;
    if (table_.ordered(columns_[j])) {
      weigh_numbers(sums, {seen.data(), kinds}, node, of.rows(), best);
    } else {
      weigh_levels(sums, {seen.data(), kinds}, node, of.rows(), best);
    }
    return true;
  }

  void add_bin(word* to, const word* bin) const noexcept {
    for (std::size_t w = 0; w < words_; ++w) to[w] = static_cast<word>(to[w] + bin[w]);
  }

  void weigh_numbers(const word* sums, std::span<const std::uint8_t> seen, const typename Statistics::node& node,
                     std::size_t rows, tree_question& best) const {
    const bool missing = seen[0] == missing_code;
    for (const bool missing_left : {false, true}) {
      if (missing_left && !missing) break;
      std::vector<word> left(words_, word{});
      if (missing_left) add_bin(left.data(), sums);
      const std::size_t first = missing ? 1 : 0;
      // The last cut leaves the missing cells alone on the right; without them nothing.
      const std::size_t last = missing && !missing_left ? seen.size() : seen.size() - 1;
      for (std::size_t k = first; k < last; ++k) {
        add_bin(left.data(), sums + seen[k] * words_);
        const std::size_t count = statistics_.count(left.data());
        if (count < options_.min_leaf) continue;
        if (rows - count < options_.min_leaf) break;
        double gain = 0.0;
        if (!statistics_.gain(node, left.data(), gain) || !(gain > best.gain)) continue;
        // A cut in the middle of codes that nobody has here is as good as any.
        const std::size_t cut = k + 1 < seen.size() ? (std::size_t{seen[k]} + seen[k + 1] - 1) / 2
                                                    : table_.codes(columns_[best.column]) - 1;
        const bool to_left = missing ? missing_left : 2 * count >= rows;
        best.gain = gain;
        best.found = true;
        best.shift = to_left ? 0 : 1;
        best.threshold = static_cast<std::uint8_t>(to_left ? cut : cut - 1);
      }
    }
  }

  void weigh_levels(const word* sums, std::span<const std::uint8_t> seen, const typename Statistics::node& node,
                    std::size_t rows, tree_question& best) const {
    std::array<double, 256> key;
    statistics_.keys(node, sums, seen, options_.level_smoothing, key);
    std::array<std::uint8_t, 256> order;
    std::size_t known = 0;
    for (const std::uint8_t c : seen)
      if (statistics_.count(sums + c * words_) >= options_.min_level_rows) order[known++] = c;
    std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(known),
              [&](std::uint8_t a, std::uint8_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
    const double by_chance = gain_by_chance(sums, seen, rows);
    cut_levels(sums, {order.data(), known}, known < seen.size(), node, rows, by_chance, best);
    // Levels of few rows are on the right with the last ones; so the last ones are looked at by themselves as well.
    if (known == seen.size()) return;
    std::array<std::uint8_t, 256> last_first;
    for (std::size_t k = 0; k < known; ++k) last_first[k] = order[known - 1 - k];
    cut_levels(sums, {last_first.data(), known}, true, node, rows, by_chance, best);
  }

  /// \param others  whether there are levels besides, which go right, with half of these at least
  void cut_levels(const word* sums, std::span<const std::uint8_t> order, bool others,
                  const typename Statistics::node& node, std::size_t rows, double by_chance,
                  tree_question& best) const {
    std::vector<word> left(words_, word{});
    std::size_t cut = 0;
    std::size_t left_rows = 0;
    const std::size_t most = others ? (order.size() + 1) / 2 : order.size() - 1;
    for (std::size_t k = 0; k < most; ++k) {
      add_bin(left.data(), sums + order[k] * words_);
      const std::size_t count = statistics_.count(left.data());
      if (count < options_.min_leaf) continue;
      if (rows - count < options_.min_leaf) break;
      double gain = 0.0;
      if (!statistics_.gain(node, left.data(), gain) || !(gain - by_chance > best.gain)) continue;
      best.gain = gain - by_chance;
      best.found = true;
      best.levels = true;
      cut = k + 1;
      left_rows = count;
    }
    if (cut == 0) return;
    // Codes that nobody has here, missing cells among them, go with the larger part.
    const bool unseen_left = !others && 2 * left_rows >= rows;
    best.left.fill(unseen_left ? ~std::uint64_t{0} : std::uint64_t{0});
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::uint64_t bit = std::uint64_t{1} << (order[k] & 63U);
      if (k < cut) {
        best.left[order[k] >> 6U] |= bit;
      } else {
        best.left[order[k] >> 6U] &= ~bit;
      }
    }
  }

  /// What levels that mean nothing differ by, beyond what questions about numbers gain so: sums of noise hold one
  /// variance for each level of the same frequency but one, and putting them in order finds most of it; a cut, the best
  /// of many, finds some 4.
  [[nodiscard]] double gain_by_chance(const word* sums, std::span<const std::uint8_t> seen, std::size_t rows) const {
    if (!(options_.level_variance > 0.0)) return 0.0;
    double roots = 0.0;
    for (const std::uint8_t c : seen) roots += std::sqrt(static_cast<double>(statistics_.count(sums + c * words_)));
    const double levels = roots * roots / static_cast<double>(rows);
    constexpr double of_cut = 4.0;
    return options_.level_variance * std::max(0.0, levels - 1.0 - of_cut);
  }

  [[nodiscard]] grown_tree finish(std::size_t leaves) {
    grown_tree grown;
    std::vector<node_rows> ends;
    for (const node_rows& part : spans_) {
      if (nodes_[part.node].child == 0) ends.push_back(part);
    }
    std::sort(ends.begin(), ends.end(), [](const node_rows& a, const node_rows& b) { return a.begin < b.begin; });
    grown.begin.reserve(leaves + 1);
    for (std::size_t leaf = 0; leaf < ends.size(); ++leaf) {
      nodes_[ends[leaf].node].content = static_cast<std::uint32_t>(leaf);
      grown.begin.push_back(ends[leaf].begin);
    }
    grown.begin.push_back(static_cast<std::uint32_t>(rows_.size()));
    grown.values = statistics_.leaf_values(grown.begin, values_);
    grown.rows = std::move(rows_);
    grown.tree = histogram_tree(std::move(nodes_), std::move(sets_), leaves);
    return grown;
  }

  const binned_table& table_;
  std::span<const std::uint32_t> columns_;
  const Statistics& statistics_;
  const tree_options& options_;
  executor_ref on_;
  std::size_t words_;
  std::vector<std::uint32_t> rows_;
  std::vector<row_value> values_;
  std::vector<std::uint32_t> spare_rows_{};
  std::vector<row_value> spare_values_{};
  std::vector<std::size_t> offset_{};  ///< of each column in a node's sums
  std::vector<std::unique_ptr<word[]>> free_{};
  std::vector<tree_node> nodes_{};
  std::vector<node_rows> spans_{};
  std::vector<histogram_tree::code_set> sets_{};
};

}  // namespace standin::inline v0_1::detail
