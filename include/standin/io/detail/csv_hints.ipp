// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_hints.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/detail/null_words.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/data/text_evidence.hpp>
#include <standin/io/detail/csv_hints.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace standin::inline v0_1::io::detail {

/// Visits the present texts of a column, or its levels, until `visit` returns false; tells whether it never did.
template <class Visit>
[[nodiscard]] bool all_texts(const column_view& cells, Visit&& visit) {
  if (cells.kind == column_kind::categorical) {
    for (const std::string& level : cells.levels)
      if (!visit(std::string_view(level))) return false;
    return true;
  }
  for (std::size_t row = 0; row < cells.rows; ++row)
    if (!cells.missing(row) && !visit(cells.text(row))) return false;
  return true;
}

/// Cells that have something, and the first of them.
struct cells_like {
  std::size_t cells = 0;
  std::size_t row = 0;
  std::string text{};

  /// "in 3 cells, first " 4" in row 2"
  STANDIN_LAZY [[nodiscard]] std::string words() const {
    return standin::detail::phrase(
        {to_text(cells), cells == 1 ? " cell, " : " cells, first ", quoted(text), " in row ", to_text(row + 1)});
  }
};

template <class Has>
[[nodiscard]] cells_like count_cells(const column_view& cells, Has&& has) {
  cells_like found;
  for (std::size_t row = 0; row < cells.rows; ++row) {
    if (cells.missing(row) || !has(cells.text(row))) continue;
    if (found.cells++ == 0) {
      found.row = row;
      found.text = std::string(cells.text(row));
    }
  }
  return found;
}

/// Whether the text is a number that would be read as one.
STANDIN_LAZY [[nodiscard]] inline bool is_number(std::string_view text, char decimal_mark) {
  standin::detail::scanned_number number;
  return standin::detail::scan_number(text.data(), text.size(), decimal_mark, number) && !number.odd &&
         !number.is_large && !number.is_infinite;
}

STANDIN_LAZY [[nodiscard]] inline std::string_view without_blanks(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

STANDIN_LAZY_INLINE std::string hint_at_blanks(const column& texts, const column_spec& spec, char decimal_mark) {
  if (spec.kind != column_kind::categorical && spec.kind != column_kind::text) return {};
  const column_view cells = texts.view(spec.kind);
  const auto says_nothing = [](std::string_view text) { return text.empty() || standin::detail::is_null_word(text); };
  bool any = false;
  const bool numbers = all_texts(cells, [&](std::string_view text) {
    const std::string_view inside = without_blanks(text);
    if (says_nothing(inside)) return true;
    any = true;
    return is_number(inside, decimal_mark);
  });
  if (!any) return {};
  if (!numbers) {
    datetime_evidence dates;
    const bool all_dates = all_texts(cells, [&](std::string_view text) {
      const std::string_view inside = without_blanks(text);
      return says_nothing(inside) || dates.add(inside).has_value();
    });
    if (!all_dates) return {};
  }
  const cells_like found =
      count_cells(cells, [](std::string_view text) { return without_blanks(text).size() != text.size(); });
  if (found.cells == 0) return {};
  return standin::detail::phrase({"is taken for texts, though it has only ", numbers ? "numbers" : "date-times",
                                  " but for blanks around them in ", found.words(),
                                  "; take the blanks out, or see that just one is behind each delimiter of every row"});
}

}  // namespace standin::inline v0_1::io::detail
