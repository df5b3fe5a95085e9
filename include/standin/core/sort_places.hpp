// SPDX-License-Identifier: MIT
/// \file
/// Orders of things by their places, all sorted by one function.
#pragma once

#include <standin/config.hpp>
#include <standin/core/function_ref.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::inline v0_1 {

/// The places 0 … size - 1, sorted; equal ones by rising place.
///
/// `less` is called through a pointer: where comparing two is quick and there are millions, `std::sort` is faster, and
/// each use of it costs a program a tenth of a second to compile.
STANDIN_LAZY [[nodiscard]] std::vector<std::uint32_t> sorted_places(
    std::size_t size, function_ref<bool(std::uint32_t, std::uint32_t)> less);

/// The same for places of your choice.
STANDIN_LAZY void sort_places(std::vector<std::uint32_t>& places,
                              function_ref<bool(std::uint32_t, std::uint32_t)> less);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/core/detail/sort_places.ipp>
#endif
