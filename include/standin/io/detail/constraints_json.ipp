// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/constraints_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/constraints_json.hpp>
#include <standin/io/detail/enum_names.hpp>
#include <standin/io/preparation_json.hpp>
#include <standin/io/role_steps_json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail {

/// Names of constraints in files, in the order of the alternatives of `fitted_constraint`.
inline constexpr std::array<std::string_view, 8> constraint_names{"order", "between", "combinations", "dependency",
                                                                  "steps", "one_hot", "shares",       "formula"};
static_assert(constraint_names.size() == std::variant_size_v<prepare::fitted_constraint>);

[[nodiscard]] inline json cells_to_json(const prepare::number_cells& cells) {
  json out = {{"element", enum_name(element_names, cells.element)}, {"lower", cells.lower}, {"upper", cells.upper}};
  if (cells.decimals >= 0)
    out.update({{"decimals", cells.decimals},
                {"step", cells.step},
                {"offset", cells.offset},
                {"factor", cells.factor},
                {"least", cells.least},
                {"most", cells.most}});
  return out;
}

[[nodiscard]] inline prepare::number_cells cells_from_json(const json_reader& from) {
  prepare::number_cells cells{.element = enum_of<element_type>(element_names, from["element"])};
  cells.lower = from["lower"].number();
  cells.upper = from["upper"].number();
  if (from.has("decimals")) {
    cells.decimals = from["decimals"].integer<int>(0, 15);
    cells.step = from["step"].integer<std::int64_t>(1);
    cells.offset = from["offset"].integer<std::int64_t>(0);
    cells.factor = from["factor"].integer<std::int64_t>(1);
    cells.least = from["least"].integer<std::int64_t>();
    cells.most = from["most"].integer<std::int64_t>();
  }
  return cells;
}

[[nodiscard]] inline json numbers_to_json(const prepare::common_numbers& numbers) {
  json columns = json::array();
  for (const prepare::number_cells& cells : numbers.columns) columns.push_back(cells_to_json(cells));
  return {{"whole", numbers.whole}, {"columns", std::move(columns)}};
}

[[nodiscard]] inline prepare::common_numbers numbers_from_json(const json_reader& from) {
  prepare::common_numbers numbers{.whole = from["whole"].boolean()};
  for (const json_reader& each : from["columns"].elements()) numbers.columns.push_back(cells_from_json(each));
  return numbers;
}

template <class Index>
[[nodiscard]] std::vector<Index> indices_from_json(const json_reader& from) {
  std::vector<Index> indices;
  for (const json_reader& each : from.elements()) indices.push_back(each.integer<Index>());
  return indices;
}

/// A small table with its cells; missing ones are null. Texts and categories are written as texts.
[[nodiscard]] inline json table_to_json(const table& rows) {
  json columns = json::array();
  for (std::size_t c = 0; c < rows.schema().size(); ++c) {
    const column_view column = rows.column(c);
    json cells = json::array();
    column.visit([&](const auto& typed) {
      using cell = typename std::remove_cvref_t<decltype(typed)>::value_type;
      for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (column.missing(row)) {
          cells.push_back(nullptr);
        } else if (column.kind == column_kind::categorical) {
          cells.push_back(column.code(row));
        } else if constexpr (std::is_same_v<cell, std::string_view>) {
          cells.push_back(std::string(typed[row]));
        } else {
          cells.push_back(typed[row]);
        }
      }
    });
    json out = {{"element", enum_name(element_names, column.element)}, {"cells", std::move(cells)}};
    if (column.kind == column_kind::categorical)
      out["levels"] = std::vector<std::string>(column.levels.begin(), column.levels.end());
    columns.push_back(std::move(out));
  }
  return {{"schema", schema_to_json(rows.schema())}, {"columns", std::move(columns)}};
}

/// The cells of a column, and which are there.
template <class Cell, class Read>
[[nodiscard]] std::pair<std::vector<Cell>, validity> read_cells(const std::vector<json_reader>& from, Read read) {
  std::vector<Cell> cells(from.size());
  validity present;
  for (std::size_t row = 0; row < from.size(); ++row) {
    if (from[row].is_null()) {
      if (present.empty()) present = validity(from.size());
      present.set(row, false);
    } else {
      cells[row] = read(from[row]);
    }
  }
  return {std::move(cells), std::move(present)};
}

