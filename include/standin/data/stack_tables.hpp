// SPDX-License-Identifier: MIT
/// \file
/// Tables one below the other.
#pragma once

#include <standin/config.hpp>
#include <standin/data/table.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <vector>

namespace standin::inline v0_1 {

/// Sets one cell, or that it is missing, to that of a column with the same elements and levels.
STANDIN_LAZY void copy_cell(const column& from, std::size_t from_row, column& to, std::size_t to_row);

/// All rows of the tables, in order. They have the columns of the first one: names, kinds and elements.
///
/// Levels are matched by name where the tables have dictionaries of their own.
/// \throws schema_error  when the columns differ
/// Costs O(cells), in parallel over columns.
STANDIN_LAZY [[nodiscard]] table stack_tables(std::vector<table> tables, executor_ref executor = {});

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/stack_tables.ipp>
#endif
