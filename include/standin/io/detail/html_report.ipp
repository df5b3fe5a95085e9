// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/html_report.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/detail/figure_range.hpp>
#include <standin/io/detail/html_choice.hpp>
#include <standin/io/detail/html_pictures.hpp>
#include <standin/io/detail/html_text.hpp>
#include <standin/io/detail/html_words.hpp>
#include <standin/io/detail/report_lines.hpp>
#include <standin/io/detail/text_layout.hpp>
#include <standin/io/html_report.hpp>
#include <standin/io/whole_file.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace standin::inline v0_1::io {

namespace detail {

/// How a page says what reports have in common.
struct html_form {
  [[nodiscard]] static std::string name(std::string_view text) { return html_name(text); }
  [[nodiscard]] static std::string words(std::string_view text) { return escape_html(text); }
  [[nodiscard]] static std::string metric(std::string_view name) { return escape_html(shown_metric(name)); }
  [[nodiscard]] static std::string first_metric(std::string_view name) { return html_metric(name); }
  [[nodiscard]] static std::string subject(const finding& f) {
    if (f.columns.empty()) return "The table";
    std::vector<std::string> names;
    for (const std::string& column : f.columns) names.push_back(html_name(column));
    return join(names, " × ");
  }
  [[nodiscard]] static bool tells(const finding& f) noexcept { return f.group != "compatible"; }
};

/// One page, or the part of one that is about a single table.
class html_page {
 public:
  explicit html_page(const html_report_options& options) : options_(options) {}

  [[nodiscard]] std::string render(const report& of) {
    begin(options_.title.empty() ? "Synthetic table" : options_.title, verdict_of(of), html_facts(of));
    key_figures(of);
    out_ += "</header>";
    add_body(of, true);
    end(of);
    return std::move(out_);
  }

  [[nodiscard]] std::string render(const std::vector<judged_table>& tables) {
    const std::string count = concatenate(to_text(tables.size()), tables.size() == 1 ? " table" : " tables");
    begin(options_.title.empty() ? "Synthetic tables side by side" : options_.title, verdict_of(tables),
          tables.empty() ? std::string() : concatenate(count, "; ", html_facts(tables.front().found)));
    out_ += "</header>";
    side_by_side(tables);
    for (const judged_table& table : tables) {
      out_ += concatenate("<section><details class=\"table-of\"><summary>", html_name(table.name), "<span>",
                          escape_html(verdict_of(table.found)), "</span></summary>");
      add_body(table.found, false);
      out_ += "</details></section>";
    }
    end(tables.empty() ? report{} : tables.front().found);
    return std::move(out_);
  }

 private:
  void begin(std::string_view title, std::string_view verdict, std::string_view facts) {
    out_ = concatenate(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>",
        escape_html(title), "</title><style>", html_style(), "</style></head>\n<body><main><header><p class=\"over\">",
        escape_html(title), "</p><h1>", escape_html(verdict), "</h1><p class=\"facts\">", escape_html(facts), "</p>");
  }

  [[nodiscard]] static double distance(const metric_summary& line) {
    return line.status == status::ok ? shortfall(line.value, line.ideal, line.direction) : score::unknown;
  }

  void key_figures(const report& of) {
    const std::vector<const metric_summary*> chosen = key_figures_of(of);
    if (chosen.empty()) return;
    out_ += "<div class=\"key\">";
    for (const metric_summary* line : chosen) {
      out_ += concatenate("<div class=\"card\"><span class=\"name\">", html_metric(line->metric), "</span><b>",
                          with_decimals(line->value, 3), "</b>", html_distance(distance(*line)), "<p class=\"meta\">",
                          html_ideals(*line), "</p></div>");
    }
    out_ += "</div>";
  }

  /// \param whole_page  whether the report has the page to itself
  void add_body(const report& of, bool whole_page) {
    figures(of, whole_page);
    columns(of, whole_page);
    pairs(of, whole_page);
    aside(of, whole_page);
  }

