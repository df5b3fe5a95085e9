// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/bound_condition.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/bound_condition.hpp>
#include <standin/data/detail/condition_binder.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace standin::inline v0_1 {

namespace detail {

/// Whether comparisons between columns may hold together: none runs in a circle, as `a < b and b <= a` does.
STANDIN_LAZY [[nodiscard]] inline bool in_order(const std::vector<const bound_expression*>& parts) {
  std::vector<const bound_expression*> pairs;
  std::vector<std::size_t> columns;
  for (const bound_expression* part : parts) {
    if (part->what != bound_expression::form::pair || !part->positive) continue;
    pairs.push_back(part);
    columns.insert(columns.end(), {part->column, part->other});
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  constexpr std::size_t most = 300;  // costs n³
  const std::size_t n = columns.size();
  if (pairs.size() < 2 || n > most) return true;
  enum link : std::uint8_t { none, at_most, less };
  std::vector<link> links(n * n, none);
  const auto at = [&](std::size_t a, std::size_t b) -> link& {
    const auto place = [&](std::size_t column) {
      return static_cast<std::size_t>(std::lower_bound(columns.begin(), columns.end(), column) - columns.begin());
    };
    return links[place(a) * n + place(b)];
  };
  for (const bound_expression* pair : pairs) {
    if (pair->how == comparison_operator::not_equal) continue;
    link& forth = at(pair->column, pair->other);
    forth = std::max(forth, pair->how == comparison_operator::less ? less : at_most);
    if (pair->how == comparison_operator::equal)
      at(pair->other, pair->column) = std::max(at(pair->other, pair->column), at_most);
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; links[i * n + k] != none && j < n; ++j)
        if (links[k * n + j] != none)
          links[i * n + j] = std::max({links[i * n + j], links[i * n + k], links[k * n + j]});
  for (std::size_t k = 0; k < n; ++k)
    if (links[k * n + k] == less) return false;
  return std::none_of(pairs.begin(), pairs.end(), [&](const bound_expression* pair) {
    return pair->how == comparison_operator::not_equal && at(pair->column, pair->other) != none &&
           at(pair->other, pair->column) != none;
  });
}

/// Narrows the solver's box to rows that meet the expression; false when it finds that there are none.
STANDIN_LAZY [[nodiscard]] inline bool narrow(box_solver& solver, const bound_expression& whole) {
  std::vector<const bound_expression*> parts;
  if (whole.what != bound_expression::form::all) {
    parts.push_back(&whole);
  } else {
    for (const bound_expression& part : whole.parts) parts.push_back(&part);
  }
  return in_order(parts) && solver.narrow(parts);
}

/// Whether the expressions may hold together.
STANDIN_LAZY [[nodiscard]] inline bool possible(std::span<const bound_column> columns,
                                                const std::vector<const bound_expression*>& expressions) {
  std::vector<bound_expression> copies;
  copies.reserve(expressions.size());
  for (const bound_expression* expression : expressions) copies.push_back(*expression);
  box_solver solver(columns);
  return narrow(solver, combine(true, std::move(copies)));
}

/// Adds to `core` those of the candidates that it takes for a contradiction with what is in `background` and `core`.
/// Source: U. Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, 2004.
STANDIN_LAZY inline void collect_core(std::span<const bound_column> columns,
                                      std::vector<const bound_expression*>& background,
                                      std::span<const bound_expression* const> candidates, bool background_grew,
                                      std::vector<const bound_expression*>& core) {
  const std::size_t known = background.size();
  const std::size_t found = core.size();
  const auto with_core = [&] {
    std::vector<const bound_expression*> all = background;
    all.insert(all.end(), core.begin(), core.end());
    return all;
  };
  if (background_grew && !possible(columns, with_core())) return;
  if (candidates.size() == 1) {
    core.push_back(candidates.front());
    return;
  }
  const std::size_t half = candidates.size() / 2;
  background.insert(background.end(), candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(half));
  collect_core(columns, background, candidates.subspan(half), true, core);
  background.resize(known);
  collect_core(columns, background, candidates.first(half), core.size() > found, core);
}

/// The few of the conjuncts that contradict each other.
STANDIN_LAZY [[nodiscard]] inline unmet_condition explain(const std::vector<bound_column>& columns,
                                                          const std::vector<condition>& conjuncts,
                                                          const std::vector<bound_expression>& bound) {
  std::vector<const bound_expression*> all;
  for (const bound_expression& conjunct : bound) all.push_back(&conjunct);
  std::vector<const bound_expression*> core;
  std::vector<const bound_expression*> background;
  collect_core(columns, background, all, false, core);
  if (possible(columns, core)) core = all;
  std::vector<condition> named;
  for (std::size_t i = 0; i < bound.size(); ++i)
    if (std::find(core.begin(), core.end(), &bound[i]) != core.end()) named.push_back(conjuncts[i]);
  const condition part = all_of(std::move(named));
  unmet_condition unmet{.part = to_text(part), .columns = {}};
  const std::vector<std::string> names = columns_of(part);
  for (const bound_column& column : columns)
    if (std::binary_search(names.begin(), names.end(), column.name)) unmet.columns.push_back(column.index);
  return unmet;
}

STANDIN_LAZY inline void collect_used(const bound_expression& expression, std::vector<std::size_t>& used) {
  for (const bound_expression& part : expression.parts) collect_used(part, used);
  if (expression.what == bound_expression::form::cell || expression.what == bound_expression::form::pair)
    used.push_back(expression.column);
  if (expression.what == bound_expression::form::pair) used.push_back(expression.other);
}

}  // namespace detail

STANDIN_INLINE bound_condition::bound_condition() {
  static const std::shared_ptr<const parts> every = std::make_shared<const parts>();
  parts_ = every;
}

STANDIN_LAZY_INLINE bound_condition::bound_condition(const condition& wanted, const table_schema& schema) {
  auto built = std::make_shared<parts>();
  built->wanted = wanted;
  detail::condition_binder binder(wanted, schema);
  const bool several = wanted.node().what == detail::condition_node::form::conjunction;
  const std::vector<condition> conjuncts = several ? wanted.node().parts : std::vector<condition>{wanted};
  std::vector<detail::bound_expression> bound;
  for (const condition& conjunct : conjuncts) bound.push_back(binder.bind(conjunct));
  built->columns = std::move(binder).columns();
  parts_ = built;

  const detail::bound_expression whole = detail::combine(true, bound);
  detail::box_solver solver(built->columns);
  bool possible = detail::narrow(solver, whole);
  if (possible) {
    built->rest = solver.reduce(whole);
    possible = built->rest.what != detail::bound_expression::form::constant || built->rest.positive;
  }
  if (!possible) {
    built->unmet = detail::explain(built->columns, conjuncts, bound);
    return;
  }
  detail::collect_used(built->rest, built->used);
  for (std::size_t i = 0; i < built->columns.size(); ++i) {
    if (solver.box()[i].is_everything()) continue;
    built->used.push_back(i);
    built->box.push_back({built->columns[i].index, solver.box()[i]});
  }
  for (std::size_t& column : built->used) column = built->columns[column].index;
  std::sort(built->used.begin(), built->used.end());
  built->used.erase(std::unique(built->used.begin(), built->used.end()), built->used.end());
}

STANDIN_LAZY_INLINE bound_condition::bound_condition(std::vector<column_restriction> box, const table_schema& schema) {
  auto built = std::make_shared<parts>();
  parts_ = built;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const std::size_t column = box[i].column;
    if (column >= schema.size())
      throw schema_error("bound_condition", "there is no column " + to_text(column),
                         "number the columns from 0; the table has " + to_text(schema.size()));
    const column_spec& spec = schema[column];
    if (i > 0 && box[i - 1].column >= column)
      throw schema_error("bound_condition, column " + spec.name, "it comes after a later column, or twice",
                         "give one restriction a column, by ascending column");
    if (!box[i].allowed.fits(spec.kind))
      throw schema_error("bound_condition, column " + spec.name,
                         concatenate("it is ", name_of(spec.kind), ", the values it is restricted to are not"),
                         "restrict it to values of its kind");
    if (box[i].allowed.empty() && !built->unmet)
      built->unmet = unmet_condition{.part = spec.name + " without any value", .columns = {column}};
    if (box[i].allowed.is_everything()) continue;
    built->columns.push_back({column, spec.name, spec.kind, spec.unit});
    built->used.push_back(column);
    built->box.push_back(std::move(box[i]));
  }
}

