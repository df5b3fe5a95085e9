// SPDX-License-Identifier: MIT
#include "io/temporary_file.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <cstdlib>
#include <string>

namespace standin {
namespace {

/// Evaluates a table against itself; what the command complains of goes to `said`.
int evaluate(const std::string& arguments, const std::string& said = "/dev/null") {
  std::string rows = "age,sex\n";
  for (int i = 0; i < 300; ++i) rows += std::to_string(20 + i % 60) + (i % 2 == 0 ? ",F\n" : ",M\n");
  const temporary_file data("people.csv", rows);
  const std::string command = std::string(STANDIN_TOOL) + " evaluate -q " + data.path() + " " + data.path() +
                              " --holdout " + data.path() + " " + arguments + " >/dev/null 2>" + said;
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe,cert-env33-c): one thread, own words
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(tool, ends_with_1_where_a_gate_is_not_met) {
  const temporary_file said("said");
  EXPECT_EQ(evaluate("--fail-under bivariate=0.97 --fail-over dcr_share=0.53"), 0);
  EXPECT_EQ(evaluate("--fail-under bivariate=0.97 --fail-over identical_rows=0.5", said.path()), 1);
  EXPECT_EQ(said.contents(), "standin: identical rows is 1, over 0.5\n");
  EXPECT_EQ(evaluate("--fail-under tstr_boosting=0.5", said.path()), 1) << "without a target there is no figure";
  EXPECT_EQ(said.contents(), "standin: tstr boosting has no figure: needs a column to predict: name a target\n");
  EXPECT_EQ(evaluate("--target sex --fail-under tstr_boosting=0.1"), 0);
}

TEST(tool, ends_with_2_where_a_gate_makes_no_sense) {
  EXPECT_EQ(evaluate("--fail-under bivariate"), 2);
  EXPECT_EQ(evaluate("--fail-under bivariate=high"), 2);
  EXPECT_EQ(evaluate("--fail-over nothing_of_that_name=1"), 2);
}

}  // namespace
}  // namespace standin
