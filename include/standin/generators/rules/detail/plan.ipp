// SPDX-License-Identifier: MIT
/// \file
/// The bodies of generators/rules/plan.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/generators/rules/detail/nodes.hpp>
#include <standin/generators/rules/detail/simulation_parts.hpp>
#include <standin/generators/rules/draws.hpp>
#include <standin/generators/rules/plan.hpp>
#include <standin/numeric/linear_algebra.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::rules {

namespace detail {

/// Puts the rules of one level into an order in which each comes after those that it depends on.
class rule_order {
 public:
  /// \param needs  for each rule, the rules of the same level that it speaks of
  rule_order(std::string plan, std::vector<std::string> names, std::vector<std::vector<std::size_t>> needs)
      : plan_(std::move(plan)),
        names_(std::move(names)),
        needs_(std::move(needs)),
        state_(needs_.size(), state::open) {}

  /// \throws invalid_option  when there is a circle, which the sentence names
  [[nodiscard]] std::vector<std::size_t> order() {
    for (std::size_t i = 0; i < needs_.size(); ++i) visit(i);
    return std::move(order_);
  }

 private:
  enum class state : std::uint8_t { open, under_way, done };

  void visit(std::size_t i) {
    if (state_[i] == state::done) return;
    path_.push_back(i);
    if (state_[i] == state::under_way) {
      std::string circle;
      for (auto at = std::find(path_.begin(), path_.end(), i); at != path_.end(); ++at)
        circle += (circle.empty() ? "" : " -> ") + names_[*at];
      throw invalid_option("simulation " + quoted(plan_), "columns depend on each other in a circle: " + circle,
                           "compute one of them without the others");
    }
    state_[i] = state::under_way;
    for (const std::size_t other : needs_[i]) visit(other);
    state_[i] = state::done;
    path_.pop_back();
    order_.push_back(i);
  }

  std::string plan_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::size_t>> needs_;
  std::vector<state> state_;
  std::vector<std::size_t> path_;
  std::vector<std::size_t> order_;
};

[[nodiscard]] STANDIN_INLINE column_spec spec_of(std::string name, const bound_expression& rule) {
  column_spec spec{.name = std::move(name)};
  switch (rule.kind) {
    case value_kind::number:
      if (rule.decimals >= 0) {
        spec.form.min_decimals = rule.decimals;
        spec.form.max_decimals = rule.decimals;
      }
      break;
    case value_kind::whole: break;
    case value_kind::truth: spec.kind = column_kind::boolean; break;
    case value_kind::day:
      spec.kind = column_kind::datetime;
      spec.unit = time_unit::day;
      break;
    case value_kind::level: spec.kind = column_kind::categorical; break;
    case value_kind::text: spec.kind = column_kind::text; break;
  }
  return spec;
}

}  // namespace detail

STANDIN_INLINE plan& plan::each(std::string entity) {
  if (!levels_.empty())
    throw invalid_option("simulation " + quoted(name_), "the entities are named after something else",
                         "name them first, or say how many there are of each");
  levels_.push_back({std::move(entity), std::nullopt});
  return *this;
}

STANDIN_INLINE plan& plan::each(std::string part, expression count) {
  if (levels_.empty()) levels_.push_back({"row", std::nullopt});
  levels_.push_back({std::move(part), std::move(count)});
  return *this;
}

STANDIN_INLINE plan& plan::add(std::string name, expression rule, bool shown) {
  if (levels_.empty()) levels_.push_back({"row", std::nullopt});
  rules_.push_back({std::move(name), levels_.size() - 1, shown, std::move(rule)});
  return *this;
}

STANDIN_INLINE plan& plan::column(std::string name, expression rule) {
  return add(std::move(name), std::move(rule), true);
}

STANDIN_INLINE plan& plan::hidden(std::string name, expression rule) {
  return add(std::move(name), std::move(rule), false);
}

STANDIN_INLINE plan& plan::correlated(const std::vector<std::string>& names,
                                      const std::vector<std::vector<double>>& correlation) {
  const std::size_t n = names.size();
  const auto refuse = [this](const std::string& found) {
    throw invalid_option("correlated columns of simulation " + quoted(name_), found,
                         "give a symmetric matrix with ones on its diagonal, one row and one column for each name");
  };
  if (correlation.size() != n) refuse(to_text(n) + " names have a matrix of " + to_text(correlation.size()) + " rows");
  numeric::matrix wanted(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    if (correlation[i].size() != n) refuse("row " + to_text(i) + " has " + to_text(correlation[i].size()) + " numbers");
    for (std::size_t k = 0; k < n; ++k) {
      const double r = correlation[i][k];
      if (!(std::abs(r) <= 1.0) || (i == k && r != 1.0)) refuse("a correlation is " + to_text(r));
      if (k < i && r != correlation[k][i]) refuse("it is not symmetric");
      wanted(i, k) = r;
    }
  }
  numeric::matrix lower;
  if (!numeric::cholesky(wanted, lower) && !numeric::cholesky(numeric::nearest_correlation(wanted).correlation, lower))
    refuse("there is no correlation matrix near it");
  for (std::size_t i = 0; i < n; ++i) hidden("independent part of " + names[i], normal());
  for (std::size_t i = 0; i < n; ++i) {
    expression sum = 0.0;
    for (std::size_t k = 0; k <= i; ++k) sum = std::move(sum) + lower(i, k) * of("independent part of " + names[k]);
    hidden(names[i], std::move(sum));
  }
  return *this;
}

