// SPDX-License-Identifier: MIT
/// \file
/// What a CSV file looks like apart from its cells.
#pragma once

#include <standin/io/text_encoding.hpp>

#include <cstdint>

namespace standin::inline v0_1::io {

enum class line_end : std::uint8_t { lf, crlf, cr };

/// Where one blank stands behind each delimiter, outside of the quotes, which is no part of the cells.
enum class delimiter_blanks : std::uint8_t {
  none,  ///< nowhere; a first row whose cells all begin with a blank is written with a quote, so that it isn't `rows`
  some,  ///< in the first row but not in all, so that blanks are parts of their cells
  rows,  ///< in all rows, but not in the header
  all,   ///< in all rows and the header
};

/// What a CSV file looks like apart from its cells. Reading reports it, writing takes it, so that a file comes back as
/// it came.
struct csv_dialect {
  char delimiter = ',';
  line_end lines = line_end::lf;
  text_encoding encoding = text_encoding::utf8;
  bool byte_order_mark = false;  ///< before UTF-8; UTF-16 is written with one always, Windows-1252 has none
  bool header = true;            ///< the first row has the columns' names
  bool quoted_header = false;    ///< the names stand in quotes even where that is not needed
  bool ends_with_line = true;    ///< the last row ends like the others
  delimiter_blanks blanks = delimiter_blanks::none;
  bool operator==(const csv_dialect&) const = default;
};

}  // namespace standin::inline v0_1::io
