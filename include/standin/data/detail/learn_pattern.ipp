// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/learn_pattern.hpp.
#pragma once

#include <standin/data/check_digit.hpp>
#include <standin/data/learn_pattern.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace standin::inline v0_1 {

namespace detail::pattern_learning {

inline constexpr std::size_t longest_code = 64;

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_capital(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_small(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool is_letter(char c) noexcept {
  return is_capital(c) || is_small(c);
}

/// How a text is cut into runs.
enum class run_rule : std::uint8_t {
  by_class,  ///< letters and digits apart: "AB12" is two runs
  together   ///< "AB12" is one run, as in hexadecimal numbers
};

/// The sequence of runs and separators of a text: 'A' for a run of letters (or of letters and digits), '9' for one of
/// digits, anything else for itself. False when the text can't be a code.
STANDIN_LAZY [[nodiscard]] inline bool form_of(std::string_view text, run_rule rule, std::string& form) {
  form.clear();
  if (text.empty() || text.size() > longest_code) return false;
  char before = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) return false;
    const char run = is_letter(c) || (rule == run_rule::together && is_digit(c)) ? 'A' : is_digit(c) ? '9' : '\0';
    if (run == 0 || run != before) form += run == 0 ? c : run;
    before = run;
  }
  return true;
}

/// The characters found at one place, with their counts.
struct place_counts {
  std::array<std::uint32_t, 128> of{};
  std::uint64_t total = 0;

  void add(char c) noexcept {
    ++of[static_cast<unsigned char>(c)];
    ++total;
  }

  [[nodiscard]] character_set seen() const noexcept {
    character_set set;
    for (std::size_t c = 0; c < of.size(); ++c)
      if (of[c] > 0) set.add(static_cast<char>(c));
    return set;
  }
};

/// A run, or one separator.
struct run_counts {
  bool separator = false;
  std::size_t shortest = longest_code;
  std::size_t longest = 0;
  std::vector<place_counts> places{};

  void add(std::string_view run) {
    shortest = std::min(shortest, run.size());
    longest = std::max(longest, run.size());
    if (places.size() < run.size()) places.resize(run.size());
    for (std::size_t i = 0; i < run.size(); ++i) places[i].add(run[i]);
  }
};

/// Calls `take(run, k)` for each run and separator of a text whose form is known.
template <class Take>
void for_each_run(std::string_view text, std::string_view form, Take&& take) {
  std::size_t at = 0;
  for (std::size_t k = 0; k < form.size(); ++k) {
    const std::size_t first = at++;
    if (form[k] == '9') {
      while (at < text.size() && is_digit(text[at])) ++at;
    } else if (form[k] == 'A') {
      const bool letters_only = form.find('9') != std::string_view::npos;
      while (at < text.size() && (is_letter(text[at]) || (!letters_only && is_digit(text[at])))) ++at;
    }
    take(text.substr(first, at - first), k);
  }
}

/// Whether what was found is written in hexadecimal digits of one case: letters up to f only, and most of the sixteen.
STANDIN_LAZY [[nodiscard]] inline bool is_hexadecimal(const std::vector<run_counts>& runs, character_set& digits) {
  character_set all;
  bool mixed = false;
  for (const run_counts& run : runs) {
    if (run.separator) continue;
    character_set of_run;
    for (const place_counts& place : run.places) of_run.add(place.seen());
    mixed = mixed || (of_run.intersects(character_set('0', '9')) && !character_set('0', '9').includes(of_run));
    all.add(of_run);
  }
  for (const char first : {'a', 'A'}) {
    digits = character_set('0', '9');
    digits.add(character_set(first, static_cast<char>(first + 5)));
    if (mixed && digits.includes(all) && all.size() >= 12) return true;
  }
  return false;
}

/// What a place may hold, given what was found there.
class generaliser {
 public:
  generaliser(bool narrow, bool hexadecimal, const character_set& hexadecimal_digits)
      : narrow_(narrow), hexadecimal_(hexadecimal), hexadecimal_digits_(hexadecimal_digits) {}

  [[nodiscard]] character_set operator()(const place_counts& place, bool first_of_run) const {
    const character_set seen = place.seen();
    character_set whole;
    if (hexadecimal_) {
      whole = hexadecimal_digits_;
    } else {
      for (const character_set& kind : {character_set('0', '9'), character_set('A', 'Z'), character_set('a', 'z')})
        if (seen.intersects(kind)) whole.add(kind);
    }
    if (narrow_ && 2 * seen.size() <= whole.size() && place.total >= 20 * whole.size()) return seen;
    if (narrow_ && first_of_run && whole == character_set('0', '9') && place.of['0'] == 0 && place.total >= 50)
      return {'1', '9'};
    return whole;
  }

