// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/column_layout.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/column_layout.hpp>

#include <algorithm>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE column_layout::column_layout(std::size_t columns, std::vector<replaced_column> replaced)
    : columns_(columns), replaced_(std::move(replaced)) {
  for (std::size_t k = 0; k < replaced_.size(); ++k)
    if (replaced_[k].at >= columns_ || (k > 0 && replaced_[k].at <= replaced_[k - 1].at))
      throw format_error("constraints", "columns that are not there, or not in order, are replaced",
                         "fit again, or get the original file");
}

STANDIN_LAZY_INLINE bool column_layout::replaces(std::size_t at) const noexcept {
  return std::any_of(replaced_.begin(), replaced_.end(), [at](const replaced_column& each) { return each.at == at; });
}

STANDIN_LAZY_INLINE std::size_t column_layout::place_of(std::size_t at) const noexcept {
  std::size_t place = at;
  for (const replaced_column& each : replaced_)
    if (each.at < at) place = place + each.free.size() - 1;
  return place;
}

STANDIN_LAZY_INLINE table_schema column_layout::free_schema(const table_schema& schema) const {
  if (schema.size() != columns_)
    throw schema_error("constraints",
                       "the table has " + to_text(schema.size()) + " columns instead of " + to_text(columns_),
                       "give a table like the one that was fitted");
  std::vector<column_spec> specs;
  std::size_t next = 0;
  for (std::size_t c = 0; c < schema.size(); ++c) {
    if (next == replaced_.size() || replaced_[next].at != c) {
      specs.push_back(schema[c]);
      continue;
    }
    const replaced_column& gone = replaced_[next++];
    if (schema[c].name != gone.spec.name || schema[c].kind != gone.spec.kind)
      throw schema_error(
          "constraints",
          "column " + quoted(schema[c].name) + " stands where " + quoted(gone.spec.name) + " was, or has another kind",
          "give a table like the one that was fitted");
    specs.insert(specs.end(), gone.free.begin(), gone.free.end());
  }
  return table_schema(std::move(specs));
}

STANDIN_LAZY_INLINE table column_layout::apply(table t, std::vector<column> free) const {
  table_schema schema = free_schema(t.schema());
  std::vector<column> from = std::move(t).release();
  std::vector<column> to;
  to.reserve(schema.size());
  std::size_t next = 0;
  std::size_t taken = 0;
  for (std::size_t c = 0; c < from.size(); ++c) {
    if (next == replaced_.size() || replaced_[next].at != c) {
      to.push_back(std::move(from[c]));
      continue;
    }
    for (std::size_t k = 0; k < replaced_[next].free.size(); ++k) to.push_back(std::move(free[taken++]));
    ++next;
  }
  return {std::move(schema), std::move(to)};
}

STANDIN_LAZY_INLINE table column_layout::restore(table t, std::vector<column> restored) const {
  const table_schema schema = t.schema();
  std::vector<column> from = std::move(t).release();
  std::vector<column_spec> specs;
  std::vector<column> to;
  specs.reserve(columns_);
  to.reserve(columns_);
  std::size_t at = 0;
  std::size_t next = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (next < replaced_.size() && replaced_[next].at == c) {
      specs.push_back(replaced_[next].spec);
      to.push_back(std::move(restored[next]));
      at += replaced_[next++].free.size();
    } else {
      if (at >= from.size()) break;
      specs.push_back(schema[at]);
      to.push_back(std::move(from[at++]));
    }
  }
  if (to.size() != columns_ || at != from.size())
    throw schema_error("constraints", "the table is not in the free form", "restore what was applied");
  return {table_schema(std::move(specs)), std::move(to)};
}

STANDIN_LAZY_INLINE cell_box column_layout::keep(const cell_box& box) const {
  cell_box free;
  std::size_t next = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    if (next == replaced_.size() || replaced_[next].at != c) {
      free.push_back(box[c]);
      continue;
    }
    for (const column_spec& spec : replaced_[next].free) free.push_back(value_set::everything(spec.kind));
    ++next;
  }
  return free;
}

STANDIN_LAZY_INLINE std::string unused_name(std::string wanted, const table_schema& schema,
                                            const std::vector<std::string>& others) {
  while (schema.find(wanted) || std::find(others.begin(), others.end(), wanted) != others.end()) wanted += '\'';
  return wanted;
}

}  // namespace standin::inline v0_1::prepare
