// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/fixed_combinations.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/prepare/constraints/fixed_combinations.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE bool allows(const value_set& allowed, const column_view& column, std::size_t row) {
  if (column.missing(row)) return allowed.allows_missing();
  switch (column.kind) {
    case column_kind::categorical:
    case column_kind::text: return allowed.contains(column.text(row));
    case column_kind::boolean: return allowed.contains(column.number(row) != 0.0);
    case column_kind::datetime: return allowed.contains(column.cell<std::int64_t>(row));
    case column_kind::numeric: break;
  }
  return allowed.contains(column.number(row));
}

STANDIN_LAZY_INLINE fitted_combinations::fitted_combinations(column_layout layout, known_rows known)
    : layout_(std::move(layout)), known_(std::move(known)) {
  const std::vector<replaced_column>& replaced = layout_.replaced();
  bool fits = replaced.size() == known_.rows().schema().size() && !replaced.empty() && known_.rows().rows() > 0;
  for (std::size_t k = 0; fits && k < replaced.size(); ++k)
    fits = replaced[k].free.size() == (k == 0 ? 1U : 0U) && replaced[k].spec.kind == known_.rows().schema()[k].kind &&
           (k > 0 || replaced[k].free[0].kind == column_kind::categorical);
  if (!fits)
    throw format_error("constraints", "the parts of fixed combinations don't fit together",
                       "fit again, or get the original file");
  names_ = std::make_shared<const std::vector<std::string>>(names_of_rows(known_.rows()));
}

STANDIN_LAZY_INLINE table fitted_combinations::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  std::vector<std::string_view> names;
  for (const replaced_column& each : layout_.replaced()) names.push_back(each.spec.name);
  const auto found = known_.find(table_view(t).select_columns(names));
  std::vector<std::uint32_t> codes;
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (!found[row])
      throw data_error("constraint fixed(" + join(names) + ")",
                       "row " + to_text(row + 1) + " has a combination that is not known",
                       "give the table that was fitted");
    codes.push_back(*found[row]);
  }
  std::vector<column> free;
  free.push_back(column::categorical(codes, names_));
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_LAZY_INLINE table fitted_combinations::restore(table t, const restore_context&) const {
  const column_view codes = t.column(layout_.place_of(layout_.replaced()[0].at));
  const auto last = static_cast<std::uint32_t>(known_.rows().rows() - 1);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(t.rows());
  for (std::size_t row = 0; row < t.rows(); ++row)
    numbers.push_back(
        codes.missing(row) ? 0 : std::min(last, static_cast<std::uint32_t>(std::max(codes.number(row), 0.0))));
  return layout_.restore(std::move(t), known_.gather(numbers).release());
}

STANDIN_LAZY_INLINE pulled_box fitted_combinations::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const std::vector<replaced_column>& replaced = layout_.replaced();
  const bool free = std::all_of(replaced.begin(), replaced.end(),
                                [&box](const replaced_column& each) { return box[each.at].is_everything(); });
  if (free) return pulled;
  std::vector<std::string> allowed;
  for (std::size_t row = 0; row < known_.rows().rows(); ++row) {
    bool all = true;
    for (std::size_t k = 0; all && k < replaced.size(); ++k)
      all = allows(box[replaced[k].at], known_.rows().column(k), row);
    if (all) allowed.push_back((*names_)[row]);
  }
  pulled.box[layout_.place_of(replaced[0].at)] = value_set(text_set(std::move(allowed)));
  return pulled;
}

STANDIN_LAZY_INLINE fitted_combinations fit_combinations(const fixed_combinations& wanted, const table_view& data) {
  const std::string where = "constraint " + wanted.describe();
  const table_schema& schema = data.schema();
  std::vector<std::size_t> at;
  for (const std::string& name : wanted.columns) at.push_back(schema.index_of(name));
  std::sort(at.begin(), at.end());
  if (at.size() < 2 || std::adjacent_find(at.begin(), at.end()) != at.end())
    throw invalid_option(where, "it needs two different columns or more", "name each column once");
  std::vector<std::string_view> names;
  std::vector<replaced_column> replaced;
  for (const std::size_t c : at) {
    names.push_back(schema[c].name);
    replaced.push_back({.at = c, .spec = schema[c]});
  }
  replaced[0].free.push_back({.name = unused_name(join(names, " | "), schema), .kind = column_kind::categorical});
  distinct_rows distinct = find_distinct_rows(data.select_columns(names));
  if (tells_rows_apart(distinct.rows.rows(), data.rows()))
    throw data_error(where,
                     "there are " + to_text(distinct.rows.rows()) + " combinations in " + to_text(data.rows()) +
                         " rows, so they would be copied as they are",
                     "name fewer columns, or drop the constraint");
  return {column_layout(schema.size(), std::move(replaced)), known_rows(std::move(distinct.rows))};
}

}  // namespace standin::inline v0_1::prepare
