// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/functions.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/functions.hpp>
#include <standin/random/normal.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

STANDIN_INLINE bool fill_cell(const bound_expression& part, row_under_way& row, double& number, std::string& kept,
                              std::string_view& text) {
  if (part.kind == value_kind::text) {
    const bool there = part.value->text(row, kept);
    text = kept;
    return there;
  }
  number = part.value->number(row);
  if (std::isnan(number)) return false;
  if (part.kind == value_kind::level) text = part.levels[static_cast<std::size_t>(number)];
  return true;
}

template <class F>
[[nodiscard]] expression unary(const char* who, expression x, F f, value_kind kind = value_kind::number) {
  return of_numbers<1>(who, kind, {std::move(x)},
                       [f](const std::array<double, 1>& at, random::stream&) -> double { return f(at[0]); });
}

template <class F>
[[nodiscard]] expression binary(const char* who, expression a, expression b, F f) {
  return of_numbers<2>(who, value_kind::number, {std::move(a), std::move(b)},
                       [f](const std::array<double, 2>& at, random::stream&) -> double { return f(at[0], at[1]); });
}

/// Levels of the key in their order: which of the cases each takes.
[[nodiscard]] STANDIN_INLINE std::vector<std::size_t> places_of(const scope& in, const bound_expression& key,
                                                                const std::vector<std::string>& names,
                                                                bool with_otherwise) {
  if (key.kind != value_kind::level)
    throw invalid_option(in.where, std::string("the key of by is a ").append(name_of(key.kind)),
                         "give it a column of levels, as of choice or one_of; for numbers there is pick");
  std::vector<std::size_t> places;
  for (const std::string& level : key.levels) {
    const auto found = std::find(names.begin(), names.end(), level);
    if (found == names.end() && !with_otherwise)
      throw invalid_option(in.where, "by has no case for the level " + quoted(level),
                           "add one, or a value for all other levels");
    places.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  for (const std::string& name : names)
    if (std::find(key.levels.begin(), key.levels.end(), name) == key.levels.end())
      throw invalid_option(in.where, "by has a case " + quoted(name) + ", and no level of its key is called so",
                           "choose one of " + join(key.levels));
  return places;
}

[[nodiscard]] STANDIN_INLINE expression by_level(expression key, const cases& rows, std::vector<expression> otherwise) {
  std::vector<std::string> names;
  const bool rest = !otherwise.empty();
  std::vector<expression> parts{std::move(key)};
  for (const auto& [name, value] : rows) {
    names.push_back(name);
    parts.push_back(value);
  }
  for (expression& each : otherwise) parts.push_back(std::move(each));
  return make(std::move(parts), [names, rest](const scope& in, const std::vector<bound_expression>& from) {
    return choose(unify(in, {from.begin() + 1, from.end()}),
                  [key_value = from[0].value, places = places_of(in, from[0], names, rest)](row_under_way& row) {
                    const double code = key_value->number(row);
                    return std::isnan(code) ? ~std::size_t{0} : places[static_cast<std::size_t>(code)];
                  });
  });
}

}  // namespace detail

STANDIN_INLINE expression exp(expression x) {
  return detail::unary("exp", std::move(x), [](double v) { return std::exp(v); });
}
STANDIN_INLINE expression log(expression x) {
  return detail::unary("log", std::move(x), [](double v) { return v > 0.0 ? std::log(v) : detail::missing_number; });
}
STANDIN_INLINE expression sqrt(expression x) {
  return detail::unary("sqrt", std::move(x), [](double v) { return v >= 0.0 ? std::sqrt(v) : detail::missing_number; });
}
STANDIN_INLINE expression abs(expression x) {
  return detail::unary("abs", std::move(x), [](double v) { return std::abs(v); });
}
STANDIN_INLINE expression floor(expression x) {
  return detail::unary(
      "floor", std::move(x), [](double v) { return std::floor(v); }, value_kind::whole);
}
STANDIN_INLINE expression logistic(expression x) {
  return detail::unary("logistic", std::move(x), [](double v) { return 1.0 / (1.0 + std::exp(-v)); });
}
STANDIN_INLINE expression normal_cdf(expression x) {
  return detail::unary("normal_cdf", std::move(x), [](double v) { return random::normal_cdf(v); });
}
STANDIN_INLINE expression pow(expression x, expression exponent) {
  return detail::binary("pow", std::move(x), std::move(exponent), [](double v, double e) { return std::pow(v, e); });
}
STANDIN_INLINE expression mod(expression x, expression by) {
  return detail::binary("mod", std::move(x), std::move(by), [](double v, double m) {
    return m > 0.0 ? v - m * std::floor(v / m) : detail::missing_number;
  });
}
STANDIN_INLINE expression smaller(expression a, expression b) {
  return detail::binary("smaller", std::move(a), std::move(b), [](double v, double w) { return std::min(v, w); });
}
STANDIN_INLINE expression larger(expression a, expression b) {
  return detail::binary("larger", std::move(a), std::move(b), [](double v, double w) { return std::max(v, w); });
}

