// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/bound_given_rows.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/bound_given_rows.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/detail/date_literal.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

[[nodiscard]] inline bool any_present(const column_view& column) {
  for (std::size_t row = 0; row < column.rows; ++row)
    if (!column.missing(row)) return true;
  return false;
}

/// The cells that are equal to one that is present.
[[nodiscard]] inline value_set cells_equal_to(const column_view& cells, time_unit unit, std::size_t row,
                                              time_unit wanted_unit) {
  switch (cells.kind) {
    case column_kind::numeric: {
      const double number = cells.number(row);
      return value_set(number_set({{number, number}}));
    }
    case column_kind::datetime: {
      const time_span span = span_of_tick(cells.cell<std::int64_t>(row), unit);
      return value_set(~ticks_before(span.begin, wanted_unit) & ticks_before(span.end, wanted_unit));
    }
    case column_kind::boolean: {
      const bool yes = cells.cell<std::uint8_t>(row) != 0;
      return value_set(boolean_set{!yes, yes});
    }
    case column_kind::categorical:
    case column_kind::text: break;
  }
  return value_set(text_set({std::string(cells.text(row))}));
}

/// Whether the point comes before another one.
[[nodiscard]] constexpr bool before(time_point a, time_point b) noexcept {
  return a.second != b.second ? a.second < b.second : a.nanosecond < b.nanosecond;
}

/// The same question for one cell, without making a set: whether `cell`, which is present, is among `cells_equal_to`.
[[nodiscard]] inline bool equals(const column_view& cell, time_unit unit, std::size_t row, const column_view& given,
                                 time_unit given_unit, std::size_t given_row) {
  switch (given.kind) {
    case column_kind::numeric: {
      const double number = given.number(given_row);
      if (cell.element == element_type::float32) return cell.cell<float>(row) == static_cast<float>(number);
      return cell.number(row) == number;
    }
    case column_kind::datetime: {
      if (unit == given_unit) return cell.cell<std::int64_t>(row) == given.cell<std::int64_t>(given_row);
      const time_span span = span_of_tick(given.cell<std::int64_t>(given_row), given_unit);
      const time_point at = span_of_tick(cell.cell<std::int64_t>(row), unit).begin;
      return !before(at, span.begin) && before(at, span.end);
    }
    case column_kind::boolean: return (cell.cell<std::uint8_t>(row) != 0) == (given.cell<std::uint8_t>(given_row) != 0);
    case column_kind::categorical:
    case column_kind::text: break;
  }
  return cell.text(row) == given.text(given_row);
}

}  // namespace detail

STANDIN_INLINE bound_given_rows::bound_given_rows(const given_rows& given, const table_schema& schema) {
  auto built = std::make_shared<parts>();
  built->rows = given.rows();
  built->schema = schema;
  if (given.partial() != nullptr) {
    built->partial = *given.partial();
    bind_partial_rows(*built);
  } else if (given.quotas() != nullptr) {
    std::uint64_t end = 0;
    for (const row_quota& quota : *given.quotas()) {
      built->conditions.emplace_back(quota.wanted, schema);
      built->ends.push_back(end += quota.rows);
    }
  } else {
    built->conditions.emplace_back(given.every_row(), schema);
  }
  parts_ = std::move(built);
}

STANDIN_INLINE void bound_given_rows::bind_partial_rows(parts& to) const {
  const table_view& rows = to.partial.rows;
  for (const column_spec& given : rows.schema())
    if (!to.schema.find(given.name))
      throw schema_error("rows to complete", "there is no column named " + quoted(given.name),
                         "give columns of the table that is sampled");
  for (std::size_t column = 0; column < to.schema.size(); ++column) {
    const column_spec& wanted = to.schema[column];
    const std::optional<std::size_t> at = rows.schema().find(wanted.name);
    if (!at) continue;
    const column_spec& given = rows.schema()[*at];
    const column_view& cells = rows.column(*at);
    to.columns.push_back({cells, given.unit, column});
    if (!detail::any_present(cells)) continue;
    if (!value_set::nothing(given.kind).fits(wanted.kind))
      throw schema_error(
          "rows to complete, column " + given.name,
          concatenate("it is ", name_of(given.kind), ", but ", name_of(wanted.kind), " in the table that is sampled"),
          "read both with the same kinds");
    for (std::size_t row = 0; row < cells.rows && given.kind == column_kind::datetime; ++row) {
      if (cells.missing(row) || !detail::cells_equal_to(cells, given.unit, row, wanted.unit).empty()) continue;
      std::string written;
      datetime_format(iso_pattern(given.unit)).append(written, cells.cell<std::int64_t>(row), given.unit);
      throw data_error(concatenate("rows to complete, row ", to_text(row + 1), ", column ", given.name),
                       "the column has no tick at " + written, "give a time that it can hold, or none");
    }
  }
}

