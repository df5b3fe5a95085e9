// SPDX-License-Identifier: MIT
/// \file
/// Whether there are as many keys as rows that want one.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>

#include <cstdint>
#include <string_view>

namespace standin::inline v0_1::prepare::detail {

/// \throws data_error  when there are not; the sentence names the column and says how many there are
inline void require_keys(std::uint64_t capacity, std::uint64_t first_row, std::uint64_t rows, std::string_view column) {
  if (rows > 0 && (first_row >= capacity || rows > capacity - first_row))
    throw data_error(concatenate("column ", quoted(column)),
                     concatenate("it is a key with room for ", to_text(capacity), " rows, and row ",
                                 to_text(first_row + rows), " is wanted"),
                     "take fewer rows, or give the column another role");
}

}  // namespace standin::inline v0_1::prepare::detail
