// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/formula.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/number_work.hpp>
#include <standin/prepare/constraints/formula.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail {

[[nodiscard]] inline double ticks_in_second(time_unit unit) noexcept {
  switch (unit) {
    case time_unit::day: return 1.0 / 86'400.0;
    case time_unit::second: return 1.0;
    case time_unit::millisecond: return 1e3;
    case time_unit::microsecond: return 1e6;
    case time_unit::nanosecond: return 1e9;
  }
  return 1.0;
}

/// The cell that a computed number becomes.
[[nodiscard]] inline double rounded_result(const fitted_formula::result& as, double x) noexcept {
  if (as.ticks != 0.0) x *= as.ticks;
  if (as.decimals >= 0) {
    const double scale = std::pow(10.0, as.decimals);
    const double units = x * scale;
    if (std::abs(units) < 0x1p52) x = std::round(units) / scale;
  }
  if (as.element == element_type::float32) x = static_cast<double>(static_cast<float>(x));
  return x + 0.0;
}

}  // namespace detail

STANDIN_INLINE fitted_formula::fitted_formula(column_layout layout, arithmetic expression, std::vector<input> inputs,
                                              result made)
    : layout_(std::move(layout)), expression_(std::move(expression)), inputs_(std::move(inputs)), result_(made) {
  bool fits = inputs_.size() == expression_.columns().size() && layout_.replaced().size() == 1 &&
              layout_.replaced()[0].free.size() == std::size_t{result_.gaps} + std::size_t{result_.alone} &&
              result_.decimals >= -1 && result_.decimals <= 15 && std::isfinite(result_.ticks);
  for (const input& each : inputs_) fits = fits && each.at < layout_.columns() && !layout_.replaces(each.at);
  if (!fits)
    throw format_error("constraints", "the parts of a formula don't fit together",
                       "fit again, or get the original file");
}

STANDIN_INLINE std::vector<double> fitted_formula::evaluate(const table_view& t, bool free) const {
  std::vector<std::vector<double>> cells;
  std::vector<std::span<const double>> spans;
  for (const input& each : inputs_) {
    const column_view& column = t.column(free ? layout_.place_of(each.at) : each.at);
    std::vector<double>& numbers = cells.emplace_back(t.rows());
    column.visit([&](const auto& typed) {
      if constexpr (std::is_arithmetic_v<typename std::remove_cvref_t<decltype(typed)>::value_type>)
        for (std::size_t row = 0; row < t.rows(); ++row) {
          const auto cell = static_cast<double>(typed[row]);
          numbers[row] = typed.missing(row) ? std::numeric_limits<double>::quiet_NaN()
                                            : (each.ticks != 0.0 ? cell / each.ticks : cell);
        }
    });
  }
  spans.assign(cells.begin(), cells.end());
  std::vector<double> out(t.rows());
  expression_.evaluate(spans, out);
  // min and max pass over a NaN on one side: what is missing stays missing.
  for (const std::vector<double>& numbers : cells)
    for (std::size_t row = 0; row < out.size(); ++row)
      if (!std::isfinite(numbers[row])) out[row] = std::numeric_limits<double>::quiet_NaN();
  return out;
}

STANDIN_INLINE table fitted_formula::apply(table t) const {
  static_cast<void>(layout_.free_schema(t.schema()));
  const replaced_column& gone = layout_.replaced()[0];
  std::vector<column> free;
  if (!gone.free.empty()) {
    const std::vector<double> values = evaluate(t, false);
    const column_view own = t.column(gone.at);
    if (result_.gaps) {
      std::vector<std::uint8_t> given(t.rows(), 0);
      for (std::size_t row = 0; row < t.rows(); ++row) given[row] = own.missing(row) ? 0 : 1;
      free.push_back(column::booleans(std::move(given)));
    }
    if (result_.alone) {
      column kept = t.stored(gone.at);
      if (kept.present().empty()) kept.present() = validity(t.rows());
      for (std::size_t row = 0; row < t.rows(); ++row)
        if (std::isfinite(values[row]) || own.missing(row)) kept.present().set(row, false);
      free.push_back(std::move(kept));
    }
  }
  return layout_.apply(std::move(t), std::move(free));
}

