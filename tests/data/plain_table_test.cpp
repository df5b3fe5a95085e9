// SPDX-License-Identifier: MIT
#include <standin/data/plain_columns.hpp>
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

TEST(plain_columns, make_cells_when_they_are_asked_for) {
  const std::vector<std::uint32_t> codes{1, 0};
  std::vector<std::size_t> asked;
  const auto make = [&asked](std::size_t column, plain_cells& room) {
    asked.push_back(column);
    room.numbers = {1.5, 2.5};
  };
  const plain_columns columns(2, {{.name = "x"}, {.name = "z", .codes = codes, .levels = 2}}, make);
  EXPECT_EQ(columns.rows(), 2U);
  EXPECT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns[0].name, "x");
  EXPECT_TRUE(asked.empty());
  plain_cells room;
  const plain_column made = columns.load(0, room);
  EXPECT_EQ(made.numbers.data(), room.numbers.data());
  EXPECT_EQ(made.numbers[1], 2.5);
  EXPECT_EQ(columns.load(1, room).codes.data(), codes.data()) << "those are there";
  EXPECT_EQ(asked, std::vector<std::size_t>{0});
}

TEST(plain_columns, are_those_of_a_plain_table) {
  const std::vector<double> numbers{3, 1, 2};
  const plain_columns columns = plain_table{3, {{.name = "x", .numbers = numbers}}};
  plain_cells room;
  EXPECT_EQ(columns.rows(), 3U);
  EXPECT_EQ(columns.load(0, room).numbers.data(), numbers.data());
  EXPECT_TRUE(room.numbers.empty());
}

}  // namespace
}  // namespace standin
