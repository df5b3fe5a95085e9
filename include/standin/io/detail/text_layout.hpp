// SPDX-License-Identifier: MIT
/// \file
/// Words and numbers in places of a terminal, for everything that is written as text.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// Places that a UTF-8 text takes on a terminal; wide characters count as one.
STANDIN_LAZY [[nodiscard]] std::size_t places_of(std::string_view text) noexcept;

/// At most `width` places, with an ellipsis where something was cut off at the end.
STANDIN_LAZY [[nodiscard]] std::string cut_end(std::string_view text, std::size_t width);

/// The same, cut in the middle: long names often differ at their ends.
STANDIN_LAZY [[nodiscard]] std::string cut_middle(std::string_view text, std::size_t width);

/// Exactly `width` places: padded, or cut at the end.
STANDIN_LAZY [[nodiscard]] std::string fit_left(std::string_view text, std::size_t width);
STANDIN_LAZY [[nodiscard]] std::string fit_right(std::string_view text, std::size_t width);

/// Text from the data without what would move the cursor: in quotes where it is empty or has control characters.
STANDIN_LAZY [[nodiscard]] std::string shown_text(std::string_view text);

/// A metric's name as the field writes it: "dcr share" as "DCR share".
STANDIN_LAZY [[nodiscard]] std::string shown_metric(std::string_view name);

/// 48842 as 48,842.
STANDIN_LAZY [[nodiscard]] std::string grouped(std::size_t number);

/// A share as "12.3 %"; never 0 or 100 unless it is.
STANDIN_LAZY [[nodiscard]] std::string percent(double share);

/// A number with as many digits as one reads; "–" when it is not known.
STANDIN_LAZY [[nodiscard]] std::string shown_number(double value);

/// A figure in at most 8 places, with four digits after the point where they fit; "–" when it is not known.
STANDIN_LAZY [[nodiscard]] std::string brief_number(double value);

/// Where lines begin.
struct line_indents {
  std::size_t first = 0;
  std::size_t others = 0;
};

/// Words broken over lines of at most `width` places; "12.3 %" stays together.
STANDIN_LAZY [[nodiscard]] std::vector<std::string> wrap(std::string_view words, std::size_t width,
                                                         line_indents indents);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/text_layout.ipp>
#endif
