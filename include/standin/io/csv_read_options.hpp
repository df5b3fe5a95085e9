// SPDX-License-Identifier: MIT
/// \file
/// What reading a CSV file is told, and what it tells.
#pragma once

#include <standin/config.hpp>
#include <standin/core/progress.hpp>
#include <standin/data/inference.hpp>
#include <standin/io/csv_dialect.hpp>
#include <standin/parallel/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

/// What to do with a row that has more or fewer cells than there are columns, a NUL byte, or text after a closing
/// quote.
enum class bad_rows : std::uint8_t { refuse, skip };

/// How to read a CSV file.
struct csv_read_options {
  char delimiter = 0;                       ///< 0: comma, semicolon, tab or bar, found by looking
  bool header = true;                       ///< the first row has the columns' names
  std::vector<std::string> null_strings{};  ///< cells that are missing, besides the empty ones
  char decimal_mark = '.';
  std::optional<text_encoding> encoding{};  ///< nothing: by byte order mark, else UTF-8, else Windows-1252
  bad_rows on_bad_rows = bad_rows::refuse;
  std::vector<std::pair<std::string, column_kind>> kinds{};  ///< columns whose kind is known, by name
  bool absent_kinds = false;                                 ///< lets `kinds` name columns that the file lacks
  /// Reads numbers and date-times as texts where some of them would come back otherwise, as "1.50" does among "1.5".
  bool keep_texts = false;
  executor_ref executor{};
  progress_ref progress{};
};

/// A row that was skipped.
struct bad_row {
  std::size_t line = 0;  ///< where it begins, from 1
  std::string reason{};
};

/// What keeps a column from being one of numbers: a word that may stand for missing cells, or some cells that are none.
struct texts_among_numbers {
  std::string column{};
  std::string text{};       ///< the first cell that is no number
  std::size_t row = 0;      ///< of that cell, from 0
  std::size_t cells = 0;    ///< that are no numbers
  std::size_t numbers = 0;  ///< cells that are
  bool alike = true;        ///< whether all those cells have the same text
};

/// What was found out while reading.
struct csv_report {
  csv_dialect dialect{};
  std::vector<column_inference> columns{};
  std::size_t bad_row_count = 0;
  std::vector<bad_row> bad_rows{};  ///< the first thousand
  std::size_t blank_lines = 0;      ///< skipped; in a table of one column they are missing cells instead
  /// Of columns with more than 20 different numbers, where what is none is alike or less than a hundredth.
  std::vector<texts_among_numbers> nearly_numbers{};
  std::vector<std::string> notes{};  ///< columns without a name, or with the name of another, and how they are called
};

}  // namespace standin::inline v0_1::io
