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
inline constexpr std::size_t fewest_sharing = 20;    ///< texts that make a letter which all of them have a literal one
inline constexpr std::size_t room_of_a_text = 4;     ///< texts of the pattern for each that was looked at
inline constexpr std::size_t most_more_digits = 15;  ///< that a number in a text grows to

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
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') return false;
    const char run = is_letter(c) || (rule == run_rule::together && is_digit(c)) ? 'A' : is_digit(c) ? '9' : '\0';
    if (run == 0 || run != before) form += run == 0 ? c : run;
    before = run;
  }
  return true;
}

[[nodiscard]] inline bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether bytes are whole UTF-8 characters one after the other, told by their leading bits.
[[nodiscard]] inline bool is_utf8(std::string_view text) noexcept {
  std::size_t to_come = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) {
      if (to_come-- == 0) return false;
    } else {
      if (to_come != 0 || byte > 0xF4U) return false;
      to_come = byte < 0x80U ? 0 : byte < 0xE0U ? 1 : byte < 0xF0U ? 2 : 3;
    }
  }
  return to_come == 0;
}

/// The characters found at one place, with their counts.
struct place_counts {
  std::array<std::uint32_t, 256> of{};
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
  enum class width : std::uint8_t {
    found,    ///< what many texts share stays
    numbers,  ///< classes, but no zero in front of numbers that have none
    classes
  };

  generaliser(width wide, bool hexadecimal, const character_set& hexadecimal_digits)
      : width_(wide), hexadecimal_(hexadecimal), hexadecimal_digits_(hexadecimal_digits) {}

  [[nodiscard]] character_set operator()(const place_counts& place, bool first_of_run) const {
    const character_set seen = place.seen();
    character_set whole;
    if (hexadecimal_) {
      whole = hexadecimal_digits_;
    } else {
      for (const character_set& kind : {character_set('0', '9'), character_set('A', 'Z'), character_set('a', 'z')})
        if (seen.intersects(kind)) whole.add(kind);
    }
    if (width_ == width::found) {
      if (2 * seen.size() <= whole.size() && place.total >= 20 * whole.size()) return seen;
      if (!hexadecimal_ && seen.size() == 1 && whole.size() == 26 && place.total >= fewest_sharing) return seen;
    }
    if (width_ != width::classes && first_of_run && whole == character_set('0', '9') && place.of['0'] == 0 &&
        place.total >= 50)
      return {'1', '9'};
    return whole;
  }

 private:
  width width_;
  bool hexadecimal_;
  character_set hexadecimal_digits_;
};

/// A part of a pattern, and how it may be widened.
struct described_part {
  text_pattern::part part;
  character_set whole;  ///< what it may be widened to
  std::size_t run = 0;  ///< place in the form
  bool separator = false;

  [[nodiscard]] bool literal() const noexcept {
    return part.least == 1 && part.most == 1 && part.characters.size() == 1;
  }
  [[nodiscard]] bool digits() const noexcept { return !separator && character_set('0', '9').includes(whole); }
  /// A letter that all texts have.
  [[nodiscard]] bool kept_letter() const noexcept { return !separator && !digits() && literal(); }
};

STANDIN_LAZY [[nodiscard]] inline std::vector<described_part> describe(const std::vector<run_counts>& runs,
                                                                       const generaliser& narrow,
                                                                       const generaliser& widest) {
  std::vector<described_part> parts;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    const run_counts& run = runs[k];
    if (run.separator) {
      parts.push_back({{run.places[0].seen()}, run.places[0].seen(), k, true});
      continue;
    }
    for (std::size_t i = 0; i < run.shortest; ++i)
      parts.push_back({{narrow(run.places[i], i == 0)}, widest(run.places[i], i == 0), k});
    if (run.longest == run.shortest) continue;
    place_counts rest;
    for (std::size_t i = run.shortest; i < run.longest; ++i) {
      for (std::size_t c = 0; c < rest.of.size(); ++c) rest.of[c] += run.places[i].of[c];
      rest.total += run.places[i].total;
    }
    parts.push_back({{narrow(rest, false), 0, run.longest - run.shortest}, widest(rest, false), k});
  }
  return parts;
}

