// SPDX-License-Identifier: MIT
/// \file
/// Reports as text.
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/io/detail/text_layout.hpp>
#include <standin/io/text_report.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace standin::io {
namespace {

finding of(const std::string& metric, std::vector<std::string> columns, double value, double ideal, double baseline,
           enum status status = status::ok, const std::string& note = "") {
  return {.metric = metric,
          .columns = std::move(columns),
          .result = {.value = value,
                     .lower = value - 0.01,
                     .upper = value + 0.01,
                     .ideal = ideal,
                     .baseline = baseline,
                     .status = status,
                     .note = note}};
}

report example() {
  report made{.version = "0.1.0", .seed = 3, .rows_train = 32561, .rows_holdout = 16281, .rows_synthetic = 1000};
  made.columns = {{.name = "age"},
                  {.name = "sex", .kind = column_kind::categorical},
                  {.name = "id", .use = column_use::identifier},
                  {.name = "remark", .kind = column_kind::text, .use = column_use::free_text}};
  made.findings = {of("bivariate accuracy", {}, 0.9224, 0.9848, 0.9823),
                   of("bivariate accuracy", {"age", "sex"}, 0.9224, 0.9848, 0.9823),
                   of("KS complement", {"age"}, 0.9901, 0.9912, 0.9893),
                   of("TV complement", {"sex"}, 0.95, 0.99, 0.992),
                   of("correlation similarity", {"age", "age"}, score::unknown, score::unknown, score::unknown,
                      status::undefined, "a column is constant in the synthetic table")};
  made.summaries = summarize(made.findings);
  made.notes = {
      "The columns of the synthetic table stand in another order than the real table's; they were matched by name."};
  return made;
}

TEST(render_text, puts_the_worst_first) {
  EXPECT_EQ(render_text(example()), R"(32,561 real rows and 16,281 held out against 1,000 synthetic ones, 2 columns
  (standin 0.1.0, seed 3)

Columns are off, pairs are far off; furthest off is age × sex (bivariate
  accuracy 0.922, ideally 0.985).

Figures                                 value    ideal  holdout  of
bivariate accuracy                     0.9224   0.9848   0.9823  the table
KS complement                          0.9901   0.9912   0.9893  1 column
TV complement                          0.9500   0.9900   0.9920  1 column
correlation similarity                      –        –        –  0 of 1 pair

Columns, the worst first                  value    ideal  holdout  95 % interval
sex               TV complement          0.9500   0.9900   0.9920  0.940–0.960
age               KS complement          0.9901   0.9912   0.9893  0.980–1.000

Pairs, the worst first                                 value    ideal  holdout
age × sex                   bivariate accuracy        0.9224   0.9848   0.9823

Not measured
  age × age, correlation similarity: undefined, a column is constant in the
    synthetic table

Left out as identifiers: id.
Left out as free text: remark.
The columns of the synthetic table stand in another order than the real table's;
  they were matched by name.
)");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

std::size_t characters(const std::string& line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

TEST(render_text, fits_the_width_whatever_the_columns_are_called) {
  report made = example();
  const std::string long_name =
      "ein_sehr_langer_Spaltenname_mit_Größe_und_ohne_Leerzeichen_der_nicht_in_die_Zeile_passt_weil_er_so_lang_ist";
  made.findings.push_back(of("TV complement", {long_name}, 0.1, 0.99, 0.99));
  made.findings.push_back(of("bivariate accuracy", {long_name, "b"}, 0.1, 0.99, 0.99));
  made.findings.push_back(of("bivariate accuracy", {"a", long_name}, 0.1, 0.99, 0.99));
  made.findings.push_back(of("bivariate accuracy", {long_name, long_name + "2"}, 0.1, 0.99, 0.99));
  made.findings.push_back(of("a metric with a name that is much too long", {"a"}, 123456789.0, -1e300, 0.99));
  made.findings.push_back(of("TV complement", {long_name}, 0.1, 0.99, 0.99, status::refused, long_name));
  made.columns.push_back({.name = long_name, .use = column_use::ignored});
  made.summaries = summarize(made.findings);
  for (const std::size_t width : {std::size_t{60}, std::size_t{80}, std::size_t{132}})
    for (const bool holdout : {true, false}) {
      if (!holdout) made.rows_holdout.reset();
      for (const std::string& line : lines_of(render_text(made, {.width = width})))
        EXPECT_LE(characters(line), width) << line;
    }
}

TEST(render_text, keeps_both_names_of_a_pair_recognisable) {
  report made = example();
  made.findings = {of("bivariate accuracy", {"a_rather_long_column_name", "b"}, 0.1, 0.9, 0.9),
                   of("bivariate accuracy", {"a", "another_long_column_name_here"}, 0.2, 0.9, 0.9),
                   of("bivariate accuracy", {"one_rather_long_column", "another_rather_long_one"}, 0.3, 0.9, 0.9)};
  made.summaries = summarize(made.findings);
  const std::string text = render_text(made);
  EXPECT_NE(text.find("a_rather_long_column_n… × b "), std::string::npos) << text;
  EXPECT_NE(text.find("a × another_long_column_na… "), std::string::npos) << text;
  EXPECT_NE(text.find("one_rather_… × another_rat… "), std::string::npos) << text;
}

TEST(render_text, does_not_let_names_move_the_cursor) {
  report made = example();
  made.findings = {of("TV complement", {"two\nlines \033[31m"}, 0.1, 0.99, 0.99)};
  made.summaries = summarize(made.findings);
  made.columns = {{.name = "tab\there", .use = column_use::identifier}};
  const std::string text = render_text(made);
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_EQ(text.find('\t'), std::string::npos);
  EXPECT_NE(text.find("two\\nlines"), std::string::npos) << text;
}

TEST(render_text, is_plain_unless_colour_is_asked_for) {
  EXPECT_EQ(render_text(example()).find('\033'), std::string::npos);
  const std::string coloured = render_text(example(), {.colour = true});
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\033') i = coloured.find('m', i) + 1;
    if (i < coloured.size() && coloured[i] != '\033')
      plain += coloured[i];
    else
      --i;
  }
  EXPECT_NE(coloured.find("\033[31mbivariate accuracy"), std::string::npos);
  EXPECT_EQ(plain, render_text(example()));
}

TEST(render_text, shows_the_holdouts_own_ideal_where_it_differs) {
  report made = example();
  for (finding& f : made.findings) f.result.baseline_ideal = f.result.ideal - 0.01;
  made.summaries = summarize(made.findings);
  const std::string text = render_text(made);
  EXPECT_NE(text.find(R"(
Figures                       value    ideal  holdout its ideal  of
bivariate accuracy           0.9224   0.9848   0.9823    0.9748  the table
)"),
            std::string::npos)
      << text;
}

TEST(render_text, shows_as_many_as_asked_for) {
  report made = example();
  for (int i = 0; i < 20; ++i) made.findings.push_back(of("TV complement", {"c" + std::to_string(i)}, 0.5, 0.9, 0.9));
  made.summaries = summarize(made.findings);
  EXPECT_NE(render_text(made).find("  and 12 more\n"), std::string::npos);
  EXPECT_NE(render_text(made, {.worst = 1}).find("  and 21 more\n"), std::string::npos);
  EXPECT_EQ(render_text(made, {.worst = 100}).find("more\n"), std::string::npos);
}

TEST(render_text, shows_a_column_once) {
  report made = example();
  made.findings = {of("TV complement", {"sex"}, 0.95, 0.99, 0.99),
                   of("univariate accuracy", {"sex"}, 0.94, 0.99, 0.99)};
  made.summaries = summarize(made.findings);
  const std::string text = render_text(made);
  EXPECT_NE(text.find("sex               univariate accuracy"), std::string::npos) << text;
  EXPECT_EQ(text.find("sex               TV complement"), std::string::npos) << text;
}

TEST(render_text, names_the_columns_that_give_synthetic_rows_away) {
  report made = example();
  made.findings.push_back(of("c2st boosting", {}, 0.9, 0.5, 0.5, status::ok, "told apart by work (20 %), age (7 %)"));
  made.findings.push_back(of("c2st logistic", {}, 0.505, 0.5, 0.5, status::ok, "told apart by sex (9 %)"));
  made.findings.push_back(of("c2st neighbours", {}, 0.9, 0.5, 0.5, status::ok, "9 % of the real rows"));
  for (finding& f : made.findings)
    if (f.metric.starts_with("c2st")) f.direction = better::smaller;
  made.summaries = summarize(made.findings);
  const std::string text = render_text(made);
  EXPECT_NE(text.find("\nWhich columns gave synthetic rows away\n"
                      "  C2ST boosting: told apart by work (20 %), age (7 %)\n\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("sex (9 %)"), std::string::npos) << "the interval holds the ideal: this is noise";
  EXPECT_EQ(render_text(example()).find("gave synthetic"), std::string::npos);
}

TEST(shown_metric, writes_abbreviations_as_the_field_does) {
  for (const auto& [name, shown] :
       std::vector<std::pair<std::string, std::string>>{{"dcr share", "DCR share"},
                                                        {"nndr 5th percentile", "NNDR 5th percentile"},
                                                        {"tstr boosting", "TSTR boosting"},
                                                        {"trts linear", "TRTS linear"},
                                                        {"c2st boosting (holdout)", "C2ST boosting (holdout)"},
                                                        {"membership auc", "membership AUC"},
                                                        {"membership tpr", "membership TPR"},
                                                        {"univariate accuracy", "univariate accuracy"},
                                                        {"KS complement", "KS complement"},
                                                        {"", ""},
                                                        {"tstrong ", "tstrong "}})
    EXPECT_EQ(detail::shown_metric(name), shown);
}

TEST(render_text, writes_abbreviations_as_the_field_does) {
  report made{.rows_train = 300, .rows_synthetic = 300};
  for (const char* name : {"dcr share", "tstr boosting", "membership auc"})
    made.findings.push_back(of(name, {}, 0.6, 0.5, 0.5));
  made.findings.push_back(of("nndr 5th percentile", {}, 0.6, 0.5, 0.5, status::refused, "too few"));
  made.summaries = summarize(made.findings);
  const std::string text = render_text(made);
  for (const char* shown : {"\nDCR share ", "\nTSTR boosting ", "\nmembership AUC ", ", NNDR 5th percentile: refused"})
    EXPECT_NE(text.find(shown), std::string::npos) << shown << text;
  EXPECT_NE(render_text({{"one", made}, {"two", made}}).find("\nDCR share "), std::string::npos);
}

TEST(render_text, says_when_there_is_nothing) {
  EXPECT_EQ(render_text({.version = "0.1.0"}),
            "0 real rows against 0 synthetic ones, 0 columns (standin 0.1.0, seed 0)\n\n"
            "There are too few rows to judge: 0 real and 0 synthetic, where 20 of each would\n  do.\n");
}

TEST(render_text, puts_tables_side_by_side) {
  std::vector<judged_table> tables{{"one", example()}, {"two_with_a_long_name", example()}};
  tables[1].found.findings[0] = of("bivariate accuracy", {}, 0.98, 0.9848, 0.9823);
  tables[1].found.summaries = summarize(tables[1].found.findings);
  EXPECT_EQ(render_text(tables), R"(two_with_a_long_name is nearest to the ideal in 1 of 4 figures.

Figures                             one two_w…_name       ideal
bivariate accuracy               0.9224    * 0.9800      0.9848
KS complement                    0.9901      0.9901      0.9912
TV complement                    0.9500      0.9500      0.9900
correlation similarity                –           –           –

* nearest to its ideal, or maybe as near by its interval

Not measured
  age × age, correlation similarity: undefined, a column is constant in the
    synthetic table

Left out as identifiers: id.
Left out as free text: remark.
The columns of the synthetic table stand in another order than the real table's;
  they were matched by name.
)");
  tables[0].found.notes.emplace_back("Another.");
  tables[0].found.findings.pop_back();
  const std::string other = render_text(tables);
  EXPECT_NE(other.find("\none: Another.\n"), std::string::npos) << other;
  EXPECT_NE(other.find("\n  two_with_a_long_name: age × age, correlation"), std::string::npos) << other;
  tables.resize(9, {"more", example()});
  for (const std::size_t width : {std::size_t{60}, std::size_t{80}})
    for (const std::string& line : lines_of(render_text(tables, {.width = width}))) EXPECT_LE(characters(line), width);
  expect_error<invalid_option>([&] { (void)render_text(tables, {.width = 59}); }, {"width", "59"});
}

TEST(render_text, shows_the_range_of_ideals_that_differ_between_tables) {
  report one{.rows_train = 300, .rows_synthetic = 300};
  report two = one;
  one.findings = {of("univariate accuracy", {}, 0.9511, 0.98712, 0.0), of("bivariate accuracy", {}, 0.95, 0.97, 0.0),
                  of("tv complement", {}, 0.9, score::unknown, 0.0)};
  two.findings = {of("univariate accuracy", {}, 0.9726, 0.98743, 0.0),
                  of("bivariate accuracy", {}, 0.92, 0.970004, 0.0), of("tv complement", {}, 0.9, 0.99, 0.0)};
  one.summaries = summarize(one.findings);
  two.summaries = summarize(two.findings);
  const std::vector<judged_table> tables{{"one", one}, {"two", two}};
  const std::string text = render_text(tables);
  EXPECT_NE(text.find(R"(
Figures                             one         two          ideal
univariate accuracy              0.9511    * 0.9726  0.9871–0.9874
bivariate accuracy             * 0.9500      0.9200         0.9700
tv complement                    0.9000      0.9000         0.9900

* nearest to its ideal, or maybe as near by its interval; where ideals differ,
  their range
)"),
            std::string::npos)
      << text;
  std::vector<judged_table> many(9, tables[0]);
  many.push_back(tables[1]);
  for (const std::size_t width : {std::size_t{60}, std::size_t{75}, std::size_t{80}}) {
    const std::string blocks = render_text(many, {.width = width});
    for (const std::string& line : lines_of(blocks)) EXPECT_LE(characters(line), width) << line;
    EXPECT_NE(blocks.find("0.9871\n"), std::string::npos) << "a block of tables of one ideal";
  }
}

TEST(render_text, refuses_narrow_pages) {
  expect_error<invalid_option>([] { (void)render_text(report{}, {.width = 59}); }, {"width", "59", "60"});
}

}  // namespace
}  // namespace standin::io
