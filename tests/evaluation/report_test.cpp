// SPDX-License-Identifier: MIT
/// \file
/// Summaries of findings, and the verdict.
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/report.hpp>
#include <standin/metrics/detail/scores.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace standin {
namespace {

finding of(const std::string& metric, std::vector<std::string> columns, double value, double ideal,
           enum status status = status::ok, double baseline = score::unknown) {
  return {.metric = metric,
          .columns = std::move(columns),
          .result = {.value = value, .ideal = ideal, .baseline = baseline, .status = status}};
}

TEST(shortfall, is_how_far_a_value_lies_on_the_bad_side) {
  EXPECT_DOUBLE_EQ(shortfall(0.7, 0.9, better::larger), 0.2);
  EXPECT_EQ(shortfall(0.95, 0.9, better::larger), 0.0);
  EXPECT_DOUBLE_EQ(shortfall(0.7, score::unknown, better::larger), 0.3);
  EXPECT_DOUBLE_EQ(shortfall(0.7, 0.5, better::smaller), 0.2);
  EXPECT_EQ(shortfall(0.4, 0.5, better::smaller), 0.0);
  EXPECT_DOUBLE_EQ(shortfall(0.4, 0.5, better::nearer_ideal), 0.1);
  EXPECT_TRUE(std::isnan(shortfall(score::unknown, 0.5, better::larger)));
}

TEST(summarize, averages_the_findings_that_contribute) {
  const std::vector<metric_summary> lines =
      summarize({of("m", {"a"}, 0.8, 0.9, status::ok, 0.95), of("m", {"b"}, 0.6, 1.0, status::ok, 0.85),
                 of("m", {"c"}, 0.1, 1.0, status::refused), of("m", {"d"}, score::unknown, 1.0, status::undefined)});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_DOUBLE_EQ(lines[0].value, 0.7);
  EXPECT_DOUBLE_EQ(lines[0].ideal, 0.95);
  EXPECT_DOUBLE_EQ(lines[0].baseline, 0.9);
  EXPECT_EQ(lines[0].subjects, 4U);
  EXPECT_EQ(lines[0].contributed, 2U);
  EXPECT_EQ(lines[0].refused, 1U);
  EXPECT_EQ(lines[0].undefined, 1U);
  EXPECT_FALSE(lines[0].whole_table);
  EXPECT_EQ(lines[0].worst, 1U);
}

TEST(summarize, does_not_average_a_baseline_that_some_findings_lack) {
  const std::vector<metric_summary> lines =
      summarize({of("m", {"a"}, 0.8, 0.9, status::ok, 0.95), of("m", {"b"}, 0.6, 1.0)});
  EXPECT_TRUE(std::isnan(lines[0].baseline));
}

TEST(summarize, takes_the_finding_of_the_whole_table_where_there_is_one) {
  const std::vector<metric_summary> lines = summarize(
      {of("m", {}, 0.5, 0.9), of("m", {"a", "b"}, 0.8, 0.9), of("m", {"a", "c"}, 0.3, 0.9), of("n", {}, 1, 1)});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].whole_table);
  EXPECT_EQ(lines[0].value, 0.5);
  EXPECT_EQ(lines[0].worst, 2U);
  EXPECT_EQ(lines[1].metric, "n");
  EXPECT_FALSE(lines[1].worst.has_value());
}

TEST(summarize, says_when_nothing_contributes) {
  const std::vector<metric_summary> lines =
      summarize({of("m", {"a"}, 0.8, 0.9, status::refused), of("n", {"a"}, score::unknown, 0.9, status::undefined),
                 of("o", {}, 0.5, 0.9, status::refused)});
  EXPECT_EQ(lines[0].status, status::refused);
  EXPECT_TRUE(std::isnan(lines[0].value));
  EXPECT_EQ(lines[1].status, status::undefined);
  EXPECT_EQ(lines[2].status, status::refused);
  EXPECT_EQ(lines[2].value, 0.5);
}

