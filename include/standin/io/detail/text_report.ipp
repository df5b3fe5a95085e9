// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/text_report.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/detail/figure_range.hpp>
#include <standin/io/detail/report_lines.hpp>
#include <standin/io/detail/text_layout.hpp>
#include <standin/io/text_report.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail::report_text {

/// "0.971–0.982", empty where it is not known or takes more than 13 places.
STANDIN_LAZY inline std::string shown_interval(double lower, double upper) {
  if (!(std::abs(lower) < 100.0 && std::abs(upper) < 100.0)) return {};
  std::string text;
  for (const double end : {lower, upper}) text.append(text.empty() ? "" : "–").append(with_decimals(end, 3));
  return places_of(text) <= 13 ? text : std::string();
}

/// How a text says what reports have in common.
template <int = 0>
struct text_form {
  [[nodiscard]] static std::string name(std::string_view text) { return shown_text(text); }
  [[nodiscard]] static std::string words(std::string_view text) { return shown_text(text); }
  [[nodiscard]] static std::string metric(std::string_view name) { return shown_metric(name); }
  [[nodiscard]] static std::string first_metric(std::string_view name) { return shown_metric(name); }
  [[nodiscard]] static std::string subject(const finding& f) {
    return f.columns.empty() ? std::string("the table") : shown_text(subject_of(f));
  }
  [[nodiscard]] static bool tells(const finding&) noexcept { return true; }
};

/// Lines of several tables: once where all have them, else with the names of those that do.
STANDIN_LAZY inline std::vector<std::string> merged_lines(const std::vector<judged_table>& tables,
                                                          const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::pair<std::string, std::vector<std::string>>> owners;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const std::string& line : lines[i]) {
      auto at = owners.begin();
      while (at != owners.end() && at->first != line) ++at;
      if (at == owners.end()) at = owners.insert(at, {line, {}});
      at->second.push_back(shown_text(tables[i].name));
    }
  }
  std::vector<std::string> merged;
  for (const auto& [line, names] : owners)
    merged.push_back(names.size() == tables.size() ? line : concatenate(join(names), ": ", line));
  return merged;
}

/// Places of the column of ideals beside several tables: at least `least`, and room for ranges where ideals differ.
STANDIN_LAZY inline std::size_t places_of_ideals(const std::vector<compared_figure>& figures, std::size_t least) {
  std::size_t places = least;
  for (const compared_figure& figure : figures) {
    if (!range_of(figure.of, &metric_summary::ideal).wide()) continue;
    for (const std::optional<metric_summary>& one : figure.of)
      if (one) places = std::max(places, 2 + 2 * places_of(brief_number(one->ideal)) + 1);
  }
  return places;
}

/// Puts a report together line by line.
template <int = 0>
class text_page {
 public:
  text_page(const report& of, const text_report_options& options) : of_(of), options_(options) {}

  [[nodiscard]] std::string render() {
    head();
    summaries();
    giveaways();
    worst("Columns, the worst first", 1);
    worst("Pairs, the worst first", 2);
    not_measured();
    aside();
    return std::move(text_);
  }

 private:
  enum class tone : std::uint8_t { plain, strong, good, fair, bad };

  void line(std::string_view words, tone colour = tone::plain) {
    constexpr std::string_view codes[] = {"", "\033[1m", "\033[32m", "\033[33m", "\033[31m"};
    while (words.ends_with(' ')) words.remove_suffix(1);
    const std::string_view code = options_.colour ? codes[static_cast<std::size_t>(colour)] : codes[0];
    text_.append(code).append(words).append(code.empty() ? "\n" : "\033[0m\n");
  }

  void gap() {
    if (!text_.empty()) text_ += '\n';
  }

  void paragraph(std::string_view words, line_indents indents, tone colour = tone::plain) {
    for (const std::string& each : wrap(words, options_.width, indents)) line(each, colour);
  }

  [[nodiscard]] static tone tone_of(double distance) noexcept {
    if (std::isnan(distance)) return tone::plain;
    return distance < 0.005 ? tone::good : distance < 0.05 ? tone::fair : tone::bad;
  }

  [[nodiscard]] bool with_baseline() const noexcept { return of_.rows_holdout.has_value(); }

  void head() {
    std::string tables = grouped(of_.rows_train) + " real rows";
    if (of_.rows_holdout) tables += " and " + grouped(*of_.rows_holdout) + " held out";
    tables += " against " + grouped(of_.rows_synthetic) + " synthetic ones";
    const auto compared = std::count_if(of_.columns.begin(), of_.columns.end(), [](const compared_column& column) {
      return column.use == column_use::compared;
    });
    tables += ", " + to_text(compared) + (compared == 1 ? " column" : " columns");
    paragraph(tables + " (standin " + of_.version + ", seed " + to_text(of_.seed) + ")", {.others = 2});
    gap();
    paragraph(shown_text(verdict_of(of_)), {.others = 2}, tone::strong);
  }

