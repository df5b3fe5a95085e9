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

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_hints.ipp>
#endif
