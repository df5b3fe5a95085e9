// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/provided_texts.hpp.
#pragma once

#include <standin/prepare/roles/detail/require_keys.hpp>
#include <standin/prepare/roles/provided_texts.hpp>
#include <standin/providers/names.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/permutation.hpp>

#include <algorithm>

namespace standin::inline v0_1::prepare {

namespace detail::providing {

STANDIN_LAZY [[nodiscard]] inline any_provider provider_of(const std::string& name,
                                                           const std::optional<pattern_provider>& pattern) {
  if (pattern) return *pattern;
  return make_provider(name);
}

}  // namespace detail::providing

STANDIN_LAZY_INLINE provided_texts::provided_texts(std::string name, std::optional<pattern_provider> pattern,
                                                   repetition repeats, std::uint64_t values, text_style style,
                                                   std::optional<std::uint32_t> person,
                                                   std::optional<pattern_provider> beyond)
    : name_(std::move(name)),
      pattern_(std::move(pattern)),
      beyond_(std::move(beyond)),
      provider_(detail::providing::provider_of(name_, pattern_)),
      within_(person ? email_provider{}.capacity() : provider_.capacity()),
      capacity_(within_ + std::min(beyond_ ? beyond_->capacity() : 0, unlimited_capacity - within_)),
      repeats_(repeats),
      values_(std::clamp<std::uint64_t>(values, 1, within_)),
      style_(std::move(style)),
      person_(person) {}

STANDIN_LAZY_INLINE std::string provided_texts::at(std::uint64_t index) const {
  if (!person_) return style_.apply(provider_.at(index));
  if (name_ == "email") return style_.apply(provider_.at(index));
  if (name_ == "full_name") return style_.apply(provider_.at(index % full_name_provider{}.capacity()));
  const standin::person who = person_at(index);
  return style_.apply(name_ == "given_name" ? who.given_name : who.family_name);
}

/// The shorter texts come first, those of one length in a random order.
STANDIN_LAZY_INLINE std::string provided_texts::at_beyond(random::source from, std::uint64_t place) const {
  std::uint64_t shorter = 0;
  const text_pattern& pattern = beyond_->pattern();
  for (std::size_t length = pattern.shortest(); length <= pattern.longest(); ++length) {
    const std::uint64_t texts = beyond_->texts_of(length);
    if (place - shorter < texts) {
      const random::source of_length{from.seed, random::hasher().add(from.domain).add(length).value()};
      return style_.apply(beyond_->at(shorter + random::index_permutation(of_length, texts)(place - shorter)));
    }
    shorter += texts;
  }
  return style_.apply(beyond_->at(place));
}

STANDIN_LAZY_INLINE std::vector<std::string> provided_texts::issue(random::source from, std::uint64_t first_row,
                                                                   std::size_t rows, std::string_view column) const {
  if (repeats_ == repetition::never) detail::require_keys(capacity_, first_row, rows, column);
  const random::index_permutation order(from, within_);
  std::vector<std::string> texts;
  texts.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    std::uint64_t place = (first_row + i) % capacity_;
    if (place >= within_) {
      texts.push_back(at_beyond(from, place - within_));
      continue;
    }
    if (repeats_ == repetition::by_chance) {
      random::stream draws(from, random::purpose::restore, first_row + i);
      place = random::uniform_index(draws, values_);
    }
    texts.push_back(at(order(place)));
  }
  return texts;
}

}  // namespace standin::inline v0_1::prepare
