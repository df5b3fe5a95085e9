// SPDX-License-Identifier: MIT
/// \file
/// The date-time patterns that inference tries, the likelier ones first.
#pragma once

#include <standin/config.hpp>
#include <standin/data/datetime.hpp>

#include <string_view>
#include <vector>

namespace standin::inline v0_1::detail {

/// Made once, at the first call; safe to call from several threads.
STANDIN_LAZY [[nodiscard]] const std::vector<datetime_format>& known_patterns();

/// Cheap, and true for every text that a known pattern reads.
[[nodiscard]] inline bool may_be_datetime(std::string_view text) noexcept {
  if (text.size() < 7 || text.size() > 48) return false;
  const unsigned char last = static_cast<unsigned char>(text.back());
  const bool ends = (last >= '0' && last <= '9') || last == 'Z' || last == 'M' || last == 'C' || last == 'T';
  const unsigned char first = static_cast<unsigned char>(text.front());
  return ends && ((first >= '0' && first <= '9') || (first >= 'A' && first <= 'W'));
}

/// Whether a text that both patterns read may be another date to the second: day and month, or day and year change
/// places.
[[nodiscard]] inline bool reads_otherwise(std::string_view a, std::string_view b) noexcept {
  const auto order = [](std::string_view pattern, char x, char y) { return pattern.find(x) < pattern.find(y); };
  return order(a, 'd', 'm') != order(b, 'd', 'm') || order(a, 'y', 'd') != order(b, 'y', 'd');
}

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/known_patterns.ipp>
#endif
