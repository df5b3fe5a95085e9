// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_row_text.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/number_text.hpp>
#include <standin/io/detail/csv_row_text.hpp>
#include <standin/io/detail/csv_text.hpp>

#include <charconv>
#include <cmath>

namespace standin::inline v0_1::io::detail {

/// The double whose shortest text is that of the float.
STANDIN_LAZY [[nodiscard]] inline double as_printed(float number) {
  if (!std::isfinite(number)) return static_cast<double>(number);
  char text[48];
  const std::to_chars_result end = std::to_chars(text, text + sizeof text, number);
  double value = 0.0;
  static_cast<void>(standin::detail::number_value(text, static_cast<std::size_t>(end.ptr - text), '.', value));
  return value;
}

STANDIN_LAZY_INLINE void append_quoted(std::string& out, std::string_view text, char delimiter, bool always) {
  // At the begin of a file it would be taken for a byte order mark.
  bool needed = always || text.starts_with("\xEF\xBB\xBF");
  for (std::size_t i = 0; i < text.size() && !needed; ++i)
    needed = text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
  if (!needed) {
    out += text;
    return;
  }
  out += '"';
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
    out.append(text.substr(0, quote + 1)) += '"';
    text.remove_prefix(quote + 1);
  }
  out.append(text) += '"';
}

STANDIN_LAZY_INLINE std::string_view text_of(line_end end) noexcept {
  switch (end) {
    case line_end::lf: return "\n";
    case line_end::crlf: return "\r\n";
    case line_end::cr: return "\r";
  }
  return "\n";
}

STANDIN_LAZY_INLINE void check(const csv_dialect& dialect) {
  const char d = dialect.delimiter;
  if (d == '"' || d == '\n' || d == '\r' || d == '\0')
    throw invalid_option("csv_dialect::delimiter", "it is a quote, a line end or NUL", "use , ; | or a tab");
}

STANDIN_LAZY_INLINE std::string csv_header(const table_schema& schema, const csv_dialect& dialect) {
  std::string header;
  const bool blanks = dialect.blanks == delimiter_blanks::all;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string& name = schema[i].name;
    if (i > 0) header += dialect.delimiter;
    if (i > 0 && blanks) header += ' ';
    append_quoted(
        header, name, dialect.delimiter,
        dialect.quoted_header || (schema.size() == 1 && name.empty()) || (i > 0 && blanks && name.starts_with(' ')));
  }
  if (dialect.blanks == delimiter_blanks::rows) hide_blanks(header, dialect.delimiter);
  return header;
}

STANDIN_LAZY_INLINE void hide_blanks(std::string& row, char delimiter) {
  if (delimiter == ' ' || row.find(std::string{delimiter, ' '}) == std::string::npos) return;
  const std::size_t size = row.size();
  row.append(text_padding, '\0');
  csv_cells found;
  // Without a line's end, so that line breaks in quotes are the only ones.
  find_cells(std::string_view(row).substr(0, size), {delimiter, '\0', true}, 1, false, found);
  row.resize(size);
  if (found.columns < 2 || found.without_blanks > 0) return;
  const csv_cell second = found.cells[1];
  row.insert(second.begin + second.size(), 1, '"');
  row.insert(second.begin - 1, 1, '"');
}

