// SPDX-License-Identifier: MIT
/// \file
/// Check digits: what tells a number that was issued from one that was typed at random.
#pragma once

#include <standin/version.hpp>

#include <cstddef>
#include <string_view>

namespace standin::inline v0_1 {

/// The digit that completes a number by Luhn's formula, as on payment cards.
///
/// \param digits  '0' to '9' only
/// Source: ISO/IEC 7812-1, annex B.
[[nodiscard]] constexpr char luhn_digit(std::string_view digits) noexcept {
  unsigned sum = 0;
  bool twice = true;
  for (std::size_t i = digits.size(); i > 0; --i) {
    const auto digit = static_cast<unsigned>(digits[i - 1] - '0');
    sum += twice ? digit / 5 + 2 * digit % 10 : digit;  // the digit sum of twice the digit
    twice = !twice;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// Whether a number of at least two digits, '0' to '9' only, ends with its Luhn digit.
[[nodiscard]] constexpr bool luhn_valid(std::string_view digits) noexcept {
  return digits.size() >= 2 && luhn_digit(digits.substr(0, digits.size() - 1)) == digits.back();
}

/// The remainder by 97 of a text of digits and capital letters, A read as 10 … Z as 35.
///
/// An account number is valid when this is 1 after its first four characters were moved to its end.
/// Source: ISO 7064 (MOD 97-10), ISO 13616-1 (IBAN).
[[nodiscard]] constexpr unsigned remainder_97(std::string_view text, unsigned before = 0) noexcept {
  unsigned remainder = before;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const auto value = static_cast<unsigned>(digit ? c - '0' : c - 'A' + 10);
    remainder = (remainder * (digit ? 10 : 100) + value) % 97;
  }
  return remainder;
}

}  // namespace standin::inline v0_1
