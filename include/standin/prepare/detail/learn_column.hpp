// SPDX-License-Identifier: MIT
/// \file
/// What is learned of the form of a column, and its cells as plain ones.
#pragma once

#include <standin/config.hpp>
#include <standin/data/column_view.hpp>
#include <standin/data/plain_columns.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/validity.hpp>
#include <standin/prepare/column_codec.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

/// What is learned of one column.
struct learned_column {
  column_codec codec = surrogate_codec{};
  validity present{};                    ///< which cells hold a value that can be learned, empty when all do
  std::vector<std::uint32_t> code_of{};  ///< of categories: for each old code the new one
  std::vector<std::string> warnings{};
};

/// \throws data_error  when a cell has a code without a level
STANDIN_LAZY [[nodiscard]] learned_column learn_column(const column_view& column, const column_spec& spec);

/// The plain cells of a column of numbers, categories or booleans, 0 where there is no value.
/// \param present  as it was learned
/// \param code_of  as it was learned
STANDIN_LAZY void make_plain_cells(const column_view& column, const validity& present,
                                   std::span<const std::uint32_t> code_of, plain_cells& room);

}  // namespace standin::inline v0_1::prepare::detail

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/detail/learn_column.ipp>
#endif
