// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/phone.hpp.
#pragma once

#include <standin/providers/detail/check_index.hpp>
#include <standin/providers/detail/digits.hpp>
#include <standin/providers/phone.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace standin::inline v0_1 {

namespace detail::provided {

inline constexpr std::uint64_t fictional_area_codes = 8 * 9 * 9;

/// The area code with that index: 2 to 9, 0 to 8, and a digit other than the one before.
[[nodiscard]] constexpr std::uint64_t area_code(std::uint64_t index) noexcept {
  const std::uint64_t first = 2 + index / 81;
  const std::uint64_t second = index / 9 % 9;
  const std::uint64_t third = index % 9;
  return 100 * first + 10 * second + (third >= second ? third + 1 : third);
}

/// A thousand numbers each; the last three digits are free.
inline constexpr std::array<std::string_view, 15> british_ranges{
    "+44 7700 900",  "+44 20 7946 0", "+44 113 496 0", "+44 114 496 0", "+44 115 496 0",
    "+44 116 496 0", "+44 117 496 0", "+44 118 496 0", "+44 121 496 0", "+44 131 496 0",
    "+44 141 496 0", "+44 151 496 0", "+44 161 496 0", "+44 191 498 0", "+44 29 2018 0"};

/// Ten thousand numbers each; the last four digits are free.
inline constexpr std::array<std::string_view, 8> australian_ranges{"+61 2 5550 ", "+61 3 5550 ", "+61 7 5550 ",
                                                                   "+61 8 5550 ", "+61 2 7010 ", "+61 3 7010 ",
                                                                   "+61 7 7010 ", "+61 8 7010 "};
inline constexpr std::array<std::string_view, 6> french_ranges{"+33 1 99 00 ", "+33 2 61 91 ", "+33 3 53 01 ",
                                                               "+33 4 65 71 ", "+33 5 36 49 ", "+33 6 39 98 "};

}  // namespace detail::provided

STANDIN_LAZY_INLINE std::uint64_t phone_provider::capacity() const noexcept {
  switch (region) {
    case phone_region::north_america: return 100 * detail::provided::fictional_area_codes;
    case phone_region::united_kingdom: return 1'000 * detail::provided::british_ranges.size();
    case phone_region::australia: return 10'000 * detail::provided::australian_ranges.size();
    case phone_region::france: return 10'000 * detail::provided::french_ranges.size();
  }
  return 1;
}

STANDIN_LAZY_INLINE std::string phone_provider::at(std::uint64_t index) const {
  detail::provided::check_index("phone", index, capacity());
  std::string number;
  switch (region) {
    case phone_region::north_america:
      number = "+1-";
      detail::provided::append_digits(number, detail::provided::area_code(index / 100), 3);
      number += "-555-01";
      detail::provided::append_digits(number, index % 100, 2);
      break;
    case phone_region::united_kingdom:
      number = detail::provided::british_ranges[static_cast<std::size_t>(index / 1'000)];
      detail::provided::append_digits(number, index % 1'000, 3);
      break;
    case phone_region::australia:
      number = detail::provided::australian_ranges[static_cast<std::size_t>(index / 10'000)];
      detail::provided::append_digits(number, index % 10'000, 4);
      break;
    case phone_region::france:
      number = detail::provided::french_ranges[static_cast<std::size_t>(index / 10'000)];
      detail::provided::append_digits(number, index / 100 % 100, 2);
      number += ' ';
      detail::provided::append_digits(number, index % 100, 2);
      break;
  }
  return number;
}

}  // namespace standin::inline v0_1
