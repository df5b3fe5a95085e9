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

/// How many rows a chunk of a table with so many columns should have: 65 536, or as many as four million cells are.
[[nodiscard]] constexpr std::size_t rows_of_a_chunk(std::size_t columns) noexcept {
  constexpr std::size_t most_rows = std::size_t{1} << 16;
  constexpr std::size_t most_cells = std::size_t{1} << 22;
  constexpr std::size_t block = 64;  // rows that models make as one
  const std::size_t rows = most_cells / (columns > 0 ? columns : 1) / block * block;
  return rows < block ? block : rows > most_rows ? most_rows : rows;
}

/// Samples `rows` rows and hands them to `sink` as tables of `chunk_rows` rows, in order; the last one may be shorter.
///
/// The rows are those of one call of `sample`, in memory for one chunk; `rows_of_a_chunk` says how many make good
/// chunks. A model that has `require_rows(first_row, rows)` is asked before the first chunk, so that nothing is handed
/// over where keys would run out later.
/// \param model  models `fitted_model`
/// \param sink   called as `sink(table)` on the calling thread
/// \throws invalid_option  when `chunk_rows` is 0, or the last row would have no number of 64 bits
/// \throws data_error      when there are fewer keys than rows
/// \throws cancelled       when the progress listener asks to stop: a chunk of which rows are still to be made is given
///                         up, one that is complete is handed over
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
  std::size_t now = 0;
  std::size_t told = 0;  // rows of the chunk under way that were counted
  bool begun = false;
  bool complete = false;
  // Rows are counted while they are made, the last ones when they were handed over.
  auto within = [&](const progress_event& event) {
    if (!begun) {  // that it begins was told before
      begun = true;
      return true;
    }
    const double share = event.total > 0 ? static_cast<double>(event.done) / static_cast<double>(event.total) : 0.0;
    const auto made = static_cast<std::size_t>(share * static_cast<double>(now));
    if (made >= now && !complete) {
      complete = true;
      return true;
    }
    try {
      if (made > told && made < now) {
        const std::size_t more = made - told;
        told = made;
        meter.advance(more);
      } else {
        meter.ask();
      }
    } catch (const cancelled&) {
      return false;
    }
    return true;
  };
  sample_options part = options;
  if (options.progress) part.progress = within;
  for (std::uint64_t done = 0; done < rows;) {
    meter.advance(0);
    now = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_rows, rows - done));
    told = 0;
    begun = complete = false;
    part.first_row = options.first_row + done;
    try {
      sink(model.sample(now, part));
    } catch (const cancelled&) {
      meter.advance(0);
      throw;
    }
    done += now;
    meter.advance(now - told);
  }
}

}  // namespace standin::inline v0_1
