// SPDX-License-Identifier: MIT
/// \file
/// What was done with a column because of its role, and why.
#pragma once

#include <standin/data/column_role.hpp>

#include <cstdint>
#include <string>

namespace standin::inline v0_1 {

/// What becomes of personal columns.
enum class personal_columns : std::uint8_t {
  replace,  ///< they hold values that belong to no one
  drop      ///< they are left out
};

/// What a fit did with a column.
struct column_treatment {
  std::string column;
  column_role role = column_role::measure;
  std::string treatment{};  ///< "issued anew", "replaced by made-up e-mail addresses"
  std::string reason{};     ///< why it has the role, a clause without a full stop
  double confidence = 0.0;  ///< in [0, 1]: how far the evidence goes; 1 where somebody said so

  /// Whether the column's cells have no more to do with those of the table than their form.
  [[nodiscard]] bool issued() const noexcept {
    return role == column_role::key || role == column_role::personal || role == column_role::text;
  }
  bool operator==(const column_treatment&) const = default;
};

}  // namespace standin::inline v0_1
