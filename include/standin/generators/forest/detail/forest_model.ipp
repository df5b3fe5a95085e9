// SPDX-License-Identifier: MIT
/// \file
/// How rows are drawn from leaves, and what leaves say of conditions and densities.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/forest_model.hpp>
#include <standin/generators/level_marginal.hpp>
#include <standin/generators/probability_window.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/batch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace standin::inline v0_1 {

namespace detail {

/// Codes that are left, a bit each.
using left_codes = histogram_tree::code_set;

[[nodiscard]] inline bool has_code(const left_codes& set, std::size_t code) noexcept {
  return ((set[code >> 6U] >> (code & 63U)) & 1U) != 0;
}

STANDIN_INLINE level_units::level_units(std::span<const std::uint8_t> level_codes)
    : level_of(level_codes.size()), unit_of(level_codes.size()) {
  std::iota(level_of.begin(), level_of.end(), 0U);
  std::stable_sort(level_of.begin(), level_of.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return level_codes[a] < level_codes[b]; });
  for (std::uint32_t unit = 0; unit < level_of.size(); ++unit) unit_of[level_of[unit]] = unit;
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

[[nodiscard]] inline double log_of(double p) noexcept {
  return p > 0.0 ? std::log(p) : -std::numeric_limits<double>::infinity();
}

/// The integral of the quantile function over places.
[[nodiscard]] inline double sum_of_values(const empirical_marginal::fitted& law, const place_interval& over) noexcept {
  const std::span<const empirical_marginal::fitted::piece> pieces = law.pieces();
  auto at = std::partition_point(pieces.begin(), pieces.end(),
                                 [&](const empirical_marginal::fitted::piece& p) { return p.up_to <= over.from; });
  double sum = 0.0;
  double before = at == pieces.begin() ? 0.0 : (at - 1)->up_to;
  for (; at != pieces.end() && before < over.to; ++at) {
    const double from = std::max(before, over.from);
    const double to = std::min(at->up_to, over.to);
    const double middle = ((from + to) / 2.0 - before) / (at->up_to - before);
    sum += (to - from) * (at->lower + (at->upper - at->lower) * middle);
    before = at->up_to;
  }
  return sum;
}

}  // namespace detail

STANDIN_INLINE forest_model::forest_model(std::vector<forest_column> columns, std::vector<histogram_tree> trees,
                                          std::vector<std::uint32_t> leaf_rows, std::vector<double> accuracies)
    : columns_(std::move(columns)),
      trees_(std::move(trees)),
      leaf_rows_(std::move(leaf_rows)),
      accuracies_(std::move(accuracies)) {
  check();
  for (const forest_column& column : columns_) units_.emplace_back(column.level_codes);
  boxes_ = detail::boxes_of(trees_, columns_);
  draw_leaf_.emplace(std::vector<std::uint64_t>(leaf_rows_.begin(), leaf_rows_.end()));
}

STANDIN_INLINE void forest_model::check() const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  std::size_t leaves = 0;
  std::uint64_t of_all = 0;
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    check_tree(trees_[t]);
    require(trees_[t].leaves() <= leaf_rows_.size() - leaves, "there are fewer rows than leaves");
    std::uint64_t of_tree = 0;
    for (std::size_t k = 0; k < trees_[t].leaves(); ++k) {
      require(leaf_rows_[leaves + k] > 0, "a leaf has no row");
      of_tree += leaf_rows_[leaves + k];
    }
    require(t == 0 || of_tree == of_all, "trees have grown on different numbers of rows");
    of_all = of_tree;
    leaves += trees_[t].leaves();
  }
  require(!trees_.empty() && leaves == leaf_rows_.size(), "there are no trees, or not so many leaves");
  for (const forest_column& column : columns_) {
    check_column(column);
    require(column.laws.leaves() == leaves, "a column has no law for some leaf");
  }
}

STANDIN_INLINE void forest_model::check_tree(const histogram_tree& tree) const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  std::vector<bool> seen(tree.nodes().size(), false);
  std::vector<std::uint32_t> open{0};
  std::uint32_t leaves = 0;
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    require(node < seen.size() && !seen[node], "a tree's nodes don't form a tree");
    seen[node] = true;
    const tree_node& at = tree.nodes()[node];
    if (at.child == 0) {
      require(at.content == leaves, "a tree's leaves aren't numbered from left to right");
      ++leaves;
      continue;
    }
    require(at.column < columns_.size(), "a question is about a column that isn't there");
    open.push_back(at.child + 1);
    open.push_back(at.child);
  }
  require(leaves == tree.leaves(), "a tree has other leaves than it says");
}

