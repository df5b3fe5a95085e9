// SPDX-License-Identifier: MIT
/// \file
/// The words, signs and values of a condition's text, one after the other.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/detail/condition_text.hpp>
#include <standin/data/number_text.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace standin::inline v0_1::detail {

/// A word, sign or value of a condition.
struct where_token {
  enum class kind : std::uint8_t { end, name, word, number, text, sign, open, close, open_list, close_list, comma };

  kind what = kind::end;
  std::size_t begin = 0;       ///< the byte it begins at
  std::string_view written{};  ///< as it stands there
  std::string value{};         ///< of names and texts
  double number = 0.0;
  comparison_operator how = comparison_operator::equal;
};

/// Stands at one token of a condition, the first one at the beginning, and says what is wrong there.
class where_scanner {
 public:
  using token = where_token;
  using kind = where_token::kind;

  /// \throws format_error  as `parse_condition` does
  explicit where_scanner(std::string_view text) : text_(text) {
    constexpr std::size_t longest = 65536;
    if (text.size() > longest)
      throw format_error("condition", "it has " + to_text(text.size()) + " bytes, more than " + to_text(longest),
                         "split it, or write it in code");
    advance();
  }

  [[nodiscard]] const token& here() const noexcept { return token_; }
  [[nodiscard]] bool at(kind what) const noexcept { return token_.what == what; }

  void advance() {
    before_ = token_.written;
    at_ += blank_length(text_.substr(at_));
    token_ = {.begin = at_};
    if (at_ == text_.size()) return;
    const char first = text_[at_];
    if (first == '"' || first == '\'' || first == '`') {
      scan_quoted(first);
    } else if (is_digit(first) || first == '.' || (first == '-' && begins_number(at_ + 1))) {
      scan_number();
    } else if (begins_name(first)) {
      scan_word();
    } else {
      scan_sign();
    }
  }

  [[nodiscard]] bool is_word(std::string_view word) const noexcept {
    return token_.what == kind::word &&
           (same_word(token_.written, word) || (word == "and" && token_.written == "&&") ||
            (word == "or" && token_.written == "||") || (word == "not" && token_.written == "!"));
  }

