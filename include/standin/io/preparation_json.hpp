// SPDX-License-Identifier: MIT
/// \file
/// The form of a table as JSON: schema, codecs of the columns, missing patterns.
#pragma once

#include <standin/io/json_reader.hpp>
#include <standin/prepare/preparation.hpp>

namespace standin::inline v0_1::io {

/// Names, kinds and text forms of the columns.
[[nodiscard]] json schema_to_json(const table_schema& schema);
/// \throws format_error  when it is no schema
[[nodiscard]] table_schema schema_from_json(const json_reader& from);

[[nodiscard]] json preparation_to_json(const prepare::preparation& prepared);
/// \throws format_error  when it is no preparation
[[nodiscard]] prepare::preparation preparation_from_json(const json_reader& from);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/preparation_json.ipp>
#endif