STANDIN_INLINE void forest_model::check_column(const forest_column& column) const {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("forest_model", found, "fit it anew");
  };
  require(column.edges.size() >= 2 && column.edges.front() == 0.0 && column.edges.back() == 1.0 &&
              std::is_sorted(column.edges.begin(), column.edges.end()),
          "the places of a column don't go from 0 to 1");
  const std::size_t units = column.edges.size() - 1;
  if (column.numeric()) {
    require(column.level_codes.empty() && column.cuts.size() + 1 == units && units <= 255 &&
                std::is_sorted(column.cuts.begin(), column.cuts.end()),
            "numbers are cut in another way than their places");
  } else {
    require(column.level_codes.size() == units, "levels have no places, or too many");
  }
  if (!column.present.empty())
    require(column.pattern < columns_.size() && columns_[column.pattern].levels() == column.present.size(),
            "a column is governed by a pattern that isn't there");
  for (std::size_t leaf = 0; leaf < column.laws.leaves(); ++leaf)
    for (const leaf_cell& cell : column.laws.cells(leaf))
      require(cell.end <= units && column.edges[cell.first] < column.edges[cell.end],
              "a law is about values that don't occur");
}

STANDIN_INLINE std::uint32_t forest_model::unit_at(std::size_t column, double place) const noexcept {
  const std::vector<double>& edges = columns_[column].edges;
  const auto above = std::upper_bound(edges.begin(), edges.end(), place);
  const std::ptrdiff_t unit = std::max<std::ptrdiff_t>(above - edges.begin() - 1, 0);
  return static_cast<std::uint32_t>(std::min(unit, static_cast<std::ptrdiff_t>(edges.size()) - 2));
}

STANDIN_INLINE void forest_model::put(plain_rows& out, std::size_t column, std::size_t i, double place) const {
  if (!columns_[column].numeric()) {
    out.codes[column][i] = units_[column].level_of[unit_at(column, place)];
    return;
  }
  constexpr double end = 1e-15;
  out.numbers[column][i] = columns_[column].values->quantile(place > end ? std::min(place, 1.0 - end) : end);
}

STANDIN_INLINE void forest_model::sample_into(plain_rows& out, random::source from, std::uint64_t first_row) const {
  const std::size_t width = columns_.size();
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t row = first_row + i;
    const std::uint32_t leaf = (*draw_leaf_)(random::cell_word(from, random::purpose::sample, row, width));
    for (std::size_t c = 0; c < width; ++c)
      put(out, c, i, law(c, leaf).draw(random::cell_uniform(from, random::purpose::sample, row, c)));
  }
}

STANDIN_INLINE conditioned_forest forest_model::given(const plain_condition& condition) const {
  return {*this, condition};
}

