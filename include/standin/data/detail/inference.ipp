// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/inference.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/data/detail/null_words.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/data/inference.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

inline constexpr std::array<std::string_view, 6> truth_words = {"false", "true", "False", "True", "FALSE", "TRUE"};

STANDIN_LAZY [[nodiscard]] inline std::string row_words(std::size_t row) {
  return phrase({"row ", to_text(row + 1)});
}

}  // namespace detail

STANDIN_LAZY_INLINE void column_evidence::sighting::see(std::string_view cell, std::size_t at) {
  if (at >= row) return;
  row = at;
  text.assign(cell.substr(0, 100));
}

STANDIN_LAZY_INLINE std::string column_evidence::sighting::words(std::string_view before) const {
  return detail::phrase({before, quoted(text), " in ", detail::row_words(row)});
}

STANDIN_LAZY_INLINE void column_evidence::add(std::string_view text, std::size_t row) {
  ++present_;
  if (detail::is_null_word(text)) {
    null_words_.add(text);
    return;
  }
  add_number(text, row);
  const auto word = std::find(detail::truth_words.begin(), detail::truth_words.end(), text);
  if (word != detail::truth_words.end()) {
    ++truth_words_[static_cast<std::size_t>(word - detail::truth_words.begin())];
  } else {
    not_truth_.see(text, row);
  }
  if (!datetimes_.add(text)) not_date_.see(text, row);
}

STANDIN_LAZY_INLINE void column_evidence::add_number(std::string_view text, std::size_t row) {
  detail::scanned_number number;
  if (!detail::scan_number(text.data(), text.size(), options_.decimal_mark, number)) {
    not_number_.see(text, row);
    return;
  }
  ++numbers_;
  if (number.odd) odd_number_.see(text, row);
  if (number.is_large) large_number_.see(text, row);
  if (number.is_infinite) infinite_.see(text, row);
  constexpr double exact = 9007199254740992.0;
  const bool whole = number.is_whole || (number.has_exponent && std::fabs(number.value) <= exact &&
                                         number.value == std::trunc(number.value));
  whole_ += whole ? 1U : 0U;
  number_forms_.add(text, number, options_.decimal_mark);
}

STANDIN_LAZY_INLINE void column_evidence::merge(const column_evidence& other) {
  const auto see = [](sighting& to, const sighting& from) {
    if (from.any()) to.see(from.text, from.row);
  };
  present_ += other.present_;
  missing_.merge(other.missing_);
  null_words_.merge(other.null_words_);
  number_forms_.merge(other.number_forms_);
  numbers_ += other.numbers_;
  whole_ += other.whole_;
  for (std::size_t i = 0; i < truth_words_.size(); ++i) truth_words_[i] += other.truth_words_[i];
  datetimes_.merge(other.datetimes_);
  see(not_number_, other.not_number_);
  see(odd_number_, other.odd_number_);
  see(large_number_, other.large_number_);
  see(infinite_, other.infinite_);
  see(not_date_, other.not_date_);
  see(not_truth_, other.not_truth_);
}

STANDIN_LAZY_INLINE double column_evidence::confidence() const noexcept {
  const auto n = static_cast<double>(present_);
  return (n + 1) / (n + 2);
}

STANDIN_LAZY_INLINE cell_reading column_evidence::decide() const {
  if (options_.kind) return read_as(*options_.kind);
  if (present_ == 0) return read_strings("no cell has a value");
  if (numbers_ > 0 && !not_number_.any()) {
    if (odd_number_.any()) return read_strings(odd_number_.words("digits as in codes, "));
    if (large_number_.any())
      return read_strings(large_number_.words("whole numbers beyond 2^53, which count nothing, "));
    if (infinite_.any())
      return read_strings(infinite_.words("numbers, but for ") + ", which is more than a number can hold");
    return read_numbers();
  }
  if (!not_truth_.any()) {
    const std::size_t casings = std::size_t{truth_words_[0] + truth_words_[1] > 0} +
                                std::size_t{truth_words_[2] + truth_words_[3] > 0} +
                                std::size_t{truth_words_[4] + truth_words_[5] > 0};
    if (casings == 1) return read_booleans();
  }
  if (datetimes_.pattern() != nullptr) return read_datetimes();
  if (numbers_ > 0 && numbers_ * 2 > present_ && !odd_number_.any())
    return read_strings(not_number_.words("numbers, but for "));
  return read_strings({});
}

STANDIN_LAZY_INLINE const column_evidence::sighting* column_evidence::against(column_kind kind) const {
  const sighting* found = nullptr;
  const auto first = [&](const sighting& one) {
    if (one.any() && (found == nullptr || one.row < found->row)) found = &one;
  };
  if (kind == column_kind::numeric) {
    first(not_number_);
    first(infinite_);
  } else if (kind == column_kind::datetime && datetimes_.pattern() == nullptr) {
    first(not_date_);
  }
  return found;
}

STANDIN_LAZY_INLINE std::optional<std::size_t> column_evidence::first_against() const {
  const sighting* const found = options_.kind ? against(*options_.kind) : nullptr;
  return found == nullptr ? std::nullopt : std::optional<std::size_t>(found->row);
}

