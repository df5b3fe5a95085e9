// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/one_hot.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/one_hot.hpp>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

/// Which of the columns is 1 in each row: its number, `none` where all are missing, `broken` where it is not one.
struct hot_column {
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  static constexpr std::uint32_t broken = 0xFFFFFFFEU;

  [[nodiscard]] static std::uint32_t of(const std::vector<column_view>& columns, std::size_t row) {
    std::uint32_t hot = none;
    std::size_t missing = 0;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double x = columns[k].number(row);
      if (x != x) {
        ++missing;
      } else if (x == 1.0 || (columns[k].kind == column_kind::boolean && x != 0.0)) {
        hot = hot == none ? static_cast<std::uint32_t>(k) : broken;
      } else if (x != 0.0) {
        return broken;
      }
    }
    if (missing == columns.size()) return none;
    return missing > 0 || hot == none ? broken : hot;
  }
};

}  // namespace detail

STANDIN_INLINE fitted_one_hot::fitted_one_hot(column_layout layout, std::vector<element_type> elements,
                                              std::vector<std::uint32_t> occurs)
    : layout_(std::move(layout)), elements_(std::move(elements)), occurs_(std::move(occurs)) {
  const std::vector<replaced_column>& replaced = layout_.replaced();
  bool fits = replaced.size() == elements_.size() && !replaced.empty();
  for (std::size_t k = 0; fits && k < replaced.size(); ++k)
    fits = replaced[k].free.size() == (k == 0 ? 1U : 0U) &&
           (k > 0 || replaced[k].free[0].kind == column_kind::categorical) &&
           (replaced[k].spec.kind == column_kind::boolean
                ? elements_[k] == element_type::boolean
                : replaced[k].spec.kind == column_kind::numeric &&
                      (elements_[k] == element_type::float64 || elements_[k] == element_type::float32 ||
                       elements_[k] == element_type::int64 || elements_[k] == element_type::int32));
  for (std::size_t k = 0; k < occurs_.size(); ++k)
    fits = fits && occurs_[k] < replaced.size() && (k == 0 || occurs_[k - 1] < occurs_[k]);
  if (!fits)
    throw format_error("constraints", "the parts of a one-hot block don't fit together",
                       "fit again, or get the original file");
}