  void section(std::string_view title, bool whole_page) {
    out_ += whole_page ? concatenate("<section><h2>", title, "</h2>") : concatenate("<div><h3>", title, "</h3>");
  }
  void end_section(bool whole_page) { out_ += whole_page ? "</section>" : "</div>"; }

  void figures(const report& of, bool whole_page) {
    if (of.summaries.empty()) return;
    section("Figures", whole_page);
    out_ +=
        "<p class=\"key-line bar\"><span><svg viewBox=\"0 0 26 14\"><circle class=\"dot\" cx=\"13\" cy=\"7\" "
        "r=\"4.2\"/></svg>"
        "this table, with its 95 % interval where it is known</span><span><svg viewBox=\"0 0 26 14\"><path "
        "class=\"idl\" "
        "d=\"M13 0v14\"/></svg>a perfect generator, on average</span>";
    if (of.rows_holdout)
      out_ +=
          "<span><svg viewBox=\"0 0 26 14\"><path class=\"hld\" d=\"M13 2.5l4.5 4.5-4.5 4.5-4.5-4.5z\"/></svg>real "
          "rows that were held out</span>";
    out_ += "</p><div class=\"wide\"><table><thead><tr><th></th><th>value</th><th class=\"bar\"></th><th>ideal</th>";
    const bool own_ideals = has_own_ideals(of.summaries);
    if (of.rows_holdout) out_ += "<th>held out</th>";
    if (own_ideals) out_ += "<th class=\"of\">its ideal</th>";
    out_ += "<th class=\"of l\">of</th></tr></thead><tbody>";
    for (const std::string& group : groups_in_order(of.summaries)) {
      out_ += concatenate("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"",
                          own_ideals        ? "7"
                          : of.rows_holdout ? "6"
                                            : "5",
                          "\"><div>", html_group_title(group), "</div></th></tr>");
      for (const metric_summary& line : of.summaries)
        if (line.group == group) figure_row(of, line, own_ideals);
    }
    out_ += "</tbody></table></div>";
    list("Which columns gave synthetic rows away", giveaways_of<html_form>(of));
    end_section(whole_page);
  }

  void figure_row(const report& of, const metric_summary& line, bool own_ideals) {
    out_ += concatenate("<tr><th scope=\"row\">", html_metric(line.metric), "</th><td>", brief_number(line.value),
                        "</td><td class=\"bar\">",
                        draw_figure(line.value, line.lower, line.upper, line.ideal, line.baseline), "</td><td>",
                        brief_number(line.ideal), "</td>");
    if (of.rows_holdout) out_ += concatenate("<td>", brief_number(line.baseline), "</td>");
    if (own_ideals) out_ += concatenate("<td class=\"of\">", brief_number(line.baseline_ideal), "</td>");
    out_ += concatenate("<td class=\"of l small\">", html_subjects(of, line), "</td></tr>");
  }

  void columns(const report& of, bool whole_page) {
    if (of.distributions.empty()) return;
    std::vector<std::pair<const column_distribution*, const finding*>> cards;
    for (const finding* f : worst_findings(of, 1))
      for (const column_distribution& column : of.distributions)
        if (column.name == f->columns.front()) cards.emplace_back(&column, f);
    for (const column_distribution& column : of.distributions)
      if (std::none_of(cards.begin(), cards.end(), [&](const auto& card) { return card.first == &column; }))
        cards.emplace_back(&column, nullptr);
    section("Columns, the worst first", whole_page);
    out_ +=
        "<p class=\"key-line\"><span><svg viewBox=\"0 0 26 14\"><path class=\"r\" d=\"M1 "
        "14V6h8V1h8v7h8v6z\"/></svg>real: "
        "filled</span><span><svg viewBox=\"0 0 26 14\"><path class=\"s\" d=\"M1 14V5h8V2h8v7h8v5\"/></svg>synthetic: "
        "line</span></p>";
    constexpr std::size_t open = 24;
    out_ += "<div class=\"grid\">";
    for (std::size_t k = 0; k < std::min(cards.size(), options_.columns); ++k) {
      if (k == open)
        out_ += concatenate("</div><details><summary>", to_text(std::min(cards.size(), options_.columns) - open),
                            " more columns, nearer to the ideal</summary><div class=\"grid\">");
      card(*cards[k].first, cards[k].second);
    }
    out_ += std::min(cards.size(), options_.columns) > open ? "</div></details>" : "</div>";
    if (cards.size() > options_.columns)
      out_ += concatenate("<p class=\"small\">", grouped(cards.size() - options_.columns),
                          " further columns are nearer to the ideal and not shown.</p>");
    end_section(whole_page);
  }

