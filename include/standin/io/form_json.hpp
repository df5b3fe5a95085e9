// SPDX-License-Identifier: MIT
/// \file
/// The form of a table as JSON: its steps, what it was prepared to, and what its rows must meet besides.
#pragma once

#include <standin/io/json_reader.hpp>
#include <standin/prepare/table_form.hpp>

namespace standin::inline v0_1::io {

/// The whole form of a table: its schema and steps where it has steps, and the preparation of its plain columns.
[[nodiscard]] json form_to_json(const prepare::table_form& form);
/// \throws format_error  when it is no form
[[nodiscard]] prepare::table_form form_from_json(const json_reader& from);

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/form_json.ipp>
#endif
