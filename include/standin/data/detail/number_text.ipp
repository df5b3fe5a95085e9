// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/number_text.hpp.
#pragma once

#include <standin/data/detail/number_scan.hpp>
#include <standin/data/number_text.hpp>

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace standin::inline v0_1 {

namespace detail {

STANDIN_LAZY_INLINE bool number_value(const char* text, std::size_t size, char decimal_mark, double& value) {
  const char* const first = size > 0 && *text == '+' ? text + 1 : text;
  const fast_float::parse_options options(fast_float::chars_format::general, decimal_mark);
  const fast_float::from_chars_result end = fast_float::from_chars_advanced(first, text + size, value, options);
  return end.ec == std::errc() && std::isfinite(value);
}

/// Decimal text of a double in fixed notation: at most 309 digits before the point, and 324 zeros and 17 digits after.
using number_buffer = std::array<char, 768>;

/// Digits in fixed notation, rounded to at most `decimals`, half to even; -1 for as many as read back as the number.
STANDIN_LAZY [[nodiscard]] inline std::size_t print_fixed(number_buffer& to, double number, int decimals) {
  char* const first = to.data();
  char* const last = first + to.size();
  if (decimals >= 0 && decimals <= 15) {
    const double scaled = number * exact_powers_of_ten[decimals];
    const double whole = std::nearbyint(scaled);
    const double from_half = std::fabs(scaled - std::trunc(scaled)) - 0.5;
    // Up to 15 digits stand for one double only; next to a half the product may have crossed it.
    if (std::fabs(whole) < 1e15 && std::fabs(from_half) > 0.001) {
      const bool negative = std::signbit(number) && (whole != 0 || number == 0);
      char* at = first;
      if (negative) *at++ = '-';
      std::array<char, 24> digits{};
      const auto magnitude = static_cast<std::uint64_t>(std::fabs(whole));
      const auto count = static_cast<std::size_t>(
          std::to_chars(digits.data(), digits.data() + digits.size(), magnitude).ptr - digits.data());
      const auto after = static_cast<std::size_t>(decimals);
      if (count > after) {
        at = std::copy_n(digits.data(), count - after, at);
      } else {
        *at++ = '0';
      }
      if (after > 0) *at++ = '.';
      for (std::size_t zeros = count < after ? after - count : 0; zeros > 0; --zeros) *at++ = '0';
      at = std::copy_n(digits.data() + (count > after ? count - after : 0), std::min(count, after), at);
      return static_cast<std::size_t>(at - first);
    }
  }
  const char* const end = std::to_chars(first, last, number, std::chars_format::fixed).ptr;
  const char* const point = std::find(static_cast<const char*>(first), end, '.');
  if (decimals < 0 || end - point <= decimals + 1) return static_cast<std::size_t>(end - first);
  return static_cast<std::size_t>(
      std::to_chars(first, last, number, std::chars_format::fixed, std::min(decimals, 330)).ptr - first);
}

/// Takes or gives zeros at the end, and the zero before the point, until a text in fixed notation has the form's shape.
STANDIN_LAZY [[nodiscard]] inline std::string_view shape_fixed(number_buffer& text, std::size_t size,
                                                               const text_form& form) {
  char* const point = std::find(text.data(), text.data() + size, '.');
  auto before = static_cast<std::size_t>(point - text.data());
  std::size_t after = before == size ? 0 : size - before - 1;
  const auto least = static_cast<std::size_t>(std::clamp(form.min_decimals, 0, 64));
  while (after > least && text[before + after] == '0') --after;
  for (; after < least; ++after) text[before + 1 + after] = '0';
  std::size_t end = before;
  if (after > 0) {
    text[before] = form.decimal_mark;
    end = before + 1 + after;
  }
  std::size_t first = 0;
  if (!form.leading_zero && after > 0) {
    if (before == 1 && text[0] == '0') first = 1;
    if (before == 2 && text[0] == '-' && text[1] == '0') {
      text[1] = '-';
      first = 1;
    }
  }
  return {text.data() + first, end - first};
}

/// The digits of a number that is not 0, and the power of ten of the first of them.
struct decimal_digits {
  std::array<char, 24> digit{};
  std::size_t count = 0;
  int exponent = 0;
  bool negative = false;
};

STANDIN_LAZY [[nodiscard]] inline decimal_digits shortest_digits(double number) {
  std::array<char, 40> text{};
  const char* const end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr;
  decimal_digits found;
  const char* at = text.data();
  if (*at == '-') {
    found.negative = true;
    ++at;
  }
  for (; *at != 'e'; ++at)
    if (*at != '.') found.digit[found.count++] = *at;
  ++at;
  if (*at == '+') ++at;
  std::from_chars(at, end, found.exponent);
  while (found.count > 1 && found.digit[found.count - 1] == '0') --found.count;
  return found;
}

STANDIN_LAZY [[nodiscard]] inline bool takes_exponent(const decimal_digits& number, number_notation notation) {
  const int digits = static_cast<int>(number.count);
  switch (notation) {
    case number_notation::fixed: return false;
    case number_notation::scientific: return true;
    case number_notation::magnitude: return number.exponent < -4 || number.exponent >= 16;
    case number_notation::shorter: break;
  }
  const int scientific = digits + (digits > 1 ? 1 : 0) + (number.exponent > 99 || number.exponent < -99 ? 5 : 4);
  const int decimals = std::max(0, digits - 1 - number.exponent);
  const int fixed = std::max(number.exponent, 0) + 1 + (decimals > 0 ? decimals + 1 : 0);
  return fixed > scientific;
}

STANDIN_LAZY inline void append_scientific(std::string& out, const decimal_digits& number, const text_form& form) {
  if (number.negative) out += '-';
  out += number.digit[0];
  const bool always = form.notation == number_notation::scientific;
  const std::size_t least = always ? static_cast<std::size_t>(std::clamp(form.min_decimals, 0, 64)) : 0;
  if (number.count > 1 || least > 0) {
    out += form.decimal_mark;
    out.append(number.digit.data() + 1, number.count - 1);
    if (number.count - 1 < least) out.append(least - (number.count - 1), '0');
  }
  out += 'e';
  out += number.exponent < 0 ? '-' : '+';
  const int magnitude = number.exponent < 0 ? -number.exponent : number.exponent;
  if (magnitude < 10) out += '0';
  std::array<char, 8> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), magnitude).ptr);
}

