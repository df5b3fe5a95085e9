// SPDX-License-Identifier: MIT
/// \file
/// The bodies of evaluation/report.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/metrics/detail/scores.hpp>

#include <algorithm>
#include <cmath>

namespace standin::inline v0_1 {

STANDIN_LAZY_INLINE double shortfall(double value, double ideal, better direction) noexcept {
  if (std::isnan(value)) return value;
  switch (direction) {
    case better::larger: return std::max(0.0, (std::isnan(ideal) ? 1.0 : ideal) - value);
    case better::smaller: return std::max(0.0, value - (std::isnan(ideal) ? 0.0 : ideal));
    case better::nearer_ideal: break;
  }
  return std::isnan(ideal) ? 0.0 : std::abs(value - ideal);
}

STANDIN_LAZY_INLINE std::string_view words_for(double shortfall) noexcept {
  if (shortfall < 0.005) return "as in real rows";
  if (shortfall < 0.02) return "close";
  return shortfall < 0.05 ? "off" : "far off";
}

namespace detail {

/// A mean that is unknown when one of its parts is.
template <int = 0>
struct mean_of_known {
  double sum = 0.0;
  std::size_t n = 0;

  void add(double x) {
    sum += x;
    ++n;
  }
  [[nodiscard]] double value() const { return n == 0 ? score::unknown : sum / static_cast<double>(n); }
};

STANDIN_LAZY inline metric_summary summarize_one(const std::vector<finding>& findings, const std::string& metric) {
  metric_summary line{.metric = metric};
  mean_of_known<> value;
  mean_of_known<> ideal;
  mean_of_known<> baseline;
  mean_of_known<> baseline_ideal;
  const finding* whole = nullptr;
  double furthest = -1.0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const finding& f = findings[i];
    if (f.metric != metric) continue;
    line.direction = f.direction;
    line.group = f.group;
    if (f.columns.empty()) {
      whole = &f;
      continue;
    }
    ++line.subjects;
    if (f.result.status == status::undefined) ++line.undefined;
    if (f.result.status == status::refused) ++line.refused;
    if (f.result.status != status::ok) continue;
    ++line.contributed;
    value.add(f.result.value);
    ideal.add(f.result.ideal);
    baseline.add(f.result.baseline);
    baseline_ideal.add(f.result.baseline_ideal);
    if (const double distance = shortfall(f.result.value, f.result.ideal, f.direction); distance > furthest) {
      furthest = distance;
      line.worst = i;
    }
  }
  if (whole == nullptr) {
    line.value = value.value();
    line.ideal = ideal.value();
    line.baseline = baseline.value();
    line.baseline_ideal = baseline_ideal.value();
    if (line.contributed == 0) line.status = line.refused > 0 ? status::refused : status::undefined;
    return line;
  }
  line.whole_table = true;
  line.status = whole->result.status;
  line.value = whole->result.value;
  line.lower = whole->result.lower;
  line.upper = whole->result.upper;
  line.ideal = whole->result.ideal;
  line.baseline = whole->result.baseline;
  line.baseline_ideal = whole->result.baseline_ideal;
  return line;
}

}  // namespace detail

STANDIN_LAZY_INLINE std::vector<metric_summary> summarize(const std::vector<finding>& findings) {
  std::vector<std::string> names;
  for (const finding& f : findings)
    if (std::find(names.begin(), names.end(), f.metric) == names.end()) names.push_back(f.metric);
  std::vector<metric_summary> lines;
  for (const std::string& name : names) lines.push_back(detail::summarize_one(findings, name));
  return lines;
}

STANDIN_LAZY_INLINE const metric_summary& summary_of(const report& of, std::string_view key) {
  const metric_summary* found = nullptr;
  std::vector<std::string> keys;
  std::size_t matches = 0;
  for (const metric_summary& line : of.summaries) {
    keys.push_back(key_of(line.metric));
    if (keys.back() == key) return line;
    if (!key.empty() && keys.back().starts_with(key)) {
      found = &line;
      ++matches;
    }
  }
  if (matches == 1) return *found;
  throw invalid_option("report", (matches == 0 ? "there is no figure " : "several figures begin with ") + quoted(key),
                       keys.empty() ? "the report has none" : "it has " + join(keys));
}

