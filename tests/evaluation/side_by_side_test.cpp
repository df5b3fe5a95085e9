// SPDX-License-Identifier: MIT
/// \file
/// Several tables side by side.
#include <standin/evaluation/side_by_side.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin {
namespace {

judged_table judged(const std::string& name, const std::vector<std::pair<std::string, double>>& figures) {
  judged_table made{.name = name, .found = {.rows_train = 20, .rows_synthetic = 20}};
  for (const auto& [metric, value] : figures)
    made.found.findings.push_back({.metric = metric, .result = {.value = value, .ideal = 0.9}, .group = "fidelity"});
  made.found.summaries = summarize(made.found.findings);
  return made;
}

TEST(side_by_side, marks_what_is_nearest_to_its_ideal) {
  const std::vector<judged_table> tables{judged("a", {{"x", 0.8}, {"y", 0.95}}), judged("b", {{"x", 0.7}, {"y", 0.91}}),
                                         judged("c", {{"x", 0.80004}, {"z", 0.5}})};
  const std::vector<compared_figure> figures = compare_figures(tables);
  ASSERT_EQ(figures.size(), 3U);
  EXPECT_EQ(figures[0].best, (std::vector<bool>{true, false, true}));    // equal in the fourth decimal
  EXPECT_EQ(figures[1].best, (std::vector<bool>{false, false, false}));  // both at the ideal or above
  EXPECT_EQ(figures[2].best, (std::vector<bool>{false, false, false}));  // nothing to compare with
  EXPECT_FALSE(figures[1].of[2].has_value());
  EXPECT_EQ(verdict_of(tables), "a and c are nearest to the ideal in 1 of 3 figures each.");
}

/// A table with one figure, which is to be .5.
judged_table tested(const std::string& name, double value, double half_width) {
  judged_table made = judged(name, {});
  const score found{.value = value, .lower = value - half_width, .upper = value + half_width, .ideal = 0.5};
  made.found.findings = {{.metric = "c2st", .direction = better::smaller, .result = found, .group = "fidelity"}};
  made.found.summaries = summarize(made.found.findings);
  return made;
}

TEST(side_by_side, marks_what_may_be_as_near_by_its_interval) {
  const auto best_of = [](const std::vector<judged_table>& tables) { return compare_figures(tables)[0].best; };
  EXPECT_EQ(best_of({tested("a", 0.53, 0.02), tested("b", 0.545, 0.02), tested("c", 0.6, 0.02)}),
            (std::vector<bool>{true, true, false}));
  EXPECT_EQ(best_of({tested("a", 0.53, 0.02), tested("b", 0.545, 0.01)}), (std::vector<bool>{true, false}));
  EXPECT_EQ(best_of({tested("a", 0.53, 0.02), tested("b", 0.545, 0.02)}), (std::vector<bool>{false, false}))
      << "nothing tells them apart";
  EXPECT_EQ(best_of({tested("a", 0.49, 0.02), tested("b", 0.505, 0.02), tested("c", 0.6, 0.02)}),
            (std::vector<bool>{true, true, false}))
      << "what is within its ideal needs no interval";
  const std::vector<judged_table> noisy{tested("few rows", 0.6, 0.3), tested("b", 0.53, 0.01), tested("c", 0.7, 0.01)};
  EXPECT_EQ(best_of(noisy), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(verdict_of(noisy), "b is nearest to the ideal in 1 of 1 figures.") << "as measured";
}

TEST(side_by_side, has_a_verdict_for_few_tables) {
  EXPECT_EQ(verdict_of(std::vector<judged_table>{}), "There is no table to compare.");
  EXPECT_EQ(verdict_of(std::vector<judged_table>{judged("a", {{"x", 0.8}})}), "No figure tells the tables apart.");
  EXPECT_EQ(verdict_of({judged("a", {{"x", 0.8}}), judged("b", {{"x", 0.7}})}),
            "a is nearest to the ideal in 1 of 1 figures.");
}

TEST(side_by_side, leaves_compatible_figures_out_of_the_verdict) {
  std::vector<judged_table> tables{judged("a", {{"x", 0.8}}), judged("b", {{"x", 0.7}})};
  for (judged_table& table : tables) {
    table.found.findings[0].group = "compatible";
    table.found.summaries = summarize(table.found.findings);
  }
  EXPECT_EQ(verdict_of(tables), "No figure tells the tables apart.");
  EXPECT_TRUE(compare_figures(tables)[0].best[0]);
}

}  // namespace
}  // namespace standin
