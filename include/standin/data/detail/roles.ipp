// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/roles.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/roles.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

STANDIN_INLINE column_role parse_column_role(std::string_view name) {
  std::vector<std::string_view> names;
  for (const column_role role : all_column_roles) {
    if (name_of(role) == name) return role;
    names.push_back(name_of(role));
  }
  throw invalid_option("role", "found " + quoted(name), "choose one of " + join(names));
}

STANDIN_INLINE const inferred_role& role_assignment::of(std::string_view column) const {
  for (const inferred_role& one : columns)
    if (one.column == column) return one;
  throw schema_error("role_assignment", concatenate("there is no column ", quoted(column)), "use the name of a column");
}

STANDIN_INLINE role_assignment infer_roles(const table_view& data, const role_options& options) {
  const std::vector<std::optional<column_role>> given = detail::given_roles(data.schema(), options.given);
  role_assignment roles;
  roles.columns.resize(data.schema().size());
  options.executor.run(data.schema().size(), [&](std::size_t i) {
    const column_spec& spec = data.schema()[i];
    const detail::column_scan scan = detail::scan_column(data.column(i), spec.name);
    roles.columns[i] = detail::infer_role(spec.name, spec.kind, scan);
    detail::apply_given(roles.columns[i], given[i]);
  });
  return roles;
}

}  // namespace standin::inline v0_1
