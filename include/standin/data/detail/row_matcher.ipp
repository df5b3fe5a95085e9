// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/row_matcher.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/detail/date_literal.hpp>
#include <standin/data/row_matcher.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Intervals whose ends are all closed, which takes two comparisons a number.
template <class Number>
using closed_intervals = std::vector<std::pair<Number, Number>>;

/// The nearest `float`, with what is beyond its range at infinity, as a `double`.
STANDIN_LAZY [[nodiscard]] inline double through_float(double x) noexcept {
  constexpr double most = static_cast<double>(std::numeric_limits<float>::max());
  if (x > most) return std::numeric_limits<double>::infinity();
  if (x < -most) return -std::numeric_limits<double>::infinity();
  return static_cast<double>(static_cast<float>(x));
}

/// The cells of a `double` or `float` column that are in the set.
STANDIN_LAZY [[nodiscard]] inline closed_intervals<double> close_ends(const number_set& set, bool as_float) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto next = [as_float](double x, double towards) {
    return as_float ? static_cast<double>(std::nextafter(static_cast<float>(x), static_cast<float>(towards)))
                    : std::nextafter(x, towards);
  };
  closed_intervals<double> closed;
  for (const interval<double>& part : set.intervals()) {
    double lower = part.lower;
    double upper = part.upper;
    bool lower_open = part.lower_open;
    bool upper_open = part.upper_open;
    if (as_float) {
      lower = through_float(lower);
      upper = through_float(upper);
      lower_open = lower_open || (std::isfinite(part.lower) && lower == -infinity);
      upper_open = upper_open || (std::isfinite(part.upper) && upper == infinity);
      if (std::isfinite(part.lower) && lower == infinity) lower_open = false;
      if (std::isfinite(part.upper) && upper == -infinity) upper_open = false;
    }
    if ((lower_open && lower == infinity) || (upper_open && upper == -infinity)) continue;
    if (lower_open) lower = next(lower, infinity);
    if (upper_open) upper = next(upper, -infinity);
    if (lower <= upper) closed.emplace_back(lower, upper);
  }
  return closed;
}

template <class Number>
[[nodiscard]] bool within(const closed_intervals<Number>& intervals, Number x) noexcept {
  if (intervals.size() == 1) return intervals.front().first <= x && x <= intervals.front().second;
  const auto after = std::partition_point(intervals.begin(), intervals.end(),
                                          [x](const std::pair<Number, Number>& part) { return part.first <= x; });
  return after != intervals.begin() && x <= std::prev(after)->second;
}

/// Calls `test(row)` for each row whose bit is set and gives the bits of those that pass.
template <class Test>
[[nodiscard]] std::uint64_t passing(std::size_t first, std::uint64_t wanted, Test&& test) {
  std::uint64_t passed = 0;
  for (std::uint64_t left = wanted; left != 0; left &= left - 1) {
    const int bit = std::countr_zero(left);
    if (test(first + static_cast<std::size_t>(bit))) passed |= std::uint64_t{1} << bit;
  }
  return passed;
}

/// The cells of one column that are allowed, in terms of what is stored.
class compiled_cells {
 public:
  compiled_cells(const column_view& column, const value_set& allowed)
      : column_(column), missing_(allowed.allows_missing()) {
    numbers_ = close_ends(allowed.numbers(), column.element == element_type::float32);
    for (const interval<std::int64_t>& part : allowed.ticks().intervals()) ticks_.emplace_back(part.lower, part.upper);
    truths_ = allowed.booleans();
    if (column.kind != column_kind::categorical) {
      texts_ = allowed.texts();
      return;
    }
    no_level_ = allowed.contains("");  // a code without a level reads as an empty text
    for (const std::string& level : column.levels) codes_.push_back(allowed.contains(std::string_view(level)));
  }

  [[nodiscard]] std::uint64_t operator()(std::size_t first, std::uint64_t wanted) const {
    switch (column_.kind) {
      case column_kind::numeric: return numbers(first, wanted);
      case column_kind::datetime:
        return test<std::int64_t>(first, wanted, [this](std::int64_t ticks) { return within(ticks_, ticks); });
      case column_kind::boolean:
        return test<bool>(first, wanted, [this](bool truth) { return truths_.contains(truth); });
      case column_kind::categorical: return codes(first, wanted);
      case column_kind::text: break;
    }
    return test<std::string>(first, wanted, [this](std::string_view text) { return texts_.contains(text); });
  }

