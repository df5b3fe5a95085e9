// SPDX-License-Identifier: MIT
/// \file
/// What a `tree_model` asks of its parts, and how it draws rows.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/trees/place_distribution.hpp>
#include <standin/generators/trees/tree_model.hpp>
#include <standin/learn/binned_table.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

/// Whether trees ask about columns alone that `known` says are there.
STANDIN_LAZY [[nodiscard]] inline bool asks_only(std::span<const histogram_tree> trees,
                                                 const std::vector<bool>& known) {
  for (const histogram_tree& tree : trees)
    for (const tree_node& node : tree.nodes())
      if (node.child != 0 && (node.column >= known.size() || !known[node.column])) return false;
  return true;
}

STANDIN_LAZY [[nodiscard]] inline bool asks_only(const level_law& law, const std::vector<bool>& known) {
  bool good = asks_only(law.outcomes.trees(), known);
  for (const level_law& inner : law.within) good = good && asks_only(inner, known);
  return good;
}

/// `known` is changed on the way and comes back as it was.
STANDIN_LAZY [[nodiscard]] inline bool asks_only(const number_law& law, std::vector<bool>& known) {
  const auto with_scratch = [&](std::uint32_t scratch, const outcome_trees& outcomes) {
    if (scratch >= known.size()) return false;
    known[scratch] = true;
    const bool good = asks_only(outcomes.trees(), known);
    known[scratch] = false;
    return good;
  };
  if (const auto* cells = std::get_if<cell_law>(&law))
    return asks_only(cells->outcomes.trees(), known) && with_scratch(cells->scratch, cells->parts);
  const auto& mean = std::get<mean_law>(law);
  bool good = asks_only(mean.gate.trees(), known) && with_scratch(mean.scratch, mean.residuals);
  for (const boosted_trees& fold : mean.means) good = good && asks_only(fold.trees(), known);
  return good;
}

/// Rows by what they have in common so far.
template <int = 0>
class rows_alike {
 public:
  explicit rows_alike(std::size_t rows) : of_(rows, 0), count_(1) {}

  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  /// Rows with the same number were told apart by nothing.
  [[nodiscard]] std::uint32_t of(std::size_t row) const noexcept { return of_[row]; }

  /// Costs O(rows + 256 × count).
  template <class CodeOf>
  void tell_apart(CodeOf&& code_of) {
    std::vector<std::uint32_t> next(256 * count_, 0);  // counted from 1
    count_ = 0;
    for (std::size_t i = 0; i < of_.size(); ++i) {
      std::uint32_t& number = next[256 * std::size_t{of_[i]} + code_of(i)];
      if (number == 0) number = static_cast<std::uint32_t>(++count_);
      of_[i] = number - 1;
    }
  }

 private:
  std::vector<std::uint32_t> of_;
  std::size_t count_;
};

}  // namespace detail

STANDIN_LAZY_INLINE tree_model::tree_model(std::vector<tree_column> columns, std::vector<std::uint32_t> order)
    : columns_(std::move(columns)), order_(std::move(order)) {
  std::vector<bool> drawn(2 * columns_.size(), false);  // the second half is the laws' own
  for (const std::uint32_t c : order_) {
    if (c >= columns_.size() || drawn[c])
      throw format_error("tree_model", "the order doesn't have each column once", "fit it anew");
    const tree_column& column = columns_[c];
    if (!column.present.empty() && (column.pattern >= columns_.size() || !drawn[column.pattern] ||
                                    columns_[column.pattern].levels() != column.present.size()))
      throw format_error("tree_model", "a column comes before the pattern that governs it", "fit it anew");
    const auto* levels = std::get_if<level_law>(&column.law);
    if ((levels == nullptr) != (column.levels() == 0) || (levels == nullptr) != column.values.has_value())
      throw format_error("tree_model", "a column's law is of another kind than the column", "fit it anew");
    if (levels != nullptr ? !detail::asks_only(*levels, drawn)
                          : !detail::asks_only(std::get<number_law>(column.law), drawn))
      throw format_error("tree_model", "a column's law asks about columns that are drawn later", "fit it anew");
    drawn[c] = true;
  }
  if (order_.size() != columns_.size())
    throw format_error("tree_model", "the order doesn't have each column once", "fit it anew");
}

