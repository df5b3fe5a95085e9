// SPDX-License-Identifier: MIT
/// \file
/// Conditions on rows: `where("age") >= 30 && where("sex") == "F"`.
#pragma once

#include <standin/config.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace standin::inline v0_1 {

namespace detail {

struct condition_node;

template <class T>
concept character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

}  // namespace detail

/// What cells are compared with: a number, a text (also a date-time, as text) or a truth value.
class literal {
 public:
  enum class form : std::uint8_t { number, text, truth };

  /// A truth value, or a number.
  /// \throws invalid_option  for NaN, which compares with nothing, and for an integer that no `double` holds
  template <class Number>
    requires(std::is_arithmetic_v<Number> && !detail::character<Number>)
  literal(Number number) {  // NOLINT(google-explicit-constructor): so that conditions read as sentences
    if constexpr (std::same_as<Number, bool>) {
      form_ = form::truth;
      truth_ = number;
    } else if constexpr (std::floating_point<Number>) {
      number_ = checked(static_cast<double>(number));
    } else {
      if constexpr (sizeof(Number) > 4)
        check_whole(number < 0,
                    number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number));
      number_ = static_cast<double>(number);
    }
  }
  // NOLINTBEGIN(google-explicit-constructor): as above
  literal(std::string text) : text_(std::move(text)), form_(form::text) {}
  literal(std::string_view text) : text_(std::string(text)), form_(form::text) {}
  literal(const char* text) : text_(text), form_(form::text) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] form what() const noexcept { return form_; }
  [[nodiscard]] double number() const noexcept { return number_; }  ///< 0 unless it is one
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool truth() const noexcept { return truth_; }

  bool operator==(const literal&) const = default;

 private:
  [[nodiscard]] static double checked(double number);
  static void check_whole(bool negative, std::uint64_t magnitude);

  std::string text_;
  double number_ = 0.0;
  form form_ = form::number;
  bool truth_ = false;
};

/// How two things are compared.
enum class comparison_operator : std::uint8_t { equal, not_equal, less, at_most, more, at_least };

/// A condition on rows. It names columns and doesn't know the table; `bound_condition` checks it against a schema.
///
/// A row meets it or doesn't, there is nothing in between:
///
/// - A comparison with a missing cell is false, whichever it is: `==`, `!=`, `<`, in a list or not in it.
/// - `!c` holds for exactly the rows for which `c` doesn't. So `!(where("age") > 30)` takes rows without age too, and
///   `where("age") <= 30` doesn't.
///
/// What it can be compared with depends on the column's kind: docs/conditions.md. Conditions are equal when they are
/// written alike, not when they merely mean the same. A copy is cheap. Conditions nest at most 256 deep.
class condition {
 public:
  /// Holds for every row.
  condition();

  /// Holds for every row, or for none.
  [[nodiscard]] static condition constant(bool holds);

  /// \throws invalid_option  when they nest too deep
  [[nodiscard]] friend condition operator&&(const condition& a, const condition& b) { return join(true, {a, b}); }
  [[nodiscard]] friend condition operator||(const condition& a, const condition& b) { return join(false, {a, b}); }
  [[nodiscard]] friend condition operator!(const condition& a) { return a.negated(); }

  friend bool operator==(const condition& a, const condition& b) { return a.same(b); }

  /// What it is made of; for those who translate conditions.
  [[nodiscard]] const detail::condition_node& node() const noexcept { return *node_; }
  explicit condition(detail::condition_node node);

  /// All of them, or with `all` false at least one; of none at all: true, or false. Costs O(conditions).
  [[nodiscard]] static condition join(bool all, std::vector<condition> parts);

 private:
  [[nodiscard]] condition negated() const;
  [[nodiscard]] bool same(const condition& other) const;

  std::shared_ptr<const detail::condition_node> node_;
};

/// Holds where all of them do. Costs less than `&&` in a loop.
[[nodiscard]] inline condition all_of(std::vector<condition> parts) {
  return condition::join(true, std::move(parts));
}

