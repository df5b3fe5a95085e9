// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/expression.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/expression.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

STANDIN_INLINE std::string_view name_of(value_kind kind) noexcept {
  switch (kind) {
    case value_kind::number: return "number";
    case value_kind::whole: return "whole number";
    case value_kind::truth: return "truth value";
    case value_kind::day: return "day";
    case value_kind::level: return "level";
    case value_kind::text: return "text";
  }
  return "unknown";
}

namespace detail {

STANDIN_INLINE double evaluator::number(row_under_way&) const {
  return missing_number;
}

STANDIN_INLINE bool evaluator::text(row_under_way&, std::string&) const {
  return false;
}

STANDIN_INLINE void collect_columns(const expression& of, std::vector<std::string>& names) {
  if (!of.node().column().empty()) names.emplace_back(of.node().column());
  for (const expression& part : of.node().parts()) collect_columns(part, names);
}

/// A column of the row.
class column_node final : public expression_node {
 public:
  explicit column_node(std::string name) : name_(std::move(name)) {}

  bound_expression bind(const scope& in) const override {
    for (const known_column& each : *in.columns) {
      if (each.name != name_) continue;
      const std::size_t place = each.place;
      bound_expression found;
      if (each.kind == value_kind::text)
        found = text_by([place](row_under_way& row, std::string& out) {
          if (std::isnan(row.numbers[place])) return false;
          out = row.texts[place];
          return true;
        });
      else
        found = number_by(each.kind, [place](row_under_way& row) { return row.numbers[place]; });
      found.levels = each.levels;
      return found;
    }
    throw invalid_option(in.where, "it speaks of a column " + quoted(name_) + ", which isn't there or is made later",
                         "define it with column or hidden, in the same part or in one that holds it");
  }

  std::string_view column() const noexcept override { return name_; }

 private:
  std::string name_;
};

/// A value, or another one that may speak of it.
class anomaly_node final : public expression_node {
 public:
  using expression_node::expression_node;

  bound_expression bind(const scope& in) const override {
    const bound_expression usual = parts()[0].node().bind(in);
    const bound_expression probability = parts()[1].node().bind(in);
    require_number(in, probability, "the probability of an anomaly");
    scope inner = in;
    inner.itself = &usual;
    const bound_expression other = parts()[2].node().bind(inner);
    const bool texts = usual.kind == value_kind::text && !usual.constant_text;
    const chosen_among both = unify(in, {usual, other});
    if (texts) {
      return choose(both, [p = probability.value](row_under_way& row) -> std::size_t {
        return row.draws.uniform() < p->number(row) ? 1 : 0;
      });
    }
    bound_expression result = both.form;
    result.decimals = usual.decimals;
    const double grid = usual.decimals < 0 ? 0.0 : std::pow(10.0, usual.decimals);
    result.value = number_by(result.kind, [both, grid, p = probability.value](row_under_way& row) -> double {
                     const auto coded = [&both](std::size_t which, double number) {
                       if (both.codes.empty() || std::isnan(number)) return number;
                       return both.codes[which][static_cast<std::size_t>(number)];
                     };
                     const double as_usual = both.values[0]->number(row);
                     if (!(row.draws.uniform() < p->number(row))) return coded(0, as_usual);
                     const double outer = std::exchange(row.itself, as_usual);
                     const double number = both.values[1]->number(row);
                     row.itself = outer;
                     return coded(1, grid > 0.0 ? std::round(number * grid) / grid : number);
                   }).value;
    return result;
  }
};

class itself_node final : public expression_node {
 public:
  itself_node() = default;

  bound_expression bind(const scope& in) const override {
    if (in.itself == nullptr || in.itself->kind == value_kind::text)
      throw invalid_option(in.where, "itself() stands where there is no number that it could be",
                           "use it within the second argument of anomaly, of a column of numbers or levels");
    bound_expression result = number_by(in.itself->kind, [](row_under_way& row) { return row.itself; });
    result.levels = in.itself->levels;
    return result;
  }
};

}  // namespace detail

STANDIN_INLINE expression::expression(std::string text)
    : expression(detail::make(
          {}, [text = std::move(text)](const detail::scope&, const std::vector<detail::bound_expression>&) {
            detail::bound_expression result = detail::text_by([text](detail::row_under_way&, std::string& out) {
              out = text;
              return true;
            });
            result.constant_text = text;
            return result;
          })) {}