STANDIN_INLINE simulation plan::build() const {
  const std::string here = "simulation " + quoted(name_);
  auto parts = std::make_shared<detail::simulation_parts>();
  parts->name = name_;
  parts->places = rules_.size();
  for (std::size_t i = 0; i < rules_.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (rules_[i].name == rules_[k].name)
        throw invalid_option(here, "two columns are called " + quoted(rules_[i].name), "give each a name of its own");
  for (std::size_t i = 0; i < levels_.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (levels_[i].name == levels_[k].name)
        throw invalid_option(here, "two parts are called " + quoted(levels_[i].name), "give each a name of its own");

  std::vector<detail::known_column> known;
  std::vector<detail::bound_expression> bound(rules_.size());
  std::vector<std::vector<std::size_t>> all_needs(rules_.size());
  const auto place_of = [this](const std::string& name) {
    std::size_t i = 0;
    while (i < rules_.size() && rules_[i].name != name) ++i;
    return i;
  };
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    detail::simulated_level made{.name = levels_[level].name};
    if (levels_[level].count) {
      made.count_domain = random::hasher().add(random::domain("rules/count", 0)).add(name_).add(made.name).value();
      made.count = levels_[level].count->node().bind(
          {.columns = &known, .where = "the number of " + quoted(made.name) + " of " + here});
      detail::require_number({.columns = &known, .where = here}, made.count, "the number of " + quoted(made.name));
    }
    std::vector<std::size_t> own;  // rules of this level
    for (std::size_t i = 0; i < rules_.size(); ++i)
      if (rules_[i].level == level) own.push_back(i);
    std::vector<std::string> names;
    std::vector<std::vector<std::size_t>> needs(own.size());
    for (std::size_t k = 0; k < own.size(); ++k) {
      names.push_back(rules_[own[k]].name);
      std::vector<std::string> spoken_of;
      detail::collect_columns(rules_[own[k]].of, spoken_of);
      for (const std::string& other : spoken_of) {
        const std::size_t at = place_of(other);
        if (at == rules_.size()) continue;  // binding says so
        all_needs[own[k]].push_back(at);
        if (rules_[at].level == level)
          needs[k].push_back(static_cast<std::size_t>(std::find(own.begin(), own.end(), at) - own.begin()));
      }
    }
    for (const std::size_t k : detail::rule_order(name_, names, std::move(needs)).order()) {
      const std::size_t i = own[k];
      const std::string where = "column " + quoted(rules_[i].name) + " of " + here;
      detail::bound_expression rule = rules_[i].of.node().bind({.columns = &known, .where = where});
      if (rule.constant_text) {  // a text that is written down is the only level
        const detail::chosen_among only = detail::unify({.columns = &known, .where = where}, {rule});
        rule = only.form;
        rule.value = only.values.front();
      }
      known.push_back({rules_[i].name, i, level, rule.kind, rule.levels});
      bound[i] = rule;
      made.columns.push_back(
          {rules_[i].name, i,
           random::hasher().add(random::domain("rules/column", 0)).add(name_).add(rules_[i].name).value(), false,
           std::move(rule)});
    }
    parts->levels.push_back(std::move(made));
  }

  // What counts speak of, and what that speaks of in turn, is made when rows are only counted.
  std::vector<std::size_t> waiting;
  for (const nested_part& each : levels_) {
    if (!each.count) continue;
    std::vector<std::string> spoken_of;
    detail::collect_columns(*each.count, spoken_of);
    for (const std::string& name : spoken_of) waiting.push_back(place_of(name));
  }
  std::vector<bool> counted(rules_.size(), false);
  while (!waiting.empty()) {
    const std::size_t i = waiting.back();
    waiting.pop_back();
    if (counted[i]) continue;
    counted[i] = true;
    waiting.insert(waiting.end(), all_needs[i].begin(), all_needs[i].end());
  }
  for (detail::simulated_level& each : parts->levels)
    for (detail::simulated_column& column : each.columns) column.counted_by = counted[column.place];

  std::vector<column_spec> specs;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (!rules_[i].shown) continue;
    specs.push_back(detail::spec_of(rules_[i].name, bound[i]));
    parts->shown.push_back({i, bound[i].kind, std::make_shared<const std::vector<std::string>>(bound[i].levels)});
  }
  if (specs.empty()) throw invalid_option(here, "it has no column to show", "add one with column(name, rule)");
  parts->schema = table_schema(std::move(specs));
  return simulation(std::move(parts));
}

}  // namespace standin::inline v0_1::rules