  void card(const column_distribution& column, const finding* f) {
    out_ += concatenate("<div class=\"card\"><h4>", html_name(column.name),
                        f != nullptr ? html_distance(shortfall(f->result.value, f->result.ideal, f->direction))
                                     : std::string("<span class=\"word none\">not measured</span>"),
                        "</h4><p class=\"meta\">", name_of(column.kind));
    if (f != nullptr)
      out_ +=
          concatenate(" · ", escape_html(shown_metric(f->metric)), " ", with_decimals(f->result.value, 3),
                      std::isnan(f->result.ideal) ? std::string() : ", ideally " + with_decimals(f->result.ideal, 3));
    if (column.scale == distribution_scale::logarithmic) out_ += " · logarithmic axis";
    out_ += "</p>";
    const std::string picture = draw_distribution(column);
    out_ += picture.empty() ? "<p class=\"meta\">No value is shared by enough rows to be shown.</p>" : picture;
    if (column.missing_real > 0.0 || column.missing_synthetic > 0.0)
      out_ += concatenate("<p class=\"meta\">missing: ", percent(column.missing_real), " real, ",
                          percent(column.missing_synthetic), " synthetic</p>");
    out_ += "</div>";
  }

  void pairs(const report& of, bool whole_page) {
    const association_matrix& matrix = of.associations;
    const std::vector<const finding*> worst = worst_findings(of, 2);
    if (matrix.columns.size() < 2 && worst.empty()) return;
    section("Pairs of columns", whole_page);
    if (matrix.columns.size() >= 2) maps(of, matrix);
    if (!worst.empty()) {
      out_ +=
          "<h3>Pairs, the worst first</h3><div class=\"wide\"><table><thead><tr><th></th><th class=\"l of\">figure"
          "</th><th>value</th><th>ideal</th>";
      if (of.rows_holdout) out_ += "<th class=\"of\">held out</th>";
      out_ += "<th class=\"l\"></th></tr></thead><tbody>";
      for (std::size_t k = 0; k < std::min(worst.size(), options_.pairs); ++k) {
        const finding& f = *worst[k];
        out_ += concatenate("<tr><th scope=\"row\">", html_name(f.columns[0]), " × ", html_name(f.columns[1]),
                            "</th><td class=\"l small of\">", escape_html(shown_metric(f.metric)), "</td><td>",
                            with_decimals(f.result.value, 3), "</td><td>", brief(f.result.ideal), "</td>");
        if (of.rows_holdout) out_ += concatenate("<td class=\"of\">", brief(f.result.baseline), "</td>");
        out_ += concatenate("<td class=\"l\">", html_distance(shortfall(f.result.value, f.result.ideal, f.direction)),
                            "</td></tr>");
      }
      out_ += "</tbody></table></div>";
    }
    end_section(whole_page);
  }

  [[nodiscard]] static std::string brief(double value) { return std::isnan(value) ? "–" : with_decimals(value, 3); }

