// SPDX-License-Identifier: MIT
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/dataset.hpp>

#include <algorithm>

namespace standin::inline v0_1 {

STANDIN_INLINE table_view::table_view(std::size_t rows, table_schema schema, std::vector<column_view> columns,
                                      std::shared_ptr<const void> kept)
    : rows_(rows), schema_(std::make_shared<const table_schema>(std::move(schema))), columns_(std::move(columns)) {
  if (columns_.size() != schema_->size())
    throw schema_error("table_view",
                       "the schema names " + std::to_string(schema_->size()) + " columns, but there are " +
                           std::to_string(columns_.size()),
                       "describe each column once");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const column_view& c = columns_[i];
    const column_spec& spec = (*schema_)[i];
    if (c.rows != rows_ || (!c.index.empty() && c.index.size() != rows_))
      throw schema_error("table_view",
                         "column \"" + spec.name + "\" has " +
                             std::to_string(c.rows != rows_ ? c.rows : c.index.size()) + " rows, the table " +
                             std::to_string(rows_),
                         "give columns of one length");
    if (c.kind != spec.kind)
      throw schema_error("table_view",
                         "column \"" + spec.name + "\" is " + std::string(name_of(c.kind)) + ", the schema says " +
                             std::string(name_of(spec.kind)),
                         "give both the same kind");
    if (!can_be(c.element, c.kind) || (c.cells == nullptr && rows_ > 0))
      throw schema_error(
          "table_view", "the cells of column \"" + spec.name + "\" can't be " + std::string(name_of(c.kind)),
          "numeric columns hold numbers, categorical ones unsigned codes, boolean ones bytes, date-times "
          "64-bit ticks, text strings");
  }
  keep(std::move(kept));
}

STANDIN_INLINE void table_view::keep(std::shared_ptr<const void> more) {
  if (more != nullptr) kept_.push_back(std::move(more));
}

STANDIN_LAZY_INLINE table_view table_view::select_rows(std::span<const std::size_t> rows) const {
  for (const std::size_t row : rows)
    if (row >= rows_)
      throw data_error("table_view::select_rows",
                       "row " + std::to_string(row) + " is not there, the table has " + std::to_string(rows_),
                       "count rows from 0");
  table_view chosen = *this;
  chosen.rows_ = rows.size();
  // Columns of one view may already be seen through different indices; each distinct one is composed once.
  struct composed_index {
    const std::size_t* of;
    std::span<const std::size_t> made;
  };
  std::vector<composed_index> composed;
  for (column_view& c : chosen.columns_) {
    const std::size_t* const of = c.index.data();
    auto known = std::find_if(composed.begin(), composed.end(), [of](const composed_index& i) { return i.of == of; });
    if (known == composed.end()) {
      const auto behind = std::make_shared<std::vector<std::size_t>>();
      behind->reserve(rows.size());
      for (const std::size_t row : rows) behind->push_back(c.stored(row));
      chosen.keep(behind);
      known = composed.insert(known, {of, *behind});
    }
    c.rows = rows.size();
    c.index = known->made;
  }
  return chosen;
}

STANDIN_LAZY_INLINE table_view table_view::select_columns(std::span<const std::string_view> names) const {
  table_view chosen = *this;
  chosen.columns_.clear();
  std::vector<column_spec> specs;
  for (const std::string_view name : names) {
    const std::size_t at = schema_->index_of(name);
    specs.push_back((*schema_)[at]);
    chosen.columns_.push_back(columns_[at]);
  }
  chosen.schema_ = std::make_shared<const table_schema>(std::move(specs));
  return chosen;
}

}  // namespace standin::inline v0_1
