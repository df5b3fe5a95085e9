// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/made_up_texts.hpp.
#pragma once

#include <standin/prepare/roles/made_up_texts.hpp>
#include <standin/providers/pattern.hpp>
#include <standin/providers/words.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/permutation.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace standin::inline v0_1::prepare {

namespace detail::making_up {

inline constexpr std::size_t most_words = 200;
inline constexpr std::size_t most_codes = 4096;
inline constexpr std::size_t fewest_words = 60;  // that a vocabulary must have left

STANDIN_LAZY [[nodiscard]] inline std::vector<std::string> vocabulary(bool names) {
  std::vector<std::string> words;
  if (names)
    for (std::size_t i = 0; i < made_up_names(); ++i) words.push_back(made_up_name(i));
  else
    for (const std::string_view word : common_words()) words.emplace_back(word);
  return words;
}

STANDIN_LAZY [[nodiscard]] inline std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

STANDIN_LAZY [[nodiscard]] inline std::string bare(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  std::string letters(word);
  for (char& c : letters) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return letters;
}

/// Leaves out a word of each text that is made of known words alone.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::uint32_t> words_to_avoid(std::span<const std::string_view> texts,
                                                                            bool names) {
  std::map<std::string, std::uint32_t> known;
  for (const std::string& word : vocabulary(names)) known.emplace(word, static_cast<std::uint32_t>(known.size()));
  std::set<std::uint32_t> avoided;
  for (const std::string_view text : texts) {
    std::optional<std::uint32_t> last;
    bool possible = true;
    for (const std::string_view word : split(text)) {
      const auto at = known.find(bare(word));
      possible = possible && at != known.end() && avoided.count(at->second) == 0;
      if (!possible) break;
      last = at->second;
    }
    if (possible && last) avoided.insert(*last);
  }
  return {avoided.begin(), avoided.end()};
}

/// Runs of digits become 9, runs of letters A.
STANDIN_LAZY [[nodiscard]] inline std::string form_of(std::string_view text) {
  std::string form;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const char as = digit ? '9' : letter ? 'A' : c;
    if ((!digit && !letter) || form.empty() || form.back() != as) form += as;
  }
  return form;
}

/// The masks that most of the texts keep to; none where they are no codes.
STANDIN_LAZY [[nodiscard]] inline std::vector<learned_pattern> masks_of_codes(std::span<const std::string_view> texts) {
  std::size_t digits = 0;
  std::size_t words = 0;
  for (const std::string_view text : texts) {
    digits += text.find_first_of("0123456789") != std::string_view::npos ? 1U : 0U;
    words += split(text).size();
  }
  if (2 * digits < texts.size() || words > 3 * texts.size()) return {};
  std::map<std::string, std::vector<std::string_view>> by_form;
  for (const std::string_view text : texts) by_form[form_of(text)].push_back(text);
  std::vector<learned_pattern> masks;
  std::size_t fitting = 0;
  for (const auto& [form, having] : by_form) {
    if (having.size() < 3 || 100 * having.size() < texts.size()) continue;
    if (std::any_of(form.begin(), form.end(), [](char c) { return static_cast<signed char>(c) < 0; })) continue;
    std::optional<learned_pattern> learned = learn_pattern(having);
    if (!learned) continue;
    fitting += learned->fitting;
    masks.push_back(*std::move(learned));
  }
  if (5 * fitting < 3 * texts.size()) masks.clear();
  return masks;
}

/// Codes of the masks, none of them a real one.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::string> make_codes(const std::vector<learned_pattern>& masks,
                                                                      std::span<const std::string_view> texts) {
  const std::set<std::string_view> real(texts.begin(), texts.end());
  std::size_t fitting = 0;
  for (const learned_pattern& mask : masks) fitting += mask.fitting;
  const std::size_t wanted = std::min(most_codes, texts.size());
  std::set<std::string> made;
  for (std::size_t k = 0; k < masks.size(); ++k) {
    const pattern_provider provider(masks[k]);
    const random::index_permutation order({0, random::domain("made-up codes", k)}, provider.capacity());
    const std::size_t quota = std::max<std::size_t>(1, wanted * masks[k].fitting / fitting);
    std::size_t found = 0;
    for (std::uint64_t i = 0; i < provider.capacity() && found < quota; ++i) {
      std::string code = provider.at(order(i));
      if (real.count(code) == 0 && made.insert(std::move(code)).second) ++found;
    }
  }
  return {made.begin(), made.end()};
}

