// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/expression.hpp that compute and compare.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/expression.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

enum class arithmetic : std::uint8_t { plus, minus, times, over };

[[nodiscard]] STANDIN_INLINE value_kind kind_of(const scope& in, arithmetic how, value_kind a, value_kind b) {
  const bool day_a = a == value_kind::day;
  const bool day_b = b == value_kind::day;
  if (day_a || day_b) {
    if (how == arithmetic::minus && day_a && day_b) return value_kind::whole;
    if ((how == arithmetic::plus && day_a != day_b) || (how == arithmetic::minus && day_a)) return value_kind::day;
    throw invalid_option(in.where, "days are added, multiplied or divided",
                         "add a number of days to a day, or subtract one day from another");
  }
  const bool whole = a != value_kind::number && b != value_kind::number && how != arithmetic::over;
  return whole ? value_kind::whole : value_kind::number;
}

template <class F>
[[nodiscard]] expression combine(const char* who, arithmetic how, expression a, expression b, F f) {
  return make({std::move(a), std::move(b)}, [who, how, f](const scope& in, const std::vector<bound_expression>& parts) {
    require_number(in, parts[0], who);
    require_number(in, parts[1], who);
    return number_by(kind_of(in, how, parts[0].kind, parts[1].kind),
                     [x = parts[0].value, y = parts[1].value, f](row_under_way& row) {
                       const double left = x->number(row);
                       const double right = y->number(row);
                       return f(left, right);
                     });
  });
}

template <class F>
[[nodiscard]] expression relate(const char* who, expression a, expression b, F f) {
  return of_numbers<2>(who, value_kind::truth, {std::move(a), std::move(b)},
                       [f](const std::array<double, 2>& x, random::stream&) { return f(x[0], x[1]) ? 1.0 : 0.0; });
}

/// The code of a name among the levels of a column.
[[nodiscard]] STANDIN_INLINE double code_of(const scope& in, const std::vector<std::string>& levels,
                                            const std::string& name) {
  const auto found = std::find(levels.begin(), levels.end(), name);
  if (found == levels.end())
    throw invalid_option(in.where, "no level is called " + quoted(name), "choose one of " + join(levels));
  return static_cast<double>(found - levels.begin());
}

[[nodiscard]] STANDIN_INLINE expression same(expression a, expression b, bool wanted) {
  return make({std::move(a), std::move(b)}, [wanted](const scope& in, const std::vector<bound_expression>& parts) {
    const bound_expression& first = parts[0].kind == value_kind::level ? parts[0] : parts[1];
    const bound_expression& second = parts[0].kind == value_kind::level ? parts[1] : parts[0];
    if (first.kind == value_kind::level && second.constant_text) {
      const double code = code_of(in, first.levels, *second.constant_text);
      return number_by(value_kind::truth, [value = first.value, code, wanted](row_under_way& row) {
        const double number = value->number(row);
        return std::isnan(number) ? number : (number == code) == wanted ? 1.0 : 0.0;
      });
    }
    const bool texts = first.kind == value_kind::text || first.kind == value_kind::level;
    if (texts != (second.kind == value_kind::text || second.kind == value_kind::level))
      throw invalid_option(in.where, "a number is compared with a text", "compare like with like");
    if (texts) {
      const chosen_among both = unify(in, parts);
      return number_by(value_kind::truth, [both, wanted](row_under_way& row) {
        if (both.form.kind == value_kind::text) {
          std::string left;
          std::string right;
          const bool there = both.values[0]->text(row, left);
          return !both.values[1]->text(row, right) || !there ? missing_number : (left == right) == wanted ? 1.0 : 0.0;
        }
        const double left = both.values[0]->number(row);
        const double right = both.values[1]->number(row);
        if (std::isnan(left) || std::isnan(right)) return missing_number;
        return (both.codes[0][static_cast<std::size_t>(left)] == both.codes[1][static_cast<std::size_t>(right)]) ==
                       wanted
                   ? 1.0
                   : 0.0;
      });
    }
    return number_by(value_kind::truth, [x = parts[0].value, y = parts[1].value, wanted](row_under_way& row) {
      const double left = x->number(row);
      const double right = y->number(row);
      if (std::isnan(left) || std::isnan(right)) return missing_number;
      return (left == right) == wanted ? 1.0 : 0.0;
    });
  });
}

}  // namespace detail

STANDIN_INLINE expression operator+(expression a, expression b) {
  return detail::combine("+", detail::arithmetic::plus, std::move(a), std::move(b),
                         [](double x, double y) { return x + y; });
}
STANDIN_INLINE expression operator-(expression a, expression b) {
  return detail::combine("-", detail::arithmetic::minus, std::move(a), std::move(b),
                         [](double x, double y) { return x - y; });
}
STANDIN_INLINE expression operator*(expression a, expression b) {
  return detail::combine("*", detail::arithmetic::times, std::move(a), std::move(b),
                         [](double x, double y) { return x * y; });
}
STANDIN_INLINE expression operator/(expression a, expression b) {
  return detail::combine("/", detail::arithmetic::over, std::move(a), std::move(b),
                         [](double x, double y) { return y == 0.0 ? detail::missing_number : x / y; });
}
STANDIN_INLINE expression operator-(expression a) {
  return expression(0) - std::move(a);
}
STANDIN_INLINE expression operator<(expression a, expression b) {
  return detail::relate("<", std::move(a), std::move(b), [](double x, double y) { return x < y; });
}
STANDIN_INLINE expression operator<=(expression a, expression b) {
  return detail::relate("<=", std::move(a), std::move(b), [](double x, double y) { return x <= y; });
}
STANDIN_INLINE expression operator>(expression a, expression b) {
  return detail::relate(">", std::move(a), std::move(b), [](double x, double y) { return x > y; });
}
STANDIN_INLINE expression operator>=(expression a, expression b) {
  return detail::relate(">=", std::move(a), std::move(b), [](double x, double y) { return x >= y; });
}
STANDIN_INLINE expression operator==(expression a, expression b) {
  return detail::same(std::move(a), std::move(b), true);
}
STANDIN_INLINE expression operator!=(expression a, expression b) {
  return detail::same(std::move(a), std::move(b), false);
}
STANDIN_INLINE expression operator&&(expression a, expression b) {
  return detail::relate("&&", std::move(a), std::move(b), [](double x, double y) { return x != 0.0 && y != 0.0; });
}
STANDIN_INLINE expression operator||(expression a, expression b) {
  return detail::relate("||", std::move(a), std::move(b), [](double x, double y) { return x != 0.0 || y != 0.0; });
}
STANDIN_INLINE expression operator!(expression a) {
  return detail::of_numbers<1>("!", value_kind::truth, {std::move(a)},
                               [](const std::array<double, 1>& x, random::stream&) { return x[0] == 0.0 ? 1.0 : 0.0; });
}

}  // namespace standin::inline v0_1::rules