  void maps(const report& of, const association_matrix& matrix) {
    const std::vector<std::size_t> order = order_by_association(matrix);
    out_ +=
        "<p>How much each two columns have to do with each other: 0 for nothing, 1 for all there can be. Rank "
        "correlation of numbers, correlation ratio of numbers and levels, Cramér’s V of levels. ";
    const double made = mean_difference(matrix.real, matrix.synthetic);
    if (!std::isnan(made)) {
      out_ += concatenate("On average the synthetic table is off by ", with_decimals(made, 3));
      const double held_out = mean_difference(matrix.real, matrix.holdout);
      if (!std::isnan(held_out)) out_ += concatenate(", held-out rows by ", with_decimals(held_out, 3));
      out_ += ".";
    }
    out_ += "</p><div class=\"maps\">";
    const double strongest = largest_difference(matrix);
    const bool negative =
        std::any_of(matrix.real.begin(), matrix.real.end(), [](double v) { return v < -0.06; }) ||
        std::any_of(matrix.synthetic.begin(), matrix.synthetic.end(), [](double v) { return v < -0.06; });
    out_ += concatenate("<figure><figcaption>Real</figcaption>", draw_map(matrix, order, map_of::real),
                        draw_map_key(1.0, "association", negative ? "negative correlation" : ""), "</figure>");
    out_ += concatenate("<figure><figcaption>Synthetic</figcaption>", draw_map(matrix, order, map_of::synthetic),
                        draw_map_key(1.0, "association", negative ? "negative correlation" : ""), "</figure>");
    out_ += concatenate("<figure><figcaption>Difference</figcaption>", draw_map(matrix, order, map_of::difference),
                        draw_map_key(strongest, "stronger than real", "weaker than real"), "</figure></div>");
    if (order.size() > 16) {
      out_ += "<ol class=\"names\">";
      for (const std::size_t column : order) out_ += concatenate("<li>", html_name(matrix.columns[column]), "</li>");
      out_ += "</ol>";
    }
    if (matrix.left_out > 0)
      out_ += concatenate("<p class=\"small\">The maps leave out ", grouped(matrix.left_out), " further columns.</p>");
    if (std::max(of.rows_train, of.rows_synthetic) > matrix.rows)
      out_ += concatenate("<p class=\"small\">From ", grouped(matrix.rows),
                          " evenly spaced rows of each larger table.</p>");
  }

  void list(std::string_view title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    out_ += concatenate("<h3>", title, "</h3><ul class=\"plain\">");
    constexpr std::size_t most = 50;
    for (std::size_t k = 0; k < std::min(lines.size(), most); ++k) out_ += concatenate("<li>", lines[k], "</li>");
    if (lines.size() > most) out_ += concatenate("<li>and ", grouped(lines.size() - most), " more</li>");
    out_ += "</ul>";
  }

  void aside(const report& of, bool whole_page) {
    const std::vector<std::string> missing = reasons_of<html_form>(of);
    std::vector<std::string> notes = asides_of<html_form>(of);
    if (std::none_of(of.summaries.begin(), of.summaries.end(),
                     [](const metric_summary& line) { return line.group == "privacy"; }))
      notes.emplace_back("No figure of privacy was measured.");
    if (missing.empty() && notes.empty()) return;
    section("What else to know", whole_page);
    list("Not measured", missing);
    list("Notes", notes);
    end_section(whole_page);
  }