  void numbers(std::string& row, double value, double ideal, double baseline) const {
    row += fit_right(brief_number(value), 9) + fit_right(brief_number(ideal), 9);
    if (with_baseline()) row += fit_right(brief_number(baseline), 9);
  }

  /// \param own_ideal  width of the column with the holdout's ideal, 0 where there is none
  [[nodiscard]] std::string heading(std::string_view first, std::size_t width, std::string_view last,
                                    std::size_t own_ideal = 0) const {
    std::string row = fit_left(first, width) + fit_right("value", 9) + fit_right("ideal", 9);
    if (with_baseline()) row += fit_right("holdout", 9);
    if (own_ideal > 0) row += fit_right("its ideal", own_ideal);
    return row.append("  ").append(last);
  }

  /// Columns left for words when the numbers have their places and `last` at the end.
  [[nodiscard]] std::size_t room(std::size_t last) const noexcept {
    return options_.width - (with_baseline() ? 27 : 18) - 2 - last;
  }

  /// Whether the holdout's figures have another ideal, since its rows are fewer or more.
  [[nodiscard]] bool baseline_has_own_ideal() const {
    return with_baseline() && std::any_of(of_.summaries.begin(), of_.summaries.end(), [](const metric_summary& line) {
             return std::abs(line.baseline_ideal - line.ideal) >= 5e-5;
           });
  }

  void summaries() {
    if (of_.summaries.empty()) return;
    constexpr std::size_t last = 15;
    constexpr std::size_t more = 10;
    const bool own_ideal = options_.width >= 78 && baseline_has_own_ideal();
    const std::size_t words = room(last) - (own_ideal ? more : 0);
    gap();
    line(heading("Figures", words, "of", own_ideal ? more : 0), tone::strong);
    for (const metric_summary& summary : of_.summaries) {
      std::string row = fit_left(shown_metric(summary.metric), words);
      numbers(row, summary.value, summary.ideal, summary.baseline);
      if (own_ideal) row += fit_right(brief_number(summary.baseline_ideal), more);
      std::string of = summary.status == status::refused     ? "refused"
                       : summary.status == status::undefined ? "undefined"
                                                             : "the table";
      if (!summary.whole_table) {
        const std::size_t of_each = columns_each(summary.metric);
        of = to_text(summary.contributed);
        if (summary.contributed != summary.subjects) of += " of " + to_text(summary.subjects);
        of += of_each == 2            ? (summary.subjects == 1 ? " pair" : " pairs")
              : summary.subjects == 1 ? " column"
                                      : " columns";
      }
      line(row + "  " + fit_left(of, last), tone_of(shortfall(summary.value, summary.ideal, summary.direction)));
    }
  }

  void giveaways() {
    const std::vector<std::string> lines = giveaways_of<text_form<>>(of_);
    if (lines.empty()) return;
    gap();
    line("Which columns gave synthetic rows away", tone::strong);
    for (const std::string& each : lines) paragraph(each, {.first = 2, .others = 4});
  }

  [[nodiscard]] std::size_t columns_each(const std::string& metric) const {
    for (const finding& f : of_.findings)
      if (f.metric == metric && !f.columns.empty()) return f.columns.size();
    return 0;
  }

  /// One line for each column (or pair) that has a figure: the one furthest from its ideal.
  void worst(std::string_view title, std::size_t columns) {
    const auto distance = [](const finding* f) { return shortfall(f->result.value, f->result.ideal, f->direction); };
    std::vector<const finding*> shown;
    for (const finding& f : of_.findings)
      if (f.columns.size() == columns && f.result.status == status::ok) shown.push_back(&f);
    if (shown.empty()) return;
    std::sort(shown.begin(), shown.end(), [&](const finding* a, const finding* b) {
      if (a->columns != b->columns) return a->columns < b->columns;
      return distance(a) != distance(b) ? distance(a) > distance(b) : a < b;
    });
    shown.erase(std::unique(shown.begin(), shown.end(),
                            [](const finding* a, const finding* b) { return a->columns == b->columns; }),
                shown.end());
    std::sort(shown.begin(), shown.end(), [&](const finding* a, const finding* b) {
      return distance(a) != distance(b) ? distance(a) > distance(b) : a < b;
    });
    const std::size_t last = columns == 1 ? 13 : 0;  // pairs need the room for their names
    const std::size_t words = room(last);
    const std::size_t metric_width = std::min<std::size_t>(columns == 1 ? 20 : 23, words / 2 + 1);
    const std::size_t name_width = words - metric_width;
    gap();
    line(heading(title, words, columns == 1 ? "95 % interval" : ""), tone::strong);
    for (std::size_t i = 0; i < std::min(shown.size(), options_.worst); ++i) {
      const finding& f = *shown[i];
      std::string row = subject(f, name_width - 1) + ' ' + fit_left(shown_metric(f.metric), metric_width - 1) + ' ';
      numbers(row, f.result.value, f.result.ideal, f.result.baseline);
      if (last > 0) row += "  " + shown_interval(f.result.lower, f.result.upper);
      line(row, tone_of(distance(&f)));
    }
    if (shown.size() > options_.worst) line("  and " + grouped(shown.size() - options_.worst) + " more");
  }

