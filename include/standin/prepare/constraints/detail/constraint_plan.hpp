// SPDX-License-Identifier: MIT
/// \file
/// In which order constraints are applied, and which of two ways a sum takes.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/dataset.hpp>
#include <standin/prepare/constraints/any_constraint.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace standin::inline v0_1::prepare::detail {

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

}  // namespace standin::inline v0_1::prepare::detail
