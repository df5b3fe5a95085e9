// SPDX-License-Identifier: MIT
/// \file
/// The bodies of prepare/table_form.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/prepare/rare/pooled_levels.hpp>
#include <standin/prepare/rare/resampled_levels.hpp>
#include <standin/prepare/rare/suppressed_levels.hpp>
#include <standin/prepare/role_plan.hpp>
#include <standin/prepare/roles/issued_columns.hpp>
#include <standin/prepare/table_form.hpp>
#include <standin/random/hash.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::prepare {

STANDIN_LAZY_INLINE bool table_form::keeps(const table& rows) const {
  const std::size_t promises = promising();
  if (promises == 0) return true;
  table seen = rows;
  for (std::size_t k = 0; k < promises; ++k) {
    if (!steps_[k].keeps(seen)) return false;
    if (k + 1 < promises) seen = steps_[k].apply(std::move(seen));
  }
  return true;
}

STANDIN_LAZY_INLINE bool table_form::issues(std::string_view column) const {
  for (const any_fitted_step& step : steps_)
    if (const auto* const issue = step.target<fitted_issue>())
      for (const replaced_column& each : issue->layout().replaced())
        if (each.spec.name == column) return true;
  return false;
}

STANDIN_LAZY_INLINE table table_form::settle(table rows) const {
  const std::size_t promises = promising();
  for (std::size_t k = 0; k < promises; ++k) rows = steps_[k].apply(std::move(rows));
  for (std::size_t k = promises; k-- > 0;) rows = steps_[k].restore(std::move(rows), {});
  return rows;
}

STANDIN_LAZY_INLINE table table_form::restore(const plain_rows& plain, std::size_t skip, std::size_t rows,
                                              random::source from, std::uint64_t first_row) const {
  std::vector<column> columns = prepared_.room_for_table(rows);
  prepared_.restore(plain, skip, columns, 0, rows, from, first_row);
  table restored(prepared_.schema(), std::move(columns));
  for (std::size_t k = steps_.size(); k-- > 0;) {
    const random::source draws{from.seed, random::hasher().add(from.domain).add(k).value()};
    restored = steps_[k].restore(std::move(restored), {.source = draws, .first_row = first_row});
  }
  return restored;
}

