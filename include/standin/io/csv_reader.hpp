// SPDX-License-Identifier: MIT
/// \file
/// Tables from CSV files.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/io/csv_read_options.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io {

/// Texts that often stand for a missing cell, for `csv_read_options::null_strings`. None of them does by default, as
/// each is a value somewhere: NA is Namibia, None a result of a test.
STANDIN_LAZY [[nodiscard]] std::vector<std::string> usual_null_strings();

/// Reads a CSV file as RFC 4180 has it: cells may stand in quotes, which are doubled inside, and then hold delimiters
/// and line breaks; lines end in LF, CR LF or CR. Kinds are inferred from all cells, see `column_evidence`.
///
/// The levels of a categorical column are in the order of their bytes. The same table for any executor.
/// \param path    `-` is standard input; gzip files are known by their first bytes
/// \param report  gets what was found out, where it is not null
/// \throws io_error      when the file can't be read
/// \throws format_error  when it is empty, a quote is never closed, or a row is bad and not to be skipped; with file,
/// line
///                       and column
/// \throws schema_error  when `kinds` names a column that is not there
/// \throws data_error    when a cell can't be of the kind that `kinds` says
/// \throws invalid_option, cancelled
STANDIN_LAZY [[nodiscard]] table read_csv(std::string_view path, const csv_read_options& options = {},
                                          csv_report* report = nullptr);

/// Reads CSV text from memory, which messages call "text".
STANDIN_LAZY [[nodiscard]] table read_csv_text(std::string_view text, const csv_read_options& options = {},
                                               csv_report* report = nullptr);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_reader.ipp>
#endif
