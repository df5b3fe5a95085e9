// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/functional_dependency.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/fixed_combinations.hpp>
#include <standin/prepare/constraints/functional_dependency.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_INLINE fitted_dependency::fitted_dependency(column_layout layout, std::vector<std::size_t> from,
                                                    known_rows rows, table to)
    : layout_(std::move(layout)), from_(std::move(from)), known_(std::move(rows)), to_(std::move(to)) {
  bool fits = layout_.replaced().size() == 1 && layout_.replaced()[0].free.empty() && !from_.empty() &&
              from_.size() == known_.rows().schema().size() && to_.schema().size() == 1 &&
              to_.rows() == known_.rows().rows() && to_.rows() > 0 &&
              to_.schema()[0].kind == layout_.replaced()[0].spec.kind;
  for (const std::size_t at : from_) fits = fits && at < layout_.columns() && !layout_.replaces(at);
  if (!fits)
    throw format_error("constraints", "the parts of a dependency don't fit together",
                       "fit again, or get the original file");
}

STANDIN_INLINE table fitted_dependency::apply(table t) const {
  return layout_.apply(std::move(t), {});
}

STANDIN_INLINE table fitted_dependency::restore(table t, const restore_context&) const {
  std::vector<std::uint32_t> numbers;
  {
    const table_view free(t);
    std::vector<std::string_view> names;
    for (const std::size_t at : from_) names.push_back(free.schema()[layout_.place_of(at)].name);
    const table_view from = free.select_columns(names);
    const auto found = known_.find(from);
    numbers.reserve(found.size());
    for (std::size_t row = 0; row < found.size(); ++row)
      numbers.push_back(found[row] ? *found[row] : known_.substitute(from, row));
  }
  std::vector<std::size_t> rows(numbers.begin(), numbers.end());
  table looked_up = to_table(table_view(to_).select_rows(rows));
  return layout_.restore(std::move(t), std::move(looked_up).release());
}

STANDIN_INLINE pulled_box fitted_dependency::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const value_set& wanted = box[layout_.replaced()[0].at];
  if (wanted.is_everything()) return pulled;
  const column_kind kind = known_.rows().schema()[0].kind;
  if (from_.size() > 1 || (kind != column_kind::categorical && kind != column_kind::boolean)) {
    pulled.exact = false;
    return pulled;
  }
  const column_view from = known_.rows().column(0);
  std::vector<std::string> texts;
  boolean_set truths;
  bool missing = false;
  for (std::size_t row = 0; row < to_.rows(); ++row) {
    if (!allows(wanted, to_.column(0), row)) continue;
    if (from.missing(row))
      missing = true;
    else if (kind == column_kind::categorical)
      texts.emplace_back(from.text(row));
    else
      (from.number(row) != 0.0 ? truths.yes : truths.no) = true;
  }
  value_set allowed = kind == column_kind::categorical ? value_set(text_set(std::move(texts))) : value_set(truths);
  if (missing) allowed = allowed | value_set::only_missing(kind);
  value_set& own = pulled.box[layout_.place_of(from_[0])];
  own = own & allowed;
  return pulled;
}

STANDIN_INLINE fitted_dependency fit_dependency(const functional_dependency& wanted, const table_view& data) {
  const std::string where = "constraint " + wanted.describe();
  const table_schema& schema = data.schema();
  std::vector<std::size_t> from;
  std::vector<std::string_view> names;
  for (const std::string& name : wanted.from) {
    from.push_back(schema.index_of(name));
    names.push_back(name);
  }
  const std::size_t to = schema.index_of(wanted.to);
  if (from.empty() || std::find(from.begin(), from.end(), to) != from.end())
    throw invalid_option(where, "a column follows from itself, or from nothing",
                         "name other columns that it follows from");
  distinct_rows distinct = find_distinct_rows(data.select_columns(names));
  if (tells_rows_apart(distinct.rows.rows(), data.rows()))
    throw data_error(where,
                     "there are " + to_text(distinct.rows.rows()) + " different " + join(names) + " in " +
                         to_text(data.rows()) + " rows, so what follows from them would be copied as it is",
                     "drop the constraint");
  const std::vector<std::string_view> to_name{wanted.to};
  const table_view results = data.select_columns(to_name);
  const distinct_rows values = find_distinct_rows(results);
  std::vector<std::size_t> first(distinct.rows.rows(), data.rows());
  detail::broken_rows broken;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    std::size_t& known = first[distinct.numbers[row]];
    if (known == data.rows())
      known = row;
    else if (values.numbers[known] != values.numbers[row])
      broken.add(row);
  }
  broken.require_none(wanted.describe(), data.rows());
  table following = to_table(results.select_rows(first));
  return {column_layout(schema.size(), {{.at = to, .spec = schema[to]}}), std::move(from),
          known_rows(std::move(distinct.rows)), std::move(following)};
}

}  // namespace standin::inline v0_1::prepare
