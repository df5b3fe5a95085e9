// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/profile_text.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/data/datetime.hpp>
#include <standin/io/detail/text_layout.hpp>
#include <standin/io/profile_text.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail {

/// Puts a profile together line by line.
class profile_page {
 public:
  profile_page(const table_profile& of, const profile_text_options& options) : of_(of), options_(options) {}

  [[nodiscard]] std::string render() {
    head();
    columns();
    reasons();
    spikes();
    holes();
    keys();
    dependencies();
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kind_places = 12;
  static constexpr std::size_t role_places = 9;
  static constexpr std::size_t missing_places = 7;
  static constexpr std::size_t distinct_places = 9;

  [[nodiscard]] std::string percent_of_rows(std::size_t rows) const {
    return percent(of_.rows == 0 ? 0.0 : static_cast<double>(rows) / static_cast<double>(of_.rows));
  }

  [[nodiscard]] static std::string moment(std::int64_t ticks, time_unit unit) {
    std::string text;
    datetime_format(iso_pattern(unit)).append(text, ticks, unit);
    return text;
  }

  [[nodiscard]] std::string name_of_column(std::size_t i) const { return shown_text(of_.columns[i].name); }

  [[nodiscard]] std::string names(const std::vector<std::size_t>& columns) const {
    std::string text;
    for (const std::size_t i : columns) text.append(text.empty() ? "" : ", ").append(name_of_column(i));
    return text;
  }

  void line(std::string_view words) {
    while (words.ends_with(' ')) words.remove_suffix(1);
    text_.append(words).append("\n");
  }

  void title(std::string_view words) {
    text_ += '\n';
    line(words);
  }

  void paragraph(std::string_view words, std::size_t indent = 0) {
    for (const std::string& each : wrap(words, options_.width, {.first = indent, .others = 4})) line(each);
  }

  void list(std::string_view heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    title(heading);
    for (std::size_t i = 0; i < std::min(lines.size(), options_.most); ++i) paragraph(lines[i], 2);
    if (lines.size() > options_.most) line("  and " + grouped(lines.size() - options_.most) + " more");
  }

  void head() {
    std::size_t cells = 0;
    std::size_t missing = 0;
    for (const column_profile& column : of_.columns) {
      cells += column.rows;
      missing += column.missing;
    }
    std::string words = concatenate(grouped(of_.rows), of_.rows == 1 ? " row, " : " rows, ",
                                    grouped(of_.columns.size()), of_.columns.size() == 1 ? " column" : " columns");
    if (missing == 0) {
      words += "; no cell missing";
    } else {
      words += concatenate("; ", percent(static_cast<double>(missing) / static_cast<double>(cells)),
                           " of the cells missing");
    }
    words += of_.duplicate_rows == 0 ? "; no duplicate rows"
                                     : concatenate("; ", grouped(of_.duplicate_rows),
                                                   of_.duplicate_rows == 1 ? " duplicate row" : " duplicate rows");
    paragraph(words);
  }

  void columns() {
    if (of_.columns.empty()) return;
    std::size_t widest = 6;
    for (std::size_t i = 0; i < of_.columns.size(); ++i) widest = std::max(widest, places_of(name_of_column(i)));
    const std::size_t name_places = std::min(widest, options_.width * 22 / 80);
    const std::size_t before = name_places + 1 + kind_places + role_places + missing_places + distinct_places + 2;
    const std::size_t rest = options_.width > before ? options_.width - before : 0;
    title(cut_end(fit_left("column", name_places) + ' ' + fit_left("kind", kind_places) +
                      fit_left("role", role_places) + fit_right("missing", missing_places) +
                      fit_right("distinct", distinct_places) + "  values",
                  options_.width));
    for (std::size_t i = 0; i < of_.columns.size(); ++i) {
      const column_profile& column = of_.columns[i];
      line(fit_left(cut_middle(name_of_column(i), name_places), name_places) + ' ' +
           fit_left(name_of(column.kind), kind_places) + fit_left(name_of(column.role.role), role_places) +
           fit_right(column.missing == 0 ? "" : percent(column.missing_share()), missing_places) +
           fit_right(grouped(column.distinct), distinct_places) + "  " +
           cut_end(values(column), rest > 1 ? rest - 1 : 1));
    }
  }

  [[nodiscard]] std::string values(const column_profile& column) const {
    if (column.all_missing()) return "none";
    if (column.constant() && !column.levels.empty()) return "only " + shown_text(column.levels.front().level);
    if (column.role.personal) return std::string(plural_of(*column.role.personal));
    const bool category = column.role.role == column_role::category;
    if (category && !column.levels.empty()) {
      std::string text;
      const auto present = static_cast<double>(column.rows - column.missing);
      for (std::size_t k = 0; k < std::min<std::size_t>(3, column.levels.size()); ++k)
        text += concatenate(k == 0 ? "" : ", ", shown_text(column.levels[k].level), " ",
                            percent(static_cast<double>(column.levels[k].rows) / present));
      return text;
    }
    if (column.numbers) return concatenate(shown_number(column.numbers->min), " … ", shown_number(column.numbers->max));
    if (column.datetimes)
      return concatenate(moment(column.datetimes->min, column.unit), " … ", moment(column.datetimes->max, column.unit));
    if (!column.texts) return {};
    if (!column.texts->mask.empty()) return "like " + column.texts->mask;
    return concatenate(grouped(column.texts->shortest), " … ", grouped(column.texts->longest), " bytes");
  }

  void reasons() {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < of_.columns.size(); ++i) {
      const inferred_role& role = of_.columns[i].role;
      const bool plain =
          role.role == column_role::measure || role.role == column_role::category || role.role == column_role::datetime;
      if (plain && role.confidence >= 0.65) continue;
      std::string words = concatenate(name_of_column(i), " is taken as ", name_of(role.role), ": ", role.reason);
      if (role.confidence < 0.8)
        words += concatenate(" (not sure: ", shown_number(std::floor(100.0 * role.confidence) / 100.0), ")");
      lines.push_back(std::move(words));
    }
    list("Roles", lines);
  }

