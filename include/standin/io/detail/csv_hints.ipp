// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_hints.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/detail/null_words.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/data/text_evidence.hpp>
#include <standin/io/detail/csv_hints.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

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

/// Whether the text is a number with marks between all its thousands.
STANDIN_LAZY [[nodiscard]] inline bool has_thousands(std::string_view text, char between, char decimal_mark) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = [&text] {
    std::size_t n = 0;
    while (n < text.size() && static_cast<unsigned char>(text[n] - '0') < 10) ++n;
    text.remove_prefix(n);
    return n;
  };
  const bool zero = text.starts_with('0');
  const std::size_t first = digits();
  if (zero || first == 0 || first > 3 || !text.starts_with(between)) return false;
  while (text.starts_with(between)) {
    text.remove_prefix(1);
    if (digits() != 3) return false;
  }
  if (!text.starts_with(decimal_mark)) return text.empty();
  text.remove_prefix(1);
  return digits() > 0 && text.empty();
}

STANDIN_LAZY_INLINE std::string hint_at_thousands(const column& texts, const column_spec& spec, char decimal_mark,
                                                  bool may_be_decimal) {
  if (spec.kind != column_kind::categorical && spec.kind != column_kind::text) return {};
  const column_view cells = texts.view(spec.kind);
  const char between = decimal_mark == '.' ? ',' : '.';
  bool any = false;
  bool decimal = may_be_decimal;
  const bool numbers = all_texts(cells, [&](std::string_view text) {
    if (is_number(text, decimal_mark) || standin::detail::is_null_word(text)) return true;
    any = true;
    decimal = decimal && is_number(text, between);
    return has_thousands(text, between, decimal_mark);
  });
  if (!any || !numbers) return {};
  const cells_like found =
      count_cells(cells, [&](std::string_view text) { return has_thousands(text, between, decimal_mark); });
  const std::string_view mark = between == ',' ? "commas" : "points";
  return standin::detail::phrase({"is taken for texts, though it has only numbers, with ", mark,
                                  " between thousands in ", found.words(), "; take the ", mark, " out",
                                  decimal ? ", or say that they are decimal marks (--decimal-comma)" : ""});
}

/// The date-times of a column by the pattern that the first of them have.
struct dates_and_others {
  std::size_t dates = 0;
  cells_like others{};
  bool alike = true;                     ///< whether all others have one text
  std::optional<std::size_t> date_at{};  ///< the first of the others that is a date-time of another pattern
  bool few = false;                      ///< whether the others are few
};

STANDIN_LAZY [[nodiscard]] inline dates_and_others find_dates(const column_view& cells, std::size_t from) {
  dates_and_others found;
  datetime_evidence left;
  static_cast<void>(left.add(cells.text(from)));
  for (std::size_t row = 0; row < cells.rows; ++row) {
    if (cells.missing(row)) continue;
    const std::string_view text = cells.text(row);
    if (standin::detail::is_null_word(text)) continue;
    const bool known = found.others.cells > 0 && text == found.others.text;
    if (!known) {
      const datetime_format* const pattern = left.pattern();
      if (pattern != nullptr && pattern->parse(text, pattern->unit())) {
        static_cast<void>(left.add(text));
        ++found.dates;
        continue;
      }
      datetime_evidence narrower = left;
      if (pattern != nullptr && narrower.add(text)) {
        left = std::move(narrower);
        ++found.dates;
        continue;
      }
      if (!found.date_at && datetime_evidence{}.add(text)) found.date_at = row;
    }
    if (found.others.cells++ == 0) {
      found.others.row = row;
      found.others.text = std::string(text);
    }
    found.alike = found.alike && text == found.others.text;
    constexpr std::size_t at_first = 20;
    if (found.others.cells > found.dates + at_first) return found;
  }
  const std::size_t all = found.dates + found.others.cells;
  found.few = found.others.cells > 0 && found.dates >= 3 && found.dates > found.others.cells &&
              (found.alike || 20 * found.others.cells <= all);
  return found;
}

STANDIN_LAZY_INLINE std::string hint_at_dates(const column& texts, const column_spec& spec) {
  if (spec.kind != column_kind::categorical && spec.kind != column_kind::text) return {};
  const column_view cells = texts.view(spec.kind);
  std::optional<std::size_t> from;
  constexpr std::size_t looked_at = 20;  // texts, of which one is to be a date-time
  for (std::size_t row = 0, seen = 0; row < cells.rows && seen < looked_at && !from; ++row) {
    if (cells.missing(row) || standin::detail::is_null_word(cells.text(row))) continue;
    ++seen;
    if (datetime_evidence{}.add(cells.text(row))) from = row;
  }
  if (!from) return {};
  dates_and_others found = find_dates(cells, *from);
  if (!found.few && found.date_at) found = find_dates(cells, *found.date_at);
  if (!found.few) return {};
  const std::string what =
      standin::detail::phrase({"is taken for texts: ", to_text(found.dates), " cells are date-times, but ",
                               found.others.words(), found.others.cells == 1 ? ", is none; " : ", are none; "});
  if (found.alike)
    return standin::detail::phrase({what, "mend it, or take it for missing (--null ", quoted(found.others.text), ")"});
  return what + "mend them, or take each for missing (--null)";
}

}  // namespace standin::inline v0_1::io::detail
