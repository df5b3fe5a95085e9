// SPDX-License-Identifier: MIT
/// \file
/// Functions of expressions: arithmetic, choices by other columns, conditional tables, texts and C++ functions.
#pragma once

#include <standin/config.hpp>
#include <standin/core/error.hpp>
#include <standin/generators/rules/expression.hpp>

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

[[nodiscard]] expression exp(expression x);
[[nodiscard]] expression log(expression x);   ///< missing for x <= 0
[[nodiscard]] expression sqrt(expression x);  ///< missing for x < 0
[[nodiscard]] expression pow(expression x, expression exponent);
[[nodiscard]] expression abs(expression x);
[[nodiscard]] expression floor(expression x);               ///< a whole number
[[nodiscard]] expression mod(expression x, expression by);  ///< in [0, by), for by > 0
[[nodiscard]] expression smaller(expression a, expression b);
[[nodiscard]] expression larger(expression a, expression b);
/// 1 / (1 + exp(-x)), for probabilities that depend on columns.
[[nodiscard]] expression logistic(expression x);
/// P(Z <= x) of a standard normal Z, for quantile functions of correlated columns.
[[nodiscard]] expression normal_cdf(expression x);

/// `yes` where it holds, `no` where it doesn't; only the one that is taken is drawn.
[[nodiscard]] expression if_else(expression holds, expression yes, expression no);
/// Whether x is missing; never missing itself.
[[nodiscard]] expression is_missing(expression x);
/// `other` where x is missing.
[[nodiscard]] expression if_missing(expression x, expression other);

/// The cases of a conditional table: a level of the key, and what the cell is then.
using cases = std::vector<std::pair<std::string, expression>>;

/// A conditional table: the case that the key's level names, which may be a distribution.
///
///     by(of("region"), {{"north", choice({{"none", 0.7}, {"gold", 0.3}})}, {"south", "none"}})
///
/// Building the simulation throws `invalid_option` when a level has no case, or a case no level.
[[nodiscard]] expression by(expression key, const cases& rows);
/// The same with a value for all other levels.
[[nodiscard]] expression by(expression key, const cases& rows, expression otherwise);

/// The value with that number, from 0; of a level, the value at its place among the levels. Only that one is drawn.
/// Sampling throws `data_error` when there is none of that number.
[[nodiscard]] expression pick(expression number, std::vector<expression> values);

/// The values of a list, one for each item: `pick(of("item"), each_of(items, &item::price))`.
template <class Items, class Member>
[[nodiscard]] std::vector<expression> each_of(const Items& items, Member member) {
  std::vector<expression> values;
  for (const auto& item : items) values.emplace_back(item.*member);
  return values;
}

/// Texts, numbers and levels, one after the other.
[[nodiscard]] expression text_of(std::vector<expression> parts);

/// A cell as a C++ function gets it: it becomes whatever number, truth value or text the parameter is.
class cell {
 public:
  cell(double number, std::string_view text) noexcept : number_(number), text_(text) {}

  template <class T>
    requires(std::is_arithmetic_v<T> || std::same_as<T, std::string> || std::same_as<T, std::string_view>)
  operator T() const {  // NOLINT(google-explicit-constructor): a cell is what the parameter wants
    if constexpr (std::same_as<T, bool>) {
      return number_ != 0.0;
    } else if constexpr (std::is_arithmetic_v<T>) {
      return static_cast<T>(number_);
    } else {
      return T(text_);
    }
  }

 private:
  double number_;
  std::string_view text_;
};

namespace detail {

template <std::size_t>
using cell_at = cell;

template <class F, class Numbers>
struct calls;

/// Whether F takes so many cells, with or without draws behind them, and what it then gives.
template <class F, std::size_t... I>
struct calls<F, std::index_sequence<I...>> {
  static constexpr bool drawing = std::is_invocable_v<const F&, cell_at<I>..., random::stream&>;
  static constexpr bool plain = std::is_invocable_v<const F&, cell_at<I>...>;

