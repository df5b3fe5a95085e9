// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_column.hpp that decide how to read cells, and finish the column.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/csv_column.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace standin::inline v0_1::io::detail {

STANDIN_INLINE void csv_column::plan_for(cell_storage storage, std::size_t rows) {
  present_ = validity(rows);
  against_.store(false);
  decimals_ = {};
  wholes_ = {};
  bytes_ = {};
  codes16_ = {};
  codes32_ = {};
  switch (storage) {
    case cell_storage::whole: plan_ = cell_plan::whole; break;
    case cell_storage::decimal: plan_ = cell_plan::decimal; break;
    case cell_storage::boolean: plan_ = cell_plan::boolean; break;
    case cell_storage::datetime: plan_ = cell_plan::datetime; break;
    case cell_storage::string: break;  // there are several
  }
  if (storage == cell_storage::datetime) format_.emplace(reading_.form.datetime);
  switch (plan_) {
    case cell_plan::none:
    case cell_plan::evidence: break;
    case cell_plan::whole:
    case cell_plan::datetime: wholes_.resize(rows); break;
    case cell_plan::decimal: decimals_.resize(rows); break;
    case cell_plan::boolean:
    case cell_plan::codes8: bytes_.resize(rows); break;
    case cell_plan::codes16: codes16_.resize(rows); break;
    case cell_plan::codes32: codes32_.resize(rows); break;
    case cell_plan::text: texts_.resize(rows); break;
  }
}

STANDIN_INLINE void csv_column::take_sample(const csv_findings& sample, std::size_t rows) {
  plan_ = cell_plan::evidence;
  if (sample.evidence.present() == 0 || sample.evidence.first_against()) return;
  reading_ = sample.evidence.decide();
  sampled_dates_ = sample.evidence.datetimes().without_counts();
  if (reading_.storage == cell_storage::string) {
    constexpr std::size_t few = 64;
    constexpr std::size_t many = 1024;
    const std::size_t distinct = sample.texts.size();
    plan_ = distinct <= few ? cell_plan::codes8 : distinct <= many ? cell_plan::codes16 : cell_plan::codes32;
    const bool may_be_text = !given_ || given_ == column_kind::text;
    if (may_be_text && distinct > few && 10 * distinct > 9 * sample.evidence.present()) plan_ = cell_plan::text;
  } else if (reading_.form.notation != number_notation::fixed || reading_.why.rewritten > 0) {
    return;
  }
  plan_for(reading_.storage, rows);
}

STANDIN_INLINE void csv_column::take_evidence(const column_evidence& evidence, std::size_t rows) {
  reading_ = evidence.decide();
  certain_ = true;
  plan_ = cell_plan::codes32;
  plan_for(reading_.storage, rows);
}

STANDIN_INLINE csv_findings csv_column::merged(std::span<csv_findings> workers) const {
  csv_findings all = findings();
  for (const csv_findings& one : workers) {
    all.present += one.present;
    all.quoted += one.quoted;
    all.needless_quotes += one.needless_quotes;
    all.quoted_missing += one.quoted_missing;
    all.missing.merge(one.missing);
    all.numbers.merge(one.numbers);
    all.datetimes.merge(one.datetimes);
  }
  return all;
}

STANDIN_INLINE bool csv_column::sample_holds(std::span<csv_findings> workers) const {
  if (against_.load()) return false;
  if (plan_ != cell_plan::datetime || certain_) return true;
  // No worker met a date against the pattern, but all of them together may have, where another one comes first.
  const csv_findings all = merged(workers);
  const datetime_format* const left = all.datetimes.pattern();
  return left != nullptr && left->pattern() == format_->pattern();
}

STANDIN_INLINE bool csv_column::next_plan(std::span<csv_findings> workers, std::size_t rows) {
  const auto restart = [&] {
    for (csv_findings& one : workers) one = findings();
    return true;
  };
  if (plan_ == cell_plan::none) return false;
  if (plan_ == cell_plan::evidence) {
    column_evidence all = workers.front().evidence;
    for (const csv_findings& one : workers.subspan(1)) all.merge(one.evidence);
    take_evidence(all, rows);
    return restart();
  }
  if (!sample_holds(workers)) {
    if (plan_ == cell_plan::codes8 || plan_ == cell_plan::codes16) {
      plan_ = plan_ == cell_plan::codes8 ? cell_plan::codes16 : cell_plan::codes32;
      plan_for(cell_storage::string, rows);
    } else {
      plan_ = cell_plan::evidence;
      against_.store(false);
    }
    return restart();
  }
  if (reading_.storage != cell_storage::string) {
    describe(merged(workers));
    if (keep_texts_ && !given_ && reading_.why.rewritten > 0) {
      std::string reason = reading_.why.reason + ", of which " + to_text(reading_.why.rewritten) +
                           (reading_.why.rewritten == 1 ? " is" : " are") + " written otherwise than the rest";
      reading_ = {.why = {.reason = std::move(reason), .confidence = reading_.why.confidence}};
      certain_ = false;
      plan_ = cell_plan::codes32;
      plan_for(cell_storage::string, rows);
      return restart();
    }
  }
  plan_ = cell_plan::none;
  return false;
}

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

