// SPDX-License-Identifier: MIT
/// \file
/// The bodies of core/text.hpp.
#pragma once

#include <standin/core/text.hpp>

#include <array>
#include <cmath>
#include <system_error>

namespace standin::inline v0_1 {

namespace detail {

/// Bytes of the UTF-8 character at the start of `text`, 0 where there is none (overlong forms, surrogates, cut ends).
/// Source: The Unicode Standard 15, table 3-7.
STANDIN_INLINE std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F)) return 0;
  if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
  return length;
}

STANDIN_INLINE void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  switch (byte) {
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 0xF];
  }
}

STANDIN_INLINE std::string concatenate_texts(const std::string_view* parts, std::size_t number) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < number; ++i) size += parts[i].size();
  std::string text;
  text.reserve(size);
  for (std::size_t i = 0; i < number; ++i) text.append(parts[i]);
  return text;
}

}  // namespace detail

STANDIN_INLINE std::string detail::quoted_function::operator()(std::string_view text) const {
  constexpr std::size_t most = 60;
  std::string out = "\"";
  std::size_t at = 0;
  for (std::size_t shown = 0; at < text.size() && shown < most; ++shown) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = detail::utf8_length(text.substr(at));
    if (length == 0 || byte < 0x20 || byte == 0x7F) {
      detail::append_escaped(out, byte);
      ++at;
    } else if (length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0) {  // U+0080 … U+009F
      detail::append_escaped(out, byte);
      detail::append_escaped(out, static_cast<unsigned char>(text[at + 1]));
      at += 2;
    } else {
      if (byte == '"' || byte == '\\') out += '\\';
      out.append(text.substr(at, length));
      at += length;
    }
  }
  out += '"';
  if (at < text.size()) out += "…";
  return out;
}

STANDIN_INLINE std::string to_text(double number) {
  if (number != number) return "nan";
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

STANDIN_INLINE std::string to_text(float number) {
  if (number != number) return "nan";
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

STANDIN_INLINE std::string with_decimals(double number, int decimals) {
  std::array<char, 512> digits{};  // 1e308 has 309 digits before the point
  const std::to_chars_result end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals);
  return end.ec == std::errc{} ? std::string(digits.data(), end.ptr) : to_text(number);
}

STANDIN_INLINE std::string percent_rounded_down(double share) {
  return to_text(std::floor(1000.0 * share) / 10.0) + " %";
}

}  // namespace standin::inline v0_1