/// Holds where at least one of them does.
[[nodiscard]] inline condition any_of(std::vector<condition> parts) {
  return condition::join(false, std::move(parts));
}

/// A column's name in a condition, to be compared with values or with another column: what `where` gives.
class column_reference {
 public:
  explicit column_reference(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// One of the values. Of no values at all: nothing.
  [[nodiscard]] condition in(std::vector<literal> values) const { return among(std::move(values), true); }
  /// None of the values, and not missing.
  [[nodiscard]] condition not_in(std::vector<literal> values) const { return among(std::move(values), false); }
  /// From `lowest` to `highest`, both included.
  [[nodiscard]] condition between(literal lowest, literal highest) const;

  [[nodiscard]] condition is_missing() const { return missing(true); }
  [[nodiscard]] condition not_missing() const { return missing(false); }

  [[nodiscard]] condition compare(comparison_operator how, literal with) const;
  [[nodiscard]] condition compare(comparison_operator how, const column_reference& with) const;

 private:
  [[nodiscard]] condition among(std::vector<literal> values, bool in) const;
  [[nodiscard]] condition missing(bool is) const;

  std::string name_;
};

/// Names a column to be compared: `where("age") >= 30`, `where("sex").in({"F", "M"})`, `where("paid") < where("due")`.
[[nodiscard]] inline column_reference where(std::string_view column) {
  return column_reference(std::string(column));
}

[[nodiscard]] inline condition operator==(const column_reference& column, literal value) {
  return column.compare(comparison_operator::equal, std::move(value));
}
[[nodiscard]] inline condition operator!=(const column_reference& column, literal value) {
  return column.compare(comparison_operator::not_equal, std::move(value));
}
[[nodiscard]] inline condition operator<(const column_reference& column, literal value) {
  return column.compare(comparison_operator::less, std::move(value));
}
[[nodiscard]] inline condition operator<=(const column_reference& column, literal value) {
  return column.compare(comparison_operator::at_most, std::move(value));
}
[[nodiscard]] inline condition operator>(const column_reference& column, literal value) {
  return column.compare(comparison_operator::more, std::move(value));
}
[[nodiscard]] inline condition operator>=(const column_reference& column, literal value) {
  return column.compare(comparison_operator::at_least, std::move(value));
}
[[nodiscard]] inline condition operator==(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::equal, b);
}
[[nodiscard]] inline condition operator!=(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::not_equal, b);
}
[[nodiscard]] inline condition operator<(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::less, b);
}
[[nodiscard]] inline condition operator<=(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::at_most, b);
}
[[nodiscard]] inline condition operator>(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::more, b);
}
[[nodiscard]] inline condition operator>=(const column_reference& a, const column_reference& b) {
  return a.compare(comparison_operator::at_least, b);
}

/// The names of the columns that it speaks of, each once, in ascending order.
[[nodiscard]] std::vector<std::string> columns_of(const condition& of);

/// The condition in the language that `parse_condition` reads, which gives an equal condition again.
[[nodiscard]] std::string to_text(const condition& of);

namespace detail {

/// One operation of a condition and what it works on.
struct condition_node {
  enum class form : std::uint8_t {
    constant,     ///< `positive` for every row
    comparison,   ///< `column` compared with `values[0]`
    membership,   ///< `column` one of `values`, or present and none of them
    absence,      ///< `column` missing, or not
    columns,      ///< `column` compared with `other`
    conjunction,  ///< all of `parts`, at least two, none of them a conjunction or constant
    disjunction,  ///< one of `parts`, likewise
    negation,     ///< not `parts[0]`, which is neither a negation nor constant
  };

  form what = form::constant;
  bool positive = true;
  comparison_operator how = comparison_operator::equal;
  std::uint16_t depth = 1;
  std::string column{};
  std::string other{};
  std::vector<literal> values{};
  std::vector<condition> parts{};

  bool operator==(const condition_node&) const = default;
};

}  // namespace detail

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/data/detail/condition.ipp>
#endif
