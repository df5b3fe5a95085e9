// SPDX-License-Identifier: MIT
#include <archetypes/dataset.hpp>
#include <standin/data/named.hpp>
#include <standin/data/record.hpp>
#include <standin/data/split.hpp>
#include <standin/data/table.hpp>

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

namespace standin::archetypes {
namespace {

static_assert(dataset<minimal_dataset>);
static_assert(dataset<foreign_dataset>);
static_assert(dataset<copied_dataset>);
static_assert(dataset<movable_dataset>);
static_assert(dataset<table>);
static_assert(dataset<table_view>);

static_assert(!dataset<dataset_without_rows>);
static_assert(!dataset<dataset_without_schema>);
static_assert(!dataset<dataset_without_column>);
static_assert(!dataset<dataset_that_changes>);
static_assert(!dataset<dataset_of_named_columns>);
static_assert(!dataset<dataset_of_plain_cells>);
static_assert(!dataset<foreign_without_column>);
static_assert(!dataset<foreign_without_view>);
static_assert(!dataset<int>);

// What is far from a dataset does not convert, so that overloads can tell it apart.
static_assert(!std::is_convertible_v<int, table_view>);
static_assert(!std::is_convertible_v<std::string, table_view>);
static_assert(!std::is_convertible_v<std::vector<double>, table_view>);
static_assert(!std::is_convertible_v<std::vector<std::string>, table_view>);
static_assert(!std::is_convertible_v<std::vector<table_view>, table_view>);
static_assert(!std::is_convertible_v<std::vector<table>, table_view>);
static_assert(!std::is_convertible_v<table_schema, table_view>);
static_assert(!std::is_convertible_v<column_view, table_view>);
static_assert(!std::is_convertible_v<column, table_view>);

double sum(const table_view& view) {
  double total = 0;
  for (std::size_t row = 0; row < view.rows(); ++row) total += view.column("x").number(row);
  return total;
}

template <class D>
class least_dataset : public testing::Test {
 protected:
  D data;
};

using datasets = testing::Types<minimal_dataset, foreign_dataset, copied_dataset, movable_dataset>;
TYPED_TEST_SUITE(least_dataset, datasets);

TYPED_TEST(least_dataset, is_enough_for_a_view) {
  const double total = sum(this->data);
  EXPECT_GT(total, 5);
  EXPECT_EQ(sum(to_table(this->data)), total);
  EXPECT_EQ(sum(table_view(this->data).select_columns({"x"})), total);
  EXPECT_EQ(named(this->data, {"y"}).column("y").number(0), table_view(this->data).column(0).number(0));
}

TYPED_TEST(least_dataset, is_enough_for_a_split) {
  const auto [train, holdout] = split(this->data, 0.5);
  EXPECT_EQ(sum(train) + sum(holdout), sum(this->data));
  const view_parts parts = split_view(this->data, 0.5, {.stratify_by = "x"});
  EXPECT_EQ(sum(parts.train) + sum(parts.holdout), sum(this->data));
}

TEST(dataset, may_be_a_temporary_when_it_can_be_moved) {
  const table_view view = movable_dataset{};
  EXPECT_EQ(sum(view), 7.5);
}

TEST(dataset, may_be_copied_by_its_traits_and_kept) {
  table_view view;
  {
    const copied_dataset data;
    view = data;
  }
  EXPECT_EQ(sum(view), 6.0);
}

}  // namespace
}  // namespace standin::archetypes
