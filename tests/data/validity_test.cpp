// SPDX-License-Identifier: MIT
#include <standin/data/validity.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

TEST(validity, holds_a_value_everywhere_when_empty) {
  const validity all;
  EXPECT_TRUE(all.empty());
  EXPECT_TRUE(all.test(0));
  EXPECT_TRUE(all.test(1'000'000));
}

TEST(validity, keeps_one_bit_a_row) {
  validity some(130);
  some.set(0, false);
  some.set(64, false);
  some.set(129, false);
  some.set(64, true);
  EXPECT_FALSE(some.test(0));
  EXPECT_TRUE(some.test(1));
  EXPECT_TRUE(some.test(64));
  EXPECT_FALSE(some.test(129));
  EXPECT_EQ(some.rows(), 130U);
  EXPECT_EQ(some.count(), 128U);
}

TEST(validity, leaves_bits_beyond_the_last_row_at_0) {
  for (const std::size_t rows : {1U, 63U, 64U, 65U, 127U, 128U}) {
    const validity all(rows);
    EXPECT_EQ(all.count(), rows) << rows;
    EXPECT_EQ(all.words().size(), (rows + 63) / 64) << rows;
  }
}

TEST(validity, may_begin_without_any_value) {
  validity none(70, false);
  EXPECT_EQ(none.count(), 0U);
  none.set(69, true);
  EXPECT_TRUE(none.test(69));
  EXPECT_FALSE(none.test(68));
  EXPECT_EQ(none.count(), 1U);
}

TEST(validity, is_empty_for_no_rows) {
  EXPECT_TRUE(validity(0).empty());
  EXPECT_EQ(validity(0), validity());
}

TEST(validity, compares_rows_and_bits) {
  validity a(65);
  validity b(65);
  EXPECT_EQ(a, b);
  b.set(64, false);
  EXPECT_NE(a, b);
  EXPECT_NE(validity(64), validity(63));
}

}  // namespace
}  // namespace standin
