// SPDX-License-Identifier: MIT
/// \file
/// What roles and rare levels asked for as JSON: columns that are issued anew, texts and numbers that are learned as
/// levels, levels that are learned as one or not at all.
#pragma once

#include <standin/io/json_reader.hpp>
#include <standin/prepare/constraints/column_layout.hpp>
#include <standin/prepare/rare/pooled_levels.hpp>
#include <standin/prepare/rare/resampled_levels.hpp>
#include <standin/prepare/rare/suppressed_levels.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/roles/written_levels.hpp>

namespace standin::inline v0_1::io {

/// Which columns give way to others, and to which.
[[nodiscard]] json layout_to_json(const prepare::column_layout& layout);
/// \throws format_error  when it is none
[[nodiscard]] prepare::column_layout layout_from_json(const json_reader& from);

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json issue_to_json(const prepare::fitted_issue& step);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_issue issue_from_json(const json_reader& from);

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json levels_to_json(const prepare::fitted_levels& step);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_levels levels_from_json(const json_reader& from);

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json pools_to_json(const prepare::fitted_pools& step);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_pools pools_from_json(const json_reader& from);

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json suppression_to_json(const prepare::fitted_suppression& step);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_suppression suppression_from_json(const json_reader& from);

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json resampling_to_json(const prepare::fitted_resampling& step);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_resampling resampling_from_json(const json_reader& from);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/role_steps_json.ipp>
#endif
