// SPDX-License-Identifier: MIT
/// \file
/// The metric concepts accept the least that their tables ask for, and nothing less.
#include "metric.hpp"

#include <metrics/make_columns.hpp>
#include <standin/core/error.hpp>
#include <standin/evaluation/suite.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(column_metric<minimal_column_metric>);
static_assert(!pair_metric<minimal_column_metric> && !table_metric<minimal_column_metric>);
static_assert(pair_metric<minimal_pair_metric>);
static_assert(!column_metric<minimal_pair_metric> && !table_metric<minimal_pair_metric>);
static_assert(table_metric<minimal_table_metric>);
static_assert(!column_metric<minimal_table_metric> && !pair_metric<minimal_table_metric>);

static_assert(!metric<metric_without_tag>);
static_assert(!metric<metric_without_name>);
static_assert(!metric<metric_without_direction>);
static_assert(!metric<metric_of_boolean_direction>);
static_assert(!metric<metric_that_cannot_be_copied>);
static_assert(!metric<int>);

template <class M>
constexpr bool measures = column_metric<M> || pair_metric<M> || table_metric<M>;

static_assert(metric<column_metric_without_applies_to> && !measures<column_metric_without_applies_to>);
static_assert(metric<column_metric_without_compare> && !measures<column_metric_without_compare>);
static_assert(metric<column_metric_without_context> && !measures<column_metric_without_context>);
static_assert(metric<column_metric_of_a_number> && !measures<column_metric_of_a_number>);
static_assert(metric<column_metric_that_changes> && !measures<column_metric_that_changes>);
static_assert(metric<pair_metric_without_compare> && !measures<pair_metric_without_compare>);
static_assert(metric<pair_metric_of_columns> && !measures<pair_metric_of_columns>);
static_assert(metric<table_metric_of_one_finding> && !measures<table_metric_of_one_finding>);

table small() {
  return table_of({{"x", numbers({1, 2, 3})}, {"y", letters("ab-")}, {"z", numbers({1, 2, none})}});
}

TEST(metric, is_enough_for_a_suite_of_column_metrics) {
  const table t = small();
  const std::vector<finding> found = suite{minimal_column_metric(0.25)}.run({.train = t, .synthetic = t});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].metric, "shortest");
  EXPECT_EQ(found[0].columns, (std::vector<std::string>{"x"}));
  EXPECT_EQ(found[1].columns, (std::vector<std::string>{"z"}));
  EXPECT_EQ(found[0].result.value, 0.25);
  EXPECT_EQ(found[0].direction, better::smaller);
}

TEST(metric, is_enough_for_a_suite_of_pair_and_table_metrics) {
  const table t = small();
  const std::vector<finding> pairs = suite{minimal_pair_metric{}}.run({.train = t, .synthetic = t});
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(pairs[1].columns, (std::vector<std::string>{"x", "z"}));
  EXPECT_EQ(pairs[1].result.value, 3.0);
  const std::vector<finding> whole = suite{minimal_table_metric{}}.run({.train = t, .synthetic = t});
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_EQ(whole[0].result.value, 3.0);
}

}  // namespace
}  // namespace standin::archetypes
