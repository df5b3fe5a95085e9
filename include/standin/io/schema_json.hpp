// SPDX-License-Identifier: MIT
/// \file
/// Schemas as files: kinds, roles and forms of columns, to be looked at, corrected and given back.
#pragma once

#include <standin/data/schema.hpp>
#include <standin/io/json_reader.hpp>

#include <string>
#include <string_view>

namespace standin::inline v0_1::io {

/// The schema as the text of a JSON file.
/// \throws format_error  when a name is not UTF-8
[[nodiscard]] std::string render_schema(const table_schema& schema);

/// Reads what `render_schema` wrote, or a profile as `render_json` wrote it: names and kinds of columns, and roles, but
/// for those of columns without a value.
/// \param where  names the text in errors
/// \throws format_error  when it is neither
[[nodiscard]] table_schema parse_schema(std::string_view text, std::string_view where = "schema");

/// Writes a schema to a file; `-` is standard output. \throws io_error, format_error
void write_schema(const table_schema& schema, const std::string& path);
/// Reads a schema or a profile from a file; `-` is standard input. \throws io_error, format_error
[[nodiscard]] table_schema read_schema(const std::string& path);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/schema_json.ipp>
#endif
