// SPDX-License-Identifier: MIT
/// \file
/// What the type of a struct's field says about its column.
#pragma once

#include <standin/data/column_view.hpp>
#include <standin/data/schema.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace standin::inline v0_1 {

template <class Enumeration>
struct enum_traits;

}  // namespace standin::inline v0_1

namespace standin::inline v0_1::detail {

template <class T>
struct optional_value {
  using type = T;
};
template <class T>
struct optional_value<std::optional<T>> {
  using type = T;
};

/// What a field holds when it holds something: `T` of `const std::optional<T>`.
template <class T>
using field_value = typename optional_value<std::remove_cv_t<T>>::type;

template <class T>
inline constexpr bool is_optional = !std::is_same_v<field_value<T>, std::remove_cv_t<T>>;

template <class T>
concept any_of_characters = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                            std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class T>
concept real_field = std::same_as<T, double> || std::same_as<T, float>;

template <class T>
concept integer_field =
    std::integral<T> && !std::is_const_v<T> && !std::same_as<T, bool> && !any_of_characters<T> && sizeof(T) <= 8;

template <class T>
concept enumeration_field = std::is_enum_v<T> && requires { enum_traits<T>::levels; };

template <class T>
concept undescribed_enumeration = std::is_enum_v<field_value<T>> && !enumeration_field<field_value<T>>;

constexpr std::int64_t nanoseconds_a_second = 1'000'000'000;

/// The nanoseconds of `num / den` seconds where that is one of the ticks from nanosecond to day that divide each other,
/// 0 otherwise.
[[nodiscard]] constexpr std::int64_t tick_nanoseconds(std::intmax_t num, std::intmax_t den) noexcept {
  if (den == 1 && (num == 1 || num == 60 || num == 3600 || num == 86400)) return num * nanoseconds_a_second;
  if (num == 1 && (den == 1000 || den == 1'000'000 || den == 1'000'000'000)) return nanoseconds_a_second / den;
  return 0;
}

[[nodiscard]] constexpr std::int64_t tick_nanoseconds(time_unit unit) noexcept {
  switch (unit) {
    case time_unit::day: return 86400 * nanoseconds_a_second;
    case time_unit::second: return nanoseconds_a_second;
    case time_unit::millisecond: return 1'000'000;
    case time_unit::microsecond: return 1'000;
    case time_unit::nanosecond: return 1;
  }
  return 1;
}

/// A time point of `std::chrono::system_clock`, known by its members: <chrono> costs more than all of this room.
template <class T>
concept time_field =
    requires(const T& time) {
      &T::clock::to_time_t;
      { time.time_since_epoch().count() } -> std::convertible_to<std::int64_t>;
    } && std::signed_integral<typename T::rep> && std::is_trivially_copyable_v<T> &&
    tick_nanoseconds(T::period::num, T::period::den) != 0;

template <class T>
[[nodiscard]] constexpr column_kind natural_field_kind() noexcept {
  if constexpr (std::is_same_v<T, bool>) {
    return column_kind::boolean;
  } else if constexpr (time_field<T>) {
    return column_kind::datetime;
  } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, std::string>) {
    return column_kind::categorical;
  } else {
    return column_kind::numeric;
  }
}

/// The unit of the column: minutes and hours are written as seconds.
template <class T>
[[nodiscard]] constexpr time_unit natural_field_unit() noexcept {
  if constexpr (time_field<T>) {
    constexpr std::int64_t tick = tick_nanoseconds(T::period::num, T::period::den);
    for (const time_unit unit :
         {time_unit::day, time_unit::second, time_unit::millisecond, time_unit::microsecond, time_unit::nanosecond})
      if (tick_nanoseconds(unit) <= tick) return unit;
  }
  return time_unit::second;
}

/// What the type of a field says: used for types that are no `field_type` as well, so that the message about them
/// stands alone.
template <class T>
struct field_cell {
  using value = field_value<T>;
  static constexpr column_kind kind = natural_field_kind<value>();
  static constexpr time_unit unit = natural_field_unit<value>();
};

template <class T>
concept field_type =
    real_field<field_value<T>> || integer_field<field_value<T>> || std::same_as<field_value<T>, bool> ||
    std::same_as<field_value<T>, std::string> || enumeration_field<field_value<T>> || time_field<field_value<T>>;

/// Whether a field of that type may be declared to be of that kind.
template <class T>
[[nodiscard]] constexpr bool field_can_be(column_kind kind) noexcept {
  using value = field_value<T>;
  if (kind == field_cell<T>::kind) return true;
  if constexpr (std::is_same_v<value, std::string>) return kind == column_kind::text;
  if constexpr (integer_field<value>)
    return kind == column_kind::categorical ||
           (kind == column_kind::datetime && std::is_signed_v<value> && sizeof(value) == 8);
  return false;
}

/// The element type of a field that a `column_view` can look at where it is.
template <class T>
[[nodiscard]] constexpr std::optional<element_type> element_in_place(column_kind kind) noexcept {
  using type = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<type, double>) return element_type::float64;
  if constexpr (std::is_same_v<type, float>) return element_type::float32;
  if constexpr (std::is_same_v<type, bool> && sizeof(bool) == 1) return element_type::boolean;
  constexpr bool is_signed_integer = std::signed_integral<type> && integer_field<type>;
  if constexpr (is_signed_integer && sizeof(type) == 8)
    if (kind != column_kind::categorical) return element_type::int64;
  if constexpr (is_signed_integer && sizeof(type) == 4)
    if (kind == column_kind::numeric) return element_type::int32;
  if constexpr (std::is_same_v<type, std::string>)
    if (kind == column_kind::text) return element_type::string;
  if constexpr (time_field<type>) {
    constexpr bool same_ticks =
        tick_nanoseconds(field_cell<T>::unit) == tick_nanoseconds(type::period::num, type::period::den);
    if (same_ticks && sizeof(typename type::rep) == 8 && sizeof(type) == 8) return element_type::int64;
  }
  return std::nullopt;
}

/// The names of an enumeration's levels, in their order.
template <class E>
inline constexpr auto level_names = [] {
  std::array<std::string_view, std::size(enum_traits<E>::levels)> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = enum_traits<E>::levels[i].second;
  return names;
}();

template <class E>
[[nodiscard]] constexpr bool levels_differ() noexcept {
  const auto& levels = enum_traits<E>::levels;
  for (std::size_t i = 0; i < std::size(levels); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (levels[i].first == levels[k].first || std::string_view(levels[i].second) == levels[k].second) return false;
  return true;
}

}  // namespace standin::inline v0_1::detail
