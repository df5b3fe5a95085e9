// SPDX-License-Identifier: MIT
/// \file
/// The names of a CSV file's columns, one for each.
#pragma once

#include <standin/config.hpp>
#include <standin/io/csv_read_options.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// Gives a name to each column that has none or that of an earlier one, and notes it.
/// \param names  as they stand in the file
STANDIN_LAZY void make_unique(std::vector<std::string>& names, std::vector<std::string>& notes);

/// The kind that the options name for each column.
/// \throws schema_error  when they name a column that is not there
STANDIN_LAZY [[nodiscard]] std::vector<std::optional<column_kind>> kinds_of(const std::vector<std::string>& names,
                                                                            const csv_read_options& options,
                                                                            std::string_view file);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_names.ipp>
#endif
