// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_blocks.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_blocks.hpp>

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
