// SPDX-License-Identifier: MIT
/// \file
/// The language of conditions: `age >= 30 and sex == "F"`.
#pragma once

#include <standin/config.hpp>
#include <standin/data/condition.hpp>

#include <string_view>

namespace standin::inline v0_1 {

/// Reads a condition as a person writes it; docs/conditions.md tells the language with examples.
///
///     condition  = both { "or" both }                   both = each { "and" each }
///     each       = "not" each | "(" condition ")" | "true" | "false" | test
///     test       = operand sign operand                 sign = == = != <> < <= > >=
///                | column ["not"] "in" "{" [value { "," value }] "}"           or in parentheses
///                | column ["not"] "between" value "and" value
///                | column "is" ["not"] "missing"
///                | column                               short for column == true
///     operand    = column | value
///     column     = letters, digits and _ . - as in hours-per-week, or anything between backticks
///     value      = 30 | -.5 | 1e3 | inf | "text" | 'text' | true | false
///
/// Words of the language may be in capitals; `&&`, `||` and `!` stand for and, or, not. A backtick or quote between its
/// like is doubled. Bytes that are not ASCII are letters.
/// \throws format_error  when the text is none: with the place, what was found there, and what would do; also when it
///                       is longer than 65 536 bytes or nests more than 100 deep
[[nodiscard]] condition parse_condition(std::string_view text);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/where_parser.ipp>
#endif
