// SPDX-License-Identifier: MIT
/// \file
/// Text and numbers inside HTML and SVG.
#pragma once

#include <standin/config.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1::io::detail {

/// Text from anywhere as text of a page or value of an attribute in double quotes: `<`, `>`, `&` and quotes become
/// references, control characters blanks, and bytes that aren't UTF-8 U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

/// The same for a name, whose direction of writing stays its own matter.
[[nodiscard]] std::string html_name(std::string_view name);

/// A length in a picture, with one decimal at most.
[[nodiscard]] std::string pixels(double length);

/// The looks of all pages.
[[nodiscard]] std::string_view html_style() noexcept;

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/html_text.ipp>
#endif
