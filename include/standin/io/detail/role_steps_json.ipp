// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/role_steps_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/enum_names.hpp>
#include <standin/io/preparation_json.hpp>
#include <standin/io/role_steps_json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail::role_steps {

// In the order of the enumerators' values.
inline constexpr std::array<std::string_view, 4> order_names{"even", "rising", "spread", "drawn"};
inline constexpr std::array<std::string_view, 3> repetition_names{"never", "late", "by_chance"};
inline constexpr std::array<std::string_view, 3> case_names{"as_is", "lower", "upper"};
inline constexpr std::array<std::string_view, 4> capital_names{"none", "first_word", "each_word", "all"};

[[nodiscard]] inline json lengths_to_json(const std::vector<length_count>& lengths) {
  json out = json::array();
  for (const length_count& each : lengths) out.push_back({each.length, each.texts});
  return out;
}

[[nodiscard]] inline std::vector<length_count> lengths_from_json(const json_reader& from) {
  std::vector<length_count> lengths;
  for (const json_reader& each : from.elements()) {
    const std::vector<json_reader> pair = each.elements();
    if (pair.size() != 2) each.fail("a length and a count are expected");
    constexpr std::size_t longest = std::size_t{1} << 20;
    constexpr std::size_t most = std::size_t{1} << 52;
    lengths.push_back({pair[0].integer<std::size_t>(0, longest), pair[1].integer<std::size_t>(0, most)});
  }
  return lengths;
}

[[nodiscard]] inline json to_json(const prepare::number_keys& keys) {
  json out = {{"issuer", "numbers"},
              {"order", enum_name(order_names, keys.order)},
              {"first", keys.first},
              {"largest", keys.largest}};
  if (keys.order == prepare::key_order::spread || keys.order == prepare::key_order::drawn)
    out["numbers"] = keys.numbers;
  if (keys.order != prepare::key_order::spread) out["gap"] = keys.gap;
  return out;
}

[[nodiscard]] inline prepare::number_keys keys_from_json(const json_reader& from) {
  prepare::number_keys keys{.order = enum_of<prepare::key_order>(order_names, from["order"]),
                            .first = from["first"].integer<std::int64_t>(),
                            .largest = from["largest"].integer<std::int64_t>(0, std::int64_t{1} << 62)};
  constexpr std::int64_t far = std::int64_t{1} << 62;
  if (keys.first < -far) from["first"].fail("it is out of range");
  if (keys.order == prepare::key_order::spread || keys.order == prepare::key_order::drawn)
    keys.numbers = from["numbers"].integer<std::uint64_t>();
  if (keys.order != prepare::key_order::spread) keys.gap = from["gap"].integer<std::int64_t>(1024, far);
  return keys;
}

[[nodiscard]] inline json to_json(const prepare::provided_texts& provided) {
  json out = {{"issuer", "provider"},
              {"name", provided.name()},
              {"repeats", enum_name(repetition_names, provided.repeats())},
              {"values", provided.values()}};
  if (provided.pattern()) {
    out["mask"] = provided.pattern()->pattern().mask();
    out["lengths"] = lengths_to_json(provided.pattern()->lengths());
    out["luhn"] = provided.pattern()->luhn();
    if (provided.beyond()) out["beyond"] = provided.beyond()->pattern().mask();
  }
  const prepare::text_style& style = provided.style();
  if (style.letters != prepare::letter_case::as_is) out["letters"] = enum_name(case_names, style.letters);
  if (style.family_first) out["family_first"] = true;
  if (!style.digits.empty()) out["digits"] = style.digits;
  if (provided.person()) out["person"] = *provided.person();
  return out;
}

[[nodiscard]] inline prepare::provided_texts provided_from_json(const json_reader& from) {
  prepare::text_style style;
  if (from.has("letters")) style.letters = enum_of<prepare::letter_case>(case_names, from["letters"]);
  if (from.has("family_first")) style.family_first = from["family_first"].boolean();
  if (from.has("digits")) style.digits = from["digits"].text();
  std::optional<std::uint32_t> person;
  if (from.has("person")) person = from["person"].integer<std::uint32_t>();
  std::optional<pattern_provider> pattern;
  try {
    if (from.has("mask"))
      pattern.emplace(text_pattern(from["mask"].text()), lengths_from_json(from["lengths"]), from["luhn"].boolean());
    std::optional<pattern_provider> beyond;
    if (pattern && from.has("beyond"))
      beyond.emplace(text_pattern(from["beyond"].text()), std::vector<length_count>{}, pattern->luhn());
    return {from["name"].text(),
            std::move(pattern),
            enum_of<prepare::repetition>(repetition_names, from["repeats"]),
            from["values"].integer<std::uint64_t>(),
            std::move(style),
            person,
            std::move(beyond)};
  } catch (const invalid_option& e) {
    from.fail(e.found());
  }
}

