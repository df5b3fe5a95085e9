// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_blocks.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_blocks.hpp>
#include <standin/io/detail/csv_looks.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace standin::inline v0_1::io::detail {

inline constexpr std::size_t read_size = std::size_t{1} << 20;

STANDIN_LAZY_INLINE csv_blocks::csv_blocks(input_stream file, const csv_read_options& options, std::size_t block_size)
    : name_(file.name()), file_(std::move(file)), block_size_(block_size), again_(file_->size().has_value()) {
  read_all(options);
}

STANDIN_LAZY_INLINE csv_blocks::csv_blocks(std::string_view text, const csv_read_options& options,
                                           std::size_t block_size)
    : name_("text"), memory_(text), block_size_(block_size) {
  read_all(options);
}

STANDIN_LAZY_INLINE std::string csv_blocks::line_words(std::size_t line) const {
  return standin::detail::phrase({name_, ", line ", to_text(line)});
}

STANDIN_LAZY_INLINE bool csv_blocks::refill() {
  if (ended_) return false;
  const std::size_t before = pending_.size();
  if (replayed_to_ < read_to_) {
    const auto again = static_cast<std::size_t>(std::min<std::uint64_t>(read_size, read_to_ - replayed_to_));
    pending_.resize(before + again);
    file_->read_at(replayed_to_, pending_.data() + before, again);
    replayed_to_ += again;
    ended_ = ends_there_ && replayed_to_ == read_to_;
    return true;
  }
  std::size_t more = 0;
  if (file_) {
    pending_.resize(before + read_size);
    more = file_->read(pending_.data() + before, read_size);
    pending_.resize(before + more);
  } else {
    more = std::min(read_size, memory_.size());
    pending_.append(memory_.substr(0, more));
    memory_.remove_prefix(more);
  }
  ended_ = more < read_size;
  return more > 0;
}

STANDIN_LAZY_INLINE void csv_blocks::read_all(const csv_read_options& options) {
  refill();
  find_encoding(options);
  const char said = take_separator_line();
  const std::uint64_t first_row_at = pending_at_;
  find_header(options, said, true);
  if (!cut_blocks()) {
    start_again(first_row_at);
    find_header(options, said, false);
    static_cast<void>(cut_blocks());
  }
  pending_ = {};
  head_ = {};
  check_text(options);
}

STANDIN_LAZY_INLINE void csv_blocks::start_again(std::uint64_t first_row_at) {
  if (again_) {
    read_to_ = pending_at_ + pending_.size();
    replayed_to_ = first_row_at;
    ends_there_ = ended_;
    ended_ = false;
    pending_.clear();
    pending_at_ = first_row_at;
    refill();
  } else {
    std::string all = std::move(head_);
    for (csv_block& block : blocks_) {
      all += block.kept;
      block.kept = {};
    }
    pending_ = std::move(all.append(pending_));
    pending_at_ = first_row_at;
  }
  first_row_.clear();
  blocks_.clear();
  rows_ = 0;
  blank_lines_ = 0;
  good_characters_ = 0;
  bad_bytes_ = 0;
  dialect_.ends_with_line = true;
}

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

STANDIN_LAZY_INLINE bool csv_blocks::cut_blocks() {
  constexpr std::size_t row_multiple = 64;
  row_finder finder(syntax_);
  bad_header_ = bad_bytes_ > 0;
  const bool one_column = first_row_.size() == 1;
  std::size_t begin = 0;  // of the block
  std::size_t row = 0;
  std::size_t rows = 0;
  const auto give_up = [&] {
    pending_.erase(0, begin);
    pending_at_ += begin;
    return false;
  };
  const auto close = [&] {
    csv_block block{.offset = pending_at_ + begin, .size = row - begin, .first_row = rows_, .rows = rows};
    const std::string_view text = std::string_view(pending_).substr(begin, block.size);
    constexpr std::size_t most = 0xFFFFFF00U;
    if (block.size > most)
      throw format_error(name_, "a row has more than four gigabytes, perhaps because of a quote that is never closed");
    block.has_nul = std::memchr(text.data(), 0, text.size()) != nullptr;
    if (syntax_.blanks && !blanks_hold(text, rows, block.has_nul)) return false;
    if (!again_) block.kept = text;
    rows_ += rows;
    blocks_.push_back(std::move(block));
    const std::uint64_t bad = bad_bytes_;
    check_characters(text);
    blocks_.back().bad_text = bad_bytes_ > bad;
    begin = row;
    rows = 0;
    return true;
  };
  for (;;) {
    const std::size_t end = finder.end_of_row(pending_.data(), row, pending_.size(), ended_);
    if (end == row_finder::unknown) {
      pending_.erase(0, begin);
      pending_at_ += begin;
      row -= begin;
      begin = 0;
      refill();
      continue;
    }
    if (end == row) break;  // only at the end of the text
    if (finder.in_quotes()) {
      if (syntax_.blanks) return give_up();
      const std::size_t opened = finder.opened();
      csv_cells found;
      std::string before = pending_.substr(row, opened);
      before.append(text_padding, '\0');
      find_cells(std::string_view(before).substr(0, opened), syntax_, 1, false, found);
      const std::size_t column = std::max<std::size_t>(found.columns, 1);
      row += opened;
      static_cast<void>(close());
      throw format_error(line_words(line_at(blocks_.back(), blocks_.back().size)) + ", column " + to_text(column),
                         "a quote is opened and never closed", "close the quote, or double it where it is meant");
    }
    std::size_t text_end = pending_[end - 1] == syntax_.line ? end - 1 : end;
    text_end = syntax_.end_of_line(pending_.data(), row, text_end);
    if (text_end > row || one_column) ++rows;
    row = end;
    if (rows % row_multiple == 0 && rows > 0 && row - begin >= block_size_ && !close()) return give_up();
  }
  if (row > 0 && !pending_.empty()) dialect_.ends_with_line = pending_.back() == syntax_.line;
  return row <= begin || close() || give_up();
}