namespace detail {

/// Categories that are issued anew as texts: each piece of a sample would have levels of its own.
STANDIN_LAZY [[nodiscard]] inline table with_texts(table t, const role_plan& plan) {
  std::vector<column_spec> specs(t.schema().begin(), t.schema().end());
  std::vector<std::size_t> changed;
  for (const std::vector<std::string>* const names : {&plan.keys, &plan.personal, &plan.texts})
    for (const std::string& name : *names)
      if (const std::size_t at = t.schema().index_of(name); specs[at].kind == column_kind::categorical)
        changed.push_back(at);
  if (changed.empty()) return t;
  std::vector<column> cells;
  for (const std::size_t at : changed) {
    const column_view from = t.column(at);
    std::vector<std::string> texts(from.rows);
    for (std::size_t row = 0; row < from.rows; ++row) texts[row] = std::string(from.text(row));
    cells.emplace_back(std::move(texts), t.stored(at).present());
    specs[at].kind = column_kind::text;
  }
  std::vector<column> columns = std::move(t).release();
  for (std::size_t k = 0; k < changed.size(); ++k) columns[changed[k]] = std::move(cells[k]);
  return {table_schema(std::move(specs)), std::move(columns)};
}

/// Adds to what is said of a column.
STANDIN_LAZY inline void say_rare(std::vector<column_treatment>& treatments, const std::string& name,
                                  std::size_t levels, std::size_t cells, const std::string& what) {
  for (column_treatment& each : treatments)
    if (each.column == name)
      each.treatment += concatenate(levels == 1 ? ", a rare one" : concatenate(", ", to_text(levels), " rare ones"),
                                    ", in ", to_text(cells), cells == 1 ? " cell, " : " cells, ", what);
}

/// The columns that are learned as levels.
STANDIN_LAZY [[nodiscard]] inline std::vector<std::string> columns_with_levels(const table& data,
                                                                               const role_plan& plan) {
  std::vector<std::string> names = plan.levels;
  for (const column_spec& spec : data.schema())
    if (spec.kind == column_kind::categorical) names.push_back(spec.name);
  return names;
}

/// The step that puts a word in place of rare levels, where it has anything to do.
STANDIN_LAZY [[nodiscard]] inline std::optional<fitted_suppression> suppress(const rare_levels& rare, const table& data,
                                                                             role_plan& plan) {
  const suppressed_levels step{
      .fewer_than = rare.fewer_than, .word = rare.word, .columns = columns_with_levels(data, plan)};
  if (step.columns.empty()) return std::nullopt;
  fitted_suppression fitted = step.fit(data);
  for (std::size_t k = 0; k < fitted.columns().size(); ++k) {
    const column_spec& spec = fitted.layout().replaced()[k].spec;
    const kept_levels& kept = fitted.columns()[k];
    say_rare(plan.treatments, spec.name, kept.rare, kept.cells,
             spec.kind == column_kind::numeric ? "left empty" : concatenate("replaced by ", quoted(rare.word)));
  }
  if (fitted.columns().empty()) return std::nullopt;
  return fitted;
}

/// The step that draws frequent levels in place of rare ones, where it has anything to do.
STANDIN_LAZY [[nodiscard]] inline std::optional<fitted_resampling> resample(const rare_levels& rare, std::uint64_t seed,
                                                                            const table& data, role_plan& plan) {
  const resampled_levels step{.fewer_than = rare.fewer_than, .columns = columns_with_levels(data, plan), .seed = seed};
  if (step.columns.empty()) return std::nullopt;
  fitted_resampling fitted = step.fit(data);
  for (std::size_t k = 0; k < fitted.columns().size(); ++k) {
    const frequent_levels& left = fitted.columns()[k];
    say_rare(plan.treatments, fitted.layout().replaced()[k].spec.name, left.rare, left.drawn,
             "replaced by frequent ones");
  }
  if (fitted.columns().empty()) return std::nullopt;
  return fitted;
}

/// Fits a step to rows with frequent levels in place of rare ones, after it was fitted to the rows as they were: a
/// combination that is only in the former would be taken for one that occurs.
/// \param was  the rows as they were, which are then as the step makes them
STANDIN_LAZY [[nodiscard]] inline any_fitted_step fit_resampled(const any_step& step, const table& free, table& was) {
  const any_fitted_step kept = step.fit(was);
  was = kept.apply(std::move(was));
  try {
    static_cast<void>(kept.apply(free));
    return step.fit(free);
  } catch (const data_error& e) {
    throw data_error(step.name(), concatenate("frequent levels in place of rare ones break it: ", e.found()),
                     "let a word stand for rare levels, or leave this out");
  }
}

/// The step that learns rare levels as one, where it has anything to do.
STANDIN_LAZY [[nodiscard]] inline std::optional<fitted_pools> pool(const rare_levels& rare, const table& data,
                                                                   role_plan& plan) {
  fitted_pools fitted = pooled_levels{.fewer_than = rare.fewer_than}.fit(data);
  for (std::size_t k = 0; k < fitted.pools().size(); ++k) {
    const level_pool& learned = fitted.pools()[k];
    say_rare(plan.treatments, fitted.layout().replaced()[k].spec.name, learned.rare(),
             static_cast<std::size_t>(learned.rare_cells()), "as if they were one");
  }
  if (fitted.pools().empty()) return std::nullopt;
  return fitted;
}

/// Makes sure that no step keeps the values of a column that is made anew or left out: what the step keeps would be in
/// the model, and bring them back.
/// \throws invalid_option  that names the first
STANDIN_LAZY inline void require_learned(const std::vector<any_step>& steps, const role_plan& plan) {
  for (const any_step& step : steps) {
    for (const std::string& name : step.learns()) {
      const auto is = [&name](const auto& of) { return of.column == name; };
      const auto at = std::find_if(plan.treatments.begin(), plan.treatments.end(), is);
      if (at == plan.treatments.end() || !plan.hides(name)) continue;
      throw invalid_option(step.name(),
                           concatenate("column ", quoted(name), " is ", at->treatment, ", so its values can't be kept"),
                           "drop the rule, or say that the column is a category or a measure");
    }
  }
}

/// Says of columns that were to be made anew, but that steps took over, what has become of them.
STANDIN_LAZY inline void say_taken(const table_schema& was, const table_schema& free,
                                   const std::vector<any_step>& steps, role_plan& plan) {
  for (column_treatment& of : plan.treatments) {
    if (!plan.hides(of.column) || !was.find(of.column) || free.find(of.column)) continue;
    std::vector<std::string> names;
    for (const any_step& step : steps) names.push_back(step.name());
    of.treatment = concatenate("made by ", join(names, "; "));
    if (was[was.index_of(of.column)].kind == column_kind::numeric) of.role = column_role::measure;
  }
}

}  // namespace detail

