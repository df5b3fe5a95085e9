// SPDX-License-Identifier: MIT
/// \file
/// What a CSV file looks like, as JSON.
#pragma once

#include <standin/io/csv_dialect.hpp>
#include <standin/io/json_reader.hpp>

namespace standin::inline v0_1::io {

/// \throws invalid_option  when the delimiter is none that `dialect_from_json` takes
[[nodiscard]] json dialect_to_json(const csv_dialect& dialect);
/// \throws format_error  when it is no dialect, or its delimiter is a quote, a line end, NUL or not ASCII
[[nodiscard]] csv_dialect dialect_from_json(const json_reader& from);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_dialect_json.ipp>
#endif