report of_findings(std::vector<finding> findings) {
  report made{.rows_train = 20, .rows_synthetic = 20};
  made.findings = std::move(findings);
  made.summaries = summarize(made.findings);
  return made;
}

TEST(summary_of, finds_a_figure_by_key_or_beginning) {
  const report made = of_findings({of("univariate accuracy", {}, 0.9, 1), of("bivariate accuracy", {}, 0.8, 1),
                                   of("KS complement", {}, 0.7, 1), of("KS complement (compatible)", {}, 0.6, 1)});
  EXPECT_EQ(summary_of(made, "bivariate_accuracy").value, 0.8);
  EXPECT_EQ(summary_of(made, "uni").value, 0.9);
  EXPECT_EQ(summary_of(made, "ks_complement").value, 0.7);
  expect_error<invalid_option>([&] { (void)summary_of(made, "ks"); }, {"several", "\"ks\""});
  expect_error<invalid_option>([&] { (void)summary_of(made, "x"); },
                               {"no figure \"x\"", "univariate_accuracy, bivariate_accuracy"});
  expect_error<invalid_option>([&] { (void)summary_of(made, ""); }, {"no figure"});
}

TEST(verdict_of, names_what_is_furthest_off) {
  EXPECT_EQ(verdict_of(of_findings(
                {of("m", {"a"}, 0.99, 0.992), of("m", {"b"}, 0.98, 0.982), of("n", {"a", "b"}, 0.5, 0.98)})),
            "Columns are as in real rows, pairs are far off; furthest off is a × b (n 0.500, ideally 0.980).");
  EXPECT_EQ(verdict_of(of_findings({of("m", {"a"}, 0.96, 0.99)})),
            "Columns are off; furthest off is a (m 0.960, ideally 0.990).");
  EXPECT_EQ(verdict_of(of_findings({of("n", {"a", "b"}, 0.98, 0.99)})),
            "Pairs are close; furthest off is a × b (n 0.980, ideally 0.990).");
}

TEST(verdict_of, names_nothing_where_nothing_is_off) {
  EXPECT_EQ(verdict_of(of_findings({of("m", {"a"}, 0.99, 0.98)})), "Columns are as in real rows.");
}

TEST(verdict_of, says_when_nothing_was_measured) {
  EXPECT_EQ(verdict_of(report{.rows_train = 20, .rows_synthetic = 20}), "Nothing could be measured.");
  EXPECT_EQ(verdict_of(of_findings({of("m", {"a"}, 0.9, 1, status::undefined)})), "Nothing could be measured.");
}

TEST(verdict_of, says_when_there_are_too_few_rows) {
  EXPECT_EQ(verdict_of(of_findings({of("m", {"a"}, 0.9, 1, status::refused), of("n", {"a"}, 1, 1)})),
            "There are too few rows for 1 of 2 figures; columns are as in real rows.");
  EXPECT_EQ(verdict_of(of_findings({of("m", {"a"}, 0.9, 1, status::refused)})),
            "There are too few rows for 1 of 1 figures; nothing could be measured.");
}

TEST(verdict_of, is_none_of_tables_of_few_rows) {
  report few = of_findings({of("m", {"a"}, 0.9, 1)});
  few.rows_synthetic = 19;
  EXPECT_EQ(verdict_of(few), "There are too few rows to judge: 20 real and 19 synthetic, where 20 of each would do.");
}

TEST(verdict_of, does_not_blame_the_rows_for_a_holdout_that_was_not_given) {
  finding refused = of("dcr share", {}, score::unknown, 0.5, status::refused);
  refused.result.note = detail::lacks_holdout;
  report without = of_findings({refused, of("n", {"a"}, 1, 1)});
  EXPECT_EQ(verdict_of(without), "Columns are as in real rows.");
  EXPECT_TRUE(needs_holdout(without, without.summaries[0]));
  EXPECT_FALSE(needs_holdout(without, without.summaries[1]));
  without.rows_holdout = 5;
  EXPECT_FALSE(needs_holdout(without, without.summaries[0]));
}

}  // namespace
}  // namespace standin
