// SPDX-License-Identifier: MIT
/// \file
/// Counts of the values of two samples, and of the levels of two columns.
#include <data/expect_error.hpp>
#include <metrics/make_columns.hpp>
#include <standin/core/error.hpp>
#include <standin/stats/paired_counts.hpp>

#include <gtest/gtest.h>

namespace standin::stats {
namespace {

using counts = std::vector<std::uint64_t>;

TEST(pool, counts_the_values_of_both_samples_in_ascending_order) {
  const std::vector<double> a = {-1, 0, 0, 2};
  const std::vector<double> b = {-0.0, 1, 2, 2};
  const paired_counts pooled = pool(a, b);
  EXPECT_EQ(pooled.a, (counts{1, 2, 0, 1}));
  EXPECT_EQ(pooled.b, (counts{0, 1, 1, 2}));
  EXPECT_EQ(pooled.total_a, 4U);
  EXPECT_EQ(pooled.total_b, 4U);
}

TEST(pool, takes_empty_samples) {
  const std::vector<double> a = {1, 1};
  EXPECT_EQ(pool(a, {}).a, (counts{2}));
  EXPECT_EQ(pool({}, a).a, (counts{0}));
  EXPECT_TRUE(pool(std::span<const double>(), {}).a.empty());
}

TEST(count_levels, matches_levels_by_name) {
  // The first dictionary is x, y, z, the second z, w, x.
  const level_counts found = count_levels(letters("xyz-x"), letters("zwxz--"));
  EXPECT_EQ(found.names, (std::vector<std::string>{"w", "x", "y", "z"}));
  EXPECT_EQ(found.counts.a, (counts{0, 2, 1, 1}));
  EXPECT_EQ(found.counts.b, (counts{1, 1, 0, 2}));
  EXPECT_EQ(found.missing_a, 1U);
  EXPECT_EQ(found.missing_b, 2U);
}

TEST(count_levels, adds_up_codes_of_the_same_name) {
  const column twice = column::categorical({0, 1, 2}, std::vector<std::string>{"x", "y", "x"});
  const level_counts found = count_levels(twice.view(column_kind::categorical), letters("x"));
  EXPECT_EQ(found.names, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(found.counts.a, (counts{2, 1}));
}

TEST(count_levels, counts_booleans_and_text) {
  const level_counts flag = count_levels(flags("0110-"), letters("a"));
  EXPECT_EQ(flag.names, (std::vector<std::string>{"a", "false", "true"}));
  EXPECT_EQ(flag.counts.a, (counts{0, 2, 2}));
  const level_counts text = count_levels(texts({"b", "a", "b"}), texts({"c"}));
  EXPECT_EQ(text.names, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(text.counts.a, (counts{1, 2, 0}));
}

TEST(count_levels, leaves_out_levels_that_do_not_occur) {
  const column unused = column::categorical({0}, std::vector<std::string>{"x", "never"});
  EXPECT_EQ(count_levels(unused.view(column_kind::categorical), letters("x")).names, (std::vector<std::string>{"x"}));
}

TEST(count_levels, refuses_codes_without_a_level) {
  const std::vector<std::uint8_t> codes = {0, 7};
  const std::vector<std::string> names = {"x", "y"};
  const column_view broken{.kind = column_kind::categorical,
                           .element = element_type::uint8,
                           .cells = reinterpret_cast<const std::byte*>(codes.data()),
                           .stride = 1,
                           .rows = 2,
                           .levels = names};
  expect_error<data_error>([&] { (void)count_levels(broken, broken); }, {"row 1", "code 7", "2 levels"});
}

TEST(count_levels, refuses_floating_point_numbers) {
  expect_error<data_error>([] { (void)count_levels(numbers({1.5}), numbers({1.5})); }, {"floating-point"});
}

}  // namespace
}  // namespace standin::stats
