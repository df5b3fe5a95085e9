// SPDX-License-Identifier: MIT
/// \file
/// What boosting of outcomes knows of each row so far.
#pragma once

#include <standin/core/wide_vectors.hpp>
#include <standin/learn/detail/distinct_rows.hpp>
#include <standin/learn/detail/outcome_lanes.hpp>
#include <standin/learn/histogram_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// Rows with the scores of their outcomes. Rows that no tree can tell apart share them.
template <int = 0>
class scored_rows {
 public:
  scored_rows() = default;
  scored_rows(const binned_table& table, std::span<const std::uint32_t> columns, std::vector<std::uint32_t> rows,
              std::span<const float> prior)
      : table_(&table),
        rows_(std::move(rows)),
        distinct_(table, columns, rows_),
        count_(prior.size()),
        stride_((count_ + outcome_lanes - 1) / outcome_lanes * outcome_lanes) {
    constexpr float impossible = -1e30F;
    scores_.assign(points() * stride_, impossible);
    for (std::size_t p = 0; p < points(); ++p)
      std::copy(prior.begin(), prior.end(), scores_.begin() + static_cast<std::ptrdiff_t>(p * stride_));
  }

  [[nodiscard]] std::size_t points() const noexcept { return distinct_.first.size(); }
  [[nodiscard]] std::span<const std::uint32_t> rows() const noexcept { return rows_; }
  /// The point of the i-th of the rows.
  [[nodiscard]] std::uint32_t point(std::size_t i) const noexcept { return distinct_.of[i]; }
  /// Of a point: one score an outcome, padded to `stride` with impossible ones.
  [[nodiscard]] const float* scores(std::size_t point) const noexcept { return scores_.data() + point * stride_; }
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }

  [[nodiscard]] std::uint32_t leaf(const histogram_tree& tree, std::size_t point) const {
    return static_cast<std::uint32_t>(tree.leaf(table_->row(distinct_.first[point])));
  }

  /// Adds what each point's leaf holds: leaves × outcomes.
  void add(std::size_t point, std::uint32_t leaf, std::span<const float> values) {
    add_row(scores_.data() + point * stride_, values.data() + leaf * count_, count_);
  }

  /// The mean of −log probability of the rows' outcomes, in nats.
  [[nodiscard]] double loss(std::span<const std::uint32_t> outcomes) const {
    std::vector<double> total(points());
    on_widest_vectors([&] {
      for (std::size_t p = 0; p < points(); ++p) total[p] = log_total(scores(p), stride_);
    });
    constexpr double longest = 27.6;  // no row counts as less likely than 1e-12
    double sum = 0.0;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      sum += std::min(total[point(i)] - static_cast<double>(scores(point(i))[outcomes[rows_[i]]]), longest);
    return sum / static_cast<double>(rows_.size());
  }

 private:
  const binned_table* table_ = nullptr;
  std::vector<std::uint32_t> rows_{};
  distinct_rows distinct_{};
  std::size_t count_ = 0;
  std::size_t stride_ = 0;
  std::vector<float> scores_{};
};

}  // namespace standin::inline v0_1::detail