  [[nodiscard]] bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    advance();
    return true;
  }

  [[noreturn]] void refuse_at(std::size_t at, std::string_view found, std::string_view remedy) const {
    std::size_t character = 1;
    for (const char byte : text_.substr(0, at)) character += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    throw format_error("condition, character " + to_text(character), found, remedy);
  }
  [[noreturn]] void refuse(std::string_view why, std::string_view remedy) const {
    refuse_at(token_.begin, concatenate("found ", shown(token_), ", but ", why), remedy);
  }
  [[noreturn]] void refuse_here(std::string_view remedy) const {
    if (token_.what == kind::end) refuse_at(token_.begin, concatenate("it ends after ", quoted(before_)), remedy);
    refuse_at(token_.begin,
              before_.empty() ? concatenate("it begins with ", shown(token_))
                              : concatenate("found ", shown(token_), " after ", quoted(before_)),
              remedy);
  }
  [[nodiscard]] static std::string shown(const token& of) {
    return of.what == kind::end ? "the end" : quoted(of.written);
  }

 private:
  void take(kind what, std::size_t size) {
    token_.what = what;
    token_.written = text_.substr(at_, size);
    at_ += size;
  }

  [[nodiscard]] static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  [[nodiscard]] bool begins_number(std::size_t at) const noexcept {
    return at < text_.size() && (is_digit(text_[at]) || text_[at] == '.' || same_word(text_.substr(at, 3), "inf"));
  }

  void scan_quoted(char quote) {
    std::size_t end = at_ + 1;
    for (;; ++end) {
      if (end == text_.size())
        refuse_at(at_, concatenate("the quote ", quoted(text_.substr(at_)), " is never closed"),
                  concatenate("close it with ", std::string_view(&quote, 1), "; one within the text is doubled"));
      if (text_[end] == quote && (end + 1 == text_.size() || text_[end + 1] != quote)) break;
      if (text_[end] == quote) ++end;
      token_.value += text_[end];
    }
    take(quote == '`' ? kind::name : kind::text, end + 1 - at_);
  }

  void scan_number() {
    const std::string_view rest = text_.substr(at_);
    std::size_t size = rest[0] == '-' ? 1 : 0;
    if (same_word(rest.substr(size, 3), "inf")) {
      token_.number = std::numeric_limits<double>::infinity() * (size == 0 ? 1.0 : -1.0);
      size += 3;
      if (size < rest.size() && continues_name(rest[size]))
        refuse_at(at_, concatenate("found ", quoted(rest.substr(0, size + 1)), " where a number was begun"),
                  "write numbers as 30, -.5 or 1e3");
      take(kind::number, size);
      return;
    }
    while (size < rest.size() && (continues_name(rest[size]) || ((rest[size] == '-' || rest[size] == '+') && size > 0 &&
                                                                 (rest[size - 1] == 'e' || rest[size - 1] == 'E'))))
      ++size;
    const std::optional<double> number = parse_number(rest.substr(0, size));
    if (!number)
      refuse_at(at_, concatenate("found ", quoted(rest.substr(0, size)), ", which is no number that can be held"),
                "write numbers as 30, -.5 or 1e3, texts in quotes and other names in backticks");
    if (size + 1 < rest.size() && rest[size] == '-' && is_digit(rest[size + 1]))
      refuse_at(at_, concatenate("found ", quoted(rest.substr(0, size + 2)), " where a number was begun"),
                "put dates in quotes, as in \"2024-01-31\"");
    token_.number = *number + 0.0;
    take(kind::number, size);
  }

  void scan_word() {
    const std::size_t size = name_length(text_.substr(at_));
    const std::string_view word = text_.substr(at_, size);
    if (reserved_word(word)) {
      take(kind::word, size);
      if (is_word("inf")) {
        token_.what = kind::number;
        token_.number = std::numeric_limits<double>::infinity();
      }
      return;
    }
    if (const std::size_t curly = find_curly_quote(word); curly != std::string_view::npos)
      refuse_at(at_ + curly, "found a curly quotation mark", "use the straight ones, \" or ', or backticks for a name");
    token_.value = word;
    take(kind::name, size);
  }

  void scan_sign() {
    static constexpr struct {
      std::string_view written;
      kind what;
      comparison_operator how;
    } signs[] = {
        {"==", kind::sign, comparison_operator::equal},      {"!=", kind::sign, comparison_operator::not_equal},
        {"<>", kind::sign, comparison_operator::not_equal},  {"<=", kind::sign, comparison_operator::at_most},
        {">=", kind::sign, comparison_operator::at_least},   {"&&", kind::word, comparison_operator::equal},
        {"||", kind::word, comparison_operator::equal},      {"=", kind::sign, comparison_operator::equal},
        {"<", kind::sign, comparison_operator::less},        {">", kind::sign, comparison_operator::more},
        {"!", kind::word, comparison_operator::equal},       {"(", kind::open, comparison_operator::equal},
        {")", kind::close, comparison_operator::equal},      {"{", kind::open_list, comparison_operator::equal},
        {"}", kind::close_list, comparison_operator::equal}, {",", kind::comma, comparison_operator::equal},
    };
    for (const auto& sign : signs) {
      if (text_.substr(at_, sign.written.size()) != sign.written) continue;
      token_.how = sign.how;
      take(sign.what, sign.written.size());
      return;
    }
    refuse_at(at_, concatenate("found ", quoted(text_.substr(at_, 1)), ", which means nothing here"),
              "compare with == != < <= > >=, join with and, or, not, and put names with other characters in backticks");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  token token_{};
  std::string_view before_{};  ///< the token before it, as written
};

}  // namespace standin::inline v0_1::detail