 private:
  template <class T, class Test>
  [[nodiscard]] std::uint64_t test(std::size_t first, std::uint64_t wanted, Test&& value_passes) const {
    const typed_cells<T> cells(column_);
    if constexpr (!std::is_same_v<T, bool> && !std::is_same_v<T, std::string>) {
      // Cells side by side, most of them wanted: without a branch for each.
      constexpr int few = 8;
      const std::span<const T> all = cells.contiguous();
      if (!all.empty() && std::popcount(wanted) > few) {
        const std::size_t count = std::min<std::size_t>(64, all.size() - first);
        std::uint64_t passed = 0;
        std::uint64_t present = present_rows(first, count);
        for (std::size_t i = 0; i < count; ++i) {
          const T value = all[first + i];
          passed |= std::uint64_t{value_passes(value)} << i;
          if constexpr (std::is_floating_point_v<T>) present &= ~(std::uint64_t{value != value} << i);
        }
        return wanted & ((passed & present) | (missing_ ? ~present : 0));
      }
    }
    return passing(first, wanted,
                   [&](std::size_t row) { return cells.missing(row) ? missing_ : value_passes(cells[row]); });
  }

  /// One bit a row that is not marked as missing, for rows that are stored in their order.
  [[nodiscard]] std::uint64_t present_rows(std::size_t first, std::size_t count) const noexcept {
    if (column_.valid.empty()) return ~std::uint64_t{0};
    const std::size_t shift = first % 64;
    std::uint64_t bits = column_.valid[first / 64] >> shift;
    if (shift != 0 && first / 64 != (first + count - 1) / 64) bits |= column_.valid[first / 64 + 1] << (64 - shift);
    return bits;
  }

  [[nodiscard]] std::uint64_t numbers(std::size_t first, std::uint64_t wanted) const {
    return column_.visit([&]<class T>(const typed_cells<T>&) -> std::uint64_t {
      if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool>) {
        return 0;
      } else {
        return test<T>(first, wanted, [this](T number) { return within(numbers_, static_cast<double>(number)); });
      }
    });
  }

  [[nodiscard]] std::uint64_t codes(std::size_t first, std::uint64_t wanted) const {
    const auto allows = [this](std::uint32_t code) { return code < codes_.size() ? codes_[code] != 0 : no_level_; };
    switch (column_.element) {
      case element_type::uint8: return test<std::uint8_t>(first, wanted, allows);
      case element_type::uint16: return test<std::uint16_t>(first, wanted, allows);
      default: return test<std::uint32_t>(first, wanted, allows);
    }
  }

  column_view column_;
  bool missing_;
  bool no_level_ = false;
  boolean_set truths_{};
  closed_intervals<double> numbers_{};
  closed_intervals<std::int64_t> ticks_{};
  std::vector<std::uint8_t> codes_{};  ///< for each code whether it is allowed
  text_set texts_{};
};

/// Two columns that are compared with each other.
struct compiled_pair {
  column_view column;
  column_view other;
  time_unit unit = time_unit::second;
  time_unit other_unit = time_unit::second;
  comparison_operator how = comparison_operator::equal;
  bool positive = true;
  bool as_float = column.element == element_type::float32 || other.element == element_type::float32;

  [[nodiscard]] bool operator()(std::size_t row) const {
    return (!column.missing(row) && !other.missing(row) && compare(row)) == positive;
  }

 private:
  [[nodiscard]] bool compare(std::size_t row) const {
    switch (column.kind) {
      case column_kind::numeric: {
        const double a = column.number(row);
        const double b = other.number(row);
        return as_float ? holds(through_float(a), through_float(b)) : holds(a, b);
      }
      case column_kind::datetime:
        return holds(compare_ticks(column.cell<std::int64_t>(row), unit, other.cell<std::int64_t>(row), other_unit), 0);
      case column_kind::boolean: return holds(column.cell<std::uint8_t>(row) != 0, other.cell<std::uint8_t>(row) != 0);
      case column_kind::categorical:
      case column_kind::text: break;
    }
    return holds(column.text(row), other.text(row));
  }

  template <class Value>
  [[nodiscard]] bool holds(Value a, Value b) const noexcept {
    switch (how) {
      case comparison_operator::equal: return a == b;
      case comparison_operator::not_equal: return a != b;
      case comparison_operator::less: return a < b;
      default: return a <= b;
    }
  }
};

