// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/where_parser.hpp: a scanner, and a parser by recursive descent.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/condition_text.hpp>
#include <standin/data/number_text.hpp>
#include <standin/data/where_parser.hpp>

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

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

class where_parser {
 public:
  explicit where_parser(std::string_view text) : text_(text) {
    constexpr std::size_t longest = 65536;
    if (text.size() > longest)
      throw format_error("condition",
                         "it has " + to_text(text.size()) + " bytes, more than " + to_text(longest),
                         "split it, or write it in code");
    advance();
  }

  [[nodiscard]] condition parse() {
    if (token_.what == kind::end)
      throw format_error("condition", "it is empty", "write a comparison such as age >= 30, or true for every row");
    condition all = disjunction();
    if (token_.what == kind::close) refuse("there is no parenthesis that it closes", "take it away, or open one before");
    if (token_.what != kind::end) refuse_here("join conditions with and, or");
    return all;
  }

 private:
  using token = where_token;
  using kind = where_token::kind;

  // ── what is wrong ──

  [[noreturn]] void refuse_at(std::size_t at, std::string_view found, std::string_view remedy) const {
    std::size_t character = 1;
    for (const char byte : text_.substr(0, at)) character += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    throw format_error("condition, character " + to_text(character), found, remedy);
  }
  [[noreturn]] void refuse(std::string_view why, std::string_view remedy) const {
    refuse_at(token_.begin, concatenate("found ", shown(token_), ", but ", why), remedy);
  }
  [[noreturn]] void refuse_here(std::string_view remedy) const {
    if (token_.what == kind::end)
      refuse_at(token_.begin, concatenate("it ends after ", quoted(before_)), remedy);
    refuse_at(token_.begin,
              before_.empty() ? concatenate("it begins with ", shown(token_))
                              : concatenate("found ", shown(token_), " after ", quoted(before_)),
              remedy);
  }
  [[nodiscard]] static std::string shown(const token& of) { return of.what == kind::end ? "the end" : quoted(of.written); }

  // ── the scanner ──

