// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/preparation_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/io/detail/enum_names.hpp>
#include <standin/io/preparation_json.hpp>

#include <memory>
#include <utility>

namespace standin::inline v0_1::io {

namespace detail {

/// What differs from the usual form.
[[nodiscard]] inline json form_to_json(const text_form& form) {
  const text_form usual{};
  json out = json::object();
  const auto put = [&out](const char* key, const auto& value, const auto& otherwise) {
    if (value != otherwise) out[key] = value;
  };
  put("min_decimals", form.min_decimals, usual.min_decimals);
  put("max_decimals", form.max_decimals, usual.max_decimals);
  put("missing", form.missing, usual.missing);
  put("no", form.no, usual.no);
  put("yes", form.yes, usual.yes);
  put("datetime", form.datetime, usual.datetime);
  put("utc_offset", form.utc_offset, usual.utc_offset);
  if (form.notation != usual.notation) out["notation"] = enum_name(notation_names, form.notation);
  put("decimal_mark", std::string(1, form.decimal_mark), std::string(1, usual.decimal_mark));
  put("leading_zero", form.leading_zero, usual.leading_zero);
  put("quoted", form.quoted, usual.quoted);
  put("quoted_missing", form.quoted_missing, usual.quoted_missing);
  return out;
}

[[nodiscard]] inline text_form form_from_json(const json_reader& from) {
  constexpr int decimals = 400;  // the smallest double has 324 zeros after the point
  constexpr int day = 24 * 60;
  text_form form{};
  if (from.has("min_decimals")) form.min_decimals = from["min_decimals"].integer<int>(0, decimals);
  if (from.has("max_decimals")) form.max_decimals = from["max_decimals"].integer<int>(-1, decimals);
  if (from.has("missing")) form.missing = from["missing"].text();
  if (from.has("no")) form.no = from["no"].text();
  if (from.has("yes")) form.yes = from["yes"].text();
  if (from.has("datetime")) form.datetime = from["datetime"].text();
  if (from.has("utc_offset")) form.utc_offset = from["utc_offset"].integer<int>(-day, day);
  if (from.has("notation")) form.notation = enum_of<number_notation>(notation_names, from["notation"]);
  if (from.has("decimal_mark")) {
    const std::string mark = from["decimal_mark"].text();
    if (mark.size() != 1) from["decimal_mark"].fail("a single character is expected");
    form.decimal_mark = mark.front();
  }
  if (from.has("leading_zero")) form.leading_zero = from["leading_zero"].boolean();
  if (from.has("quoted")) form.quoted = from["quoted"].boolean();
  if (from.has("quoted_missing")) form.quoted_missing = from["quoted_missing"].boolean();
  return form;
}

[[nodiscard]] inline json bits_to_json(const validity& bits) {
  std::string text;
  for (std::size_t i = 0; i < bits.rows(); ++i) text += bits.test(i) ? '1' : '0';
  return text;
}

[[nodiscard]] inline validity bits_from_json(const json_reader& from) {
  const std::string text = from.text();
  validity bits(text.size(), false);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '0' && text[i] != '1') from.fail("a pattern of 0 and 1 is expected");
    bits.set(i, text[i] == '1');
  }
  return bits;
}

[[nodiscard]] inline json codec_to_json(const prepare::column_codec& codec) {
  if (const auto* numbers = std::get_if<prepare::number_codec>(&codec)) {
    const prepare::number_grid& grid = numbers->grid;
    json out = {{"codec", "numbers"},
                {"element", enum_name(element_names, numbers->element)},
                {"lower", grid.lower},
                {"upper", grid.upper}};
    if (grid.decimals >= 0) out.update({{"decimals", grid.decimals}, {"step", grid.step}, {"offset", grid.offset}});
    return out;
  }
  if (const auto* levels = std::get_if<prepare::level_codec>(&codec)) {
    if (levels->boolean) return {{"codec", "booleans"}};
    return {{"codec", "levels"}, {"levels", *levels->levels}};
  }
  if (const auto* empty = std::get_if<prepare::empty_codec>(&codec))
    return {{"codec", "empty"}, {"element", enum_name(element_names, empty->element)}};
  return {{"codec", "surrogates"}};
}