STANDIN_INLINE void forest_model::log_densities(const plain_table& plain, std::span<double> out,
                                                executor_ref on) const {
  const std::size_t width = columns_.size();
  if (plain.columns.size() != width)
    throw schema_error("forest_model", "the table has " + std::to_string(plain.columns.size()) + " columns",
                       "give it the " + std::to_string(width) + " that were fitted");
  double all_rows = 0.0;
  for (const std::uint32_t n : leaf_rows_) all_rows += static_cast<double>(n);
  constexpr std::size_t task = 256;
  parallel_for(on, plain.rows, task, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint8_t> codes(width);
    std::vector<double> places(width);
    for (std::size_t row = begin; row < end; ++row) {
      double own = 0.0;
      for (std::size_t c = 0; c < width; ++c) {
        const plain_column& column = plain.columns[c];
        const forest_column& of = columns_[c];
        codes[c] = missing_code;
        if (!column.has(row)) continue;
        if (of.numeric()) {
          const double x = column.numbers[row];
          codes[c] = detail::code_of_number(of.cuts, x);
          // Within its unit, whatever rounding and the ends of pieces say.
          const place_interval unit{of.edges[codes[c] - 1U], of.edges[codes[c]]};
          const double place = of.values->cdf_below(x) + (of.values->cdf(x) - of.values->cdf_below(x)) / 2.0;
          places[c] = std::clamp(place, unit.from, unit.at(1.0));
          own += detail::log_of(of.values->density(x));
        } else if (column.codes[row] < of.levels()) {
          codes[c] = of.level_codes[column.codes[row]];
          const std::uint32_t unit = units_[c].unit_of[column.codes[row]];
          places[c] = of.edges[unit];
          own += detail::log_of(of.edges[unit + 1] - of.edges[unit]);
        } else {
          own = -std::numeric_limits<double>::infinity();
        }
      }
      double sum = 0.0;
      double largest = -std::numeric_limits<double>::infinity();
      std::size_t first = 0;
      for (const histogram_tree& tree : trees_) {
        const std::size_t leaf = first + tree.leaf([&](std::size_t c) { return codes[c]; });
        first += tree.leaves();
        double log_density = std::log(static_cast<double>(leaf_rows_[leaf]) / all_rows);
        for (std::size_t c = 0; c < width; ++c)
          if (plain.columns[c].has(row)) log_density += detail::log_of(law(c, leaf).density(places[c]));
        if (!(log_density > -std::numeric_limits<double>::infinity())) continue;
        if (log_density > largest) {
          sum = sum * std::exp(largest - log_density) + 1.0;
          largest = log_density;
        } else {
          sum += std::exp(log_density - largest);
        }
      }
      out[row] = sum > 0.0 ? own + largest + std::log(sum) : -std::numeric_limits<double>::infinity();
    }
  });
}

STANDIN_INLINE double forest_model::expectation(std::size_t column, const plain_condition& condition) const {
  if (column >= columns_.size() || !columns_[column].numeric())
    throw invalid_option("expectation", "the column isn't one of numbers", "ask for the probabilities of its levels");
  const conditioned_forest given_that(*this, condition);
  static constexpr place_interval everything{};
  const std::vector<place_interval>* const window = given_that.allowed(column);
  const std::span<const place_interval> allowed =
      window == nullptr ? std::span<const place_interval>(&everything, 1) : std::span<const place_interval>(*window);
  double sum = 0.0;
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    const double weight = given_that.weights()[leaf];
    if (!(weight > 0.0)) continue;
    double values = 0.0;
    double rows = 0.0;
    law(column, leaf).visit(allowed, [&](const place_interval& part, double w) {
      values += w * detail::sum_of_values(*columns_[column].values, part) / part.size();
      rows += w;
    });
    if (rows > 0.0) sum += weight * values / rows;
  }
  return sum;
}

STANDIN_INLINE std::vector<double> forest_model::level_probabilities(std::size_t column,
                                                                     const plain_condition& condition) const {
  if (column >= columns_.size() || columns_[column].numeric())
    throw invalid_option("level_probabilities", "the column isn't one of levels", "ask for its expectation");
  const conditioned_forest given_that(*this, condition);
  static constexpr place_interval everything{};
  const std::vector<place_interval>* const window = given_that.allowed(column);
  const std::span<const place_interval> allowed =
      window == nullptr ? std::span<const place_interval>(&everything, 1) : std::span<const place_interval>(*window);
  const forest_column& of = columns_[column];
  std::vector<double> probabilities(of.levels(), 0.0);
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    const double weight = given_that.weights()[leaf];
    if (!(weight > 0.0)) continue;
    double rows = 0.0;
    const leaf_law here = law(column, leaf);
    here.visit(allowed, [&](const place_interval&, double w) { rows += w; });
    if (!(rows > 0.0)) continue;
    here.visit(allowed, [&](const place_interval& part, double w) {
      for (std::size_t unit = unit_at(column, part.from); unit < of.levels() && of.edges[unit] < part.to; ++unit) {
        const double common = std::min(part.to, of.edges[unit + 1]) - std::max(part.from, of.edges[unit]);
        if (common > 0.0) probabilities[units_[column].level_of[unit]] += weight * w / rows * common / part.size();
      }
    });
  }
  return probabilities;
}

