// SPDX-License-Identifier: MIT
/// \file
/// How laws of leaves are drawn from and asked.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/forest/leaf_laws.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

STANDIN_INLINE leaf_laws::leaf_laws(std::vector<std::uint32_t> begin, std::vector<leaf_cell> cells, double smoothing)
    : begin_(std::move(begin)), cells_(std::move(cells)), smoothing_(smoothing) {
  const auto require = [](bool holds, const char* found) {
    if (!holds) throw format_error("laws of leaves", found, "fit it anew");
  };
  require(!begin_.empty() && begin_.front() == 0 && begin_.back() == cells_.size() &&
              std::is_sorted(begin_.begin(), begin_.end()),
          "leaves don't share the cells among themselves");
  require(smoothing_ >= 0.0 && smoothing_ <= 1e9, "the smoothing is no number of rows");
  rows_.reserve(leaves());
  for (std::size_t leaf = 0; leaf < leaves(); ++leaf) {
    double rows = 0.0;
    std::uint32_t before = 0;
    for (const leaf_cell& cell : this->cells(leaf)) {
      require(cell.first >= before && cell.end > cell.first && cell.rows > 0, "cells of a leaf overlap or are empty");
      before = cell.end;
      rows += static_cast<double>(cell.rows);
    }
    rows_.push_back(rows);
  }
}

STANDIN_INLINE double leaf_law::draw(double u) const noexcept {
  const double own = rows > 0.0 ? smoothing : 1.0;
  double left = u * (rows + own);
  for (const leaf_cell& cell : cells) {
    const auto weight = static_cast<double>(cell.rows);
    if (left < weight) return places(cell).at(left / weight);
    left -= weight;
  }
  if (!(own > 0.0)) return places(cells.back()).at(1.0);
  left *= box_size() / own;
  for (const place_interval& part : box) {
    if (left < part.size()) return part.at(left / part.size());
    left -= part.size();
  }
  return box.back().at(1.0);
}

STANDIN_INLINE double leaf_law::probability(std::span<const place_interval> allowed) const noexcept {
  double sum = 0.0;
  visit(allowed, [&](const place_interval&, double weight) { sum += weight; });
  return sum / (rows + (rows > 0.0 ? smoothing : 1.0));
}

STANDIN_INLINE double leaf_law::draw(double u, std::span<const place_interval> allowed) const noexcept {
  double all = 0.0;
  visit(allowed, [&](const place_interval&, double weight) { all += weight; });
  double left = u * all;
  double place = allowed.empty() ? 0.5 : allowed.front().at(u);
  bool found = false;
  visit(allowed, [&](const place_interval& part, double weight) {
    if (found) return;
    place = part.at(left < weight ? left / weight : 1.0);
    found = left < weight;
    left -= weight;
  });
  return place;
}

STANDIN_INLINE double leaf_law::density(double place) const noexcept {
  double sum = 0.0;
  for (const leaf_cell& cell : cells) {
    const place_interval part = places(cell);
    if (place < part.from) break;
    if (place < part.to) sum += static_cast<double>(cell.rows) / part.size();
  }
  const double own = rows > 0.0 ? smoothing : 1.0;
  for (const place_interval& part : box)
    if (place >= part.from && place < part.to) sum += own / box_size();
  return sum / (rows + own);
}

}  // namespace standin::inline v0_1