/// The most frequent form, and how many texts have it; of two that are as frequent the first in the alphabet.
STANDIN_LAZY [[nodiscard]] inline std::pair<std::string, std::size_t> commonest_form(
    std::span<const std::string_view> texts, run_rule rule) {
  std::unordered_map<std::string, std::size_t> forms;
  std::string form;
  for (const std::string_view text : texts)
    if (form_of(text, rule, form) && is_ascii(form)) ++forms[form];
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

/// The form of all texts, with characters beyond ASCII that all of them have at the same place of it; empty where there
/// is none.
STANDIN_LAZY [[nodiscard]] inline std::string common_form(std::span<const std::string_view> texts) {
  std::string first;
  std::string form;
  for (const std::string_view text : texts) {
    if (!form_of(text, run_rule::by_class, form) || !is_utf8(text) || (!first.empty() && form != first)) return {};
    first = form;
  }
  return first;
}

/// Two readings are possible where a run of changing length meets another one with the same characters.
STANDIN_LAZY [[nodiscard]] inline std::optional<text_pattern> unambiguous(const std::vector<described_part>& parts) {
  std::vector<text_pattern::part> plain;
  for (const described_part& each : parts) plain.push_back(each.part);
  for (std::size_t i = 0; i + 1 < plain.size(); ++i)
    if (plain[i].least != plain[i].most && plain[i + 1].characters.intersects(plain[i].characters)) return std::nullopt;
  return text_pattern(std::move(plain));
}

/// What texts of one form ask of a pattern.
struct wanted_room {
  std::uint64_t texts = 0;              ///< that were looked at
  std::uint64_t of_form = 0;            ///< of them, those of the form
  std::vector<length_count> lengths{};  ///< of those
  bool luhn = false;

  /// Whether there is room for some times as many texts, of any lengths or of those found as often as they were.
  [[nodiscard]] bool in(const std::optional<text_pattern>& pattern, bool any_length) const {
    if (!pattern) return false;
    const double needed = static_cast<double>(room_of_a_text * texts) * (luhn ? 10.0 : 1.0);
    if (any_length) return static_cast<double>(pattern->capacity()) >= needed;
    return std::all_of(lengths.begin(), lengths.end(), [&](const length_count& one) {
      const double share = static_cast<double>(one.texts) / static_cast<double>(of_form);
      return static_cast<double>(pattern->capacity_of_length(one.length)) >= needed * share;
    });
  }
};

/// Widens a pattern until there is room: numbers that change first, then digits that all texts share, then the lengths
/// of numbers, then shared letters from the end.
class widener {
 public:
  widener(std::vector<described_part>& parts, const wanted_room& room) : parts_(parts), room_(room) {}

  /// False when all that is left is to give up what the texts have in common.
  [[nodiscard]] bool widen() {
    return fits() || open_numbers() || open_shared([](const described_part& one) { return one.digits(); }) ||
           lengthen() || open_shared([](const described_part& one) { return !one.digits(); });
  }

  /// Gives one more digit, or two, to the last number of texts that are mostly all that there can be.
  void grow() {
    const std::optional<text_pattern> pattern = unambiguous(parts_);
    if (!pattern || pattern->capacity() / 2 >= room_.texts) return;
    const auto last =
        std::find_if(parts_.rbegin(), parts_.rend(), [](const described_part& one) { return one.digits(); });
    if (last == parts_.rend() || last->part.least != last->part.most) return;
    const character_set digits('0', '9');
    const auto at = parts_.insert(last.base(), {{digits, 0, 1}, digits, last->run}) - parts_.begin();
    if (!lengthen()) parts_.erase(parts_.begin() + at);
  }

  /// Whether numbers became longer than those found, so that lengths are no law any more.
  [[nodiscard]] bool any_length() const noexcept { return any_length_; }

 private:
  [[nodiscard]] bool fits() const { return room_.in(unambiguous(parts_), any_length_); }

  [[nodiscard]] bool changes(std::size_t run) const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [run](const described_part& one) { return one.run == run && !one.separator && !one.literal(); });
  }

  [[nodiscard]] bool open_numbers() {
    for (std::size_t i = parts_.size(); i > 0; --i) {
      const std::size_t run = parts_[i - 1].run;
      if ((i < parts_.size() && parts_[i].run == run) || !parts_[i - 1].digits() || !changes(run)) continue;
      for (described_part& one : parts_)
        if (one.run == run) one.part.characters = one.whole;
      if (fits()) return true;
    }
    return false;
  }

  template <class Which>
  [[nodiscard]] bool open_shared(Which&& which) {
    for (std::size_t i = parts_.size(); i > 0; --i) {
      described_part& one = parts_[i - 1];
      if (one.separator || !one.literal() || !which(one)) continue;
      one.part.characters = one.whole;
      if (fits()) return true;
    }
    return false;
  }

  [[nodiscard]] bool lengthen() {
    for (std::size_t i = parts_.size(); i > 0; --i) {
      text_pattern::part& rest = parts_[i - 1].part;
      if (!parts_[i - 1].digits() || rest.least == rest.most) continue;
      const std::size_t found = rest.most;
      any_length_ = true;
      for (; rest.most <= most_more_digits; ++rest.most)
        if (fits()) return true;
      rest.most = found;
      any_length_ = false;
    }
    return false;
  }

  std::vector<described_part>& parts_;
  const wanted_room& room_;
  bool any_length_ = false;
};

