// SPDX-License-Identifier: MIT
/// \file
/// Fitted steps as JSON: constraints, with the tables that they look things up in, and what roles asked for.
#pragma once

#include <standin/data/schema.hpp>
#include <standin/io/json_reader.hpp>
#include <standin/prepare/step.hpp>

#include <vector>

namespace standin::inline v0_1::io {

/// \throws invalid_option  when a step is none of the library's own, which files know nothing of
[[nodiscard]] json steps_to_json(const std::vector<prepare::any_fitted_step>& steps);

/// \param from    what `steps_to_json` gave
/// \param schema  of the table before the first step
/// \param free    of the table after the last
/// \throws format_error  when there are other steps, their parts don't fit together, or they don't lead from the one
///                       schema to the other
[[nodiscard]] std::vector<prepare::any_fitted_step> steps_from_json(const json_reader& from, const table_schema& schema,
                                                                    const table_schema& free);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/steps_json.ipp>
#endif
