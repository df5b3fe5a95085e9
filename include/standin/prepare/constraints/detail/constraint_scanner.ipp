// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/constraint_scanner.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/number_text.hpp>
#include <standin/prepare/constraints/detail/constraint_scanner.hpp>

#include <optional>

namespace standin::inline v0_1::prepare::detail {

namespace scanning {

[[nodiscard]] inline bool digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace scanning

STANDIN_INLINE constraint_scanner::constraint_scanner(std::string_view text) : text_(text) {
  constexpr std::size_t longest = 65536;
  if (text.size() > longest)
    throw format_error("constraint", "it has " + to_text(text.size()) + " bytes, more than " + to_text(longest),
                       "split it, or write it in code");
  scan();
}

STANDIN_INLINE void constraint_scanner::advance() {
  at_ = token_.begin + token_.written.size();
  scan();
}

STANDIN_INLINE void constraint_scanner::begin_arithmetic() {
  arithmetic_ = true;
  at_ = token_.begin;
  scan();
}

STANDIN_INLINE void constraint_scanner::scan() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
    ++at_;
  token_ = {.begin = at_};
  if (at_ == text_.size()) return;
  const std::string_view rest = text_.substr(at_);
  const char first = rest[0];
  std::size_t size = 1;
  if (first == '`') {
    for (;; ++size) {
      if (size == rest.size())
        refuse_at(at_, concatenate("the backtick before ", quoted(rest.substr(1)), " is never closed"),
                  "close it with `");
      if (rest[size] == '`' && (size + 1 == rest.size() || rest[size + 1] != '`')) break;
      if (rest[size] == '`') ++size;
      token_.name += rest[size];
    }
    token_.what = constraint_token::kind::name;
    token_.written = rest.substr(0, size + 1);
    return;
  }
  if (scanning::letter(first)) {
    const auto follows = [&rest](std::size_t i) {
      return i < rest.size() && (scanning::letter(rest[i]) || scanning::digit(rest[i]));
    };
    while (follows(size) || (size < rest.size() && rest[size] == '.' && follows(size + 1)) ||
           (!arithmetic_ && size < rest.size() && rest[size] == '-' && follows(size + 1)))
      ++size;
    token_.what = constraint_token::kind::name;
    token_.plain = true;
    token_.written = rest.substr(0, size);
    token_.name = token_.written;
    return;
  }
  if (scanning::digit(first) || (first == '.' && rest.size() > 1 && scanning::digit(rest[1]))) {
    while (size < rest.size() &&
           (scanning::digit(rest[size]) || rest[size] == '.' || scanning::letter(rest[size]) ||
            ((rest[size] == '-' || rest[size] == '+') && (rest[size - 1] == 'e' || rest[size - 1] == 'E'))))
      ++size;
    const std::optional<double> number = parse_number(rest.substr(0, size));
    if (!number)
      refuse_at(at_, concatenate("found ", quoted(rest.substr(0, size)), ", which is no number that can be held"),
                "write numbers as 30, .5 or 1e3, and put names that begin with a digit in backticks");
    token_.what = constraint_token::kind::number;
    token_.number = *number;
    token_.written = rest.substr(0, size);
    return;
  }
  for (const std::string_view sign : {"<=", "->", ">=", "==", "<", ">", "=", "(", ")", ",", "+", "-", "*", "/"}) {
    if (rest.substr(0, sign.size()) != sign) continue;
    token_.what = constraint_token::kind::sign;
    token_.written = rest.substr(0, sign.size());
    return;
  }
  refuse_at(at_, concatenate("found ", quoted(rest.substr(0, 1)), ", which means nothing here"),
            "put names with other characters than letters, digits and _ . - in backticks");
}

STANDIN_INLINE bool constraint_scanner::take_sign(std::string_view sign) {
  if (!at_sign(sign)) return false;
  advance();
  return true;
}

STANDIN_INLINE void constraint_scanner::expect_sign(std::string_view sign, std::string_view remedy) {
  if (!take_sign(sign)) refuse_here(remedy);
}

STANDIN_INLINE std::string constraint_scanner::expect_name(std::string_view remedy) {
  if (!at_name()) refuse_here(remedy);
  std::string name = token_.name;
  advance();
  return name;
}

STANDIN_INLINE void constraint_scanner::refuse_here(std::string_view remedy) const {
  refuse(at_end() ? std::string(text_.empty() ? "it is empty" : "it ends too early")
                  : concatenate("found ", quoted(token_.written), " there"),
         remedy);
}

STANDIN_INLINE void constraint_scanner::refuse_at(std::size_t at, std::string_view found,
                                                  std::string_view remedy) const {
  std::size_t character = 1;
  for (const char byte : text_.substr(0, at))
    character += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
  throw format_error("constraint, character " + to_text(character), found, remedy);
}

}  // namespace standin::inline v0_1::prepare::detail
