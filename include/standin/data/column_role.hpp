// SPDX-License-Identifier: MIT
/// \file
/// What a column is for: to be learned, issued anew, replaced, …
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace standin::inline v0_1 {

/// What a column is for. `column_kind` says what its cells are, this what to do with them.
enum class column_role : std::uint8_t {
  measure,   ///< numbers to be learned as numbers
  category,  ///< levels, also those written as numbers
  datetime,
  key,       ///< tells the rows apart and says nothing else: issued anew
  personal,  ///< leads to a person or a device: replaced by a provider, or dropped
  text,      ///< free text: replaced
  ignored    ///< without a value, or left out at the caller's wish
};

inline constexpr std::array all_column_roles{column_role::measure, column_role::category, column_role::datetime,
                                             column_role::key,     column_role::personal, column_role::text,
                                             column_role::ignored};

/// The role's name as it stands in files and on the command line.
[[nodiscard]] constexpr std::string_view name_of(column_role role) noexcept {
  switch (role) {
    case column_role::measure: return "measure";
    case column_role::category: return "category";
    case column_role::datetime: return "datetime";
    case column_role::key: return "key";
    case column_role::personal: return "personal";
    case column_role::text: return "text";
    case column_role::ignored: return "ignored";
  }
  return "unknown";
}

/// The role with that name.
/// \throws invalid_option  when there is none; the sentence lists those that there are
STANDIN_LAZY [[nodiscard]] column_role parse_column_role(std::string_view name);

/// Whether a column of that kind can have that role.
///
/// | role       | kinds                                             |
/// |------------|---------------------------------------------------|
/// | `measure`  | numeric                                           |
/// | `category` | numeric, categorical, boolean, text               |
/// | `datetime` | datetime                                          |
/// | `key`      | numeric, categorical, text                        |
/// | `personal` | numeric, categorical, datetime, text              |
/// | `text`     | categorical, text                                 |
/// | `ignored`  | all                                               |
[[nodiscard]] constexpr bool can_have(column_kind kind, column_role role) noexcept {
  const bool words = kind == column_kind::categorical || kind == column_kind::text;
  const bool number = kind == column_kind::numeric;
  switch (role) {
    case column_role::measure: return number;
    case column_role::category: return number || words || kind == column_kind::boolean;
    case column_role::datetime: return kind == column_kind::datetime;
    case column_role::key: return number || words;
    case column_role::personal: return number || words || kind == column_kind::datetime;
    case column_role::text: return words;
    case column_role::ignored: return true;
  }
  return false;
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/column_role.ipp>
#endif