[[nodiscard]] inline column column_from_json(const json_reader& from, column_kind kind) {
  const std::vector<json_reader> cells = from["cells"].elements();
  if (kind == column_kind::categorical) {
    std::vector<std::string> levels;
    for (const json_reader& level : from["levels"].elements()) levels.push_back(level.text());
    const auto count = static_cast<std::uint32_t>(levels.size());
    auto [codes, present] = read_cells<std::uint32_t>(cells, [count](const json_reader& cell) {
      const auto code = cell.integer<std::uint32_t>();
      if (code >= count) cell.fail("there is no such level");
      return code;
    });
    return column::categorical(codes, std::move(levels), std::move(present));
  }
  if (kind == column_kind::boolean) {
    auto [bytes, present] = read_cells<std::uint8_t>(
        cells, [](const json_reader& cell) { return static_cast<std::uint8_t>(cell.boolean() ? 1 : 0); });
    return column::booleans(std::move(bytes), std::move(present));
  }
  if (kind == column_kind::text) {
    auto [texts, present] = read_cells<std::string>(cells, [](const json_reader& cell) { return cell.text(); });
    return column(std::move(texts), std::move(present));
  }
  const auto whole = [&]<class Cell>(Cell) {
    auto [numbers, present] = read_cells<Cell>(cells, [](const json_reader& cell) { return cell.integer<Cell>(); });
    return column(std::move(numbers), std::move(present));
  };
  const auto real = [&]<class Cell>(Cell) {
    auto [numbers, present] =
        read_cells<Cell>(cells, [](const json_reader& cell) { return static_cast<Cell>(cell.number()); });
    return column(std::move(numbers), std::move(present));
  };
  switch (enum_of<element_type>(element_names, from["element"])) {
    case element_type::int64: return whole(std::int64_t{});
    case element_type::int32: return whole(std::int32_t{});
    case element_type::float32: return real(float{});
    case element_type::float64: return real(double{});
    default: from["element"].fail("numbers are not stored so");
  }
}

[[nodiscard]] inline table table_from_json(const json_reader& from) {
  table_schema schema = schema_from_json(from["schema"]);
  const std::vector<json_reader> all = from["columns"].elements();
  if (all.size() != schema.size()) from["columns"].fail("there are more or fewer columns than names");
  std::vector<column> columns;
  for (std::size_t c = 0; c < all.size(); ++c) columns.push_back(column_from_json(all[c], schema[c].kind));
  try {
    return {std::move(schema), std::move(columns)};
  } catch (const schema_error& e) {
    from.fail(e.found());
  }
}

