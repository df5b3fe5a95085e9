// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/personal_inside.hpp.
#pragma once

#include <standin/data/detail/personal_inside.hpp>

#include <algorithm>
#include <array>

namespace standin::inline v0_1::detail {

namespace looking_inside {

inline constexpr std::string_view letters_and_digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view digits = "0123456789";

STANDIN_LAZY [[nodiscard]] inline std::string_view without_end(std::string_view word) noexcept {
  while (!word.empty() && std::string_view(".,;:!?-/").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

/// A form that one word has: `mailto:ana@example.com` and `10.0.0.1:80` are cut.
STANDIN_LAZY inline void look_at_word(std::string_view word, personal_inside& found) noexcept {
  word = without_end(word);
  if (word.size() < 6) return;
  const std::size_t at = word.find('@');
  if (at != std::string_view::npos) {
    const std::size_t before = word.substr(0, at).find_last_of(":=/|'*");
    const std::string_view address = before == std::string_view::npos ? word : word.substr(before + 1);
    const std::size_t end = address.find_first_of("?'*|/", address.find('@'));
    if (personal_form(without_end(address.substr(0, end))) == personal_kind::email)
      found.certain = personal_kind::email;
    return;
  }
  const std::optional<personal_kind> form = personal_form(word);
  if (form == personal_kind::uuid || form == personal_kind::mac) found.certain = form;
  if (form == personal_kind::ipv6 || form == personal_kind::ipv4 || form == personal_kind::phone) found.likely = form;
  if (personal_form(word.substr(0, word.find_first_of(":/"))) == personal_kind::ipv4)
    found.likely = personal_kind::ipv4;
}

/// Telephone numbers with a plus or an area code in parentheses, card and account numbers: from the start of a word
/// over further ones, as they are written in groups.
STANDIN_LAZY inline void look_at_groups(std::string_view text, std::size_t begin, personal_inside& found) noexcept {
  const std::string_view rest = text.substr(begin);
  const bool phone = rest[0] == '+' || rest[0] == '(';
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool account = rest.size() >= 15 && capital(rest[0]) && capital(rest[1]) &&
                       digits.find(rest[2]) != std::string_view::npos && digits.find(rest[3]) != std::string_view::npos;
  const bool card = digits.find(rest[0]) != std::string_view::npos;
  if (!phone && !account && !card) return;
  std::size_t number_of_digits = 0;
  for (std::size_t end = 0; end < rest.size() && end < 42; ++end) {
    const char c = rest[end];
    const bool digit = digits.find(c) != std::string_view::npos;
    const std::string_view between = phone ? " -./()+" : account ? " " : " -";
    if (!digit && !(account && capital(c)) && between.find(c) == std::string_view::npos) return;
    number_of_digits += digit ? 1U : 0U;
    const bool last = end + 1 == rest.size() || letters_and_digits.find(rest[end + 1]) == std::string_view::npos;
    if (!last || (!digit && !account)) continue;
    const std::string_view part = rest.substr(0, end + 1);
    const std::optional<personal_kind> form = personal_form(part);
    if (phone && form == personal_kind::phone) {
      (rest[0] == '+' ? found.certain : found.likely) = personal_kind::phone;
      return;
    }
    if (card && number_of_digits >= 13 && number_of_digits <= 19 && !found.checked) {
      found.shaped = personal_kind::card_number;
      found.checked = form == personal_kind::card_number;
    }
    if (account && part.size() >= 15 && !found.checked) {
      found.shaped = personal_kind::iban;
      found.checked = form == personal_kind::iban;
    }
  }
}

}  // namespace looking_inside

STANDIN_LAZY_INLINE personal_inside look_inside(std::string_view text) noexcept {
  personal_inside found;
  constexpr std::string_view between = " \t\r\n,;<>[]{}\"";
  std::size_t begin = 0;
  while ((begin = text.find_first_not_of(between, begin)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    looking_inside::look_at_groups(text, begin, found);
    if (const std::size_t colon = word.rfind(':'); colon != std::string_view::npos && colon + 1 < word.size())
      looking_inside::look_at_groups(text, begin + colon + 1, found);
    if (word.front() == '(') word.remove_prefix(1);
    if (!word.empty() && word.back() == ')') word.remove_suffix(1);
    looking_inside::look_at_word(word, found);
    begin = end;
  }
  return found;
}

STANDIN_LAZY_INLINE std::optional<personal_holding> personal_values_in(const std::vector<text_count>& texts) {
  constexpr std::size_t few_cells = 3;
  constexpr std::size_t one_in = 50;
  std::array<std::size_t, all_personal_kinds.size()> certain{};
  std::array<std::size_t, all_personal_kinds.size()> likely{};
  std::array<std::size_t, all_personal_kinds.size()> shaped{};
  for (const text_count& one : texts) {
    const personal_inside inside = look_inside(one.text);
    if (inside.certain) ++certain[static_cast<std::size_t>(*inside.certain)];
    if (inside.certain || one.rows > few_cells) continue;
    if (inside.likely) ++likely[static_cast<std::size_t>(*inside.likely)];
    if (inside.shaped) ++shaped[static_cast<std::size_t>(*inside.shaped)];
    if (inside.checked && !inside.likely) ++likely[static_cast<std::size_t>(*inside.shaped)];
  }
  for (const personal_kind kind : {personal_kind::card_number, personal_kind::iban}) {
    const auto k = static_cast<std::size_t>(kind);
    if (2 * likely[k] < shaped[k]) likely[k] = 0;
  }
  std::size_t likely_texts = 0;
  for (const std::size_t n : likely) likely_texts += n;
  if (one_in * likely_texts < texts.size()) likely = {};
  personal_holding found;
  std::size_t most = 0;
  for (std::size_t k = 0; k < all_personal_kinds.size(); ++k) {
    const std::size_t n = certain[k] + likely[k];
    found.texts += n;
    if (n <= most) continue;
    most = n;
    found.kind = all_personal_kinds[k];
  }
  if (most == 0) return std::nullopt;
  return found;
}

}  // namespace standin::inline v0_1::detail
