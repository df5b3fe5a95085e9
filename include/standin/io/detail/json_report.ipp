// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/json_report.hpp.
#pragma once

#include <standin/io/json_report.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <string_view>

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

}  // namespace detail::report_json

STANDIN_INLINE std::string render_json(const report& of, const json_report_options& options) {
  using detail::report_json::json;
  using detail::report_json::json_of;
  json columns = json::array();
  for (const compared_column& column : of.columns)
    columns.push_back({{"name", column.name}, {"kind", name_of(column.kind)}, {"use", name_of(column.use)}});
  json summary = json::object();
  for (const metric_summary& line : of.summaries) summary[key_of(line.metric)] = json_of(line, of);
  json findings = json::array();
  for (const finding& f : of.findings) findings.push_back(json_of(f));
  const json whole = {{"format", "standin.report"},
                      {"format_version", 1},
                      {"library_version", of.version},
                      {"seed", of.seed},
                      {"resamples", of.resamples},
                      {"rows",
                       {{"train", of.rows_train},
                        {"holdout", of.rows_holdout ? json(*of.rows_holdout) : json(nullptr)},
                        {"synthetic", of.rows_synthetic}}},
                      {"target", of.target ? json(*of.target) : json(nullptr)},
                      {"verdict", verdict_of(of)},
                      {"columns", std::move(columns)},
                      {"notes", of.notes},
                      {"summary", std::move(summary)},
                      {"findings", std::move(findings)}};
  return whole.dump(options.indent, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace standin::inline v0_1::io
