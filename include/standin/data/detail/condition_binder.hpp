// SPDX-License-Identifier: MIT
/// \file
/// The way from a condition, which names columns, to expressions on cells of columns that are there.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/condition.hpp>
#include <standin/data/detail/bound_expression.hpp>
#include <standin/data/detail/condition_text.hpp>
#include <standin/data/detail/date_literal.hpp>
#include <standin/data/number_text.hpp>
#include <standin/data/schema.hpp>
#include <standin/data/value_set.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

/// Puts columns and kinds into a condition.
class condition_binder {
 public:
  condition_binder(const condition& wanted, const table_schema& schema) : schema_(schema) {
    std::vector<std::size_t> indices;
    for (const std::string& name : columns_of(wanted)) indices.push_back(index_of(name));
    std::sort(indices.begin(), indices.end());
    for (const std::size_t i : indices) columns_.push_back({i, schema[i].name, schema[i].kind, schema[i].unit});
  }

  [[nodiscard]] std::vector<bound_column> columns() && { return std::move(columns_); }

  /// \param positive  false for the rows that don't meet it
  [[nodiscard]] bound_expression bind(const condition& wanted, bool positive = true) const {
    using form = condition_node::form;
    const condition_node& node = wanted.node();
    switch (node.what) {
      case form::constant: return {.positive = node.positive == positive};
      case form::negation: return bind(node.parts.front(), !positive);
      case form::conjunction:
      case form::disjunction: {
        std::vector<bound_expression> parts;
        parts.reserve(node.parts.size());
        for (const condition& part : node.parts) parts.push_back(bind(part, positive));
        return combine((node.what == form::conjunction) == positive, std::move(parts));
      }
      case form::columns: return bind_pair(node, positive);
      default: break;
    }
    const std::size_t column = place_of(node.column);
    value_set allowed = cells_of(node, columns_[column]);
    return {
        .what = bound_expression::form::cell, .column = column, .allowed = positive ? std::move(allowed) : ~allowed};
  }

 private:
  [[nodiscard]] std::size_t index_of(const std::string& name) const {
    if (const std::optional<std::size_t> at = schema_.find(name)) return *at;
    constexpr std::size_t shown = 12;
    std::string names;
    for (std::size_t i = 0; i < schema_.size() && i < shown; ++i) {
      if (i > 0) names += ", ";
      append_name(names, schema_[i].name);
    }
    if (schema_.size() > shown) names += concatenate(", … (", to_text(schema_.size()), " in all)");
    throw schema_error("condition", "there is no column named " + quoted(name),
                       schema_.empty() ? "the table has no columns"
                                       : "the columns are " + names + "; a text to compare with stands in quotes");
  }

  /// In the list of columns.
  [[nodiscard]] std::size_t place_of(const std::string& name) const {
    const std::size_t index = *schema_.find(name);
    const auto at = std::lower_bound(columns_.begin(), columns_.end(), index,
                                     [](const bound_column& column, std::size_t i) { return column.index < i; });
    return static_cast<std::size_t>(at - columns_.begin());
  }

  [[noreturn]] static void refuse(const bound_column& column, std::string_view found, std::string_view remedy) {
    throw schema_error("condition, column " + column.name, concatenate("it is ", name_of(column.kind), found), remedy);
  }

  [[nodiscard]] static bool ordered(comparison_operator how) noexcept {
    return how != comparison_operator::equal && how != comparison_operator::not_equal;
  }

  // ── one column ──

  [[nodiscard]] value_set cells_of(const condition_node& node, const bound_column& column) const {
    const value_set present = value_set::present(column.kind);
    if (node.what == condition_node::form::absence)
      return node.positive ? value_set::only_missing(column.kind) : present;
    if (node.what == condition_node::form::membership) {
      const value_set listed = any_of_values(node.values, column);
      return node.positive ? listed : present & ~listed;
    }
    switch (node.how) {
      case comparison_operator::equal: return any_of_values(node.values, column);
      case comparison_operator::not_equal: return present & ~any_of_values(node.values, column);
      default: return ordered_cells(node.how, node.values.front(), column);
    }
  }

  [[nodiscard]] value_set any_of_values(const std::vector<literal>& values, const bound_column& column) const {
    switch (column.kind) {
      case column_kind::numeric: {
        std::vector<double> numbers;
        for (const literal& value : values) numbers.push_back(number_of(value, column));
        return value_set(number_set::points(numbers));
      }
      case column_kind::datetime: {
        std::vector<interval<std::int64_t>> ticks;
        for (const literal& value : values) {
          const time_span span = span_of(value, column);
          const tick_set within = ~ticks_before(span.begin, column.unit) & ticks_before(span.end, column.unit);
          ticks.insert(ticks.end(), within.intervals().begin(), within.intervals().end());
        }
        return value_set(tick_set(std::move(ticks)));
      }
      case column_kind::boolean: {
        boolean_set truths;
        for (const literal& value : values) (truth_of(value, column) ? truths.yes : truths.no) = true;
        return value_set(truths);
      }
      case column_kind::categorical:
      case column_kind::text: break;
    }
    std::vector<std::string> texts;
    for (const literal& value : values) texts.push_back(text_of(value, column));
    return value_set(text_set(std::move(texts)));
  }

