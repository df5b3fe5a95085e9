// SPDX-License-Identifier: MIT
/// \file
/// Where levels have their places.
#pragma once

#include <standin/generators/forest/forest_column.hpp>

#include <algorithm>
#include <numeric>

namespace standin::inline v0_1::detail {

STANDIN_INLINE level_units::level_units(std::span<const std::uint8_t> level_codes)
    : level_of(level_codes.size()), unit_of(level_codes.size()) {
  std::iota(level_of.begin(), level_of.end(), 0U);
  std::stable_sort(level_of.begin(), level_of.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return level_codes[a] < level_codes[b]; });
  for (std::uint32_t unit = 0; unit < level_of.size(); ++unit) unit_of[level_of[unit]] = unit;
}

}  // namespace standin::inline v0_1::detail