  void spikes() {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < of_.columns.size(); ++i) {
      const column_profile& column = of_.columns[i];
      if (!column.numbers || column.role.role != column_role::measure) continue;
      const number_profile& numbers = *column.numbers;
      const auto present = static_cast<double>(column.rows - column.missing);
      std::string words;
      for (std::size_t k = 0; k < std::min<std::size_t>(3, numbers.atoms.size()); ++k)
        words += concatenate(k == 0 ? " " : ", ", shown_number(numbers.atoms[k].value), " in ",
                             percent(static_cast<double>(numbers.atoms[k].rows) / present));
      if (numbers.atoms.size() > 3)
        words += concatenate(" and ", grouped(numbers.atoms.size() - 3),
                             numbers.atoms.size() == 4 ? " more spike" : " more spikes");
      std::vector<heap> heaps = numbers.heaps;
      std::ranges::stable_sort(heaps, {}, [](const heap& one) { return one.expected - one.share; });
      for (std::size_t k = 0; k < std::min<std::size_t>(2, heaps.size()); ++k)
        words += concatenate(words.empty() ? " " : "; ", percent(heaps[k].share), " on multiples of ",
                             shown_number(heaps[k].step), " (", percent(heaps[k].expected), " by chance)");
      if (numbers.infinite > 0)
        words += concatenate(words.empty() ? " " : "; ", grouped(numbers.infinite), " not finite");
      if (!words.empty()) lines.push_back(name_of_column(i) + ":" + words);
    }
    list("Spikes and heaps", lines);
  }

  void holes() {
    std::vector<std::string> lines;
    if (of_.complete_rows == of_.rows) return;
    for (const missing_pattern& pattern : of_.patterns) {
      const bool one = pattern.rows == 1;
      const std::string rows =
          concatenate(grouped(pattern.rows), one ? " row (" : " rows (", percent_of_rows(pattern.rows), ") ");
      if (pattern.columns.empty()) {
        lines.push_back(rows + (one ? "has all cells" : "have all cells"));
      } else {
        lines.push_back(concatenate(rows, one ? "lacks " : "lack ", names(pattern.columns)));
      }
    }
    if (of_.pattern_count > of_.patterns.size())
      lines.push_back(concatenate("and ", grouped(of_.pattern_count - of_.patterns.size()), " rarer patterns"));
    list("Missing together", lines);
  }

  void keys() {
    std::vector<std::string> lines;
    for (const std::vector<std::size_t>& key : of_.keys) lines.push_back(names(key));
    list("Each row has its own", lines);
  }

  void dependencies() {
    std::vector<std::string> lines;
    std::vector<bool> done(of_.dependencies.size(), false);
    for (std::size_t k = 0; k < of_.dependencies.size(); ++k) {
      if (done[k]) continue;
      const std::size_t from = of_.dependencies[k].from;
      std::vector<std::size_t> to;
      for (std::size_t other = k; other < of_.dependencies.size(); ++other)
        if (of_.dependencies[other].from == from) {
          to.push_back(of_.dependencies[other].to);
          done[other] = true;
        }
      lines.push_back(concatenate(name_of_column(from), " determines ", names(to)));
    }
    if (!of_.dependencies_complete && !of_.columns.empty())
      lines.emplace_back("not all pairs of columns were looked at");
    list("Dependencies", lines);
  }

  const table_profile& of_;
  const profile_text_options& options_;
  std::string text_;
};

}  // namespace detail

STANDIN_INLINE std::string render_text(const table_profile& of, const profile_text_options& options) {
  if (options.width < 60)
    throw invalid_option("profile_text_options::width", "it is " + to_text(options.width),
                         "give at least 60 characters");
  return detail::profile_page(of, options).render();
}

}  // namespace standin::inline v0_1::io
