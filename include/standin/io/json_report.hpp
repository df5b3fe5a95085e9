// SPDX-License-Identifier: MIT
/// \file
/// A report as JSON for machines; docs/report.md describes its keys.
#pragma once

#include <standin/config.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/evaluation/side_by_side.hpp>

#include <string>
#include <vector>

namespace standin::inline v0_1::io {

/// How a report is written as JSON.
struct json_report_options {
  int indent = 2;  ///< blanks a level; -1 for one line
};

/// The report as one JSON object in UTF-8, the same bytes for the same report. Numbers that are not known are null;
/// bytes in names that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string render_json(const report& of, const json_report_options& options = {});

/// Several reports as one object: for each figure the tables nearest to its ideal or maybe as near, and each report as
/// above.
[[nodiscard]] std::string render_json(const std::vector<judged_table>& tables, const json_report_options& options = {});

}  // namespace standin::inline v0_1::io

#if !defined(STANDIN_COMPILED)
#include <standin/io/detail/json_report.ipp>
#endif
