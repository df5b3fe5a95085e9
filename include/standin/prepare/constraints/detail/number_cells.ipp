// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/number_cells.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/detail/whole_numbers.hpp>
#include <standin/prepare/number_grid.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace standin::inline v0_1::prepare {

namespace detail {

inline constexpr std::int64_t largest_common = std::int64_t{1} << 62;

[[nodiscard]] inline bool whole_element(element_type element) noexcept {
  return element != element_type::float64 && element != element_type::float32;
}

[[nodiscard]] inline std::int64_t ticks_in_day(time_unit unit) noexcept {
  switch (unit) {
    case time_unit::day: return 1;
    case time_unit::second: return 86'400;
    case time_unit::millisecond: return 86'400'000;
    case time_unit::microsecond: return 86'400'000'000;
    case time_unit::nanosecond: return 86'400'000'000'000;
  }
  return 1;
}

[[nodiscard]] inline std::int64_t whole_power_of_ten(int exponent) noexcept {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// Whether `own * factor` stays within the numbers that can be added without overflow.
[[nodiscard]] inline bool fits_common(std::int64_t own, std::int64_t factor, std::int64_t most) noexcept {
  return own <= most / factor && own >= -(most / factor);
}

[[nodiscard]] inline number_cells learn_cells(const column_view& column, const declared_step* declared) {
  number_cells cells{.element = column.element};
  if (cells.element == element_type::uint8 || cells.element == element_type::uint16 ||
      cells.element == element_type::uint32)
    cells.element = element_type::int64;
  number_grid grid;
  if (whole_element(column.element)) {
    std::vector<std::int64_t> values;
    column.visit([&](const auto& typed) {
      if constexpr (std::is_integral_v<typename std::remove_cvref_t<decltype(typed)>::value_type>)
        for (std::size_t row = 0; row < typed.rows(); ++row)
          if (!typed.missing(row)) values.push_back(static_cast<std::int64_t>(typed[row]));
    });
    if (values.empty()) values.push_back(0);
    grid = learn_number_grid(values);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    cells.least = *least;
    cells.most = *most;
  } else {
    std::vector<double> values;
    for (std::size_t row = 0; row < column.rows; ++row)
      if (const double x = column.number(row); std::isfinite(x)) values.push_back(x + 0.0);
    if (values.empty()) values.push_back(0.0);
    grid = learn_number_grid(std::span<const double>(values), column.element);
  }
  cells.lower = grid.lower;
  cells.upper = grid.upper;
  cells.decimals = grid.decimals;
  cells.step = grid.step;
  cells.offset = grid.offset;
  if (declared != nullptr) {
    const std::array<double, 2> both{declared->step, declared->offset};
    const number_grid said = learn_number_grid(std::span<const double>(both));
    const double scale = std::pow(10.0, said.decimals);
    cells.decimals = whole_element(cells.element) ? 0 : said.decimals;
    cells.step = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::nearbyint(declared->step * scale)));
    const auto offset = static_cast<std::int64_t>(std::nearbyint(declared->offset * scale));
    cells.offset = (offset % cells.step + cells.step) % cells.step;
  }
  if (!whole_element(cells.element) && cells.decimals >= 0) {
    const double scale = std::pow(10.0, cells.decimals);
    cells.least = static_cast<std::int64_t>(std::nearbyint(cells.lower * scale));
    cells.most = static_cast<std::int64_t>(std::nearbyint(cells.upper * scale));
  }
  return cells;
}

}  // namespace detail

STANDIN_INLINE common_numbers learn_common_numbers(const table_view& data, std::span<const std::size_t> at,
                                                   std::string_view asking,
                                                   const std::map<std::string, declared_step>& declared) {
  common_numbers common;
  const table_schema& schema = data.schema();
  std::int64_t finest = 1;
  int decimals = 0;
  bool dates = false;
  for (const std::size_t c : at) {
    const column_kind kind = schema[c].kind;
    if (kind != column_kind::numeric && kind != column_kind::datetime)
      throw schema_error(asking,
                         "column " + quoted(schema[c].name) + " is " + std::string(name_of(kind)) +
                             ", where numbers or date-times are needed",
                         "declare it as numeric, or leave the column out");
    if (c != at.front() && dates != (kind == column_kind::datetime))
      throw schema_error(asking,
                         "column " + quoted(schema[c].name) + " and column " + quoted(schema[at.front()].name) +
                             " are a number and a date-time",
                         "compare columns of one kind");
    dates = kind == column_kind::datetime;
    const auto said = declared.find(schema[c].name);
    common.columns.push_back(detail::learn_cells(data.column(c), said == declared.end() ? nullptr : &said->second));
    common.whole = common.whole && common.columns.back().decimals >= 0;
    decimals = std::max(decimals, common.columns.back().decimals);
    if (dates) finest = std::max(finest, detail::ticks_in_day(schema[c].unit));
  }
  for (std::size_t k = 0; k < at.size(); ++k) {
    number_cells& cells = common.columns[k];
    const std::int64_t factor = dates ? finest / detail::ticks_in_day(schema[at[k]].unit)
                                      : detail::whole_power_of_ten(decimals - std::max(cells.decimals, 0));
    const std::int64_t most = decimals > 0 ? std::int64_t{1} << 52 : detail::largest_common;
    const bool fits = detail::fits_common(cells.least, factor, most) && detail::fits_common(cells.most, factor, most);
    if (dates && !fits)
      throw data_error(
          asking,
          "column " + quoted(schema[at[k]].name) + " has dates that can't be counted in the ticks of the others",
          "give the columns one unit");
    common.whole = common.whole && fits;
    cells.factor = factor;
  }
  if (!common.whole)
    for (number_cells& cells : common.columns) cells.factor = 1;
  return common;
}

STANDIN_INLINE void check_common_numbers(const common_numbers& numbers) {
  for (const number_cells& cells : numbers.columns) {
    const bool element = cells.element == element_type::float64 || cells.element == element_type::float32 ||
                         cells.element == element_type::int64 || cells.element == element_type::int32;
    const bool grid = cells.decimals >= -1 && cells.decimals <= 15 && cells.step >= 1 &&
                      cells.step <= std::int64_t{1} << 53 && cells.offset >= 0 && cells.offset < cells.step &&
                      (!detail::whole_element(cells.element) || cells.decimals == 0);
    const bool common = !numbers.whole || (cells.decimals >= 0 && cells.factor >= 1 &&
                                           cells.factor <= detail::largest_common && cells.least <= cells.most &&
                                           detail::fits_common(cells.least, cells.factor, detail::largest_common) &&
                                           detail::fits_common(cells.most, cells.factor, detail::largest_common));
    if (!element || !grid || !common || !(cells.lower <= cells.upper))
      throw format_error("constraints", "a column has a type, a grid or bounds that can't be",
                         "fit again, or get the original file");
  }
}

}  // namespace standin::inline v0_1::prepare