namespace detail {

/// Of each table; with fewer there is no verdict.
inline constexpr std::size_t rows_to_judge = 20;

/// How far columns (or pairs) are from the ideal: the worst of the metrics that look at them.
struct group_verdict {
  double furthest = -1.0;                 ///< shortfall of the worst metric
  const metric_summary* worst = nullptr;  ///< the worst metric
};

}  // namespace detail

STANDIN_LAZY_INLINE bool needs_holdout(const report& of, const metric_summary& line) {
  if (line.status != status::refused) return false;
  const std::string why = of.rows_holdout ? detail::unfair_holdout(of.overlap) : std::string(detail::lacks_holdout);
  for (const finding& f : of.findings)
    if (f.metric == line.metric && f.columns.empty()) return !why.empty() && f.result.note == why;
  return false;
}

STANDIN_LAZY_INLINE bool enough_rows(const report& of) noexcept {
  return of.rows_train >= detail::rows_to_judge && of.rows_synthetic >= detail::rows_to_judge;
}

STANDIN_LAZY_INLINE std::vector<std::string> columns_that_give_away(const report& of) {
  std::vector<std::string> lines;
  for (const finding& f : of.findings) {
    if (f.result.status != status::ok || !f.result.note.starts_with(detail::told_apart_by)) continue;
    const double least = std::isnan(f.result.lower) ? f.result.value : f.result.lower;
    if (least > f.result.ideal) lines.push_back(concatenate(f.metric, ": ", f.result.note));
  }
  return lines;
}

STANDIN_LAZY_INLINE std::string verdict_of(const report& of) {
  std::string fault = fault_of(of.overlap);
  if (!fault.empty()) fault += ' ';
  if (!enough_rows(of))
    return fault + "There are too few rows to judge: " + to_text(of.rows_train) + " real and " +
           to_text(of.rows_synthetic) + " synthetic, where " + to_text(detail::rows_to_judge) + " of each would do.";
  detail::group_verdict groups[2];
  std::size_t refused = 0;
  std::size_t figures = 0;
  for (const metric_summary& line : of.summaries) {
    if (line.group == "compatible") continue;
    ++figures;
    if (line.status == status::refused && !needs_holdout(of, line)) ++refused;
    if (!line.worst || std::isnan(line.value) || line.status != status::ok) continue;
    detail::group_verdict& group = groups[of.findings[*line.worst].columns.size() == 1 ? 0 : 1];
    const double distance = shortfall(line.value, line.ideal, line.direction);
    if (distance <= group.furthest) continue;
    group = {distance, &line};
  }
  std::string sentence;
  const detail::group_verdict* furthest = nullptr;
  for (const detail::group_verdict& group : groups) {
    if (group.worst == nullptr) continue;
    const std::string_view subject = &group == &groups[0] ? "columns are " : "pairs are ";
    sentence.append(sentence.empty() ? "" : ", ").append(subject).append(words_for(group.furthest));
    if (furthest == nullptr || group.furthest > furthest->furthest) furthest = &group;
  }
  if (furthest == nullptr) {
    sentence = "nothing could be measured";
  } else {
    const finding& worst = of.findings[*furthest->worst->worst];
    if (shortfall(worst.result.value, worst.result.ideal, worst.direction) > 0.0) {
      sentence.append("; furthest off is ").append(subject_of(worst)).append(" (").append(worst.metric).append(" ");
      sentence.append(with_decimals(worst.result.value, 3));
      if (!std::isnan(worst.result.ideal)) sentence.append(", ideally ").append(with_decimals(worst.result.ideal, 3));
      sentence.append(")");
    }
  }
  if (refused > 0)
    sentence = "there are too few rows for " + to_text(refused) + " of " + to_text(figures) + " figures; " + sentence;
  if (sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  sentence += '.';
  return fault + sentence;
}

}  // namespace standin::inline v0_1
