// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/steps_json.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/constraints_json.hpp>
#include <standin/io/role_steps_json.hpp>
#include <standin/io/steps_json.hpp>

#include <string>
#include <utility>

namespace standin::inline v0_1::io {

STANDIN_INLINE json steps_to_json(const std::vector<prepare::any_fitted_step>& steps) {
  json out = json::array();
  for (const prepare::any_fitted_step& step : steps) {
    if (const auto* const constraints = step.target<prepare::fitted_constraints>()) {
      out.push_back(constraints_to_json(*constraints));
      out.back()["step"] = "constraints";
    } else if (const auto* const issued = step.target<prepare::fitted_issue>()) {
      out.push_back(issue_to_json(*issued));
      out.back()["step"] = "issued";
    } else if (const auto* const levels = step.target<prepare::fitted_levels>()) {
      out.push_back(levels_to_json(*levels));
      out.back()["step"] = "levels";
    } else if (const auto* const pools = step.target<prepare::fitted_pools>()) {
      out.push_back(pools_to_json(*pools));
      out.back()["step"] = "rare";
    } else if (const auto* const suppression = step.target<prepare::fitted_suppression>()) {
      out.push_back(suppression_to_json(*suppression));
      out.back()["step"] = "suppressed";
    } else if (const auto* const resampling = step.target<prepare::fitted_resampling>()) {
      out.push_back(resampling_to_json(*resampling));
      out.back()["step"] = "resampled";
    } else {
      throw invalid_option("write model", "it has a preparation step of the program's own, which files know nothing of",
                           "fit without that step, or keep the model in memory");
    }
  }
  return out;
}

STANDIN_INLINE std::vector<prepare::any_fitted_step> steps_from_json(const json_reader& from,
                                                                     const table_schema& schema,
                                                                     const table_schema& free) {
  std::vector<prepare::any_fitted_step> steps;
  table_schema now = schema;
  for (const json_reader& step : from.elements()) {
    const std::string what = step["step"].text();
    const auto add = [&](auto fitted, auto free_schema) {
      try {
        now = free_schema(fitted, std::move(now));
      } catch (const schema_error& e) {
        step.fail(e.found());
      }
      steps.emplace_back(std::move(fitted));
    };
    const auto by_layout = [](const auto& fitted, const table_schema& before) {
      return fitted.layout().free_schema(before);
    };
    if (what == "constraints")
      add(constraints_from_json(step),
          [](const auto& fitted, table_schema before) { return fitted.free_schema(std::move(before)); });
    else if (what == "issued")
      add(issue_from_json(step), by_layout);
    else if (what == "levels")
      add(levels_from_json(step), by_layout);
    else if (what == "rare")
      add(pools_from_json(step), by_layout);
    else if (what == "suppressed")
      add(suppression_from_json(step), by_layout);
    else if (what == "resampled")
      add(resampling_from_json(step), by_layout);
    else
      step["step"].fail(quoted(what) + " is not known here");
  }
  if (!same_columns(now, free)) from.fail("the steps don't lead to the columns that were prepared");
  return steps;
}

}  // namespace standin::inline v0_1::io
