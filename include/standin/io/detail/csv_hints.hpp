// SPDX-License-Identifier: MIT
/// \file
/// What keeps a column of a CSV file from being numbers or date-times, and what would do: said of the column, "is taken
/// for texts …", or nothing.
#pragma once

#include <standin/config.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/table.hpp>

#include <string>

namespace standin::inline v0_1::io::detail {

/// Where all cells are numbers, or all date-times, but for blanks around them.
STANDIN_LAZY [[nodiscard]] std::string hint_at_blanks(const column& texts, const column_spec& spec, char decimal_mark);

/// Where all cells are numbers, some of them with marks between thousands, as "1,234".
/// \param may_be_decimal  whether the marks may as well be decimal ones
STANDIN_LAZY [[nodiscard]] std::string hint_at_thousands(const column& texts, const column_spec& spec,
                                                         char decimal_mark, bool may_be_decimal);

/// Where the cells are date-times of one pattern, but for at most a twentieth of them, or for one text.
STANDIN_LAZY [[nodiscard]] std::string hint_at_dates(const column& texts, const column_spec& spec);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_hints.ipp>
#endif