  /// Both names of a pair stay recognisable where they are long.
  [[nodiscard]] static std::string subject(const finding& f, std::size_t width) {
    std::vector<std::string> names;
    for (const std::string& name : f.columns) names.push_back(shown_text(name));
    if (names.size() != 2 || places_of(names[0]) + places_of(names[1]) + 3 <= width)
      return fit_left(join(names, " × "), width);
    const std::size_t half = (width - 3) / 2;
    const std::size_t first = places_of(names[0]);
    const std::size_t second = places_of(names[1]);
    const std::size_t give = second <= half ? width - 3 - second : std::min(first, half);
    return fit_left(fit_left(names[0], give) + " × " + fit_left(names[1], std::min(second, width - 3 - give)), width);
  }

  void not_measured() {
    const std::vector<std::string> lines = reasons_of<text_form<>>(of_);
    if (lines.empty()) return;
    gap();
    line("Not measured", tone::strong);
    for (std::size_t i = 0; i < std::min(lines.size(), options_.worst); ++i)
      paragraph(lines[i], {.first = 2, .others = 4});
    if (lines.size() > options_.worst) line("  and " + grouped(lines.size() - options_.worst) + " more");
  }

  void aside() {
    const std::vector<std::string> notes = asides_of<text_form<>>(of_);
    if (notes.empty()) return;
    gap();
    for (const std::string& note : notes) paragraph(note, {.others = 2});
  }

  const report& of_;
  const text_report_options& options_;
  std::string text_;
};

}  // namespace detail::report_text

STANDIN_LAZY_INLINE std::string render_text(const report& of, const text_report_options& options) {
  if (options.width < 60)
    throw invalid_option("text_report_options::width", "it is " + to_text(options.width),
                         "give at least 60 characters");
  return detail::report_text::text_page(of, options).render();
}

STANDIN_LAZY_INLINE std::string render_text(const std::vector<judged_table>& tables,
                                            const text_report_options& options) {
  using namespace detail;  // NOLINT(google-build-using-namespace)
  if (options.width < 60)
    throw invalid_option("text_report_options::width", "it is " + to_text(options.width),
                         "give at least 60 characters");
  const std::vector<compared_figure> figures = compare_figures(tables);
  std::string text;
  for (const std::string& line : wrap(verdict_of(tables), options.width, {.others = 2})) text += line + "\n";
  constexpr std::size_t names = 27;
  constexpr std::size_t cell = 12;
  const std::size_t ideals = report_text::places_of_ideals(figures, cell);
  const std::size_t beside = (options.width - names - ideals) / cell;
  for (std::size_t first = 0; first < tables.size(); first += beside) {
    const std::size_t last = std::min(tables.size(), first + beside);
    std::string head = fit_left("\nFigures", names + 1);
    for (std::size_t i = first; i < last; ++i)
      head += ' ' + fit_right(cut_middle(shown_text(tables[i].name), cell - 1), cell - 1);
    text += head + fit_right("ideal", ideals) + "\n";
    for (const compared_figure& figure : figures) {
      std::string line = fit_left(shown_metric(figure.metric), names);
      for (std::size_t i = first; i < last; ++i) {
        const std::optional<metric_summary>& one = figure.of[i];
        line += fit_right((figure.best[i] ? "* " : "") + (one ? brief_number(one->value) : std::string("–")), cell);
      }
      const figure_range ideal = range_of(std::span(figure.of).subspan(first, last - first), &metric_summary::ideal);
      text += line + fit_right(ideal.text(), ideals) + "\n";
    }
  }
  std::string stars = "* nearest to its ideal, or maybe as near by its interval";
  if (ideals > cell) stars += "; where ideals differ, their range";
  text += '\n';
  for (const std::string& line : wrap(stars, options.width, {.others = 2})) text += line + "\n";
  std::vector<std::vector<std::string>> reasons;
  std::vector<std::vector<std::string>> asides;
  for (const judged_table& table : tables) {
    reasons.push_back(reasons_of<report_text::text_form<>>(table.found));
    asides.push_back(asides_of<report_text::text_form<>>(table.found));
  }
  const std::vector<std::string> missing = report_text::merged_lines(tables, reasons);
  if (!missing.empty()) text += "\nNot measured\n";
  for (std::size_t i = 0; i < std::min(missing.size(), options.worst); ++i)
    for (const std::string& line : wrap(missing[i], options.width, {.first = 2, .others = 4})) text += line + "\n";
  if (missing.size() > options.worst) text += "  and " + grouped(missing.size() - options.worst) + " more\n";
  const std::vector<std::string> notes = report_text::merged_lines(tables, asides);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes)
    for (const std::string& line : wrap(note, options.width, {.others = 2})) text += line + "\n";
  return text;
}

}  // namespace standin::inline v0_1::io
