// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_column.hpp that decide how to read the cells.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/io/detail/csv_column.hpp>

#include <string>
#include <utility>

namespace standin::inline v0_1::io::detail {

using standin::detail::phrase;

STANDIN_LAZY_INLINE void csv_column::plan_for(cell_storage storage, std::size_t rows) {
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

STANDIN_LAZY_INLINE void csv_column::take_sample(const csv_findings& sample, std::size_t rows) {
  plan_ = cell_plan::evidence;
  if (sample.evidence.telling() == 0 || sample.evidence.first_against()) return;
  reading_ = sample.evidence.decide();
  sampled_dates_ = sample.evidence.datetimes().without_counts();
  if (reading_.storage == cell_storage::string) {
    constexpr std::size_t few = 64;
    constexpr std::size_t many = 1024;
    const std::size_t distinct = sample.texts.size();
    plan_ = distinct <= few ? cell_plan::codes8 : distinct <= many ? cell_plan::codes16 : cell_plan::codes32;
    const bool may_be_text = !given_ || given_ == column_kind::text;
    if (may_be_text && distinct > few && 10 * distinct > 9 * sample.evidence.present()) plan_ = cell_plan::text;
  }
  plan_for(reading_.storage, rows);
}

STANDIN_LAZY_INLINE void csv_column::take_evidence(const column_evidence& evidence, std::size_t rows) {
  reading_ = evidence.decide();
  certain_ = true;
  plan_ = cell_plan::codes32;
  plan_for(reading_.storage, rows);
}

STANDIN_LAZY_INLINE csv_findings csv_column::merged(std::span<csv_findings> workers) const {
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

STANDIN_LAZY_INLINE bool csv_column::sample_holds(std::span<csv_findings> workers) const {
  if (against_.load()) return false;
  if (plan_ != cell_plan::datetime || certain_) return true;
  // No worker met a date against the pattern, but all of them together may have, where another one comes first.
  const csv_findings all = merged(workers);
  const datetime_format* const left = all.datetimes.pattern();
  return left != nullptr && left->pattern() == format_->pattern();
}

STANDIN_LAZY_INLINE bool csv_column::next_plan(std::span<csv_findings> workers, std::size_t rows) {
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
      std::string reason = phrase({reading_.why.reason, ", of which ", to_text(reading_.why.rewritten),
                                   reading_.why.rewritten == 1 ? " is" : " are", " written otherwise than the rest"});
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

STANDIN_LAZY_INLINE void csv_column::describe(const csv_findings& all) {
  const auto n = static_cast<double>(all.present);
  text_form& form = reading_.form;
  if (!certain_) {
    reading_.why.confidence = (n + 1) / (n + 2);
    if (reading_.storage == cell_storage::whole || reading_.storage == cell_storage::decimal) {
      reading_.why.rewritten = all.numbers.decide(form);
    } else if (reading_.storage == cell_storage::datetime) {
      reading_.why.rewritten = all.datetimes.decide(form);
      reading_.why.remark = all.datetimes.remark(form);
      reading_.why.reason = phrase({"date-times as ", form.datetime});
      if (const datetime_format* const other = all.datetimes.other_reading()) {
        reading_.why.reason += phrase({", though they might be ", other->pattern()});
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

}  // namespace standin::inline v0_1::io::detail
