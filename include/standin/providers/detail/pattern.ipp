// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/pattern.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/check_digit.hpp>
#include <standin/providers/detail/check_index.hpp>
#include <standin/providers/pattern.hpp>

#include <algorithm>
#include <utility>

namespace standin::inline v0_1 {

namespace detail::provided {

/// The pattern without the digit at its end.
STANDIN_LAZY [[nodiscard]] inline text_pattern without_last_digit(const text_pattern& pattern) {
  std::vector<text_pattern::part> parts = pattern.parts();
  text_pattern::part& last = parts.back();
  const bool digits = character_set('0', '9').includes(last.characters);
  if (!digits || last.least == 0 || pattern.longest() < 2)
    throw invalid_option(concatenate("mask ", quoted(pattern.mask())), "it doesn't end with a digit in each text",
                         "leave the Luhn digit out, or write a mask like 9{16}");
  --last.least;
  --last.most;
  if (last.most == 0) parts.pop_back();
  return text_pattern(std::move(parts));
}

}  // namespace detail::provided

STANDIN_LAZY_INLINE pattern_provider::pattern_provider(text_pattern pattern)
    : pattern_(std::move(pattern)), body_(pattern_), capacity_(pattern_.capacity()) {}

STANDIN_LAZY_INLINE pattern_provider::pattern_provider(const learned_pattern& learned)
    : pattern_provider(learned.pattern, learned.any_length ? std::vector<length_count>{} : learned.lengths,
                       learned.luhn) {}

STANDIN_LAZY_INLINE pattern_provider::pattern_provider(text_pattern pattern, std::vector<length_count> lengths,
                                                       bool luhn)
    : pattern_(std::move(pattern)),
      body_(luhn ? detail::provided::without_last_digit(pattern_) : pattern_),
      lengths_(std::move(lengths)),
      luhn_(luhn),
      capacity_(body_.capacity()) {
  std::erase_if(lengths_, [](const length_count& one) { return one.texts == 0; });
  if (!lengths_.empty()) share_out();
}

STANDIN_LAZY_INLINE std::uint64_t pattern_provider::texts_of(std::size_t length) const noexcept {
  if (!luhn_) return body_.capacity_of_length(length);
  return length == 0 ? 0 : body_.capacity_of_length(length - 1);
}

STANDIN_LAZY_INLINE void pattern_provider::share_out() {
  double all = 0.0;
  for (const length_count& one : lengths_) all += static_cast<double>(one.texts);
  double room = static_cast<double>(unlimited_capacity);
  for (const length_count& one : lengths_) {
    if (texts_of(one.length) == 0)
      throw invalid_option(concatenate("mask ", quoted(pattern_.mask())),
                           concatenate("it has no text of length ", to_text(one.length)), "give lengths that it has");
    room = std::min(room, static_cast<double>(texts_of(one.length)) * (all / static_cast<double>(one.texts)));
  }
  std::uint64_t end = 0;
  for (const length_count& one : lengths_) {
    const std::uint64_t texts = texts_of(one.length);
    const double wanted = room * (static_cast<double>(one.texts) / all);
    std::uint64_t used = texts;
    if (wanted < static_cast<double>(texts)) used = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
    used = std::min(used, unlimited_capacity - end);
    end += used;
    // The order is part of the provider, whatever the seed: at(i) depends on nothing else.
    const random::source from{.seed = 0, .domain = random::domain("providers/pattern", one.length)};
    ranges_.push_back({end, one.length, random::index_permutation(from, texts)});
  }
  capacity_ = end;
}

STANDIN_LAZY_INLINE std::string pattern_provider::at(std::uint64_t index) const {
  detail::provided::check_index("pattern", index, capacity_);
  std::string text;
  if (ranges_.empty()) {
    text = body_.at(index);
  } else {
    std::uint64_t first = 0;
    for (const range& one : ranges_) {
      if (index < one.end) {
        text = body_.at_length(luhn_ ? one.length - 1 : one.length, one.order(index - first));
        break;
      }
      first = one.end;
    }
  }
  if (!luhn_) return text;
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return text += luhn_digit(digits);
}

}  // namespace standin::inline v0_1
