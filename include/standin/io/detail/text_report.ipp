// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/text_report.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/io/text_report.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace standin::inline v0_1::io {

namespace detail::report_text {

/// Places that a UTF-8 text takes on a terminal; wide characters count as one.
STANDIN_LAZY inline std::size_t places_of(std::string_view text) noexcept {
  std::size_t places = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++places;
  return places;
}

/// The text in exactly `width` places: padded at the right, or cut with an ellipsis.
STANDIN_LAZY inline std::string fit_left(std::string_view text, std::size_t width) {
  const std::size_t places = places_of(text);
  if (places <= width) return std::string(text).append(width - places, ' ');
  std::string cut;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++taken == width) break;
    cut += text[i];
  }
  return cut.append("…");
}

STANDIN_LAZY inline std::string fit_right(std::string_view text, std::size_t width) {
  const std::size_t places = places_of(text);
  return places >= width ? std::string(text) : std::string(width - places, ' ').append(text);
}

/// A name from the data without what would move the cursor.
STANDIN_LAZY inline std::string shown_name(std::string_view name) {
  bool plain = true;
  for (const char c : name) plain = plain && static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
  if (plain) return std::string(name);
  return quoted(name);
}

/// In at most 8 places.
STANDIN_LAZY inline std::string shown_number(double value) {
  if (std::isnan(value)) return "–";
  constexpr std::size_t places = 8;
  char digits[512];  // 1e308 has 309 digits before the point
  const std::to_chars_result fixed = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 4);
  if (static_cast<std::size_t>(fixed.ptr - digits) <= places) return {digits, fixed.ptr};
  std::to_chars_result end = fixed;
  for (int precision = 4; precision >= 1; --precision) {
    end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, precision);
    if (static_cast<std::size_t>(end.ptr - digits) <= places) break;
  }
  return {digits, end.ptr};
}

/// 48842 as 48,842.
STANDIN_LAZY inline std::string grouped(std::size_t number) {
  std::string digits = to_text(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

/// "0.971–0.982", empty where it is not known or takes more than 13 places.
STANDIN_LAZY inline std::string shown_interval(double lower, double upper) {
  if (!(std::abs(lower) < 100.0 && std::abs(upper) < 100.0)) return {};
  std::string text;
  for (const double end : {lower, upper}) {
    char digits[32];
    const std::to_chars_result written =
        std::to_chars(digits, digits + sizeof digits, end, std::chars_format::fixed, 3);
    text.append(text.empty() ? "" : "–").append(digits, written.ptr);
  }
  return places_of(text) <= 13 ? text : std::string();
}

/// Puts a report together line by line.
template <int = 0>
class text_page {
 public:
  text_page(const report& of, const text_report_options& options) : of_(of), options_(options) {}

  [[nodiscard]] std::string render() {
    head();
    summaries();
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

  /// Wraps at blanks; lines after the first are indented.
  void paragraph(std::string_view words, std::size_t indent, tone colour = tone::plain) {
    std::string current;
    std::size_t places = 0;
    bool fresh = true;  // no word in the line yet
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      const std::string word = fit_to_line(words.substr(0, end), indent);
      words.remove_prefix(std::min(end + 1, words.size()));
      const std::size_t more = places_of(word);
      if (!fresh && places + 1 + more > options_.width) {
        line(current, colour);
        current.assign(indent, ' ');
        places = indent;
        fresh = true;
      }
      if (!fresh) {
        current += ' ';
        ++places;
      }
      current += word;
      places += more;
      fresh = false;
    }
    if (!fresh) line(current, colour);
  }

  [[nodiscard]] std::string fit_to_line(std::string_view word, std::size_t indent) const {
    const std::size_t room = options_.width - indent;
    return places_of(word) <= room ? std::string(word) : fit_left(word, room);
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
    paragraph(tables + " (standin " + of_.version + ", seed " + to_text(of_.seed) + ")", 2);
    gap();
    paragraph(shown_name(verdict_of(of_)), 2, tone::strong);
  }

  void numbers(std::string& row, double value, double ideal, double baseline) const {
    row += fit_right(shown_number(value), 9) + fit_right(shown_number(ideal), 9);
    if (with_baseline()) row += fit_right(shown_number(baseline), 9);
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
      std::string row = fit_left(summary.metric, words);
      numbers(row, summary.value, summary.ideal, summary.baseline);
      if (own_ideal) row += fit_right(shown_number(summary.baseline_ideal), more);
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
      std::string row = subject(f, name_width - 1) + ' ' + fit_left(f.metric, metric_width - 1) + ' ';
      numbers(row, f.result.value, f.result.ideal, f.result.baseline);
      if (last > 0) row += "  " + shown_interval(f.result.lower, f.result.upper);
      line(row, tone_of(distance(&f)));
    }
    if (shown.size() > options_.worst) line("  and " + grouped(shown.size() - options_.worst) + " more");
  }

  /// Both names of a pair stay recognisable where they are long.
  [[nodiscard]] static std::string subject(const finding& f, std::size_t width) {
    std::vector<std::string> names;
    for (const std::string& name : f.columns) names.push_back(shown_name(name));
    if (names.size() != 2 || places_of(names[0]) + places_of(names[1]) + 3 <= width)
      return fit_left(join(names, " × "), width);
    const std::size_t half = (width - 3) / 2;
    const std::size_t first = places_of(names[0]);
    const std::size_t second = places_of(names[1]);
    const std::size_t give = second <= half ? width - 3 - second : std::min(first, half);
    return fit_left(fit_left(names[0], give) + " × " + fit_left(names[1], std::min(second, width - 3 - give)), width);
  }

  void not_measured() {
    std::vector<std::string> lines;
    for (const finding& f : of_.findings) {
      if (f.result.status == status::ok) continue;
      const std::string of = f.columns.empty() ? std::string("the table") : shown_name(subject_of(f));
      lines.push_back(of + ", " + f.metric + ": " + (f.result.status == status::refused ? "refused, " : "undefined, ") +
                      shown_name(f.result.note));
    }
    if (lines.empty()) return;
    gap();
    line("Not measured", tone::strong);
    for (std::size_t i = 0; i < std::min(lines.size(), options_.worst); ++i) paragraph("  " + lines[i], 4);
    if (lines.size() > options_.worst) line("  and " + grouped(lines.size() - options_.worst) + " more");
  }

  void aside() {
    std::vector<std::string> notes;
    for (const auto& [use, words] : {std::pair{column_use::identifier, "Left out as identifiers: "},
                                     std::pair{column_use::free_text, "Left out as free text: "},
                                     std::pair{column_use::ignored, "Left out at your wish: "}}) {
      std::vector<std::string> names;
      for (const compared_column& column : of_.columns)
        if (column.use == use) names.push_back(shown_name(column.name));
      if (!names.empty()) notes.push_back(words + join(names) + ".");
    }
    for (const std::string& note : of_.notes) notes.push_back(shown_name(note));
    if (notes.empty()) return;
    gap();
    for (const std::string& note : notes) paragraph(note, 2);
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

}  // namespace standin::inline v0_1::io
