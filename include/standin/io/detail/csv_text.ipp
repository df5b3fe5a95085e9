// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_text.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/io/detail/csv_text.hpp>

#include <algorithm>

namespace standin::inline v0_1::io::detail {

STANDIN_LAZY_INLINE std::size_t row_finder::end_of_row(const char* text, std::size_t row, std::size_t size, bool last) {
  std::size_t at = row + seen_;
  const auto pause = [&](std::size_t where) {
    seen_ = where - row;
    return unknown;
  };
  while (at < size) {
    if (in_quotes_) {
      const void* const quote = std::memchr(text + at, '"', size - at);
      if (quote == nullptr) {
        at = size;
        break;
      }
      at = static_cast<std::size_t>(static_cast<const char*>(quote) - text);
      if (at + 1 == size && !last) return pause(at);
      if (at + 1 < size && text[at + 1] == '"') {
        at += 2;
        continue;
      }
      in_quotes_ = false;
      ++at;
      continue;
    }
    const void* const found = std::memchr(text + at, syntax_.line, size - at);
    const std::size_t line = found == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(found) - text);
    const void* const quote = std::memchr(text + at, '"', line - at);
    if (quote == nullptr) {
      at = line;
      if (found == nullptr) break;
      seen_ = 0;
      return line + 1;
    }
    // A quote opens a cell at the cell's begin only; elsewhere it is a character like others.
    const auto place = static_cast<std::size_t>(static_cast<const char*>(quote) - text);
    in_quotes_ = place == row || text[place - 1] == syntax_.delimiter ||
                 (syntax_.blanks && place > row + 1 && text[place - 1] == ' ' && text[place - 2] == syntax_.delimiter);
    opened_ = place - row;
    at = place + 1;
  }
  if (!last) return pause(at);
  seen_ = 0;
  return size;
}

/// 0x80 in each byte of `word` that is the byte of `pattern`, 0 in the others.
[[nodiscard]] inline std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t pattern) noexcept {
  constexpr std::uint64_t low = 0x7F7F7F7F7F7F7F7FU;
  const std::uint64_t difference = word ^ pattern;
  return ~(((difference & low) + low) | difference | low);
}

[[nodiscard]] inline std::uint64_t repeat(char c) noexcept {
  return 0x0101010101010101U * static_cast<unsigned char>(c);
}

/// Collects the cells of one row after the other.
class cell_collector {
 public:
  cell_collector(csv_syntax syntax, std::size_t capacity, csv_cells& found)
      : syntax_(syntax), found_(found), counting_(found.columns == 0) {
    found_.rows = 0;
    found_.blank_lines = 0;
    found_.faults.clear();
    found_.without_blanks = 0;
    found_.capacity = counting_ ? 1 : capacity;
    if (!counting_ && found_.cells.size() < found_.columns * capacity) found_.cells.resize(found_.columns * capacity);
    if (counting_) found_.cells.clear();
  }

  void add(std::size_t begin, std::size_t end, std::uint32_t marks) {
    if (end - begin > csv_cell::most) throw format_error("CSV", "a cell has a gigabyte of text or more");
    const csv_cell cell{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin) | marks};
    if (counting_) {
      found_.cells.push_back(cell);
    } else if (column_ < found_.columns) {
      found_.cells[slot_] = cell;
      slot_ += found_.capacity;
    }
    ++column_;
  }

  /// Ends the row, `next` being where the following one begins; false when there is no room for more.
  [[nodiscard]] bool end_row(std::size_t next) {
    if (counting_) {
      found_.columns = column_;
      if (faulty_) found_.faults.push_back(fault_);
      count_blanks();
    } else if (is_blank()) {
      ++found_.blank_lines;
      begin_row(next);
      return true;
    } else if (faulty_) {
      found_.faults.push_back(fault_);
    } else if (column_ != found_.columns) {
      found_.faults.push_back({.begin = row_, .cells = column_});
    } else {
      ++found_.rows;
      count_blanks();
    }
    faulty_ = false;
    begin_row(next);
    return !counting_ && (found_.rows < found_.capacity);
  }

  void blame(std::size_t at, char what) {
    if (faulty_) return;
    faulty_ = true;
    fault_ = {.begin = row_, .at = at, .found = what};
  }

  /// A cell doesn't begin with one blank.
  void miss_blank() noexcept { without_blank_ = true; }

  /// Counts the lines behind the last row, which are blank.
  void pass_over(std::string_view rest) {
    if (!counting_) found_.blank_lines += static_cast<std::size_t>(std::count(rest.begin(), rest.end(), syntax_.line));
  }

 private:
  void begin_row(std::size_t at) noexcept {
    row_ = at;
    column_ = 0;
    slot_ = found_.rows;
    without_blank_ = false;
  }

  void count_blanks() noexcept { found_.without_blanks += without_blank_ ? 1U : 0U; }

  /// A line without any character is no row, but in a table of one column.
  [[nodiscard]] bool is_blank() const noexcept {
    if (found_.columns == 1 || column_ != 1) return false;
    const csv_cell first = found_.cells[found_.rows];
    return first.size_and_marks == 0;
  }

  csv_syntax syntax_;
  csv_cells& found_;
  bool counting_;
  std::size_t slot_ = 0;  ///< where the next cell belongs
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  bool faulty_ = false;
  bool without_blank_ = false;
  csv_fault fault_{};
};

