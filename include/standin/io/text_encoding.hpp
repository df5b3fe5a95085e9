// SPDX-License-Identifier: MIT
/// \file
/// How the characters of a text file are stored. Inside the library text is UTF-8.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

enum class text_encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252 };

/// "utf-8", "utf-16le", "utf-16be", "windows-1252".
STANDIN_LAZY [[nodiscard]] std::string_view name_of(text_encoding encoding) noexcept;
/// The encoding with that name, whatever its case; "utf8", "latin1" and "cp1252" are known too.
STANDIN_LAZY [[nodiscard]] std::optional<text_encoding> text_encoding_named(std::string_view name);

/// The place of the first byte that is not UTF-8. Costs O(size).
/// Source: The Unicode Standard 15, table 3-7.
STANDIN_LAZY [[nodiscard]] std::optional<std::size_t> first_not_utf8(std::string_view text) noexcept;

/// Appends text in UTF-8. In Windows-1252 the five bytes without a character stand for control characters, as in the
/// WHATWG standard; in UTF-16 half a surrogate pair becomes `unreadable`, U+FFFD, and so does half a character at the
/// end.
STANDIN_LAZY void append_as_utf8(std::string& out, std::string_view text, text_encoding from,
                                 std::string_view unreadable = "\xEF\xBF\xBD");

/// Appends UTF-8 text in another encoding, up to the first character that the encoding lacks.
/// \returns  the place of that character, nothing when all were appended
STANDIN_LAZY [[nodiscard]] std::optional<std::size_t> append_from_utf8(std::string& out, std::string_view text,
                                                                       text_encoding to);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/text_encoding.ipp>
#endif
