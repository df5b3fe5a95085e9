// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/text_encoding.hpp.
#pragma once

#include <standin/io/text_encoding.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace standin::inline v0_1::io {

namespace detail {

/// The characters of the bytes 0x80 … 0x9F. Source: WHATWG Encoding Standard, index windows-1252.
inline constexpr std::array<char16_t, 32> windows_1252_upper = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

STANDIN_LAZY inline void append_character(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

/// Bytes of the UTF-8 character that begins there, 0 when there is none.
STANDIN_LAZY [[nodiscard]] inline std::size_t character_size(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (text.size() - at < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F)) return 0;
  if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
  return size;
}

/// The character that begins there in valid UTF-8.
STANDIN_LAZY [[nodiscard]] inline char32_t character_at(std::string_view text, std::size_t at,
                                                        std::size_t size) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  switch (size) {
    case 2: return ((byte(0) & 0x1F) << 6) | (byte(1) & 0x3F);
    case 3: return ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    case 4: return ((byte(0) & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
    default: return byte(0);
  }
}

}  // namespace detail

STANDIN_LAZY_INLINE std::string_view name_of(text_encoding encoding) noexcept {
  switch (encoding) {
    case text_encoding::utf8: return "utf-8";
    case text_encoding::utf16_le: return "utf-16le";
    case text_encoding::utf16_be: return "utf-16be";
    case text_encoding::windows_1252: return "windows-1252";
  }
  return "unknown";
}

STANDIN_LAZY_INLINE std::optional<text_encoding> text_encoding_named(std::string_view name) {
  std::string lower;
  for (const char c : name)
    if (c != '-' && c != '_') lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "utf8") return text_encoding::utf8;
  if (lower == "utf16le" || lower == "utf16") return text_encoding::utf16_le;
  if (lower == "utf16be") return text_encoding::utf16_be;
  if (lower == "windows1252" || lower == "cp1252" || lower == "latin1" || lower == "iso88591")
    return text_encoding::windows_1252;
  return std::nullopt;
}

STANDIN_LAZY_INLINE std::optional<std::size_t> first_not_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = 0;
    if (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const std::size_t size = detail::character_size(text, at);
    if (size == 0) return at;
    at += size;
  }
  return std::nullopt;
}

STANDIN_LAZY_INLINE void append_as_utf8(std::string& out, std::string_view text, text_encoding from,
                                        std::string_view unreadable) {
  if (from == text_encoding::utf8) {
    out += text;
    return;
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (from == text_encoding::windows_1252) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const unsigned char b = byte(i);
      if (b < 0x80) {
        out += text[i];
      } else {
        detail::append_character(out, b < 0xA0 ? detail::windows_1252_upper[b - 0x80U] : b);
      }
    }
    return;
  }
  const auto unit = [&](std::size_t i) -> char32_t {
    const std::size_t low = from == text_encoding::utf16_le ? i : i + 1;
    return static_cast<char32_t>(byte(low) | (byte(low == i ? i + 1 : i) << 8));
  };
  std::size_t i = 0;
  for (; i + 1 < text.size(); i += 2) {
    const char32_t first = unit(i);
    if (first < 0xD800 || first > 0xDFFF) {
      detail::append_character(out, first);
      continue;
    }
    const char32_t second = first < 0xDC00 && i + 3 < text.size() ? unit(i + 2) : 0;
    if (second >= 0xDC00 && second <= 0xDFFF) {
      detail::append_character(out, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      i += 2;
    } else {
      out += unreadable;
    }
  }
  if (i < text.size()) out += unreadable;
}

STANDIN_LAZY_INLINE std::optional<std::size_t> append_from_utf8(std::string& out, std::string_view text,
                                                                text_encoding to) {
  if (to == text_encoding::utf8) {
    out += text;
    return std::nullopt;
  }
  const auto put = [&](char32_t unit) {
    const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFF));
    const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8));
    out += to == text_encoding::utf16_le ? low : high;
    out += to == text_encoding::utf16_le ? high : low;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = detail::character_size(text, at);
    if (size == 0) return at;
    const char32_t c = detail::character_at(text, at, size);
    if (to == text_encoding::windows_1252) {
      const auto upper = std::find(detail::windows_1252_upper.begin(), detail::windows_1252_upper.end(), c);
      const bool in_upper = c >= 0x80 && upper != detail::windows_1252_upper.end();
      if (c > 0xFF && !in_upper) return at;
      const auto b = in_upper ? 0x80U + static_cast<unsigned>(upper - detail::windows_1252_upper.begin())
                              : static_cast<unsigned>(c);
      if (!in_upper && c >= 0x80 && c < 0xA0) return at;
      out += static_cast<char>(static_cast<unsigned char>(b));
    } else if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
    at += size;
  }
  return std::nullopt;
}

}  // namespace standin::inline v0_1::io
