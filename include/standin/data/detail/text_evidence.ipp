// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/text_evidence.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/data/detail/known_patterns.hpp>
#include <standin/data/detail/number_scan.hpp>
#include <standin/data/detail/phrase.hpp>
#include <standin/data/number_text.hpp>
#include <standin/data/text_evidence.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace standin::inline v0_1 {

namespace detail {

inline constexpr std::array<number_notation, 3> exponent_notations = {
    number_notation::shorter, number_notation::magnitude, number_notation::scientific};

}  // namespace detail

STANDIN_LAZY_INLINE void number_evidence::add(std::string_view text, const detail::scanned_number& number,
                                              char decimal_mark) {
  if (number.odd || number.is_infinite) {
    ++odd_;
    return;
  }
  const double magnitude = std::fabs(number.value);
  if (number.has_exponent) {
    ++with_exponent_;
    for (std::size_t k = 0; k < notations; ++k) {
      text_form form{.notation = detail::exponent_notations[k], .decimal_mark = decimal_mark};
      std::string again;
      append_number(again, number.value, form);
      kept_[k] += again == text ? 1U : 0U;
    }
    if (number.decimals < slots) {
      std::string again;
      append_number(again, number.value,
                    {.min_decimals = number.decimals,
                     .max_decimals = number.decimals,
                     .notation = number_notation::scientific,
                     .decimal_mark = decimal_mark});
      mantissa_[number.decimals] += again == text ? 1U : 0U;
    }
    return;
  }
  if (number.long_digits || is_extreme(number.value)) {
    // Zeros at the end are the business of the decimals, so they are set aside here.
    std::string_view bare = text;
    if (number.decimals > 0) {
      while (bare.back() == '0') bare.remove_suffix(1);
      if (bare.back() == decimal_mark) bare.remove_suffix(1);
    }
    std::string again;
    text_form form{.decimal_mark = decimal_mark, .leading_zero = !number.bare_point};
    append_number(again, number.value, form);
    if (again != bare) {
      ++odd_;
      return;
    }
    for (std::size_t k = 0; k + 1 < notations; ++k) {
      again.clear();
      form.notation = detail::exponent_notations[k];
      append_number(again, number.value, form);
      switched_[k] += again != bare ? 1U : 0U;
    }
  }
  if (number.decimals > 0 && magnitude < 1) add_below_one(number.bare_point);
  add_plain(number.decimals, number.padded);
}

STANDIN_LAZY_INLINE void number_evidence::merge(const number_evidence& other) noexcept {
  const auto add_all = [](auto& to, const auto& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
  };
  add_all(padded_, other.padded_);
  add_all(plain_, other.plain_);
  add_all(kept_, other.kept_);
  add_all(mantissa_, other.mantissa_);
  add_all(switched_, other.switched_);
  with_exponent_ += other.with_exponent_;
  bare_points_ += other.bare_points_;
  leading_zeros_ += other.leading_zeros_;
  odd_ += other.odd_;
}

STANDIN_LAZY_INLINE std::size_t number_evidence::decide(text_form& form) const noexcept {
  std::uint64_t fixed = 0;
  std::size_t most = 0;  // decimals that some cell needs
  for (std::size_t d = 0; d < slots; ++d) {
    fixed += padded_[d] + plain_[d];
    if (padded_[d] + plain_[d] > 0) most = d;
  }
  // With at least m decimals come back: cells padded to m, and cells that need m or more.
  std::uint64_t best = 0;
  std::uint64_t needing = 0;
  std::size_t least = 0;
  for (std::size_t m = slots; m-- > 0;) {
    needing += plain_[m];
    if (padded_[m] + needing <= best) continue;
    best = padded_[m] + needing;
    least = m;
  }
  // Where no cell ends in 0 although a tenth of them should, zeros at the end are left out, but for "1.0" perhaps.
  constexpr std::uint64_t telling = 44;  // 0.9^44 < 1 %
  if (padded_[least] == 0 && fixed >= telling) least = std::min<std::size_t>(least, 1);
  constexpr std::size_t exact = 15;  // digits that a double always gives back
  form.min_decimals = static_cast<int>(least);
  form.max_decimals = most <= exact && with_exponent_ == 0 && odd_ == 0 ? static_cast<int>(most) : -1;
  form.leading_zero = leading_zeros_ >= bare_points_;
  std::uint64_t rewritten = fixed - best + with_exponent_;
  form.notation = number_notation::fixed;
  for (std::size_t k = 0; k < notations && with_exponent_ > 0; ++k) {
    const std::uint64_t switched = detail::exponent_notations[k] == number_notation::scientific ? fixed : switched_[k];
    const std::uint64_t lost = fixed - best + switched + with_exponent_ - kept_[k];
    if (lost >= rewritten) continue;
    rewritten = lost;
    form.notation = detail::exponent_notations[k];
  }
  const auto constant = std::max_element(mantissa_.begin(), mantissa_.end());
  const std::uint64_t lost = fixed + with_exponent_ - *constant;
  // Where all cells have as many decimals that is a rule, also where a form without it gives them back too.
  if (*constant > 0 && (lost < rewritten || (lost == 0 && rewritten == 0 && constant != mantissa_.begin()))) {
    rewritten = lost;
    form.notation = number_notation::scientific;
    form.min_decimals = form.max_decimals = static_cast<int>(constant - mantissa_.begin());
  }
  return rewritten + odd_ + std::min(leading_zeros_, bare_points_);
}

