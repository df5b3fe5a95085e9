// SPDX-License-Identifier: MIT
/// \file
/// The bodies of stats/mixed_rows.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/stats/mixed_rows.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1::stats {

STANDIN_INLINE mixed_rows mixed_rows::take(std::span<const std::size_t> rows) const {
  mixed_rows out;
  out.rows_ = rows.size();
  for (const std::vector<float>& column : numbers_) {
    std::vector<float>& to = out.numbers_.emplace_back();
    to.reserve(rows.size());
    for (const std::size_t row : rows) to.push_back(column[row]);
  }
  for (const std::vector<std::uint32_t>& column : codes_) {
    std::vector<std::uint32_t>& to = out.codes_.emplace_back();
    to.reserve(rows.size());
    for (const std::size_t row : rows) to.push_back(column[row]);
  }
  return out;
}

STANDIN_INLINE mixed_space::mixed_space(const plain_table& like, distance_scale scale, executor_ref on)
    : columns_(like.columns.size()) {
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const plain_column& from = like.columns[j];
    column& to = columns_[j];
    to.numeric = from.numeric();
    if (!to.numeric) return;
    std::vector<double> values;
    for (std::size_t row = 0; row < like.rows; ++row) {
      if (from.has(row) && std::isfinite(from.numbers[row])) values.push_back(from.numbers[row]);
    }
    if (values.empty()) return;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    to.low = *least;
    double span = *most - *least;
    if (scale == distance_scale::central_quantiles) {
      const auto n = static_cast<std::ptrdiff_t>(values.size() - 1);
      const auto low = values.begin() + n / 100;
      std::nth_element(values.begin(), low, values.end());
      const double lower = *low;
      const auto high = values.begin() + (n - n / 100);
      std::nth_element(values.begin(), high, values.end());
      if (*high > lower) span = *high - lower;
    }
    if (span > 0.0 && std::isfinite(1.0 / span)) to.per_unit = 1.0 / span;
  });
}

STANDIN_INLINE mixed_rows mixed_space::place(const plain_table& table, executor_ref on) const {
  mixed_rows out;
  out.rows_ = table.rows;
  std::vector<std::size_t> slot;
  for (const column& c : columns_) {
    slot.push_back(c.numeric ? out.numbers_.size() : out.codes_.size());
    if (c.numeric) {
      out.numbers_.emplace_back();
    } else {
      out.codes_.emplace_back();
    }
  }
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const plain_column& from = table.columns[j];
    if (columns_[j].numeric) {
      std::vector<float>& to = out.numbers_[slot[j]];
      to.resize(table.rows);
      for (std::size_t row = 0; row < table.rows; ++row) {
        const double value = from.has(row) ? from.numbers[row] : std::nan("");
        const double place = (value - columns_[j].low) * columns_[j].per_unit;
        to[row] = std::isfinite(place) ? static_cast<float>(std::clamp(place, -1e3, 1e3)) : mixed_rows::missing_number;
      }
    } else {
      std::vector<std::uint32_t>& to = out.codes_[slot[j]];
      to.resize(table.rows);
      for (std::size_t row = 0; row < table.rows; ++row) to[row] = from.has(row) ? from.codes[row] + 1 : 0;
    }
  });
  return out;
}

STANDIN_INLINE float mixed_distance(const mixed_rows& a, std::size_t row_a, const mixed_rows& b,
                                    std::size_t row_b) noexcept {
  float sum = 0.0F;
  for (std::size_t j = 0; j < a.number_columns(); ++j) {
    sum += std::min(1.0F, std::abs(a.numbers(j)[row_a] - b.numbers(j)[row_b]));
  }
  std::size_t differing = 0;
  for (std::size_t j = 0; j < a.level_columns(); ++j) differing += a.codes(j)[row_a] != b.codes(j)[row_b] ? 1U : 0U;
  return sum + static_cast<float>(differing);
}

}  // namespace standin::inline v0_1::stats
