// SPDX-License-Identifier: MIT
/// \file
/// Names, keys and defaults of scores and findings.
#include <standin/metrics/metric.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin {
namespace {

TEST(score, knows_nothing_at_first) {
  const score s;
  EXPECT_TRUE(std::isnan(s.value));
  EXPECT_TRUE(std::isnan(s.ideal));
  EXPECT_TRUE(std::isnan(s.baseline));
  EXPECT_EQ(s.status, status::ok);
  EXPECT_TRUE(s.note.empty());
}

TEST(key_of, makes_names_fit_for_files_and_command_lines) {
  EXPECT_EQ(key_of("KS complement"), "ks_complement");
  EXPECT_EQ(key_of("KS complement (compatible)"), "ks_complement_compatible");
  EXPECT_EQ(key_of("  C2ST – AUC "), "c2st_auc");
  EXPECT_EQ(key_of("already_a_key"), "already_a_key");
  EXPECT_EQ(key_of(""), "");
}

TEST(subject_of, names_the_columns) {
  EXPECT_EQ(subject_of({.metric = "m"}), "");
  EXPECT_EQ(subject_of({.metric = "m", .columns = {"age"}}), "age");
  EXPECT_EQ(subject_of({.metric = "m", .columns = {"age", "sex"}}), "age × sex");
}

}  // namespace
}  // namespace standin
