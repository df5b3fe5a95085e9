// SPDX-License-Identifier: MIT
/// \file
/// The roles of a table's columns, with the reason for each.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_role.hpp>
#include <standin/data/personal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1 {

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

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/role_assignment.ipp>
#endif
