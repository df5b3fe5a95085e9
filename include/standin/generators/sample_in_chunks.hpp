// SPDX-License-Identifier: MIT
/// \file
/// Tables longer than memory: one chunk of rows after the other.
#pragma once

#include <standin/core/error.hpp>
#include <standin/generators/generator.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace standin::inline v0_1 {

/// Samples `rows` rows and hands them to `sink` as tables of `chunk_rows` rows, in order; the last one may be shorter.
///
/// The rows are those of one call of `sample`, in memory for one chunk. A model that has `require_rows(first_row,
/// rows)` is asked before the first chunk, so that nothing is handed over where keys would run out later. \param model
/// models `fitted_model` \param sink   called as `sink(table)` on the calling thread \throws invalid_option  when
/// `chunk_rows` is 0, or the last row would have no number of 64 bits \throws data_error      when there are fewer keys
/// than rows \throws cancelled       when the progress listener asks to stop, after the chunk under way
template <class Model, class Sink>
void sample_in_chunks(const Model& model, std::uint64_t rows, const sample_options& options, std::size_t chunk_rows,
                      Sink&& sink) {
  static_assert(
      fitted_model<Model>,
      "standin: what sample_in_chunks samples from must model standin::fitted_model, which needs schema() and "
      "sample(rows, options), both const; see docs/concepts/fitted_model.md");
  if (chunk_rows == 0) throw invalid_option("sample_in_chunks", "a chunk of 0 rows was asked for", "give at least 1");
  detail::require_rows_with_numbers(options.first_row, rows);
  if constexpr (requires { model.require_rows(options.first_row, rows); }) model.require_rows(options.first_row, rows);
  progress_meter meter(options.progress, "sample", static_cast<std::size_t>(rows));
  sample_options part = options;
  part.progress = {};
  for (std::uint64_t done = 0; done < rows;) {
    meter.advance(0);
    const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_rows, rows - done));
    part.first_row = options.first_row + done;
    sink(model.sample(now, part));
    done += now;
    meter.advance(now);
  }
}

}  // namespace standin::inline v0_1