/// `find_cells` for a syntax with or without blanks.
template <bool Blanks>
void find_cells_as(std::string_view text, csv_syntax syntax, std::size_t capacity, bool has_nul, csv_cells& found) {
  cell_collector collect(syntax, capacity, found);
  if (found.columns != 0 && capacity == 0) return collect.pass_over(text);
  const char* const data = text.data();
  const std::size_t size = text.size();
  const std::uint64_t delimiters = repeat(syntax.delimiter);
  const std::uint64_t lines = repeat(syntax.line);
  const std::uint64_t quotes = repeat('"');
  // Where the cell begins that follows a delimiter.
  const auto behind = [&](std::size_t delimiter) {
    const std::size_t next = delimiter + 1;
    if constexpr (Blanks) {
      const auto blank_at = [&](std::size_t place) { return place < size && data[place] == ' '; };
      const bool blank = blank_at(next);
      if (!blank || blank_at(next + 1)) collect.miss_blank();
      if (blank) return next + 1;
    }
    return next;
  };
  std::size_t begin = 0;  // of the cell
  std::size_t at = 0;
  // The cell's begin is behind `size` once a last row without line end has been closed.
  while (at < size) {
    const std::uint64_t word = load_word(data + at);
    std::uint64_t marks = equal_bytes(word, delimiters) | equal_bytes(word, lines) | equal_bytes(word, quotes);
    if (has_nul) marks |= equal_bytes(word, 0);
    if (size - at < 8) marks &= (std::uint64_t{1} << (8 * (size - at))) - 1;
    std::size_t next = at + 8;
    for (; marks != 0; marks &= marks - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(marks)) / 8;
      const char what = data[place];
      if (what == syntax.delimiter) {
        collect.add(begin, place, 0);
        begin = behind(place);
      } else if (what == syntax.line) {
        collect.add(begin, syntax.end_of_line(data, begin, place), 0);
        begin = place + 1;
        if (!collect.end_row(begin)) return collect.pass_over(text.substr(begin));
      } else if (what == 0) {
        collect.blame(place, 0);
      } else if (place == begin) {
        std::uint32_t cell_marks = csv_cell::quoted_mark;
        std::size_t end = place + 1;
        for (;;) {
          const void* const quote = end < size ? std::memchr(data + end, '"', size - end) : nullptr;
          end = quote == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(quote) - data);
          if (end + 1 >= size || data[end + 1] != '"') break;
          cell_marks |= csv_cell::doubled_mark;
          end += 2;
        }
        if (has_nul && std::memchr(data + place, 0, end - place) != nullptr) collect.blame(place, 0);
        std::size_t after = std::min(end + 1, size);
        const std::size_t closing = after;
        if (after + 1 < size && data[after] == '\r' && syntax.line == '\n' && data[after + 1] == '\n') ++after;
        if (after == size || data[after] == syntax.delimiter || data[after] == syntax.line) {
          collect.add(place + 1, end, cell_marks);
        } else {
          collect.blame(closing, '"');
          after = closing;
          while (after < size && data[after] != syntax.delimiter && data[after] != syntax.line) ++after;
          collect.add(place + 1, end, cell_marks);
        }
        begin = after < size && data[after] == syntax.delimiter ? behind(after) : after + 1;
        if (after < size && data[after] == syntax.line && !collect.end_row(begin))
          return collect.pass_over(text.substr(begin));
        next = begin;
        if (after == size) {  // a cell that ends with the text
          static_cast<void>(collect.end_row(size));
          return;
        }
        break;
      }
    }
    at = next;
  }
  const bool empty_last = begin == size && size > 0 &&
                          (data[size - 1] == syntax.delimiter ||
                           (Blanks && size > 1 && data[size - 1] == ' ' && data[size - 2] == syntax.delimiter));
  if (begin < size || empty_last) {
    collect.add(begin, syntax.end_of_line(data, begin, size), 0);
    static_cast<void>(collect.end_row(size));
  }
}

STANDIN_LAZY_INLINE void find_cells(std::string_view text, csv_syntax syntax, std::size_t capacity, bool has_nul,
                                    csv_cells& found) {
  if (syntax.blanks) return find_cells_as<true>(text, syntax, capacity, has_nul, found);
  find_cells_as<false>(text, syntax, capacity, has_nul, found);
}

}  // namespace standin::inline v0_1::io::detail
