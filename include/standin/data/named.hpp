// SPDX-License-Identifier: MIT
/// \file
/// Other names for the columns of a dataset.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>

#include <string>
#include <vector>

namespace standin::inline v0_1 {

/// The same cells under other names, one for each column: `named(matrix, {"height", "weight"})`.
///
/// Refers to a named dataset and takes over a temporary one, as `table_view` does.
/// \throws schema_error  when the number of names is not that of the columns, or two are the same
[[nodiscard]] table_view named(const table_view& data, std::vector<std::string> names);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/named.ipp>
#endif