/// Texts for more rows than the pattern has texts: with a longer number where there is one, and else with another
/// letter in place of the last one that all texts have.
STANDIN_LAZY [[nodiscard]] inline std::optional<text_pattern> texts_beyond(std::vector<described_part> parts) {
  constexpr std::uint64_t countable = std::uint64_t{1} << 62;
  std::size_t last = parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].digits()) last = i;
  if (last < parts.size()) {
    const std::size_t run = parts[last].run;
    std::size_t longest = 0;
    std::size_t first = last;
    for (std::size_t i = last + 1; i > 0 && parts[i - 1].run == run; --i) {
      longest += parts[i - 1].part.most;
      first = i - 1;
    }
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                parts.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    const described_part rest{{character_set('0', '9'), longest, longest}, character_set('0', '9'), run};
    parts[first].part = {character_set('1', '9')};
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(first) + 1, rest);
    std::optional<text_pattern> beyond;
    for (std::size_t most = longest; most <= std::max(longest, most_more_digits); ++most) {
      parts[first + 1].part.most = most;
      std::optional<text_pattern> longer = unambiguous(parts);
      if (!longer || longer->capacity() >= countable) break;
      beyond = std::move(longer);
    }
    return beyond;
  }
  bool other = false;
  for (std::size_t i = parts.size(); i > 0; --i) {
    described_part& one = parts[i - 1];
    if (!one.kept_letter()) continue;
    const std::string kept = one.part.characters.characters();
    one.part.characters = one.whole;
    if (other) continue;
    one.part.characters = character_set();
    for (const char c : one.whole.characters())
      if (c != kept[0]) one.part.characters.add(c);
    other = true;
  }
  std::optional<text_pattern> beyond = unambiguous(parts);
  if (beyond && beyond->capacity() >= countable) return std::nullopt;
  return beyond;
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
  if (having == 0) {
    form = detail::pattern_learning::common_form(texts);
    having = form.empty() ? 0 : texts.size();
  }
  if (having < 2 || form.find_first_of("9A") == std::string::npos) return std::nullopt;

  std::vector<detail::pattern_learning::run_counts> runs(form.size());
  for (std::size_t k = 0; k < form.size(); ++k) runs[k].separator = form[k] != '9' && form[k] != 'A';
  detail::pattern_learning::wanted_room room{.texts = texts.size(), .of_form = having, .luhn = having >= 10};
  std::vector<std::size_t> of_form_length(detail::pattern_learning::longest_code + 1, 0);
  std::string each;
  for (const std::string_view text : texts) {
    if (!detail::pattern_learning::form_of(text, rule, each) || each != form) continue;
    detail::pattern_learning::for_each_run(text, form,
                                           [&runs](std::string_view run, std::size_t k) { runs[k].add(run); });
    ++of_form_length[text.size()];
    room.luhn = room.luhn && detail::pattern_learning::ends_with_luhn_digit(text);
  }
  for (std::size_t length = 0; length < of_form_length.size(); ++length)
    if (of_form_length[length] > 0) room.lengths.push_back({length, of_form_length[length]});

  character_set hexadecimal_digits;
  const bool hexadecimal = detail::pattern_learning::is_hexadecimal(runs, hexadecimal_digits);
  const auto described = [&](detail::pattern_learning::generaliser::width narrow,
                             detail::pattern_learning::generaliser::width widest) {
    return detail::pattern_learning::describe(runs, {narrow, hexadecimal, hexadecimal_digits},
                                              {widest, hexadecimal, hexadecimal_digits});
  };
  using enum detail::pattern_learning::generaliser::width;
  std::vector<detail::pattern_learning::described_part> parts = described(found, numbers);
  detail::pattern_learning::widener widener(parts, room);
  const bool one_text = std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.literal(); });
  if (one_text || !widener.widen()) {
    parts = described(classes, classes);
    if (!one_text) widener.grow();
  }
  const bool any_length = widener.any_length();
  std::optional<text_pattern> pattern = detail::pattern_learning::unambiguous(parts);
  if (!pattern || pattern->capacity() / detail::pattern_learning::room_of_a_text < 1) return std::nullopt;
  const bool keeps_letters =
      std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.kept_letter(); });

  learned_pattern learned{.pattern = std::move(*pattern), .texts = texts.size(), .any_length = any_length};
  if (keeps_letters || any_length || !detail::pattern_learning::is_ascii(form))
    learned.beyond = detail::pattern_learning::texts_beyond(std::move(parts));
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
