// SPDX-License-Identifier: MIT
/// \file
/// Rows that are the same in some columns, told apart once: what is worked out for one holds for all.
#pragma once

#include <standin/learn/binned_table.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::detail {

/// Which of some rows have the same codes in some columns.
struct distinct_rows {
  std::vector<std::uint32_t> first{};  ///< of each different one the first row that has it, in order of appearance
  std::vector<std::uint32_t> of{};     ///< for each row of the list its place in `first`

  distinct_rows() = default;
  /// Costs O(rows × columns).
  distinct_rows(const binned_table& table, std::span<const std::uint32_t> columns,
                std::span<const std::uint32_t> rows) {
    std::vector<std::uint64_t> hash(rows.size(), 0);
    for (const std::uint32_t column : columns) {
      const std::span<const std::uint8_t> codes = table.column(column);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        hash[i] = (hash[i] ^ codes[rows[i]]) * 0x9E3779B97F4A7C15U;
        hash[i] ^= hash[i] >> 29U;
      }
    }
    const std::size_t mask = std::bit_ceil(2 * rows.size() + 1) - 1;
    constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::vector<std::uint32_t> slots(mask + 1, none);
    std::vector<std::uint64_t> hashes;
    const auto same = [&](std::uint32_t a, std::uint32_t b) {
      return std::all_of(columns.begin(), columns.end(),
                         [&](std::uint32_t column) { return table.column(column)[a] == table.column(column)[b]; });
    };
    of.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::size_t slot = hash[i] & mask;
      while (slots[slot] != none && !(hashes[slots[slot]] == hash[i] && same(first[slots[slot]], rows[i])))
        slot = (slot + 1) & mask;
      if (slots[slot] == none) {
        slots[slot] = static_cast<std::uint32_t>(first.size());
        first.push_back(rows[i]);
        hashes.push_back(hash[i]);
      }
      of.push_back(slots[slot]);
    }
  }
};

}  // namespace standin::inline v0_1::detail