  void side_by_side(const std::vector<judged_table>& tables) {
    if (tables.empty()) return;
    const std::vector<compared_figure> figures = compare_figures(tables);
    const bool held_out = tables.front().found.rows_holdout.has_value();
    const bool own_ideals = std::any_of(
        tables.begin(), tables.end(), [](const judged_table& table) { return has_own_ideals(table.found.summaries); });
    const bool ranges = std::any_of(figures.begin(), figures.end(), [](const compared_figure& figure) {
      return measured(figure) && range_of(figure.of, &metric_summary::ideal).wide();
    });
    out_ += concatenate(
        "<section><h2>Figures</h2><p>★ marks what is nearest to its ideal, the figure of a perfect generator, "
        "or may be by its interval.",
        ranges ? " Where tables have different ideals, the least and the largest are given." : "",
        "</p><div class=\"wide\"><table><thead><tr><th></th>");
    for (const judged_table& table : tables) out_ += concatenate("<th scope=\"col\">", html_name(table.name), "</th>");
    out_ += held_out ? "<th>ideal</th><th>held out</th>" : "<th>ideal</th>";
    out_ += own_ideals ? "<th>its ideal</th></tr></thead><tbody>" : "</tr></thead><tbody>";
    std::vector<std::string> missing;
    for (const std::string& group : groups_in_order(figures)) {
      const auto shown = [&group](const compared_figure& figure) { return figure.group == group && measured(figure); };
      for (const compared_figure& figure : figures)
        if (figure.group == group && !measured(figure)) missing.push_back(escape_html(shown_metric(figure.metric)));
      if (std::none_of(figures.begin(), figures.end(), shown)) continue;
      out_ += concatenate("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"",
                          to_text(tables.size() + (own_ideals ? 4
                                                   : held_out ? 3
                                                              : 2)),
                          "\"><div>", html_group_title(group), "</div></th></tr>");
      for (const compared_figure& figure : figures)
        if (shown(figure)) compared_row(figure, held_out, own_ideals);
    }
    out_ += "</tbody></table></div>";
    if (!missing.empty())
      out_ += concatenate(
          "<p class=\"small\">Not measured for any table, for the reasons given under each: ", join(missing), ".</p>");
    out_ += "</section>";
  }

  [[nodiscard]] static bool measured(const compared_figure& figure) {
    return std::any_of(figure.of.begin(), figure.of.end(),
                       [](const auto& one) { return one && one->status == status::ok; });
  }

  void compared_row(const compared_figure& figure, bool held_out, bool own_ideals) {
    out_ += concatenate("<tr><th scope=\"row\">", html_metric(figure.metric), "</th>");
    for (std::size_t i = 0; i < figure.of.size(); ++i) {
      const std::optional<metric_summary>& one = figure.of[i];
      out_ += figure.best[i] ? "<td class=\"best\">" : "<td>";
      out_ += concatenate(one ? brief_number(one->value) : std::string("–"), "</td>");
    }
    const auto range = [&](double metric_summary::*number) {
      return concatenate("<td>", range_of(figure.of, number).text(), "</td>");
    };
    out_ += range(&metric_summary::ideal);
    if (held_out) out_ += range(&metric_summary::baseline);
    if (own_ideals) out_ += range(&metric_summary::baseline_ideal);
    out_ += "</tr>";
  }

  void end(const report& of) {
    out_ +=
        "</main><footer><p>The ideal is what a perfect generator gets on average with as many rows: two samples of one "
        "law differ, so it is rarely 1. A figure well above the ideal is no merit, rows were copied then. Words: as in "
        "real rows, less than 0.005 from the ideal; close, less than 0.02; off, less than 0.05; far off, more.</p>";
    if (of.least_rows > 0)
      out_ += concatenate("<p>Values that fewer than ", to_text(of.least_rows),
                          " real rows have are shown together with others only, and axes end where that many rows lie "
                          "beyond; the outer bins hold these too.</p>");
    out_ += concatenate("<p>standin ", escape_html(of.version), ", seed ", to_text(of.seed),
                        "</p></footer></body></html>\n");
  }

  const html_report_options& options_;
  std::string out_{};
};

}  // namespace detail

STANDIN_INLINE std::string render_html(const report& of, const html_report_options& options) {
  return detail::html_page(options).render(of);
}

STANDIN_INLINE std::string render_html(const std::vector<judged_table>& tables, const html_report_options& options) {
  return detail::html_page(options).render(tables);
}

STANDIN_INLINE void write_html(const report& of, const std::string& path, const html_report_options& options) {
  write_whole_file(path, render_html(of, options));
}

STANDIN_INLINE void write_html(const std::vector<judged_table>& tables, const std::string& path,
                               const html_report_options& options) {
  write_whole_file(path, render_html(tables, options));
}

}  // namespace standin::inline v0_1::io
