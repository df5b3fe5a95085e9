// SPDX-License-Identifier: MIT
/// \file
/// The role of one column whose cells were looked at.
#pragma once

#include <standin/config.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/learn_pattern.hpp>
#include <standin/data/role_assignment.hpp>
#include <standin/data/schema.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

STANDIN_LAZY [[nodiscard]] inferred_role infer_role(std::string_view name, column_kind kind, const column_scan& scan);

/// The mask of a column of texts.
STANDIN_LAZY [[nodiscard]] std::optional<learned_pattern> pattern_of(const column_scan& scan);

/// The smallest value that at least the share p in (0, 1] of the rows doesn't exceed.
STANDIN_LAZY [[nodiscard]] double quantile_of(const std::vector<value_count>& values, std::size_t rows, double p);

/// The roles that were given, one for each column.
/// \throws schema_error  when a column is not there, or its kind can't have the role
STANDIN_LAZY [[nodiscard]] std::vector<std::optional<column_role>> given_roles(
    const table_schema& schema, const std::vector<std::pair<std::string, column_role>>& given);

/// Replaces what was inferred by what somebody knows.
STANDIN_LAZY void apply_given(inferred_role& inferred, std::optional<column_role> given);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/role_inference.ipp>
#endif
