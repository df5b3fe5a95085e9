// SPDX-License-Identifier: MIT
/// \file
/// Enumerators by name, as they stand in files.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/json_reader.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace standin::inline v0_1::io::detail {

/// Names of enumerators in files, in the order of their values.
inline constexpr std::array<std::string_view, 5> kind_names{"numeric", "categorical", "boolean", "datetime", "text"};
inline constexpr std::array<std::string_view, 5> unit_names{"day", "second", "millisecond", "microsecond",
                                                            "nanosecond"};
inline constexpr std::array<std::string_view, 4> notation_names{"fixed", "shorter", "magnitude", "scientific"};
inline constexpr std::array<std::string_view, 9> element_names{"float64", "float32", "int64",   "int32", "uint32",
                                                               "uint16",  "uint8",   "boolean", "string"};

template <class Enum, std::size_t N>
[[nodiscard]] std::string enum_name(const std::array<std::string_view, N>& names, Enum value) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

template <class Enum, std::size_t N>
[[nodiscard]] Enum enum_of(const std::array<std::string_view, N>& names, const json_reader& from) {
  const std::string name = from.text();
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  from.fail(quoted(name) + " is not known here");
}

}  // namespace standin::inline v0_1::io::detail