STANDIN_LAZY_INLINE cell_reading column_evidence::read_as(column_kind kind) const {
  if (const sighting* const found = against(kind))
    throw data_error(detail::row_words(found->row),
                     detail::phrase({"found ", quoted(found->text), " in a column said to be ", name_of(kind)}),
                     "mend it, list it as a text for missing cells, or say another kind");
  cell_reading reading;
  switch (kind) {
    case column_kind::numeric: reading = read_numbers(); break;
    case column_kind::datetime: reading = read_datetimes(); break;
    case column_kind::boolean:
      if (not_truth_.any() || present_ == 0) {
        reading = read_strings({});
      } else {
        reading = read_booleans();
      }
      break;
    case column_kind::categorical:
    case column_kind::text: reading = read_strings({}); break;
  }
  reading.why.kind = kind;
  reading.why.reason = "as told";
  reading.why.confidence = 1.0;
  return reading;
}

STANDIN_LAZY_INLINE std::size_t column_evidence::decide_missing(text_form& form) const {
  missing_evidence missing = missing_;
  missing.merge(null_words_);
  return missing.decide(form);
}

STANDIN_LAZY_INLINE cell_reading column_evidence::read_numbers() const {
  cell_reading reading;
  reading.storage = whole_ == numbers_ && numbers_ > 0 ? cell_storage::whole : cell_storage::decimal;
  reading.form.decimal_mark = options_.decimal_mark;
  reading.why.kind = column_kind::numeric;
  reading.why.rewritten = number_forms_.decide(reading.form) + decide_missing(reading.form);
  reading.why.reason = reading.storage == cell_storage::whole ? "whole numbers" : "numbers";
  reading.why.confidence = confidence();
  return reading;
}

STANDIN_LAZY_INLINE cell_reading column_evidence::read_booleans() const {
  cell_reading reading;
  reading.storage = cell_storage::boolean;
  for (std::size_t casing = 0; casing < 3; ++casing)
    if (truth_words_[2 * casing] + truth_words_[2 * casing + 1] > 0) {
      reading.form.no = detail::truth_words[2 * casing];
      reading.form.yes = detail::truth_words[2 * casing + 1];
    }
  reading.why.kind = column_kind::boolean;
  reading.why.rewritten = decide_missing(reading.form);
  reading.why.reason = detail::phrase({reading.form.no, " and ", reading.form.yes});
  reading.why.confidence = confidence();
  return reading;
}

STANDIN_LAZY_INLINE cell_reading column_evidence::read_datetimes() const {
  cell_reading reading;
  reading.storage = cell_storage::datetime;
  reading.why.kind = column_kind::datetime;
  reading.why.rewritten = decide_missing(reading.form);
  reading.why.confidence = confidence();
  if (datetimes_.pattern() == nullptr) return reading;
  reading.unit = datetimes_.pattern()->unit();
  reading.why.rewritten += datetimes_.decide(reading.form);
  reading.why.remark = datetimes_.remark(reading.form);
  reading.why.reason = detail::phrase({"date-times as ", reading.form.datetime});
  if (const datetime_format* const other = datetimes_.other_reading()) {
    reading.why.reason += detail::phrase({", though they might be ", other->pattern()});
    reading.why.confidence *= 0.5;
  }
  return reading;
}

STANDIN_LAZY_INLINE cell_reading column_evidence::read_strings(std::string reason) const {
  cell_reading reading;
  reading.storage = cell_storage::string;
  reading.why.rewritten = missing_.decide(reading.form);
  reading.why.reason = std::move(reason);
  reading.why.confidence = confidence();
  return reading;
}

STANDIN_LAZY_INLINE column_inference infer_strings(const cell_reading& reading, std::size_t distinct,
                                                   std::size_t present, std::optional<column_kind> given) {
  column_inference why = reading.why;
  const bool levels = present > 0 && distinct <= present / 2;
  why.kind = given.value_or(levels ? column_kind::categorical : column_kind::text);
  if (given || present == 0) return why;
  if (!why.reason.empty()) why.reason += ": ";
  why.reason +=
      detail::phrase({to_text(distinct), " distinct texts in ", to_text(present), present == 1 ? " cell" : " cells"});
  // How far the share is from the half at which the kind would be the other one.
  const double share = static_cast<double>(distinct) / static_cast<double>(present);
  why.confidence *= 0.5 + std::fabs(share - 0.5);
  return why;
}

STANDIN_LAZY_INLINE column_inference infer_column(std::span<const std::string_view> cells, inference_options options) {
  column_evidence evidence(options);
  std::vector<std::string_view> distinct;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row].empty()) {
      evidence.add_missing({});
      continue;
    }
    distinct.push_back(cells[row]);
    evidence.add(cells[row], row);
  }
  const std::size_t present = distinct.size();
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const cell_reading reading = evidence.decide();
  if (reading.storage != cell_storage::string) return reading.why;
  return infer_strings(reading, distinct.size(), present, options.kind);
}

}  // namespace standin::inline v0_1