  static decltype(auto) call(const F& f, const std::array<cell, sizeof...(I)>& cells, random::stream& draws) {
    if constexpr (drawing) {
      return f(cells[I]..., draws);
    } else {
      return f(cells[I]...);
    }
  }
};

/// Gives each part of a bound expression as a cell.
/// \returns  whether all of them are there
[[nodiscard]] bool fill_cell(const bound_expression& part, row_under_way& row, double& number, std::string& kept,
                             std::string_view& text);

template <class F, std::size_t N>
class computed_value final : public evaluator {
 public:
  using called = calls<F, std::make_index_sequence<N>>;

  computed_value(F f, std::vector<bound_expression> parts) : f_(std::move(f)), parts_(std::move(parts)) {}

  double number(row_under_way& row) const override {
    double value = std::numeric_limits<double>::quiet_NaN();
    with_cells(row, [&](const auto& cells) {
      if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(called::call(f_, cells, row.draws))>>)
        value = static_cast<double>(called::call(f_, cells, row.draws));
    });
    return value;
  }
  bool text(row_under_way& row, std::string& out) const override {
    return with_cells(row, [&](const auto& cells) {
      if constexpr (!std::is_arithmetic_v<std::remove_cvref_t<decltype(called::call(f_, cells, row.draws))>>)
        out = called::call(f_, cells, row.draws);
    });
  }

 private:
  template <class Use>
  bool with_cells(row_under_way& row, const Use& use) const {
    std::array<double, N> numbers{};
    std::array<std::string, N> kept;
    std::array<std::string_view, N> texts{};
    for (std::size_t i = 0; i < N; ++i)
      if (!fill_cell(parts_[i], row, numbers[i], kept[i], texts[i])) return false;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      use(std::array<cell, N>{cell(numbers[I], texts[I])...});
    }(std::make_index_sequence<N>());
    return true;
  }

  F f_;
  std::vector<bound_expression> parts_;
};

template <class F, std::size_t N>
class computed_node final : public expression_node {
 public:
  computed_node(F f, std::vector<expression> parts) : expression_node(std::move(parts)), f_(std::move(f)) {}

  bound_expression bind(const scope& in) const override {
    using called = calls<F, std::make_index_sequence<N>>;
    using result = std::remove_cvref_t<decltype(called::call(
        std::declval<const F&>(), std::declval<std::array<cell, N>>(), std::declval<random::stream&>()))>;
    std::vector<bound_expression> bound;
    for (const expression& part : parts()) bound.push_back(part.node().bind(in));
    return {.kind = std::same_as<result, bool>    ? value_kind::truth
                    : std::integral<result>       ? value_kind::whole
                    : std::floating_point<result> ? value_kind::number
                                                  : value_kind::text,
            .value = std::make_shared<const computed_value<F, N>>(f_, std::move(bound))};
  }

 private:
  F f_;
};

}  // namespace detail

/// Columns that a C++ function computes a cell from: what `from` gives.
template <std::size_t N>
struct named_columns {
  std::array<std::string, N> names;

  /// What `f(first, second, …)` gives, or `f(first, second, …, draws)` with the cell's own `random::stream&`.
  ///
  /// Parameters are numbers, truth values, `std::string_view` (levels and texts) or `auto`; the result is a number, a
  /// whole number, a truth value or a text. It isn't called where one of the columns is missing. `f` must depend on
  /// its arguments only, may be called from several threads at once, and each full expression may draw once.
  template <class F>
  [[nodiscard]] expression compute(F f) const {
    using called = detail::calls<F, std::make_index_sequence<N>>;
    constexpr bool fits = called::plain || called::drawing;
    static_assert(fits,
                  "standin: the function of from(…).compute must be callable with one argument for each column named, "
                  "perhaps followed by a standin::random::stream&; see docs/generators/rules.md");
    if constexpr (fits) {
      std::vector<expression> parts;
      for (const std::string& name : names) parts.push_back(of(name));
      return expression(std::make_shared<const detail::computed_node<F, N>>(std::move(f), std::move(parts)));
    } else {
      return 0;
    }
  }
};

/// Names the columns that a C++ function takes:
///
///     from("price", "pieces").compute([](double price, int pieces) { return price * pieces; })
template <class... Names>
[[nodiscard]] named_columns<sizeof...(Names)> from(const Names&... names) {
  return {{std::string(names)...}};
}

}  // namespace standin::inline v0_1::rules

#if !defined(STANDIN_COMPILED)
#include <standin/generators/rules/detail/functions.ipp>
#endif