STANDIN_LAZY [[nodiscard]] inline capital_letters capitals_of(std::span<const std::string_view> texts) {
  std::size_t all = 0;
  std::size_t each = 0;
  std::size_t first = 0;
  for (const std::string_view text : texts) {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_capital = [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0; };
    if (text.empty() || !is_capital(text.front())) continue;
    const std::vector<std::string_view> words = split(text);
    const bool capital_each = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      return word.size() <= 3 || !is_lower(word.front());  // "of", "the"
    });
    if (text.size() > 1 && std::none_of(text.begin(), text.end(), is_lower))
      ++all;
    else if (capital_each)
      ++each;
    else
      ++first;
  }
  if (2 * (all + each + first) <= texts.size()) return capital_letters::none;
  if (all > each && all > first) return capital_letters::all;
  return each >= first ? capital_letters::each_word : capital_letters::first_word;
}

}  // namespace detail::making_up

STANDIN_LAZY_INLINE made_up_texts learn_made_up_texts(std::span<const std::string_view> texts) {
  made_up_texts learned;
  if (const auto masks = detail::making_up::masks_of_codes(texts); !masks.empty()) {
    learned.codes = detail::making_up::make_codes(masks, texts);
    if (!learned.codes.empty()) return learned;
  }
  std::map<std::size_t, std::size_t> lengths;
  std::size_t words = 0;
  std::size_t stops = 0;
  for (const std::string_view text : texts) {
    const std::size_t count = detail::making_up::split(text).size();
    ++lengths[std::clamp<std::size_t>(count, 1, detail::making_up::most_words)];
    words += count;
    stops += text.ends_with('.') ? 1U : 0U;
  }
  for (const auto& [length, count] : lengths) learned.words.push_back({length, count});
  learned.full_stop = 2 * stops > texts.size();
  learned.capitals = detail::making_up::capitals_of(texts);
  learned.names = words <= 2 * texts.size();
  for (int attempt = 0; attempt < 2; ++attempt) {
    learned.without = detail::making_up::words_to_avoid(texts, learned.names);
    const std::size_t known = learned.names ? made_up_names() : common_words().size();
    if (known - learned.without.size() >= detail::making_up::fewest_words) return learned;
    learned.names = !learned.names;
  }
  // Texts with nearly all words of both lists in them.
  learned.codes = detail::making_up::make_codes({{text_pattern("AA99999999"), texts.size(), texts.size()}}, texts);
  return learned;
}

STANDIN_LAZY_INLINE std::vector<std::string> made_up_texts::issue(random::source from, std::uint64_t first_row,
                                                                  std::size_t rows) const {
  std::vector<std::string> texts(rows);
  if (!codes.empty()) {
    for (std::size_t i = 0; i < rows; ++i) {
      random::stream draws(from, random::purpose::restore, first_row + i);
      texts[i] = codes[static_cast<std::size_t>(random::uniform_index(draws, codes.size()))];
    }
    return texts;
  }
  std::vector<std::string> vocabulary = detail::making_up::vocabulary(names);
  for (auto at = without.rbegin(); at != without.rend(); ++at)
    if (*at < vocabulary.size()) vocabulary.erase(vocabulary.begin() + static_cast<std::ptrdiff_t>(*at));
  std::uint64_t all = 0;
  for (const length_count& each : words) all += each.texts;
  if (vocabulary.empty() || all == 0) return texts;
  for (std::size_t i = 0; i < rows; ++i) {
    random::stream draws(from, random::purpose::restore, first_row + i);
    std::uint64_t place = random::uniform_index(draws, all);
    std::size_t length = words.back().length;
    for (const length_count& each : words) {
      if (place < each.texts) {
        length = each.length;
        break;
      }
      place -= each.texts;
    }
    std::string& text = texts[i];
    for (std::size_t k = 0; k < length; ++k) {
      std::string word = vocabulary[static_cast<std::size_t>(random::uniform_index(draws, vocabulary.size()))];
      const bool capital = capitals == capital_letters::each_word || capitals == capital_letters::all ||
                           (capitals == capital_letters::first_word && k == 0);
      for (std::size_t c = 0; c < word.size(); ++c)
        if (capitals == capital_letters::all || (capital && c == 0)) word[c] = static_cast<char>(word[c] - 'a' + 'A');
      if (k > 0) text += ' ';
      text += word;
    }
    if (full_stop) text += '.';
  }
  return texts;
}

}  // namespace standin::inline v0_1::prepare