STANDIN_INLINE table fitted_formula::restore(table t, const restore_context&) const {
  const std::vector<double> values = evaluate(t, true);
  const std::size_t place = layout_.place_of(layout_.replaced()[0].at);
  const column_view given = result_.gaps ? t.column(place) : column_view{};
  const column_view lone = result_.alone ? t.column(place + (result_.gaps ? 1 : 0)) : column_view{};
  const number_cells cells{.element = result_.element, .decimals = -1};
  std::vector<double> made(t.rows(), 0.0);
  std::vector<std::uint8_t> present(t.rows(), 0);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    if (result_.gaps && given.number(row) == 0.0) continue;
    double x = std::isfinite(values[row]) ? detail::rounded_result(result_, values[row]) : values[row];
    if (!std::isfinite(x)) {
      if (std::isfinite(values[row]) || !result_.alone || lone.missing(row)) continue;
      x = lone.number(row);
    }
    made[row] = x;
    present[row] = 1;
  }
  std::vector<column> restored;
  restored.push_back(detail::write_numbers(cells, made, present));
  return layout_.restore(std::move(t), std::move(restored));
}

STANDIN_INLINE pulled_box fitted_formula::pull(const cell_box& box) const {
  return {layout_.keep(box), box[layout_.replaced()[0].at].is_everything()};
}

STANDIN_INLINE fitted_formula fit_formula(const formula& wanted, const table_view& data) {
  const std::string where = "constraint " + wanted.describe();
  const table_schema& schema = data.schema();
  arithmetic expression(wanted.expression);
  const auto ticks_of = [&schema](std::size_t at) {
    return schema[at].kind == column_kind::datetime ? detail::ticks_in_second(schema[at].unit) : 0.0;
  };
  std::vector<fitted_formula::input> inputs;
  for (const std::string& name : expression.columns()) {
    const std::size_t at = schema.index_of(name);
    if (name == wanted.column)
      throw invalid_option(where, "column " + quoted(name) + " is computed from itself", "take it out of the formula");
    if (schema[at].kind == column_kind::categorical || schema[at].kind == column_kind::text)
      throw schema_error(where, "column " + quoted(name) + " holds no numbers", "use columns of numbers");
    inputs.push_back({at, ticks_of(at)});
  }
  const std::size_t at = schema.index_of(wanted.column);
  const std::size_t places[] = {at};
  const number_cells cells = learn_common_numbers(data, places, where).columns[0];
  fitted_formula::result made{.element = cells.element, .decimals = cells.decimals, .ticks = ticks_of(at)};
  const auto layout = [&] {
    replaced_column gone{.at = at, .spec = schema[at]};
    if (made.gaps)
      gone.free.push_back({.name = unused_name("presence of " + wanted.column, schema), .kind = column_kind::boolean});
    if (made.alone) gone.free.push_back(schema[at]);
    return column_layout(schema.size(), {std::move(gone)});
  };
  const fitted_formula draft(layout(), expression, inputs, made);
  const std::vector<double> values = draft.evaluate(data, false);
  const double unit = cells.decimals < 0 ? 0.0 : 1.0 / std::pow(10.0, cells.decimals);
  detail::broken_rows broken;
  const auto has_inputs = [&](std::size_t row) {
    return std::all_of(inputs.begin(), inputs.end(), [&](const fitted_formula::input& each) {
      return std::isfinite(data.column(each.at).number(row));
    });
  };
  bool asked = false;
  bool answered = false;
  for (std::size_t row = 0; row < data.rows(); ++row) {
    const double cell = data.column(at).number(row);
    const bool known = std::isfinite(values[row]);
    answered = answered || known;
    asked = asked || (!known && !answered && has_inputs(row));
    if (!std::isfinite(cell)) {
      made.gaps = made.gaps || known;
      continue;
    }
    if (!known) {
      made.alone = true;
      continue;
    }
    const double scale = made.ticks != 0.0 ? made.ticks : 1.0;
    const double rounding = cells.element == element_type::float32 ? 1e-6 : 1e-9;
    const double may = wanted.tolerance * scale + 0.5 * unit + rounding * std::max(std::abs(cell), unit);
    if (!(std::abs(values[row] * scale - cell) <= may)) broken.add(row);
  }
  broken.require_none(wanted.describe(), data.rows());
  if (asked && !answered)
    throw data_error(where, "the formula gives a number in no row", "look for a division by zero, or drop the rule");
  return {layout(), std::move(expression), std::move(inputs), made};
}

}  // namespace standin::inline v0_1::prepare