[[nodiscard]] inline json to_json(const prepare::made_up_texts& made) {
  if (!made.codes.empty()) return {{"issuer", "codes"}, {"codes", made.codes}};
  return {{"issuer", "words"},           {"words", lengths_to_json(made.words)},
          {"names", made.names},         {"capitals", enum_name(capital_names, made.capitals)},
          {"full_stop", made.full_stop}, {"without", made.without}};
}

[[nodiscard]] inline prepare::made_up_texts texts_from_json(const json_reader& from) {
  prepare::made_up_texts made;
  if (from["issuer"].text() == "codes") {
    for (const json_reader& each : from["codes"].elements()) made.codes.push_back(each.text());
    if (made.codes.empty()) from["codes"].fail("there is none");
    return made;
  }
  constexpr std::size_t most_words = 10'000;
  made.words = lengths_from_json(from["words"]);
  for (const length_count& each : made.words)
    if (each.length > most_words) from["words"].fail("a text is too long");
  made.names = from["names"].boolean();
  made.capitals = enum_of<prepare::capital_letters>(capital_names, from["capitals"]);
  made.full_stop = from["full_stop"].boolean();
  for (const json_reader& each : from["without"].elements()) made.without.push_back(each.integer<std::uint32_t>());
  if (!std::is_sorted(made.without.begin(), made.without.end())) from["without"].fail("they are not in order");
  return made;
}

[[nodiscard]] inline prepare::issuer issuer_from_json(const json_reader& from) {
  const std::string issuer = from["issuer"].text();
  if (issuer == "numbers") return keys_from_json(from);
  if (issuer == "provider") return provided_from_json(from);
  if (issuer == "codes" || issuer == "words") return texts_from_json(from);
  from["issuer"].fail(quoted(issuer) + " is not known here");
}

}  // namespace detail::role_steps

STANDIN_INLINE json layout_to_json(const prepare::column_layout& layout) {
  json replaced = json::array();
  for (const prepare::replaced_column& each : layout.replaced())
    replaced.push_back({{"at", each.at},
                        {"column", schema_to_json(table_schema({each.spec}))},
                        {"free", schema_to_json(table_schema(each.free))}});
  return {{"columns", layout.columns()}, {"replaced", std::move(replaced)}};
}

STANDIN_INLINE prepare::column_layout layout_from_json(const json_reader& from) {
  std::vector<prepare::replaced_column> replaced;
  for (const json_reader& each : from["replaced"].elements()) {
    prepare::replaced_column gone{.at = each["at"].integer<std::size_t>()};
    const table_schema own = schema_from_json(each["column"]);
    if (own.size() != 1) each["column"].fail("one column is expected");
    gone.spec = own[0];
    for (const column_spec& spec : schema_from_json(each["free"])) gone.free.push_back(spec);
    replaced.push_back(std::move(gone));
  }
  return {from["columns"].integer<std::size_t>(), std::move(replaced)};
}

STANDIN_INLINE json issue_to_json(const prepare::fitted_issue& step) {
  json columns = json::array();
  for (const prepare::issued_column& each : step.columns()) {
    json one = std::visit([](const auto& source) { return detail::role_steps::to_json(source); }, each.source);
    one["element"] = detail::enum_name(detail::element_names, each.element);
    columns.push_back(std::move(one));
  }
  return {{"layout", layout_to_json(step.layout())}, {"columns", std::move(columns)}};
}

STANDIN_INLINE prepare::fitted_issue issue_from_json(const json_reader& from) {
  std::vector<prepare::issued_column> columns;
  for (const json_reader& each : from["columns"].elements())
    columns.push_back({detail::enum_of<element_type>(detail::element_names, each["element"]),
                       detail::role_steps::issuer_from_json(each)});
  return {layout_from_json(from["layout"]), std::move(columns)};
}

