// SPDX-License-Identifier: MIT
/// \file
/// Boxes of rows, their bounds, and the search through them.
#pragma once

#include <standin/config.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/nearest_neighbours.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace standin::inline v0_1::stats {

namespace detail {

/// Halves sets of rows along the column that sets them apart most, until they fit a box.
class box_builder {
 public:
  box_builder(const mixed_rows& rows, std::size_t box_rows) : rows_(rows), box_rows_(box_rows), order_(rows.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::vector<std::pair<std::size_t, std::size_t>> waiting;
    if (rows.size() > 0) waiting.emplace_back(0, rows.size());
    while (!waiting.empty()) {
      const auto [begin, end] = waiting.back();
      waiting.pop_back();
      if (end - begin <= box_rows_) {
        boxes_.emplace_back(begin, end);
        continue;
      }
      const std::size_t middle = halve(begin, end);
      waiting.emplace_back(middle, end);
      waiting.emplace_back(begin, middle);
    }
  }

  [[nodiscard]] const std::vector<std::uint32_t>& order() const noexcept { return order_; }
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& boxes() const noexcept { return boxes_; }

 private:
  /// A few rows say which column is best; any choice is right, some are faster.
  [[nodiscard]] std::size_t halve(std::size_t begin, std::size_t end) {
    constexpr std::size_t looked_at = 128;
    const std::size_t n = end - begin;
    const std::size_t sample = std::min(n, looked_at);
    const auto row = [&](std::size_t i) { return order_[begin + i * n / sample]; };
    double most = -1.0;
    std::size_t best = 0;
    for (std::size_t j = 0; j < rows_.number_columns(); ++j) {
      double apart = 0.0;
      for (std::size_t i = 0; i < sample; ++i) {
        const std::size_t other = (i + sample / 2) % sample;
        apart += std::min(1.0F, std::abs(rows_.numbers(j)[row(i)] - rows_.numbers(j)[row(other)]));
      }
      if (apart > most) {
        most = apart;
        best = j;
      }
    }
    for (std::size_t j = 0; j < rows_.level_columns(); ++j) {
      double apart = 0.0;
      for (std::size_t i = 0; i < sample; ++i) {
        const std::size_t other = (i + sample / 2) % sample;
        if (rows_.codes(j)[row(i)] != rows_.codes(j)[row(other)]) apart += 1.0;
      }
      if (apart > most) {
        most = apart;
        best = rows_.number_columns() + j;
      }
    }
    // Full boxes: the left part is a multiple of their size.
    const std::size_t middle = begin + std::max<std::size_t>(1, n / 2 / box_rows_) * box_rows_;
    const auto first = order_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto nth = order_.begin() + static_cast<std::ptrdiff_t>(middle);
    const auto last = order_.begin() + static_cast<std::ptrdiff_t>(end);
    if (best < rows_.number_columns()) {
      const std::span<const float> x = rows_.numbers(best);
      std::nth_element(first, nth, last,
                       [x](std::uint32_t a, std::uint32_t b) { return x[a] != x[b] ? x[a] < x[b] : a < b; });
    } else {
      const std::span<const std::uint32_t> c = rows_.codes(best - rows_.number_columns());
      std::nth_element(first, nth, last,
                       [c](std::uint32_t a, std::uint32_t b) { return c[a] != c[b] ? c[a] < c[b] : a < b; });
    }
    return middle;
  }

  const mixed_rows& rows_;
  std::size_t box_rows_;
  std::vector<std::uint32_t> order_;
  std::vector<std::pair<std::size_t, std::size_t>> boxes_{};
};

}  // namespace detail

/// One query on its way.
struct neighbour_index::query_state {
  std::vector<float> numbers{};
  std::vector<std::uint32_t> codes{};  ///< in the order of the columns
  std::uint32_t left_out = neighbours::none;
  std::size_t k = 1;
  float* distance = nullptr;
  std::uint32_t* row = nullptr;
  std::vector<float> bound{};
};

