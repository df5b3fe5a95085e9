// SPDX-License-Identifier: MIT
/// \file
/// What a subcommand works with: threads, progress, and the files that it reads and writes.
#pragma once

#include "commands.hpp"
#include "terminal.hpp"

#include <standin/data/table.hpp>
#include <standin/generators/any.hpp>
#include <standin/io/csv_dialect.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace standin::tool {

/// The threads and the progress bar of one run.
struct session {
  explicit session(const common_options& options);

  common_options common;
  thread_pool pool;
  progress_bar bar;

  [[nodiscard]] fit_options fitting() { return {.seed = common.seed, .executor = pool, .progress = bar}; }

  /// A remark for the person, unless they asked for quiet.
  void say(const std::string& sentence) {
    if (!common.quiet) remark(sentence);
  }
};

/// A table and what its file looked like.
struct read_result {
  table data;
  io::csv_dialect dialect{};
};

/// Reads a table and says what was odd about the file.
/// \param roles  of columns: those of date-times are read as such, whatever they look like
[[nodiscard]] read_result read_table(session& with, const std::string& path, const read_options& options = {},
                                     const std::vector<std::pair<std::string, column_role>>& roles = {});

/// Reads a table whose columns are to have the kinds that they have in another, but for those that are ignored. It may
/// lack columns of the other.
[[nodiscard]] table read_table_like(session& with, const std::string& path, const table_schema& like,
                                    const read_options& options = {}, const std::vector<std::string>& ignored = {});

/// Reads rows of which some cells are empty, with the kinds and the decimal mark of the table that they are to be rows
/// of.
[[nodiscard]] table read_rows_to_complete(session& with, const std::string& path, const table_schema& like,
                                          const std::vector<std::string>& null_strings);

/// Refuses to overwrite what is being read, and what can't become a file, before the work that would be lost.
/// \param inputs  files; - for standard input
/// \throws invalid_option  when the output is one of the inputs
/// \throws io_error        when its folder isn't there, or it is a folder itself
void require_output(const std::string& output, const std::vector<std::string>& inputs = {});

/// Refuses a name before the work that would be lost.
/// \throws invalid_option  when no generator has it
void require_generator(const std::string& name);

/// Whether `learn_options::max_columns` is for the generator of this name.
[[nodiscard]] bool limits_columns(const std::string& generator);

/// Fits a generator by name, and says what the fit reports.
/// \throws invalid_option  when the generator isn't known, or an option isn't for it
[[nodiscard]] any_model fit_table(session& with, const std::string& generator, const table_view& data,
                                  const learn_options& options = {});

/// Which rows are to be made.
struct wanted_rows {
  std::uint64_t rows = 0;
  std::uint64_t first_row = 0;
  std::optional<std::string> where{};  ///< a condition as `parse_condition` reads it
  std::size_t max_tries = 1000;        ///< how often a row is made, at most
  std::optional<table> complete{};     ///< rows whose empty cells are to be made
};

/// Writes rows to a CSV file chunk by chunk: memory stays constant, and what is written is whole rows. The file is
/// touched once there are rows to write, so that a condition that can't be met leaves it as it was.
/// \throws rows_cut_off  when an early end is asked for and some rows were written; `cancelled` when none were
void write_sample(session& with, const any_model& model, const wanted_rows& wanted, const std::string& path,
                  const io::csv_dialect& dialect = {});

}  // namespace standin::tool