  void advance() {
    before_ = token_.written;
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) ++at_;
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
    while (size < rest.size() &&
           (continues_name(rest[size]) || ((rest[size] == '-' || rest[size] == '+') && size > 0 &&
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
    for (const std::string_view curly : {"\u201C", "\u201D", "\u2018", "\u2019"})
      if (word.find(curly) != std::string_view::npos)
        refuse_at(at_ + word.find(curly), concatenate("found the quotation mark ", curly),
                  "use the straight ones, \" or '");
    token_.value = word;
    take(kind::name, size);
  }

  void scan_sign() {
    static constexpr struct {
      std::string_view written;
      kind what;
      comparison_operator how;
    } signs[] = {
        {"==", kind::sign, comparison_operator::equal},     {"!=", kind::sign, comparison_operator::not_equal},
        {"<>", kind::sign, comparison_operator::not_equal}, {"<=", kind::sign, comparison_operator::at_most},
        {">=", kind::sign, comparison_operator::at_least},  {"&&", kind::word, comparison_operator::equal},
        {"||", kind::word, comparison_operator::equal},     {"=", kind::sign, comparison_operator::equal},
        {"<", kind::sign, comparison_operator::less},       {">", kind::sign, comparison_operator::more},
        {"!", kind::word, comparison_operator::equal},      {"(", kind::open, comparison_operator::equal},
        {")", kind::close, comparison_operator::equal},     {"{", kind::open_list, comparison_operator::equal},
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

  // ── the parser ──

  /// Counts how deep it is while it lives.
  class level {
   public:
    explicit level(where_parser& of) : of_(of) {
      constexpr int deepest = 100;
      if (++of_.depth_ > deepest)
        of_.refuse_at(of_.token_.begin, "the condition nests more than " + to_text(deepest) + " deep",
                      "leave out parentheses that are not needed");
    }
    level(const level&) = delete;
    level& operator=(const level&) = delete;
    ~level() { --of_.depth_; }

   private:
    where_parser& of_;
  };

  [[nodiscard]] condition disjunction() {
    std::vector<condition> parts{conjunction()};
    while (take_word("or")) parts.push_back(conjunction());
    return any_of(std::move(parts));
  }

  [[nodiscard]] condition conjunction() {
    std::vector<condition> parts{each()};
    while (take_word("and")) parts.push_back(each());
    return all_of(std::move(parts));
  }

  [[nodiscard]] condition each() {
    const level deeper(*this);
    if (take_word("not")) return !each();
    if (token_.what == kind::open) {
      const std::size_t opened = token_.begin;
      advance();
      condition inner = disjunction();
      if (token_.what == kind::end) refuse_at(opened, "this parenthesis is never closed", "close it with )");
      if (token_.what != kind::close) refuse_here("join conditions with and, or, and close the parenthesis with )");
      advance();
      return inner;
    }
    return test();
  }

  [[nodiscard]] condition test() {
    const token left = token_;
    const std::optional<literal> value = take_value();
    if (value) return value_first(*value, left);
    if (left.what != kind::name)
      refuse_here("write a comparison such as age >= 30 or sex == \"F\"; a name that is a word of the language stands "
                  "in backticks");
    advance();
    const column_reference column(left.value);
    if (token_.what == kind::sign) {
      const comparison_operator how = token_.how;
      advance();
      if (token_.what == kind::name) {
        const column_reference other(token_.value);
        advance();
        refuse_chain();
        return column.compare(how, other);
      }
      condition compared = column.compare(how, expect_value());
      refuse_chain();
      return compared;
    }
    if (take_word("is")) {
      const bool absent = !take_word("not");
      if (!is_word("missing")) refuse_here("write is missing or is not missing, and == for other values");
      advance();
      return absent ? column.is_missing() : column.not_missing();
    }
    const bool positive = !is_word("not");
    if (!positive) {
      advance();
      if (!is_word("in") && !is_word("between")) refuse_here("write not in or not between after a column");
    }
    if (take_word("in")) return positive ? column.in(list()) : column.not_in(list());
    if (take_word("between")) return between(column, positive);
    if (token_.what == kind::end || token_.what == kind::close || is_word("and") || is_word("or"))
      return column == true;
    refuse_here("compare with == != < <= > >=, in {…}, between … and …, or is missing; put texts in quotes, and names "
                "with blanks in backticks");
  }

  /// `3 < a`, or a truth value alone.
  [[nodiscard]] condition value_first(const literal& value, const token& left) {
    if (token_.what == kind::sign) {
      const comparison_operator how = mirrored(token_.how);
      advance();
      if (token_.what != kind::name)
        refuse_at(left.begin, concatenate("two values are compared, ", shown(left), " and ", shown(token_)),
                  "compare a column: its name stands without quotes, or in backticks");
      const column_reference column(token_.value);
      advance();
      refuse_chain();
      return column.compare(how, value);
    }
    if (value.what() == literal::form::truth) return condition::constant(value.truth());
    refuse_at(left.begin, concatenate("the value ", shown(left), " stands where a column should"),
              "a column's name stands without quotes, or in backticks");
  }

  [[nodiscard]] static comparison_operator mirrored(comparison_operator how) noexcept {
    switch (how) {
      case comparison_operator::less: return comparison_operator::more;
      case comparison_operator::at_most: return comparison_operator::at_least;
      case comparison_operator::more: return comparison_operator::less;
      case comparison_operator::at_least: return comparison_operator::at_most;
      default: return how;
    }
  }

  void refuse_chain() const {
    if (token_.what == kind::sign)
      refuse("a comparison has two sides", "write 1 < a and a < 3, or a between 1 and 3");
  }

  [[nodiscard]] condition between(const column_reference& column, bool positive) {
    literal lowest = expect_value();
    if (!take_word("and")) refuse_here("write between … and …");
    literal highest = expect_value();
    if (positive) return column.between(std::move(lowest), std::move(highest));
    return column < std::move(lowest) || column > std::move(highest);
  }

  [[nodiscard]] std::vector<literal> list() {
    if (token_.what != kind::open_list && token_.what != kind::open)
      refuse_here("write the values in braces, as in sex in {\"F\", \"M\"}");
    const std::size_t opened = token_.begin;
    const kind close = token_.what == kind::open_list ? kind::close_list : kind::close;
    advance();
    std::vector<literal> values;
    while (token_.what != close || !values.empty()) {
      values.push_back(expect_value());
      if (token_.what == close) break;
      if (token_.what == kind::end) refuse_at(opened, "this list is never closed", "close it as it was opened");
      if (token_.what != kind::comma) refuse_here("separate the values of a list with commas, and put texts in quotes");
      advance();
    }
    advance();
    return values;
  }

  [[nodiscard]] std::optional<literal> take_value() {
    std::optional<literal> value;
    if (token_.what == kind::number) {
      value = token_.number;
    } else if (token_.what == kind::text) {
      value = token_.value;
    } else if (is_word("true") || is_word("false")) {
      value = is_word("true");
    } else {
      return value;
    }
    advance();
    return value;
  }

  [[nodiscard]] literal expect_value() {
    if (is_word("missing")) refuse("nothing equals a missing cell", "write is missing or is not missing");
    if (token_.what == kind::name)
      refuse("a value was expected", concatenate("put texts in quotes, as in \"", token_.value, "\""));
    if (std::optional<literal> value = take_value()) return *std::move(value);
    refuse_here("write a number, a text in quotes, true or false");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  token token_{};
  std::string_view before_{};  ///< the token before it, as written
};

}  // namespace detail

STANDIN_INLINE condition parse_condition(std::string_view text) {
  return detail::where_parser(text).parse();
}

}  // namespace standin::inline v0_1
