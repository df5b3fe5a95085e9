// SPDX-License-Identifier: MIT
/// \file
/// What expressions are made of; a header of its own, since the bodies of rules/expression.hpp need operations that
/// need this.
#pragma once

#include <standin/config.hpp>
#include <standin/random/stream.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

/// What an expression gives.
enum class value_kind : std::uint8_t {
  number,
  whole,  ///< a whole number
  truth,  ///< 1 or 0
  day,    ///< days since 1970-01-01
  level,  ///< one of some names
  text,
};

[[nodiscard]] std::string_view name_of(value_kind kind) noexcept;

namespace detail {

/// The row under way: the cells that are there already, where it stands, and the draws of the cell that is being made.
struct row_under_way {
  std::vector<double> numbers;          ///< one for each column; codes of levels, NaN where missing
  std::vector<std::string> texts;       ///< one for each column, used by those of texts
  std::vector<std::uint64_t> index;     ///< for each level, the number of this one within the one that holds it
  std::vector<std::uint64_t> children;  ///< for each level, the number of this one within the entity
  std::uint64_t entity = 0;
  std::size_t level = 0;    ///< of the cell that is being made
  random::source source{};  ///< of the cell that is being made
  random::stream draws{{}, random::purpose::sample, 0};
  double itself = 0.0;  ///< what `itself()` stands for
};

/// Makes the value of an expression in a row. Numbers and levels implement `number`, texts `text`.
class evaluator {
 public:
  evaluator() = default;
  evaluator(const evaluator&) = delete;
  evaluator& operator=(const evaluator&) = delete;
  virtual ~evaluator() = default;

  /// NaN where the value is missing; the code of a level.
  [[nodiscard]] virtual double number(row_under_way& row) const;
  /// Whether there is a value; it is written to `out`.
  [[nodiscard]] virtual bool text(row_under_way& row, std::string& out) const;
};

/// An expression whose columns have been found.
struct bound_expression {
  value_kind kind = value_kind::number;
  std::shared_ptr<const evaluator> value{};
  std::vector<std::string> levels{};           ///< of a level
  std::optional<std::string> constant_text{};  ///< of a text that is written down
  std::optional<double> constant_number{};     ///< of a number that is written down
  int decimals = -1;                           ///< of a number that is rounded
};

/// A column that an expression may refer to.
struct known_column {
  std::string name;
  std::size_t place = 0;
  std::size_t level = 0;
  value_kind kind = value_kind::number;
  std::vector<std::string> levels{};
};

/// Where names are looked up.
struct scope {
  const std::vector<known_column>* columns = nullptr;
  std::string where;                         ///< whose expression it is, for messages
  const bound_expression* itself = nullptr;  ///< what `itself()` stands for
};

class expression_node;

}  // namespace detail

/// A rule for a cell: a constant, another column, a draw, or what is computed of these.
///
/// Where something that it is computed from is missing, so is the result. A copy is cheap. Numbers, truth values and
/// texts are expressions; so are the functions of rules/functions.hpp and rules/draws.hpp.
class expression {
 public:
  template <class Number>
    requires std::is_arithmetic_v<Number>
  expression(Number value)  // NOLINT(google-explicit-constructor): so that rules read as formulas
      : expression(constant(static_cast<double>(value), std::same_as<Number, bool> ? value_kind::truth
                                                        : std::integral<Number>    ? value_kind::whole
                                                                                   : value_kind::number)) {}
  // NOLINTBEGIN(google-explicit-constructor): as above
  expression(std::string text);
  expression(std::string_view text) : expression(std::string(text)) {}
  expression(const char* text) : expression(std::string(text)) {}
  // NOLINTEND(google-explicit-constructor)
  explicit expression(std::shared_ptr<const detail::expression_node> node) : node_(std::move(node)) {}

  /// Rounded to so many digits after the point, and written with as many; a whole number for 0.
  [[nodiscard]] expression rounded(int decimals = 0) const;

  /// Drawn again until it lies in [lowest, highest]: a truncated distribution, with no mass at the ends.
  /// Sampling throws `data_error` when it doesn't in 1 000 tries.
  [[nodiscard]] expression between(expression lowest, expression highest) const;

  /// Missing with this probability, which may depend on other columns.
  [[nodiscard]] expression missing(expression probability) const;
  /// Missing where the condition holds.
  [[nodiscard]] expression missing_where(expression holds) const;

  /// With this probability another value, made on purpose; `itself()` in it is what the cell would have been.
  [[nodiscard]] expression anomaly(expression probability, expression other) const;

  /// \returns  the day, month or weekday and so on of this, for those who compute with expressions
  [[nodiscard]] const detail::expression_node& node() const noexcept { return *node_; }

 private:
  [[nodiscard]] static expression constant(double value, value_kind kind);

  std::shared_ptr<const detail::expression_node> node_;
};

namespace detail {

/// One operation of an expression and what it works on.
class expression_node {
 public:
  explicit expression_node(std::vector<expression> parts = {}) : parts_(std::move(parts)) {}
  expression_node(const expression_node&) = delete;
  expression_node& operator=(const expression_node&) = delete;
  virtual ~expression_node() = default;

  /// \throws invalid_option  when a column isn't there, or its kind is of no use here
  [[nodiscard]] virtual bound_expression bind(const scope& in) const = 0;

  /// The column that it names itself, empty for none.
  [[nodiscard]] virtual std::string_view column() const noexcept { return {}; }
  [[nodiscard]] const std::vector<expression>& parts() const noexcept { return parts_; }

 private:
  std::vector<expression> parts_;
};

/// Appends the names of the columns that the expression speaks of, some perhaps twice.
void collect_columns(const expression& of, std::vector<std::string>& names);

}  // namespace detail

}  // namespace standin::inline v0_1::rules