 private:
  bool narrow_;
  bool hexadecimal_;
  character_set hexadecimal_digits_;
};

STANDIN_LAZY [[nodiscard]] inline std::vector<text_pattern::part> describe(const std::vector<run_counts>& runs,
                                                                           const generaliser& generalise) {
  std::vector<text_pattern::part> parts;
  for (const run_counts& run : runs) {
    if (run.separator) {
      parts.push_back({run.places[0].seen()});
      continue;
    }
    for (std::size_t i = 0; i < run.shortest; ++i) parts.push_back({generalise(run.places[i], i == 0)});
    if (run.longest == run.shortest) continue;
    place_counts rest;
    for (std::size_t i = run.shortest; i < run.longest; ++i) {
      for (std::size_t c = 0; c < rest.of.size(); ++c) rest.of[c] += run.places[i].of[c];
      rest.total += run.places[i].total;
    }
    parts.push_back({generalise(rest, false), 0, run.longest - run.shortest});
  }
  return parts;
}

/// The most frequent form, and how many texts have it; of two that are as frequent the first in the alphabet.
STANDIN_LAZY [[nodiscard]] inline std::pair<std::string, std::size_t> commonest_form(
    std::span<const std::string_view> texts, run_rule rule) {
  std::unordered_map<std::string, std::size_t> forms;
  std::string form;
  for (const std::string_view text : texts)
    if (form_of(text, rule, form)) ++forms[form];
  std::pair<std::string, std::size_t> most{{}, 0};
  for (const auto& [one, count] : forms)
    if (count > most.second || (count == most.second && one < most.first)) most = {one, count};
  return most;
}

/// Whether the digits of a text end with their Luhn digit.
STANDIN_LAZY [[nodiscard]] inline bool ends_with_luhn_digit(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (is_digit(c)) digits += c;
  return is_digit(text.back()) && luhn_valid(digits);
}

/// Two readings are possible where a run of changing length meets another one with the same characters.
STANDIN_LAZY [[nodiscard]] inline std::optional<text_pattern> unambiguous(std::vector<text_pattern::part> parts) {
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (parts[i].least != parts[i].most && parts[i + 1].characters.intersects(parts[i].characters)) return std::nullopt;
  return text_pattern(std::move(parts));
}

}  // namespace detail::pattern_learning

STANDIN_LAZY_INLINE std::optional<learned_pattern> learn_pattern(std::span<const std::string_view> texts) {
  detail::pattern_learning::run_rule rule = detail::pattern_learning::run_rule::by_class;
  auto [form, having] = detail::pattern_learning::commonest_form(texts, rule);
  if (having < texts.size()) {
    const auto together = detail::pattern_learning::commonest_form(texts, detail::pattern_learning::run_rule::together);
    if (together.second > having) {
      rule = detail::pattern_learning::run_rule::together;
      form = together.first;
      having = together.second;
    }
  }
  if (having < 2 || form.find_first_of("9A") == std::string::npos) return std::nullopt;

  std::vector<detail::pattern_learning::run_counts> runs(form.size());
  for (std::size_t k = 0; k < form.size(); ++k) runs[k].separator = form[k] != '9' && form[k] != 'A';
  std::string each;
  for (const std::string_view text : texts)
    if (detail::pattern_learning::form_of(text, rule, each) && each == form)
      detail::pattern_learning::for_each_run(text, form,
                                             [&runs](std::string_view run, std::size_t k) { runs[k].add(run); });

  character_set hexadecimal_digits;
  const bool hexadecimal = detail::pattern_learning::is_hexadecimal(runs, hexadecimal_digits);
  std::optional<text_pattern> pattern;
  for (const bool narrow : {true, false}) {
    pattern = detail::pattern_learning::unambiguous(
        detail::pattern_learning::describe(runs, {narrow, hexadecimal, hexadecimal_digits}));
    if (pattern && pattern->capacity() / 4 >= texts.size()) break;
  }
  if (!pattern || pattern->capacity() / 4 < 1) return std::nullopt;

  learned_pattern learned{.pattern = std::move(*pattern), .texts = texts.size()};
  std::vector<std::size_t> of_length(learned.pattern.longest() + 1, 0);
  bool luhn = true;
  for (const std::string_view text : texts) {
    if (!learned.pattern.matches(text)) continue;
    ++learned.fitting;
    ++of_length[text.size()];
    luhn = luhn && detail::pattern_learning::ends_with_luhn_digit(text);
  }
  for (std::size_t length = 0; length < of_length.size(); ++length)
    if (of_length[length] > 0) learned.lengths.push_back({length, of_length[length]});
  learned.luhn = luhn && learned.fitting >= 10;
  return learned;
}

}  // namespace standin::inline v0_1
