// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/form_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/row_matcher.hpp>
#include <standin/data/where_parser.hpp>
#include <standin/io/form_json.hpp>
#include <standin/io/preparation_json.hpp>
#include <standin/io/steps_json.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io {

STANDIN_INLINE json form_to_json(const prepare::table_form& form) {
  json out = preparation_to_json(form.prepared());
  if (!form.rules().empty()) {
    json rules = json::array();
    for (const prepare::row_rule& rule : form.rules()) {
      if (rule.is_function())
        throw invalid_option("write model",
                             "its rule " + quoted(rule.describe(form.schema())) + " is a function of the program's own",
                             "say the rule as a condition, or keep the model in memory");
      rules.push_back(rule.describe(form.schema()));
    }
    out["rules"] = std::move(rules);
  }
  if (form.steps().empty()) return out;
  out["table"] = schema_to_json(form.schema());
  out["steps"] = steps_to_json(form.steps());
  return out;
}

STANDIN_INLINE prepare::table_form form_from_json(const json_reader& from) {
  prepare::preparation prepared = preparation_from_json(from);
  std::optional<prepare::table_form> form;
  if (from.has("steps")) {
    table_schema schema = schema_from_json(from["table"]);
    std::vector<prepare::any_fitted_step> steps = steps_from_json(from["steps"], schema, prepared.schema());
    form.emplace(std::move(schema), std::move(steps), std::move(prepared));
    const table no_rows = form->restore(form->prepared().room(0), 0, 0, {}, 0);
    if (no_rows.schema() != form->schema())  // to the form of texts, which samples would have
      from["table"].fail("it is not what the steps make of the columns that were prepared");
  } else {
    form.emplace(std::move(prepared));
  }
  if (from.has("rules")) {
    std::vector<prepare::row_rule> rules;
    for (const json_reader& each : from["rules"].elements()) {
      try {
        rules.emplace_back(parse_condition(each.text()));
        static_cast<void>(rules.back().describe(form->schema()));
      } catch (const format_error& e) {
        each.fail(e.found());
      } catch (const schema_error& e) {
        each.fail(e.found());
      }
    }
    form->set_rules(std::move(rules));
  }
  return *std::move(form);
}

}  // namespace standin::inline v0_1::io
