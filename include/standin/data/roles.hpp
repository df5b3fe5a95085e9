// SPDX-License-Identifier: MIT
/// \file
/// What each column is for: measured, issued, personal, … inferred on all values, with the reason.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/personal.hpp>
#include <standin/parallel/executor.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
[[nodiscard]] column_role parse_column_role(std::string_view name);

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

/// A column's role and why it has it.
struct inferred_role {
  std::string column;
  column_role role = column_role::measure;
  std::string reason{};     ///< a clause without a full stop: "no two of 891 whole numbers are alike, …"
  double confidence = 0.0;  ///< in [0, 1]; how far the evidence goes, no measured rate
  std::optional<personal_kind> personal{};  ///< what the values are, where that is known: names the provider that fits
  double personal_share = 0.0;              ///< of the present cells, those with the form of a personal value
  bool operator==(const inferred_role&) const = default;
};

/// The roles of a table's columns, in their order.
struct role_assignment {
  std::vector<inferred_role> columns;

  /// \throws schema_error  when there is no such column
  [[nodiscard]] const inferred_role& of(std::string_view column) const;
  bool operator==(const role_assignment&) const = default;
};

/// What inference is told.
struct role_options {
  std::vector<std::pair<std::string, column_role>> given{};  ///< roles that are known, by column; the last one counts
  executor_ref executor{};
};

/// Infers the role of each column from all its values.
///
/// The name of a column may add to what its values say and never decides alone: a column `id` with repeated values is
/// no key, coordinates stay measures whatever they are called. In short:
///
/// | values                                                                                     | role       |
/// |--------------------------------------------------------------------------------------------|------------|
/// | none                                                                                       | `ignored`  |
/// | date-times                                                                                 | `datetime` |
/// | booleans; at most 20 different numbers, each for four rows or more; one single value       | `category` |
/// | nine in ten have the form of an e-mail address, telephone or card number, …                | `personal` |
/// | names: capitalised words with common given names or titles among them                      | `personal` |
/// | whole numbers, no two alike, though repeats were to be expected by chance                   | `key`      |
/// | short texts of one mask with digits or of one length, no two alike                         | `key`      |
/// | other numbers                                                                              | `measure`  |
/// | texts of which at most half are distinct and few are long                                   | `category` |
/// | other texts                                                                                | `text`     |
///
/// docs/profile.md has the rules. Same result for any executor. Costs O(cells).
/// \throws schema_error  when a given role names a column that is not there, or one whose kind can't have it
/// \throws data_error    when a categorical code has no level
[[nodiscard]] role_assignment infer_roles(const table_view& data, const role_options& options = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/roles.ipp>
#endif