STANDIN_INLINE conditioned_forest::conditioned_forest(const forest_model& model, const plain_condition& condition)
    : model_(&model), windows_(model.columns().size()), free_(model.columns().size(), 1) {
  for (const plain_restriction& side : condition.columns) restrict(side);
  weights_.resize(model.leaves());
  double largest = -std::numeric_limits<double>::infinity();
  for (std::size_t leaf = 0; leaf < weights_.size(); ++leaf) {
    weights_[leaf] = weigh(leaf);
    largest = std::max(largest, weights_[leaf]);
  }
  if (!(largest > -std::numeric_limits<double>::infinity())) detail::fail_on_impossible();
  double sum = 0.0;
  double rows = 0.0;
  for (std::size_t leaf = 0; leaf < weights_.size(); ++leaf) {
    weights_[leaf] = std::exp(weights_[leaf] - largest);
    sum += weights_[leaf];
    rows += static_cast<double>(model.leaf_rows()[leaf]);
  }
  log_probability_ = largest + std::log(sum) - std::log(rows);
  for (double& weight : weights_) weight /= sum;
  draw_leaf_.emplace(weights_);
}

STANDIN_INLINE void conditioned_forest::restrict(const plain_restriction& side) {
  const forest_column& of = model_->columns_[side.column];
  window& to = windows_[side.column];
  free_[side.column] = 0;
  const auto add = [&](double from, double end) {
    if (!(from < end)) return;
    if (!to.places.empty() && to.places.back().to == from)
      to.places.back().to = end;
    else
      to.places.push_back({from, end});
  };
  if (!of.numeric()) {
    for (std::uint32_t unit = 0; unit < of.levels(); ++unit)
      if (side.allows(model_->units_[side.column].level_of[unit])) add(of.edges[unit], of.edges[unit + 1]);
    return;
  }
  const probability_window window_of_values(*of.values, side.numbers);
  for (const probability_window::part& part : window_of_values.parts()) add(part.from, part.to);
  if (!to.places.empty()) return;
  for (const interval<double>& each : side.numbers.intervals()) {
    if (!each.point() || !(of.values->density(each.lower) > 0.0)) continue;
    const std::uint8_t code = detail::code_of_number(of.cuts, each.lower);
    const place_interval unit{of.edges[code - 1U], of.edges[code]};
    to.points.push_back(each.lower);
    to.point_places.push_back(std::clamp(of.values->cdf(each.lower), unit.from, unit.at(1.0)));
  }
}

/// The logarithm of the leaf's rows times the condition's probability there.
STANDIN_INLINE double conditioned_forest::weigh(std::size_t leaf) const {
  double log_weight = std::log(static_cast<double>(model_->leaf_rows()[leaf]));
  for (std::size_t c = 0; c < windows_.size(); ++c) {
    if (free_[c] != 0) continue;
    const window& of = windows_[c];
    const leaf_law law = model_->law(c, leaf);
    double probability = of.points.empty() ? law.probability(of.places) : 0.0;
    for (std::size_t k = 0; k < of.points.size(); ++k)
      probability += law.density(of.point_places[k]) * model_->columns_[c].values->density(of.points[k]);
    log_weight += detail::log_of(probability);
  }
  return log_weight;
}

STANDIN_INLINE void conditioned_forest::sample_into(plain_rows& out, random::source from,
                                                    std::uint64_t first_row) const {
  const std::size_t width = windows_.size();
  std::vector<double> density;
  for (std::size_t i = 0; i < out.rows; ++i) {
    const std::uint64_t row = first_row + i;
    const std::uint32_t leaf = (*draw_leaf_)(random::cell_word(from, random::purpose::sample, row, width));
    for (std::size_t c = 0; c < width; ++c) {
      const double u = random::cell_uniform(from, random::purpose::sample, row, c);
      const leaf_law law = model_->law(c, leaf);
      const window& of = windows_[c];
      if (free_[c] != 0) {
        model_->put(out, c, i, law.draw(u));
      } else if (of.points.empty()) {
        model_->put(out, c, i, law.draw(u, of.places));
      } else {
        double all = 0.0;
        density.clear();
        for (std::size_t k = 0; k < of.points.size(); ++k) {
          density.push_back(law.density(of.point_places[k]) * model_->columns_[c].values->density(of.points[k]));
          all += density.back();
        }
        std::size_t k = 0;
        for (double left = u * all; k + 1 < density.size() && left >= density[k]; ++k) left -= density[k];
        out.numbers[c][i] = of.points[k];
      }
    }
  }
}

}  // namespace standin::inline v0_1
