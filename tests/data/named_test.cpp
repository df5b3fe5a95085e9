// SPDX-License-Identifier: MIT
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/named.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

namespace standin {
namespace {

table two_columns() {
  return {{{"x1"}, {.name = "x2", .kind = column_kind::datetime, .unit = time_unit::day}},
          {column(std::vector<double>{1, 2}), column(std::vector<std::int64_t>{3, 4})}};
}

TEST(named, changes_names_only) {
  const table data = two_columns();
  const table_view view = named(data, {"height", "born"});
  EXPECT_EQ(view.schema()[0].name, "height");
  EXPECT_EQ(view.schema()[1].kind, column_kind::datetime);
  EXPECT_EQ(view.schema()[1].unit, time_unit::day);
  EXPECT_EQ(view.column("born").number(1), 4.0);
  EXPECT_EQ(view.column(0).cells, data.column(0).cells) << "no cell is copied";
}

TEST(named, keeps_a_temporary_dataset) {
  const table_view view = named(two_columns(), {"a", "b"}).select_rows({1});
  EXPECT_EQ(view.column("a").number(0), 2.0);
}

TEST(named, refuses_a_wrong_number_of_names_and_equal_ones) {
  expect_error<schema_error>([] { (void)named(two_columns(), {"a"}); }, {"1 name for 2 columns"});
  expect_error<schema_error>([] { (void)named(two_columns(), {"a", "a"}); }, {"both named \"a\""});
}

}  // namespace
}  // namespace standin