STANDIN_INLINE neighbour_index::neighbour_index(const mixed_rows& base, executor_ref on)
    : rows_(base.size()), numbers_(base.number_columns()) {
  const detail::box_builder built(base, box_rows);
  boxes_ = built.boxes().size();
  for (std::size_t j = 0; j < base.level_columns(); ++j) {
    std::uint32_t most = 0;
    for (const std::uint32_t c : base.codes(j)) most = std::max(most, c);
    (most < 255 ? narrow_ : wide_).push_back(j);
  }
  number_cells_.resize(boxes_ * numbers_ * box_rows);
  narrow_cells_.resize(boxes_ * narrow_.size() * box_rows);
  wide_cells_.resize(boxes_ * wide_.size() * box_rows);
  row_.assign(boxes_ * box_rows, neighbours::none);
  low_.assign(boxes_ * numbers_, std::numeric_limits<float>::infinity());
  high_.assign(boxes_ * numbers_, -std::numeric_limits<float>::infinity());
  holes_.assign(boxes_ * numbers_, 0);
  seen_.assign(boxes_ * base.level_columns(), 0);
  parallel_for(on, boxes_, 64, [&](std::size_t first, std::size_t last) {
    for (std::size_t b = first; b < last; ++b) {
      const auto [begin, end] = built.boxes()[b];
      for (std::size_t i = 0; i < box_rows; ++i) {
        const std::size_t at = std::min(begin + i, end - 1);  // padded with the last row, which is none there
        const std::uint32_t row = built.order()[at];
        if (begin + i < end) row_[b * box_rows + i] = row;
        for (std::size_t j = 0; j < numbers_; ++j) {
          const float x = base.numbers(j)[row];
          number_cells_[(b * numbers_ + j) * box_rows + i] = x;
          if (x == mixed_rows::missing_number) {
            holes_[j * boxes_ + b] = 1;
          } else {
            low_[j * boxes_ + b] = std::min(low_[j * boxes_ + b], x);
            high_[j * boxes_ + b] = std::max(high_[j * boxes_ + b], x);
          }
        }
        for (std::size_t j = 0; j < base.level_columns(); ++j) {
          seen_[j * boxes_ + b] |= std::uint64_t{1} << (base.codes(j)[row] & 63U);
        }
        for (std::size_t k = 0; k < narrow_.size(); ++k) {
          narrow_cells_[(b * narrow_.size() + k) * box_rows + i] =
              static_cast<std::uint8_t>(base.codes(narrow_[k])[row]);
        }
        for (std::size_t k = 0; k < wide_.size(); ++k) {
          wide_cells_[(b * wide_.size() + k) * box_rows + i] = base.codes(wide_[k])[row];
        }
      }
    }
  });
}

STANDIN_INLINE void neighbour_index::look_into(query_state& query, std::size_t box) const {
  std::array<float, box_rows> sum{};
  const float* x = number_cells_.data() + box * numbers_ * box_rows;
  for (std::size_t j = 0; j < numbers_; ++j, x += box_rows) {
    const float at = query.numbers[j];
    for (std::size_t i = 0; i < box_rows; ++i) {
      const float apart = std::abs(x[i] - at);
      sum[i] += apart < 1.0F ? apart : 1.0F;
    }
  }
  std::array<std::uint8_t, box_rows> differing{};
  std::size_t counted = 0;
  const auto before_count = [&] {
    if (++counted < 256) return;
    for (std::size_t i = 0; i < box_rows; ++i) sum[i] += static_cast<float>(differing[i]);
    differing.fill(0);
    counted = 1;
  };
  const std::uint8_t* c = narrow_cells_.data() + box * narrow_.size() * box_rows;
  for (std::size_t k = 0; k < narrow_.size(); ++k, c += box_rows) {
    const std::uint32_t code = query.codes[narrow_[k]];
    const auto at = static_cast<std::uint8_t>(code < 255 ? code : 255);  // 255 is nobody's
    before_count();
    for (std::size_t i = 0; i < box_rows; ++i) {
      differing[i] = static_cast<std::uint8_t>(differing[i] + (c[i] != at ? 1 : 0));
    }
  }
  const std::uint32_t* w = wide_cells_.data() + box * wide_.size() * box_rows;
  for (std::size_t k = 0; k < wide_.size(); ++k, w += box_rows) {
    const std::uint32_t at = query.codes[wide_[k]];
    before_count();
    for (std::size_t i = 0; i < box_rows; ++i) {
      differing[i] = static_cast<std::uint8_t>(differing[i] + (w[i] != at ? 1 : 0));
    }
  }
  for (std::size_t i = 0; i < box_rows; ++i) sum[i] += static_cast<float>(differing[i]);
  float least = sum[0];
  for (std::size_t i = 1; i < box_rows; ++i) least = sum[i] < least ? sum[i] : least;
  if (least > query.distance[query.k - 1]) return;
  for (std::size_t i = 0; i < box_rows; ++i) {
    const std::uint32_t row = row_[box * box_rows + i];
    const std::size_t last = query.k - 1;
    if (sum[i] > query.distance[last] || row == neighbours::none || row == query.left_out) continue;
    if (sum[i] == query.distance[last] && row > query.row[last]) continue;
    std::size_t to = last;
    while (to > 0 &&
           (sum[i] < query.distance[to - 1] || (sum[i] == query.distance[to - 1] && row < query.row[to - 1]))) {
      query.distance[to] = query.distance[to - 1];
      query.row[to] = query.row[to - 1];
      --to;
    }
    query.distance[to] = sum[i];
    query.row[to] = row;
  }
}

