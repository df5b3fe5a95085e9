// SPDX-License-Identifier: MIT
/// \file
/// Pages: well-formed whatever the data says, and silent about single rows.
#include <data/expect_error.hpp>
#include <io/temporary_file.hpp>
#include <metrics/make_columns.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/io/detail/html_text.hpp>
#include <standin/io/html_report.hpp>
#include <standin/io/whole_file.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace standin::io {
namespace {

std::size_t times(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

/// Fails unless each tag that opens is closed in order, attributes are quoted, and no bare `<` or `&` is left.
void expect_well_formed(const std::string& page) {
  std::vector<std::string> open;
  const std::size_t style = page.find("<style>");
  const std::size_t after = page.find("</style>");
  for (std::size_t i = page.find("<html"); i < page.size(); ++i) {
    if (i > style && i < after) i = after;
    if (page[i] == '&') {
      const std::size_t end = page.find(';', i);
      ASSERT_LT(end - i, 7U) << page.substr(i, 40);
    }
    ASSERT_NE(page[i], '>') << page.substr(i, 40);
    if (page[i] != '<') continue;
    const bool closes = page[i + 1] == '/';
    std::size_t end = i + 1;
    bool quoted = false;
    while (quoted || page[end] != '>') {
      quoted = page[end] == '"' ? !quoted : quoted;
      ASSERT_NE(page[++end], '<') << page.substr(i, 80);
    }
    const std::size_t from = i + (closes ? 2 : 1);
    const std::string name = page.substr(from, page.find_first_of(" />", from) - from);
    if (closes) {
      ASSERT_FALSE(open.empty()) << name;
      ASSERT_EQ(open.back(), name) << page.substr(i > 200 ? i - 200 : 0, 260);
      open.pop_back();
    } else if (page[end - 1] != '/' && name != "meta") {
      open.push_back(name);
    }
    i = end;
  }
  EXPECT_TRUE(open.empty());
}

std::vector<double> scattered(std::size_t rows, double shift) {
  std::vector<double> cells;
  for (std::size_t row = 0; row < rows; ++row) cells.push_back(static_cast<double>(row * 7919 % 1009) / 10.0 + shift);
  return cells;
}

const std::vector<std::string> hostile_names{"<script>alert(1)</script>",
                                             "\" onload=\"alert(2)",
                                             "'><img src=x onerror=alert(3)>",
                                             "&lt;b&gt; &amp",
                                             "]]></svg></title></style>",
                                             "na\xEFve \xFF\xFE",
                                             "two\nlines\tand \x01 control",
                                             "\xE2\x80\xAE right to left",
                                             std::string(300, 'w'),
                                             ""};

table hostile_table(double shift) {
  std::vector<std::pair<std::string, test_column>> columns;
  for (std::size_t k = 0; k < hostile_names.size(); ++k) {
    if (k % 3 == 0) {
      columns.emplace_back(hostile_names[k], numbers(scattered(400, shift + static_cast<double>(k))));
      continue;
    }
    std::vector<std::string> cells;
    for (std::size_t row = 0; row < 400; ++row) cells.push_back(hostile_names[(row + k) % 7]);
    columns.emplace_back(hostile_names[k], levels(cells));
  }
  return table_of(columns);
}

TEST(html_report, is_well_formed_whatever_the_data_says) {
  const table real = hostile_table(0.0);
  const table synthetic = hostile_table(15.0);
  report made = evaluate(real, real, synthetic);
  made.notes.emplace_back("a note with <b> & \"quotes\"");
  made.findings.push_back({.metric = "<metric>", .result = {.status = status::refused, .note = "<note>"}});
  made.findings.push_back({.metric = "a & b", .result = {.value = 1e300}, .group = "<group>"});
  made.summaries = summarize(made.findings);
  for (const std::string& page : {render_html(made, {.title = "<title>"}),
                                  render_html(std::vector<judged_table>{{"<one>", made}, {"\"two\"", made}})}) {
    expect_well_formed(page);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find('\x01'), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
  }
}

TEST(html_report, needs_no_other_file) {
  const table real = hostile_table(0.0);
  const std::string page = render_html(evaluate(real, real));
  for (const std::string_view word : {"http", "src=", "href=", "url(", "@import"})
    EXPECT_EQ(times(page, word), word == "src=" ? times(page, "img src=x") : 0U) << word;
}

TEST(html_report, shows_no_value_of_a_few_real_rows) {
  std::vector<double> numbers_of_rows = scattered(1000, 0.0);
  numbers_of_rows[500] = 987654.25;
  std::vector<std::string> cells(1000, "common");
  std::fill(cells.begin(), cells.begin() + 300, "usual");
  for (std::size_t k = 0; k < 9; ++k) cells[k * 10] = "nine_of_these";
  cells[999] = "the_one_person";
  std::vector<double> few(1000, 3.0);
  std::fill(few.begin(), few.begin() + 500, 4.0);
  few[17] = 8765.0;
  const table real = table_of({{"x", numbers(numbers_of_rows)}, {"y", levels(cells)}, {"z", numbers(few)}});
  const std::string page = render_html(evaluate(real, real, real));
  for (const std::string_view secret :
       {"987654", "987,654", "988k", "nine_of_these", "the_one_person", "8765", "8,765"})
    EXPECT_EQ(page.find(secret), std::string::npos) << secret;
  EXPECT_NE(page.find("common"), std::string::npos);
  EXPECT_NE(page.find("2 others"), std::string::npos);
  EXPECT_NE(page.find("fewer than 10 real rows"), std::string::npos);
}

TEST(html_report, shows_each_figure_in_its_group) {
  report made{.rows_train = 10, .rows_synthetic = 10};
  made.findings = {{.metric = "share of near copies",
                    .direction = better::nearer_ideal,
                    .result = {.value = 0.531, .ideal = 0.5, .baseline = 0.502},
                    .group = "privacy"},
                   {.metric = "area under the curve", .result = {.value = 0.75}, .group = "my own"},
                   {.metric = "no group", .result = {.value = 0.123}}};
  made.summaries = summarize(made.findings);
  const std::string page = render_html(made);
  expect_well_formed(page);
  for (const std::string_view word : {"Privacy", "My own", "Other", "Share of near copies", "Area under the curve",
                                      "No group", "0.5310", "0.7500", "0.1230", "◑ off"})
    EXPECT_NE(page.find(word), std::string::npos) << word;
  EXPECT_EQ(page.find("No figure of privacy"), std::string::npos);
  made.findings.erase(made.findings.begin());
  made.summaries = summarize(made.findings);
  EXPECT_NE(render_html(made).find("No figure of privacy was measured."), std::string::npos);
}

TEST(html_report, says_when_there_is_nothing) {
  expect_well_formed(render_html(report{}));
  expect_well_formed(render_html(std::vector<judged_table>{}));
  const table empty = table_of({});
  expect_well_formed(render_html(evaluate(empty, empty)));
  const table no_rows = table_of({{"x", numbers({})}, {"y", letters("")}});
  expect_well_formed(render_html(evaluate(no_rows, no_rows, no_rows)));
}

TEST(html_report, is_the_same_for_the_same_report_and_stays_small) {
  std::vector<std::pair<std::string, test_column>> columns;
  for (int k = 0; k < 100; ++k) {
    if (k % 2 == 0)
      columns.emplace_back("number " + std::to_string(k), numbers(scattered(500, k)));
    else
      columns.emplace_back("level " + std::to_string(k), letters([k] {
                             std::string cells;
                             for (int row = 0; row < 500; ++row) cells += static_cast<char>('a' + row * k % 5);
                             return cells;
                           }()));
  }
  const table wide = table_of(columns);
  const report made = evaluate(wide, wide, {.resamples = 0});
  const std::string page = render_html(made);
  expect_well_formed(page);
  EXPECT_EQ(page, render_html(evaluate(wide, wide, {.resamples = 0})));
  EXPECT_LT(page.size(), 600'000U);
  EXPECT_LT(render_html(made, {.columns = 10}).size(), page.size() * 2 / 3);
}

TEST(html_report, is_written_whole_or_not_at_all) {
  const temporary_file file("report.html");
  write_whole_file(file.path(), "before");
  write_html(report{}, file.path());
  EXPECT_EQ(read_whole_file(file.path(), 1 << 20), render_html(report{}));
  expect_error<io_error>([&] { write_html(report{}, file.path() + "/no/folder.html"); }, {"folder.html"});
  expect_error<format_error>([&] { (void)read_whole_file(file.path(), 10); }, {"10 bytes"});
}

TEST(escape_html, leaves_no_markup) {
  EXPECT_EQ(detail::escape_html("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;&#39;c");
  EXPECT_EQ(detail::escape_html("ü\xFFx\n\x7F"), "ü\xEF\xBF\xBDx  ");
  EXPECT_EQ(detail::escape_html("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(detail::html_name(""), "<bdi>(no name)</bdi>");
  EXPECT_EQ(detail::pixels(-0.01), "0");
  EXPECT_EQ(detail::pixels(3.14159), "3.1");
  EXPECT_EQ(detail::pixels(none), "0");
}

TEST(render_html, names_the_columns_that_give_synthetic_rows_away) {
  report made{.rows_train = 300, .rows_synthetic = 300};
  made.findings = {
      {.metric = "c2st boosting",
       .direction = better::smaller,
       .result = {.value = 0.9, .lower = 0.8, .upper = 1.0, .ideal = 0.5, .note = "told apart by <b> (20 %)"},
       .group = "detection"}};
  made.summaries = summarize(made.findings);
  const std::vector<judged_table> tables{{"a", made}, {"b", made}};
  const std::string line = "<li>C2ST boosting: told apart by &lt;b&gt; (20 %)</li>";
  EXPECT_EQ(times(render_html(made), line), 1U);
  EXPECT_EQ(times(render_html(tables), line), 2U) << "each table has its own";
  expect_well_formed(render_html(made));
}

TEST(render_html, writes_abbreviations_as_the_field_does) {
  report made{.rows_train = 300, .rows_synthetic = 300};
  for (const char* name : {"dcr share", "tstr boosting", "membership auc"})
    made.findings.push_back(
        {.metric = name, .direction = better::smaller, .result = {.value = 0.6, .ideal = 0.5}, .group = "privacy"});
  made.summaries = summarize(made.findings);
  const std::string page = render_html(made);
  const std::string compared = render_html(std::vector<judged_table>{{"a", made}, {"b", made}});
  for (const char* shown : {"DCR share", "TSTR boosting", "Membership AUC"}) {
    const std::string row = std::string("<tr><th scope=\"row\">") + shown + "</th>";
    EXPECT_EQ(times(page, row), 1U) << shown;
    EXPECT_EQ(times(compared, row), 3U) << shown;
  }
  for (const char* wrong : {"Dcr", "dcr", "Tstr", "tstr", " auc"}) EXPECT_EQ(times(page, wrong), 0U) << wrong;
}

TEST(render_html, shows_the_range_of_ideals_that_differ_between_tables) {
  const auto judged = [](const std::string& name, double ideal) {
    report made{.rows_train = 300, .rows_holdout = 100, .rows_synthetic = 300};
    made.findings = {{.metric = "univariate accuracy",
                      .result = {.value = 0.97, .ideal = ideal, .baseline = 0.96, .baseline_ideal = 0.965},
                      .group = "fidelity"}};
    made.summaries = summarize(made.findings);
    return judged_table{name, made};
  };
  const std::string same = render_html(std::vector<judged_table>{judged("a", 0.98712), judged("b", 0.98714)});
  EXPECT_EQ(times(same, "<td>0.9871</td><td>0.9600</td><td>0.9650</td></tr>"), 1U);
  EXPECT_EQ(times(same, "different ideals"), 0U);
  const std::string page =
      render_html(std::vector<judged_table>{judged("a", 0.98743), judged("b", 0.9873), judged("c", 0.98712)});
  EXPECT_EQ(times(page, "<td>0.9871–0.9874</td><td>0.9600</td><td>0.9650</td></tr>"), 1U);
  EXPECT_EQ(times(page, "Where tables have different ideals, the least and the largest are given.</p>"), 1U);
  expect_well_formed(page);
}

TEST(render_html, leaves_out_of_a_comparison_what_no_table_has) {
  report made{.rows_train = 300, .rows_synthetic = 300};
  made.findings = {
      {.metric = "univariate accuracy", .result = {.value = 0.9, .ideal = 1.0}, .group = "fidelity"},
      {.metric = "dcr share", .result = {.status = status::refused, .note = "no holdout"}, .group = "privacy"},
      {.metric = "dcr median", .result = {.status = status::refused, .note = "no holdout"}, .group = "privacy"}};
  made.summaries = summarize(made.findings);
  const std::string page = render_html(std::vector<judged_table>{{"a", made}, {"b", made}});
  expect_well_formed(page);
  EXPECT_EQ(times(page, "<tr><th scope=\"row\">DCR share</th>"), 2U) << "in the figures of each table only";
  EXPECT_NE(page.find("for the reasons given under each: DCR share, DCR median.</p>"), std::string::npos);
  EXPECT_EQ(times(page, "<li>The table, DCR share, DCR median: refused, no holdout</li>"), 2U)
      << "one reason, one line";
}

}  // namespace
}  // namespace standin::io
