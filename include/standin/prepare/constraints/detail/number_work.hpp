// SPDX-License-Identifier: MIT
/// \file
/// Reading, placing and writing the numbers of constraints, in whole common units or as doubles.
#pragma once

#include <standin/data/column_view.hpp>
#include <standin/data/table.hpp>
#include <standin/data/validity.hpp>
#include <standin/prepare/constraints/number_cells.hpp>
#include <standin/prepare/detail/whole_numbers.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// The cells of a column, 0 where missing.
template <class T>
struct read_cells {
  std::vector<T> values;
  std::vector<std::uint8_t> present;
};

/// A whole number, however far x lies outside.
[[nodiscard]] inline std::int64_t to_whole(double x) noexcept {
  constexpr double most = 0x1p62;
  if (!(x == x)) return 0;
  return static_cast<std::int64_t>(std::nearbyint(std::clamp(x, -most, most)));
}

/// \tparam T  `std::int64_t` for common units, `double` for the numbers themselves
template <class T>
[[nodiscard]] read_cells<T> read_numbers(const number_cells& as, const column_view& column) {
  read_cells<T> read{std::vector<T>(column.rows, T{0}), std::vector<std::uint8_t>(column.rows, 0)};
  const double scale = as.decimals > 0 ? std::pow(10.0, as.decimals) : 1.0;
  column.visit([&](const auto& cells) {
    using cell = typename std::remove_cvref_t<decltype(cells)>::value_type;
    if constexpr (std::is_arithmetic_v<cell>) {
      for (std::size_t row = 0; row < column.rows; ++row) {
        if (cells.missing(row)) continue;
        if constexpr (std::is_floating_point_v<cell>)
          if (!std::isfinite(cells[row])) continue;
        read.present[row] = 1;
        if constexpr (std::same_as<T, double>)
          read.values[row] = static_cast<double>(cells[row]) + 0.0;
        else if constexpr (std::is_floating_point_v<cell>)
          read.values[row] = to_whole(static_cast<double>(cells[row]) * scale) * as.factor;
        else
          read.values[row] = static_cast<std::int64_t>(cells[row]) * as.factor;
      }
    }
  });
  return read;
}

/// The cells of a free column of whole numbers, or of doubles.
template <class T>
[[nodiscard]] read_cells<T> read_free(const column_view& column) {
  number_cells as{.element = column.element, .decimals = 0};
  return read_numbers<T>(as, column);
}

/// \returns  a + b, at the end of the range where it lies beyond
[[nodiscard]] inline std::int64_t add(std::int64_t a, std::int64_t b) noexcept {
  if (b > 0 && a > std::numeric_limits<std::int64_t>::max() - b) return std::numeric_limits<std::int64_t>::max();
  if (b < 0 && a < std::numeric_limits<std::int64_t>::min() - b) return std::numeric_limits<std::int64_t>::min();
  return a + b;
}
[[nodiscard]] inline double add(double a, double b) noexcept {
  return a + b;
}
[[nodiscard]] inline std::int64_t subtract(std::int64_t a, std::int64_t b) noexcept {
  if (b < 0 && a > std::numeric_limits<std::int64_t>::max() + b) return std::numeric_limits<std::int64_t>::max();
  if (b > 0 && a < std::numeric_limits<std::int64_t>::min() + b) return std::numeric_limits<std::int64_t>::min();
  return a - b;
}
[[nodiscard]] inline double subtract(double a, double b) noexcept {
  return a - b;
}

[[nodiscard]] inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}
[[nodiscard]] inline std::int64_t ceil_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b + (a % b > 0 ? 1 : 0);
}

/// What lies beyond an end is reflected at it, so that no heap of clipped values is left there. low <= high.
[[nodiscard]] inline std::int64_t fold(std::int64_t x, std::int64_t low, std::int64_t high) noexcept {
  if (x >= low && x <= high) return x;
  if (low == high) return low;
  const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const std::uint64_t over = x > high ? static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(high)
                                      : static_cast<std::uint64_t>(low) - static_cast<std::uint64_t>(x);
  const std::uint64_t turns = over / width;
  const std::uint64_t rest = over % width;
  const bool from_high = (x > high) == (turns % 2 == 0);
  return static_cast<std::int64_t>(from_high ? static_cast<std::uint64_t>(high) - rest
                                             : static_cast<std::uint64_t>(low) + rest);
}
[[nodiscard]] inline double fold(double x, double low, double high) noexcept {
  if (x >= low && x <= high) return x;
  const double width = high - low;
  if (!(width > 0.0) || !std::isfinite(x)) return x > low ? high : low;
  const double over = x > high ? x - high : low - x;
  const double turns = std::floor(over / width);
  const double rest = std::clamp(over - turns * width, 0.0, width);
  const bool from_high = (x > high) == (std::fmod(turns, 2.0) == 0.0);
  return std::clamp(from_high ? high - rest : low + rest, low, high);
}

/// The ends between which a cell must lie, each included.
template <class T>
struct ends {
  static constexpr T least =
      std::same_as<T, double> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::min();
  static constexpr T greatest =
      std::same_as<T, double> ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
  T low = least;
  T high = greatest;
};

/// One more, or the next double.
[[nodiscard]] inline std::int64_t above(std::int64_t x) noexcept {
  return add(x, 1);
}
[[nodiscard]] inline double above(double x) noexcept {
  return std::nextafter(x, std::numeric_limits<double>::infinity());
}
[[nodiscard]] inline std::int64_t below(std::int64_t x) noexcept {
  return subtract(x, 1);
}
[[nodiscard]] inline double below(double x) noexcept {
  return std::nextafter(x, -std::numeric_limits<double>::infinity());
}

