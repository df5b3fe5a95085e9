// SPDX-License-Identifier: MIT
/// \file
/// How the shell makes rows of which nothing is given: in tasks, and through the table's form.
#pragma once

#include <standin/config.hpp>
#include <standin/data/plain_table.hpp>
#include <standin/data/table.hpp>
#include <standin/generators/generator.hpp>
#include <standin/prepare/table_form.hpp>

#include <cstddef>

namespace standin::inline v0_1::detail {

inline constexpr std::size_t sample_block = 64;  ///< rows that a core may make as one

/// Rows of one task: 4 096, fewer where there are many columns, so that a task is soon done, but no fewer than 256.
[[nodiscard]] constexpr std::size_t sample_task_rows(std::size_t columns) noexcept {
  constexpr std::size_t most_cells = std::size_t{1} << 18;
  const std::size_t blocks = most_cells / sample_block / (columns > 0 ? columns : 1);
  return sample_block * (blocks < 4 ? 4 : blocks > 64 ? 64 : blocks);
}

/// Rows `options.first_row …` with nothing given.
/// \throws invalid_option  when they don't fit into memory
/// \throws cancelled
STANDIN_LAZY [[nodiscard]] table sample_freely(const prepare::table_form& form, model_source model,
                                               plain_sampler sampler, std::size_t rows, const sample_options& options);

}  // namespace standin::inline v0_1::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/detail/free_sampling.ipp>
#endif
