// SPDX-License-Identifier: MIT
/// \file
/// Names and texts as they stand in the language of conditions.
#pragma once

#include <standin/config.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1::detail {

/// Whether a name in the language begins, or goes on, with that character. A hyphen goes on only between such ones.
[[nodiscard]] constexpr bool begins_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr bool continues_name(char c) noexcept {
  return begins_name(c) || (c >= '0' && c <= '9') || c == '.';
}

/// The number of characters at the front that make a name without backticks; 0 where none begins.
STANDIN_LAZY [[nodiscard]] std::size_t name_length(std::string_view text) noexcept;

/// The number of bytes at the front that are blanks, among them the non-breaking one, U+00A0.
STANDIN_LAZY [[nodiscard]] std::size_t blank_length(std::string_view text) noexcept;

/// Where one of the quotation marks U+2018, U+2019, U+201C, U+201D stands; npos where none does.
STANDIN_LAZY [[nodiscard]] std::size_t find_curly_quote(std::string_view text) noexcept;

/// Whether the word means something in the language, in capitals or not, and is no name without backticks.
STANDIN_LAZY [[nodiscard]] bool reserved_word(std::string_view word) noexcept;
/// Whether both are the same but for capitals; the second one is in small letters.
STANDIN_LAZY [[nodiscard]] bool same_word(std::string_view word, std::string_view lower) noexcept;

/// A column's name: as it is, or in backticks.
STANDIN_LAZY void append_name(std::string& out, std::string_view name);
/// A text: in double quotes, those within doubled.
STANDIN_LAZY void append_text(std::string& out, std::string_view text);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/condition_text.ipp>
#endif
