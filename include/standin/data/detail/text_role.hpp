// SPDX-License-Identifier: MIT
/// \file
/// The role of a column of texts or categories.
#pragma once

#include <standin/config.hpp>
#include <standin/data/detail/column_scan.hpp>
#include <standin/data/role_assignment.hpp>

namespace standin::inline v0_1::detail::role_rules {

/// \param out  has the column's name, and gets the rest
STANDIN_LAZY void infer_words(inferred_role& out, column_kind kind, const column_scan& scan);

}  // namespace standin::inline v0_1::detail::role_rules

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/text_role.ipp>
#endif