STANDIN_LAZY_INLINE void csv_blocks::check_text(const csv_read_options& options) {
  if (bad_bytes_ == 0) return;
  const bool narrow = dialect_.encoding == text_encoding::utf8;
  const bool told = options.encoding.has_value() || dialect_.byte_order_mark;
  if (narrow && !told && good_characters_ < bad_bytes_) {
    dialect_.encoding = text_encoding::windows_1252;
    for (std::string& cell : first_row_) {
      std::string text;
      append_as_utf8(text, cell, text_encoding::windows_1252);
      cell = std::move(text);
    }
    return;
  }
  if (options.on_bad_rows == bad_rows::skip && !bad_header_) {
    blanks_bad_text_ = true;
    return;
  }
  if (!narrow)
    throw format_error(
        line_words(first_bad_line_), "the text is not UTF-16: half of a character stands alone",
        bad_header_ ? "mend this line, or give the encoding" : "mend this line, skip bad rows, or give the encoding");
  throw format_error(line_words(first_bad_line_), "the text is not UTF-8",
                     told ? "give the encoding that it has, windows-1252 perhaps"
                          : "other lines are: mend this one, or give the encoding");
}

STANDIN_LAZY_INLINE void csv_blocks::check_characters(std::string_view text) {
  if (dialect_.encoding == text_encoding::windows_1252) return;  // where every byte is a character
  std::uint64_t high = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    high |= word;
  }
  for (; i < text.size(); ++i) high |= static_cast<unsigned char>(text[i]) >= 0x80 ? 0x80U : 0U;
  if ((high & 0x8080808080808080U) == 0) return;
  while (!text.empty()) {
    const std::size_t bad = first_not_utf8(text).value_or(text.size());
    // Each character of more than one byte has one byte that begins it.
    good_characters_ +=
        static_cast<std::uint64_t>(std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad),
                                                 [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (bad == text.size()) return;
    if (bad_bytes_++ == 0)
      first_bad_line_ =
          blocks_.empty() ? separator_lines_ + blank_lines_ + 1
                          : line_at(blocks_.back(), static_cast<std::size_t>(blocks_.back().size - text.size() + bad));
    text.remove_prefix(bad + 1);
  }
}

STANDIN_LAZY_INLINE std::string_view csv_blocks::load(const csv_block& block, csv_scratch& scratch) const {
  scratch.bytes.resize(block.size + text_padding);
  if (again_) {
    file_->read_at(block.offset, scratch.bytes.data(), block.size);
  } else {
    std::copy(block.kept.begin(), block.kept.end(), scratch.bytes.begin());
  }
  const std::string_view raw = std::string_view(scratch.bytes).substr(0, block.size);
  if (blanks_bad_text_ && block.bad_text)
    for (std::size_t at = 0; const auto bad = first_not_utf8(raw.substr(at)); ++at) scratch.bytes[at += *bad] = '\0';
  if (dialect_.encoding != text_encoding::windows_1252) return raw;
  scratch.text.clear();
  append_as_utf8(scratch.text, raw, text_encoding::windows_1252);
  const std::size_t size = scratch.text.size();
  scratch.text.resize(size + text_padding);
  return std::string_view(scratch.text).substr(0, size);
}

STANDIN_LAZY_INLINE std::size_t csv_blocks::count_lines(std::string_view text) const noexcept {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), syntax_.line));
}

STANDIN_LAZY_INLINE std::size_t csv_blocks::line_at(const csv_block& block, std::size_t place) const {
  csv_scratch scratch;
  std::size_t lines = lines_before_ + 1;
  for (const csv_block& before : blocks_) {
    const std::string_view text = load(before, scratch);
    if (&before == &block) return lines + count_lines(text.substr(0, place));
    lines += count_lines(text);
  }
  return lines;
}

STANDIN_LAZY_INLINE std::vector<std::size_t> csv_blocks::first_lines() const {
  csv_scratch scratch;
  std::vector<std::size_t> lines;
  std::size_t line = lines_before_ + 1;
  for (const csv_block& block : blocks_) {
    lines.push_back(line);
    line += count_lines(load(block, scratch));
  }
  return lines;
}

}  // namespace standin::inline v0_1::io::detail
