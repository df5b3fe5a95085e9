// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/role_plan.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/roles.hpp>
#include <standin/prepare/role_plan.hpp>
#include <standin/prepare/roles/issued_keys.hpp>
#include <standin/prepare/roles/replaced_personal.hpp>
#include <standin/prepare/roles/replaced_texts.hpp>
#include <standin/prepare/roles/written_levels.hpp>

#include <algorithm>
#include <cstddef>

namespace standin::inline v0_1::prepare {

namespace detail::role_planning {

STANDIN_LAZY [[nodiscard]] inline bool has_value(const column_view& column) noexcept {
  for (std::size_t row = 0; row < column.rows; ++row)
    if (!column.missing(row)) return true;
  return false;
}

/// Puts the column where it belongs and says so.
STANDIN_LAZY [[nodiscard]] inline std::string place(role_plan& plan, const inferred_role& of, const column_spec& spec,
                                                    const column_view& cells, bool told, personal_columns personal) {
  const bool number = spec.kind == column_kind::numeric;
  if (of.role == column_role::ignored && told) {
    plan.left_out.push_back(spec.name);
    return "left out";
  }
  if (!has_value(cells)) return "comes back empty";
  switch (of.role) {
    case column_role::measure: return "learned as numbers";
    case column_role::datetime: return "learned as points in time";
    case column_role::category:
      if (number && !told) return "learned as numbers";
      if (number || spec.kind == column_kind::text) plan.levels.push_back(spec.name);
      return "learned as levels";
    case column_role::key: plan.keys.push_back(spec.name); return "issued anew";
    case column_role::personal:
      if (personal == personal_columns::drop) {
        plan.left_out.push_back(spec.name);
        return "left out";
      }
      plan.personal.push_back(spec.name);
      return concatenate("replaced by made-up ", of.personal ? plural_of(*of.personal) : std::string_view("values"));
    case column_role::text: plan.texts.push_back(spec.name); return "replaced by made-up texts";
    case column_role::ignored: break;
  }
  return "comes back empty";
}

}  // namespace detail::role_planning

STANDIN_LAZY_INLINE role_plan plan_roles(const table_view& data,
                                         const std::vector<std::pair<std::string, column_role>>& given,
                                         personal_columns personal, executor_ref executor) {
  const table_schema& schema = data.schema();
  role_options options{.executor = executor};
  std::vector<bool> told(schema.size(), false);
  for (std::size_t c = 0; c < schema.size(); ++c) {
    if (!schema[c].role) continue;
    options.given.emplace_back(schema[c].name, *schema[c].role);
    told[c] = true;
  }
  for (const auto& [name, role] : given) {
    options.given.emplace_back(name, role);
    told[schema.index_of(name)] = true;
  }
  role_plan plan{.roles = infer_roles(data, options)};
  for (std::size_t c = 0; c < schema.size(); ++c) {
    const inferred_role& of = plan.roles.columns[c];
    std::string treatment = detail::role_planning::place(plan, of, schema[c], data.column(c), told[c], personal);
    plan.treatments.push_back({schema[c].name, of.role, std::move(treatment), of.reason, of.confidence});
  }
  if (plan.left_out.size() == schema.size() && !schema.empty())
    throw data_error("fit", "all columns are left out", "give at least one of them another role");
  return plan;
}

STANDIN_LAZY_INLINE std::vector<any_step> steps_of(const role_plan& plan, const table_schema& schema) {
  const auto still_there = [&schema](const std::vector<std::string>& names) {
    std::vector<std::string> left;
    std::copy_if(names.begin(), names.end(), std::back_inserter(left),
                 [&schema](const std::string& name) { return schema.find(name).has_value(); });
    return left;
  };
  std::vector<any_step> steps;
  // Generic, so that steps are only made where this function is called.
  const auto add = [&steps](auto step) -> void { steps.emplace_back(std::move(step)); };
  if (auto columns = still_there(plan.levels); !columns.empty()) add(written_levels{std::move(columns)});
  if (auto columns = still_there(plan.keys); !columns.empty()) add(issued_keys{std::move(columns)});
  if (const auto columns = still_there(plan.personal); !columns.empty()) {
    replaced_personal step;
    for (const std::string& name : columns) step.columns.push_back({name, plan.roles.of(name).personal});
    add(std::move(step));
  }
  if (auto columns = still_there(plan.texts); !columns.empty()) add(replaced_texts{std::move(columns)});
  return steps;
}

}  // namespace standin::inline v0_1::prepare
