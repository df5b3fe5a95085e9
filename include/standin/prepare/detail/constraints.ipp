// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/constraints.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/constraints.hpp>
#include <standin/prepare/constraints/detail/constraint_reach.hpp>
#include <standin/prepare/constraints/detail/narrowing.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>

namespace standin::inline v0_1::prepare {

namespace detail {

/// One rule of a plan: which columns it needs as they are, and which it makes.
struct planned_constraint {
  constraint wanted;
  std::set<std::string> reads{};
  std::set<std::string> makes{};
  std::optional<std::string> anchor{};  ///< of an order
};

/// Puts constraints in an order that works.
class constraint_plan {
 public:
  constraint_plan(const std::vector<constraint>& all, const table_view& data) : data_(data) {
    for (const constraint& each : all) {
      if (const auto* order = std::get_if<ordering>(&each)) {
        relations_.insert(relations_.end(), order->relations.begin(), order->relations.end());
      } else if (const auto* between = std::get_if<value_between>(&each)) {
        relations_.push_back({between->low, between->high, false});
        planned_.push_back({each, {between->low, between->high}, {between->column}});
      } else if (const auto* fixed = std::get_if<fixed_combinations>(&each)) {
        add_combinations(std::set<std::string>(fixed->columns.begin(), fixed->columns.end()), fixed->columns.size());
      } else if (const auto* depends = std::get_if<functional_dependency>(&each)) {
        planned_.push_back({each, {depends->from.begin(), depends->from.end()}, {depends->to}});
      } else if (const auto* hot = std::get_if<one_hot>(&each)) {
        planned_.push_back({each, {}, {hot->columns.begin(), hot->columns.end()}});
      } else if (const auto* computed = std::get_if<formula>(&each)) {
        const arithmetic expression(computed->expression);
        planned_.push_back({each, {expression.columns().begin(), expression.columns().end()}, {computed->column}});
      } else if (const auto* sum = std::get_if<sum_of_parts>(&each)) {
        sums_.push_back(*sum);
        ways_.push_back(ways_of(*sum, data));
      } else if (const auto* step = std::get_if<increment>(&each)) {
        steps_.push_back(*step);
      }
    }
    std::erase_if(relations_, [this](const order_relation& each) { return lies_between(each); });
    for (const std::set<std::string>& columns : combinations_)
      planned_.push_back({fixed_combinations{{columns.begin(), columns.end()}}, {}, columns});
    for (const increment& step : steps_) check_increment(step, data);
  }

  /// A sum is computed from its parts, or its parts are shares of it. The former keeps what is known of the parts and
  /// is taken where it can be; which one can be depends on what other constraints make.
  [[nodiscard]] std::vector<planned_constraint> plan() const {
    constexpr std::size_t most = 6;  // sums of which both ways are tried
    std::optional<invalid_option> first;
    for (std::size_t mask = 0; mask < (std::size_t{1} << std::min(sums_.size(), most)); ++mask) {
      bool possible = true;
      std::vector<bool> as_shares(sums_.size());
      for (std::size_t k = 0; k < sums_.size(); ++k) {
        const bool other = k < most && ((mask >> k) & 1U) != 0;
        possible = possible && (!other || (ways_[k].added && ways_[k].shares));
        as_shares[k] = ways_[k].added ? other : true;
      }
      if (!possible) continue;
      try {
        return attempt(as_shares);
      } catch (const invalid_option& e) {
        if (!first) first = e;
      }
    }
    throw invalid_option(*first);  // the first reason is the one to tell
  }

  [[nodiscard]] std::map<std::string, declared_step> declared() const {
    std::map<std::string, declared_step> all;
    for (const increment& step : steps_) all.insert({step.column, {step.step, step.offset}});
    return all;
  }

 private:
  /// Whether a `value_between` says the same.
  [[nodiscard]] bool lies_between(const order_relation& relation) const {
    return std::any_of(planned_.begin(), planned_.end(), [&relation](const planned_constraint& each) {
      const auto* between = std::get_if<value_between>(&each.wanted);
      return between && !relation.strict &&
             ((relation.low == between->low && relation.high == between->column) ||
              (relation.low == between->column && relation.high == between->high));
    });
  }

  /// \param named  how many columns were named, since one that is named twice is an error
  void add_combinations(std::set<std::string> columns, std::size_t named) {
    if (columns.size() < 2 || columns.size() != named)
      throw invalid_option("constraint fixed(" + join(columns) + ")", "it needs two different columns or more",
                           "name each column once");
    for (std::size_t k = 0; k < combinations_.size();) {
      const bool shares = std::any_of(columns.begin(), columns.end(),
                                      [&](const std::string& name) { return combinations_[k].count(name) > 0; });
      if (!shares) {
        ++k;
        continue;
      }
      columns.insert(combinations_[k].begin(), combinations_[k].end());
      combinations_.erase(combinations_.begin() + static_cast<std::ptrdiff_t>(k));
    }
    combinations_.push_back(std::move(columns));
  }

  /// Comparisons that share columns, one group after the other.
  [[nodiscard]] std::vector<ordering> orders() const {
    std::vector<ordering> groups;
    std::vector<std::set<std::string>> columns;
    for (const order_relation& each : relations_) {
      ordering merged{{each}};
      std::set<std::string> names{each.low, each.high};
      for (std::size_t k = 0; k < groups.size();) {
        if (columns[k].count(each.low) + columns[k].count(each.high) == 0) {
          ++k;
          continue;
        }
        names.insert(columns[k].begin(), columns[k].end());
        merged.relations.insert(merged.relations.begin(), groups[k].relations.begin(), groups[k].relations.end());
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(k));
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(k));
      }
      groups.push_back(std::move(merged));
      columns.push_back(std::move(names));
    }
    return groups;
  }

