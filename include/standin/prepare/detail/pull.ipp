// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/pull.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/prepare/pull.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Distance between neighbours of a grid, 0 where it has none.
[[nodiscard]] inline double spacing_of(const number_grid& grid) noexcept {
  return grid.decimals < 0 ? 0.0 : static_cast<double>(grid.step) / std::pow(10.0, grid.decimals);
}

/// "numbers from 0 to 49 in steps of 1", "date-times from 2019-01-07 to 2021-06-17".
[[nodiscard]] inline std::string range_words(const number_grid& grid, const column_spec& of) {
  const double spacing = spacing_of(grid);
  if (of.kind == column_kind::datetime) {
    const datetime_format format(iso_pattern(of.unit));
    std::string words = "date-times from ";
    format.append(words, static_cast<std::int64_t>(grid.lower), of.unit);
    words += " to ";
    format.append(words, static_cast<std::int64_t>(grid.upper), of.unit);
    constexpr std::array<std::string_view, 5> units{"days", "seconds", "milliseconds", "microseconds", "nanoseconds"};
    if (spacing > 1.0)
      words.append(concatenate(" in steps of ", to_text(spacing), " ", units[static_cast<std::size_t>(of.unit)]));
    return words;
  }
  return concatenate("numbers from ", to_text(grid.lower), " to ", to_text(grid.upper),
                     spacing > 0.0 ? " in steps of " + to_text(spacing) : std::string());
}

/// The numbers that the grid sends into an interval of cells. Ends are widened by half a step: what lies there is sent
/// to the grid's value at the end. An interval between two values of the grid has none.
[[nodiscard]] inline std::optional<interval<double>> widen(const number_grid& grid, interval<double> cells) noexcept {
  const double half = 0.5 * spacing_of(grid);
  if (half > 0.0) {
    const double step = 2.0 * half;
    double low = std::max(cells.lower, grid.lower);
    double high = std::min(cells.upper, grid.upper);
    const double scale = std::pow(10.0, grid.decimals);
    const double origin = static_cast<double>(grid.offset) / scale;
    low = std::ceil((low - origin) / step - 1e-9) * step + origin;
    high = std::floor((high - origin) / step + 1e-9) * step + origin;
    const double tolerance = 1e-6 * step;
    if (cells.lower_open && std::abs(low - cells.lower) < tolerance) low += step;
    if (cells.upper_open && std::abs(high - cells.upper) < tolerance) high -= step;
    if (low > high + tolerance) return std::nullopt;
    cells = {low - half, high + half};
    if (low <= grid.lower + tolerance) cells.lower = -infinity;
    if (high >= grid.upper - tolerance) cells.upper = infinity;
    return cells;
  }
  if (cells.upper < grid.lower || cells.lower > grid.upper) return std::nullopt;
  if ((cells.upper == grid.lower && cells.upper_open) || (cells.lower == grid.upper && cells.lower_open))
    return std::nullopt;
  if (cells.lower < grid.lower || (cells.lower == grid.lower && !cells.lower_open))
    cells = {-infinity, cells.upper, false, cells.upper_open};
  if (cells.upper > grid.upper || (cells.upper == grid.upper && !cells.upper_open))
    cells = {cells.lower, infinity, cells.lower_open, false};
  return cells;
}

[[nodiscard]] inline number_set widen(const number_grid& grid, const value_set& cells) {
  std::vector<interval<double>> parts;
  const auto add = [&](interval<double> each) {
    if (const auto wide = widen(grid, each)) parts.push_back(*wide);
  };
  if (cells.of() == value_set::values::numbers)
    for (const interval<double>& each : cells.numbers().intervals()) add(each);
  else
    for (const interval<std::int64_t>& each : cells.ticks().intervals())
      add({static_cast<double>(each.lower), static_cast<double>(each.upper)});
  return number_set(parts);
}

/// Asks of the helper that governs a column that the row has a value, or has none.
class helper_demands {
 public:
  helper_demands(const preparation& through, std::size_t first_helper)
      : missing_(through.missing()), first_helper_(first_helper) {}

  /// \returns  whether some pattern is left
  [[nodiscard]] bool demand(std::size_t column, bool value) {
    const std::vector<std::size_t>& holes = missing_.holes();
    const auto k = static_cast<std::size_t>(std::lower_bound(holes.begin(), holes.end(), column) - holes.begin());
    const std::size_t helper = missing_.helper_of(column);
    code_set allowed(missing_.levels());
    for (std::uint32_t code = 0; code < missing_.levels(); ++code) {
      const bool other = !missing_.patterns().empty() && code >= missing_.patterns().size();
      const bool has = other || (missing_.patterns().empty() ? code != 0 : missing_.patterns()[code].test(k));
      const bool before = demands_.count(helper) == 0 || demands_[helper].contains(code);
      const bool possible = other ? missing_.other_rates()[k] != (value ? 1.0 : 0.0) : has == value;
      if (before && possible) {
        allowed.insert(code);
        exact_ = exact_ && !other;
      }
    }
    const bool any = !allowed.empty();
    demands_[helper] = std::move(allowed);
    return any;
  }

  void add_to(plain_condition& plain) const {
    for (const auto& [helper, codes] : demands_)
      plain.columns.push_back(plain_restriction::to_codes(first_helper_ + helper, codes));
  }

