// SPDX-License-Identifier: MIT
#include <standin/learn/features.hpp>

#include <metrics/make_columns.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace standin {
namespace {

std::vector<std::uint32_t> codes_of(const feature_table& table, std::size_t j) {
  return table.columns()[j].codes;
}

TEST(features, match_levels_by_name_and_group_what_is_rare_or_new) {
  const table real = table_of({{"kind", letters("aaabbc-")}});
  const feature_map map(real, {0}, {.min_rows = 2});
  EXPECT_EQ(map.levels(0), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(codes_of(map.apply(real), 0), (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 2, 0}));
  EXPECT_FALSE(map.apply(real).plain().columns[0].has(6));
  EXPECT_EQ(codes_of(map.apply(table_of({{"kind", letters("bazc")}})), 0), (std::vector<std::uint32_t>{1, 0, 2, 2}));
}

TEST(features, have_codes_for_the_most_frequent_levels_only_where_asked) {
  const table real = table_of({{"kind", letters("ccabbabb")}});
  const feature_map map(real, {0}, {.max_levels = 2});
  EXPECT_EQ(map.levels(0), (std::vector<std::string>{"b", "a"})) << "of levels as frequent the first by name";
  EXPECT_EQ(codes_of(map.apply(real), 0), (std::vector<std::uint32_t>{2, 2, 1, 0, 0, 1, 0, 0}));
}

TEST(features, take_few_numbers_for_levels_where_asked) {
  const table real = table_of({{"n", numbers({3, 1, 3, none, 2})}, {"flag", flags("01x01")}});
  const feature_table as_levels = feature_map(real, {0, 1}, {.few_values = 3}).apply(real);
  EXPECT_EQ(as_levels.columns()[0].levels, 4U);
  EXPECT_EQ(codes_of(as_levels, 0), (std::vector<std::uint32_t>{0, 1, 0, 0, 2}));
  const feature_table as_numbers = feature_map(real, {0, 1}, {.few_values = 1}).apply(real);
  EXPECT_TRUE(as_numbers.plain().columns[0].numeric());
  EXPECT_EQ(as_numbers.columns()[1].numbers[1], 1.0);
  EXPECT_FALSE(as_numbers.plain().columns[1].has(2));
}

TEST(features, tell_new_levels_apart_where_asked) {
  const table real = table_of({{"kind", letters("aab")}, {"n", numbers({3, 1, 3})}});
  feature_map map(real, {0, 1}, {.few_values = 3});
  map.learn_more(table_of({{"kind", letters("zbyz")}, {"n", numbers({9, 1, none, 7})}}));
  EXPECT_EQ(map.levels(0), (std::vector<std::string>{"a", "b", "z", "y"}));
  EXPECT_EQ(map.values(1), (std::vector<double>{3, 1, 7, 9}));
  const feature_table other = map.apply(table_of({{"kind", letters("yzqa")}, {"n", numbers({7, 9, 8, 3})}}));
  EXPECT_EQ(codes_of(other, 0), (std::vector<std::uint32_t>{3, 2, 4, 0}));
  EXPECT_EQ(codes_of(other, 1), (std::vector<std::uint32_t>{2, 3, 4, 0}));
}

TEST(features, keep_holes_when_rows_are_taken_and_appended) {
  std::vector<double> cells(70, 1.0);
  cells[3] = none;
  const table real = table_of({{"n", numbers(cells)}});
  const feature_map map(real, {0});
  feature_table both = map.apply(real).take(std::vector<std::size_t>{3, 4});
  both.append(map.apply(real));
  ASSERT_EQ(both.rows(), 72U);
  for (std::size_t row = 0; row < 72; ++row) EXPECT_EQ(both.plain().columns[0].has(row), row != 0 && row != 5) << row;
  feature_table full = map.apply(real).take(std::vector<std::size_t>{4});
  full.append(map.apply(real));
  for (std::size_t row = 0; row < 71; ++row) EXPECT_EQ(full.plain().columns[0].has(row), row != 4) << row;
}

}  // namespace
}  // namespace standin
