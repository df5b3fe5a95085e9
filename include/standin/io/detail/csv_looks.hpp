// SPDX-License-Identifier: MIT
/// \file
/// Delimiter and line ends, found by looking at the begin of a text.
#pragma once

#include <standin/config.hpp>
#include <standin/io/csv_dialect.hpp>

#include <string_view>

namespace standin::inline v0_1::io::detail {

/// What ends most of the lines, outside quotes.
STANDIN_LAZY [[nodiscard]] line_end find_line_end(std::string_view text) noexcept;

/// The delimiter that gives the rows the same number of cells, as many as possible; a comma where none does.
STANDIN_LAZY [[nodiscard]] char find_delimiter(std::string_view text, char line);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_looks.ipp>
#endif
