// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/personal.hpp.
#pragma once

#include <standin/data/check_digit.hpp>
#include <standin/data/common_names.hpp>
#include <standin/data/personal.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace standin::inline v0_1 {

namespace detail::personal_forms {

/// The characters of texts, as this file needs them: ASCII only, without locale.
struct ascii {
  static constexpr bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
  static constexpr bool capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
  static constexpr bool small(char c) noexcept { return c >= 'a' && c <= 'z'; }
  static constexpr bool letter(char c) noexcept { return capital(c) || small(c); }
  static constexpr bool hexadecimal(char c) noexcept {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
  static constexpr char lower(char c) noexcept { return capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }
};

[[nodiscard]] constexpr bool is_email(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
  for (const char c : text.substr(0, at))
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
        std::string_view("\"(),:;<>[\\]").find(c) != std::string_view::npos)
      return false;
  const std::string_view domain = text.substr(at + 1);
  std::size_t label = 0;
  std::size_t dots = 0;
  bool letters = true;  // in the last label
  for (const char c : domain) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
      ++dots;
      letters = true;
      continue;
    }
    if (!ascii::letter(c) && !ascii::digit(c) && c != '-' && static_cast<unsigned char>(c) < 0x80) return false;
    letters = letters && !ascii::digit(c);
    ++label;
  }
  return dots > 0 && label >= 2 && letters;
}

[[nodiscard]] constexpr bool is_uuid(std::string_view text) noexcept {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !ascii::hexadecimal(text[i])) return false;
  }
  return true;
}

[[nodiscard]] constexpr bool is_ipv4(std::string_view text) noexcept {
  unsigned numbers = 0;
  while (numbers < 4) {
    std::size_t digits = 0;
    unsigned value = 0;
    while (digits < text.size() && digits < 3 && ascii::digit(text[digits]))
      value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
    if (digits == 0 || value > 255 || (digits > 1 && text[0] == '0')) return false;
    text.remove_prefix(digits);
    if (++numbers == 4) break;
    if (text.empty() || text[0] != '.') return false;
    text.remove_prefix(1);
  }
  return text.empty();
}

[[nodiscard]] constexpr bool is_ipv6(std::string_view text) noexcept {
  if (text.size() < 3 || text.size() > 39) return false;
  std::size_t groups = 0;
  std::size_t digits = 0;
  bool gap = false;  // "::" stands for groups of zeros, once
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ascii::hexadecimal(text[i])) {
      if (digits == 0) ++groups;
      if (++digits > 4) return false;
    } else if (text[i] != ':') {
      return false;
    } else {
      const bool doubled = i + 1 < text.size() && text[i + 1] == ':';
      if (doubled && gap) return false;
      if (digits == 0 && !doubled && !(i > 0 && text[i - 1] == ':')) return false;
      gap = gap || doubled;
      digits = 0;
    }
  }
  if (text.back() == ':' && !text.ends_with("::")) return false;
  return gap ? groups > 0 && groups < 8 : groups == 8;
}

[[nodiscard]] constexpr bool is_mac(std::string_view text) noexcept {
  if (text.size() != 17 || (text[2] != ':' && text[2] != '-')) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i % 3 == 2 ? text[i] != text[2] : !ascii::hexadecimal(text[i])) return false;
  return true;
}

[[nodiscard]] constexpr bool is_iban(std::string_view text) noexcept {
  char all[34] = {};
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' && i % 5 == 4) continue;
    if (size == sizeof all || !(ascii::digit(text[i]) || ascii::capital(text[i]))) return false;
    all[size++] = text[i];
  }
  if (size < 15 || !ascii::capital(all[0]) || !ascii::capital(all[1]) || !ascii::digit(all[2]) || !ascii::digit(all[3]))
    return false;
  return remainder_97({all, 4}, remainder_97({all + 4, size - 4})) == 1;
}

[[nodiscard]] constexpr bool is_card_number(std::string_view text) noexcept {
  char digits[19] = {};
  std::size_t size = 0;
  char separator = 0;
  bool last_digit = false;
  for (const char c : text) {
    if (ascii::digit(c)) {
      if (size == sizeof digits) return false;
      digits[size++] = c;
      last_digit = true;
    } else {
      if (!last_digit || (c != ' ' && c != '-') || (separator != 0 && separator != c)) return false;
      separator = c;
      last_digit = false;
    }
  }
  return last_digit && size >= 13 && digits[0] != '0' && luhn_valid({digits, size});
}

[[nodiscard]] constexpr bool is_phone(std::string_view text) noexcept {
  if (text.size() < 8 || text.size() > 24) return false;
  const bool plus = text[0] == '+';
  std::size_t digits = 0;
  std::size_t groups = 0;
  bool opened = false;
  bool closed = false;
  char before = 0;
  for (std::size_t i = plus ? 1 : 0; i < text.size(); ++i) {
    const char c = text[i];
    if (ascii::digit(c)) {
      ++digits;
      if (!ascii::digit(before)) ++groups;
    } else if (c == '(') {
      if (opened) return false;
      opened = true;
    } else if (c == ')') {
      if (!opened || closed) return false;
      closed = true;
    } else if (c != ' ' && c != '-' && c != '.' && c != '/') {
      return false;
    }
    before = c;
  }
  if (digits < 8 || digits > 15 || opened != closed || !ascii::digit(before)) return false;
  return plus || opened || (groups >= 3 && digits >= 9);
}