STANDIN_LAZY_INLINE learned_form learn_form(const table_view& data, const form_options& options) {
  const rare_levels& rare = options.rare;
  if (rare.resample && !rare.word.empty())
    throw invalid_option("rare levels",
                         concatenate("both ", quoted(rare.word), " and frequent levels are to stand for them"),
                         "leave one of them out");
  if ((rare.resample || !rare.word.empty()) && rare.fewer_than == 0)
    throw invalid_option("rare levels",
                         concatenate(rare.resample ? "frequent ones are" : concatenate(quoted(rare.word), " is"),
                                     " to stand for them, but none is rare"),
                         "say in fewer than how many cells a level is rare");
  require_rules(options.rules, data);
  role_plan plan = plan_roles(data, options.roles, options.personal, options.executor);
  detail::require_learned(options.steps, plan);
  table_view kept = data;
  if (!plan.left_out.empty()) {
    std::vector<std::string_view> names;
    for (const column_spec& spec : data.schema())
      if (std::find(plan.left_out.begin(), plan.left_out.end(), spec.name) == plan.left_out.end())
        names.push_back(spec.name);
    kept = data.select_columns(names);
  }
  if (options.steps.empty() && !plan.has_steps() && rare.fewer_than == 0) {
    learned_preparation learned = learn_preparation(kept, options.executor);
    table_form form(std::move(learned.prepared));
    form.set_rules(options.rules);
    return {std::move(form), std::move(learned.plain), std::move(learned.warnings), std::move(plan.treatments)};
  }
  std::vector<any_fitted_step> fitted;
  table free = detail::with_texts(to_table(kept), plan);
  const table_schema schema = free.schema();
  const auto fit_all = [&](const std::vector<any_step>& steps) {
    for (const any_step& step : steps) {
      fitted.push_back(step.fit(free));
      free = fitted.back().apply(std::move(free));
    }
  };
  const auto add = [&](auto step) -> void {  // generic, so that steps are only made where this function is called
    if (!step) return;
    fitted.emplace_back(*std::move(step));
    free = fitted.back().apply(std::move(free));
  };
  bool found_rare = false;
  table was;              // with its rare levels
  if (kept.rows() > 0) {  // what has no rows is refused below
    if (rare.resample && !options.steps.empty()) was = free;
    if (!rare.word.empty()) add(detail::suppress(rare, free, plan));
    if (rare.resample) add(detail::resample(rare, options.seed, free, plan));
    found_rare = !fitted.empty();
    if (rare.resample && found_rare)
      for (const any_step& step : options.steps) add(std::optional(detail::fit_resampled(step, free, was)));
    else
      fit_all(options.steps);
    detail::say_taken(schema, free.schema(), options.steps, plan);
    fit_all(steps_of(plan, free.schema()));
    if (rare.pooled()) {
      const std::size_t before = fitted.size();
      add(detail::pool(rare, free, plan));
      found_rare = fitted.size() > before;
    }
  }
  learned_preparation learned = learn_preparation(std::move(free), options.executor);
  if (rare.fewer_than > 0 && !found_rare)
    learned.warnings.push_back(concatenate("no level is treated as rare: no column that is learned as levels has ",
                                           rare.pooled() ? "two" : "one", " in fewer than ", to_text(rare.fewer_than),
                                           " cells"));
  table_form form(schema, std::move(fitted), std::move(learned.prepared));
  form.set_rules(options.rules);
  return {std::move(form), std::move(learned.plain), std::move(learned.warnings), std::move(plan.treatments)};
}

}  // namespace standin::inline v0_1::prepare