STANDIN_LAZY_INLINE csv_row_text::csv_row_text(const table_view& rows, const table_schema& schema,
                                               const csv_dialect& dialect)
    : delimiter_(dialect.delimiter),
      line_(text_of(dialect.lines)),
      between_(1, dialect.delimiter),
      hides_blanks_(dialect.blanks == delimiter_blanks::none) {
  const bool blanks = dialect.blanks == delimiter_blanks::rows || dialect.blanks == delimiter_blanks::all;
  if (blanks) between_ += ' ';
  columns_.resize(schema.size());
  for (std::size_t i = 0; i < schema.size(); ++i) {
    column_text& made = columns_[i];
    const column_spec& spec = schema[i];
    made.cells = rows.column(i);
    made.form = spec.form;
    made.unit = spec.unit;
    made.quotes_blanks = blanks && i > 0;
    const auto word = [&](std::string_view text, const text_form& form) {
      std::string cell;
      append_quoted(cell, text, delimiter_, form.quoted || (made.quotes_blanks && text.starts_with(' ')));
      return cell;
    };
    // In a table of one column an empty line would be taken for no row at all by some readers.
    append_quoted(made.missing, spec.form.missing, delimiter_,
                  spec.form.quoted_missing || (schema.size() == 1 && spec.form.missing.empty()) ||
                      (made.quotes_blanks && spec.form.missing.starts_with(' ')));
    const std::string_view in_numbers = "0123456789+-eEinfa";
    made.plain_numbers = spec.form.decimal_mark != delimiter_ && in_numbers.find(delimiter_) == std::string_view::npos;
    const element_type element = made.cells.element;
    made.always_present =
        made.cells.valid.empty() && element != element_type::float64 && element != element_type::float32;
    if (spec.kind == column_kind::boolean) {
      made.no = word(spec.form.no, spec.form);
      made.yes = word(spec.form.yes, spec.form);
    } else if (spec.kind == column_kind::datetime) {
      made.datetime.emplace(spec.form.datetime.empty() ? iso_pattern(spec.unit) : spec.form.datetime);
    } else if (spec.kind == column_kind::categorical && made.cells.levels.size() <= rows.rows()) {
      for (const std::string& level : made.cells.levels) made.levels.push_back(word(level, spec.form));
    }
  }
}

STANDIN_LAZY_INLINE void csv_row_text::append_number(std::string& out, const column_text& column,
                                                     std::size_t row) const {
  switch (column.cells.element) {
    case element_type::float64: v0_1::append_number(out, column.cells.cell<double>(row), column.form); break;
    case element_type::float32: v0_1::append_number(out, as_printed(column.cells.cell<float>(row)), column.form); break;
    case element_type::int64: v0_1::append_number(out, column.cells.cell<std::int64_t>(row), column.form); break;
    case element_type::int32:
      v0_1::append_number(out, std::int64_t{column.cells.cell<std::int32_t>(row)}, column.form);
      break;
    default: v0_1::append_number(out, std::int64_t{column.cells.code(row)}, column.form); break;
  }
}

STANDIN_LAZY_INLINE void csv_row_text::append_cell(std::string& out, const column_text& column, std::size_t row) const {
  if (!column.always_present && column.cells.missing(row)) {
    out += column.missing;
    return;
  }
  const auto append_text = [&](std::string_view text) {
    append_quoted(out, text, delimiter_, column.form.quoted || (column.quotes_blanks && text.starts_with(' ')));
  };
  switch (column.cells.kind) {
    case column_kind::categorical: {
      const std::uint32_t code = column.cells.code(row);
      if (code < column.levels.size()) {
        out += column.levels[code];
      } else {
        append_text(column.cells.levels[code]);
      }
      break;
    }
    case column_kind::boolean: out += column.cells.cell<std::uint8_t>(row) != 0 ? column.yes : column.no; break;
    case column_kind::text: append_text(column.cells.text(row)); break;
    case column_kind::numeric:
      if (column.plain_numbers && !column.form.quoted) {
        append_number(out, column, row);
      } else {
        std::string number;
        append_number(number, column, row);
        append_quoted(out, number, delimiter_, column.form.quoted);
      }
      break;
    case column_kind::datetime: {
      const std::int64_t ticks = column.cells.element == element_type::int64
                                     ? column.cells.cell<std::int64_t>(row)
                                     : static_cast<std::int64_t>(column.cells.number(row));
      std::string moment;
      column.datetime->append(moment, ticks, column.unit, column.form.utc_offset);
      append_text(moment);
      break;
    }
  }
}

STANDIN_LAZY_INLINE void csv_row_text::append(std::string& out, std::size_t begin, std::size_t end,
                                              bool line_first) const {
  for (std::size_t row = begin; row < end; ++row) {
    if (line_first) out += line_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) out += between_;
      append_cell(out, columns_[i], row);
    }
    if (!line_first) out += line_;
  }
}

STANDIN_LAZY_INLINE void csv_row_text::append_first(std::string& out, bool line_first, bool header) const {
  std::string row;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) row += between_;
    append_cell(row, columns_[i], 0);
  }
  if (hides_blanks_) hide_blanks(row, delimiter_);
  if (line_first && header) out += line_;
  out += row;
  if (!line_first) out += line_;
}

}  // namespace standin::inline v0_1::io::detail
