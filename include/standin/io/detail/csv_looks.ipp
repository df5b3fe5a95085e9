// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_looks.hpp.
#pragma once

#include <standin/io/detail/csv_looks.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace standin::inline v0_1::io::detail {

STANDIN_LAZY_INLINE line_end find_line_end(std::string_view text) noexcept {
  std::array<std::size_t, 3> seen{};
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') in_quotes = !in_quotes;
    if (in_quotes || (text[i] != '\n' && text[i] != '\r')) continue;
    const bool both = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    ++seen[static_cast<std::size_t>(both ? line_end::crlf : text[i] == '\n' ? line_end::lf : line_end::cr)];
    i += both ? 1U : 0U;
  }
  if (seen[1] > seen[0] && seen[1] >= seen[2]) return line_end::crlf;
  return seen[2] > seen[0] && seen[2] > seen[1] ? line_end::cr : line_end::lf;
}

STANDIN_LAZY_INLINE char find_delimiter(std::string_view text, char line) {
  constexpr std::size_t enough = 100;  // rows
  std::string padded(text);
  padded.append(text_padding, '\0');
  char best = ',';
  double best_share = 0.0;
  std::size_t best_cells = 1;
  for (const auto& [delimiter, blanks] : {std::pair{',', false},
                                          {',', true},
                                          {';', false},
                                          {';', true},
                                          {'\t', false},
                                          {'\t', true},
                                          {'|', false},
                                          {'|', true}}) {
    if (blanks && text.find(std::string{delimiter, ' '}) == std::string_view::npos) continue;
    const csv_syntax syntax{delimiter, line, blanks};
    row_finder finder(syntax);
    std::size_t cells = 0;
    std::size_t rows = 0;
    std::size_t alike = 0;
    bool without_blanks = false;  // some row behind the first one, which may be a header
    for (std::size_t row = 0; row < text.size() && rows < enough;) {
      const std::size_t end = finder.end_of_row(padded.data(), row, text.size(), rows == 0);
      if (end == row_finder::unknown) break;
      csv_cells found;
      find_cells(std::string_view(padded).substr(row, end - row), syntax, 1, false, found);
      row = end;
      if (found.columns == 1 && found.cells.front().size() == 0) continue;  // a blank line
      without_blanks = without_blanks || (rows > 0 && found.without_blanks > 0);
      if (rows++ == 0) cells = found.columns;
      alike += found.columns == cells ? 1U : 0U;
    }
    if (cells < 2 || (blanks && without_blanks)) continue;
    const double share = static_cast<double>(alike) / static_cast<double>(rows);
    constexpr double good = 0.9;
    const bool better = share >= good && best_share >= good ? cells > best_cells : share > best_share;
    if (!better) continue;
    best = delimiter;
    best_share = share;
    best_cells = cells;
  }
  return best;
}

STANDIN_LAZY_INLINE bool begins_with_blanks(std::string_view text, csv_syntax syntax, std::size_t columns) {
  constexpr std::size_t enough = 100;  // rows
  syntax.blanks = true;
  row_finder finder(syntax);
  csv_cells found;
  for (std::size_t row = 0, rows = 0; row < text.size() && rows < enough; ++rows) {
    const std::size_t end = finder.end_of_row(text.data(), row, text.size(), true);
    std::string one(text.substr(row, end - row));
    row = end;
    const std::size_t size = one.size();
    one.append(text_padding, '\0');
    found.columns = columns;
    find_cells(std::string_view(one).substr(0, size), syntax, 1, true, found);
    if (found.rows == 1) return found.without_blanks == 0;
  }
  return false;
}

}  // namespace standin::inline v0_1::io::detail