STANDIN_LAZY_INLINE std::optional<datetime_format::moment> datetime_evidence::add(std::string_view text) {
  const std::vector<datetime_format>& known = detail::known_patterns();
  std::optional<datetime_format::moment> moment;
  const auto reads = [&](std::uint16_t i) {
    const auto read = known[i].parse(text, known[i].unit());
    if (read && !moment) moment = read;
    return read.has_value();
  };
  if (!began_) {
    began_ = true;
    if (detail::may_be_datetime(text))
      for (std::size_t i = 0; i < known.size(); ++i)
        if (reads(static_cast<std::uint16_t>(i))) left_.push_back(static_cast<std::uint16_t>(i));
  } else if (!left_.empty()) {
    std::erase_if(left_, [&](std::uint16_t i) { return !reads(i); });
  }
  if (!moment) return moment;
  for (auto& [offset, cells] : utc_offsets_)
    if (offset == moment->utc_offset) {
      ++cells;
      return moment;
    }
  utc_offsets_.emplace_back(moment->utc_offset, 1);
  return moment;
}

STANDIN_LAZY_INLINE void datetime_evidence::merge(const datetime_evidence& other) {
  if (!began_) {
    *this = other;
    return;
  }
  if (!other.began_) return;
  std::vector<std::uint16_t> both;
  std::set_intersection(left_.begin(), left_.end(), other.left_.begin(), other.left_.end(), std::back_inserter(both));
  left_ = std::move(both);
  for (const auto& [offset, cells] : other.utc_offsets_) {
    const auto same =
        std::find_if(utc_offsets_.begin(), utc_offsets_.end(), [&](const auto& mine) { return mine.first == offset; });
    if (same == utc_offsets_.end()) {
      utc_offsets_.emplace_back(offset, cells);
    } else {
      same->second += cells;
    }
  }
}

STANDIN_LAZY_INLINE const datetime_format* datetime_evidence::pattern() const {
  return left_.empty() ? nullptr : &detail::known_patterns()[left_.front()];
}

STANDIN_LAZY_INLINE std::size_t datetime_evidence::decide(text_form& form) const {
  form.datetime = pattern()->pattern();
  std::uint64_t best = 0;
  std::uint64_t all = 0;
  for (const auto& [offset, cells] : utc_offsets_) {
    all += cells;
    if (cells < best || (cells == best && offset > form.utc_offset)) continue;
    best = cells;
    form.utc_offset = offset;
  }
  return all - best;
}

STANDIN_LAZY_INLINE std::string datetime_evidence::remark(const text_form& form) const {
  if (utc_offsets_.size() < 2) return {};
  const auto written = [](int minutes) {
    std::string text;
    datetime_format("%Y%Ez").append(text, 0, time_unit::second, minutes);
    return text.substr(4);
  };
  std::vector<std::pair<int, std::uint64_t>> sorted = utc_offsets_;
  std::sort(sorted.begin(), sorted.end());
  constexpr std::size_t shown = 6;
  std::string all;
  for (std::size_t i = 0; i < std::min(shown, sorted.size()); ++i)
    all += detail::phrase({i > 0 ? ", " : "", written(sorted[i].first), " in ", to_text(sorted[i].second),
                           sorted[i].second == 1 ? " cell" : " cells"});
  if (sorted.size() > shown) all += " …";
  return detail::phrase({"has date-times with several offsets from UTC, ", all,
                         ": all come back as the same moments with ", written(form.utc_offset),
                         "; write one offset throughout where the clock on the wall matters, or read the column as "
                         "texts to keep them as they are"});
}

STANDIN_LAZY_INLINE const datetime_format* datetime_evidence::other_reading() const {
  const std::vector<datetime_format>& known = detail::known_patterns();
  for (const std::uint16_t i : left_)
    if (detail::reads_otherwise(known[left_.front()].pattern(), known[i].pattern())) return &known[i];
  return nullptr;
}

STANDIN_LAZY_INLINE void missing_evidence::add_word(std::string_view text, std::uint64_t times) {
  for (auto& [word, count] : words_)
    if (word == text) {
      count += times;
      return;
    }
  words_.emplace_back(text, times);
}

STANDIN_LAZY_INLINE void missing_evidence::merge(const missing_evidence& other) {
  empty_ += other.empty_;
  for (const auto& [word, count] : other.words_) add_word(word, count);
}

STANDIN_LAZY_INLINE std::uint64_t missing_evidence::cells() const noexcept {
  std::uint64_t sum = empty_;
  for (const auto& [word, count] : words_) sum += count;
  return sum;
}

STANDIN_LAZY_INLINE std::size_t missing_evidence::decide(text_form& form) const {
  std::uint64_t best = empty_;
  form.missing.clear();
  for (const auto& [word, count] : words_)
    if (count > best || (count == best && (form.missing.empty() ? empty_ == 0 : word < form.missing))) {
      best = count;
      form.missing = word;
    }
  return cells() - best;
}

}  // namespace standin::inline v0_1
