// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/column_role.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/column_role.hpp>

#include <vector>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE column_role parse_column_role(std::string_view name) {
  std::vector<std::string_view> names;
  for (const column_role role : all_column_roles) {
    if (name_of(role) == name) return role;
    names.push_back(name_of(role));
  }
  throw invalid_option("role", "found " + quoted(name), "choose one of " + standin::join(names));
}

}  // namespace standin::inline v0_1
