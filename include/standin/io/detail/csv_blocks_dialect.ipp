// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_blocks.hpp that find how the file is written, and its first row.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/detail/csv_blocks.hpp>
#include <standin/io/detail/csv_looks.hpp>

#include <algorithm>
#include <utility>

namespace standin::inline v0_1::io::detail {

STANDIN_LAZY_INLINE void csv_blocks::find_encoding(const csv_read_options& options) {
  const std::string_view begin(pending_);
  std::size_t mark = 0;
  text_encoding marked = text_encoding::utf8;
  if (begin.starts_with("\xEF\xBB\xBF")) mark = 3;
  if (begin.starts_with("\xFF\xFE")) mark = 2, marked = text_encoding::utf16_le;
  if (begin.starts_with("\xFE\xFF")) mark = 2, marked = text_encoding::utf16_be;
  dialect_.encoding = options.encoding.value_or(marked);
  if (mark > 0 && dialect_.encoding == marked) {
    dialect_.byte_order_mark = true;
    pending_.erase(0, mark);
    pending_at_ = mark;
  }
  if (dialect_.encoding != text_encoding::utf16_le && dialect_.encoding != text_encoding::utf16_be) return;
  while (refill()) {
  }
  std::string text;
  append_as_utf8(text, pending_, dialect_.encoding, "\xFF");  // which is no more text in UTF-8 than it was before
  pending_ = std::move(text);
  again_ = false;
}

STANDIN_LAZY_INLINE char csv_blocks::take_separator_line() {
  constexpr std::string_view name = "sep=";
  const std::string_view begin(pending_);
  const bool quoted_line = begin.starts_with('"');
  const std::size_t at = quoted_line ? 1 : 0;
  if (begin.size() <= at + name.size()) return 0;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((begin[at + i] | (i < 3 ? 0x20 : 0)) != name[i]) return 0;
  const char delimiter = begin[at + name.size()];
  if (std::string_view(",;\t|").find(delimiter) == std::string_view::npos) return 0;
  std::size_t end = at + name.size() + 1;
  if (quoted_line) {
    if (end == begin.size() || begin[end] != '"') return 0;
    ++end;
  }
  const std::size_t text_end = end;
  if (end < begin.size() && begin[end] == '\r') ++end;
  if (end < begin.size() && begin[end] == '\n') ++end;
  if (end == text_end) return 0;
  pending_.erase(0, end);
  pending_at_ += end;
  separator_lines_ = 1;
  return delimiter;
}

STANDIN_LAZY_INLINE csv_blocks::first_row_reading csv_blocks::read_first_row(std::size_t row, csv_syntax syntax) {
  first_row_reading made;
  row_finder finder(syntax);
  while ((made.end = finder.end_of_row(pending_.data(), row, pending_.size(), ended_)) == row_finder::unknown) refill();
  made.open_quote = finder.in_quotes();
  std::size_t text_end = made.end;
  if (pending_[made.end - 1] == syntax.line) --text_end;
  text_end = syntax.end_of_line(pending_.data(), row, text_end);
  made.line = pending_.substr(row, text_end - row);
  const std::size_t size = made.line.size();
  made.line.append(text_padding, '\0');
  find_cells(std::string_view(made.line).substr(0, size), syntax, 1, true, made.found);
  return made;
}

STANDIN_LAZY_INLINE void csv_blocks::find_blanks(std::size_t row, bool header) {
  constexpr std::size_t looked_at = std::size_t{1} << 16;
  const std::string_view begin = std::string_view(pending_).substr(0, looked_at);
  if (syntax_.delimiter == ' ' || begin.find(std::string{syntax_.delimiter, ' '}) == std::string_view::npos) return;
  const auto take = [&](delimiter_blanks found) {
    dialect_.blanks = found;
    syntax_.blanks = true;
  };
  csv_syntax with = syntax_;
  with.blanks = true;
  for (const csv_syntax& of_header : {with, syntax_}) {
    const first_row_reading first = read_first_row(row, of_header);
    if (first.open_quote || !first.found.faults.empty() || first.found.columns < 2) continue;
    if (of_header.blanks && first.found.without_blanks > 0) continue;
    const std::string_view rows = std::string_view(pending_).substr(header ? first.end : row);
    if (begins_with_blanks(rows, with, first.found.columns))
      return take(of_header.blanks && header ? delimiter_blanks::all : delimiter_blanks::rows);
    if (!header) return;
  }
}

STANDIN_LAZY_INLINE bool csv_blocks::blanks_hold(std::string_view text, std::size_t rows, bool has_nul) {
  std::string padded(text);
  padded.append(text_padding, '\0');
  csv_cells found;
  found.columns = first_row_.size();
  find_cells(std::string_view(padded).substr(0, text.size()), syntax_, rows, has_nul, found);
  csv_syntax plain = syntax_;
  plain.blanks = false;
  if (found.without_blanks > 0) {
    find_cells(std::string_view(padded).substr(0, text.size()), plain, count_lines(text) + 1, has_nul, found);
    // The file says so itself where a cell of a good row doesn't begin with one blank, whether in quotes or not.
    const auto says_so = [&](std::size_t row) {
      bool lacks = false;
      for (std::size_t i = 1; i < found.columns; ++i) {
        const csv_cell cell = found.column(i)[row];
        const std::string_view inside = text.substr(cell.begin, cell.size());
        lacks = lacks || !inside.starts_with(' ') || inside.starts_with("  ");
      }
      const csv_cell first = found.column(0)[row];
      const csv_cell last = found.column(found.columns - 1)[row];
      return lacks && !first_not_utf8(text.substr(first.begin, last.begin + last.size() - first.begin));
    };
    for (std::size_t row = 0; row < found.rows; ++row)
      if (says_so(row)) blanks_then_ = delimiter_blanks::some;
    return false;
  }
  for (const csv_fault& fault : found.faults) {
    row_finder finder(plain);
    const std::size_t end = finder.end_of_row(padded.data(), fault.begin, text.size(), true);
    std::string row = padded.substr(fault.begin, end - fault.begin);
    row.append(text_padding, '\0');
    csv_cells once;
    once.columns = first_row_.size();
    find_cells(std::string_view(row).substr(0, end - fault.begin), plain, 1, has_nul, once);
    if (once.rows > 0) return false;
  }
  return true;
}

STANDIN_LAZY_INLINE void csv_blocks::find_header(const csv_read_options& options, char said, bool with_blanks) {
  constexpr std::size_t looked_at = std::size_t{1} << 16;
  const std::string_view begin = std::string_view(pending_).substr(0, looked_at);
  dialect_.lines = find_line_end(begin);
  syntax_.line = dialect_.lines == line_end::cr ? '\r' : '\n';
  std::size_t row = 0;
  const auto blank = [&](std::size_t to) { return syntax_.end_of_line(pending_.data(), row, to) == row; };
  // Leading blank lines.
  while (row < pending_.size()) {
    if (pending_[row] == syntax_.line) {
      ++row;
    } else if (pending_[row] == '\r' && row + 1 < pending_.size() && pending_[row + 1] == syntax_.line) {
      row += 2;
    } else {
      break;
    }
    ++blank_lines_;
  }
  if (row == pending_.size() || blank(pending_.size()))
    throw format_error(name_, "it is empty", "a CSV file begins with a row of names");
  if (options.delimiter != 0) {
    syntax_.delimiter = options.delimiter;
  } else if (said != 0) {
    syntax_.delimiter = said;
  } else {
    syntax_.delimiter = find_delimiter(begin.substr(std::min(row, begin.size())), syntax_.line);
  }
  dialect_.delimiter = syntax_.delimiter;
  dialect_.header = options.header;
  dialect_.blanks = blanks_then_;
  syntax_.blanks = false;
  if (with_blanks) find_blanks(row, options.header);
  csv_syntax of_header = syntax_;
  of_header.blanks = syntax_.blanks && (!options.header || dialect_.blanks == delimiter_blanks::all);
  const first_row_reading first = read_first_row(row, of_header);
  const std::string& line = first.line;
  const csv_cells& found = first.found;
  if (first.open_quote)
    throw format_error(line_words(separator_lines_ + blank_lines_ + 1),
                       "a quote is opened in the first row and never closed",
                       "close the quote, or double it where it is meant");
  if (!found.faults.empty())
    throw format_error(line_words(separator_lines_ + blank_lines_ + 1),
                       found.faults.front().found == 0 ? "there is a NUL byte in the first row"
                                                       : "in the first row there is text behind a closing quote",
                       found.faults.front().found == 0 ? "give the encoding, if it is text at all"
                                                       : "double the quotes inside the cell");
  dialect_.quoted_header = true;
  std::string scratch;
  for (const csv_cell& cell : found.cells) {
    first_row_.emplace_back(text_of(line.data(), cell, scratch));
    dialect_.quoted_header = dialect_.quoted_header && cell.quoted();
  }
  lines_before_ = separator_lines_ + blank_lines_;
  const std::size_t end = first.end;
  if (options.header) {
    lines_before_ += count_lines(std::string_view(pending_).substr(row, end - row));
    check_characters(std::string_view(pending_).substr(row, end - row));
    dialect_.ends_with_line = pending_[end - 1] == syntax_.line;
    row = end;
  } else {
    dialect_.quoted_header = false;
  }
  if (syntax_.blanks && !again_) head_ = pending_.substr(0, row);
  pending_.erase(0, row);
  pending_at_ += row;
}

}  // namespace standin::inline v0_1::io::detail
