// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/role_inference.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/number_role.hpp>
#include <standin/data/detail/personal_inside.hpp>
#include <standin/data/detail/role_evidence.hpp>
#include <standin/data/detail/role_inference.hpp>
#include <standin/data/detail/text_role.hpp>

#include <string>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE inferred_role infer_role(std::string_view name, column_kind kind, const column_scan& scan) {
  inferred_role out{.column = std::string(name)};
  if (scan.present == 0) {
    out.role = column_role::ignored;
    out.reason = scan.rows == 0 ? "there are no rows" : "no row has a value";
    out.confidence = scan.rows == 0 ? 0.0 : 1.0;
    return out;
  }
  if (kind == column_kind::datetime) {
    out.role = column_role::datetime;
    out.reason = "date-times";
    out.confidence = role_rules::after(scan.present);
    return out;
  }
  const bool words = kind == column_kind::categorical || kind == column_kind::text;
  const auto one_single = [&] { return scan.distinct == 1 && !(words && personal_values_in(scan.texts)); };
  if (kind == column_kind::boolean || one_single()) {
    out.role = column_role::category;
    out.reason = scan.distinct == 1 ? "one single value" : "two values";
    out.confidence = role_rules::after(scan.present);
    return out;
  }
  if (kind == column_kind::numeric) {
    role_rules::infer_numeric(out, scan);
  } else {
    role_rules::infer_words(out, kind, scan);
  }
  return out;
}

STANDIN_LAZY_INLINE std::optional<learned_pattern> pattern_of(const column_scan& scan) {
  std::vector<std::string_view> texts;
  texts.reserve(scan.texts.size());
  for (const text_count& one : scan.texts) texts.push_back(one.text);
  return learn_pattern(texts);
}

STANDIN_LAZY_INLINE double quantile_of(const std::vector<value_count>& values, std::size_t rows, double p) {
  const double wanted = p * static_cast<double>(rows);
  std::size_t up_to = 0;
  for (const value_count& one : values) {
    up_to += one.rows;
    if (static_cast<double>(up_to) >= wanted) return one.value;
  }
  return values.back().value;
}

STANDIN_LAZY_INLINE std::vector<std::optional<column_role>> given_roles(
    const table_schema& schema, const std::vector<std::pair<std::string, column_role>>& given) {
  std::vector<std::optional<column_role>> roles(schema.size());
  for (const auto& [name, role] : given) {
    const std::size_t column = schema.index_of(name);
    const column_kind kind = schema[column].kind;
    if (!can_have(kind, role)) {
      std::vector<std::string_view> possible;
      for (const column_role other : all_column_roles)
        if (can_have(kind, other)) possible.push_back(name_of(other));
      throw schema_error(concatenate("column ", quoted(name)),
                         concatenate("a ", name_of(kind), " column can't have the role ", name_of(role)),
                         concatenate("choose one of ", standin::join(possible)));
    }
    roles[column] = role;
  }
  return roles;
}

STANDIN_LAZY_INLINE void apply_given(inferred_role& inferred, std::optional<column_role> given) {
  if (!given) return;
  inferred.role = *given;
  inferred.reason = "as told";
  inferred.confidence = 1.0;
  if (*given != column_role::personal) inferred.personal.reset();
}

}  // namespace standin::inline v0_1::detail
