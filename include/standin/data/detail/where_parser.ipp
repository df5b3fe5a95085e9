// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/where_parser.hpp: a parser by recursive descent.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/where_scanner.hpp>
#include <standin/data/where_parser.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

class where_parser {
 public:
  explicit where_parser(std::string_view text) : scan_(text) {}

  [[nodiscard]] condition parse() {
    if (scan_.at(kind::end))
      throw format_error("condition", "it is empty", "write a comparison such as age >= 30, or true for every row");
    condition all = disjunction();
    if (scan_.at(kind::close))
      scan_.refuse("there is no parenthesis that it closes", "take it away, or open one before");
    if (!scan_.at(kind::end)) scan_.refuse_here("join conditions with and, or");
    return all;
  }

 private:
  using token = where_token;
  using kind = where_token::kind;

  /// Counts how deep it is while it lives.
  class level {
   public:
    explicit level(where_parser& of) : of_(of) {
      constexpr int deepest = 100;
      if (++of_.depth_ > deepest)
        of_.scan_.refuse_at(of_.scan_.here().begin, "the condition nests more than " + to_text(deepest) + " deep",
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
    while (scan_.take_word("or")) parts.push_back(conjunction());
    return any_of(std::move(parts));
  }

  [[nodiscard]] condition conjunction() {
    std::vector<condition> parts{each()};
    while (scan_.take_word("and")) parts.push_back(each());
    return all_of(std::move(parts));
  }

  [[nodiscard]] condition each() {
    const level deeper(*this);
    if (scan_.take_word("not")) return !each();
    if (scan_.at(kind::open)) {
      const std::size_t opened = scan_.here().begin;
      scan_.advance();
      condition inner = disjunction();
      if (scan_.at(kind::end)) scan_.refuse_at(opened, "this parenthesis is never closed", "close it with )");
      if (!scan_.at(kind::close)) scan_.refuse_here("join conditions with and, or, and close the parenthesis with )");
      scan_.advance();
      return inner;
    }
    return test();
  }

  [[nodiscard]] condition test() {
    const token left = scan_.here();
    const std::optional<literal> value = take_value();
    if (value) return value_first(*value, left);
    if (left.what != kind::name)
      scan_.refuse_here(
          "write a comparison such as age >= 30 or sex == \"F\"; a name that is a word of the language stands "
          "in backticks");
    scan_.advance();
    const column_reference column(left.value);
    if (scan_.at(kind::sign)) {
      const comparison_operator how = scan_.here().how;
      scan_.advance();
      if (scan_.at(kind::name)) {
        const column_reference other(scan_.here().value);
        scan_.advance();
        refuse_chain();
        return column.compare(how, other);
      }
      condition compared = column.compare(how, expect_value());
      refuse_chain();
      return compared;
    }
    if (scan_.take_word("is")) {
      const bool absent = !scan_.take_word("not");
      if (!scan_.is_word("missing")) scan_.refuse_here("write is missing or is not missing, and == for other values");
      scan_.advance();
      return absent ? column.is_missing() : column.not_missing();
    }
    const bool positive = !scan_.is_word("not");
    if (!positive) {
      scan_.advance();
      if (!scan_.is_word("in") && !scan_.is_word("between"))
        scan_.refuse_here("write not in or not between after a column");
    }
    if (scan_.take_word("in")) return positive ? column.in(list()) : column.not_in(list());
    if (scan_.take_word("between")) return between(column, positive);
    if (scan_.at(kind::end) || scan_.at(kind::close) || scan_.is_word("and") || scan_.is_word("or"))
      return column == true;
    scan_.refuse_here(
        "compare with == != < <= > >=, in {…}, between … and …, or is missing; put texts in quotes, and names "
        "with blanks in backticks");
  }

  /// `3 < a`, or a truth value alone.
  [[nodiscard]] condition value_first(const literal& value, const token& left) {
    if (scan_.at(kind::sign)) {
      const comparison_operator how = mirrored(scan_.here().how);
      scan_.advance();
      if (!scan_.at(kind::name))
        scan_.refuse_at(left.begin,
                        concatenate("two values are compared, ", where_scanner::shown(left), " and ",
                                    where_scanner::shown(scan_.here())),
                        "compare a column: its name stands without quotes, or in backticks");
      const column_reference column(scan_.here().value);
      scan_.advance();
      refuse_chain();
      return column.compare(how, value);
    }
    if (value.what() == literal::form::truth) return condition::constant(value.truth());
    scan_.refuse_at(left.begin, concatenate("the value ", where_scanner::shown(left), " stands where a column should"),
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
    if (scan_.at(kind::sign)) scan_.refuse("a comparison has two sides", "write 1 < a and a < 3, or a between 1 and 3");
  }

  [[nodiscard]] condition between(const column_reference& column, bool positive) {
    literal lowest = expect_value();
    if (!scan_.take_word("and")) scan_.refuse_here("write between … and …");
    literal highest = expect_value();
    if (positive) return column.between(std::move(lowest), std::move(highest));
    return column < std::move(lowest) || column > std::move(highest);
  }

  [[nodiscard]] std::vector<literal> list() {
    if (!scan_.at(kind::open_list) && !scan_.at(kind::open))
      scan_.refuse_here("write the values in braces, as in sex in {\"F\", \"M\"}");
    const std::size_t opened = scan_.here().begin;
    const kind close = scan_.at(kind::open_list) ? kind::close_list : kind::close;
    scan_.advance();
    std::vector<literal> values;
    while (!scan_.at(close) || !values.empty()) {
      values.push_back(expect_value());
      if (scan_.at(close)) break;
      if (scan_.at(kind::end)) scan_.refuse_at(opened, "this list is never closed", "close it as it was opened");
      if (!scan_.at(kind::comma))
        scan_.refuse_here("separate the values of a list with commas, and put texts in quotes");
      scan_.advance();
    }
    scan_.advance();
    return values;
  }

  [[nodiscard]] std::optional<literal> take_value() {
    std::optional<literal> value;
    if (scan_.at(kind::number)) {
      value = scan_.here().number;
    } else if (scan_.at(kind::text)) {
      value = scan_.here().value;
    } else if (scan_.is_word("true") || scan_.is_word("false")) {
      value = scan_.is_word("true");
    } else {
      return value;
    }
    scan_.advance();
    return value;
  }

  [[nodiscard]] literal expect_value() {
    if (scan_.is_word("missing")) scan_.refuse("nothing equals a missing cell", "write is missing or is not missing");
    if (scan_.at(kind::name))
      scan_.refuse("a value was expected", concatenate("put texts in quotes, as in \"", scan_.here().value, "\""));
    if (std::optional<literal> value = take_value()) return *std::move(value);
    scan_.refuse_here("write a number, a text in quotes, true or false");
  }

  where_scanner scan_;
  int depth_ = 0;
};

}  // namespace detail

STANDIN_INLINE condition parse_condition(std::string_view text) {
  return detail::where_parser(text).parse();
}

}  // namespace standin::inline v0_1
