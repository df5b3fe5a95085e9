// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints/detail/rule_words.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/prepare/constraints/detail/narrowing.hpp>
#include <standin/prepare/constraints/detail/rule_words.hpp>

#include <algorithm>

namespace standin::inline v0_1::prepare::detail {

[[nodiscard]] inline std::vector<std::size_t> replaced_by(const column_layout& layout) {
  std::vector<std::size_t> places;
  for (const replaced_column& each : layout.replaced()) places.push_back(each.at);
  return places;
}

STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_ordering& rule) {
  std::vector<std::size_t> places;
  for (const fitted_ordering::member& each : rule.members()) places.push_back(each.at);
  return places;
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_between& rule) {
  return {rule.places().begin(), rule.places().end()};
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_combinations& rule) {
  return replaced_by(rule.layout());
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_dependency& rule) {
  std::vector<std::size_t> places = rule.from();
  places.push_back(rule.layout().replaced()[0].at);
  return places;
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_increment& rule) {
  return replaced_by(rule.layout());
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_one_hot& rule) {
  return replaced_by(rule.layout());
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_shares& rule) {
  return rule.places();
}
STANDIN_INLINE std::vector<std::size_t> columns_of(const fitted_formula& rule) {
  std::vector<std::size_t> places = replaced_by(rule.layout());
  for (const fitted_formula::input& each : rule.inputs()) places.push_back(each.at);
  return places;
}

STANDIN_INLINE std::string describe(const fitted_ordering& rule, const std::vector<std::string>& names) {
  const std::size_t n = rule.members().size();
  std::vector<int> below(n * n, 0);  // 1: at most, 2: less
  for (std::size_t i = 0; i < n; ++i)
    for (const fitted_ordering::member::bound& bound : rule.members()[i].bounds)
      (rule.members()[i].upwards ? below[bound.member * n + i] : below[i * n + bound.member]) = bound.strict ? 2 : 1;
  ordering all;
  std::vector<bool> said(n * n, false);
  const auto needed = [&](std::size_t i, std::size_t k) {  // not said by two others
    if (below[i * n + k] == 0) return false;
    for (std::size_t j = 0; j < n; ++j)
      if (below[i * n + j] != 0 && below[j * n + k] != 0 &&
          std::max(below[i * n + j], below[j * n + k]) >= below[i * n + k])
        return false;
    return true;
  };
  const auto name = [&](std::size_t i) { return names[rule.members()[i].at]; };
  for (std::size_t start = 0; start < n; ++start) {
    bool lowest = true;
    for (std::size_t j = 0; j < n; ++j) lowest = lowest && below[j * n + start] == 0;
    if (!lowest) continue;
    for (std::size_t i = start; i < n;) {  // as far as a chain leads
      std::size_t next = n;
      for (std::size_t k = 0; k < n && next == n; ++k)
        if (needed(i, k) && !said[i * n + k]) next = k;
      if (next < n) {
        said[i * n + next] = true;
        all.relations.push_back({name(i), name(next), below[i * n + next] == 2});
      }
      i = next;
    }
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      if (needed(i, k) && !said[i * n + k]) all.relations.push_back({name(i), name(k), below[i * n + k] == 2});
  return all.describe();
}

STANDIN_INLINE std::string describe(const fitted_between& rule, const std::vector<std::string>& names) {
  return value_between{names[rule.places()[0]], names[rule.places()[1]], names[rule.places()[2]]}.describe();
}
STANDIN_INLINE std::string describe(const fitted_combinations& rule, const std::vector<std::string>& names) {
  fixed_combinations all;
  for (const std::size_t at : columns_of(rule)) all.columns.push_back(names[at]);
  return all.describe();
}
STANDIN_INLINE std::string describe(const fitted_dependency& rule, const std::vector<std::string>& names) {
  functional_dependency all{.from = {}, .to = names[rule.layout().replaced()[0].at]};
  for (const std::size_t at : rule.from()) all.from.push_back(names[at]);
  return all.describe();
}
STANDIN_INLINE std::string describe(const fitted_increment& rule, const std::vector<std::string>& names) {
  const known_bounds grid = bounds_of(rule)[0];
  return increment{names[grid.at], grid.step, grid.offset}.describe();
}
STANDIN_INLINE std::string describe(const fitted_one_hot& rule, const std::vector<std::string>& names) {
  one_hot all;
  for (const std::size_t at : columns_of(rule)) all.columns.push_back(names[at]);
  return all.describe();
}
STANDIN_INLINE std::string describe(const fitted_shares& rule, const std::vector<std::string>& names) {
  sum_of_parts all{.parts = {}, .total = names[rule.places()[0]]};
  std::vector<std::size_t> parts(rule.places().begin() + 1, rule.places().end());
  std::sort(parts.begin(), parts.end());
  for (const std::size_t at : parts) all.parts.push_back(names[at]);
  return all.describe();
}
STANDIN_INLINE std::string describe(const fitted_formula& rule, const std::vector<std::string>& names) {
  const std::string& column = names[rule.layout().replaced()[0].at];
  std::vector<std::string> terms;
  for (const std::string& each : rule.expression().columns()) terms.push_back(name_in_formula(each));
  if (terms.size() > 1 && join(terms, " + ") == rule.expression().text())
    return sum_of_parts{rule.expression().columns(), column}.describe();
  return formula{column, rule.expression().text()}.describe();
}

}  // namespace standin::inline v0_1::prepare::detail
