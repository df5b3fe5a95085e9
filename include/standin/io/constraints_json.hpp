// SPDX-License-Identifier: MIT
/// \file
/// Fitted constraints as JSON, with the tables that they look things up in.
#pragma once

#include <standin/io/json_reader.hpp>
#include <standin/prepare/constraints.hpp>

namespace standin::inline v0_1::io {

/// \returns  an object without the member "step", which names it among other steps
[[nodiscard]] json constraints_to_json(const prepare::fitted_constraints& constraints);
/// \throws format_error  when it is none, or its parts don't fit together
[[nodiscard]] prepare::fitted_constraints constraints_from_json(const json_reader& from);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/constraints_json.ipp>
#endif