[[nodiscard]] inline json to_json(const prepare::fitted_ordering& step) {
  json members = json::array();
  for (const prepare::fitted_ordering::member& each : step.members()) {
    json bounds = json::array();
    for (const prepare::fitted_ordering::member::bound& bound : each.bounds)
      bounds.push_back({{"member", bound.member}, {"strict", bound.strict}});
    members.push_back(
        {{"at", each.at}, {"upwards", each.upwards}, {"alone", each.alone}, {"bounds", std::move(bounds)}});
  }
  return {{"numbers", numbers_to_json(step.numbers())}, {"members", std::move(members)}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_between& step) {
  return {{"numbers", numbers_to_json(step.numbers())}, {"places", step.places()}, {"alone", step.alone()}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_combinations& step) {
  return {{"known", table_to_json(step.known().rows())}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_dependency& step) {
  return {{"from", step.from()}, {"known", table_to_json(step.known().rows())}, {"to", table_to_json(step.to())}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_increment& step) {
  return {{"cells", cells_to_json(step.cells())}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_one_hot& step) {
  json elements = json::array();
  for (const element_type each : step.elements()) elements.push_back(enum_name(element_names, each));
  return {{"elements", std::move(elements)}, {"occurs", step.occurs()}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_shares& step) {
  return {{"numbers", numbers_to_json(step.numbers())}, {"places", step.places()}, {"alone", step.alone()}};
}
[[nodiscard]] inline json to_json(const prepare::fitted_formula& step) {
  json inputs = json::array();
  for (const prepare::fitted_formula::input& each : step.inputs())
    inputs.push_back({{"at", each.at}, {"ticks", each.ticks}});
  const prepare::fitted_formula::result& made = step.made();
  return {{"expression", step.expression().text()},
          {"inputs", std::move(inputs)},
          {"element", enum_name(element_names, made.element)},
          {"decimals", made.decimals},
          {"ticks", made.ticks},
          {"gaps", made.gaps},
          {"alone", made.alone}};
}

[[nodiscard]] inline prepare::fitted_constraint constraint_from_json(const json_reader& from) {
  const std::string what = from["constraint"].text();
  prepare::column_layout layout = layout_from_json(from["layout"]);
  if (what == "order") {
    std::vector<prepare::fitted_ordering::member> members;
    for (const json_reader& each : from["members"].elements()) {
      prepare::fitted_ordering::member member{.at = each["at"].integer<std::size_t>(),
                                              .upwards = each["upwards"].boolean()};
      member.alone = each["alone"].boolean();
      for (const json_reader& bound : each["bounds"].elements())
        member.bounds.push_back({bound["member"].integer<std::size_t>(), bound["strict"].boolean()});
      members.push_back(std::move(member));
    }
    return prepare::fitted_ordering(std::move(layout), numbers_from_json(from["numbers"]), std::move(members));
  }
  if (what == "between") {
    const auto places = indices_from_json<std::size_t>(from["places"]);
    if (places.size() != 3) from["places"].fail("three places are expected");
    return prepare::fitted_between(std::move(layout), numbers_from_json(from["numbers"]),
                                   {places[0], places[1], places[2]}, from["alone"].boolean());
  }
  if (what == "combinations")
    return prepare::fitted_combinations(std::move(layout), prepare::known_rows(table_from_json(from["known"])));
  if (what == "dependency")
    return prepare::fitted_dependency(std::move(layout), indices_from_json<std::size_t>(from["from"]),
                                      prepare::known_rows(table_from_json(from["known"])), table_from_json(from["to"]));
  if (what == "steps") return prepare::fitted_increment(std::move(layout), cells_from_json(from["cells"]));
  if (what == "one_hot") {
    std::vector<element_type> elements;
    for (const json_reader& each : from["elements"].elements())
      elements.push_back(enum_of<element_type>(element_names, each));
    return prepare::fitted_one_hot(std::move(layout), std::move(elements),
                                   indices_from_json<std::uint32_t>(from["occurs"]));
  }
  if (what == "shares")
    return prepare::fitted_shares(std::move(layout), numbers_from_json(from["numbers"]),
                                  indices_from_json<std::size_t>(from["places"]), from["alone"].boolean());
  if (what == "formula") {
    std::vector<prepare::fitted_formula::input> inputs;
    for (const json_reader& each : from["inputs"].elements())
      inputs.push_back({each["at"].integer<std::size_t>(), each["ticks"].number()});
    prepare::fitted_formula::result made{.element = enum_of<element_type>(element_names, from["element"]),
                                         .decimals = from["decimals"].integer<int>(-1, 15),
                                         .ticks = from["ticks"].number()};
    made.gaps = from["gaps"].boolean();
    made.alone = from["alone"].boolean();
    return prepare::fitted_formula(std::move(layout), prepare::arithmetic(from["expression"].text()), std::move(inputs),
                                   made);
  }
  from["constraint"].fail(quoted(what) + " is not known here");
}

}  // namespace detail

STANDIN_INLINE json constraints_to_json(const prepare::fitted_constraints& constraints) {
  json all = json::array();
  for (const prepare::fitted_constraint& each : constraints.all()) {
    json one = std::visit([](const auto& fitted) { return detail::to_json(fitted); }, each);
    one["constraint"] = detail::constraint_names[each.index()];
    one["layout"] = std::visit([](const auto& fitted) { return layout_to_json(fitted.layout()); }, each);
    all.push_back(std::move(one));
  }
  return {{"all", std::move(all)}};
}

STANDIN_INLINE prepare::fitted_constraints constraints_from_json(const json_reader& from) {
  std::vector<prepare::fitted_constraint> all;
  for (const json_reader& each : from["all"].elements()) {
    try {
      all.push_back(detail::constraint_from_json(each));
    } catch (const data_error& e) {
      each.fail(e.found());
    }
  }
  return prepare::fitted_constraints(std::move(all));
}

}  // namespace standin::inline v0_1::io