STANDIN_INLINE void neighbour_index::search(query_state& query) const {
  std::vector<float>& bound = query.bound;
  bound.assign(boxes_, 0.0F);
  for (std::size_t j = 0; j < numbers_; ++j) {
    const float at = query.numbers[j];
    const float* low = low_.data() + j * boxes_;
    const float* high = high_.data() + j * boxes_;
    if (at == mixed_rows::missing_number) {
      for (std::size_t b = 0; b < boxes_; ++b) bound[b] += holes_[j * boxes_ + b] != 0 ? 0.0F : 1.0F;
      continue;
    }
    float* sum = bound.data();
    for (std::size_t b = 0; b < boxes_; ++b) {
      const float below = low[b] - at;
      const float above = at - high[b];
      float apart = below > above ? below : above;
      apart = apart > 0.0F ? apart : 0.0F;
      sum[b] += apart < 1.0F ? apart : 1.0F;
    }
  }
  for (std::size_t j = 0; j < query.codes.size(); ++j) {
    const unsigned bit = query.codes[j] & 63U;
    const std::uint64_t* seen = seen_.data() + j * boxes_;
    for (std::size_t b = 0; b < boxes_; ++b) bound[b] += ((seen[b] >> bit) & 1U) != 0 ? 0.0F : 1.0F;
  }
  const std::size_t best = static_cast<std::size_t>(std::min_element(bound.begin(), bound.end()) - bound.begin());
  look_into(query, best);
  // Bounds and distances are summed in different orders, so that a bound may be too large by some roundings.
  const float slack = 4e-7F * static_cast<float>((numbers_ + query.codes.size()) * (numbers_ + query.codes.size()) + 1);
  for (std::size_t b = 0; b < boxes_; ++b) {
    if (bound[b] <= query.distance[query.k - 1] + slack && b != best) look_into(query, b);
  }
}

STANDIN_INLINE neighbours neighbour_index::nearest(const mixed_rows& queries, std::size_t k, executor_ref on,
                                                   bool others) const {
  neighbours found;
  found.k = std::max<std::size_t>(k, 1);
  found.distance.assign(queries.size() * found.k, std::numeric_limits<float>::infinity());
  found.row.assign(queries.size() * found.k, neighbours::none);
  if (boxes_ == 0) return found;
  parallel_for(on, queries.size(), 256, [&](std::size_t begin, std::size_t end) {
    query_state query;
    query.k = found.k;
    query.numbers.resize(numbers_);
    query.codes.resize(queries.level_columns());
    for (std::size_t q = begin; q < end; ++q) {
      for (std::size_t j = 0; j < numbers_; ++j) query.numbers[j] = queries.numbers(j)[q];
      for (std::size_t j = 0; j < query.codes.size(); ++j) query.codes[j] = queries.codes(j)[q];
      query.left_out = others ? static_cast<std::uint32_t>(q) : neighbours::none;
      query.distance = found.distance.data() + q * found.k;
      query.row = found.row.data() + q * found.k;
      search(query);
    }
  });
  return found;
}

}  // namespace standin::inline v0_1::stats
