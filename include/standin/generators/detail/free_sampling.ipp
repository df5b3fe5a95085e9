// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/free_sampling.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/stack_tables.hpp>
#include <standin/generators/free_sampling.hpp>
#include <standin/parallel/parallel_for.hpp>
#include <standin/random/hash.hpp>

#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE table sample_freely(const prepare::table_form& form, model_source model, plain_sampler sampler,
                                        std::size_t rows, const sample_options& options) {
  const random::source core_source{model.seed, random::domain("core", model.fingerprint)};
  const random::source restore_source{model.seed, random::domain("restore", model.fingerprint)};
  const auto fail = [rows] {
    throw invalid_option("sample", std::to_string(rows) + " rows don't fit into memory",
                         "ask for fewer at a time, as sample_in_chunks does");
  };
  if (options.report != nullptr) *options.report = {.rows = rows, .tries = rows};
  const std::size_t sample_task = sample_task_rows(form.schema().size());
  constexpr std::size_t most_rows = std::size_t{1} << 44;  // of a byte each, they are more than machines hold
  if (rows > most_rows) fail();
  progress_meter meter(options.progress, "sample", rows);
  try {
    std::vector<column> columns;
    std::vector<table> pieces;
    const bool steps = !form.steps().empty();
    if (steps)
      pieces.resize((rows + sample_task - 1) / sample_task);
    else
      columns = form.prepared().room_for_table(rows);
    parallel_for(options.executor, rows, sample_task, [&](std::size_t begin, std::size_t end) {
      meter.advance(0);
      const std::uint64_t first = options.first_row + begin;
      const auto skip = static_cast<std::size_t>(first % sample_block);
      plain_rows plain = form.prepared().room((skip + (end - begin) + sample_block - 1) / sample_block * sample_block);
      sampler(plain, core_source, first - skip);
      if (steps)
        pieces[begin / sample_task] = form.restore(plain, skip, end - begin, restore_source, first);
      else
        form.prepared().restore(plain, skip, columns, begin, end, restore_source, options.first_row);
      meter.advance(end - begin);
    });
    if (!steps) return {form.schema(), std::move(columns)};
    if (!pieces.empty()) return stack_tables(std::move(pieces), options.executor);
  } catch (const std::bad_alloc&) {
    fail();
  } catch (const std::length_error&) {
    fail();
  }
  return form.restore(form.prepared().room(0), 0, 0, restore_source, options.first_row);
}

}  // namespace standin::inline v0_1::detail
