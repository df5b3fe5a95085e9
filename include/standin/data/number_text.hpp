// SPDX-License-Identifier: MIT
/// \file
/// Numbers as the text of a cell, and back.
#pragma once

#include <standin/config.hpp>
#include <standin/data/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1 {

/// Appends a number as its column writes it: "12.50", "1e+05", "3,7".
///
/// With no limit on decimals the text reads back as the same number. What is not finite becomes "nan", "inf", "-inf".
STANDIN_LAZY void append_number(std::string& out, double number, const text_form& form);
STANDIN_LAZY void append_number(std::string& out, std::int64_t number, const text_form& form);

/// What the text of a number in that form reads back as: the number, rounded to the form's decimals.
STANDIN_LAZY [[nodiscard]] double as_written(double number, const text_form& form);

/// Reads a number in decimal digits, with or without exponent: "12.50", "-.5", "1e+05".
///
/// Nothing for anything else: blanks, "+1", "1,234", "0x10", "nan", "inf", and what is beyond the range of a double.
STANDIN_LAZY [[nodiscard]] std::optional<double> parse_number(std::string_view text, char decimal_mark = '.');

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/number_text.ipp>
#endif