  /// All columns that come before one in an order.
  [[nodiscard]] static std::set<std::string> columns_below(const ordering& order, const std::string& top) {
    std::set<std::string> found;
    std::vector<std::string> open{top};
    while (!open.empty()) {
      const std::string name = open.back();
      open.pop_back();
      for (const order_relation& each : order.relations)
        if (each.high == name && found.insert(each.low).second) open.push_back(each.low);
    }
    return found;
  }

  [[nodiscard]] std::vector<planned_constraint> attempt(const std::vector<bool>& as_shares) const {
    std::vector<planned_constraint> all = planned_;
    for (std::size_t k = 0; k < sums_.size(); ++k) {
      const sum_of_parts& sum = sums_[k];
      const std::set<std::string> parts(sum.parts.begin(), sum.parts.end());
      if (as_shares[k]) {
        all.push_back({sum, {sum.total}, parts});
      } else {
        std::vector<std::string> terms;
        for (const std::string& part : sum.parts) terms.push_back(name_in_formula(part));
        all.push_back({formula{sum.total, join(terms, " + ")}, parts, {sum.total}});
      }
    }
    std::map<std::string, std::string> maker;
    const auto claim = [&maker](const planned_constraint& by) {
      for (const std::string& name : by.makes) {
        const auto [at, fresh] = maker.emplace(name, describe(by.wanted));
        if (!fresh)
          throw invalid_option(
              "constraints",
              "column " + quoted(name) + " is made by two of them, " + at->second + " and " + describe(by.wanted),
              "drop one, or keep its columns together with fixed(…)");
      }
    };
    for (const planned_constraint& each : all) claim(each);

    for (const ordering& order : orders()) {
      planned_constraint next{order};
      std::set<std::string> names;
      for (const order_relation& each : order.relations) names.insert({each.low, each.high});
      for (const std::string& name : names) {
        if (maker.count(name) == 0) continue;
        if (next.anchor)
          throw invalid_option("constraint " + order.describe(),
                               "columns " + quoted(*next.anchor) + " and " + quoted(name) +
                                   " are both made by other constraints, which don't know of their order",
                               "drop one of the constraints");
        next.anchor = name;
      }
      const std::set<std::string> under = next.anchor ? columns_below(order, *next.anchor) : std::set<std::string>{};
      for (const std::string& name : names) {
        const bool made = name != next.anchor && (under.count(name) > 0 || !columns_below(order, name).empty());
        (made ? next.makes : next.reads).insert(name);
      }
      all.push_back(std::move(next));
    }
    for (std::size_t k = planned_.size() + sums_.size(); k < all.size(); ++k) claim(all[k]);

    for (const increment& step : steps_) {
      const auto by = std::find_if(all.begin(), all.end(), [&step](const planned_constraint& each) {
        return each.makes.count(step.column) > 0;
      });
      if (by == all.end()) {
        all.push_back({step, {}, {step.column}});
      } else if (std::holds_alternative<sum_of_parts>(by->wanted) || std::holds_alternative<formula>(by->wanted)) {
        throw invalid_option("constraints",
                             "column " + quoted(step.column) + " is made by " + describe(by->wanted) +
                                 ", which knows nothing of " + step.describe(),
                             "give the step to the columns that it is made of, or round in the formula");
      }
    }
    return sorted(std::move(all));
  }

  /// What needs a column as it is comes before what replaces it.
  [[nodiscard]] static std::vector<planned_constraint> sorted(std::vector<planned_constraint> all) {
    const auto before = [](const planned_constraint& a, const planned_constraint& b) {
      return std::any_of(a.reads.begin(), a.reads.end(),
                         [&b](const std::string& name) { return b.makes.count(name) > 0; });
    };
    std::vector<planned_constraint> done;
    while (!all.empty()) {
      const auto next = std::find_if(all.begin(), all.end(), [&](const planned_constraint& each) {
        return std::none_of(all.begin(), all.end(),
                            [&](const planned_constraint& other) { return before(other, each); });
      });
      if (next == all.end()) refuse_circle(std::move(all), before);
      done.push_back(std::move(*next));
      all.erase(next);
    }
    return done;
  }

  template <class Before>
  [[noreturn]] static void refuse_circle(std::vector<planned_constraint> left, Before before) {
    for (bool trimmed = true; trimmed;) {  // what only leads away from the circle
      trimmed = false;
      for (std::size_t k = 0; k < left.size() && !trimmed; ++k) {
        const bool needed = std::any_of(left.begin(), left.end(),
                                        [&](const planned_constraint& other) { return before(left[k], other); });
        if (needed) continue;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(k));
        trimmed = true;
      }
    }
    std::set<std::string> columns;
    std::vector<std::string> rules;
    for (const planned_constraint& each : left) {
      rules.push_back(describe(each.wanted));
      for (const planned_constraint& other : left)
        for (const std::string& name : other.reads)
          if (each.makes.count(name) > 0) columns.insert(quoted(name));
    }
    throw invalid_option("constraints",
                         "columns " + join(columns) + " are made from each other in a circle, by " + join(rules, "; "),
                         "drop one of the constraints, or keep the columns together with fixed(…)");
  }

  table_view data_;
  std::vector<order_relation> relations_;
  std::vector<planned_constraint> planned_;
  std::vector<std::set<std::string>> combinations_;
  std::vector<sum_of_parts> sums_;
  std::vector<sum_ways> ways_;
  std::vector<increment> steps_;
};

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