/// The cell nearest to `wanted` between the ends, on the column's grid and within the bounds seen as far as there is
/// room: the ends are kept whatever becomes of grid and bounds.
/// \returns  own units
[[nodiscard]] inline std::int64_t place(const number_cells& as, std::int64_t wanted,
                                        ends<std::int64_t> within) noexcept {
  ends<std::int64_t> room{std::max(within.low, as.least * as.factor), std::min(within.high, as.most * as.factor)};
  if (room.low > room.high) {
    // Beyond what was seen: as near as the ends allow.
    const std::int64_t near =
        room.low == within.low && within.low != ends<std::int64_t>::least ? within.low : within.high;
    const std::int64_t up = ceil_divide(near, as.factor);
    return near == within.low || up * as.factor <= within.high ? up : floor_divide(near, as.factor);
  }
  const std::int64_t x = fold(wanted, room.low, room.high);
  const auto grid_up = [&as](std::int64_t own) {  // the grid's first value from there on
    const std::int64_t past = ((own - as.offset) % as.step + as.step) % as.step;
    return past == 0 ? own : own + (as.step - past);
  };
  const std::int64_t first = grid_up(ceil_divide(room.low, as.factor));
  std::int64_t last = floor_divide(room.high, as.factor);
  last -= ((last - as.offset) % as.step + as.step) % as.step;
  if (first > last) {
    const std::int64_t up = ceil_divide(room.low, as.factor);
    return up * as.factor <= within.high ? up : floor_divide(room.high, as.factor);
  }
  const std::int64_t own = floor_divide(x, as.factor);
  const std::int64_t before = own - ((own - as.offset) % as.step + as.step) % as.step;
  const std::int64_t after = before + as.step;
  const std::int64_t near = x - before * as.factor <= after * as.factor - x ? before : after;
  return std::clamp(near, first, last);
}

/// The same for doubles.
[[nodiscard]] inline double place(const number_cells& as, double wanted, ends<double> within) noexcept {
  ends<double> room{std::max(within.low, as.lower), std::min(within.high, as.upper)};
  if (room.low > room.high)
    room = within.low > as.upper ? ends<double>{within.low, within.low} : ends<double>{within.high, within.high};
  double x = fold(wanted, room.low, room.high);
  const auto within_ends = [&within](double y) { return y >= within.low && y <= within.high; };
  if (as.decimals >= 0) {
    const double scale = std::pow(10.0, as.decimals);
    const auto step = static_cast<double>(as.step);
    const auto offset = static_cast<double>(as.offset);
    const double k = std::nearbyint((x * scale - offset) / step);
    for (const double at : {k, k + 1.0, k - 1.0}) {
      const double y = (at * step + offset) / scale;
      if (within_ends(y)) return y + 0.0;
    }
  }
  if (as.element == element_type::float32) {
    auto y = static_cast<float>(x);
    if (static_cast<double>(y) < within.low) y = std::nextafter(y, std::numeric_limits<float>::infinity());
    if (static_cast<double>(y) > within.high) y = std::nextafter(y, -std::numeric_limits<float>::infinity());
    x = static_cast<double>(y);
  }
  return x;
}

/// What a placed cell counts in common units, or as a number.
[[nodiscard]] inline std::int64_t value_of(const number_cells& as, std::int64_t own) noexcept {
  return own * as.factor;
}
[[nodiscard]] inline double value_of(const number_cells&, double own) noexcept {
  return own;
}

[[nodiscard]] inline validity validity_of(const std::vector<std::uint8_t>& present) {
  if (std::find(present.begin(), present.end(), std::uint8_t{0}) == present.end()) return {};
  validity bits(present.size(), false);
  for (std::size_t row = 0; row < present.size(); ++row)
    if (present[row] != 0) bits.set(row, true);
  return bits;
}

/// A column of placed cells, which are 0 where missing.
template <class T>
[[nodiscard]] column write_numbers(const number_cells& as, const std::vector<T>& own,
                                   const std::vector<std::uint8_t>& present) {
  validity bits = validity_of(present);
  const double scale = std::same_as<T, double> || as.decimals <= 0 ? 1.0 : std::pow(10.0, as.decimals);
  const auto fill = [&]<class Cell>(Cell) {
    std::vector<Cell> cells(own.size());
    for (std::size_t row = 0; row < own.size(); ++row) {
      if (present[row] == 0) continue;
      if constexpr (std::is_floating_point_v<Cell>)
        cells[row] = static_cast<Cell>(static_cast<double>(own[row]) / scale);
      else if constexpr (std::same_as<T, double>)
        cells[row] = fits<Cell>(own[row]) ? static_cast<Cell>(std::nearbyint(own[row])) : Cell{};
      else
        cells[row] = static_cast<Cell>(
            std::clamp<std::int64_t>(own[row], std::numeric_limits<Cell>::min(), std::numeric_limits<Cell>::max()));
    }
    return column(std::move(cells), std::move(bits));
  };
  switch (as.element) {
    case element_type::float32: return fill(float{});
    case element_type::int64: return fill(std::int64_t{});
    case element_type::int32: return fill(std::int32_t{});
    default: return fill(double{});
  }
}

/// A free column of whole numbers, or of doubles.
template <class T>
[[nodiscard]] column write_free(std::vector<T> values, const std::vector<std::uint8_t>& present) {
  return column(std::move(values), validity_of(present));
}

/// The row numbers of a training table that break a constraint.
class broken_rows {
 public:
  void add(std::size_t row) {
    if (count_++ < shown) first_.push_back(row);
  }
  /// \throws data_error  when there are any
  void require_none(std::string_view asking, std::size_t rows) const;

 private:
  static constexpr std::size_t shown = 5;
  std::size_t count_ = 0;
  std::vector<std::size_t> first_;
};

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/number_work.ipp>
#endif