STANDIN_INLINE expression if_else(expression holds, expression yes, expression no) {
  return detail::make({std::move(holds), std::move(yes), std::move(no)},
                      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
                        detail::require_number(in, parts[0], "if_else");
                        return detail::choose(detail::unify(in, {parts[1], parts[2]}),
                                              [c = parts[0].value](detail::row_under_way& row) -> std::size_t {
                                                const double truth = c->number(row);
                                                return std::isnan(truth) ? 2 : truth != 0.0 ? 0 : 1;
                                              });
                      });
}

STANDIN_INLINE expression is_missing(expression x) {
  return detail::make({std::move(x)}, [](const detail::scope&, const std::vector<detail::bound_expression>& parts) {
    return detail::number_by(value_kind::truth, [of = parts[0]](detail::row_under_way& row) {
      std::string kept;
      const bool there = of.kind == value_kind::text ? of.value->text(row, kept) : !std::isnan(of.value->number(row));
      return there ? 0.0 : 1.0;
    });
  });
}

STANDIN_INLINE expression if_missing(expression x, expression other) {
  return detail::make({std::move(x), std::move(other)},
                      [](const detail::scope& in, const std::vector<detail::bound_expression>& parts) {
                        const detail::chosen_among both = detail::unify(in, parts);
                        detail::bound_expression result = both.form;
                        if (result.kind == value_kind::text) {
                          result.value = detail::text_by([both](detail::row_under_way& row, std::string& out) {
                                           return both.values[0]->text(row, out) || both.values[1]->text(row, out);
                                         }).value;
                        } else {
                          result.value = detail::number_by(result.kind, [both](detail::row_under_way& row) {
                                           std::size_t which = 0;
                                           double number = both.values[0]->number(row);
                                           if (std::isnan(number)) number = both.values[which = 1]->number(row);
                                           if (both.codes.empty() || std::isnan(number)) return number;
                                           return both.codes[which][static_cast<std::size_t>(number)];
                                         }).value;
                        }
                        return result;
                      });
}

STANDIN_INLINE expression by(expression key, const cases& rows) {
  return detail::by_level(std::move(key), rows, {});
}

STANDIN_INLINE expression by(expression key, const cases& rows, expression otherwise) {
  return detail::by_level(std::move(key), rows, {std::move(otherwise)});
}

STANDIN_INLINE expression pick(expression number, std::vector<expression> values) {
  std::vector<expression> parts{std::move(number)};
  for (expression& each : values) parts.push_back(std::move(each));
  return detail::make(std::move(parts), [](const detail::scope& in, const std::vector<detail::bound_expression>& from) {
    const detail::bound_expression& key = from[0];
    const std::size_t count = from.size() - 1;
    if (key.kind == value_kind::text) detail::require_number(in, key, "pick");
    if (key.kind == value_kind::level && key.levels.size() != count)
      throw invalid_option(in.where,
                           "pick has " + to_text(count) + " values for " + to_text(key.levels.size()) + " levels",
                           "give one for each level");
    return detail::choose(detail::unify(in, {from.begin() + 1, from.end()}),
                          [place = key.value, count, where = in.where](detail::row_under_way& row) -> std::size_t {
                            const double at = place->number(row);
                            if (std::isnan(at)) return count;
                            if (!(at >= 0.0 && at < static_cast<double>(count)))
                              throw data_error(where,
                                               "value number " + to_text(at) + " of " + to_text(count) + " is picked",
                                               "pick from 0 to one less than there are values");
                            return static_cast<std::size_t>(at);
                          });
  });
}

STANDIN_INLINE expression text_of(std::vector<expression> parts) {
  return detail::make(std::move(parts), [](const detail::scope&, const std::vector<detail::bound_expression>& from) {
    return detail::text_by([from](detail::row_under_way& row, std::string& out) {
      std::string text;
      for (const detail::bound_expression& part : from) {
        double number = 0.0;
        std::string kept;
        std::string_view piece;
        if (!detail::fill_cell(part, row, number, kept, piece)) return false;
        const bool named = part.kind == value_kind::text || part.kind == value_kind::level;
        text += named ? std::string(piece) : to_text(number);
      }
      out = std::move(text);
      return true;
    });
  });
}

}  // namespace standin::inline v0_1::rules
