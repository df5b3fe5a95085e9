// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/csv_dialect_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/csv_dialect_json.hpp>
#include <standin/io/detail/enum_names.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

namespace detail {

inline constexpr std::array<std::string_view, 3> line_end_names{"lf", "crlf", "cr"};
inline constexpr std::array<std::string_view, 4> blanks_names{"none", "some", "rows", "all"};

/// One byte, which is a character in JSON too.
[[nodiscard]] inline bool can_delimit(std::string_view text) noexcept {
  return text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80 &&
         std::string_view("\"\n\r\0", 4).find(text[0]) == std::string_view::npos;
}

}  // namespace detail

STANDIN_INLINE json dialect_to_json(const csv_dialect& dialect) {
  const std::string delimiter(1, dialect.delimiter);
  if (!detail::can_delimit(delimiter))
    throw invalid_option("csv_dialect::delimiter", "it is a quote, a line end, NUL or not ASCII", "use , ; | or a tab");
  json made = {{"delimiter", delimiter},
               {"lines", detail::enum_name(detail::line_end_names, dialect.lines)},
               {"encoding", name_of(dialect.encoding)},
               {"byte_order_mark", dialect.byte_order_mark},
               {"header", dialect.header},
               {"quoted_header", dialect.quoted_header},
               {"ends_with_line", dialect.ends_with_line}};
  if (dialect.blanks != delimiter_blanks::none)
    made["blanks"] = detail::enum_name(detail::blanks_names, dialect.blanks);
  return made;
}

STANDIN_INLINE csv_dialect dialect_from_json(const json_reader& from) {
  const std::string delimiter = from["delimiter"].text();
  if (!detail::can_delimit(delimiter))
    from["delimiter"].fail("a single ASCII character is expected, and no quote, line end or NUL");
  const std::string encoding = from["encoding"].text();
  const std::optional<text_encoding> known = text_encoding_named(encoding);
  if (!known) from["encoding"].fail(quoted(encoding) + " is not known here");
  return {.delimiter = delimiter[0],
          .lines = detail::enum_of<line_end>(detail::line_end_names, from["lines"]),
          .encoding = *known,
          .byte_order_mark = from["byte_order_mark"].boolean(),
          .header = from["header"].boolean(),
          .quoted_header = from["quoted_header"].boolean(),
          .ends_with_line = from["ends_with_line"].boolean(),
          .blanks = from.has("blanks") ? detail::enum_of<delimiter_blanks>(detail::blanks_names, from["blanks"])
                                       : delimiter_blanks::none};
}

}  // namespace standin::inline v0_1::io
