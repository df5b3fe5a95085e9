// SPDX-License-Identifier: MIT
/// \file
/// Each fault is seen by the figure that is for it. How quiet they are on fresh rows takes 200 seeds: tests/proof.
#include <evaluation/seen.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace standin {
namespace {

/// The figures that saw a fault on both of two seeds.
std::map<std::string, bool> seen_twice(fault which) {
  std::map<std::string, seen_tally> all;
  for (const std::uint64_t seed : {1U, 2U})
    for (const auto& [figure, tally] : look_for(which, seed, 1000, {})) all[figure] += tally;
  std::map<std::string, bool> seen;
  for (const auto& [figure, tally] : all) seen[figure] = tally.of > 0 && tally.seen == tally.of;
  return seen;
}

void expect_seen(fault which, const std::vector<std::string>& by, const std::vector<std::string>& not_by) {
  const std::map<std::string, bool> seen = seen_twice(which);
  for (const std::string& figure : by) EXPECT_TRUE(seen.at(figure)) << figure;
  for (const std::string& figure : not_by) EXPECT_FALSE(seen.at(figure)) << figure;
}

TEST(faults, a_shifted_column_is_seen_in_the_column) {
  expect_seen(fault::shifted_column,
              {"univariate_accuracy (columns)", "ks_complement (columns)", "c2st_logistic_holdout"},
              {"correlation_similarity (pairs)", "dcr_share"});
}

TEST(faults, a_wrong_spread_is_seen_in_the_column_but_not_by_a_line) {
  expect_seen(fault::wrong_spread,
              {"univariate_accuracy (columns)", "ks_complement (columns)", "c2st_boosting_holdout"},
              {"c2st_logistic_holdout", "dcr_share"});
}

TEST(faults, a_lost_rare_level_is_seen_by_coverage_alone) {
  expect_seen(fault::lost_rare_level, {"category_coverage (columns)"},
              {"tv_complement (columns)", "univariate_accuracy (columns)", "c2st_boosting_holdout"});
}

TEST(faults, a_broken_pair_is_seen_in_the_pair_but_not_in_its_columns) {
  expect_seen(fault::broken_pair,
              {"bivariate_accuracy (pairs)", "correlation_similarity (pairs)", "c2st_boosting_holdout"},
              {"univariate_accuracy (columns)", "c2st_logistic_holdout", "dcr_share"});
}

TEST(faults, copied_rows_are_seen_by_the_figures_of_privacy) {
  expect_seen(fault::copied_rows,
              {"identical_rows", "dcr_share", "nearest_is_train", "membership_auc", "membership_tpr"},
              {"bivariate_accuracy", "ks_complement (columns)"});
}

TEST(faults, a_collapsed_mode_is_seen_by_the_neighbours) {
  expect_seen(fault::collapsed_mode, {"c2st_neighbours", "c2st_boosting_holdout", "trivariate_accuracy"},
              {"dcr_share", "missing_pattern_similarity"});
}

}  // namespace
}  // namespace standin
