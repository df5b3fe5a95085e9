// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraint_parser.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraint_parser.hpp>
#include <standin/prepare/constraints/detail/constraint_scanner.hpp>

#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::prepare {

namespace detail {

class constraint_reader {
 public:
  explicit constraint_reader(std::string_view text) : scan_(text), text_(text) {}

  [[nodiscard]] constraint read() {
    const constraint_token first = scan_.here();
    std::string name = scan_.expect_name("begin with a column, or with fixed, depends, sum, onehot, step or between");
    if (first.plain && scan_.at_sign("(")) return call(first);
    if (scan_.at_sign("=") || scan_.at_sign("==")) return computed(std::move(name));
    return order(std::move(name));
  }

 private:
  static constexpr std::string_view column_wanted =
      "write a column's name, in backticks where it has other characters than letters, digits and _ . -";

  [[nodiscard]] constraint computed(std::string column) {
    scan_.begin_arithmetic();
    scan_.advance();
    const std::string_view expression = scan_.rest();
    // Behind as many blanks as characters stand before it, so that a place counts from the begin of all.
    std::string padded;
    for (const char byte : text_.substr(0, text_.size() - expression.size()))
      if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) padded += ' ';
    static_cast<void>(arithmetic(padded.append(expression)));
    return formula{std::move(column), std::string(expression)};
  }

  [[nodiscard]] constraint order(std::string name) {
    ordering all;
    do {
      const bool up = scan_.at_sign("<=") || scan_.at_sign("<");
      const bool down = scan_.at_sign(">=") || scan_.at_sign(">");
      if (!up && !down) scan_.refuse_here("compare columns with <= or <, or give a formula after =");
      const bool strict = scan_.here().written.size() == 1;
      scan_.advance();
      std::string next = scan_.expect_name(column_wanted);
      all.relations.push_back(up ? order_relation{name, next, strict} : order_relation{next, name, strict});
      name = std::move(next);
      constexpr std::size_t most = 1000;
      if (all.relations.size() > most)
        scan_.refuse("there are more than " + to_text(most) + " comparisons", "split it");
    } while (!scan_.at_end());
    return all;
  }

  [[nodiscard]] std::vector<std::string> columns(std::string_view end) {
    std::vector<std::string> names{scan_.expect_name(column_wanted)};
    while (scan_.take_sign(",")) names.push_back(scan_.expect_name(column_wanted));
    scan_.expect_sign(end, concatenate("separate columns with commas, and write ", end, " after the last"));
    return names;
  }

  [[nodiscard]] double number() {
    const bool negative = scan_.take_sign("-");
    if (!scan_.at_number()) scan_.refuse_here("write a number");
    const double x = scan_.here().number;
    scan_.advance();
    return negative ? -x : x;
  }

  [[nodiscard]] constraint call(const constraint_token& word) {
    scan_.advance();
    constraint made = ordering{};
    if (word.name == "fixed") {
      made = fixed_combinations{columns(")")};
    } else if (word.name == "onehot") {
      made = one_hot{columns(")")};
    } else if (word.name == "depends") {
      std::vector<std::string> from = columns("->");
      std::string to = scan_.expect_name(column_wanted);
      scan_.expect_sign(")", "close it with ) after the column that follows");
      made = functional_dependency{std::move(from), std::move(to)};
    } else if (word.name == "sum") {
      std::vector<std::string> parts = columns("=");
      std::string total = scan_.expect_name(column_wanted);
      scan_.expect_sign(")", "close it with ) after the total");
      made = sum_of_parts{std::move(parts), std::move(total)};
    } else if (word.name == "between") {
      std::vector<std::string> three = columns(")");
      if (three.size() != 3)
        scan_.refuse_at(word.begin, to_text(three.size()) + " columns are given to between",
                        "give low, value and high");
      made = value_between{three[0], three[1], three[2]};
    } else if (word.name == "step") {
      increment step{.column = scan_.expect_name(column_wanted)};
      scan_.expect_sign(",", "write the step after a comma");
      step.step = number();
      if (scan_.take_sign(",")) step.offset = number();
      scan_.expect_sign(")", "close it with )");
      made = std::move(step);
    } else {
      scan_.refuse_at(word.begin, concatenate("there is no constraint ", quoted(word.name)),
                      "use fixed, depends, sum, onehot, step or between");
    }
    if (!scan_.at_end()) scan_.refuse_here("give each constraint on its own");
    return made;
  }

  constraint_scanner scan_;
  std::string_view text_;
};

}  // namespace detail

STANDIN_INLINE constraint parse_constraint(std::string_view text) {
  return detail::constraint_reader(text).read();
}

}  // namespace standin::inline v0_1::prepare
