// SPDX-License-Identifier: MIT
/// \file
/// Numbers with leading zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace standin::inline v0_1::detail::provided {

/// Appends the last `places` digits of a number in a base of at most 16, with leading zeros.
inline void append_digits(std::string& out, std::uint64_t number, std::size_t places, unsigned base = 10) {
  const std::size_t first = out.size();
  out.append(places, '0');
  for (std::size_t i = places; i > 0; --i, number /= base) out[first + i - 1] = "0123456789abcdef"[number % base];
}

}  // namespace standin::inline v0_1::detail::provided
