// SPDX-License-Identifier: MIT
/// \file
/// Rows that boosting does not learn from, so that they tell it when to stop.
#pragma once

#include <standin/config.hpp>
#include <standin/random/shuffle.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standin::inline v0_1::detail {

struct held_out_rows {
  std::vector<std::uint32_t> learn{};
  std::vector<std::uint32_t> held{};
};

/// So many of the rows, drawn at random, apart from the others; both in the order of the rows.
STANDIN_LAZY [[nodiscard]] inline held_out_rows hold_out_rows(std::span<const std::uint32_t> rows, std::size_t wanted,
                                                              random::source draws) {
  std::vector<std::uint8_t> held(rows.size(), 0);
  if (wanted > 0) {
    const std::vector<std::size_t> order = random::shuffled_indices(draws, rows.size());
    for (std::size_t i = 0; i < wanted; ++i) held[order[i]] = 1;
  }
  held_out_rows divided;
  for (std::size_t i = 0; i < rows.size(); ++i) (held[i] != 0 ? divided.held : divided.learn).push_back(rows[i]);
  return divided;
}

}  // namespace standin::inline v0_1::detail
