// SPDX-License-Identifier: MIT
/// \file
/// Rows of a table as the plain columns of a form that was learned before, perhaps from other rows.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/preparation.hpp>
#include <standin/prepare/table_form.hpp>

namespace standin::inline v0_1::prepare {

/// Writes rows in a form: through its steps, then as plain columns, those for missing patterns included.
///
/// A level that the form doesn't know gets the code after the last one, and so does a missing pattern.
/// \throws schema_error  when the table lacks a column of the form, or has one of another kind
[[nodiscard]] prepared_table encode(const table_form& form, const table_view& data);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/encode.ipp>
#endif
