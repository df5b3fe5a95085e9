// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/json_report.hpp.
#pragma once

#include <standin/io/json_report.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail::report_json {

using json = nlohmann::ordered_json;

inline json known(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

inline std::string_view name_of_status(enum status of) noexcept {
  switch (of) {
    case status::ok: return "ok";
    case status::undefined: return "undefined";
    case status::refused: return "refused";
  }
  return "unknown";
}

inline std::string_view name_of_direction(better of) noexcept {
  switch (of) {
    case better::larger: return "larger";
    case better::smaller: return "smaller";
    case better::nearer_ideal: return "nearer_ideal";
  }
  return "unknown";
}

inline json json_of(const finding& of) {
  const score& s = of.result;
  return {{"metric", key_of(of.metric)},
          {"columns", of.columns},
          {"better", name_of_direction(of.direction)},
          {"status", name_of_status(s.status)},
          {"value", known(s.value)},
          {"lower", known(s.lower)},
          {"upper", known(s.upper)},
          {"ideal", known(s.ideal)},
          {"baseline", known(s.baseline)},
          {"baseline_ideal", known(s.baseline_ideal)},
          {"group", of.group},
          {"rows_real", s.rows_real},
          {"rows_synthetic", s.rows_synthetic},
          {"left_out", {{"real", s.left_out.real}, {"synthetic", s.left_out.synthetic}, {"why", s.left_out.why}}},
          {"note", s.note}};
}

inline json json_of(const metric_summary& of, const report& whole) {
  json worst = nullptr;
  if (of.worst) {
    const finding& f = whole.findings[*of.worst];
    worst = {{"columns", f.columns}, {"value", known(f.result.value)}};
  }
  return {{"name", of.metric},
          {"group", of.group},
          {"better", name_of_direction(of.direction)},
          {"status", name_of_status(of.status)},
          {"value", known(of.value)},
          {"lower", known(of.lower)},
          {"upper", known(of.upper)},
          {"ideal", known(of.ideal)},
          {"baseline", known(of.baseline)},
          {"baseline_ideal", known(of.baseline_ideal)},
          {"of_whole_table", of.whole_table},
          {"subjects", of.subjects},
          {"contributed", of.contributed},
          {"undefined", of.undefined},
          {"refused", of.refused},
          {"worst", std::move(worst)}};
}

inline json known(const std::vector<double>& values) {
  json list = json::array();
  for (const double value : values) list.push_back(known(value));
  return list;
}

inline std::string_view name_of_scale(distribution_scale of) noexcept {
  switch (of) {
    case distribution_scale::levels: return "levels";
    case distribution_scale::linear: return "linear";
    case distribution_scale::logarithmic: return "logarithmic";
  }
  return "unknown";
}

inline json json_of(const column_distribution& of) {
  json made = {{"name", of.name}, {"scale", name_of_scale(of.scale)}};
  if (of.scale == distribution_scale::levels) {
    made["levels"] = of.levels;
    made["rest"] = of.rest;
  } else {
    made["edges"] = known(of.edges);
  }
  made["real"] = known(of.real);
  made["synthetic"] = known(of.synthetic);
  made["missing_real"] = known(of.missing_real);
  made["missing_synthetic"] = known(of.missing_synthetic);
  return made;
}

inline json json_of(const association_matrix& of) {
  return {{"columns", of.columns},
          {"left_out", of.left_out},
          {"real", known(of.real)},
          {"synthetic", known(of.synthetic)},
          {"holdout", of.holdout.empty() ? json(nullptr) : known(of.holdout)}};
}

inline json json_of(const report& of) {
  json columns = json::array();
  for (const compared_column& column : of.columns)
    columns.push_back({{"name", column.name}, {"kind", name_of(column.kind)}, {"use", name_of(column.use)}});
  json summary = json::object();
  for (const metric_summary& line : of.summaries) summary[key_of(line.metric)] = json_of(line, of);
  json findings = json::array();
  for (const finding& f : of.findings) findings.push_back(json_of(f));
  json distributions = json::array();
  for (const column_distribution& column : of.distributions) distributions.push_back(json_of(column));
  return {{"format", "standin.report"},
          {"format_version", 1},
          {"library_version", of.version},
          {"seed", of.seed},
          {"resamples", of.resamples},
          {"rows",
           {{"train", of.rows_train},
            {"holdout", of.rows_holdout ? json(*of.rows_holdout) : json(nullptr)},
            {"synthetic", of.rows_synthetic}}},
          {"holdout_overlap", of.rows_holdout ? json{{"rows", of.overlap.shared},
                                                     {"share", of.overlap.share()},
                                                     {"expected", of.overlap.expected()},
                                                     {"beyond_duplicates", of.overlap.beyond_duplicates()}}
                                              : json(nullptr)},
          {"target", of.target ? json(*of.target) : json(nullptr)},
          {"verdict", verdict_of(of)},
          {"columns", std::move(columns)},
          {"notes", of.notes},
          {"summary", std::move(summary)},
          {"findings", std::move(findings)},
          {"least_rows", of.least_rows},
          {"distributions", std::move(distributions)},
          {"associations", json_of(of.associations)}};
}

inline std::string dumped(const json& whole, const json_report_options& options) {
  return whole.dump(options.indent, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace detail::report_json

STANDIN_INLINE std::string render_json(const report& of, const json_report_options& options) {
  return detail::report_json::dumped(detail::report_json::json_of(of), options);
}

STANDIN_INLINE std::string render_json(const std::vector<judged_table>& tables, const json_report_options& options) {
  using detail::report_json::json;
  json best = json::object();
  for (const compared_figure& figure : compare_figures(tables)) {
    json names = json::array();
    for (std::size_t i = 0; i < tables.size(); ++i)
      if (figure.best[i]) names.push_back(tables[i].name);
    best[key_of(figure.metric)] = std::move(names);
  }
  json judged = json::array();
  for (const judged_table& table : tables)
    judged.push_back({{"name", table.name}, {"report", detail::report_json::json_of(table.found)}});
  return detail::report_json::dumped({{"format", "standin.comparison"},
                                      {"format_version", 1},
                                      {"verdict", verdict_of(tables)},
                                      {"best", std::move(best)},
                                      {"tables", std::move(judged)}},
                                     options);
}

}  // namespace standin::inline v0_1::io
