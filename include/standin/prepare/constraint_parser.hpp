// SPDX-License-Identifier: MIT
/// \file
/// The language of constraints: `low <= high`, `fixed(city, country)`, `y = 2 * x + 1`.
#pragma once

#include <standin/config.hpp>
#include <standin/prepare/constraints.hpp>

#include <string_view>

namespace standin::inline v0_1::prepare {

/// Reads a constraint as a person writes it; docs/constraints.md tells the language with examples.
///
///     constraint = column sign column { sign column }        sign = <= < >= >
///                | "between" "(" column "," column "," column ")"          low, value, high
///                | "fixed" "(" column { "," column } ")"
///                | "depends" "(" column { "," column } "->" column ")"
///                | "onehot" "(" column { "," column } ")"
///                | "sum" "(" column { "," column } "=" column ")"
///                | "step" "(" column "," ["-"] number [ "," ["-"] number ] ")"
///                | column "=" formula                                      see `arithmetic`
///     column     = letters, digits and _ . - as in hours-per-week, or anything between backticks
///
/// \throws format_error  when the text is none: with the place, what was found there, and what would do; also when it
///                       is longer than 65 536 bytes or nests more than 100 deep
[[nodiscard]] constraint parse_constraint(std::string_view text);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/constraint_parser.ipp>
#endif
