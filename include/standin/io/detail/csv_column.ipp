// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/csv_column.hpp that read cells.
#pragma once

#include <standin/data/detail/null_words.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/number_text.hpp>
#include <standin/io/detail/csv_column.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace standin::inline v0_1::io::detail {

using standin::detail::is_null_word;
using standin::detail::scan_number;
using standin::detail::scanned_number;

/// What a reader made of a cell.
enum class cell_outcome : std::uint8_t { value, missing, against };

STANDIN_LAZY [[nodiscard]] inline bool holds_syntax(std::string_view text, char delimiter) noexcept {
  for (const char c : text)
    if (c == delimiter || c == '"' || c == '\n' || c == '\r') return true;
  return text.starts_with("\xEF\xBB\xBF");
}

/// A whole number of at most 15 digits in its usual form, "-12".
STANDIN_LAZY [[nodiscard]] inline bool scan_whole(std::string_view text, std::int64_t& value) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = *at == '-';
  at += negative ? 1 : 0;
  constexpr std::ptrdiff_t most = 15;
  if (at == end || end - at > most || (*at == '0' && (negative || end - at > 1))) return false;
  std::int64_t sum = 0;
  for (; at != end; ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit > 9) return false;
    sum = sum * 10 + digit;
  }
  value = negative ? -sum : sum;
  return true;
}

STANDIN_LAZY_INLINE csv_cell_rules::csv_cell_rules(char delimiter, char decimal_mark,
                                                   const std::vector<std::string>& null_strings)
    : delimiter_(delimiter), decimal_mark_(decimal_mark) {
  for (const std::string& null : null_strings) {
    if (null.empty()) continue;  // missing anyway
    null_strings_.push_back(null);
    begins_null_[static_cast<unsigned char>(null.front())] = true;
    longest_null_ = std::max(longest_null_, null.size());
    null_numbers_ = null_numbers_ || parse_number(null, decimal_mark).has_value();
  }
}

STANDIN_LAZY_INLINE csv_findings csv_column::findings() const {
  csv_findings made;
  made.evidence = column_evidence({.decimal_mark = decimal_mark_, .kind = given_});
  made.datetimes = sampled_dates_;
  return made;
}

STANDIN_LAZY_INLINE void csv_column::collect(const csv_rows& rows, const csv_cell_rules& rules, bool with_texts,
                                             csv_findings& findings) const {
  std::string scratch;
  for (std::size_t i = 0; i < rows.cells.size(); ++i) {
    const std::string_view text = text_of(rows.text, rows.cells[i], scratch);
    if (text.empty() || rules.is_null(text)) {
      findings.evidence.add_missing(text);
      continue;
    }
    findings.evidence.add(text, rows.first_row + i);
    if (with_texts) static_cast<void>(findings.texts.code_of(text));
  }
}

template <class Read>
void csv_column::read_each(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings, Read&& read) {
  std::string scratch;
  std::uint64_t present = 0;
  for (std::size_t i = 0; i < rows.cells.size(); ++i) {
    const csv_cell cell = rows.cells[i];
    const std::size_t row = rows.first_row + i;
    const std::string_view text = text_of(rows.text, cell, scratch);
    const cell_outcome outcome = text.empty() ? cell_outcome::missing : read(row, text);
    if (outcome == cell_outcome::value) {
      ++present;
      if (!cell.quoted()) continue;
      ++findings.quoted;
      findings.needless_quotes += cell.doubled() || holds_syntax(text, rules.delimiter()) ? 0U : 1U;
    } else if (outcome == cell_outcome::missing) {
      findings.missing.add(text);
      findings.quoted_missing += cell.quoted() ? 1U : 0U;
      present_.set(row, false);
    } else {
      against_.store(true, std::memory_order_relaxed);
      return;
    }
  }
  findings.present += present;
}

STANDIN_LAZY_INLINE void csv_column::read_whole(const csv_rows& rows, const csv_cell_rules& rules,
                                                csv_findings& findings) {
  const auto read = [&](std::size_t row, std::string_view text) {
    if (rules.null_numbers() && rules.is_null(text)) return cell_outcome::missing;
    const bool plain = scan_whole(text, wholes_[row]);
    if (plain && (certain_ || !number_evidence::is_extreme(static_cast<double>(wholes_[row])))) {
      findings.numbers.add_plain(0, false);
      return cell_outcome::value;
    }
    scanned_number number;
    if (!scan_number(text.data(), text.size(), decimal_mark_, number))
      return is_null_word(text) || rules.is_null(text) ? cell_outcome::missing : cell_outcome::against;
    constexpr double exact = 9007199254740992.0;
    const bool whole = number.is_whole || (number.has_exponent && std::fabs(number.value) <= exact &&
                                           number.value == std::trunc(number.value));
    if (!certain_ && (!whole || number.odd)) return cell_outcome::against;
    if (!certain_) findings.numbers.add(text, number, decimal_mark_);
    wholes_[row] = static_cast<std::int64_t>(number.value);
    return cell_outcome::value;
  };
  read_each(rows, rules, findings, read);
}

