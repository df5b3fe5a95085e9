// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/html_words.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/detail/html_text.hpp>
#include <standin/io/detail/html_words.hpp>
#include <standin/io/detail/text_layout.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::io::detail {

STANDIN_INLINE std::string html_distance(double shortfall) {
  if (std::isnan(shortfall)) return "<span class=\"word none\">not known</span>";
  const std::string_view look = shortfall < 0.005 ? "good" : shortfall < 0.05 ? "fair" : "bad";
  const std::string_view mark = shortfall < 0.005 ? "●" : shortfall < 0.02 ? "◕" : shortfall < 0.05 ? "◑" : "○";
  return concatenate("<span class=\"word ", look, "\">", mark, " ", words_for(shortfall), "</span>");
}

STANDIN_INLINE std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

STANDIN_INLINE std::string html_metric(std::string_view name) {
  return escape_html(with_capital(shown_metric(name)));
}

/// What a group of figures is about, for the groups that are known.
inline std::string_view words_for_group(std::string_view group) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"fidelity", "How alike the synthetic and the real rows are, column by column and together."},
      {"validity", "Whether values are possible at all. Whoever copies gets the best figures here."},
      {"detection", "How well a model tells synthetic rows from real ones."},
      {"utility", "What a model that learned from synthetic rows is worth on real ones."},
      {"privacy", "Whether the rows of single people show through. Held-out rows are the yardstick."},
      {"fairness", "Whether differences between groups became larger."},
      {"compatible", "As SDMetrics defines them, for comparison with other tools; they enter no verdict."}};
  for (const auto& [name, words] : known)
    if (name == group) return words;
  return {};
}

STANDIN_INLINE std::string html_group_title(const std::string& group) {
  std::string out = escape_html(with_capital(group.empty() ? "other" : group));
  if (const std::string_view words = words_for_group(group); !words.empty())
    out += concatenate(" <span class=\"small\" style=\"font-weight:400\"> ", words, "</span>");
  return out;
}

STANDIN_INLINE std::string html_facts(const report& of) {
  std::string words = grouped(of.rows_train) + " real rows";
  if (of.rows_holdout) words += " and " + grouped(*of.rows_holdout) + " held out";
  words += ", " + grouped(of.rows_synthetic) + " synthetic ones";
  const auto compared = std::count_if(of.columns.begin(), of.columns.end(),
                                      [](const compared_column& column) { return column.use == column_use::compared; });
  words += concatenate(", ", to_text(compared), compared == 1 ? " column" : " columns");
  if (of.target) words += ", target " + *of.target;
  return words + ".";
}

STANDIN_INLINE std::string html_ideals(const metric_summary& line) {
  std::string words;
  if (!std::isnan(line.ideal)) words = "ideal " + with_decimals(line.ideal, 3);
  if (!std::isnan(line.baseline)) {
    words += (words.empty() ? "" : " · ") + ("held-out rows " + with_decimals(line.baseline, 3));
    if (std::abs(line.baseline_ideal - line.ideal) >= 5e-4)
      words += ", ideally " + with_decimals(line.baseline_ideal, 3);
  }
  return words.empty() ? "no yardstick" : words;
}

STANDIN_INLINE std::string html_subjects(const report& of, const metric_summary& line) {
  if (line.status == status::refused) return needs_holdout(of, line) ? "no holdout" : "too few rows";
  if (line.status == status::undefined) return "undefined";
  if (line.whole_table) return "the table";
  const bool pair = line.worst && of.findings[*line.worst].columns.size() == 2;
  std::string words = to_text(line.contributed);
  if (line.contributed != line.subjects) words += " of " + to_text(line.subjects);
  return words + (pair ? " pair" : " column") + (line.subjects == 1 ? "" : "s");
}

}  // namespace standin::inline v0_1::io::detail
