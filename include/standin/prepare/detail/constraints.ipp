// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints.hpp>
#include <standin/prepare/constraints/detail/constraint_plan.hpp>
#include <standin/prepare/constraints/detail/constraint_reach.hpp>
#include <standin/prepare/constraints/detail/narrowing.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>

namespace standin::inline v0_1::prepare {

namespace detail {

[[nodiscard]] inline fitted_constraint fit_planned(const planned_constraint& each, const table_view& data,
                                                   const std::map<std::string, declared_step>& declared) {
  if (const auto* order = std::get_if<ordering>(&each.wanted)) return fit_ordering(*order, data, each.anchor, declared);
  if (const auto* between = std::get_if<value_between>(&each.wanted)) return fit_between(*between, data, declared);
  if (const auto* fixed = std::get_if<fixed_combinations>(&each.wanted)) return fit_combinations(*fixed, data);
  if (const auto* depends = std::get_if<functional_dependency>(&each.wanted)) return fit_dependency(*depends, data);
  if (const auto* step = std::get_if<increment>(&each.wanted)) return fit_increment(*step, data);
  if (const auto* hot = std::get_if<one_hot>(&each.wanted)) return fit_one_hot(*hot, data);
  if (const auto* sum = std::get_if<sum_of_parts>(&each.wanted)) return fit_shares(*sum, data);
  return fit_formula(std::get<formula>(each.wanted), data);
}

/// Whether two tables of the same columns have the same cells, floating-point numbers up to rounding.
[[nodiscard]] inline bool same_rows(const table& one, const table& other) {
  std::vector<double> largest(one.rows(), 0.0);
  for (std::size_t c = 0; c < one.schema().size(); ++c)
    if (one.column(c).element == element_type::float64 || one.column(c).element == element_type::float32)
      for (std::size_t row = 0; row < one.rows(); ++row)
        if (!one.column(c).missing(row)) largest[row] = std::max(largest[row], std::abs(one.column(c).number(row)));
  constexpr double rounding = 1e-9;
  for (std::size_t c = 0; c < one.schema().size(); ++c) {
    const column_view a = one.column(c);
    const column_view b = other.column(one.schema()[c].name);
    for (std::size_t row = 0; row < one.rows(); ++row) {
      if (a.missing(row) != b.missing(row)) return false;
      if (a.missing(row)) continue;
      const bool text = a.kind == column_kind::categorical || a.kind == column_kind::text;
      if (text ? a.text(row) != b.text(row) : !(std::abs(a.number(row) - b.number(row)) <= rounding * largest[row]))
        return false;
    }
  }
  return true;
}

}  // namespace detail

STANDIN_INLINE std::string constraints::name() const {
  std::vector<std::string> parts;
  for (const constraint& each : all_) parts.push_back(describe(each));
  return "constraints " + join(parts, "; ");
}

STANDIN_INLINE std::vector<std::string> constraints::learns() const {
  std::set<std::string> columns;
  const auto add = [&columns](const std::vector<std::string>& names) { columns.insert(names.begin(), names.end()); };
  for (const constraint& each : all_) {
    if (const auto* order = std::get_if<ordering>(&each)) {
      for (const order_relation& relation : order->relations) add({relation.low, relation.high});
    } else if (const auto* between = std::get_if<value_between>(&each)) {
      add({between->low, between->column, between->high});
    } else if (const auto* fixed = std::get_if<fixed_combinations>(&each)) {
      add(fixed->columns);
    } else if (const auto* depends = std::get_if<functional_dependency>(&each)) {
      add(depends->from);
      add({depends->to});
    } else if (const auto* hot = std::get_if<one_hot>(&each)) {
      add(hot->columns);
    } else if (const auto* computed = std::get_if<formula>(&each)) {
      add(arithmetic(computed->expression).columns());
    } else if (const auto* sum = std::get_if<sum_of_parts>(&each)) {
      add(sum->parts);
      add({sum->total});
    } else if (const auto* step = std::get_if<increment>(&each)) {
      add({step->column});
    }
  }
  return {columns.begin(), columns.end()};
}

STANDIN_INLINE fitted_constraints constraints::fit(const table_view& data) const {
  const detail::constraint_plan plan(all_, data);
  const std::map<std::string, declared_step> declared = plan.declared();
  std::vector<fitted_constraint> fitted;
  table free = to_table(data);
  for (const detail::planned_constraint& each : plan.plan()) {
    fitted.push_back(detail::fit_planned(each, free, declared));
    free = std::visit([&free](const auto& one) { return one.apply(std::move(free)); }, fitted.back());
  }
  return fitted_constraints(std::move(fitted));
}

STANDIN_INLINE table fitted_constraints::apply(table t) const {
  for (const fitted_constraint& each : *all_)
    t = std::visit([&t](const auto& one) { return one.apply(std::move(t)); }, each);
  return t;
}

STANDIN_INLINE table fitted_constraints::restore(table t, const restore_context& context) const {
  for (std::size_t k = all_->size(); k-- > 0;)
    t = std::visit([&](const auto& one) { return one.restore(std::move(t), context); }, (*all_)[k]);
  return t;
}

STANDIN_INLINE bool fitted_constraints::keeps(const table& t) const try {
  table wanted = t;
  for (const fitted_constraint& each : *all_) {
    table free = std::visit([&wanted](const auto& one) { return one.apply(wanted); }, each);
    const table back = std::visit([&free](const auto& one) { return one.restore(free, {}); }, each);
    if (!detail::same_rows(wanted, back)) return false;
    wanted = std::move(free);
  }
  return true;
} catch (const error&) {
  return false;  // a row that the free form has no room for
}

STANDIN_INLINE pulled_box fitted_constraints::pull(const cell_box& box) const {
  pulled_box pulled{box, true};
  if (std::any_of(box.begin(), box.end(), [](const value_set& each) { return !each.is_everything(); })) {
    const detail::constraint_reach reach(*all_);
    const std::vector<bool> used(reach.size(), true);
    cell_box tight = box;
    if (!reach.narrow(tight, used, true)) pulled.impossible = "";  // `rules` tells which
    tight = box;
    if (reach.narrow(tight, used, false))
      for (std::size_t c = 0; c < box.size(); ++c)
        if (!box[c].is_everything() || !reach.replaces(c)) pulled.box[c] = std::move(tight[c]);
  }
  for (const fitted_constraint& each : *all_) {
    pulled_box next = std::visit([&](const auto& one) { return one.pull(pulled.box); }, each);
    pulled.box = std::move(next.box);
    pulled.exact = pulled.exact && next.exact;
  }
  return pulled;
}

STANDIN_INLINE told_rules fitted_constraints::rules(const table_schema& schema, const cell_box& box) const {
  const detail::constraint_reach reach(*all_);
  std::vector<std::string> names;
  for (const column_spec& spec : schema) names.push_back(spec.name);
  const auto possible = [&](const std::vector<bool>& used, bool seen = true) {
    cell_box left = box;
    return reach.narrow(left, used, seen);
  };
  std::vector<bool> used(reach.size(), true);
  told_rules told;
  told.forbid = !possible(used);
  told.always = told.forbid && !possible(used, false);
  for (std::size_t k = 0; k < reach.size(); ++k) {
    if (told.forbid) {
      used[k] = false;
      if (possible(used)) used[k] = true;
    } else {
      const std::vector<std::size_t> columns = reach.columns(k);
      used[k] = std::any_of(columns.begin(), columns.end(), [&](std::size_t at) {
        return at != detail::wanted_cells::made && !box[at].is_everything();
      });
    }
    if (used[k]) told.rules.push_back(reach.describe(k, names));
  }
  const auto restricted = [](const value_set& each) { return !each.is_everything(); };
  if (!told.forbid || told.always || std::count_if(box.begin(), box.end(), restricted) != 1) return told;
  const auto column = static_cast<std::size_t>(std::find_if(box.begin(), box.end(), restricted) - box.begin());
  cell_box all;
  for (const column_spec& spec : schema) all.push_back(value_set::everything(spec.kind));
  all[column] = value_set::present(schema[column].kind);
  if (reach.narrow(all, used, true) && !(all[column] == value_set::present(schema[column].kind)))
    told.holds = all[column].describe(schema[column].name, schema[column].unit);
  return told;
}

STANDIN_INLINE table_schema fitted_constraints::free_schema(table_schema schema) const {
  for (const fitted_constraint& each : *all_)
    schema = std::visit([&](const auto& one) { return one.layout().free_schema(schema); }, each);
  return schema;
}

}  // namespace standin::inline v0_1::prepare
