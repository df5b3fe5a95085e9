// SPDX-License-Identifier: MIT
/// \file
/// Cells in ascending order.
#include <metrics/make_columns.hpp>
#include <standin/stats/sorted_values.hpp>

#include <gtest/gtest.h>

namespace standin::stats {
namespace {

TEST(sorted_values, leaves_out_missing_and_infinite_cells_and_counts_them) {
  const sorted_cells<double> found = sorted_values(numbers({3, none, -infinity, 1, infinity, 2}));
  EXPECT_EQ(found.values, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(found.missing, 1U);
  EXPECT_EQ(found.infinite, 2U);
}

TEST(sorted_values, keeps_infinite_cells_where_asked) {
  const sorted_cells<double> found = sorted_values(numbers({infinity, 1}), infinities::keep);
  EXPECT_EQ(found.values, (std::vector<double>{1, infinity}));
  EXPECT_EQ(found.infinite, 0U);
}

TEST(sorted_values, sees_the_rows_of_the_view) {
  const table whole = table_of({{"x", numbers({5, 4, 3, 2})}});
  const std::vector<std::size_t> rows = {3, 0, 0};
  const table_view some = table_view(whole).select_rows(rows);
  EXPECT_EQ(sorted_values(some.column(0)).values, (std::vector<double>{2, 5, 5}));
}

TEST(sorted_integers, keeps_each_bit) {
  // 2^53 + 1 is no double.
  const sorted_cells<std::int64_t> found = sorted_integers(moments({9007199254740993, {}, 9007199254740992}));
  EXPECT_EQ(found.values, (std::vector<std::int64_t>{9007199254740992, 9007199254740993}));
  EXPECT_EQ(found.missing, 1U);
}

TEST(stored_as_integers, looks_at_the_element) {
  EXPECT_TRUE(stored_as_integers(integers({1})));
  EXPECT_TRUE(stored_as_integers(moments({1})));
  EXPECT_FALSE(stored_as_integers(numbers({1})));
  EXPECT_FALSE(stored_as_integers(texts({"1"})));
}

}  // namespace
}  // namespace standin::stats
