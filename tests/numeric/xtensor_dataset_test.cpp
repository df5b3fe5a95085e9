// SPDX-License-Identifier: MIT
#include <core/extreme_numbers.hpp>
#include <data/expect_error.hpp>
#include <standin/core/error.hpp>
#include <standin/data/named.hpp>
#include <standin/data/table.hpp>
#include <standin/numeric/xtensor_dataset.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace standin {
namespace {

static_assert(dataset<xt::xarray<double>>);
static_assert(dataset<xt::xtensor<float, 2>>);
static_assert(dataset<xt::xtensor<double, 2, xt::layout_type::column_major>>);
static_assert(dataset<xt::xarray<std::int64_t>>);
static_assert(!dataset<xt::xtensor<double, 3>>, "three dimensions are no table");
static_assert(!dataset<xt::xtensor<double, 1>>);
static_assert(!dataset<xt::xarray<long double>>);

/// Cell (i, j) holds 10 i + j.
template <class Array>
Array lattice(std::size_t rows, std::size_t columns) {
  Array made = Array::from_shape({rows, columns});
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) made(i, j) = static_cast<typename Array::value_type>(10 * i + j);
  return made;
}

void expect_lattice(const table_view& view, std::size_t rows, std::size_t columns) {
  ASSERT_EQ(view.rows(), rows);
  ASSERT_EQ(view.schema().size(), columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      EXPECT_EQ(view.column(j).number(i), static_cast<double>(10 * i + j)) << i << ", " << j;
}

TEST(xtensor_dataset, looks_at_arrays_and_tensors_in_both_orders) {
  const auto array = lattice<xt::xarray<double>>(3, 4);
  expect_lattice(array, 3, 4);
  EXPECT_EQ(static_cast<const void*>(table_view(array).column(1).cells), &array(0, 1)) << "no copy";
  expect_lattice(lattice<xt::xtensor<double, 2>>(3, 4), 3, 4);
  const auto by_column = lattice<xt::xtensor<double, 2, xt::layout_type::column_major>>(3, 4);
  expect_lattice(by_column, 3, 4);
  EXPECT_EQ(table_view(by_column).column(0).stride, 8);
  expect_lattice(lattice<xt::xarray<double, xt::layout_type::column_major>>(3, 4), 3, 4);
}

TEST(xtensor_dataset, looks_at_each_scalar) {
  expect_lattice(lattice<xt::xarray<float>>(2, 3), 2, 3);
  expect_lattice(lattice<xt::xarray<std::int32_t>>(2, 3), 2, 3);
  expect_lattice(lattice<xt::xtensor<std::int64_t, 2>>(2, 3), 2, 3);
  expect_lattice(lattice<xt::xtensor<std::uint16_t, 2>>(2, 3), 2, 3);
  const xt::xtensor<bool, 2> flags{{true}, {false}};
  EXPECT_EQ(table_view(flags).schema()[0].kind, column_kind::boolean);
  EXPECT_EQ(table_view(flags).column(0).number(0), 1.0);
}

// A single row or column has stride 0 in xtensor.
TEST(xtensor_dataset, looks_at_single_rows_and_columns) {
  expect_lattice(lattice<xt::xarray<double>>(1, 4), 1, 4);
  const auto column = lattice<xt::xarray<double>>(4, 1);
  EXPECT_EQ(table_view(column).column(0).number(3), 30.0);
  expect_lattice(lattice<xt::xarray<double>>(1, 1), 1, 1);
}

TEST(xtensor_dataset, looks_at_views_by_ranges_in_place) {
  const auto whole = lattice<xt::xarray<double>>(5, 6);
  const table_view part = xt::view(whole, xt::range(1, 5, 2), xt::range(2, 5));
  ASSERT_EQ(part.rows(), 2U);
  ASSERT_EQ(part.schema().size(), 3U);
  EXPECT_EQ(part.column("x3").number(1), whole(3, 4));
  EXPECT_EQ(static_cast<const void*>(part.column(0).cells), &whole(1, 2)) << "no copy";
  const xt::xtensor<double, 3> cube = xt::xtensor<double, 3>::from_shape({2, 2, 2});
  EXPECT_EQ(table_view(xt::view(cube, 1, xt::all(), xt::all())).rows(), 2U);
}

// What these promise, the address sanitizer sees.
TEST(xtensor_dataset, keeps_temporaries_and_evaluates_expressions_once) {
  const table_view kept = lattice<xt::xarray<double>>(3, 4);
  expect_lattice(kept, 3, 4);
  const auto base = lattice<xt::xtensor<double, 2>>(3, 4);
  const table_view sum = base + 2.0 * lattice<xt::xtensor<double, 2>>(3, 4);
  EXPECT_EQ(sum.column(3).number(2), 69.0);
  const table_view chosen = xt::view(base, xt::keep(2, 0), xt::all());
  EXPECT_EQ(chosen.column(1).number(0), 21.0);
  EXPECT_EQ(chosen.column(1).number(1), 1.0);
}

TEST(xtensor_dataset, sees_changes_of_a_named_array) {
  auto base = lattice<xt::xarray<double>>(2, 2);
  const table_view view = base;
  base(1, 1) = nan;
  EXPECT_TRUE(view.column(1).missing(1));
}

TEST(xtensor_dataset, may_be_empty) {
  const auto no_rows = lattice<xt::xarray<double>>(0, 3);
  EXPECT_EQ(table_view(no_rows).schema().size(), 3U);
  EXPECT_EQ(table_view(no_rows).rows(), 0U);
  const auto no_columns = lattice<xt::xtensor<double, 2>>(3, 0);
  EXPECT_EQ(table_view(no_columns).rows(), 3U);
  EXPECT_EQ(numeric::to_xtensor(no_columns).shape()[0], 3U);
  EXPECT_EQ(numeric::to_xtensor(no_rows).shape()[1], 3U);
}

TEST(xtensor_dataset, refuses_arrays_whose_rank_turns_out_to_be_another) {
  const xt::xarray<double> line{1.0, 2.0};
  expect_error<schema_error>([&] { table_view view = line; }, {"the array has 1 dimension,", "rows and columns"});
  const xt::xarray<double> cube = xt::xarray<double>::from_shape({2, 2, 2});
  expect_error<schema_error>([&] { table_view view = cube; }, {"the array has 3 dimensions"});
}

TEST(xtensor_dataset, calls_its_columns_x1_x2_or_as_told) {
  const auto base = lattice<xt::xarray<double>>(2, 2);
  EXPECT_EQ(table_view(base).schema()[1].name, "x2");
  EXPECT_EQ(named(base, {"height", "weight"}).column("weight").number(1), 11.0);
}

TEST(to_xtensor, gives_numbers_and_codes_and_nan) {
  const table mixed{
      {{"x"}, {"c", column_kind::categorical}, {"t", column_kind::text}},
      {column(std::vector<double>{1.5, nan}), column::categorical({1, 0}, std::vector<std::string>{"a", "b"}),
       column(std::vector<std::string>{"1", "2"})}};
  const xt::xtensor<double, 2> numbers = numeric::to_xtensor(mixed);
  EXPECT_EQ(numbers(0, 0), 1.5);
  EXPECT_TRUE(std::isnan(numbers(1, 0)));
  EXPECT_EQ(numbers(0, 1), 1.0);
  EXPECT_EQ(numbers(1, 1), 0.0);
  EXPECT_TRUE(std::isnan(numbers(0, 2)));
  EXPECT_EQ(numeric::to_xtensor(table_view(mixed).select_rows({1, 0}))(1, 0), 1.5);
}

}  // namespace
}  // namespace standin