STANDIN_LAZY_INLINE void csv_column::read_decimal(const csv_rows& rows, const csv_cell_rules& rules,
                                                  csv_findings& findings) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto read = [&](std::size_t row, std::string_view text) {
    if (rules.null_numbers() && rules.is_null(text)) return cell_outcome::missing;
    scanned_number number;
    if (!scan_number(text.data(), text.size(), decimal_mark_, number))
      return is_null_word(text) || rules.is_null(text) ? cell_outcome::missing : cell_outcome::against;
    decimals_[row] = number.value;
    if (certain_) return cell_outcome::value;
    if (number.odd || number.is_large || number.is_infinite) return cell_outcome::against;
    // Whether a number of more than 15 digits is the shortest text of its value costs more than reading it.
    constexpr std::size_t looked_at = 16;
    const bool look = number.long_digits && (keep_texts_ || row % looked_at == 0);
    if (look || number.has_exponent || number_evidence::is_extreme(number.value)) {
      const std::uint64_t odd = findings.numbers.odd();
      findings.numbers.add(text, number, decimal_mark_);
      return findings.numbers.odd() == odd ? cell_outcome::value : cell_outcome::against;
    }
    findings.numbers.add_plain(number.decimals, number.padded);
    if (number.decimals > 0 && std::fabs(number.value) < 1) findings.numbers.add_below_one(number.bare_point);
    return cell_outcome::value;
  };
  for (std::size_t i = 0; i < rows.cells.size(); ++i) decimals_[rows.first_row + i] = none;
  read_each(rows, rules, findings, read);
}

STANDIN_LAZY_INLINE void csv_column::read_boolean(const csv_rows& rows, const csv_cell_rules& rules,
                                                  csv_findings& findings) {
  read_each(rows, rules, findings, [&](std::size_t row, std::string_view text) {
    if (rules.is_null(text)) return cell_outcome::missing;
    bytes_[row] = text == reading_.form.yes ? 1 : 0;
    if (bytes_[row] != 0 || text == reading_.form.no) return cell_outcome::value;
    return is_null_word(text) ? cell_outcome::missing : cell_outcome::against;
  });
}

STANDIN_LAZY_INLINE void csv_column::read_datetime(const csv_rows& rows, const csv_cell_rules& rules,
                                                   csv_findings& findings) {
  read_each(rows, rules, findings, [&](std::size_t row, std::string_view text) {
    if (is_null_word(text) || rules.is_null(text)) return cell_outcome::missing;
    const auto moment = certain_ ? format_->parse(text, reading_.unit) : findings.datetimes.add(text);
    if (!moment) return cell_outcome::against;
    wholes_[row] = moment->ticks;
    return cell_outcome::value;
  });
  // Another pattern may have come first where this one ended.
  const datetime_format* const left = findings.datetimes.pattern();
  if (!certain_ && (left == nullptr || left->pattern() != format_->pattern()))
    against_.store(true, std::memory_order_relaxed);
}

template <class Code>
void csv_column::read_codes(std::vector<Code>& codes, const csv_rows& rows, const csv_cell_rules& rules,
                            csv_findings& findings) {
  constexpr std::uint32_t most = std::numeric_limits<Code>::max();
  const bool nulls = rules.nulls();
  read_each(rows, rules, findings, [&](std::size_t row, std::string_view text) {
    if (nulls && rules.is_null(text)) return cell_outcome::missing;
    const std::uint32_t code = findings.texts.code_of(text);
    if (code > most) return cell_outcome::against;
    codes[row] = static_cast<Code>(code);
    return cell_outcome::value;
  });
}

STANDIN_LAZY_INLINE void csv_column::read_text(const csv_rows& rows, const csv_cell_rules& rules,
                                               csv_findings& findings) {
  read_each(rows, rules, findings, [&](std::size_t row, std::string_view text) {
    if (rules.is_null(text)) return cell_outcome::missing;
    texts_[row].assign(text);
    return cell_outcome::value;
  });
}

STANDIN_LAZY_INLINE void csv_column::read(const csv_rows& rows, const csv_cell_rules& rules, csv_findings& findings) {
  if (against_.load(std::memory_order_relaxed)) return;
  switch (plan_) {
    case cell_plan::none: break;
    case cell_plan::evidence: collect(rows, rules, false, findings); break;
    case cell_plan::whole: read_whole(rows, rules, findings); break;
    case cell_plan::decimal: read_decimal(rows, rules, findings); break;
    case cell_plan::boolean: read_boolean(rows, rules, findings); break;
    case cell_plan::datetime: read_datetime(rows, rules, findings); break;
    case cell_plan::codes8: read_codes(bytes_, rows, rules, findings); break;
    case cell_plan::codes16: read_codes(codes16_, rows, rules, findings); break;
    case cell_plan::codes32: read_codes(codes32_, rows, rules, findings); break;
    case cell_plan::text: read_text(rows, rules, findings); break;
  }
}

}  // namespace standin::inline v0_1::io::detail
