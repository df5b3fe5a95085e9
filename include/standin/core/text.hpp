// SPDX-License-Identifier: MIT
/// \file
/// Values as text, for messages: found cells, numbers, lists.
#pragma once

#include <standin/config.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace standin::inline v0_1 {

namespace detail {

/// An object rather than a function, so that a `std::string` as argument does not find `std::quoted` instead.
struct quoted_function {
  [[nodiscard]] std::string operator()(std::string_view text) const;
};

[[nodiscard]] std::string concatenate_texts(const std::string_view* parts, std::size_t number);

}  // namespace detail

/// A found cell as `quoted(text)` shows it in a message: in double quotes, on one line, at most 60 characters of it.
///
/// Quotes and backslashes get a backslash, control characters and bytes that are not UTF-8 are written as \n, \r, \t or
/// \xNN, and an ellipsis after the closing quote says that something was left out.
inline constexpr detail::quoted_function quoted{};

/// The shortest text that reads back as the same number; "nan", "inf" and "-inf" for what is not finite.
[[nodiscard]] std::string to_text(double number);
[[nodiscard]] std::string to_text(float number);

/// A number with so many digits after the point.
[[nodiscard]] std::string with_decimals(double number, int decimals);

/// A share in per cent, rounded down to a decimal, so that what is less than a half is never shown as one: 0.4999 as
/// "49.9 %".
[[nodiscard]] std::string percent_rounded_down(double share);

/// A whole number in decimal digits.
template <std::integral Integer>
  requires(!std::same_as<Integer, bool>)
[[nodiscard]] std::string to_text(Integer number) {
  char digits[24];
  using printed = std::conditional_t<std::signed_integral<Integer>, long long, unsigned long long>;
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, static_cast<printed>(number));
  return {digits, end.ptr};
}

/// The items, whatever converts to a `std::string_view`, one after the other with the separator between them.
template <class Items>
[[nodiscard]] std::string join(const Items& items, std::string_view separator = ", ") {
  std::string text;
  bool first = true;
  for (const auto& item : items) {
    if (!first) text.append(separator);
    first = false;
    text.append(std::string_view(item));
  }
  return text;
}

/// The parts, whatever converts to a `std::string_view`, one after the other.
template <class... Parts>
[[nodiscard]] std::string concatenate(const Parts&... parts) {
  const std::string_view all[]{std::string_view(parts)..., {}};  // never empty
  return detail::concatenate_texts(all, sizeof...(parts));
}

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/core/detail/text.ipp>
#endif
