// SPDX-License-Identifier: MIT
/// \file
/// Where the rows and the cells of CSV text begin and end.
#pragma once

#include <standin/config.hpp>
#include <standin/io/csv_dialect.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// Bytes that may be read beyond the end of any text that is looked at here.
inline constexpr std::size_t text_padding = 16;

/// Eight bytes, the first one lowest.
[[nodiscard]] inline std::uint64_t load_word(const char* from) noexcept {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, from, sizeof word);
  } else {
    for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return word;
}

/// The characters that give CSV text its shape.
struct csv_syntax {
  char delimiter = ',';
  char line = '\n';     ///< the last character of a line's end
  bool blanks = false;  ///< a blank behind a delimiter is no part of the cell

  /// The end of a row's last cell, without the CR of a CR LF.
  [[nodiscard]] std::size_t end_of_line(const char* text, std::size_t begin, std::size_t at) const noexcept {
    return line == '\n' && at > begin && text[at - 1] == '\r' ? at - 1 : at;
  }
};

/// Finds the ends of rows in text that comes in pieces.
class row_finder {
 public:
  explicit row_finder(csv_syntax syntax) : syntax_(syntax) {}

  /// The place behind the end of the row that begins at `row`, or `unknown` when the text ends before. The next call
  /// for the same row goes on where this one ended; text that was seen must not change, but may move along with `row`.
  /// \param last  whether no more text will come, so that its end also ends a row
  STANDIN_LAZY [[nodiscard]] std::size_t end_of_row(const char* text, std::size_t row, std::size_t size, bool last);

  /// Whether the text ended inside quotes, and the place of the quote that opened them, from the row's begin.
  [[nodiscard]] bool in_quotes() const noexcept { return in_quotes_; }
  [[nodiscard]] std::size_t opened() const noexcept { return opened_; }

  static constexpr std::size_t unknown = static_cast<std::size_t>(-1);

 private:
  csv_syntax syntax_;
  std::size_t seen_ = 0;  ///< from the row's begin
  std::size_t opened_ = 0;
  bool in_quotes_ = false;
};

/// Where a cell lies in its text.
struct csv_cell {
  std::uint32_t begin = 0;
  std::uint32_t size_and_marks = 0;

  static constexpr std::uint32_t quoted_mark = std::uint32_t{1} << 31;
  static constexpr std::uint32_t doubled_mark = std::uint32_t{1} << 30;
  static constexpr std::uint32_t most = doubled_mark - 1;

  [[nodiscard]] std::uint32_t size() const noexcept { return size_and_marks & most; }
  [[nodiscard]] bool quoted() const noexcept { return (size_and_marks & quoted_mark) != 0; }
  /// Whether there are doubled quotes inside.
  [[nodiscard]] bool doubled() const noexcept { return (size_and_marks & doubled_mark) != 0; }
};

/// What is wrong with a row.
struct csv_fault {
  std::size_t begin = 0;  ///< place of the row in its text
  std::size_t cells = 0;  ///< cells found; 0 when something else than their number is wrong
  std::size_t at = 0;     ///< place of what is wrong, when it is not the number of cells
  char found = 0;         ///< 0 a NUL byte; '"' text after a closing quote
};

/// The cells of some rows, column after column, and the rows that had to be left out.
struct csv_cells {
  std::size_t columns = 0;
  std::size_t rows = 0;      ///< good rows
  std::size_t capacity = 0;  ///< rows that there is room for
  std::size_t blank_lines = 0;
  std::vector<csv_cell> cells{};
  std::vector<csv_fault> faults{};
  std::size_t without_blanks = 0;  ///< good rows in which some delimiter has no blank behind it, or two

  [[nodiscard]] const csv_cell* column(std::size_t i) const noexcept { return cells.data() + i * capacity; }
};

/// Cuts rows into cells. `found.columns` says how many there are; where it is 0, only the first row is read, and it
/// gives the number.
/// \param text      of whole rows, with `text_padding` readable bytes behind it
/// \param capacity  rows at most
/// \param has_nul   whether to look for NUL bytes
STANDIN_LAZY void find_cells(std::string_view text, csv_syntax syntax, std::size_t capacity, bool has_nul,
                             csv_cells& found);

/// The cell's text; `scratch` holds it where it is not a part of the file as it stands.
[[nodiscard]] inline std::string_view text_of(const char* text, csv_cell cell, std::string& scratch) {
  const std::string_view raw(text + cell.begin, cell.size());
  if (!cell.doubled()) return raw;
  scratch.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    scratch += raw[i];
    if (raw[i] == '"') ++i;
  }
  const std::size_t size = scratch.size();
  scratch.resize(size + text_padding);
  return std::string_view(scratch).substr(0, size);
}

}  // namespace standin::inline v0_1::io::detail

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/csv_text.ipp>
#endif
