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
#include <limits>
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

namespace detail {

/// Arithmetic of intervals with closed ends, whose results are wide enough for what rounding does.
struct wide {
  using range = interval<double>;
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr range all{-infinity, infinity};
  static constexpr range none{infinity, -infinity};

  [[nodiscard]] static bool empty(const range& a) noexcept { return !(a.lower <= a.upper); }
  [[nodiscard]] static range widen(double low, double high) noexcept {
    const double margin = 1e-15 * std::max(std::abs(low), std::abs(high));
    low = low != low ? -infinity : std::isinf(low) || std::isinf(margin) ? low : low - margin;
    high = high != high ? infinity : std::isinf(high) || std::isinf(margin) ? high : high + margin;
    return {low, high};
  }
  [[nodiscard]] static range both(const range& a, const range& b) noexcept {
    return {std::max(a.lower, b.lower), std::min(a.upper, b.upper)};
  }
  [[nodiscard]] static range add(const range& a, const range& b) noexcept {
    return widen(a.lower + b.lower, a.upper + b.upper);
  }
  [[nodiscard]] static range subtract(const range& a, const range& b) noexcept {
    return widen(a.lower - b.upper, a.upper - b.lower);
  }
  [[nodiscard]] static range multiply(const range& a, const range& b) noexcept {
    const auto product = [](double x, double y) { return x == 0.0 || y == 0.0 ? 0.0 : x * y; };
    const std::array<double, 4> ends{product(a.lower, b.lower), product(a.lower, b.upper), product(a.upper, b.lower),
                                     product(a.upper, b.upper)};
    return widen(*std::min_element(ends.begin(), ends.end()), *std::max_element(ends.begin(), ends.end()));
  }
  [[nodiscard]] static range divide(const range& a, const range& b) noexcept {
    if (b.lower <= 0.0 && b.upper >= 0.0) return all;
    const auto quotient = [](double x, double y) { return std::isinf(y) ? 0.0 : x / y; };
    const std::array<double, 4> ends{quotient(a.lower, b.lower), quotient(a.lower, b.upper), quotient(a.upper, b.lower),
                                     quotient(a.upper, b.upper)};
    if (std::any_of(ends.begin(), ends.end(), [](double x) { return x != x; })) return all;
    return widen(*std::min_element(ends.begin(), ends.end()), *std::max_element(ends.begin(), ends.end()));
  }
};

}  // namespace detail

STANDIN_INLINE void arithmetic::narrow(std::span<interval<double>> columns, interval<double>& result) const {
  using kind = operation::kind;
  using detail::wide;
  const std::vector<operation>& program = parts_->program;
  std::vector<interval<double>> value(program.size(), wide::all);  // of what each operation puts back
  std::vector<std::array<std::size_t, 2>> taken(program.size());
  std::vector<std::size_t> stack;
  for (std::size_t i = 0; i < program.size(); ++i) {
    const kind what = program[i].what;
    const bool leaf = what == kind::number || what == kind::column;
    const bool single = what == kind::negate || what == kind::abs || what == kind::floor || what == kind::ceil;
    if (!leaf) {
      taken[i][1] = stack.back();
      stack.pop_back();
      taken[i][0] = taken[i][1];
      if (!single) {
        taken[i][0] = stack.back();
        stack.pop_back();
      }
    }
    stack.push_back(i);
    const interval<double> a = value[taken[i][0]];
    const interval<double> b = value[taken[i][1]];
    switch (what) {
      case kind::number: value[i] = {program[i].number, program[i].number}; break;
      case kind::column: value[i] = columns[program[i].column]; break;
      case kind::add: value[i] = wide::add(a, b); break;
      case kind::subtract: value[i] = wide::subtract(a, b); break;
      case kind::multiply: value[i] = wide::multiply(a, b); break;
      case kind::divide: value[i] = wide::divide(a, b); break;
      case kind::min: value[i] = {std::min(a.lower, b.lower), std::min(a.upper, b.upper)}; break;
      case kind::max: value[i] = {std::max(a.lower, b.lower), std::max(a.upper, b.upper)}; break;
      case kind::negate: value[i] = {-a.upper, -a.lower}; break;
      case kind::abs:
        value[i] = {a.lower > 0.0 ? a.lower : a.upper < 0.0 ? -a.upper : 0.0, std::max(-a.lower, a.upper)};
        break;
      case kind::floor: value[i] = {std::floor(a.lower), std::floor(a.upper)}; break;
      case kind::ceil: value[i] = {std::ceil(a.lower), std::ceil(a.upper)}; break;
      case kind::round: {
        const double unit = b.lower == b.upper ? std::pow(10.0, -std::clamp(b.lower, -300.0, 300.0)) : wide::infinity;
        value[i] = wide::widen(a.lower - unit, a.upper + unit);
        break;
      }
    }
    if (wide::empty(value[i])) {
      std::fill(columns.begin(), columns.end(), wide::none);
      result = wide::none;
      return;
    }
  }
  bool impossible = false;
  const auto limit = [&](interval<double>& own, const interval<double>& to) {
    own = wide::both(own, to);
    impossible = impossible || wide::empty(own);
  };
  limit(value.back(), result);
  for (std::size_t i = program.size(); i-- > 0 && !impossible;) {
    const interval<double> r = value[i];
    interval<double>& a = value[taken[i][0]];
    interval<double>& b = value[taken[i][1]];
    switch (program[i].what) {
      case kind::number: break;
      case kind::column: limit(columns[program[i].column], r); break;
      case kind::add:
        limit(a, wide::subtract(r, b));
        limit(b, wide::subtract(r, a));
        break;
      case kind::subtract:
        limit(a, wide::add(r, b));
        limit(b, wide::subtract(a, r));
        break;
      case kind::multiply:
        limit(a, wide::divide(r, b));
        limit(b, wide::divide(r, a));
        break;
      case kind::divide:
        limit(a, wide::multiply(r, b));
        limit(b, wide::divide(a, r));
        break;
      case kind::min:
        limit(a, {r.lower, b.lower > r.upper ? r.upper : wide::infinity});
        limit(b, {r.lower, a.lower > r.upper ? r.upper : wide::infinity});
        break;
      case kind::max:
        limit(a, {b.upper < r.lower ? r.lower : -wide::infinity, r.upper});
        limit(b, {a.upper < r.lower ? r.lower : -wide::infinity, r.upper});
        break;
      case kind::negate: limit(a, {-r.upper, -r.lower}); break;
      case kind::abs: limit(a, {-r.upper, r.upper}); break;
      case kind::floor: limit(a, {r.lower, r.upper + 1.0}); break;
      case kind::ceil: limit(a, {r.lower - 1.0, r.upper}); break;
      case kind::round: {
        const double unit = b.lower == b.upper ? std::pow(10.0, -std::clamp(b.lower, -300.0, 300.0)) : wide::infinity;
        limit(a, wide::widen(r.lower - unit, r.upper + unit));
        break;
      }
    }
  }
  if (!impossible) {
    result = value.back();
    return;
  }
  std::fill(columns.begin(), columns.end(), wide::none);
  result = wide::none;
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