STANDIN_INLINE bool bound_given_rows::always() const noexcept {
  if (!parts_->columns.empty()) return false;
  return std::all_of(parts_->conditions.begin(), parts_->conditions.end(),
                     [](const bound_condition& each) { return each.always(); });
}

STANDIN_INLINE std::size_t bound_given_rows::quota_of(std::uint64_t row) const noexcept {
  return static_cast<std::size_t>(std::upper_bound(parts_->ends.begin(), parts_->ends.end(), row) -
                                  parts_->ends.begin());
}

STANDIN_INLINE bound_condition bound_given_rows::of(std::uint64_t row) const {
  if (parts_->rows && row >= *parts_->rows)
    throw data_error(
        "given rows",
        concatenate("row ", to_text(row), " was asked for, but only ", to_text(*parts_->rows), " are given"),
        "sample as many rows as are given");
  if (!parts_->ends.empty()) return parts_->conditions[quota_of(row)];
  if (!parts_->conditions.empty()) return parts_->conditions.front();
  std::vector<column_restriction> box;
  const auto at = static_cast<std::size_t>(row);
  for (const partial_column& each : parts_->columns) {
    const column_spec& wanted = parts_->schema[each.column];
    if (!each.cells.missing(at)) {
      box.push_back({each.column, detail::cells_equal_to(each.cells, each.unit, at, wanted.unit)});
    } else if (parts_->partial.open == open_cells::filled) {
      box.push_back({each.column, value_set::present(wanted.kind)});
    }
  }
  return {std::move(box), parts_->schema};
}

STANDIN_INLINE std::uint64_t bound_given_rows::same_until(std::uint64_t row) const noexcept {
  if (!parts_->columns.empty()) return row + 1;
  if (parts_->ends.empty()) return std::numeric_limits<std::uint64_t>::max();
  const std::size_t quota = quota_of(row);
  return quota < parts_->ends.size() ? parts_->ends[quota] : std::numeric_limits<std::uint64_t>::max();
}

STANDIN_INLINE std::optional<unmet_condition> bound_given_rows::contradiction() const {
  for (std::size_t i = 0; i < parts_->conditions.size(); ++i)
    if (parts_->conditions[i].contradiction() &&
        (parts_->ends.empty() || parts_->ends[i] > (i == 0 ? 0 : parts_->ends[i - 1])))
      return parts_->conditions[i].contradiction();
  return std::nullopt;
}

STANDIN_INLINE given_matcher::given_matcher(const bound_given_rows& given, const table_view& rows,
                                            std::uint64_t first_row)
    : given_(given), rows_(rows), first_row_(first_row) {
  const bound_given_rows::parts& parts = *given_.parts_;
  if (parts.rows && (first_row > *parts.rows || rows.rows() > *parts.rows - first_row))
    throw data_error("given rows",
                     concatenate("there are rows up to ", to_text(first_row + rows.rows()), ", but only ",
                                 to_text(*parts.rows), " are given"),
                     "sample as many rows as are given");
  for (const bound_condition& each : parts.conditions) matchers_.emplace_back(each, rows);
  for (const bound_given_rows::partial_column& each : parts.columns) {
    const column_spec& wanted = parts.schema[each.column];
    const std::optional<std::size_t> at = rows.schema().find(wanted.name);
    if (!at || rows.schema()[*at].kind != wanted.kind || rows.schema()[*at].unit != wanted.unit)
      throw schema_error("given rows, column " + wanted.name, "the table has no such column, or it is of another kind",
                         "check rows of the table that they were bound to");
    cells_.push_back(rows.column(*at));
  }
}

STANDIN_INLINE bool given_matcher::operator()(std::size_t row) const {
  const bound_given_rows::parts& parts = *given_.parts_;
  const std::uint64_t number = first_row_ + row;
  if (!matchers_.empty()) return matchers_[parts.ends.empty() ? 0 : given_.quota_of(number)](row);
  const auto given_row = static_cast<std::size_t>(number);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const bound_given_rows::partial_column& given = parts.columns[i];
    const bool open = given.cells.missing(given_row);
    const bool missing = cells_[i].missing(row);
    if (open && !(missing && parts.partial.open == open_cells::filled)) continue;
    if (missing || open ||
        !detail::equals(cells_[i], parts.schema[given.column].unit, row, given.cells, given.unit, given_row))
      return false;
  }
  return true;
}

}  // namespace standin::inline v0_1
