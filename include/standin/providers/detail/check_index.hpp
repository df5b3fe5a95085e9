// SPDX-License-Identifier: MIT
/// \file
/// What all providers say to an index that they don't have.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>

#include <cstdint>
#include <string_view>

namespace standin::inline v0_1::detail::provided {

/// \throws invalid_option  when the index is not below the capacity
inline void check_index(std::string_view provider, std::uint64_t index, std::uint64_t capacity) {
  if (index >= capacity)
    throw invalid_option(concatenate("provider ", provider),
                         concatenate("index ", to_text(index), " of ", to_text(capacity)),
                         "ask for indices below the capacity");
}

}  // namespace standin::inline v0_1::detail::provided
