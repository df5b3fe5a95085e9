// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_column.hpp that finish the column.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_column.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1::io::detail {

using standin::detail::phrase;

/// Moves the rows of the pieces together, where bad rows have left gaps.
template <class Cell>
void close_gaps(std::vector<Cell>& cells, std::span<const csv_piece> pieces) {
  if (cells.empty()) return;
  std::size_t to = 0;
  for (const csv_piece& piece : pieces) {
    const auto from = cells.begin() + static_cast<std::ptrdiff_t>(piece.first_row);
    if (to != piece.first_row)
      std::move(from, from + static_cast<std::ptrdiff_t>(piece.rows), cells.begin() + static_cast<std::ptrdiff_t>(to));
    to += piece.rows;
  }
  cells.resize(to);
}

STANDIN_LAZY [[nodiscard]] inline validity close_gaps(const validity& present, std::span<const csv_piece> pieces) {
  std::size_t rows = 0;
  std::size_t missing = 0;
  bool gaps = false;
  for (const csv_piece& piece : pieces) {
    gaps = gaps || piece.first_row != rows;
    rows += piece.rows;
  }
  if (!gaps && rows == present.rows()) return present.count() == rows ? validity() : present;
  validity closed(rows);
  std::size_t to = 0;
  for (const csv_piece& piece : pieces)
    for (std::size_t row = piece.first_row; row < piece.first_row + piece.rows; ++row, ++to)
      if (!present.test(row)) {
        closed.set(to, false);
        ++missing;
      }
  return missing == 0 ? validity() : closed;
}

STANDIN_LAZY_INLINE void csv_column::say_dates(const validity& present) {
  if (given_) return;
  std::size_t dates = 0;
  for (std::size_t row = 0; row < wholes_.size(); ++row) {
    if (!present.test(row)) continue;
    const std::int64_t year = wholes_[row] / 10'000;
    const auto month = static_cast<int>(wholes_[row] / 100 % 100);
    const auto day = static_cast<int>(wholes_[row] % 100);
    if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return;
    if (day > days_in_month(year, month)) return;
    ++dates;
  }
  if (dates < 3) return;
  reading_.why.reason += ", though they might be dates as %Y%m%d";
  reading_.why.confidence *= 0.5;
  reading_.why.remark =
      phrase({"is taken for whole numbers, though all of them are dates as %Y%m%d; where they are, say "
              "that it is one of date-times (--role ",
              name_, "=datetime)"});
}

STANDIN_LAZY_INLINE column csv_column::finish(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                              column_spec& spec, column_inference& why) {
  const csv_findings all = merged(workers);
  describe(all);
  validity shown = close_gaps(present_, pieces);
  column made = [&] {
    switch (reading_.storage) {
      case cell_storage::whole:
        close_gaps(wholes_, pieces);
        say_dates(shown);
        return column(std::move(wholes_), std::move(shown));
      case cell_storage::datetime: close_gaps(wholes_, pieces); return column(std::move(wholes_), std::move(shown));
      case cell_storage::decimal: close_gaps(decimals_, pieces); return column(std::move(decimals_));
      case cell_storage::boolean:
        close_gaps(bytes_, pieces);
        return column::booleans(std::move(bytes_), std::move(shown));
      case cell_storage::string: break;
    }
    const auto present = static_cast<std::size_t>(all.present);
    if (texts_.empty()) return finish_codes(pieces, workers, present, std::move(shown));
    close_gaps(texts_, pieces);
    return finish_text(present, std::move(shown));
  }();
  spec = {.name = name_, .kind = reading_.why.kind, .unit = reading_.unit, .form = reading_.form};
  why = reading_.why;
  return made;
}

/// The two texts that mean no and yes among the texts of a column that somebody calls boolean.
STANDIN_LAZY [[nodiscard]] inline std::array<std::string, 2> truth_words_of(const std::vector<std::string>& texts) {
  constexpr std::array<std::array<std::string_view, 2>, 12> pairs = {{{"no", "yes"},
                                                                      {"No", "Yes"},
                                                                      {"NO", "YES"},
                                                                      {"n", "y"},
                                                                      {"N", "Y"},
                                                                      {"f", "t"},
                                                                      {"F", "T"},
                                                                      {"0", "1"},
                                                                      {"off", "on"},
                                                                      {"Off", "On"},
                                                                      {"false", "true"},
                                                                      {"False", "True"}}};
  for (const auto& [no, yes] : pairs)
    if (std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == no || text == yes; }))
      return {std::string(no), std::string(yes)};
  if (texts.size() == 1) return {"no", texts[0]};
  return {texts[0], texts[1]};
}