STANDIN_LAZY_INLINE double tree_model::number_at(std::uint32_t column, double place) const {
  constexpr double end = 1e-15;
  return columns_[column].values->quantile(place > end ? std::min(place, 1.0 - end) : end);
}

STANDIN_LAZY_INLINE tree_cell tree_model::draw(std::uint32_t column, partial_row& row, random::stream& words) const {
  const auto& law = columns_[column].law;
  if (const auto* levels = std::get_if<level_law>(&law)) return {.level = levels->draw(row, words)};
  const double place = std::visit([&](const auto& of) { return of.draw(row, words); }, std::get<number_law>(law));
  return {.number = number_at(column, place)};
}

STANDIN_LAZY_INLINE std::uint8_t tree_model::code(std::uint32_t column, const tree_cell& cell,
                                                  std::uint32_t pattern) const {
  const tree_column& of = columns_[column];
  if (!of.present.empty() && of.present[pattern] == 0) return missing_code;
  return of.values ? code_of_number(of.edges, cell.number) : of.level_codes[cell.level];
}

STANDIN_LAZY_INLINE double tree_model::log_density(std::uint32_t column, const tree_cell& cell,
                                                   partial_row& row) const {
  const tree_column& of = columns_[column];
  if (const auto* levels = std::get_if<level_law>(&of.law))
    return std::log(levels->probability(row, [&cell](std::uint32_t level) { return level == cell.level; }));
  const place_distribution places(std::get<number_law>(of.law), row);
  const double below = of.values->cdf_below(cell.number);
  const double up_to = of.values->cdf(cell.number);
  if (below < up_to) return std::log(places.cdf(up_to) - places.cdf(below));
  return std::log(places.density(up_to)) + std::log(of.values->density(cell.number));
}

STANDIN_LAZY_INLINE void tree_model::log_densities(const plain_table& plain, std::span<double> out,
                                                   executor_ref on) const {
  const std::size_t width = columns_.size();
  if (plain.columns.size() != width)
    throw schema_error("tree_model", "the table has " + std::to_string(plain.columns.size()) + " columns",
                       "give it the " + std::to_string(width) + " that were fitted");
  constexpr std::size_t task = 256;
  parallel_for(on, plain.rows, task, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint8_t> codes(2 * width);
    partial_row row{.codes = codes};
    for (std::size_t i = begin; i < end; ++i) {
      std::fill(codes.begin(), codes.end(), missing_code);
      out[i] = 0.0;
      for (const std::uint32_t c : order_) {
        const plain_column& column = plain.columns[c];
        if (!column.has(i)) continue;
        const tree_cell cell =
            column.numeric() ? tree_cell{.number = column.numbers[i]} : tree_cell{.level = column.codes[i]};
        if (!column.numeric() && cell.level >= columns_[c].levels()) {
          out[i] = -std::numeric_limits<double>::infinity();
          break;
        }
        out[i] += log_density(c, cell, row);
        codes[c] =
            column.numeric() ? code_of_number(columns_[c].edges, cell.number) : columns_[c].level_codes[cell.level];
      }
    }
  });
}

STANDIN_LAZY_INLINE void tree_model::sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
  const std::size_t width = columns_.size();
  std::vector<std::uint8_t> codes(out.rows * 2 * width, missing_code);
  detail::rows_alike alike(out.rows);
  partial_row row;
  for (const std::uint32_t c : order_) {
    const tree_column& column = columns_[c];
    row.remembered.forget();
    const bool remember = 2 * alike.count() <= out.rows;
    for (std::size_t i = 0; i < out.rows; ++i) {
      row.codes = std::span<std::uint8_t>(codes).subspan(i * 2 * width, 2 * width);
      row.like = remember ? alike.of(i) : partial_row::alone;
      random::stream words(from, random::purpose::sample, first_row + i, c + 1);
      const tree_cell cell = draw(c, row, words);
      if (column.values) {
        out.numbers[c][i] = cell.number;
      } else {
        out.codes[c][i] = cell.level;
      }
      row.codes[c] = code(c, cell, column.present.empty() ? 0 : out.codes[column.pattern][i]);
    }
    if (remember) alike.tell_apart([&](std::size_t i) { return codes[i * 2 * width + c]; });
  }
}

}  // namespace standin::inline v0_1
