// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/codes.hpp.
#pragma once

#include <standin/data/check_digit.hpp>
#include <standin/providers/codes.hpp>
#include <standin/providers/detail/check_index.hpp>
#include <standin/providers/detail/digits.hpp>
#include <standin/random/hash.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE std::string uuid_provider::at(std::uint64_t index) const {
  detail::provided::check_index("uuid", index, capacity());
  // `mix` is a bijection, so the first 60 bits and the last 4 of it alone tell the indices apart.
  const std::uint64_t first = random::mix(index + 0x9E3779B97F4A7C15);
  const std::uint64_t second = random::mix(first ^ 0xD1B54A32D192ED03);
  std::string text;
  text.reserve(36);
  detail::provided::append_digits(text, first >> 32, 8, 16);
  text += '-';
  detail::provided::append_digits(text, first >> 16, 4, 16);
  text += "-4";
  detail::provided::append_digits(text, first >> 4, 3, 16);
  text += '-';
  text += "89ab"[second >> 62];
  detail::provided::append_digits(text, second >> 48, 3, 16);
  text += '-';
  detail::provided::append_digits(text, (second & 0xFFFFFFFFFFF) << 4 | (first & 0xF), 12, 16);
  return text;
}

STANDIN_LAZY_INLINE std::string card_number_provider::at(std::uint64_t index) const {
  detail::provided::check_index("card_number", index, capacity());
  std::string digits = "9999";
  detail::provided::append_digits(digits, index, 11);
  digits += luhn_digit(digits);
  if (!grouped) return digits;
  for (const std::size_t place : {12U, 8U, 4U}) digits.insert(place, 1, ' ');
  return digits;
}

STANDIN_LAZY_INLINE std::string iban_provider::at(std::uint64_t index) const {
  detail::provided::check_index("iban", index, capacity());
  std::string account;
  detail::provided::append_digits(account, index, 18);
  std::string text = "ZZ";
  detail::provided::append_digits(text, 98 - remainder_97("ZZ00", remainder_97(account)), 2);
  return text + account;
}

STANDIN_LAZY_INLINE std::string ipv4_provider::at(std::uint64_t index) const {
  detail::provided::check_index("ipv4", index, capacity());
  constexpr std::array<std::string_view, 3> networks{"192.0.2.", "198.51.100.", "203.0.113."};
  return concatenate(networks[static_cast<std::size_t>(index / 256)], to_text(index % 256));
}

STANDIN_LAZY_INLINE std::string ipv6_provider::at(std::uint64_t index) const {
  detail::provided::check_index("ipv6", index, capacity());
  std::string text = "2001:0db8";
  const std::uint64_t host = random::mix(index + 0x9E3779B97F4A7C15);  // a bijection
  const std::uint64_t network = random::mix(host) >> 32;
  for (const std::uint64_t group : {network >> 16, network, host >> 48, host >> 32, host >> 16, host}) {
    text += ':';
    detail::provided::append_digits(text, group & 0xFFFF, 4, 16);
  }
  return text;
}

STANDIN_LAZY_INLINE std::string mac_provider::at(std::uint64_t index) const {
  detail::provided::check_index("mac", index, capacity());
  // In the first octet the lowest bit says that many are addressed, the next one that the address is local.
  const std::uint64_t free = index >> 40;
  std::string text;
  detail::provided::append_digits(text, free << 2 | 2, 2, 16);
  for (int shift = 32; shift >= 0; shift -= 8) {
    text += ':';
    detail::provided::append_digits(text, index >> shift & 0xFF, 2, 16);
  }
  return text;
}

}  // namespace standin::inline v0_1