STANDIN_INLINE json levels_to_json(const prepare::fitted_levels& step) {
  json columns = json::array();
  for (const prepare::level_values& each : step.columns()) {
    json one = {{"element", detail::enum_name(detail::element_names, each.element)}, {"levels", each.levels}};
    if (!each.numbers.empty()) one["numbers"] = each.numbers;
    if (!each.wholes.empty()) one["wholes"] = each.wholes;
    columns.push_back(std::move(one));
  }
  return {{"layout", layout_to_json(step.layout())}, {"columns", std::move(columns)}};
}

STANDIN_INLINE prepare::fitted_levels levels_from_json(const json_reader& from) {
  std::vector<prepare::level_values> columns;
  for (const json_reader& each : from["columns"].elements()) {
    prepare::level_values values{.element = detail::enum_of<element_type>(detail::element_names, each["element"])};
    for (const json_reader& level : each["levels"].elements()) values.levels.push_back(level.text());
    if (each.has("numbers")) values.numbers = each["numbers"].numbers();
    if (each.has("wholes"))
      for (const json_reader& number : each["wholes"].elements())
        values.wholes.push_back(number.integer<std::int64_t>());
    columns.push_back(std::move(values));
  }
  return {layout_from_json(from["layout"]), std::move(columns)};
}

STANDIN_INLINE json pools_to_json(const prepare::fitted_pools& step) {
  json columns = json::array();
  for (const prepare::level_pool& each : step.pools())
    columns.push_back({{"name", each.name}, {"levels", each.levels}, {"cells", each.cells}});
  return {{"layout", layout_to_json(step.layout())}, {"columns", std::move(columns)}};
}

STANDIN_INLINE prepare::fitted_pools pools_from_json(const json_reader& from) {
  std::vector<prepare::level_pool> pools;
  for (const json_reader& each : from["columns"].elements()) {
    prepare::level_pool pool{.name = each["name"].text()};
    for (const json_reader& level : each["levels"].elements()) pool.levels.push_back(level.text());
    for (const json_reader& cells : each["cells"].elements()) pool.cells.push_back(cells.integer<std::uint64_t>());
    pools.push_back(std::move(pool));
  }
  return {layout_from_json(from["layout"]), std::move(pools)};
}

STANDIN_INLINE json suppression_to_json(const prepare::fitted_suppression& step) {
  json columns = json::array();
  for (const prepare::kept_levels& each : step.columns())
    columns.push_back({{"levels", each.levels}, {"rare", each.rare}, {"cells", each.cells}});
  return {{"layout", layout_to_json(step.layout())}, {"word", step.word()}, {"columns", std::move(columns)}};
}

STANDIN_INLINE prepare::fitted_suppression suppression_from_json(const json_reader& from) {
  std::vector<prepare::kept_levels> columns;
  for (const json_reader& each : from["columns"].elements()) {
    prepare::kept_levels kept{.rare = each["rare"].integer<std::size_t>(),
                              .cells = each["cells"].integer<std::size_t>()};
    for (const json_reader& level : each["levels"].elements()) kept.levels.push_back(level.text());
    columns.push_back(std::move(kept));
  }
  return {layout_from_json(from["layout"]), from["word"].text(), std::move(columns)};
}

STANDIN_INLINE json resampling_to_json(const prepare::fitted_resampling& step) {
  json columns = json::array();
  for (const prepare::frequent_levels& each : step.columns())
    columns.push_back({{"levels", each.levels}, {"cells", each.cells}, {"rare", each.rare}, {"drawn", each.drawn}});
  return {{"layout", layout_to_json(step.layout())}, {"seed", step.seed()}, {"columns", std::move(columns)}};
}

STANDIN_INLINE prepare::fitted_resampling resampling_from_json(const json_reader& from) {
  std::vector<prepare::frequent_levels> columns;
  for (const json_reader& each : from["columns"].elements()) {
    prepare::frequent_levels left;
    for (const json_reader& level : each["levels"].elements()) left.levels.push_back(level.text());
    for (const json_reader& cells : each["cells"].elements()) left.cells.push_back(cells.integer<std::uint64_t>());
    left.rare = each["rare"].integer<std::size_t>();
    left.drawn = each["drawn"].integer<std::size_t>();
    columns.push_back(std::move(left));
  }
  return {layout_from_json(from["layout"]), from["seed"].integer<std::uint64_t>(), std::move(columns)};
}

}  // namespace standin::inline v0_1::io
