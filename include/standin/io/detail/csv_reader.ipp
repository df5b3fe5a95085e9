// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/csv_reader.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/csv_reader.hpp>
#include <standin/io/detail/csv_reading.hpp>
#include <standin/io/input_stream.hpp>

namespace standin::inline v0_1::io {

namespace detail {

STANDIN_LAZY inline void check(const csv_read_options& options) {
  const auto shapes = [](char c) { return c == '"' || c == '\n' || c == '\r'; };
  if (shapes(options.delimiter))
    throw invalid_option("csv_read_options::delimiter", "it is a quote or a line end", "use , ; | or a tab");
  if (options.decimal_mark != '.' && options.decimal_mark != ',')
    throw invalid_option("csv_read_options::decimal_mark", "it is " + quoted(std::string(1, options.decimal_mark)),
                         "use a point or a comma");
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<std::string> usual_null_strings() {
  return {"NA", "N/A", "n/a", "NULL", "null", "None", "NaN", "nan", "?", "-", "."};
}

STANDIN_LAZY_INLINE table read_csv(std::string_view path, const csv_read_options& options, csv_report* report) {
  detail::check(options);
  return detail::read_csv_blocks(detail::csv_blocks(input_stream(path), options), options, report);
}

STANDIN_LAZY_INLINE table read_csv_text(std::string_view text, const csv_read_options& options, csv_report* report) {
  detail::check(options);
  return detail::read_csv_blocks(detail::csv_blocks(text, options), options, report);
}

}  // namespace standin::inline v0_1::io
