// SPDX-License-Identifier: MIT
/// \file
/// Formulas over columns: `round(1.2 * price) + min(a, b)`.
#pragma once

#include <standin/config.hpp>
#include <standin/data/interval_set.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::prepare {

/// A formula that was read. Immutable, and a copy is cheap.
///
///     formula = term { ("+" | "-") term }         term = factor { ("*" | "/") factor }
///     factor  = ["-" | "+"] factor | number | column | "(" formula ")" | function "(" formula { "," formula } ")"
///
/// Functions: `min` and `max` of one or more; `abs`, `floor`, `ceil`; `round(x)`, ties away from 0, and
/// `round(x, decimals)`. It computes in doubles, from left to right. A column is letters, digits and _ or . ; a name
/// with anything else, a `-` for instance, or that of a function stands in backticks. There are no loops, no memory,
/// and nothing that reaches outside.
class arithmetic {
 public:
  /// \throws format_error  with the place, what was found there, and what would do; also when it is longer than 65 536
  ///                       bytes or nests more than 100 deep
  explicit arithmetic(std::string_view text);

  [[nodiscard]] const std::string& text() const noexcept { return parts_->text; }

  /// The columns that it names, each once, in the order in which they first stand there.
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return parts_->columns; }

  /// Its value in each row; not finite where it has none, as after a division by zero.
  /// \param columns  the cells of each column, `out.size()` of them
  void evaluate(std::span<const std::span<const double>> columns, std::span<double> out) const;

  /// Leaves in the intervals what may stand there in a row in which the result lies in its own, or more; an interval
  /// that holds nothing is upside down, and so are then all. The ends count as in it.
  /// Source: Benhamou, Goualard, Granvilliers and Puget, Revising hull and box consistency, 1999.
  /// \param columns  of the cells of each column
  void narrow(std::span<interval<double>> columns, interval<double>& result) const;

  /// What computes it: numbers and columns go on a stack, the others take from there and put back.
  struct operation {
    enum class kind : std::uint8_t {
      number,
      column,
      add,
      subtract,
      multiply,
      divide,
      negate,
      min,
      max,
      abs,
      floor,
      ceil,
      round
    };
    kind what = kind::number;
    double number = 0.0;     ///< of a number
    std::size_t column = 0;  ///< of a column
  };

 private:
  struct parts {
    std::string text;
    std::vector<std::string> columns;
    std::vector<operation> program;
    std::size_t room = 0;  ///< of the stack
  };
  class reader;

  std::shared_ptr<const parts> parts_;
};

/// A column's name as it stands in a formula, in backticks where it needs them.
[[nodiscard]] std::string name_in_formula(std::string_view column);

}  // namespace standin::inline v0_1::prepare

#if !defined(STANDIN_COMPILED)
#include <standin/prepare/constraints/detail/arithmetic.ipp>
#endif
