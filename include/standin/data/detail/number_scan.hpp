// SPDX-License-Identifier: MIT
/// \file
/// One pass over the text of a number: its value, and how it is written.
#pragma once

#include <standin/config.hpp>
#include <standin/data/detail/decimal_grid.hpp>

#include <cstddef>
#include <cstdint>

namespace standin::inline v0_1::detail {

/// What `scan_number` found.
struct scanned_number {
  double value = 0.0;
  std::int64_t whole = 0;     ///< the value where `is_whole`
  bool is_whole = false;      ///< digits only, without leading zero, "-0" excepted, and within 2^53
  bool is_large = false;      ///< digits only, but beyond 2^53
  bool is_infinite = false;   ///< more than a double can hold; then there is no value
  bool has_exponent = false;  ///< "1e+05"
  bool odd = false;           ///< "1.", "007", "+1": a number that nobody's printing gives
  bool bare_point = false;    ///< ".5"
  bool long_digits = false;   ///< more than 15 digits: the shortest text of the value may be another one
  std::uint8_t decimals = 0;  ///< digits after the point
  bool padded = false;        ///< there is a point, and the last digit after it is 0
};

/// The value of text of which `scan_number` knows that it is a number. False when it is beyond the range of a double.
STANDIN_LAZY [[nodiscard]] bool number_value(const char* text, std::size_t size, char decimal_mark, double& value);

/// Whether the text is a number, and how it is written. "+1" and "007" count as odd numbers.
[[nodiscard]] inline bool scan_number(const char* text, std::size_t size, char decimal_mark, scanned_number& found) {
  constexpr std::uint64_t exact = std::uint64_t{1} << 53;
  const char* at = text;
  const char* const end = text + size;
  found = {};
  bool negative = false;
  if (at != end && (*at == '-' || *at == '+')) {
    negative = *at == '-';
    found.odd = !negative;
    ++at;
  }
  const auto digit_at = [end](const char* p) { return p != end && static_cast<unsigned char>(*p - '0') < 10; };
  std::uint64_t digits = 0;
  const char* const first = at;
  for (; digit_at(at); ++at) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
  const auto before = static_cast<std::size_t>(at - first);
  if (before > 1 && *first == '0') found.odd = true;
  if (at == end) {
    if (before == 0) return false;
    if (before <= 15 || (before == 16 && digits <= exact)) {
      found.is_whole = !(negative && digits == 0);
      found.whole = negative ? -static_cast<std::int64_t>(digits) : static_cast<std::int64_t>(digits);
      found.value = negative ? -static_cast<double>(digits) : static_cast<double>(digits);
      return true;
    }
    found.is_large = true;
    found.long_digits = true;
    found.is_infinite = !number_value(text, size, decimal_mark, found.value);
    return true;
  }
  std::size_t after = 0;
  if (*at == decimal_mark) {
    ++at;
    const char* const fraction = at;
    for (; digit_at(at); ++at) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
    after = static_cast<std::size_t>(at - fraction);
    if (before + after == 0) return false;
    if (after == 0) found.odd = true;
    found.bare_point = before == 0;
    found.padded = after > 0 && at[-1] == '0';
  }
  if (before + after == 0) return false;
  found.decimals = static_cast<std::uint8_t>(after < 255 ? after : 255);
  found.long_digits = before + after - (*first == '0' ? 1 : 0) > 15;
  if (at != end) {
    if (*at != 'e' && *at != 'E') return false;
    ++at;
    if (at != end && (*at == '-' || *at == '+')) ++at;
    if (at == end) return false;
    for (; digit_at(at); ++at) {
    }
    if (at != end) return false;
    found.has_exponent = true;
  } else if (!found.long_digits) {
    // Both numbers are exact, so that the one division rounds correctly. Source: W. D. Clinger, How to read floating
    // point numbers accurately, 1990.
    const double magnitude = static_cast<double>(digits) / exact_powers_of_ten[after];
    found.value = negative ? -magnitude : magnitude;
    return true;
  }
  found.is_infinite = !number_value(text, size, decimal_mark, found.value);
  return true;
}

}  // namespace standin::inline v0_1::detail
