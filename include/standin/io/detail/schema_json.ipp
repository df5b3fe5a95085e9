// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/schema_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/detail/enum_names.hpp>
#include <standin/io/input_stream.hpp>
#include <standin/io/output_stream.hpp>
#include <standin/io/preparation_json.hpp>
#include <standin/io/schema_json.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail::schema_file {

inline constexpr std::string_view schema_format = "standin.schema";
inline constexpr std::string_view profile_format = "standin.profile";

[[nodiscard]] inline table_schema schema_of_profile(const json_reader& columns) {
  std::vector<column_spec> specs;
  for (const json_reader& column : columns.elements()) {
    column_spec spec{.name = column["name"].text(), .kind = enum_of<column_kind>(kind_names, column["kind"])};
    if (!column["all_missing"].boolean()) {
      try {
        spec.role = parse_column_role(column["role"]["name"].text());
      } catch (const invalid_option& e) {
        column["role"].fail(e.found());
      }
    }
    specs.push_back(std::move(spec));
  }
  try {
    return table_schema(std::move(specs));
  } catch (const schema_error& e) {
    columns.fail(e.found());
  }
}

}  // namespace detail::schema_file

STANDIN_INLINE std::string render_schema(const table_schema& schema) {
  const json document = {
      {"format", detail::schema_file::schema_format}, {"format_version", 1}, {"columns", schema_to_json(schema)}};
  try {
    return document.dump(2) + "\n";
  } catch (const json::type_error&) {
    throw format_error("schema", "the name of a column is not valid UTF-8", "convert the names");
  }
}

STANDIN_INLINE table_schema parse_schema(std::string_view text, std::string_view where) {
  const json document = parse_json(text, json_form::text, where);
  const json_reader root(document, std::string(where));
  if (!root.has("format") || !root.has("columns"))
    throw format_error(where, "it is neither a schema nor a profile", "give a file of profile --json");
  const std::string format = root["format"].text();
  if (format == detail::schema_file::profile_format) return detail::schema_file::schema_of_profile(root["columns"]);
  if (format != detail::schema_file::schema_format)
    throw format_error(where, "it is neither a schema nor a profile", "give a file of profile --json");
  return schema_from_json(root["columns"]);
}

STANDIN_INLINE void write_schema(const table_schema& schema, const std::string& path) {
  output_stream out(path);
  out.write(out.encode(render_schema(schema)));
  out.close();
}

STANDIN_INLINE table_schema read_schema(const std::string& path) {
  input_stream file(path);
  std::string text;
  constexpr std::size_t block = std::size_t{1} << 16;
  for (std::size_t got = block; got == block;) {
    const std::size_t size = text.size();
    text.resize(size + block);
    got = file.read(text.data() + size, block);
    text.resize(size + got);
    if (text.size() > json_limits{}.bytes) throw format_error(path, "it is too long for a schema", "give another file");
  }
  return parse_schema(text, path);
}

}  // namespace standin::inline v0_1::io
