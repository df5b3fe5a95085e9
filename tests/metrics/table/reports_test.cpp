// SPDX-License-Identifier: MIT
/// \file
/// The quality and the diagnostic report in SDMetrics' form. Expected figures: tests/golden/quality_report.py, where
/// nothing else is said.
#include <metrics/make_columns.hpp>
#include <standin/evaluation/suite.hpp>
#include <standin/metrics/table/diagnostic_report.hpp>
#include <standin/metrics/table/quality_report.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace standin {
namespace {

score whole(const std::vector<finding>& found, const std::string& metric) {
  for (const finding& f : found)
    if (f.metric == metric && f.columns.empty()) return f.result;
  ADD_FAILURE() << metric;
  return {};
}

void expect_quality(const table& real, const table& synthetic, double shapes, double trends, double all) {
  for (const quality_report& made :
       {quality_report{.correlation_threshold = 0, .association_threshold = 0}, quality_report{}}) {
    const std::vector<finding> found = made.compare({.train = real, .synthetic = synthetic});
    EXPECT_NEAR(whole(found, "column shapes (compatible)").value, shapes, 1e-14);
    EXPECT_NEAR(whole(found, "column pair trends (compatible)").value, trends, 1e-14);
    EXPECT_NEAR(whole(found, "quality score (compatible)").value, all, 1e-14);
  }
}

table number_and_level(std::vector<double> x, const std::string& y) {
  return table_of({{"x", numbers(std::move(x))}, {"y", letters(y)}});
}

// Vector V4: the figure that stands alone is 0.9167.
TEST(quality_report, cuts_each_table_by_its_own_range) {
  expect_quality(number_and_level({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, none}, "aabbaabbaabb"),
                 number_and_level({-5, 1, 2.5, 3, 4, 5.5, 6, 7, 20, 9, 10, none}, "aabbaabbabab"), 0.9545454545454546,
                 0.33333333333333337, 0.643939393939394);
  expect_quality(number_and_level({3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, none}, "ababbaabbaba"),
                 number_and_level({2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5}, "bbababaabbab"), 0.7954545454545454,
                 0.2500000000000001, 0.5227272727272727);
}

TEST(quality_report, says_when_no_pair_is_beyond_the_thresholds) {
  // Independent by construction: each combination occurs once.
  const table real = table_of({{"x", letters("aabb")}, {"y", letters("uvuv")}});
  const std::vector<finding> found = quality_report{}.compare({.train = real, .synthetic = real});
  const score trends = whole(found, "column pair trends (compatible)");
  EXPECT_EQ(trends.status, status::undefined);
  EXPECT_EQ(trends.note, "no pair contributes");
  EXPECT_EQ(whole(found, "quality score (compatible)").value, 1.0);
}

TEST(quality_report, is_the_same_in_a_suite_and_belongs_to_the_compatible_figures) {
  const table real = number_and_level({1, 2, 3, 4, 5, 6}, "abcabc");
  const std::vector<finding> found = suite{quality_report{}}.run({.train = real, .holdout = real, .synthetic = real});
  for (const finding& f : found) EXPECT_EQ(f.group, "compatible");
  EXPECT_EQ(whole(found, "quality score (compatible)").value, 1.0);
  EXPECT_EQ(whole(found, "quality score (compatible)").baseline, 1.0);
}

TEST(diagnostic_report, agrees_with_sdmetrics) {
  const std::vector<finding> found = diagnostic_report{}.compare(
      {.train = number_and_level({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, none}, "aabbaabbaabb"),
       .synthetic = number_and_level({-5, 1, 2.5, 3, 4, 5.5, 6, 7, 20, 9, 10, none}, "aabbaabbabab")});
  EXPECT_NEAR(whole(found, "data validity (compatible)").value, 0.9090909090909092, 1e-15);
  EXPECT_EQ(whole(found, "data structure (compatible)").value, 1.0);
  EXPECT_NEAR(whole(found, "diagnostic score (compatible)").value, 0.9545454545454546, 1e-15);
  // A hole makes a float column of whole numbers, which the synthetic table stores as integers.
  const std::vector<finding> other = diagnostic_report{}.compare(
      {.train = number_and_level({3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, none}, "ababbaabbaba"),
       .synthetic = number_and_level({2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5}, "bbababaabbab")});
  EXPECT_EQ(whole(other, "data validity (compatible)").value, 1.0);
  EXPECT_NEAR(whole(other, "data structure (compatible)").value, 1.0 / 3.0, 1e-15);
}

// Of SDMetrics' TableStructure: {a int, b text, c float} against {a float, b, c} is 2 of 4.
TEST(diagnostic_report, compares_names_and_storage) {
  const table real = table_of({{"a", integers({1, 2})}, {"b", letters("xy")}, {"c", numbers({0.5, 1})}});
  const table other = table_of({{"c", numbers({1.5, 1})}, {"a", numbers({0.5, 2})}, {"b", letters("yy")}});
  EXPECT_EQ(structure_similarity(real, other), 0.5);
  EXPECT_EQ(structure_similarity(real, real), 1.0);
  EXPECT_EQ(structure_similarity(real, table_of({{"z", numbers({1})}})), 0.0);
  EXPECT_TRUE(std::isnan(structure_similarity(table_of({}), table_of({}))));
  const std::vector<finding> found = diagnostic_report{}.compare({.train = real, .synthetic = table_of({})});
  EXPECT_EQ(whole(found, "data structure (compatible)").value, 0.0);
}

// SDMetrics' KeyUniqueness of [1, 2, 2, 3, missing] is 0.6.
TEST(diagnostic_report, counts_rows_without_a_key_of_their_own) {
  EXPECT_EQ(key_uniqueness(numbers({1, 2, 2, 3, none})), 0.6);
  EXPECT_EQ(key_uniqueness(integers({1, 2, 2, 3, 3})), 0.6);
  EXPECT_EQ(key_uniqueness(letters("abbc-")), 0.6);
  EXPECT_EQ(key_uniqueness(texts({"a", "b", "c"})), 1.0);
  EXPECT_TRUE(std::isnan(key_uniqueness(numbers({}))));
  const table real = table_of({{"id", integers({1, 2, 3, 4, 5})}, {"x", numbers({1, 2, 3, 4, 5})}});
  const table other = table_of({{"id", integers({1, 2, 2, 3, 3})}, {"x", numbers({1, 2, 3, 4, 6})}});
  const std::vector<finding> found =
      diagnostic_report{.keys = {"id", "key"}}.compare({.train = real, .synthetic = other});
  EXPECT_NEAR(whole(found, "data validity (compatible)").value, 0.7, 1e-15);  // of 0.6 and 0.8; there is no "key"
}

}  // namespace
}  // namespace standin
