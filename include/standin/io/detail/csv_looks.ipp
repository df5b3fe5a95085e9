// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_looks.hpp.
#pragma once

#include <standin/io/detail/csv_looks.hpp>
#include <standin/io/detail/csv_text.hpp>

#include <array>
#include <cstddef>
#include <string>

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
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const csv_syntax syntax{delimiter, line};
    row_finder finder(syntax);
    std::size_t cells = 0;
    std::size_t rows = 0;
    std::size_t alike = 0;
    for (std::size_t row = 0; row < text.size() && rows < enough;) {
      const std::size_t end = finder.end_of_row(padded.data(), row, text.size(), rows == 0);
      if (end == row_finder::unknown) break;
      csv_cells found;
      find_cells(std::string_view(padded).substr(row, end - row), syntax, 1, false, found);
      row = end;
      if (found.columns == 1 && found.cells.front().size() == 0) continue;  // a blank line
      if (rows++ == 0) cells = found.columns;
      alike += found.columns == cells ? 1U : 0U;
    }
    if (cells < 2) continue;
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

}  // namespace standin::inline v0_1::io::detail
