// SPDX-License-Identifier: MIT
/// \file
/// How the operations of expressions are made from small functions.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/generators/rules/detail/expression_classes.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules::detail {

inline constexpr double missing_number = std::numeric_limits<double>::quiet_NaN();

/// A number by `f(row)`.
template <class F>
class number_value final : public evaluator {
 public:
  explicit number_value(F f) : f_(std::move(f)) {}
  double number(row_under_way& row) const override { return f_(row); }

 private:
  F f_;
};

/// A text by `f(row, out)`, which says whether there is one.
template <class F>
class text_value final : public evaluator {
 public:
  explicit text_value(F f) : f_(std::move(f)) {}
  bool text(row_under_way& row, std::string& out) const override { return f_(row, out); }

 private:
  F f_;
};

template <class F>
[[nodiscard]] bound_expression number_by(value_kind kind, F f) {
  return {.kind = kind, .value = std::make_shared<const number_value<F>>(std::move(f))};
}

template <class F>
[[nodiscard]] bound_expression text_by(F f) {
  return {.kind = value_kind::text, .value = std::make_shared<const text_value<F>>(std::move(f))};
}

/// A node whose `bind(in, parts)` gets its parts bound.
template <class Bind>
class plain_node final : public expression_node {
 public:
  plain_node(std::vector<expression> parts, Bind bind) : expression_node(std::move(parts)), bind_(std::move(bind)) {}

  bound_expression bind(const scope& in) const override {
    std::vector<bound_expression> bound;
    bound.reserve(parts().size());
    for (const expression& part : parts()) bound.push_back(part.node().bind(in));
    return bind_(in, bound);
  }

 private:
  Bind bind_;
};

template <class Bind>
[[nodiscard]] expression make(std::vector<expression> parts, Bind bind) {
  return expression(std::make_shared<const plain_node<Bind>>(std::move(parts), std::move(bind)));
}

/// \throws invalid_option  when the value is a level or a text
inline void require_number(const scope& in, const bound_expression& part, std::string_view who) {
  if (part.kind == value_kind::text || part.kind == value_kind::level)
    throw invalid_option(in.where, std::string(who).append(" needs a number and gets a ").append(name_of(part.kind)),
                         "compute with columns of numbers, or compare with ==");
}

/// What `f(numbers, draws)` gives of so many numbers; missing where one of them is.
template <std::size_t N, class F>
[[nodiscard]] expression of_numbers(const char* who, value_kind kind, std::array<expression, N> parts, F f) {
  return make({parts.begin(), parts.end()}, [who, kind, f](const scope& in, const std::vector<bound_expression>& from) {
    std::array<std::shared_ptr<const evaluator>, N> values;
    for (std::size_t i = 0; i < N; ++i) {
      require_number(in, from[i], who);
      values[i] = from[i].value;
    }
    return number_by(kind, [values, f](row_under_way& row) -> double {
      std::array<double, N> x{};
      for (std::size_t i = 0; i < N; ++i) {
        x[i] = values[i]->number(row);
        if (std::isnan(x[i])) return missing_number;
      }
      return f(x, row.draws);
    });
  });
}

/// Values of which one is chosen, brought to one kind: levels together, or numbers, or texts.
struct chosen_among {
  bound_expression form{};  ///< kind, levels and decimals of the result
  std::vector<std::shared_ptr<const evaluator>> values{};
  std::vector<std::vector<double>> codes{};  ///< for levels, the new code of each old one
};

[[nodiscard]] chosen_among unify(const scope& in, const std::vector<bound_expression>& values);

/// The bound choice; `place(row)` gives which of the values, or a number of no value for a missing cell.
template <class Place>
[[nodiscard]] bound_expression choose(chosen_among among, Place place) {
  bound_expression result = among.form;
  if (result.kind == value_kind::text) {
    result.value = text_by([values = std::move(among.values), place](row_under_way& row, std::string& out) {
                     const std::size_t at = place(row);
                     return at < values.size() && values[at]->text(row, out);
                   }).value;
  } else {
    result.value = number_by(result.kind,
                             [values = std::move(among.values), codes = std::move(among.codes),
                              place](row_under_way& row) -> double {
                               const std::size_t at = place(row);
                               if (at >= values.size()) return missing_number;
                               const double number = values[at]->number(row);
                               if (codes.empty() || std::isnan(number)) return number;
                               return codes[at][static_cast<std::size_t>(number)];
                             })
                       .value;
  }
  return result;
}

}  // namespace standin::inline v0_1::rules::detail

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/nodes.ipp>
#include <standin/generators/rules/expression.hpp>
#endif
