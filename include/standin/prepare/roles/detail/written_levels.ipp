// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/written_levels.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/detail/level_counts.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/roles/written_levels.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail::level_writing {

STANDIN_LAZY [[nodiscard]] inline bool whole(element_type element) noexcept {
  return element == element_type::int64 || element == element_type::int32;
}
STANDIN_LAZY [[nodiscard]] inline bool real(element_type element) noexcept {
  return element == element_type::float64 || element == element_type::float32;
}

}  // namespace detail::level_writing

STANDIN_LAZY_INLINE fitted_levels::fitted_levels(column_layout layout, std::vector<level_values> columns)
    : layout_(std::move(layout)) {
  bool fits = layout_.replaced().size() == columns.size();
  for (std::size_t k = 0; fits && k < columns.size(); ++k) {
    const replaced_column& gone = layout_.replaced()[k];
    const level_values& values = columns[k];
    const std::set<std::string> different(values.levels.begin(), values.levels.end());
    fits = gone.free.size() == 1 && gone.free[0].kind == column_kind::categorical && !values.levels.empty() &&
           different.size() == values.levels.size() &&
           (gone.spec.kind == column_kind::text      ? values.element == element_type::string
            : gone.spec.kind != column_kind::numeric ? false
            : detail::level_writing::whole(values.element)
                ? values.wholes.size() == values.levels.size()
                : detail::level_writing::real(values.element) && values.numbers.size() == values.levels.size());
  }
  if (!fits) throw format_error("levels", "the parts don't fit together", "fit again, or get the original file");
  columns_ = std::make_shared<const std::vector<level_values>>(std::move(columns));
}

STANDIN_LAZY_INLINE table fitted_levels::apply(table t) const {
  std::vector<column> free;
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const replaced_column& gone = layout_.replaced()[k];
    const column_view cells = t.column(gone.at);
    std::map<std::string, std::uint32_t> code_of;
    for (const std::string& level : (*columns_)[k].levels)
      code_of.emplace(level, static_cast<std::uint32_t>(code_of.size()));
    std::vector<std::uint32_t> codes(t.rows(), 0);
    validity present(t.rows(), false);
    for (std::size_t row = 0; row < t.rows(); ++row) {
      if (cells.missing(row)) continue;
      const auto at = code_of.find(detail::level_of(cells, row));
      if (at == code_of.end())
        throw data_error(concatenate("column ", quoted(gone.spec.name)),
                         concatenate("row ", to_text(row), " has a value that is not known"),
                         "give the table that was fitted");
      codes[row] = at->second;
      present.set(row, true);
    }
    if (present.count() == t.rows()) present = {};
    free.push_back(column::categorical(codes, (*columns_)[k].levels, std::move(present)));
  }
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE table fitted_levels::restore(table t, const restore_context&) const {
  std::vector<column> restored;
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const level_values& values = (*columns_)[k];
    const column_view codes = t.column(layout_.place_of(layout_.replaced()[k].at));
    validity present;
    const auto fill = [&]<class Cell>(Cell, const auto& of) {
      std::vector<Cell> cells(codes.rows);
      for (std::size_t row = 0; row < codes.rows; ++row) {
        if (codes.missing(row)) {
          if (present.empty()) present = validity(codes.rows);
          present.set(row, false);
        } else {
          cells[row] = static_cast<Cell>(of[std::min<std::size_t>(codes.code(row), of.size() - 1)]);
        }
      }
      restored.emplace_back(std::move(cells), std::move(present));
    };
    switch (values.element) {
      case element_type::string: fill(std::string{}, values.levels); break;
      case element_type::int64: fill(std::int64_t{}, values.wholes); break;
      case element_type::int32: fill(std::int32_t{}, values.wholes); break;
      case element_type::float32: fill(float{}, values.numbers); break;
      default: fill(double{}, values.numbers); break;
    }
  }
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_LAZY_INLINE pulled_box fitted_levels::pull(const cell_box& box) const {
  pulled_box pulled{.box = layout_.keep(box)};
  for (std::size_t k = 0; k < columns_->size(); ++k) {
    const replaced_column& gone = layout_.replaced()[k];
    const value_set& wanted = box[gone.at];
    if (wanted.is_everything()) continue;
    const level_values& values = (*columns_)[k];
    std::vector<std::string> allowed;
    for (std::size_t i = 0; i < values.levels.size(); ++i) {
      const bool in = values.element == element_type::string         ? wanted.contains(values.levels[i])
                      : detail::level_writing::whole(values.element) ? wanted.contains(values.wholes[i])
                                                                     : wanted.contains(values.numbers[i]);
      if (in) allowed.push_back(values.levels[i]);
    }
    value_set side{text_set(std::move(allowed))};
    if (wanted.allows_missing()) side = side | value_set::only_missing(column_kind::categorical);
    pulled.box[layout_.place_of(gone.at)] = std::move(side);
  }
  return pulled;
}

STANDIN_LAZY_INLINE std::string written_levels::name() const {
  return "levels of " + join(columns);
}

STANDIN_LAZY_INLINE fitted_levels written_levels::fit(const table_view& data) const {
  std::vector<replaced_column> replaced;
  std::vector<level_values> learned;
  for (const std::size_t at : detail::places_of(columns, data)) {
    const column_spec& spec = data.schema()[at];
    const column_view& cells = data.column(at);
    if (spec.kind != column_kind::numeric && spec.kind != column_kind::text)
      throw schema_error(concatenate("column ", quoted(spec.name)),
                         concatenate("a ", name_of(spec.kind), " column is not written as levels"),
                         "name columns of numbers or texts");
    level_values values{.element = cells.element};
    if (cells.element == element_type::uint8 || cells.element == element_type::uint16 ||
        cells.element == element_type::uint32)
      values.element = element_type::int64;  // as our tables keep them
    std::set<std::string> seen;
    for (std::size_t row = 0; row < cells.rows; ++row) {
      if (cells.missing(row)) continue;
      std::string level = detail::level_of(cells, row);
      if (!seen.insert(level).second) continue;
      if (cells.element == element_type::int64)
        values.wholes.push_back(cells.cell<std::int64_t>(row));
      else if (detail::level_writing::whole(values.element))
        values.wholes.push_back(static_cast<std::int64_t>(cells.number(row)));
      else if (detail::level_writing::real(values.element))
        values.numbers.push_back(cells.number(row) + 0.0);
      values.levels.push_back(std::move(level));
    }
    if (values.levels.empty())
      throw data_error(concatenate("column ", quoted(spec.name)), "it has no value", "give it another role");
    replaced.push_back(
        {.at = at, .spec = spec, .free = {{.name = spec.name, .kind = column_kind::categorical, .form = spec.form}}});
    learned.push_back(std::move(values));
  }
  return {column_layout(data.schema().size(), std::move(replaced)), std::move(learned)};
}

}  // namespace standin::inline v0_1::prepare
