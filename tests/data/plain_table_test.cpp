// SPDX-License-Identifier: MIT
#include <standin/data/plain_table.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace standin {
namespace {

TEST(present_numbers, are_the_columns_own_where_all_rows_have_one) {
  const std::vector<double> numbers{3, 1, 2};
  std::vector<double> room;
  EXPECT_EQ(present_numbers({.numbers = numbers}, 3, room).data(), numbers.data());
  EXPECT_TRUE(room.empty());
}

TEST(present_numbers, leave_out_rows_without_one) {
  const std::vector<double> numbers{3, 0, 2};
  const std::vector<std::uint64_t> present{0b101};
  std::vector<double> room{9};
  const auto found = present_numbers({.numbers = numbers, .present = present}, 3, room);
  EXPECT_EQ(std::vector<double>(found.begin(), found.end()), (std::vector<double>{3, 2}));
}

}  // namespace
}  // namespace standin
