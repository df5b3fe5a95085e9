// SPDX-License-Identifier: MIT
/// \file
/// The bodies of metrics/table/diagnostic_report.hpp.
#pragma once

#include <standin/metrics/column/boundary_adherence.hpp>
#include <standin/metrics/column/category_adherence.hpp>
#include <standin/metrics/detail/mean_of_findings.hpp>
#include <standin/metrics/table/diagnostic_report.hpp>
#include <standin/stats/sorted_values.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>

namespace standin::inline v0_1 {

namespace detail {

/// What a data frame stores a column as when it was read from a file.
enum class storage : std::uint8_t { whole_numbers, numbers, booleans, moments, objects };

inline storage storage_of(const column_view& column) {
  bool holes = false;
  for (std::size_t row = 0; row < column.rows && !holes; ++row) holes = column.missing(row);
  switch (column.kind) {
    case column_kind::numeric: {
      for (std::size_t row = 0; row < column.rows && !holes; ++row) {
        const double number = column.number(row);
        if (number != std::floor(number)) return storage::numbers;
      }
      return holes ? storage::numbers : storage::whole_numbers;
    }
    case column_kind::boolean: return holes ? storage::objects : storage::booleans;
    case column_kind::datetime: return storage::moments;
    case column_kind::categorical:
    case column_kind::text: break;
  }
  return storage::objects;
}

template <class Values>
std::size_t distinct_of(Values values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace detail

STANDIN_INLINE double key_uniqueness(const column_view& key) {
  if (key.rows == 0) return std::numeric_limits<double>::quiet_NaN();
  std::size_t distinct = 0;
  if (key.kind == column_kind::categorical || key.kind == column_kind::text) {
    std::vector<std::string_view> texts;
    for (std::size_t row = 0; row < key.rows; ++row)
      if (!key.missing(row)) texts.push_back(key.text(row));
    distinct = detail::distinct_of(std::move(texts));
  } else if (stats::stored_as_integers(key)) {
    distinct = detail::distinct_of(stats::sorted_integers(key).values);
  } else {
    distinct = detail::distinct_of(stats::sorted_values(key, stats::infinities::keep).values);
  }
  return static_cast<double>(distinct) / static_cast<double>(key.rows);
}

STANDIN_INLINE double structure_similarity(const table_view& real, const table_view& synthetic) {
  std::size_t both = 0;
  for (std::size_t i = 0; i < real.schema().size(); ++i) {
    const std::optional<std::size_t> at = synthetic.schema().find(real.schema()[i].name);
    if (at && detail::storage_of(real.column(i)) == detail::storage_of(synthetic.column(*at))) ++both;
  }
  // A column that is stored in two ways counts twice, as in sets of pairs.
  const std::size_t all = real.schema().size() + synthetic.schema().size() - both;
  return all == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(both) / static_cast<double>(all);
}

STANDIN_INLINE std::vector<finding> diagnostic_report::compare(const comparison& tables) const {
  const table_schema& schema = tables.train.schema();
  const metric_context no_intervals{.resamples = 0};
  std::vector<finding> validity;
  for (const std::string& key : keys)
    if (!schema.find(key)) {
      validity.push_back({.metric = "data validity (compatible)", .columns = {key}});
      detail::make_undefined(validity.back().result, "there is no such column among those compared");
    }
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const column_view& real = tables.train.column(i);
    const bool key = std::find(keys.begin(), keys.end(), schema[i].name) != keys.end();
    if (real.kind == column_kind::text && !key) continue;
    finding f{.metric = "data validity (compatible)", .columns = {schema[i].name}};
    const std::optional<std::size_t> at = tables.synthetic.schema().find(schema[i].name);
    if (!at) {
      detail::make_undefined(f.result, "the synthetic table lacks the column");
    } else {
      const column_view& synthetic = tables.synthetic.column(*at);
      if (key) {
        f.result = {
            .value = key_uniqueness(synthetic), .ideal = 1.0, .rows_real = real.rows, .rows_synthetic = synthetic.rows};
        if (std::isnan(f.result.value)) detail::make_undefined(f.result, "the synthetic table has no rows");
      } else if (synthetic.kind != real.kind) {
        detail::make_undefined(f.result, "the column is of another kind in the synthetic table");
      } else if (boundary_adherence::applies_to(real.kind)) {
        f.result = boundary_adherence{.as = definition::compatible}.compare(real, synthetic, no_intervals);
      } else {
        f.result = category_adherence{.as = definition::compatible}.compare(real, synthetic, no_intervals);
      }
    }
    validity.push_back(std::move(f));
  }
  finding structure{.metric = "data structure (compatible)"};
  structure.result = {.value = structure_similarity(tables.train, tables.synthetic),
                      .ideal = 1.0,
                      .rows_real = tables.train.rows(),
                      .rows_synthetic = tables.synthetic.rows()};
  if (std::isnan(structure.result.value)) detail::make_undefined(structure.result, "there are no columns");

  const finding properties[] = {detail::mean_of_findings("data validity (compatible)", validity, tables, "column"),
                                std::move(structure)};
  std::vector<finding> found{detail::mean_of_findings("diagnostic score (compatible)", properties, tables, "property")};
  found[0].result.note.clear();
  found.insert(found.end(), std::begin(properties), std::end(properties));
  found.insert(found.end(), std::make_move_iterator(validity.begin()), std::make_move_iterator(validity.end()));
  return found;
}

}  // namespace standin::inline v0_1
