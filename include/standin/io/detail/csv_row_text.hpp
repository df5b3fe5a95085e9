// SPDX-License-Identifier: MIT
/// \file
/// Rows of a table as CSV text.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/data/datetime.hpp>
#include <standin/io/csv_dialect.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// Turns the rows of one view into text; safe to call from several threads.
class csv_row_text {
 public:
  /// Both must outlive it. \param schema  how cells look; the view may have another opinion
  STANDIN_LAZY csv_row_text(const table_view& rows, const table_schema& schema, const csv_dialect& dialect);

  /// Appends rows `begin` to `end`, a line end after each or, with `line_first`, before each.
  STANDIN_LAZY void append(std::string& out, std::size_t begin, std::size_t end, bool line_first) const;
  /// Appends the first row of the file, so that the blanks in it are read as they are meant. With `line_first` there
  /// is a line end before it where a header comes first.
  STANDIN_LAZY void append_first(std::string& out, bool line_first, bool header) const;

 private:
  /// What is made once for a column.
  struct column_text {
    column_view cells{};
    text_form form{};
    time_unit unit = time_unit::second;
    std::string missing{};
    std::string no{};
    std::string yes{};
    std::vector<std::string> levels{};  ///< as cells, empty when there are more of them than rows
    std::optional<datetime_format> datetime{};
    bool plain_numbers = true;  ///< no number needs quotes
    bool always_present = false;
    bool quotes_blanks = false;  ///< a text that begins with a blank stands in quotes
  };

  STANDIN_LAZY void append_cell(std::string& out, const column_text& column, std::size_t row) const;
  STANDIN_LAZY void append_number(std::string& out, const column_text& column, std::size_t row) const;

  std::vector<column_text> columns_;
  char delimiter_;
  std::string_view line_;
  std::string between_;  ///< cells
  bool hides_blanks_;
};

/// Puts quotes around the second cell of a row that else looks as if it had blanks behind its delimiters.
STANDIN_LAZY void hide_blanks(std::string& row, char delimiter);

/// Appends a text as a cell, in quotes where it must or should.
STANDIN_LAZY void append_quoted(std::string& out, std::string_view text, char delimiter, bool always);

STANDIN_LAZY [[nodiscard]] std::string_view text_of(line_end end) noexcept;

/// The row of names.
STANDIN_LAZY [[nodiscard]] std::string csv_header(const table_schema& schema, const csv_dialect& dialect);

/// \throws invalid_option  when the delimiter is a quote or a line end
STANDIN_LAZY void check(const csv_dialect& dialect);

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_row_text.ipp>
#endif
