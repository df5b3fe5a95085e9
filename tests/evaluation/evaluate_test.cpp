// SPDX-License-Identifier: MIT
/// \file
/// A synthetic table judged as a whole.
#include <data/expect_error.hpp>
#include <metrics/make_columns.hpp>
#include <metrics/over_seeds.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/default_suite.hpp>
#include <standin/evaluation/evaluate.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace standin {
namespace {

/// A number, a level that depends on it, and names.
table people(std::uint64_t side, std::size_t rows, bool dependent = true) {
  random::stream bits = bits_of(9, side);
  std::vector<double> ages;
  std::vector<std::string> groups;
  std::vector<std::string> names;
  for (std::size_t row = 0; row < rows; ++row) {
    const double age = 40.0 + 15.0 * random::normal(bits);
    const double other = 40.0 + 15.0 * random::normal(bits);
    ages.push_back(std::round(age));
    groups.push_back((dependent ? age : other) < 30.0 ? "young" : (dependent ? age : other) < 50.0 ? "middle" : "old");
    names.push_back("P-" + std::to_string(1000 + row));
  }
  return table_of({{"age", numbers(ages)}, {"group", levels(groups)}, {"name", texts(names)}});
}

TEST(evaluate, reports_what_was_compared) {
  const report made = evaluate(people(0, 200), people(1, 100), people(2, 150), {.target = "group", .seed = 7});
  EXPECT_EQ(made.version, STANDIN_VERSION);
  EXPECT_EQ(made.seed, 7U);
  EXPECT_EQ(made.rows_train, 200U);
  EXPECT_EQ(made.rows_holdout, 100U);
  EXPECT_EQ(made.rows_synthetic, 150U);
  EXPECT_EQ(made.target, "group");
  ASSERT_EQ(made.columns.size(), 3U);
  EXPECT_EQ(made.columns[1].name, "group");
  EXPECT_EQ(made.columns[1].kind, column_kind::categorical);
  EXPECT_EQ(made.columns[2].use, column_use::identifier);
  EXPECT_TRUE(made.notes.empty());
  EXPECT_FALSE(made.findings.empty());
  EXPECT_EQ(made.summaries.size(), 11U);  // there is no pair of numbers for the correlation
}

TEST(evaluate, says_that_there_is_no_yardstick_without_a_holdout) {
  const report made = evaluate(people(0, 200), people(2, 150));
  EXPECT_FALSE(made.rows_holdout.has_value());
  ASSERT_EQ(made.notes.size(), 1U);
  EXPECT_NE(made.notes[0].find("held out"), std::string::npos);
  EXPECT_TRUE(std::isnan(summary_of(made, "bivariate").baseline));
}

TEST(evaluate, tells_independent_columns_from_dependent_ones) {
  const report good = evaluate(people(0, 2000), people(1, 1000), people(2, 2000));
  const report bad = evaluate(people(0, 2000), people(1, 1000), people(2, 2000, false));
  EXPECT_GT(summary_of(good, "bivariate").value, summary_of(good, "bivariate").ideal - 0.02);
  EXPECT_LT(summary_of(bad, "bivariate").value, summary_of(bad, "bivariate").ideal - 0.2);
  EXPECT_GT(summary_of(bad, "univariate").value, summary_of(bad, "univariate").ideal - 0.02);
  EXPECT_NE(verdict_of(bad).find("pairs are far off"), std::string::npos);
}

TEST(evaluate, runs_metrics_of_your_choice) {
  const report made = evaluate(suite{ks_complement{}}, people(0, 100), people(1, 100), {.ignore = {"group"}});
  ASSERT_EQ(made.findings.size(), 1U);
  EXPECT_EQ(made.columns[1].use, column_use::ignored);
  const report with_holdout = evaluate(suite{ks_complement{}}, people(0, 100), people(1, 100), people(2, 100));
  EXPECT_FALSE(std::isnan(with_holdout.findings.at(0).result.baseline));
}

TEST(evaluate, is_at_its_best_for_the_real_table_itself) {
  const table real = people(0, 1500);
  for (const finding& f : evaluate(real, real).findings) {
    if (f.metric == "trivariate accuracy") continue;  // two columns only
    EXPECT_EQ(f.result.value, 1.0) << f.metric << subject_of(f);
  }
}

TEST(evaluate, leaves_out_intervals_where_asked) {
  const report made = evaluate(people(0, 100), people(1, 100), {.resamples = 0});
  EXPECT_TRUE(std::isnan(summary_of(made, "bivariate").lower));
  EXPECT_EQ(made.resamples, 0U);
}

void expect_an_answer(const table& real, const table& synthetic) {
  const report made = evaluate(real, synthetic, real);
  for (const finding& f : made.findings) {
    EXPECT_TRUE(f.result.status == status::ok || !f.result.note.empty()) << f.metric << subject_of(f);
    EXPECT_EQ(f.result.status == status::ok && std::isnan(f.result.value), false) << f.metric << subject_of(f);
  }
  EXPECT_FALSE(verdict_of(made).empty());
}

TEST(evaluate, answers_for_tables_without_rows_or_columns) {
  expect_an_answer(table_of({}), table_of({}));
  expect_an_answer(people(0, 0), people(1, 0));
  expect_an_answer(people(0, 50), people(1, 0));
  expect_an_answer(people(0, 0), people(1, 50));
  expect_an_answer(people(0, 1), people(1, 1));
  expect_an_answer(people(0, 100), people(1, 1));
}

TEST(evaluate, answers_for_columns_without_values_or_variety) {
  const std::vector<double> missing(40, none);
  const std::vector<double> constant(40, 3.0);
  const std::vector<double> infinite(40, infinity);
  std::vector<double> mixed = constant;
  mixed[0] = -infinity;
  mixed[1] = none;
  mixed[2] = 9007199254740993.0;
  mixed[3] = -0.0;
  const std::vector<std::vector<double>> cells = {missing, constant, infinite, mixed};
  for (const std::vector<double>& a : cells)
    for (const std::vector<double>& b : cells)
      expect_an_answer(
          table_of({{"x", numbers(a)}, {"y", letters(std::string(40, 'a'))}, {"z", flags(std::string(40, '-'))}}),
          table_of({{"x", numbers(b)}, {"y", letters(std::string(40, 'b'))}, {"z", flags(std::string(40, '1'))}}));
}

}  // namespace
}  // namespace standin
