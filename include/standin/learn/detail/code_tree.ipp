// SPDX-License-Identifier: MIT
/// \file
/// The bodies of learn/code_tree.hpp.
#pragma once

#include <standin/config.hpp>
#include <standin/learn/code_tree.hpp>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE void histogram_tree::leaves_of(const binned_table& table, std::size_t first,
                                                   std::span<std::uint32_t> out) const {
  const std::uint8_t* cells = table.columns() == 0 ? nullptr : table.column(0).data();
  const std::size_t stride = table.rows();
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = leaf([&](std::size_t j) { return cells[j * stride + first + i]; });
  }
}

STANDIN_LAZY_INLINE void histogram_tree::add_to(const binned_table& table, std::span<const double> value,
                                                std::size_t first, std::span<double> out) const {
  const std::uint8_t* cells = table.columns() == 0 ? nullptr : table.column(0).data();
  const std::size_t stride = table.rows();
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] += value[leaf([&](std::size_t j) { return cells[j * stride + first + i]; })];
  }
}

}  // namespace standin::inline v0_1
