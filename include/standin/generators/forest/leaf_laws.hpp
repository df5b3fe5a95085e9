// SPDX-License-Identifier: MIT
/// \file
/// What a forest knows of one column: its law in each leaf, as places in the column's own distribution.
#pragma once

#include <standin/config.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

/// Places from `from` to `to` in a column's own distribution: parts of (0, 1), where each value takes up as much as the
/// share of rows that have it. Levels lie side by side in their order, numbers by size.
struct place_interval {
  double from = 0.0;
  double to = 1.0;

  [[nodiscard]] double size() const noexcept { return to - from; }
  /// The place that lies a share of the way along it, before its end.
  [[nodiscard]] double at(double share) const noexcept {
    const double place = from + (to - from) * share;
    return place < to ? place : std::nextafter(to, from);
  }
  bool operator==(const place_interval&) const = default;
};

/// Some neighbouring units of a column, and how many rows of a leaf lie in them: spread over them as the column's own
/// distribution is.
struct leaf_cell {
  std::uint32_t first = 0;  ///< unit
  std::uint32_t end = 0;    ///< the unit after the last
  std::uint32_t rows = 0;
  bool operator==(const leaf_cell&) const = default;
};

/// Which places of a column each leaf may hold: what the questions on the way to it leave.
class leaf_boxes {
 public:
  /// No leaf is restricted.
  explicit leaf_boxes(std::size_t leaves = 0) : begin_(leaves + 1, 0) {}

  /// Restricts the leaves in their order; nothing for one that isn't.
  void add(std::size_t leaf, std::span<const place_interval> allowed) {
    parts_.insert(parts_.end(), allowed.begin(), allowed.end());
    begin_[leaf + 1] = static_cast<std::uint32_t>(parts_.size());
  }

  [[nodiscard]] std::size_t leaves() const noexcept { return begin_.size() - 1; }

  /// Rising, apart from each other, not empty.
  [[nodiscard]] std::span<const place_interval> of(std::size_t leaf) const noexcept {
    static constexpr place_interval everything{};
    if (begin_[leaf] == begin_[leaf + 1]) return {&everything, 1};
    return {parts_.data() + begin_[leaf], begin_[leaf + 1] - begin_[leaf]};
  }

  [[nodiscard]] double size(std::size_t leaf) const noexcept {
    double sum = 0.0;
    for (const place_interval& part : of(leaf)) sum += part.size();
    return sum;
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<place_interval> parts_{};
};

/// The laws of one column in all leaves of all trees.
///
/// In a leaf of n rows a value is drawn from the cells with probability n / (n + s), and otherwise from the column's
/// own distribution within the leaf's box: s, the smoothing, is so many rows' worth.
class leaf_laws {
 public:
  leaf_laws() = default;
  /// \param begin  of each leaf in `cells`, and the end of the last
  leaf_laws(std::vector<std::uint32_t> begin, std::vector<leaf_cell> cells, double smoothing);

  [[nodiscard]] std::size_t leaves() const noexcept { return begin_.size() - 1; }
  [[nodiscard]] double smoothing() const noexcept { return smoothing_; }
  [[nodiscard]] std::span<const leaf_cell> cells(std::size_t leaf) const noexcept {
    return {cells_.data() + begin_[leaf], begin_[leaf + 1] - begin_[leaf]};
  }
  /// Rows of the leaf that have a value.
  [[nodiscard]] double rows(std::size_t leaf) const noexcept { return rows_[leaf]; }

  void parameters(auto&& visitor) const {
    visitor(smoothing_);
    for (const std::uint32_t b : begin_) visitor(static_cast<double>(b));
    for (const leaf_cell& cell : cells_) {
      visitor(static_cast<double>(cell.first));
      visitor(static_cast<double>(cell.end));
      visitor(static_cast<double>(cell.rows));
    }
  }

 private:
  std::vector<std::uint32_t> begin_ = {0};
  std::vector<leaf_cell> cells_{};
  std::vector<double> rows_{};
  double smoothing_ = 1.0;
};

/// The law of a column in one leaf, put together to be asked.
struct leaf_law {
  std::span<const double> edges;  ///< unit u takes up the places from edges[u] to edges[u + 1]
  std::span<const leaf_cell> cells;
  std::span<const place_interval> box;
  double rows = 0.0;
  double smoothing = 0.0;

  [[nodiscard]] place_interval places(const leaf_cell& cell) const noexcept {
    return {edges[cell.first], edges[cell.end]};
  }
  [[nodiscard]] double box_size() const noexcept {
    double size = 0.0;
    for (const place_interval& part : box) size += part.size();
    return size;
  }

  /// The place that a number from [0, 1) stands for.
  [[nodiscard]] double draw(double u) const noexcept;

  /// The probability of places, which are rising and apart from each other.
  [[nodiscard]] double probability(std::span<const place_interval> allowed) const noexcept;

  /// The place that a number from [0, 1) stands for, among those allowed, of which the law has some.
  [[nodiscard]] double draw(double u, std::span<const place_interval> allowed) const noexcept;

  /// The density at a place: how much more likely than in the column's own distribution.
  [[nodiscard]] double density(double place) const noexcept;

  /// Calls `visitor(part, weight)` for all parts of the law within `allowed`; weights are rows.
  template <class Visitor>
  void visit(std::span<const place_interval> allowed, Visitor&& visitor) const;
};

template <class Visitor>
void leaf_law::visit(std::span<const place_interval> allowed, Visitor&& visitor) const {
  const auto within = [&](const place_interval& part, double weight) {
    const double size = part.size();
    if (!(size > 0.0)) return;
    auto at = std::partition_point(allowed.begin(), allowed.end(),
                                   [&](const place_interval& each) { return each.to <= part.from; });
    for (; at != allowed.end() && at->from < part.to; ++at) {
      const place_interval common{std::max(part.from, at->from), std::min(part.to, at->to)};
      if (common.from < common.to) visitor(common, weight * common.size() / size);
    }
  };
  for (const leaf_cell& cell : cells) within(places(cell), static_cast<double>(cell.rows));
  if (!(smoothing > 0.0) && rows > 0.0) return;
  const double all = box_size();
  for (const place_interval& part : box) within(part, (rows > 0.0 ? smoothing : 1.0) * part.size() / all);
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/generators/forest/detail/leaf_laws.ipp>
#endif
