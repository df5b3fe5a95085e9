// SPDX-License-Identifier: MIT
/// \file
/// The bodies of core/sort_places.hpp.
#pragma once

#include <standin/core/sort_places.hpp>

#include <algorithm>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE std::vector<std::uint32_t> sorted_places(std::size_t size,
                                                             function_ref<bool(std::uint32_t, std::uint32_t)> less) {
  std::vector<std::uint32_t> places(size);
  for (std::size_t i = 0; i < size; ++i) places[i] = static_cast<std::uint32_t>(i);
  sort_places(places, less);
  return places;
}

STANDIN_LAZY_INLINE void sort_places(std::vector<std::uint32_t>& places,
                                     function_ref<bool(std::uint32_t, std::uint32_t)> less) {
  std::sort(places.begin(), places.end(), [less](std::uint32_t a, std::uint32_t b) {
    if (less(a, b)) return true;
    return !less(b, a) && a < b;
  });
}

}  // namespace standin::inline v0_1