STANDIN_INLINE expression expression::constant(double value, value_kind kind) {
  return detail::make({}, [value, kind](const detail::scope&, const std::vector<detail::bound_expression>&) {
    detail::bound_expression result = detail::number_by(kind, [value](detail::row_under_way&) { return value; });
    result.constant_number = value;
    return result;
  });
}

STANDIN_INLINE expression expression::rounded(int decimals) const {
  if (decimals < 0 || decimals > 15)
    throw invalid_option("rounded", std::to_string(decimals) + " digits after the point are asked for", "give 0 to 15");
  return detail::make({*this}, [decimals](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
    detail::require_number(in, parts[0], "rounded");
    const double scale = std::pow(10.0, decimals);
    detail::bound_expression result = detail::number_by(decimals == 0 ? value_kind::whole : value_kind::number,
                                                        [value = parts[0].value, scale](detail::row_under_way& row) {
                                                          return std::round(value->number(row) * scale) / scale;
                                                        });
    result.decimals = decimals == 0 ? -1 : decimals;
    return result;
  });
}

STANDIN_INLINE expression expression::between(expression lowest, expression highest) const {
  return detail::make(
      {*this, std::move(lowest), std::move(highest)},
      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
        for (const detail::bound_expression& part : parts) detail::require_number(in, part, "between");
        detail::bound_expression result =
            detail::number_by(parts[0].kind, [value = parts[0].value, low = parts[1].value, high = parts[2].value,
                                              where = in.where](detail::row_under_way& row) {
              const double lowest_value = low->number(row);
              const double highest_value = high->number(row);
              if (std::isnan(lowest_value) || std::isnan(highest_value)) return detail::missing_number;
              for (int attempt = 0; attempt < 1000; ++attempt) {
                const double number = value->number(row);
                if (std::isnan(number) || (number >= lowest_value && number <= highest_value)) return number;
              }
              throw data_error(
                  where, "none of 1000 tries lay between " + to_text(lowest_value) + " and " + to_text(highest_value),
                  "widen the bounds, or compute the value so that it lies within");
            });
        result.decimals = parts[0].decimals;
        return result;
      });
}

STANDIN_INLINE expression expression::missing(expression probability) const {
  return detail::make({*this, std::move(probability)},
                      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
                        detail::require_number(in, parts[1], "the probability of a missing cell");
                        return detail::choose(detail::unify(in, {parts[0]}),
                                              [p = parts[1].value](detail::row_under_way& row) -> std::size_t {
                                                const double probability_here = p->number(row);
                                                return row.draws.uniform() < probability_here ? 1 : 0;
                                              });
                      });
}

STANDIN_INLINE expression expression::missing_where(expression holds) const {
  return detail::make({*this, std::move(holds)},
                      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
                        detail::require_number(in, parts[1], "the condition of a missing cell");
                        return detail::choose(detail::unify(in, {parts[0]}),
                                              [c = parts[1].value](detail::row_under_way& row) -> std::size_t {
                                                const double truth = c->number(row);
                                                return !std::isnan(truth) && truth != 0.0 ? 1 : 0;
                                              });
                      });
}

STANDIN_INLINE expression expression::anomaly(expression probability, expression other) const {
  return expression(std::make_shared<const detail::anomaly_node>(
      std::vector<expression>{*this, std::move(probability), std::move(other)}));
}

STANDIN_INLINE expression of(std::string_view column) {
  return expression(std::make_shared<const detail::column_node>(std::string(column)));
}

STANDIN_INLINE expression itself() {
  return expression(std::make_shared<const detail::itself_node>());
}

STANDIN_INLINE expression entity() {
  return detail::make({}, [](const detail::scope&, const std::vector<detail::bound_expression>&) {
    return detail::number_by(value_kind::whole,
                             [](detail::row_under_way& row) { return static_cast<double>(row.entity); });
  });
}

STANDIN_INLINE expression index() {
  return detail::make({}, [](const detail::scope&, const std::vector<detail::bound_expression>&) {
    return detail::number_by(value_kind::whole,
                             [](detail::row_under_way& row) { return static_cast<double>(row.index[row.level]); });
  });
}

}  // namespace standin::inline v0_1::rules
