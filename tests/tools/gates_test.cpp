// SPDX-License-Identifier: MIT
#include "io/temporary_file.hpp"
#include "tools/run.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace standin {
namespace {

/// Rows that hardly repeat; other ones for another beginning.
std::string people_from(std::uint32_t first) {
  std::string rows = "age,sex,income\n";
  for (std::uint32_t i = first; i < first + 300; ++i) {
    const std::uint32_t mixed = i * 2654435761U >> 8U;  // Knuth's multiplicative hash
    rows += std::to_string(20 + mixed % 60) + (mixed / 64 % 2 == 0 ? ",F," : ",M,");
    rows += std::to_string(1000 + mixed / 128 % 9000) + "\n";
  }
  return rows;
}

constexpr std::uint32_t train = 0;
constexpr std::uint32_t fresh = 300;

/// Evaluates synthetic rows by the holdout's; what the command complains of goes to `said`.
int evaluate(const std::string& arguments, const std::string& said = "/dev/null", std::uint32_t synthetic = fresh,
             std::uint32_t holdout = 600) {
  const temporary_file real("people.csv", people_from(train));
  const temporary_file made("made.csv", people_from(synthetic));
  const temporary_file held("held.csv", people_from(holdout));
  return run("evaluate -q " + real.path() + " " + made.path() + " --holdout " + held.path() + " " + arguments, said);
}

TEST(tool, ends_with_1_where_a_gate_is_not_met) {
  const temporary_file said("said");
  EXPECT_EQ(evaluate("--fail-under bivariate=0.7 --fail-over dcr_share=0.6", said.path()), 0) << said.contents();
  EXPECT_EQ(evaluate("--fail-under bivariate=0.7 --fail-over identical_rows=0.5", said.path(), train), 1);
  EXPECT_EQ(said.contents(), "standin: identical rows is 1, over 0.5\n");
  EXPECT_EQ(evaluate("--fail-under tstr_boosting=0.5", said.path()), 1) << "without a target there is no figure";
  EXPECT_EQ(said.contents(), "standin: tstr boosting has no figure: needs a column to predict: name a target\n");
  EXPECT_EQ(evaluate("--target sex --fail-under tstr_boosting=0.1"), 0);
}

// Held against train itself, a copy of train is as far from it as from the holdout.
TEST(tool, meets_no_gate_of_privacy_where_the_holdout_is_train) {
  const temporary_file said("said");
  for (const std::uint32_t synthetic : {train, fresh}) {
    EXPECT_EQ(evaluate("--target sex --fail-over dcr_share=0.53 --fail-over nearest_is_train=0.7", said.path(),
                       synthetic, train),
              1);
    EXPECT_EQ(said.contents(),
              "standin: dcr share has no figure: every row of the holdout is in train too, so that it is no holdout\n"
              "standin: nearest is train has no figure: every row of the holdout is in train too, so that it is no "
              "holdout\n");
  }
}

TEST(tool, ends_with_2_where_a_gate_makes_no_sense) {
  EXPECT_EQ(evaluate("--fail-under bivariate"), 2);
  EXPECT_EQ(evaluate("--fail-under bivariate=high"), 2);
  EXPECT_EQ(evaluate("--fail-over nothing_of_that_name=1"), 2);
}

}  // namespace
}  // namespace standin
