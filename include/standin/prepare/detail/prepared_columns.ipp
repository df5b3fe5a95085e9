// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/prepared_columns.hpp.
#pragma once

#include <standin/parallel/parallel_for.hpp>
#include <standin/prepare/detail/learn_column.hpp>
#include <standin/prepare/prepared_columns.hpp>

#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE plain_table prepared_table::view() const {
  plain_table plain{.rows = rows, .columns = {}};
  plain.columns.reserve(columns.size());
  for (const prepared_column& c : columns)
    plain.columns.push_back({.name = c.name,
                             .numbers = c.numbers,
                             .codes = c.codes,
                             .levels = c.levels,
                             .present = c.present.words(),
                             .pattern = c.pattern});
  return plain;
}

STANDIN_LAZY_INLINE plain_columns prepared_columns::view() const {
  return {columns_.rows, columns_.view().columns, *this};
}

STANDIN_LAZY_INLINE void prepared_columns::operator()(std::size_t column, plain_cells& room) const {
  const source& from = sources_[column];
  detail::make_plain_cells(from.cells, columns_.columns[column].present, from.code_of, room);
}

STANDIN_LAZY_INLINE prepared_table prepared_columns::load(executor_ref on) && {
  parallel_for(on, sources_.size(), 1, [this](std::size_t c, std::size_t) {
    plain_cells cells;
    (*this)(c, cells);
    columns_.columns[c].numbers = std::move(cells.numbers);
    columns_.columns[c].codes = std::move(cells.codes);
    if (!taken_over_.empty()) taken_over_[c] = column(std::vector<double>());
  });
  return std::move(columns_);
}

}  // namespace standin::inline v0_1::prepare
