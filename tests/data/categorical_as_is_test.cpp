// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace standin {
namespace {

level_dictionary levels(std::vector<std::string> names) {
  return std::make_shared<const std::vector<std::string>>(std::move(names));
}

TEST(categorical_as_is, keeps_the_type_of_its_codes) {
  const column bytes = column::categorical_as_is(std::vector<std::uint8_t>{1, 0}, levels({"a", "b"}));
  EXPECT_EQ(bytes.element(), element_type::uint8);
  EXPECT_EQ(bytes.view(column_kind::categorical).text(0), "b");
  EXPECT_EQ(column::categorical_as_is(std::vector<std::uint16_t>{0}, levels({"a"})).element(), element_type::uint16);
  EXPECT_EQ(column::categorical_as_is(std::vector<std::uint32_t>{0}, levels({"a"})).element(), element_type::uint32);
}

TEST(categorical_as_is, takes_no_levels_where_no_cell_is_present) {
  const column none = column::categorical_as_is(std::vector<std::uint8_t>{0, 0}, levels({}), validity(2, false));
  EXPECT_TRUE(none.view(column_kind::categorical).missing(1));
}

TEST(categorical_as_is, refuses_a_code_without_level) {
  expect_error<data_error>(
      [] {
        (void)column::categorical_as_is(std::vector<std::uint8_t>{2}, levels({"a", "b"}));
      },
      {"code 2", "2 levels"});
  expect_error<data_error>([] { (void)column::categorical_as_is(std::vector<std::uint8_t>{0}, nullptr); },
                           {"there are no levels"});
}

}  // namespace
}  // namespace standin
