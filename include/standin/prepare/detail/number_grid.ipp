// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/number_grid.hpp.
#pragma once

#include <standin/data/detail/decimal_grid.hpp>
#include <standin/prepare/detail/whole_numbers.hpp>
#include <standin/prepare/number_grid.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace standin::inline v0_1::prepare {

namespace detail {

using standin::detail::exact_powers_of_ten;
using standin::detail::round_any;
using standin::detail::round_small;

/// A grid made ready for many values.
struct snapper {
  double lower;
  double upper;
  double scale = 1.0;
  double origin = 0.0;
  double spacing = 1.0;
  double inverse = 1.0;  ///< of the spacing
  bool gridded = false;
  bool small = false;  ///< no value has 2^51 units or more

  explicit snapper(const number_grid& grid) noexcept : lower(grid.lower), upper(grid.upper) {
    if (grid.decimals < 0) return;
    gridded = true;
    scale = exact_powers_of_ten[grid.decimals];
    origin = static_cast<double>(grid.offset);
    spacing = static_cast<double>(grid.step);
    inverse = 1.0 / spacing;
    small = std::max(std::abs(lower), std::abs(upper)) * scale + spacing < 0x1p51;
  }

  [[nodiscard]] double within(double x) const noexcept {
    x = x > lower ? x : lower;  // a NaN is not
    return x < upper ? x : upper;
  }

  [[nodiscard]] bool whole() const noexcept { return scale == 1.0 && spacing == 1.0; }

  template <bool Small>
  [[nodiscard]] double nearest(double x) const noexcept {
    const double units = (within(x) * scale - origin) * inverse;
    return within(((Small ? round_small(units) : round_any(units)) * spacing + origin) / scale);
  }
};

/// Calls `store(i, value)` with the grid's value for each number; the loops have no branches.
template <class Store>
void snap_each(const number_grid& grid, std::span<const double> from, Store store) noexcept {
  const snapper to(grid);
  if (!to.gridded)
    for (std::size_t i = 0; i < from.size(); ++i) store(i, to.within(from[i]));
  else if (to.small && to.whole())
    for (std::size_t i = 0; i < from.size(); ++i) store(i, round_small(to.within(from[i])));
  else if (to.small)
    for (std::size_t i = 0; i < from.size(); ++i) store(i, to.nearest<true>(from[i]));
  else
    for (std::size_t i = 0; i < from.size(); ++i) store(i, to.nearest<false>(from[i]));
}

/// A whole number in the range of T, however far x lies outside.
template <class T>
[[nodiscard]] T whole_within(double x) noexcept {
  const double near = std::nearbyint(x);
  if (fits<T>(near)) return static_cast<T>(near);
  return near > 0.0 ? std::numeric_limits<T>::max() : std::numeric_limits<T>::min();
}

/// The grid's whole number nearest to x where doubles skip some, at 2^53 and beyond.
[[nodiscard]] inline std::int64_t snap_large(const number_grid& grid, double x) noexcept {
  const auto least = whole_within<std::int64_t>(grid.lower);
  const auto most = whole_within<std::int64_t>(grid.upper);
  const std::int64_t near = std::clamp(whole_within<std::int64_t>(x), least, most);
  const std::int64_t past = ((near % grid.step - grid.offset) % grid.step + grid.step) % grid.step;
  // Distances are unsigned, since they can be longer than the largest signed number.
  const auto distance = [](std::int64_t from, std::int64_t to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
  };
  const bool down = distance(least, near) >= static_cast<std::uint64_t>(past);
  const bool up = distance(near, most) >= static_cast<std::uint64_t>(grid.step - past);
  if (down && (!up || past <= grid.step - past)) return near - past;
  return up ? near + (grid.step - past) : near;
}

[[nodiscard]] inline bool beyond_doubles(const number_grid& grid) noexcept {
  return !(grid.lower > -largest_whole && grid.upper < largest_whole);
}

/// The step between values on the grid, and where it begins.
template <class Unit>
void learn_step(number_grid& grid, std::size_t n, Unit unit) noexcept {
  grid.step = standin::detail::common_step(n, unit);
  grid.offset = (unit(0) % grid.step + grid.step) % grid.step;
}

}  // namespace detail

STANDIN_LAZY_INLINE double number_grid::snap(double x) const noexcept {
  double snapped = lower;
  snap(std::span(&x, 1), std::span(&snapped, 1));
  return snapped;
}

STANDIN_LAZY_INLINE void number_grid::snap(std::span<const double> from, std::span<double> to) const noexcept {
  detail::snap_each(*this, from, [to](std::size_t i, double value) { to[i] = value; });
}

STANDIN_LAZY_INLINE void number_grid::snap(std::span<const double> from, std::span<float> to) const noexcept {
  detail::snap_each(*this, from, [to](std::size_t i, double value) { to[i] = static_cast<float>(value); });
}

STANDIN_LAZY_INLINE void number_grid::snap(std::span<const double> from, std::span<std::int64_t> to) const noexcept {
  if (detail::beyond_doubles(*this))
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = detail::snap_large(*this, from[i]);
  else if (decimals == 0)
    detail::snap_each(*this, from, [to](std::size_t i, double value) { to[i] = static_cast<std::int64_t>(value); });
  else
    detail::snap_each(*this, from,
                      [to](std::size_t i, double value) { to[i] = detail::whole_within<std::int64_t>(value); });
}

STANDIN_LAZY_INLINE void number_grid::snap(std::span<const double> from, std::span<std::int32_t> to) const noexcept {
  if (decimals == 0 && detail::fits<std::int32_t>(lower) && detail::fits<std::int32_t>(upper))
    detail::snap_each(*this, from, [to](std::size_t i, double value) { to[i] = static_cast<std::int32_t>(value); });
  else
    detail::snap_each(*this, from,
                      [to](std::size_t i, double value) { to[i] = detail::whole_within<std::int32_t>(value); });
}

STANDIN_LAZY_INLINE number_grid learn_number_grid(std::span<const double> values, element_type as) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  number_grid grid{.lower = *least + 0.0, .upper = *most + 0.0};  // a sum with 0.0 is never -0.0
  const standin::detail::decimal_fit fit = standin::detail::fit_decimals(
      values.size(), values.size(), [values](std::size_t i) { return values[i]; },
      [](std::size_t) { return std::size_t{1}; }, as);
  grid.decimals = fit.decimals;
  if (!fit.all) return grid;
  const double scale = detail::exact_powers_of_ten[grid.decimals];
  detail::learn_step(grid, values.size(), [&values, scale](std::size_t i) {
    return static_cast<std::int64_t>(std::nearbyint(values[i] * scale));
  });
  return grid;
}

STANDIN_LAZY_INLINE number_grid learn_number_grid(std::span<const std::int64_t> values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  number_grid grid{.decimals = 0, .lower = static_cast<double>(*least), .upper = static_cast<double>(*most)};
  if (detail::whole_within<std::int64_t>(grid.lower) < *least)
    grid.lower = std::nextafter(grid.lower, std::numeric_limits<double>::infinity());
  if (grid.upper >= 0x1p63 || detail::whole_within<std::int64_t>(grid.upper) > *most)
    grid.upper = std::nextafter(grid.upper, -std::numeric_limits<double>::infinity());
  if (grid.lower > grid.upper) grid.lower = grid.upper = static_cast<double>(*least);  // no double lies between
  detail::learn_step(grid, values.size(), [&values](std::size_t i) { return values[i]; });
  return grid;
}

}  // namespace standin::inline v0_1::prepare
