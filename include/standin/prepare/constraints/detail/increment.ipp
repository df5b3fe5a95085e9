// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/increment.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/increment.hpp>

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

namespace detail {

[[nodiscard]] inline number_cells cells_of(const increment& wanted, const table_view& data) {
  const std::string where = "constraint " + wanted.describe();
  const std::size_t places[] = {data.schema().index_of(wanted.column)};
  const declared_step said{wanted.step, wanted.offset};
  number_cells cells = learn_common_numbers(data, places, where, {{wanted.column, said}}).columns[0];
  const double scale = cells.decimals > 0 ? std::pow(10.0, cells.decimals) : 1.0;
  const bool exact = std::isfinite(wanted.step) && std::isfinite(wanted.offset) && wanted.step > 0.0 &&
                     cells.decimals >= 0 && static_cast<double>(cells.step) / scale == wanted.step;
  if (!exact)
    throw invalid_option(where,
                         "the step " + to_text(wanted.step) + " or the offset " + to_text(wanted.offset) +
                             " is nothing that the column can have",
                         "give a decimal number above 0, and a whole one for whole numbers and date-times");
  return cells;
}

}  // namespace detail

STANDIN_INLINE fitted_increment::fitted_increment(column_layout layout, number_cells cells)
    : layout_(std::move(layout)), cells_(cells) {
  check_common_numbers({true, {cells_}});
  if (layout_.replaced().size() != 1 || layout_.replaced()[0].free.size() != 1 || cells_.factor != 1 ||
      cells_.decimals < 0)
    throw format_error("constraints", "the parts of a step don't fit together", "fit again, or get the original file");
}

STANDIN_INLINE table fitted_increment::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  auto cells = detail::read_numbers<std::int64_t>(cells_, t.column(layout_.replaced()[0].at));
  for (std::int64_t& own : cells.values) own = detail::floor_divide(own - cells_.offset, cells_.step);
  std::vector<column> free;
  free.push_back(detail::write_free(std::move(cells.values), cells.present));
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_INLINE table fitted_increment::restore(table t, const restore_context&) const {
  auto cells = detail::read_free<std::int64_t>(t.column(layout_.place_of(layout_.replaced()[0].at)));
  const std::int64_t first = detail::ceil_divide(cells_.least - cells_.offset, cells_.step);
  const std::int64_t last = detail::floor_divide(cells_.most - cells_.offset, cells_.step);
  for (std::int64_t& k : cells.values) k = std::clamp(k, first, std::max(first, last)) * cells_.step + cells_.offset;
  std::vector<column> restored;
  restored.push_back(detail::write_numbers(cells_, cells.values, cells.present));
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_INLINE pulled_box fitted_increment::pull(const cell_box& box) const {
  pulled_box pulled{layout_.keep(box), true};
  const value_set& wanted = box[layout_.replaced()[0].at];
  if (wanted.is_everything()) return pulled;
  const std::size_t place = layout_.place_of(layout_.replaced()[0].at);
  const double scale = std::pow(10.0, cells_.decimals);
  const auto k = [&](double x) {
    return (x * scale - static_cast<double>(cells_.offset)) / static_cast<double>(cells_.step);
  };
  constexpr double slack = 1e-3;  // of a step, against rounding: the shell checks what lies at an end
  std::vector<interval<double>> parts;
  if (wanted.of() == value_set::values::ticks)
    for (const interval<std::int64_t>& each : wanted.ticks().intervals())
      parts.push_back({k(static_cast<double>(each.lower)) - slack, k(static_cast<double>(each.upper)) + slack});
  else
    for (const interval<double>& each : wanted.numbers().intervals())
      parts.push_back({k(each.lower) - slack, k(each.upper) + slack});
  value_set steps(number_set(std::move(parts)));
  if (wanted.allows_missing()) steps = steps | value_set::only_missing(column_kind::numeric);
  pulled.box[place] = std::move(steps);
  pulled.exact = !wanted.allows_values();
  return pulled;
}

STANDIN_INLINE void check_increment(const increment& wanted, const table_view& data) {
  const number_cells cells = detail::cells_of(wanted, data);
  const column_view column = data.column(data.schema().index_of(wanted.column));
  const auto units = detail::read_numbers<std::int64_t>(cells, column);
  const double scale = cells.decimals > 0 ? std::pow(10.0, cells.decimals) : 1.0;
  detail::broken_rows broken;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    if (units.present[row] == 0) continue;
    const std::int64_t own = units.values[row];
    bool holds = (own - cells.offset) % cells.step == 0;
    if (column.element == element_type::float64)
      holds = holds && static_cast<double>(own) / scale == column.number(row);
    if (column.element == element_type::float32)
      holds = holds && static_cast<float>(static_cast<double>(own) / scale) == column.cell<float>(row);
    if (!holds) broken.add(row);
  }
  broken.require_none(wanted.describe(), data.rows());
}

STANDIN_INLINE fitted_increment fit_increment(const increment& wanted, const table_view& data) {
  check_increment(wanted, data);
  const std::size_t at = data.schema().index_of(wanted.column);
  replaced_column gone{.at = at, .spec = data.schema()[at]};
  gone.free.push_back({.name = unused_name(wanted.column + " / " + to_text(wanted.step), data.schema())});
  number_cells cells = detail::cells_of(wanted, data);
  cells.factor = 1;
  return {column_layout(data.schema().size(), {std::move(gone)}), cells};
}

}  // namespace standin::inline v0_1::prepare
