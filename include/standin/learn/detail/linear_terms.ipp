// SPDX-License-Identifier: MIT
/// \file
/// The bodies of learn/linear_terms.hpp.
#pragma once

#include <standin/learn/linear_terms.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace standin::inline v0_1 {

STANDIN_INLINE linear_terms::linear_terms(const plain_table& like, std::size_t max_levels, executor_ref on)
    : columns_(like.columns.size()) {
  std::vector<std::uint8_t> holes(columns_.size(), 0);
  std::vector<std::vector<std::uint32_t>> kept(columns_.size());
  parallel_for(on, columns_.size(), 1, [&](std::size_t j, std::size_t) {
    const plain_column& from = like.columns[j];
    column& to = columns_[j];
    to.numeric = from.numeric();
    if (to.numeric) {
      double sum = 0.0;
      std::size_t n = 0;
      const auto there = [&](std::size_t row) { return from.has(row) && std::isfinite(from.numbers[row]); };
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (!there(row)) continue;
        sum += from.numbers[row];
        ++n;
      }
      to.mean = n > 0 ? sum / static_cast<double>(n) : 0.0;
      double squares = 0.0;
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (there(row)) squares += (from.numbers[row] - to.mean) * (from.numbers[row] - to.mean);
      }
      const double spread = n > 0 ? std::sqrt(squares / static_cast<double>(n)) : 0.0;
      to.per_spread = spread > 0.0 && std::isfinite(1.0 / spread) ? 1.0 / spread : 0.0;
      holes[j] = n < like.rows ? 1 : 0;
    } else {
      std::vector<std::size_t> seen(from.levels, 0);
      for (std::size_t row = 0; row < like.rows; ++row) {
        if (from.has(row)) {
          ++seen[from.codes[row]];
        } else {
          holes[j] = 1;
        }
      }
      std::vector<std::uint32_t> order(from.levels);
      std::iota(order.begin(), order.end(), 0U);
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return seen[a] != seen[b] ? seen[a] > seen[b] : a < b; });
      for (std::size_t i = 0; i < order.size() && i < max_levels && seen[order[i]] > 0; ++i)
        kept[j].push_back(order[i]);
    }
  });
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    numbers_ += columns_[j].numeric ? std::size_t{1} : std::size_t{0};
    chosen_ += !columns_[j].numeric || holes[j] != 0 ? std::size_t{1} : std::size_t{0};
  }
  size_ = numbers_;
  const auto next = [&] { return static_cast<std::uint32_t>(size_++); };
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    column& c = columns_[j];
    if (!c.numeric) {
      c.others = next();
      c.term.assign(like.columns[j].levels, c.others);
      for (const std::uint32_t level : kept[j]) c.term[level] = next();
    }
    // A column that is always there has no term for holes; in other tables they count as nothing.
    c.missing = holes[j] != 0 ? next() : std::uint32_t{0xFFFFFFFF};
  }
}

STANDIN_INLINE linear_terms::rows linear_terms::apply(const plain_table& table, executor_ref on) const {
  rows out{table.rows, numbers_, chosen_, {}, {}};
  out.values.resize(table.rows * numbers_);
  out.places.resize(table.rows * chosen_);
  const auto none = static_cast<std::uint32_t>(size_);
  parallel_for(on, table.rows, 4096, [&](std::size_t begin, std::size_t end) {
    std::size_t number = 0;
    std::size_t chosen = 0;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const column& c = columns_[j];
      const plain_column& from = table.columns[j];
      const bool placed = !c.numeric || c.missing != 0xFFFFFFFF;
      const std::uint32_t missing = std::min(c.missing, none);
      for (std::size_t row = begin; row < end; ++row) {
        std::uint32_t place = none;
        if (c.numeric) {
          const bool there = from.has(row) && std::isfinite(from.numbers[row]);
          const double scaled = there ? (from.numbers[row] - c.mean) * c.per_spread : 0.0;
          out.values[row * numbers_ + number] = static_cast<float>(std::clamp(scaled, -10.0, 10.0));
          if (!there) place = missing;
        } else if (!from.has(row)) {
          place = missing;
        } else {
          place = from.codes[row] < c.term.size() ? c.term[from.codes[row]] : c.others;
        }
        if (placed) out.places[row * chosen_ + chosen] = place;
      }
      number += c.numeric ? 1 : 0;
      chosen += placed ? 1 : 0;
    }
  });
  return out;
}

}  // namespace standin::inline v0_1
