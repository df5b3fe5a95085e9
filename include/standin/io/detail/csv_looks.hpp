// SPDX-License-Identifier: MIT
/// \file
/// Delimiter, blanks behind it and line ends, found by looking at the begin of a text.
#pragma once

#include <standin/config.hpp>
#include <standin/io/csv_dialect.hpp>
#include <standin/io/detail/csv_text.hpp>

#include <cstddef>
#include <string_view>

namespace standin::inline v0_1::io::detail {

/// What ends most of the lines, outside quotes.
STANDIN_LAZY [[nodiscard]] line_end find_line_end(std::string_view text) noexcept;

/// The delimiter that gives the rows the same number of cells, as many as possible; a comma where none does. One blank
/// behind it in each row is no part of the cells.
STANDIN_LAZY [[nodiscard]] char find_delimiter(std::string_view text, char line);

/// Whether the first good row has one blank behind each delimiter.
/// \param text     begins with a row
/// \param columns  of a good row
STANDIN_LAZY [[nodiscard]] bool begins_with_blanks(std::string_view text, csv_syntax syntax, std::size_t columns);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_looks.ipp>
#endif
