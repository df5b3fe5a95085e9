// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/condition_text.hpp.
#pragma once

#include <standin/data/detail/condition_text.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>

namespace standin::inline v0_1::detail {

inline constexpr std::string_view wide_blank = "\u00A0";

STANDIN_LAZY_INLINE std::size_t name_length(std::string_view text) noexcept {
  if (text.empty() || !begins_name(text[0])) return 0;
  std::size_t at = 0;
  while (at < text.size() && text.substr(at, wide_blank.size()) != wide_blank &&
         (continues_name(text[at]) || (text[at] == '-' && at + 1 < text.size() && continues_name(text[at + 1]))))
    ++at;
  return at;
}

STANDIN_LAZY_INLINE std::size_t blank_length(std::string_view text) noexcept {
  std::size_t at = 0;
  for (;;) {
    if (at < text.size() && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
      ++at;
    } else if (text.substr(at, wide_blank.size()) == wide_blank) {
      at += wide_blank.size();
    } else {
      return at;
    }
  }
}

STANDIN_LAZY_INLINE std::size_t find_curly_quote(std::string_view text) noexcept {
  for (const std::string_view curly : {"\u2018", "\u2019", "\u201C", "\u201D"})
    if (const std::size_t at = text.find(curly); at != std::string_view::npos) return at;
  return std::string_view::npos;
}

STANDIN_LAZY_INLINE bool same_word(std::string_view word, std::string_view lower) noexcept {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower[i]) return false;
  }
  return true;
}

STANDIN_LAZY_INLINE bool reserved_word(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 10> words = {"and", "or",      "not",  "in",    "between",
                                                      "is",  "missing", "true", "false", "inf"};
  for (const std::string_view reserved : words)
    if (same_word(word, reserved)) return true;
  return false;
}

STANDIN_LAZY inline void append_quoted(std::string& out, std::string_view text, char quote) {
  out += quote;
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  out += quote;
}

STANDIN_LAZY_INLINE void append_name(std::string& out, std::string_view name) {
  const bool plain =
      name_length(name) == name.size() && !reserved_word(name) && find_curly_quote(name) == std::string_view::npos;
  if (plain && !name.empty()) {
    out += name;
  } else {
    append_quoted(out, name, '`');
  }
}

STANDIN_LAZY_INLINE void append_text(std::string& out, std::string_view text) {
  append_quoted(out, text, '"');
}

}  // namespace standin::inline v0_1::detail
