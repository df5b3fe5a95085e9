// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/roles/text_style.hpp.
#pragma once

#include <standin/prepare/roles/text_style.hpp>

#include <algorithm>
#include <cstddef>
#include <map>

namespace standin::inline v0_1::prepare {

namespace detail::text_styling {

[[nodiscard]] inline bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
[[nodiscard]] inline bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
[[nodiscard]] inline bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Digits become 9; empty where there is a letter.
STANDIN_LAZY [[nodiscard]] inline std::string form_of_number(std::string_view text) {
  std::string form;
  for (const char c : text) {
    if (is_lower(c) || is_upper(c)) return {};
    form += is_digit(c) ? '9' : c;
  }
  return form;
}

/// Puts the number's digits into the form: all of them, or all but a country code of one digit.
STANDIN_LAZY [[nodiscard]] inline std::string in_form(std::string_view number, std::string_view form) {
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits), is_digit);
  const auto places = static_cast<std::size_t>(std::count(form.begin(), form.end(), '9'));
  if (digits.size() != places && digits.size() != places + 1) return std::string(number);
  std::size_t at = digits.size() - places;
  std::string written;
  for (const char c : form) written += c == '9' ? digits[at++] : c;
  return written;
}

}  // namespace detail::text_styling

STANDIN_LAZY_INLINE std::string text_style::apply(std::string text) const {
  if (!digits.empty()) text = detail::text_styling::in_form(text, digits);
  if (const std::size_t blank = text.rfind(' '); family_first && blank != std::string::npos)
    text = text.substr(blank + 1) + ", " + text.substr(0, blank);
  if (letters == letter_case::lower)
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return detail::text_styling::is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  if (letters == letter_case::upper)
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return detail::text_styling::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

STANDIN_LAZY_INLINE text_style learn_text_style(std::span<const std::string_view> texts, bool names, bool numbers) {
  std::size_t lower = 0;
  std::size_t upper = 0;
  std::size_t commas = 0;
  std::map<std::string, std::size_t> forms;
  for (const std::string_view text : texts) {
    const bool small = std::any_of(text.begin(), text.end(), detail::text_styling::is_lower);
    const bool capital = std::any_of(text.begin(), text.end(), detail::text_styling::is_upper);
    lower += small && !capital ? 1U : 0U;
    upper += capital && !small ? 1U : 0U;
    commas += text.find(", ") != std::string_view::npos ? 1U : 0U;
    if (numbers) ++forms[detail::text_styling::form_of_number(text)];
  }
  text_style style;
  if (2 * lower > texts.size()) style.letters = letter_case::lower;
  if (2 * upper > texts.size()) style.letters = letter_case::upper;
  style.family_first = names && 2 * commas > texts.size();
  for (const auto& [form, count] : forms)
    if (2 * count > texts.size()) style.digits = form;
  return style;
}

}  // namespace standin::inline v0_1::prepare