class compiled_condition {
 public:
  compiled_condition(const std::vector<bound_column>& columns, const table_view& rows) : rows_(rows) {
    for (const bound_column& wanted : columns) {
      const std::optional<std::size_t> at = rows.schema().find(wanted.name);
      if (!at)
        throw schema_error("condition, column " + wanted.name, "the table has no such column",
                           "check rows of the table that the condition was bound to");
      const column_spec& there = rows.schema()[*at];
      if (!value_set::nothing(wanted.kind).fits(there.kind) ||
          (wanted.kind == column_kind::datetime && wanted.unit != there.unit))
        throw schema_error("condition, column " + wanted.name,
                           concatenate("it was ", name_of(wanted.kind), " and is ", name_of(there.kind),
                                       wanted.kind == there.kind ? " in another unit" : ""),
                           "bind the condition to the schema of the table whose rows are checked");
      columns_.push_back(rows.column(*at));
      units_.push_back(there.unit);
    }
  }

  void add_side(std::size_t column, const value_set& allowed) { sides_.emplace_back(columns_[column], allowed); }
  void add_rest(const bound_expression& rest) { rest_ = compile(rest); }
  void never() { rest_ = node{.what = bound_expression::form::constant, .positive = false}; }

  [[nodiscard]] std::uint64_t operator()(std::size_t first, std::uint64_t wanted) const {
    for (const compiled_cells& side : sides_) {
      if (wanted == 0) return 0;
      wanted = side(first, wanted);
    }
    return evaluate(rest_, first, wanted);
  }

 private:
  struct node {
    bound_expression::form what = bound_expression::form::constant;
    bool positive = true;
    std::size_t leaf = 0;  ///< in cells_ or pairs_
    std::vector<node> parts{};
  };

  [[nodiscard]] node compile(const bound_expression& from) {
    node to{.what = from.what, .positive = from.positive};
    if (from.what == bound_expression::form::cell) {
      to.leaf = cells_.size();
      cells_.emplace_back(columns_[from.column], from.allowed);
    } else if (from.what == bound_expression::form::pair) {
      to.leaf = pairs_.size();
      pairs_.push_back({columns_[from.column], columns_[from.other], units_[from.column], units_[from.other], from.how,
                        from.positive});
    }
    for (const bound_expression& part : from.parts) to.parts.push_back(compile(part));
    return to;
  }

  [[nodiscard]] std::uint64_t evaluate(const node& at, std::size_t first, std::uint64_t wanted) const {
    if (wanted == 0) return 0;
    switch (at.what) {
      case bound_expression::form::constant: return at.positive ? wanted : 0;
      case bound_expression::form::cell: return cells_[at.leaf](first, wanted);
      case bound_expression::form::pair: return passing(first, wanted, pairs_[at.leaf]);
      case bound_expression::form::all:
        for (const node& part : at.parts) wanted = evaluate(part, first, wanted);
        return wanted;
      case bound_expression::form::any: break;
    }
    std::uint64_t met = 0;
    for (const node& part : at.parts) met |= evaluate(part, first, wanted & ~met);
    return met;
  }

  table_view rows_;  ///< keeps what the columns look at
  std::vector<column_view> columns_;
  std::vector<time_unit> units_;
  std::vector<compiled_cells> sides_;
  std::vector<compiled_cells> cells_;
  std::vector<compiled_pair> pairs_;
  node rest_{};
};

}  // namespace detail

STANDIN_LAZY_INLINE row_matcher::row_matcher(const bound_condition& wanted, const table_view& rows)
    : rows_(rows.rows()) {
  const bound_condition::parts& parts = *wanted.parts_;
  auto compiled = std::make_shared<detail::compiled_condition>(parts.columns, rows);
  if (parts.unmet) {
    compiled->never();
  } else {
    auto column = parts.columns.begin();
    for (const column_restriction& side : parts.box) {
      while (column->index != side.column) ++column;
      compiled->add_side(static_cast<std::size_t>(column - parts.columns.begin()), side.allowed);
    }
    compiled->add_rest(parts.rest);
  }
  compiled_ = std::move(compiled);
}

STANDIN_LAZY_INLINE std::uint64_t row_matcher::block(std::size_t first, std::size_t count) const {
  if (count == 0) return 0;
  return (*compiled_)(first, count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1);
}

STANDIN_LAZY_INLINE std::vector<std::size_t> matching_rows(const bound_condition& wanted, const table_view& rows) {
  const row_matcher matcher(wanted, rows);
  std::vector<std::size_t> found;
  for (std::size_t first = 0; first < rows.rows(); first += 64)
    for (std::uint64_t met = matcher.block(first, std::min<std::size_t>(64, rows.rows() - first)); met != 0;
         met &= met - 1)
      found.push_back(first + static_cast<std::size_t>(std::countr_zero(met)));
  return found;
}

}  // namespace standin::inline v0_1