  [[nodiscard]] value_set ordered_cells(comparison_operator how, const literal& value,
                                        const bound_column& column) const {
    if (column.kind == column_kind::numeric) {
      const double number = number_of(value, column);
      switch (how) {
        case comparison_operator::less: return value_set(number_set::less_than(number));
        case comparison_operator::at_most: return value_set(number_set::at_most(number));
        case comparison_operator::more: return value_set(number_set::more_than(number));
        default: return value_set(number_set::at_least(number));
      }
    }
    if (column.kind == column_kind::datetime) {
      const time_span span = span_of(value, column);
      switch (how) {
        case comparison_operator::less: return value_set(ticks_before(span.begin, column.unit));
        case comparison_operator::at_most: return value_set(ticks_before(span.end, column.unit));
        case comparison_operator::more: return value_set(~ticks_before(span.end, column.unit));
        default: return value_set(~ticks_before(span.begin, column.unit));
      }
    }
    refuse(column, ", which has no order", "compare it with ==, != or in");
  }

  [[nodiscard]] static std::string shown(const literal& value) {
    switch (value.what()) {
      case literal::form::number: return "the number " + to_text(value.number());
      case literal::form::text: return "the text " + quoted(value.text());
      case literal::form::truth: break;
    }
    return value.truth() ? "true" : "false";
  }

  [[noreturn]] static void refuse_value(const bound_column& column, const literal& value, std::string_view remedy) {
    refuse(column, " and is compared with " + shown(value), remedy);
  }

  [[nodiscard]] static double number_of(const literal& value, const bound_column& column) {
    if (value.what() == literal::form::number) return value.number();
    const bool in_quotes = value.what() == literal::form::text && parse_number(value.text());
    refuse_value(column, value,
                 in_quotes ? "write the number without quotes" : "compare it with a number, as in age >= 30");
  }

  [[nodiscard]] static std::string text_of(const literal& value, const bound_column& column) {
    if (value.what() == literal::form::text) return value.text();
    if (value.what() == literal::form::number)
      refuse_value(column, value,
                   concatenate("put it in quotes, as it is written there: \"", to_text(value.number()), "\""));
    refuse_value(column, value, "compare it with a text in quotes; a column alone stands for == true");
  }

  [[nodiscard]] bool truth_of(const literal& value, const bound_column& column) const {
    if (value.what() == literal::form::truth) return value.truth();
    const std::string text = value.what() == literal::form::number ? to_text(value.number()) : value.text();
    const text_form& form = schema_[column.index].form;
    if (text == form.yes) return true;
    if (text == form.no) return false;
    refuse_value(column, value,
                 form.yes == "true" && form.no == "false"
                     ? std::string("compare it with true or false")
                     : concatenate("compare it with true or false, or as it is written there, ", quoted(form.yes),
                                   " or ", quoted(form.no)));
  }

  [[nodiscard]] time_span span_of(const literal& value, const bound_column& column) const {
    if (value.what() != literal::form::text)
      refuse_value(column, value, "write the date as a text in quotes, as in \"2024-01-31\"");
    const column_spec& spec = schema_[column.index];
    const int utc_offset = column.unit == time_unit::day ? 0 : spec.form.utc_offset;
    if (const auto span = parse_iso_span(value.text(), utc_offset)) return *span;
    if (const auto span = parse_written_span(value.text(), spec)) return *span;
    refuse_value(column, value,
                 spec.form.datetime.empty()
                     ? std::string("write a date or time as in \"2024-01-31\" or \"2024-01-31T12:30:00\"")
                     : concatenate("write a date or time as in \"2024-01-31\" or \"2024-01-31T12:30:00\", or in the "
                                   "column's own form ",
                                   quoted(spec.form.datetime)));
  }

  // ── two columns ──

  [[nodiscard]] bound_expression bind_pair(const condition_node& node, bool positive) const {
    std::size_t a = place_of(node.column);
    std::size_t b = place_of(node.other);
    comparison_operator how = node.how;
    const bool alike = value_set::nothing(columns_[a].kind).fits(columns_[b].kind);
    if (!alike)
      refuse(columns_[a],
             concatenate(" and is compared with column ", columns_[b].name, ", which is ", name_of(columns_[b].kind)),
             "compare columns of one kind; a text to compare with stands in quotes");
    if (ordered(how) && columns_[a].kind != column_kind::numeric && columns_[a].kind != column_kind::datetime)
      refuse(columns_[a], ", which has no order", "compare it with == or !=");
    if (a == b) {
      const bool holds = how == comparison_operator::equal || how == comparison_operator::at_most ||
                         how == comparison_operator::at_least;
      const column_kind kind = columns_[a].kind;
      value_set allowed = holds ? value_set::present(kind) : value_set::nothing(kind);
      return {.what = bound_expression::form::cell,
              .column = a,
              .allowed = positive ? std::move(allowed) : ~std::move(allowed)};
    }
    if (how == comparison_operator::more || how == comparison_operator::at_least) {
      how = how == comparison_operator::more ? comparison_operator::less : comparison_operator::at_most;
      std::swap(a, b);
    }
    return {.what = bound_expression::form::pair, .positive = positive, .how = how, .column = a, .other = b};
  }

  const table_schema& schema_;
  std::vector<bound_column> columns_;
};

}  // namespace standin::inline v0_1::detail
