// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/role_assignment.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/role_assignment.hpp>

namespace standin::inline v0_1 {

STANDIN_INLINE const inferred_role& role_assignment::of(std::string_view column) const {
  for (const inferred_role& one : columns)
    if (one.column == column) return one;
  throw schema_error("role_assignment", concatenate("there is no column ", quoted(column)), "use the name of a column");
}

}  // namespace standin::inline v0_1