template <class Code>
column csv_column::make_strings(std::vector<Code> codes, std::vector<std::string> levels, validity shown) {
  if (reading_.why.kind == column_kind::text) {
    std::vector<std::string> texts(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row)
      if (shown.test(row)) texts[row] = levels[codes[row]];
    return column(std::move(texts), std::move(shown));
  }
  if (reading_.why.kind == column_kind::boolean) {
    if (levels.size() > 2)
      throw data_error(phrase({"column ", quoted(name_)}),
                       phrase({"it is said to be boolean, but has ", to_text(levels.size()), " distinct texts"}),
                       "say another kind");
    const std::array<std::string, 2> words = truth_words_of(levels);
    reading_.form.no = words[0];
    reading_.form.yes = words[1];
    std::vector<std::uint8_t> cells(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row)
      cells[row] = shown.test(row) && levels[codes[row]] == words[1] ? 1 : 0;
    return column::booleans(std::move(cells), std::move(shown));
  }
  return column::categorical_as_is(
      std::move(codes), std::make_shared<const std::vector<std::string>>(std::move(levels)), std::move(shown));
}

/// For each worker the places of its texts among the levels.
using csv_places = std::vector<std::vector<std::uint32_t>>;

/// The codes that the workers gave, as places among the levels, without the gaps that bad rows have left.
template <class To, class From>
[[nodiscard]] std::vector<To> placed(std::vector<From>& from, std::span<const csv_piece> pieces,
                                     const csv_places& places, const validity& present) {
  std::vector<To> placed_codes;
  if constexpr (std::is_same_v<To, From>) {
    placed_codes.swap(from);
  } else {
    placed_codes.resize(from.size());
  }
  const std::vector<From>& codes = [&]() -> const std::vector<From>& {
    if constexpr (std::is_same_v<To, From>) {
      return placed_codes;
    } else {
      return from;
    }
  }();
  for (const csv_piece& piece : pieces) {
    const std::vector<std::uint32_t>& place = places[piece.worker];
    for (std::size_t row = piece.first_row; row < piece.first_row + piece.rows; ++row)
      placed_codes[row] = static_cast<To>(present.test(row) ? place[codes[row]] : 0);
  }
  from = {};
  close_gaps(placed_codes, pieces);
  return placed_codes;
}

STANDIN_LAZY_INLINE column csv_column::finish_codes(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                                    std::size_t present, validity shown) {
  std::vector<std::string_view> sorted;
  for (const csv_findings& one : workers)
    sorted.insert(sorted.end(), one.texts.texts().begin(), one.texts.texts().end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  reading_.why = infer_strings(reading_, sorted.size(), present, given_);
  // Each worker numbered the texts in the order in which it saw them.
  csv_places places(workers.size());
  for (std::size_t w = 0; w < workers.size(); ++w)
    for (const std::string_view text : workers[w].texts.texts())
      places[w].push_back(
          static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), text) - sorted.begin()));
  std::vector<std::string> levels(sorted.begin(), sorted.end());
  for (csv_findings& one : workers) one.texts = {};
  const auto finished = [&](auto& codes) {
    constexpr std::size_t few = std::size_t{1} << 8;
    constexpr std::size_t many = std::size_t{1} << 16;
    if (levels.size() <= few)
      return make_strings(placed<std::uint8_t>(codes, pieces, places, present_), std::move(levels), std::move(shown));
    if (levels.size() <= many)
      return make_strings(placed<std::uint16_t>(codes, pieces, places, present_), std::move(levels), std::move(shown));
    return make_strings(placed<std::uint32_t>(codes, pieces, places, present_), std::move(levels), std::move(shown));
  };
  if (!codes16_.empty()) return finished(codes16_);
  if (!codes32_.empty()) return finished(codes32_);
  return finished(bytes_);
}

STANDIN_LAZY_INLINE column csv_column::finish_text(std::size_t present, validity shown) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(present);
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row)) hashes.push_back(std::hash<std::string_view>{}(texts_[row]));
  std::sort(hashes.begin(), hashes.end());
  const auto distinct = static_cast<std::size_t>(std::unique(hashes.begin(), hashes.end()) - hashes.begin());
  reading_.why = infer_strings(reading_, distinct, present, given_);
  if (reading_.why.kind == column_kind::text) return column(std::move(texts_), std::move(shown));
  std::vector<std::string_view> sorted;
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row)) sorted.emplace_back(texts_[row]);
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::uint32_t> codes(texts_.size());
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row))
      codes[row] = static_cast<std::uint32_t>(
          std::lower_bound(sorted.begin(), sorted.end(), std::string_view(texts_[row])) - sorted.begin());
  std::vector<std::string> levels(sorted.begin(), sorted.end());
  texts_ = {};
  return column::categorical(codes, std::move(levels), std::move(shown));
}

}  // namespace standin::inline v0_1::io::detail