STANDIN_LAZY_INLINE const value_set* bound_condition::allowed(std::size_t column) const noexcept {
  const auto at =
      std::lower_bound(parts_->box.begin(), parts_->box.end(), column,
                       [](const column_restriction& side, std::size_t index) { return side.column < index; });
  return at != parts_->box.end() && at->column == column ? &at->allowed : nullptr;
}

STANDIN_LAZY_INLINE bool bound_condition::has_residual() const noexcept {
  return parts_->rest.what != detail::bound_expression::form::constant;
}

STANDIN_LAZY_INLINE std::string bound_condition::describe() const {
  if (parts_->wanted) return to_text(*parts_->wanted);
  std::string text;
  for (const column_restriction& side : parts_->box) {
    const bool enclosed = side.allowed.describe("x").find(" or ") != std::string::npos;
    if (!text.empty()) text += " and ";
    text += enclosed ? concatenate("(", describe(side.column), ")") : describe(side.column);
  }
  return text.empty() ? "true" : text;
}

STANDIN_LAZY_INLINE std::string bound_condition::describe(std::size_t column) const {
  const value_set* set = allowed(column);
  if (set == nullptr) return "true";
  for (const detail::bound_column& each : parts_->columns)
    if (each.index == column) return set->describe(each.name, each.unit);
  return "true";
}

}  // namespace standin::inline v0_1