[[nodiscard]] inline validity close_gaps(const validity& present, std::span<const csv_piece> pieces) {
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

STANDIN_INLINE void csv_column::describe(const csv_findings& all) {
  const auto n = static_cast<double>(all.present);
  text_form& form = reading_.form;
  if (!certain_) {
    reading_.why.confidence = (n + 1) / (n + 2);
    if (reading_.storage == cell_storage::whole || reading_.storage == cell_storage::decimal) {
      reading_.why.rewritten = all.numbers.decide(form);
    } else if (reading_.storage == cell_storage::datetime) {
      reading_.why.rewritten = all.datetimes.decide(form);
      reading_.why.reason = "date-times as " + form.datetime;
      if (const datetime_format* const other = all.datetimes.other_reading()) {
        reading_.why.reason += ", though they might be " + other->pattern();
        reading_.why.confidence *= 0.5;
      }
    } else {
      reading_.why.rewritten = 0;
    }
    if (given_) {
      reading_.why.reason = "as told";
      reading_.why.confidence = 1.0;
    }
    reading_.why.rewritten += all.missing.decide(form);
  }
  form.quoted = all.needless_quotes > 0 && all.quoted == all.present;
  form.quoted_missing = all.quoted_missing > 0 && all.quoted_missing == all.missing.cells();
}

STANDIN_INLINE column csv_column::finish(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                         column_spec& spec, column_inference& why) {
  const csv_findings all = merged(workers);
  describe(all);
  validity shown = close_gaps(present_, pieces);
  column made = [&] {
    switch (reading_.storage) {
      case cell_storage::whole:
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
[[nodiscard]] inline std::array<std::string, 2> truth_words_of(const std::vector<std::string>& texts) {
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

STANDIN_INLINE column csv_column::finish_codes(std::span<const csv_piece> pieces, std::span<csv_findings> workers,
                                               std::size_t present, validity shown) {
  std::vector<std::string_view> levels;
  for (const csv_findings& one : workers)
    levels.insert(levels.end(), one.texts.texts().begin(), one.texts.texts().end());
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  reading_.why = infer_strings(reading_, levels.size(), present, given_);
  // Each worker numbered the texts in the order in which it saw them.
  std::vector<std::vector<std::uint32_t>> places(workers.size());
  for (std::size_t w = 0; w < workers.size(); ++w)
    for (const std::string_view text : workers[w].texts.texts())
      places[w].push_back(
          static_cast<std::uint32_t>(std::lower_bound(levels.begin(), levels.end(), text) - levels.begin()));
  std::size_t rows = 0;
  for (const csv_piece& piece : pieces) rows += piece.rows;
  std::vector<std::uint32_t> codes(rows);
  const auto place_all = [&](const auto& from) {
    std::size_t to = 0;
    for (const csv_piece& piece : pieces) {
      const std::vector<std::uint32_t>& place = places[piece.worker];
      for (std::size_t row = piece.first_row; row < piece.first_row + piece.rows; ++row, ++to)
        codes[to] = present_.test(row) ? place[from[row]] : 0;
    }
  };
  if (!bytes_.empty()) place_all(bytes_);
  if (!codes16_.empty()) place_all(codes16_);
  if (!codes32_.empty()) place_all(codes32_);
  bytes_ = {};
  codes16_ = {};
  codes32_ = {};
  std::vector<std::string> names(levels.begin(), levels.end());
  for (csv_findings& one : workers) one.texts = {};
  return make_strings(std::move(codes), std::move(names), std::move(shown));
}

STANDIN_INLINE column csv_column::finish_text(std::size_t present, validity shown) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(present);
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row)) hashes.push_back(std::hash<std::string_view>{}(texts_[row]));
  std::sort(hashes.begin(), hashes.end());
  const auto distinct = static_cast<std::size_t>(std::unique(hashes.begin(), hashes.end()) - hashes.begin());
  reading_.why = infer_strings(reading_, distinct, present, given_);
  if (reading_.why.kind == column_kind::text) return column(std::move(texts_), std::move(shown));
  std::vector<std::string> levels;
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row)) levels.push_back(texts_[row]);
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  std::vector<std::uint32_t> codes(texts_.size());
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (shown.test(row))
      codes[row] =
          static_cast<std::uint32_t>(std::lower_bound(levels.begin(), levels.end(), texts_[row]) - levels.begin());
  texts_ = {};
  return make_strings(std::move(codes), std::move(levels), std::move(shown));
}

STANDIN_INLINE column csv_column::make_strings(std::vector<std::uint32_t> codes, std::vector<std::string> levels,
                                               validity shown) {
  if (reading_.why.kind == column_kind::text) {
    std::vector<std::string> texts(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row)
      if (shown.test(row)) texts[row] = levels[codes[row]];
    return column(std::move(texts), std::move(shown));
  }
  if (reading_.why.kind == column_kind::boolean) {
    if (levels.size() > 2)
      throw data_error("column " + quoted(name_),
                       "it is said to be boolean, but has " + to_text(levels.size()) + " distinct texts",
                       "leave the kind to inference");
    const std::array<std::string, 2> words = truth_words_of(levels);
    reading_.form.no = words[0];
    reading_.form.yes = words[1];
    std::vector<std::uint8_t> cells(codes.size());
    for (std::size_t row = 0; row < codes.size(); ++row)
      cells[row] = shown.test(row) && levels[codes[row]] == words[1] ? 1 : 0;
    return column::booleans(std::move(cells), std::move(shown));
  }
  return column::categorical(codes, std::move(levels), std::move(shown));
}

}  // namespace standin::inline v0_1::io::detail
