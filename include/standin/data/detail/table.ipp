// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/table.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

STANDIN_INLINE column::column(element_type element, storage cells, validity present, level_dictionary levels)
    : element_(element), cells_(std::move(cells)), present_(std::move(present)), levels_(std::move(levels)) {
  if (!present_.empty() && present_.rows() != rows())
    throw data_error(
        "column",
        "there are " + std::to_string(rows()) + " cells, but validity bits for " + std::to_string(present_.rows()),
        "give one bit a row, or none");
  if (present_.rows() != rows()) present_ = {};
}

STANDIN_INLINE column::column(std::vector<double> cells, validity present)
    : column(element_type::float64, std::move(cells), std::move(present), nullptr) {}
STANDIN_INLINE column::column(std::vector<float> cells, validity present)
    : column(element_type::float32, std::move(cells), std::move(present), nullptr) {}
STANDIN_INLINE column::column(std::vector<std::int64_t> cells, validity present)
    : column(element_type::int64, std::move(cells), std::move(present), nullptr) {}
STANDIN_INLINE column::column(std::vector<std::int32_t> cells, validity present)
    : column(element_type::int32, std::move(cells), std::move(present), nullptr) {}
STANDIN_INLINE column::column(std::vector<std::string> cells, validity present)
    : column(element_type::string, std::move(cells), std::move(present), nullptr) {}

STANDIN_LAZY_INLINE column column::booleans(std::vector<std::uint8_t> cells, validity present) {
  return {element_type::boolean, std::move(cells), std::move(present), nullptr};
}

STANDIN_LAZY_INLINE column column::categorical(const std::vector<std::uint32_t>& codes, level_dictionary levels,
                                               validity present) {
  if (levels == nullptr) throw data_error("column::categorical", "there are no levels", "give a name for each code");
  for (std::size_t row = 0; row < codes.size(); ++row)
    if (codes[row] >= levels->size() && (present.empty() || (row < present.rows() && present.test(row))))
      throw data_error("column::categorical",
                       "row " + std::to_string(row) + " has code " + std::to_string(codes[row]) + ", but there are " +
                           std::to_string(levels->size()) + " levels",
                       "give a name for each code");
  const std::size_t last = levels->empty() ? 0 : levels->size() - 1;
  const auto narrowed = [&]<class Code>(Code) {
    std::vector<Code> narrow;
    narrow.reserve(codes.size());
    for (const std::uint32_t code : codes) narrow.push_back(static_cast<Code>(code <= last ? code : 0));
    return narrow;
  };
  if (last <= std::numeric_limits<std::uint8_t>::max())
    return {element_type::uint8, narrowed(std::uint8_t{}), std::move(present), std::move(levels)};
  if (last <= std::numeric_limits<std::uint16_t>::max())
    return {element_type::uint16, narrowed(std::uint16_t{}), std::move(present), std::move(levels)};
  return {element_type::uint32, narrowed(std::uint32_t{}), std::move(present), std::move(levels)};
}

STANDIN_LAZY_INLINE column column::categorical(const std::vector<std::uint32_t>& codes, std::vector<std::string> levels,
                                               validity present) {
  return categorical(codes, std::make_shared<const std::vector<std::string>>(std::move(levels)), std::move(present));
}

namespace detail {

template <class Code>
void check_codes(const std::vector<Code>& codes, const level_dictionary& levels) {
  if (levels == nullptr)
    throw data_error("column::categorical_as_is", "there are no levels", "give a name for each code");
  Code most = 0;
  for (const Code code : codes) most = code > most ? code : most;
  if (!codes.empty() && most >= levels->size() && (most > 0 || !levels->empty()))
    throw data_error(
        "column::categorical_as_is",
        "a cell has code " + std::to_string(most) + ", but there are " + std::to_string(levels->size()) + " levels",
        "give a name for each code");
}

}  // namespace detail

STANDIN_LAZY_INLINE column column::categorical_as_is(std::vector<std::uint8_t> codes, level_dictionary levels,
                                                     validity present) {
  detail::check_codes(codes, levels);
  return {element_type::uint8, std::move(codes), std::move(present), std::move(levels)};
}

STANDIN_LAZY_INLINE column column::categorical_as_is(std::vector<std::uint16_t> codes, level_dictionary levels,
                                                     validity present) {
  detail::check_codes(codes, levels);
  return {element_type::uint16, std::move(codes), std::move(present), std::move(levels)};
}

STANDIN_LAZY_INLINE column column::categorical_as_is(std::vector<std::uint32_t> codes, level_dictionary levels,
                                                     validity present) {
  detail::check_codes(codes, levels);
  return {element_type::uint32, std::move(codes), std::move(present), std::move(levels)};
}

STANDIN_INLINE std::size_t column::rows() const noexcept {
  return view(column_kind::numeric).rows;
}

