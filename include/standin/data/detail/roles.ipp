// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/roles.hpp.
#pragma once

#include <standin/data/detail/column_scan.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/roles.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE role_assignment infer_roles(const table_view& data, const role_options& options) {
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
