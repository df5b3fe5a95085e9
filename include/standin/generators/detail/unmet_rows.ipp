// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/detail/unmet_rows.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/value_set.hpp>
#include <standin/generators/detail/unmet_rows.hpp>
#include <standin/prepare/constraints/fixed_combinations.hpp>
#include <standin/prepare/pull.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace standin::inline v0_1::detail {

namespace unmet {

/// "under the constraint a <= b", or nothing.
[[nodiscard]] inline std::string under(const std::vector<std::string>& rules) {
  if (rules.empty()) return {};
  return concatenate(rules.size() == 1 ? "under the constraint " : "under the constraints ", join(rules, "; "));
}

/// Whether only single numbers are asked for of a column whose numbers keep to no grid.
[[nodiscard]] inline bool is_lone_number(const prepare::table_form& form, const column_restriction& asked) {
  const std::optional<std::size_t> at = form.prepared().schema().find(form.schema()[asked.column].name);
  if (!at || asked.allowed.of() != value_set::values::numbers) return false;
  const auto* const numbers = std::get_if<prepare::number_codec>(&form.prepared().codecs()[*at]);
  const auto parts = asked.allowed.numbers().intervals();
  return numbers != nullptr && numbers->grid.decimals < 0 &&
         std::all_of(parts.begin(), parts.end(), [](const interval<double>& each) { return each.point(); });
}

[[nodiscard]] inline std::string describe(const bound_condition& wanted, const std::vector<std::size_t>& columns) {
  if (columns.size() == wanted.box().size() && !wanted.has_residual()) return wanted.describe();
  std::vector<std::string> parts;
  for (const std::size_t column : columns) parts.push_back(wanted.describe(column));
  return join(parts, " and ");
}

}  // namespace unmet

STANDIN_INLINE void refuse_impossible(const prepare::table_form& form, std::string_view where,
                                      const bound_condition& wanted, const bound_condition& tried,
                                      function_ref<bool(const bound_condition&)> possible) {
  std::vector<column_restriction> fewest(tried.box().begin(), tried.box().end());
  for (std::size_t k = fewest.size(); k-- > 0 && fewest.size() > 1;) {
    std::vector<column_restriction> without = fewest;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(k));
    if (!possible({without, form.schema()})) fewest = std::move(without);
  }
  if (fewest.empty())
    throw invalid_option(where, concatenate("the model makes no row that meets ", quoted(wanted.describe())),
                         "change what is given of the rows");
  std::vector<std::size_t> columns;
  for (const column_restriction& each : fewest) columns.push_back(each.column);
  const std::string asked = unmet::describe(wanted, columns);
  const std::string& name = form.schema()[columns.front()].name;
  const bound_condition core(fewest, form.schema());
  const prepare::pulled_condition pulled = form.pull(core);
  const std::string change = "change what is given of the rows";
  if (pulled.impossible && !pulled.impossible->empty()) throw invalid_option(where, *pulled.impossible, change);
  const prepare::told_rules told = form.rules_on(core);
  const std::string under = unmet::under(told.rules);
  if (told.holds)
    throw invalid_option(
        where, concatenate("column ", quoted(name), " is asked for ", asked, ", but ", under, ", ", *told.holds),
        change);
  if (!pulled.impossible && fewest.size() == 1 && unmet::is_lone_number(form, fewest.front()))
    throw invalid_option(where,
                         concatenate("column ", quoted(name), " is asked for ", asked,
                                     ", but its numbers keep to no step, and this model makes none that is that to "
                                     "the last digit"),
                         "ask for an interval around it");
  if (told.forbid || pulled.impossible)
    throw invalid_option(where, concatenate("no row can meet ", quoted(asked), under.empty() ? "" : " ", under),
                         change);
  throw invalid_option(
      where, concatenate("the model makes no row that meets ", quoted(asked), under.empty() ? "" : ", ", under),
      change);
}

STANDIN_INLINE missed_tries::missed_tries(const bound_condition& wanted, std::size_t before)
    : wanted_(wanted), columns_(wanted.box().size()), tries_(before) {}

STANDIN_INLINE void missed_tries::add(const table& made) {
  ++tries_;
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    const column_restriction& asked = wanted_.box()[k];
    const column_view cell = made.column(asked.column);
    seen& all = columns_[k];
    if (!prepare::allows(asked.allowed, cell, 0)) ++all.missed;
    if (cell.missing(0) || (cell.kind != column_kind::numeric && cell.kind != column_kind::datetime)) continue;
    const double x = cell.number(0);
    all.least = all.numbers == 0 ? x : std::min(all.least, x);
    all.most = all.numbers == 0 ? x : std::max(all.most, x);
    ++all.numbers;
  }
}

STANDIN_INLINE void missed_tries::refuse(const prepare::table_form& form, std::string_view row) const {
  std::string found = concatenate(row, " met ", quoted(wanted_.describe()), " in none of ", to_text(tries_), " tries");
  std::string remedy = "ask for something more frequent, or raise max_tries";
  if (wanted_.has_residual()) {
    std::vector<column_restriction> compared;
    for (const std::size_t column : wanted_.columns())
      compared.push_back({column, value_set::present(form.schema()[column].kind)});
    const std::string under = unmet::under(form.rules_on({std::move(compared), form.schema()}).rules);
    if (!under.empty()) found += concatenate(" ", under);
  }
  const auto worst = std::max_element(columns_.begin(), columns_.end(),
                                      [](const seen& a, const seen& b) { return a.missed < b.missed; });
  if (worst != columns_.end() && worst->missed > 0) {
    const column_restriction& asked = wanted_.box()[static_cast<std::size_t>(worst - columns_.begin())];
    const column_spec& spec = form.schema()[asked.column];
    const std::string under = unmet::under(form.rules_on({{asked}, form.schema()}).rules);
    if (worst->numbers > 0 && spec.kind == column_kind::datetime)
      found += concatenate(
          ": ", under, under.empty() ? "" : " ", "it came out with ",
          value_set(tick_set({{static_cast<std::int64_t>(worst->least), static_cast<std::int64_t>(worst->most)}}))
              .describe(spec.name, spec.unit));
    else if (worst->numbers > 0)
      found += concatenate(": ", under, under.empty() ? "" : " ", "column ", quoted(spec.name), " came out from ",
                           to_text(worst->least), " to ", to_text(worst->most));
    else
      found += concatenate(", mostly for column ", quoted(spec.name), under.empty() ? "" : " ", under);
    const auto parts = asked.allowed.numbers().intervals();
    if (!parts.empty() && std::all_of(parts.begin(), parts.end(), [](const auto& each) { return each.point(); }))
      remedy = "ask for an interval, or raise max_tries";
  }
  throw data_error("sample", found, remedy);
}

}  // namespace standin::inline v0_1::detail