STANDIN_INLINE table fitted_one_hot::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  const std::vector<replaced_column>& replaced = layout_.replaced();
  std::vector<column_view> columns;
  for (const replaced_column& each : replaced) columns.push_back(t.column(each.at));
  std::vector<std::string> names;
  std::vector<std::uint32_t> code_of(replaced.size(), 0);
  for (std::size_t k = 0; k < occurs_.size(); ++k) {
    code_of[occurs_[k]] = static_cast<std::uint32_t>(k);
    names.push_back(replaced[occurs_[k]].spec.name);
  }
  std::vector<std::uint32_t> codes(t.rows(), 0);
  std::vector<std::uint8_t> present(t.rows(), 0);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const std::uint32_t hot = detail::hot_column::of(columns, row);
    if (hot >= replaced.size() || occurs_.empty()) continue;
    codes[row] = code_of[hot];
    present[row] = 1;
  }
  std::vector<column> free;
  free.push_back(column::categorical(codes, std::move(names), detail::validity_of(present)));
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_INLINE table fitted_one_hot::restore(table t, const restore_context&) const {
  const std::vector<replaced_column>& replaced = layout_.replaced();
  const column_view codes = t.column(layout_.place_of(replaced[0].at));
  std::vector<std::uint8_t> present(t.rows(), 0);
  std::vector<std::size_t> hot(t.rows(), 0);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    if (codes.missing(row) || occurs_.empty()) continue;
    present[row] = 1;
    hot[row] = occurs_[std::min(static_cast<std::size_t>(std::max(codes.number(row), 0.0)), occurs_.size() - 1)];
  }
  std::vector<column> restored;
  for (std::size_t k = 0; k < replaced.size(); ++k) {
    if (replaced[k].spec.kind == column_kind::boolean) {
      std::vector<std::uint8_t> cells(t.rows(), 0);
      for (std::size_t row = 0; row < t.rows(); ++row) cells[row] = present[row] != 0 && hot[row] == k ? 1 : 0;
      restored.push_back(column::booleans(std::move(cells), detail::validity_of(present)));
    } else {
      std::vector<double> cells(t.rows(), 0.0);
      for (std::size_t row = 0; row < t.rows(); ++row) cells[row] = present[row] != 0 && hot[row] == k ? 1.0 : 0.0;
      restored.push_back(detail::write_numbers(number_cells{.element = elements_[k]}, cells, present));
    }
  }
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_INLINE pulled_box fitted_one_hot::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const std::vector<replaced_column>& replaced = layout_.replaced();
  const auto allowed = [&](std::size_t k, bool hot) {
    const value_set& set = box[replaced[k].at];
    return replaced[k].spec.kind == column_kind::boolean ? set.contains(hot) : set.contains(hot ? 1.0 : 0.0);
  };
  bool everything = true;
  bool missing = true;
  for (const replaced_column& each : replaced) {
    everything = everything && box[each.at].is_everything();
    missing = missing && box[each.at].allows_missing();
  }
  if (everything) return pulled;
  std::vector<std::string> names;
  for (const std::uint32_t hot : occurs_) {
    bool all = true;
    for (std::size_t k = 0; k < replaced.size(); ++k) all = all && allowed(k, k == hot);
    if (all) names.push_back(replaced[hot].spec.name);
  }
  value_set set(text_set(std::move(names)));
  if (missing) set = set | value_set::only_missing(column_kind::categorical);
  pulled.box[layout_.place_of(replaced[0].at)] = std::move(set);
  return pulled;
}

STANDIN_INLINE fitted_one_hot fit_one_hot(const one_hot& wanted, const table_view& data) {
  const std::string where = "constraint " + wanted.describe();
  const table_schema& schema = data.schema();
  std::vector<std::size_t> at;
  for (const std::string& name : wanted.columns) at.push_back(schema.index_of(name));
  std::sort(at.begin(), at.end());
  if (at.size() < 2 || std::adjacent_find(at.begin(), at.end()) != at.end())
    throw invalid_option(where, "it needs two different columns or more", "name each column once");
  std::vector<replaced_column> replaced;
  std::vector<element_type> elements;
  std::vector<column_view> columns;
  std::vector<std::string_view> names;
  for (const std::size_t c : at) {
    const column_view& column = data.column(c);
    if (column.kind != column_kind::numeric && column.kind != column_kind::boolean)
      throw schema_error(where, "column " + quoted(schema[c].name) + " is " + std::string(name_of(column.kind)),
                         "use columns of 0 and 1, or of booleans");
    const bool unsigned_cells = column.element == element_type::uint8 || column.element == element_type::uint16 ||
                                column.element == element_type::uint32;
    elements.push_back(unsigned_cells ? element_type::int64 : column.element);
    columns.push_back(column);
    names.push_back(schema[c].name);
    replaced.push_back({.at = c, .spec = schema[c]});
  }
  replaced[0].free.push_back({.name = unused_name(join(names, " | "), schema), .kind = column_kind::categorical});
  std::vector<std::uint8_t> seen(at.size(), 0);
  detail::broken_rows broken;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    const std::uint32_t hot = detail::hot_column::of(columns, row);
    if (hot == detail::hot_column::broken)
      broken.add(row);
    else if (hot != detail::hot_column::none)
      seen[hot] = 1;
  }
  broken.require_none(wanted.describe(), data.rows());
  std::vector<std::uint32_t> occurs;
  for (std::size_t k = 0; k < seen.size(); ++k)
    if (seen[k] != 0) occurs.push_back(static_cast<std::uint32_t>(k));
  return {column_layout(schema.size(), std::move(replaced)), std::move(elements), std::move(occurs)};
}

}  // namespace standin::inline v0_1::prepare