/// Whether numbers have an exponent and no more decimals before it than the form says.
STANDIN_LAZY [[nodiscard]] inline bool has_mantissa(const text_form& form) noexcept {
  return form.notation == number_notation::scientific && form.max_decimals >= 0;
}

STANDIN_LAZY inline void append_mantissa(std::string& out, double number, const text_form& form) {
  std::array<char, 96> text{};
  const int most = std::min(form.max_decimals, 64);
  const char* const end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific, most).ptr;
  const char* const exponent = std::find(static_cast<const char*>(text.data()), end, 'e');
  const char* last = exponent;
  for (int after = most; after > std::max(form.min_decimals, 0) && last[-1] == '0'; --after) --last;
  if (last[-1] == '.') --last;
  const std::size_t begin = out.size();
  out.append(static_cast<const char*>(text.data()), last).append(exponent, end);
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '.', form.decimal_mark);
}

}  // namespace detail

STANDIN_LAZY_INLINE void append_number(std::string& out, double number, const text_form& form) {
  if (!std::isfinite(number)) {
    out += number != number ? "nan" : number < 0 ? "-inf" : "inf";
    return;
  }
  if (detail::has_mantissa(form)) {
    detail::append_mantissa(out, number, form);
    return;
  }
  detail::number_buffer text;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  std::size_t size = 0;
  if (form.notation != number_notation::fixed && number != 0) {
    if (form.max_decimals >= 0) {
      size = detail::print_fixed(text, number, form.max_decimals);
      static_cast<void>(detail::number_value(text.data(), size, '.', number));
    }
    const detail::decimal_digits digits = detail::shortest_digits(number);
    if (number != 0 && detail::takes_exponent(digits, form.notation)) {
      detail::append_scientific(out, digits, form);
      return;
    }
  }
  size = detail::print_fixed(text, number, form.max_decimals);
  out += detail::shape_fixed(text, size, form);
}

STANDIN_LAZY_INLINE void append_number(std::string& out, std::int64_t number, const text_form& form) {
  if (form.notation != number_notation::fixed && (number != 0 || detail::has_mantissa(form))) {
    if (form.notation == number_notation::scientific || number % 10000 == 0) {
      append_number(out, static_cast<double>(number), form);
      return;
    }
  }
  std::array<char, 24> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  if (form.min_decimals > 0) {
    out += form.decimal_mark;
    out.append(static_cast<std::size_t>(std::min(form.min_decimals, 64)), '0');
  }
}

STANDIN_LAZY_INLINE double as_written(double number, const text_form& form) {
  if (form.max_decimals < 0 || !std::isfinite(number)) return number;
  std::string text;
  append_number(text, number, form);
  return parse_number(text, form.decimal_mark).value_or(number);
}

STANDIN_LAZY_INLINE std::optional<double> parse_number(std::string_view text, char decimal_mark) {
  detail::scanned_number found;
  if (!detail::scan_number(text.data(), text.size(), decimal_mark, found)) return std::nullopt;
  if (found.is_infinite || (!text.empty() && text.front() == '+')) return std::nullopt;
  return found.value;
}

}  // namespace standin::inline v0_1
