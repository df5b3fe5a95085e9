// SPDX-License-Identifier: MIT
/// \file
/// Lines that reports have in common, whatever their form: what was not measured, what was left out, what gave rows
/// away.
///
/// A form says how they are written, by static functions:
///
/// | function                   | gives                                                  |
/// |----------------------------|--------------------------------------------------------|
/// | `Form::name(text)`         | a column's name, as a `std::string` like all others    |
/// | `Form::words(text)`        | other text of a report                                 |
/// | `Form::metric(name)`       | a metric's name inside a line                          |
/// | `Form::first_metric(name)` | the same at its beginning                              |
/// | `Form::subject(finding)`   | the columns that a finding is about, or the table      |
/// | `Form::tells(finding)`     | whether it is told why a finding has no figure, `bool` |
#pragma once

#include <standin/core/text.hpp>
#include <standin/evaluation/report.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace standin::inline v0_1::io::detail {

/// What has no figure, and why: a line for each subject and reason.
template <class Form>
[[nodiscard]] std::vector<std::string> reasons_of(const report& of) {
  struct reason {
    std::string subject;
    std::string why;
    std::string metrics{};  // that share both
  };
  std::vector<reason> reasons;
  for (const finding& f : of.findings) {
    if (f.result.status == status::ok || !Form::tells(f)) continue;
    const std::string subject = Form::subject(f);
    const std::string why =
        (f.result.status == status::refused ? "refused, " : "undefined, ") + Form::words(f.result.note);
    auto same = std::find_if(reasons.begin(), reasons.end(),
                             [&](const reason& each) { return each.subject == subject && each.why == why; });
    if (same == reasons.end()) same = reasons.insert(same, {subject, why});
    same->metrics += ", " + Form::metric(f.metric);
  }
  std::vector<std::string> lines;
  for (const reason& each : reasons) lines.push_back(concatenate(each.subject, each.metrics, ": ", each.why));
  return lines;
}

/// Which columns take no part, then the notes: a line each.
template <class Form>
[[nodiscard]] std::vector<std::string> asides_of(const report& of) {
  std::vector<std::string> lines;
  for (const auto& [use, words] : {std::pair{column_use::identifier, "Left out as identifiers: "},
                                   std::pair{column_use::free_text, "Left out as free text: "},
                                   std::pair{column_use::empty, "Left out, all cells of the real table are missing: "},
                                   std::pair{column_use::ignored, "Left out at your wish: "}}) {
    std::vector<std::string> names;
    for (const compared_column& column : of.columns)
      if (column.use == use) names.push_back(Form::name(column.name));
    if (!names.empty()) lines.push_back(words + join(names) + ".");
  }
  for (const std::string& note : of.notes) lines.push_back(Form::words(note));
  return lines;
}

/// Which columns gave synthetic rows away: a line for each test that names some.
template <class Form>
[[nodiscard]] std::vector<std::string> giveaways_of(const report& of) {
  std::vector<std::string> lines;
  for (const std::string& each : columns_that_give_away(of)) {
    const std::size_t colon = std::min(each.find(':'), each.size());
    lines.push_back(Form::first_metric(each.substr(0, colon)) + Form::words(each.substr(colon)));
  }
  return lines;
}

}  // namespace standin::inline v0_1::io::detail
