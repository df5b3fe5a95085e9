// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/stack_tables.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/parallel/parallel_for.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Calls `f(T{})` with the type of the stored cells.
template <class Function>
void with_cell_type(element_type element, Function&& f) {
  switch (element) {
    case element_type::float64: f(double{}); break;
    case element_type::float32: f(float{}); break;
    case element_type::int64: f(std::int64_t{}); break;
    case element_type::int32: f(std::int32_t{}); break;
    case element_type::uint32: f(std::uint32_t{}); break;
    case element_type::uint16: f(std::uint16_t{}); break;
    case element_type::uint8:
    case element_type::boolean: f(std::uint8_t{}); break;
    case element_type::string: f(std::string{}); break;
  }
}

STANDIN_LAZY [[nodiscard]] inline validity joined_validity(const std::vector<column>& parts, std::size_t rows) {
  if (std::all_of(parts.begin(), parts.end(), [](const column& part) { return part.present().empty(); })) return {};
  validity present(rows);
  std::size_t at = 0;
  for (const column& part : parts) {
    if (!part.present().empty())
      for (std::size_t row = 0; row < part.rows(); ++row)
        if (!part.present().test(row)) present.set(at + row, false);
    at += part.rows();
  }
  return present;
}

/// The columns of codes one below the other, as codes of one dictionary.
STANDIN_LAZY [[nodiscard]] inline column join_codes(const std::vector<column>& parts, std::size_t rows) {
  const level_dictionary& first = parts.front().levels();
  const bool shared = std::all_of(parts.begin(), parts.end(), [&first](const column& part) {
    return part.levels() == first || *part.levels() == *first;
  });
  level_dictionary levels = first;
  std::map<std::string, std::uint32_t> code_of;
  if (!shared) {
    auto all = std::make_shared<std::vector<std::string>>();
    for (const column& part : parts)
      for (const std::string& level : *part.levels())
        if (code_of.emplace(level, static_cast<std::uint32_t>(all->size())).second) all->push_back(level);
    levels = all;
  }
  std::vector<std::uint32_t> codes;
  codes.reserve(rows);
  for (const column& part : parts) {
    std::vector<std::uint32_t> renamed;
    if (!shared)
      for (const std::string& level : *part.levels()) renamed.push_back(code_of.at(level));
    const column_view cells = part.view(column_kind::categorical);
    for (std::size_t row = 0; row < part.rows(); ++row) {
      const std::uint32_t code = cells.missing(row) ? 0 : cells.code(row);
      codes.push_back(shared || cells.missing(row) ? code : renamed[code]);
    }
  }
  return column::categorical(codes, std::move(levels), joined_validity(parts, rows));
}

STANDIN_LAZY [[nodiscard]] inline column join_cells(std::vector<column> parts, std::size_t rows) {
  if (parts.front().levels() != nullptr) return join_codes(parts, rows);
  std::optional<column> joined;
  with_cell_type(parts.front().element(), [&]<class T>(T) {
    if constexpr (!std::is_same_v<T, std::uint16_t> && !std::is_same_v<T, std::uint32_t>) {
      std::vector<T> cells;
      cells.reserve(rows);
      for (column& part : parts) {
        std::vector<T>& more = part.cells<T>();
        cells.insert(cells.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
      }
      if constexpr (std::is_same_v<T, std::uint8_t>)
        joined.emplace(column::booleans(std::move(cells)));
      else
        joined.emplace(std::move(cells));
    }
  });
  return std::move(*joined);
}

}  // namespace detail

STANDIN_LAZY_INLINE void copy_cell(const column& from, std::size_t from_row, column& to, std::size_t to_row) {
  detail::with_cell_type(from.element(), [&]<class T>(T) { to.cells<T>()[to_row] = from.cells<T>()[from_row]; });
  const bool present = from.present().test(from_row);
  if (to.present().empty() && !present) to.present() = validity(to.rows());
  if (!to.present().empty()) to.present().set(to_row, present);
}

STANDIN_LAZY_INLINE table stack_tables(std::vector<table> tables, executor_ref executor) {
  if (tables.empty()) return {};
  if (tables.size() == 1) return std::move(tables.front());
  table_schema schema = tables.front().schema();
  std::size_t rows = 0;
  std::vector<std::vector<column>> parts(schema.size());
  for (table& t : tables) {
    if (!same_columns(t.schema(), schema))
      throw schema_error("stack_tables", "the tables have different columns", "give tables with the same columns");
    for (std::size_t c = 0; c < schema.size(); ++c)
      if (t.stored(c).element() != tables.front().stored(c).element() && t.stored(c).levels() == nullptr)
        throw schema_error("stack_tables", "column \"" + schema[c].name + "\" is stored in two ways",
                           "give tables with the same elements");
    rows += t.rows();
  }
  for (table& t : tables) {
    std::vector<column> columns = std::move(t).release();
    for (std::size_t c = 0; c < schema.size(); ++c) parts[c].push_back(std::move(columns[c]));
  }
  std::vector<std::optional<column>> joined(schema.size());
  parallel_for(executor, schema.size(), 1, [&](std::size_t c, std::size_t) {
    // Made first: joining takes the cells away, and the parts have no rows left.
    validity present = parts[c].front().levels() != nullptr ? validity{} : detail::joined_validity(parts[c], rows);
    joined[c].emplace(detail::join_cells(std::move(parts[c]), rows));
    if (!present.empty()) joined[c]->present() = std::move(present);
  });
  std::vector<column> columns;
  columns.reserve(schema.size());
  for (std::optional<column>& c : joined) columns.push_back(std::move(*c));
  return {std::move(schema), std::move(columns)};
}

}  // namespace standin::inline v0_1