[[nodiscard]] inline prepare::column_codec codec_from_json(const json_reader& from) {
  const std::string codec = from["codec"].text();
  if (codec == "numbers") {
    prepare::number_codec numbers{.element = enum_of<element_type>(element_names, from["element"])};
    numbers.grid.lower = from["lower"].number();
    numbers.grid.upper = from["upper"].number();
    if (from.has("decimals")) {
      numbers.grid.decimals = from["decimals"].integer<int>(0);
      numbers.grid.step = from["step"].integer<std::int64_t>();
      numbers.grid.offset = from["offset"].integer<std::int64_t>();
    }
    return numbers;
  }
  if (codec == "booleans") return prepare::boolean_codec();
  if (codec == "levels") {
    std::vector<std::string> levels;
    for (const json_reader& level : from["levels"].elements()) levels.push_back(level.text());
    return prepare::level_codec{std::make_shared<const std::vector<std::string>>(std::move(levels)), false};
  }
  if (codec == "empty") return prepare::empty_codec{enum_of<element_type>(element_names, from["element"])};
  if (codec == "surrogates") return prepare::surrogate_codec{};
  from["codec"].fail(quoted(codec) + " is not known here");
}

[[nodiscard]] inline json missing_to_json(const prepare::missing_patterns& missing) {
  json patterns = json::array();
  for (const validity& pattern : missing.patterns()) patterns.push_back(bits_to_json(pattern));
  return {{"holes", missing.holes()}, {"patterns", std::move(patterns)}, {"other_rates", missing.other_rates()}};
}

[[nodiscard]] inline prepare::missing_patterns missing_from_json(const json_reader& from, std::size_t columns) {
  std::vector<std::size_t> holes;
  for (const json_reader& hole : from["holes"].elements()) holes.push_back(hole.integer<std::size_t>());
  std::vector<validity> patterns;
  for (const json_reader& pattern : from["patterns"].elements()) patterns.push_back(bits_from_json(pattern));
  return {columns, std::move(holes), std::move(patterns), from["other_rates"].numbers()};
}

}  // namespace detail

STANDIN_INLINE json schema_to_json(const table_schema& schema) {
  json columns = json::array();
  for (const column_spec& spec : schema) {
    json column = {{"name", spec.name}, {"kind", detail::enum_name(detail::kind_names, spec.kind)}};
    if (spec.kind == column_kind::datetime || spec.unit != column_spec{}.unit)
      column["unit"] = detail::enum_name(detail::unit_names, spec.unit);
    if (spec.role) column["role"] = name_of(*spec.role);
    if (spec.form != text_form{}) column["form"] = detail::form_to_json(spec.form);
    columns.push_back(std::move(column));
  }
  return columns;
}

STANDIN_INLINE table_schema schema_from_json(const json_reader& from) {
  std::vector<column_spec> columns;
  for (const json_reader& column : from.elements()) {
    column_spec spec{.name = column["name"].text(),
                     .kind = detail::enum_of<column_kind>(detail::kind_names, column["kind"])};
    if (spec.kind == column_kind::datetime || column.has("unit"))
      spec.unit = detail::enum_of<time_unit>(detail::unit_names, column["unit"]);
    if (column.has("role")) {
      try {
        spec.role = parse_column_role(column["role"].text());
      } catch (const invalid_option& e) {
        column["role"].fail(e.found());
      }
    }
    if (column.has("form")) spec.form = detail::form_from_json(column["form"]);
    if (spec.kind == column_kind::datetime && !spec.form.datetime.empty()) {
      try {
        static_cast<void>(datetime_format(spec.form.datetime));
      } catch (const invalid_option& e) {
        column["form"]["datetime"].fail(e.found());
      }
    }
    columns.push_back(std::move(spec));
  }
  try {
    return table_schema(std::move(columns));
  } catch (const schema_error& e) {
    from.fail(e.found());
  }
}

STANDIN_INLINE json preparation_to_json(const prepare::preparation& prepared) {
  json codecs = json::array();
  for (const prepare::column_codec& codec : prepared.codecs()) codecs.push_back(detail::codec_to_json(codec));
  return {{"schema", schema_to_json(prepared.schema())},
          {"codecs", std::move(codecs)},
          {"missing", detail::missing_to_json(prepared.missing())}};
}

STANDIN_INLINE prepare::preparation preparation_from_json(const json_reader& from) {
  table_schema schema = schema_from_json(from["schema"]);
  std::vector<prepare::column_codec> codecs;
  for (const json_reader& codec : from["codecs"].elements()) codecs.push_back(detail::codec_from_json(codec));
  prepare::missing_patterns missing = detail::missing_from_json(from["missing"], schema.size());
  return {std::move(schema), std::move(codecs), std::move(missing)};
}

}  // namespace standin::inline v0_1::io