STANDIN_INLINE column_view column::view(column_kind kind) const noexcept {
  column_view seen{.kind = kind, .element = element_, .valid = present_.words()};
  const auto look_at = [&seen](const auto* cells) {
    if (cells == nullptr) return;
    seen.cells = reinterpret_cast<const std::byte*>(cells->data());
    seen.stride = static_cast<std::ptrdiff_t>(sizeof(cells->front()));
    seen.rows = cells->size();
  };
  look_at(std::get_if<0>(&cells_));  // cheaper to compile than std::visit
  look_at(std::get_if<1>(&cells_));
  look_at(std::get_if<2>(&cells_));
  look_at(std::get_if<3>(&cells_));
  look_at(std::get_if<4>(&cells_));
  look_at(std::get_if<5>(&cells_));
  look_at(std::get_if<6>(&cells_));
  look_at(std::get_if<7>(&cells_));
  if (levels_ != nullptr) seen.levels = *levels_;
  return seen;
}

STANDIN_INLINE column_kind natural_kind(const column& cells) noexcept {
  if (cells.levels() != nullptr) return column_kind::categorical;
  if (cells.element() == element_type::boolean) return column_kind::boolean;
  if (cells.element() == element_type::string) return column_kind::text;
  return column_kind::numeric;
}

namespace detail {

[[nodiscard]] inline bool holds(const column& cells, column_kind kind) noexcept {
  return can_be(cells.element(), kind) && (cells.levels() != nullptr) == (kind == column_kind::categorical);
}

}  // namespace detail

STANDIN_INLINE table::table(table_schema schema, std::vector<standin::column> columns)
    : schema_(std::move(schema)), columns_(std::move(columns)), rows_(columns_.empty() ? 0 : columns_.front().rows()) {
  if (columns_.size() != schema_.size())
    throw schema_error("table",
                       "the schema names " + std::to_string(schema_.size()) + " columns, but there are " +
                           std::to_string(columns_.size()),
                       "describe each column once");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].rows() != rows_)
      throw schema_error("table",
                         "column \"" + schema_[i].name + "\" has " + std::to_string(columns_[i].rows()) +
                             " rows, the first one " + std::to_string(rows_),
                         "give columns of one length");
    if (!detail::holds(columns_[i], schema_[i].kind))
      throw schema_error(
          "table", "the cells of column \"" + schema_[i].name + "\" can't be " + std::string(name_of(schema_[i].kind)),
          "numeric columns hold numbers, categorical ones codes with levels, boolean ones bytes made by "
          "column::booleans, date-times 64-bit ticks, text strings");
  }
}

STANDIN_LAZY_INLINE table to_table(const table_view& view) {
  std::vector<standin::column> columns;
  columns.reserve(view.schema().size());
  std::vector<std::pair<const std::string*, level_dictionary>> shared;
  for (std::size_t i = 0; i < view.schema().size(); ++i) {
    const column_view& from = view.column(i);
    const std::size_t rows = view.rows();
    validity present;
    if (!from.valid.empty()) {
      present = validity(rows, false);
      for (std::size_t row = 0; row < rows; ++row)
        if (!from.missing(row)) present.set(row, true);
    }
    const auto copied = [&]<class T>(T) {
      std::vector<T> cells(rows);
      for (std::size_t row = 0; row < rows; ++row) cells[row] = from.cell<T>(row);
      return cells;
    };
    if (from.kind == column_kind::categorical) {
      level_dictionary levels;
      for (const auto& [at, known] : shared)
        if (at == from.levels.data() && known->size() == from.levels.size()) levels = known;
      if (levels == nullptr) {
        levels = std::make_shared<const std::vector<std::string>>(from.levels.begin(), from.levels.end());
        shared.emplace_back(from.levels.data(), levels);
      }
      std::vector<std::uint32_t> codes(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        codes[row] = from.missing(row) ? 0 : from.code(row);
        if (codes[row] >= levels->size() && !from.missing(row))
          throw data_error("to_table",
                           "row " + std::to_string(row) + " of column \"" + view.schema()[i].name + "\" has code " +
                               std::to_string(codes[row]) + ", but there are " + std::to_string(levels->size()) +
                               " levels",
                           "give a name for each code");
      }
      columns.push_back(column::categorical(codes, levels, std::move(present)));
      continue;
    }
    switch (from.element) {
      case element_type::float64: columns.emplace_back(copied(double{}), std::move(present)); break;
      case element_type::float32: columns.emplace_back(copied(float{}), std::move(present)); break;
      case element_type::int64: columns.emplace_back(copied(std::int64_t{}), std::move(present)); break;
      case element_type::int32: columns.emplace_back(copied(std::int32_t{}), std::move(present)); break;
      case element_type::boolean:
        columns.push_back(column::booleans(copied(std::uint8_t{}), std::move(present)));
        break;
      case element_type::string: {
        std::vector<std::string> cells(rows);
        for (std::size_t row = 0; row < rows; ++row) cells[row] = std::string(from.text(row));
        columns.emplace_back(std::move(cells), std::move(present));
        break;
      }
      case element_type::uint32:
      case element_type::uint16:
      case element_type::uint8: {  // unsigned numbers that somebody else's dataset showed
        std::vector<std::int64_t> cells(rows);
        for (std::size_t row = 0; row < rows; ++row) cells[row] = from.code(row);
        columns.emplace_back(std::move(cells), std::move(present));
        break;
      }
    }
  }
  return {view.schema(), std::move(columns)};
}

}  // namespace standin::inline v0_1