/// Calls `take(word)` for each run of characters without blank, comma and parentheses.
template <class Take>
constexpr void for_each_word(std::string_view text, Take&& take) {
  constexpr std::string_view between = " ,()\"";
  while (!text.empty()) {
    const std::size_t first = text.find_first_not_of(between);
    if (first == std::string_view::npos) return;
    const std::size_t end = std::min(text.find_first_of(between, first), text.size());
    take(text.substr(first, end - first));
    text.remove_prefix(end);
  }
}

[[nodiscard]] constexpr bool same_letters(std::string_view a, std::string_view lower) noexcept {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (ascii::lower(a[i]) != lower[i]) return false;
  return true;
}

inline constexpr std::string_view street_words[] = {
    "street", "st",     "avenue", "ave",     "road",   "rd",      "lane",   "ln",      "boulevard", "blvd",
    "drive",  "dr",     "court",  "ct",      "place",  "pl",      "square", "sq",      "way",       "rue",
    "allee",  "chemin", "calle",  "avenida", "via",    "viale",   "piazza", "rua",     "strasse",   "weg",
    "platz",  "gata",   "ulica",  "ul",      "straat", "terrace", "close",  "crescent"};

[[nodiscard]] constexpr bool is_street_word(std::string_view word) noexcept {
  for (const std::string_view one : street_words)
    if (same_letters(word, one)) return true;
  constexpr std::string_view strasse = "strasse";
  if (word.size() > strasse.size() && same_letters(word.substr(word.size() - strasse.size()), strasse)) return true;
  return word.ends_with("stra\u00DFe");
}

[[nodiscard]] constexpr bool is_street_address(std::string_view text) noexcept {
  if (text.size() < 6 || text.size() > 120) return false;
  bool number = false;
  bool street = false;
  std::size_t words = 0;
  for_each_word(text, [&](std::string_view word) {
    ++words;
    while (!word.empty() && word.back() == '.') word.remove_suffix(1);
    if (word.empty()) return;
    if (ascii::digit(word[0])) {
      number = number || word.size() <= 6;
    } else {
      street = street || is_street_word(word);
    }
  });
  return number && street && words >= 2;
}

inline constexpr std::string_view titles[] = {"mr",  "mrs",  "ms",   "miss", "master", "dr",   "prof", "sir",  "rev",
                                              "mme", "mlle", "herr", "frau", "don",    "lady", "col",  "capt", "major"};

inline constexpr std::string_view small_name_words[] = {"van", "von", "de", "del", "der", "den", "di",  "da", "dos",
                                                        "la",  "le",  "du", "bin", "al",  "el",  "ter", "y"};

}  // namespace detail::personal_forms

STANDIN_LAZY_INLINE std::optional<personal_kind> personal_form(std::string_view text) noexcept {
  if (text.size() < 3 || text.size() > 254) return std::nullopt;
  if (detail::personal_forms::is_email(text)) return personal_kind::email;
  if (detail::personal_forms::is_uuid(text)) return personal_kind::uuid;
  if (detail::personal_forms::is_mac(text)) return personal_kind::mac;
  if (detail::personal_forms::is_ipv4(text)) return personal_kind::ipv4;
  if (detail::personal_forms::is_ipv6(text)) return personal_kind::ipv6;
  if (detail::personal_forms::is_iban(text)) return personal_kind::iban;
  if (detail::personal_forms::is_card_number(text)) return personal_kind::card_number;
  if (detail::personal_forms::is_phone(text)) return personal_kind::phone;
  if (detail::personal_forms::is_street_address(text)) return personal_kind::street_address;
  return std::nullopt;
}

STANDIN_LAZY_INLINE name_evidence look_for_name(std::string_view text) noexcept {
  name_evidence found;
  if (text.size() < 2 || text.size() > 100) return found;
  found.shaped = true;
  std::uint32_t capitalised = 0;
  detail::personal_forms::for_each_word(text, [&found, &capitalised](std::string_view word) {
    ++found.words;
    std::string_view bare = word;
    while (!bare.empty() && (bare.back() == '.' || bare.back() == '\'')) bare.remove_suffix(1);
    for (const char c : bare)
      if (!detail::personal_forms::ascii::letter(c) && c != '-' && c != '\'' && c != '.' &&
          static_cast<unsigned char>(c) < 0x80)
        found.shaped = false;
    if (bare.empty()) return;
    const bool capital = !detail::personal_forms::ascii::small(bare[0]);
    if (capital) ++capitalised;
    const auto is_one_of = [bare](const auto& words) {
      return std::any_of(std::begin(words), std::end(words),
                         [bare](std::string_view one) { return detail::personal_forms::same_letters(bare, one); });
    };
    if (!capital && !is_one_of(detail::personal_forms::small_name_words)) found.shaped = false;
    if (is_one_of(detail::personal_forms::titles)) found.titled = true;
    if (is_common_given_name(bare.substr(0, bare.find('-')))) found.given = true;
    if (is_common_family_name(bare)) found.family = true;
  });
  if (capitalised == 0 || found.words > 14) found.shaped = false;
  return found;
}

}  // namespace standin::inline v0_1