  [[nodiscard]] bool exact() const noexcept { return exact_; }

 private:
  const missing_patterns& missing_;
  std::size_t first_helper_;
  std::map<std::size_t, code_set> demands_;
  bool exact_ = true;
};

}  // namespace detail

STANDIN_INLINE cell_box box_of(const bound_condition& wanted, const table_schema& schema) {
  cell_box box;
  box.reserve(schema.size());
  for (const column_spec& spec : schema) box.push_back(value_set::everything(spec.kind));
  for (const column_restriction& side : wanted.box()) box[side.column] = side.allowed;
  return box;
}

STANDIN_INLINE pulled_condition pull(const preparation& through, const cell_box& box) {
  pulled_condition pulled;
  const table_schema& schema = through.schema();
  const std::vector<std::size_t>& holes = through.missing().holes();
  detail::helper_demands helpers(through, through.first_helper());
  const auto fail = [&](std::size_t c, const std::string& can) {
    if (pulled.impossible) return;
    pulled.column = c;
    pulled.impossible = "column \"" + schema[c].name + "\" is asked for " +
                        box[c].describe(schema[c].name, schema[c].unit) + ", but " + can;
  };
  for (std::size_t c = 0; c < schema.size(); ++c) {
    const value_set& wanted = box[c];
    if (wanted.is_everything()) continue;
    const bool hole = std::binary_search(holes.begin(), holes.end(), c);
    if (std::holds_alternative<empty_codec>(through.codecs()[c])) {
      if (!wanted.allows_missing()) fail(c, "it never has a value");
      continue;
    }
    if (!wanted.allows_values()) {
      if (!hole)
        fail(c, "it always has a value");
      else if (!helpers.demand(c, false))
        fail(c, "no row without it has the other cells asked for");
      continue;
    }
    if (hole && wanted.allows_missing()) {  // a missing cell or one of some values: not a box of plain columns
      pulled.exact = false;
      continue;
    }
    if (hole && !helpers.demand(c, true)) fail(c, "no row with it lacks the other cells that are to be missing");
    const std::size_t plain = through.plain_of(c);
    if (const auto* numbers = std::get_if<number_codec>(&through.codecs()[c])) {
      number_set allowed = detail::widen(numbers->grid, wanted);
      if (allowed.empty()) fail(c, "it holds " + detail::range_words(numbers->grid, schema[c]));
      if (!allowed.is_everything())
        pulled.plain.columns.push_back(plain_restriction::to_numbers(plain, std::move(allowed)));
    } else if (const auto* levels = std::get_if<level_codec>(&through.codecs()[c])) {
      const auto count = static_cast<std::uint32_t>(levels->levels->size());
      code_set codes(count);
      for (std::uint32_t code = 0; code < count; ++code) {
        const bool in = schema[c].kind == column_kind::boolean ? wanted.contains(code != 0)
                                                               : wanted.contains((*levels->levels)[code]);
        if (in) codes.insert(code);
      }
      if (codes.empty()) fail(c, "it has no such level");
      if (codes.size() < count) pulled.plain.columns.push_back(plain_restriction::to_codes(plain, std::move(codes)));
    } else {
      pulled.exact = false;  // issued anew: nobody knows before
    }
  }
  pulled.exact = pulled.exact && helpers.exact();
  helpers.add_to(pulled.plain);
  std::sort(pulled.plain.columns.begin(), pulled.plain.columns.end(),
            [](const plain_restriction& a, const plain_restriction& b) { return a.column < b.column; });
  return pulled;
}

STANDIN_INLINE pulled_condition table_form::pull(const bound_condition& wanted) const {
  const cell_box asked = box_of(wanted, schema_);
  cell_box box = asked;
  bool exact = !wanted.has_residual();
  std::optional<std::string> impossible;
  for (const any_fitted_step& step : steps_) {
    pulled_box pulled = step.pull(box);
    box = std::move(pulled.box);
    exact = exact && pulled.exact;
    if (!impossible) impossible = std::move(pulled.impossible);
  }
  pulled_condition plain = prepare::pull(prepared_, box);
  plain.exact = plain.exact && exact;
  if (impossible) {
    plain.impossible = std::move(impossible);
    plain.column.reset();
  }
  if (plain.column) {  // said of a column that a step made, it would puzzle
    const column_spec& spec = prepared_.schema()[*plain.column];
    const std::optional<std::size_t> own = schema_.find(spec.name);
    if (!own || asked[*own].is_everything() || box[*plain.column].empty()) plain.impossible = "";
  }
  return plain;
}

STANDIN_INLINE told_rules table_form::rules_on(const bound_condition& wanted) const {
  told_rules all;
  cell_box box = box_of(wanted, schema_);
  table seen = restore(prepared_.room(0), 0, 0, {}, 0);  // without rows, for its columns
  for (const any_fitted_step& step : steps_) {
    told_rules told = step.rules(seen.schema(), box);
    if (told.forbid) return told;
    for (std::string& rule : told.rules) all.rules.push_back(std::move(rule));
    box = step.pull(box).box;
    seen = step.apply(std::move(seen));
  }
  return all;
}

}  // namespace standin::inline v0_1::prepare
