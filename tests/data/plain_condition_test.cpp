// SPDX-License-Identifier: MIT
#include <standin/data/plain_condition.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace standin {
namespace {

TEST(code_set, holds_codes_below_its_levels) {
  for (const std::uint32_t levels : {1U, 2U, 63U, 64U, 65U, 1000U}) {
    code_set some(levels);
    EXPECT_TRUE(some.empty());
    some.insert(0);
    some.insert(levels - 1);
    EXPECT_EQ(some.size(), levels == 1 ? 1U : 2U);
    for (std::uint32_t code = 0; code < levels + 70; ++code)
      EXPECT_EQ(some.contains(code), code == 0 || code == levels - 1) << code << " of " << levels;
    const code_set all(levels, true);
    EXPECT_EQ(all.size(), levels);
    EXPECT_FALSE(all.contains(levels));
    EXPECT_EQ(all.words().size(), (levels + 63) / 64);
  }
  EXPECT_TRUE(code_set().empty());
  EXPECT_FALSE(code_set().contains(0));
}

TEST(plain_condition, says_what_each_column_may_hold) {
  code_set codes(3);
  codes.insert(2);
  const plain_condition wanted{{plain_restriction::to_numbers(1, number_set({{0, 1, false, true}, {5, 5}})),
                                plain_restriction::to_codes(4, codes)}};
  EXPECT_EQ(wanted.find(0), nullptr);
  EXPECT_EQ(wanted.find(5), nullptr);
  ASSERT_NE(wanted.find(1), nullptr);
  EXPECT_TRUE(wanted.find(1)->numeric());
  EXPECT_TRUE(wanted.find(1)->allows(0.0));
  EXPECT_FALSE(wanted.find(1)->allows(1.0));
  EXPECT_TRUE(wanted.find(1)->allows(5.0));
  EXPECT_FALSE(wanted.find(1)->allows(std::numeric_limits<double>::quiet_NaN()));
  ASSERT_NE(wanted.find(4), nullptr);
  EXPECT_FALSE(wanted.find(4)->numeric());
  EXPECT_TRUE(wanted.find(4)->allows(std::uint32_t{2}));
  EXPECT_FALSE(wanted.find(4)->allows(std::uint32_t{1}));
  EXPECT_FALSE(wanted.empty());
  EXPECT_TRUE(plain_condition().empty());
}

TEST(plain_condition, sees_where_nothing_is_allowed) {
  EXPECT_TRUE(plain_restriction::to_numbers(0, {}).empty());
  EXPECT_TRUE(plain_restriction::to_codes(0, code_set(3)).empty());
  EXPECT_FALSE(plain_restriction::to_numbers(0, number_set::everything()).empty());
  EXPECT_FALSE(plain_restriction::to_codes(0, code_set(3, true)).empty());
}

}  // namespace
}  // namespace standin
