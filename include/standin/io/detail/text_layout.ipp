// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/text_layout.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/detail/text_layout.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <system_error>

namespace standin::inline v0_1::io::detail {

/// Whether a byte begins a character of UTF-8.
inline bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

STANDIN_LAZY_INLINE std::size_t places_of(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

STANDIN_LAZY_INLINE std::string cut_end(std::string_view text, std::size_t width) {
  if (places_of(text) <= width) return std::string(text);
  std::string out;
  std::size_t taken = 0;
  for (const char c : text) {
    if (begins_character(c) && ++taken == width) break;
    out += c;
  }
  return out.append("…");
}

STANDIN_LAZY_INLINE std::string cut_middle(std::string_view text, std::size_t width) {
  const std::size_t all = places_of(text);
  if (all <= width) return std::string(text);
  const std::size_t front = width / 2;
  const std::size_t back = all - (width - front - 1);
  std::string out;
  std::size_t place = 0;
  for (const char c : text) {
    if (begins_character(c)) {
      if (place == front) out += "…";
      ++place;
    }
    if (place <= front || place > back) out += c;
  }
  return out;
}

STANDIN_LAZY_INLINE std::string fit_left(std::string_view text, std::size_t width) {
  std::string out = cut_end(text, width);
  return out.append(width - std::min(width, places_of(out)), ' ');
}

STANDIN_LAZY_INLINE std::string fit_right(std::string_view text, std::size_t width) {
  const std::string out = cut_end(text, width);
  return std::string(width - std::min(width, places_of(out)), ' ').append(out);
}

STANDIN_LAZY_INLINE std::string shown_text(std::string_view text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
  return plain && !text.empty() ? std::string(text) : quoted(text);
}

STANDIN_LAZY_INLINE std::string shown_metric(std::string_view name) {
  constexpr std::string_view abbreviations[] = {"auc", "c2st", "dcr", "nndr", "tpr", "trts", "tstr"};
  std::string shown(name);
  for (std::size_t first = 0; first < shown.size();) {
    const std::size_t last = std::min(shown.find(' ', first), shown.size());
    const std::string_view word = std::string_view(shown).substr(first, last - first);
    if (std::find(std::begin(abbreviations), std::end(abbreviations), word) != std::end(abbreviations))
      for (std::size_t k = first; k < last; ++k)
        if (shown[k] >= 'a' && shown[k] <= 'z') shown[k] = static_cast<char>(shown[k] - 'a' + 'A');
    first = last + 1;
  }
  return shown;
}

STANDIN_LAZY_INLINE std::string grouped(std::size_t number) {
  std::string digits = to_text(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

STANDIN_LAZY_INLINE std::string percent(double share) {
  if (share > 0.0 && share < 0.0005) return "<0.1 %";
  return with_decimals(share < 1.0 && share >= 0.9995 ? 99.9 : 100.0 * share, 1) + " %";
}

STANDIN_LAZY_INLINE std::string shown_number(double value) {
  if (std::isnan(value)) return "–";
  if (value == std::nearbyint(value) && std::abs(value) < 1e15) return to_text(value);
  char digits[64];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, 6);
  return end.ec == std::errc{} ? std::string(digits, end.ptr) : to_text(value);
}

STANDIN_LAZY_INLINE std::string brief_number(double value) {
  if (std::isnan(value)) return "–";
  constexpr std::size_t places = 8;
  char digits[512];  // 1e308 has 309 digits before the point
  const std::to_chars_result fixed = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 4);
  if (static_cast<std::size_t>(fixed.ptr - digits) <= places) return {digits, fixed.ptr};
  std::to_chars_result end = fixed;
  for (int precision = 4; precision >= 1; --precision) {
    end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, precision);
    if (static_cast<std::size_t>(end.ptr - digits) <= places) break;
  }
  return {digits, end.ptr};
}

STANDIN_LAZY_INLINE std::vector<std::string> wrap(std::string_view words, std::size_t width, line_indents indents) {
  const std::size_t room = width - std::max(indents.first, indents.others);
  std::vector<std::string> lines;
  std::string current(indents.first, ' ');
  std::size_t places = indents.first;
  bool begins = true;  // no word in the line yet
  while (!words.empty()) {
    std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(end).starts_with(" %")) end = std::min(words.find(' ', end + 1), words.size());
    const std::string word = cut_end(words.substr(0, end), room);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (word.empty()) continue;
    const std::size_t more = places_of(word);
    if (!begins && places + 1 + more > width) {
      lines.push_back(std::move(current));
      current.assign(indents.others, ' ');
      places = indents.others;
      begins = true;
    }
    if (!begins) {
      current += ' ';
      ++places;
    }
    current += word;
    places += more;
    begins = false;
  }
  if (!begins) lines.push_back(std::move(current));
  return lines;
}

}  // namespace standin::inline v0_1::io::detail
