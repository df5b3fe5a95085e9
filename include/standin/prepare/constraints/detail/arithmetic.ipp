// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/arithmetic.hpp: a parser by recursive descent, and a stack machine.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints/arithmetic.hpp>
#include <standin/prepare/constraints/detail/constraint_scanner.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace standin::inline v0_1::prepare {

class arithmetic::reader {
 public:
  reader(std::string_view text, parts& to) : scan_(text), to_(to) { scan_.begin_arithmetic(); }

  void read() {
    sum();
    if (!scan_.at_end()) scan_.refuse_here("join numbers and columns with + - * /, and put other names in backticks");
  }

 private:
  using kind = operation::kind;

  void put(kind what, double number = 0.0, std::size_t column = 0) {
    to_.program.push_back({what, number, column});
    const bool pushes = what == kind::number || what == kind::column;
    const bool takes_two = what == kind::add || what == kind::subtract || what == kind::multiply ||
                           what == kind::divide || what == kind::min || what == kind::max || what == kind::round;
    if (pushes) to_.room = std::max(to_.room, ++height_);
    if (takes_two) --height_;
  }

  void sum() {
    product();
    for (;;) {
      const bool plus = scan_.at_sign("+");
      if (!plus && !scan_.at_sign("-")) return;
      scan_.advance();
      product();
      put(plus ? kind::add : kind::subtract);
    }
  }

  void product() {
    factor();
    for (;;) {
      const bool times = scan_.at_sign("*");
      if (!times && !scan_.at_sign("/")) return;
      scan_.advance();
      factor();
      put(times ? kind::multiply : kind::divide);
    }
  }

  void factor() {
    constexpr int deepest = 100;
    if (++depth_ > deepest)
      scan_.refuse("the formula nests more than " + to_text(deepest) + " deep",
                   "leave out parentheses that are not needed");
    if (scan_.take_sign("-")) {
      factor();
      put(kind::negate);
    } else if (scan_.take_sign("+")) {
      factor();
    } else if (scan_.take_sign("(")) {
      sum();
      scan_.expect_sign(")", "close the parenthesis with )");
    } else if (scan_.at_number()) {
      put(kind::number, scan_.here().number);
      scan_.advance();
    } else {
      const constraint_name named = name();
      if (named.called)
        call(named);
      else
        put(kind::column, 0.0, column(named.name));
    }
    --depth_;
  }

  struct constraint_name {
    std::string name;
    std::size_t begin;
    bool called;
  };

  [[nodiscard]] constraint_name name() {
    const detail::constraint_token token = scan_.here();
    std::string found = scan_.expect_name("write a number, a column or a formula in parentheses");
    return {std::move(found), token.begin, token.plain && scan_.at_sign("(")};
  }

  void call(const constraint_name& function) {
    static constexpr std::array<std::pair<std::string_view, kind>, 6> known{{{"min", kind::min},
                                                                             {"max", kind::max},
                                                                             {"abs", kind::abs},
                                                                             {"floor", kind::floor},
                                                                             {"ceil", kind::ceil},
                                                                             {"round", kind::round}}};
    const auto* const found =
        std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == function.name; });
    if (found == known.end())
      scan_.refuse_at(function.begin, concatenate("there is no function ", quoted(function.name)),
                      "use min, max, abs, floor, ceil or round");
    scan_.advance();
    sum();
    const bool many = found->second == kind::min || found->second == kind::max;
    std::size_t given = 1;
    while (scan_.at_sign(",")) {
      ++given;
      if (!many && (found->second != kind::round || given > 2))
        scan_.refuse(concatenate("too much is given to ", found->first), "take something away, or use min or max");
      scan_.advance();
      sum();
      if (many) put(found->second);
    }
    if (found->second == kind::round && given == 1) put(kind::number, 0.0);
    scan_.expect_sign(")", "close what a function takes with )");
    if (!many) put(found->second);
  }

  [[nodiscard]] std::size_t column(const std::string& name) {
    const auto at = std::find(to_.columns.begin(), to_.columns.end(), name);
    if (at == to_.columns.end()) {
      if (to_.columns.size() == 1000) scan_.refuse("it names more than 1000 columns", "use fewer columns");
      to_.columns.push_back(name);
      return to_.columns.size() - 1;
    }
    return static_cast<std::size_t>(at - to_.columns.begin());
  }

  detail::constraint_scanner scan_;
  parts& to_;
  std::size_t height_ = 0;
  int depth_ = 0;
};

STANDIN_INLINE arithmetic::arithmetic(std::string_view text) {
  const auto made = std::make_shared<parts>();
  made->text = std::string(text);
  reader(text, *made).read();
  parts_ = made;
}

STANDIN_INLINE void arithmetic::evaluate(std::span<const std::span<const double>> columns,
                                         std::span<double> out) const {
  constexpr std::size_t block = 64;
  std::vector<std::array<double, block>> stack(parts_->room);
  using kind = operation::kind;
  for (std::size_t begin = 0; begin < out.size(); begin += block) {
    const std::size_t n = std::min(block, out.size() - begin);
    std::size_t height = 0;
    const auto both = [&](auto f) {
      --height;
      for (std::size_t i = 0; i < n; ++i) stack[height - 1][i] = f(stack[height - 1][i], stack[height][i]);
    };
    const auto one = [&](auto f) {
      for (std::size_t i = 0; i < n; ++i) stack[height - 1][i] = f(stack[height - 1][i]);
    };
    for (const operation& each : parts_->program) {
      switch (each.what) {
        case kind::number: stack[height++].fill(each.number); break;
        case kind::column: {
          const std::span<const double> cells = columns[each.column].subspan(begin, n);
          std::copy(cells.begin(), cells.end(), stack[height++].begin());
          break;
        }
        case kind::add: both([](double a, double b) { return a + b; }); break;
        case kind::subtract: both([](double a, double b) { return a - b; }); break;
        case kind::multiply: both([](double a, double b) { return a * b; }); break;
        case kind::divide: both([](double a, double b) { return a / b; }); break;
        case kind::min: both([](double a, double b) { return b < a ? b : a; }); break;
        case kind::max: both([](double a, double b) { return b > a ? b : a; }); break;
        case kind::negate: one([](double a) { return -a; }); break;
        case kind::abs: one([](double a) { return std::abs(a); }); break;
        case kind::floor: one([](double a) { return std::floor(a); }); break;
        case kind::ceil: one([](double a) { return std::ceil(a); }); break;
        case kind::round:
          both([](double a, double decimals) {
            const double scale = std::pow(10.0, std::clamp(std::nearbyint(decimals), -300.0, 300.0));
            return std::round(a * scale) / scale;
          });
          break;
      }
    }
    std::copy_n(stack[0].begin(), n, out.begin() + static_cast<std::ptrdiff_t>(begin));
  }
}

STANDIN_INLINE std::string name_in_formula(std::string_view column) {
  std::string text = "`";
  for (const char c : column) {
    text += c;
    if (c == '`') text += c;
  }
  return text += '`';
}

}  // namespace standin::inline v0_1::prepare
