// SPDX-License-Identifier: MIT
#include "core/extreme_numbers.hpp"

#include <standin/data/named.hpp>
#include <standin/data/table.hpp>
#include <standin/numeric/eigen_dataset.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace standin {
namespace {

using row_major = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

static_assert(dataset<Eigen::MatrixXd>);
static_assert(dataset<Eigen::MatrixXf>);
static_assert(dataset<Eigen::MatrixXi>);
static_assert(dataset<Eigen::Array<std::int64_t, Eigen::Dynamic, 3>>);
static_assert(dataset<Eigen::Map<const Eigen::MatrixXd>>);
static_assert(dataset<Eigen::Ref<const Eigen::MatrixXd>>);
static_assert(dataset<Eigen::VectorXd>);
static_assert(!dataset<Eigen::MatrixXcd>, "complex numbers are no cells");
static_assert(!dataset<Eigen::Matrix<long double, 2, 2>>);

/// Cell (i, j) holds 10 i + j.
template <class Matrix>
Matrix grid(Eigen::Index rows, Eigen::Index columns) {
  Matrix made(rows, columns);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < columns; ++j) made(i, j) = static_cast<typename Matrix::Scalar>(10 * i + j);
  return made;
}

void expect_grid(const table_view& view, std::size_t rows, std::size_t columns) {
  ASSERT_EQ(view.rows(), rows);
  ASSERT_EQ(view.schema().size(), columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      EXPECT_EQ(view.column(j).number(i), static_cast<double>(10 * i + j)) << i << ", " << j;
}

TEST(eigen_dataset, looks_at_matrices_in_both_orders) {
  const auto by_column = grid<Eigen::MatrixXd>(3, 4);
  expect_grid(by_column, 3, 4);
  EXPECT_EQ(static_cast<const void*>(table_view(by_column).column(1).cells), &by_column(0, 1)) << "no copy";
  EXPECT_EQ(table_view(by_column).column(0).stride, 8);
  const auto by_row = grid<row_major>(3, 4);
  expect_grid(by_row, 3, 4);
  EXPECT_EQ(table_view(by_row).column(0).stride, 32);
}

TEST(eigen_dataset, looks_at_each_scalar) {
  expect_grid(grid<Eigen::MatrixXf>(2, 3), 2, 3);
  expect_grid(grid<Eigen::MatrixXi>(2, 3), 2, 3);
  expect_grid(grid<Eigen::Array<std::int64_t, Eigen::Dynamic, Eigen::Dynamic>>(2, 3), 2, 3);
  expect_grid(grid<Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic>>(2, 3), 2, 3);
  expect_grid(grid<Eigen::Array<double, 2, 2>>(2, 2), 2, 2);
  const Eigen::Array<bool, 2, 1> flags{true, false};
  const table_view view = flags;
  EXPECT_EQ(view.schema()[0].kind, column_kind::boolean);
  EXPECT_EQ(view.column(0).number(0), 1.0);
}

TEST(eigen_dataset, looks_at_maps_with_any_strides) {
  std::array<double, 64> cells{};
  cells.fill(nan);
  // Rows 3 apart, columns 13 apart.
  using stride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
  Eigen::Map<Eigen::MatrixXd, Eigen::Unaligned, stride> wide(cells.data(), 3, 4, stride(13, 3));
  wide = grid<Eigen::MatrixXd>(3, 4);
  expect_grid(wide, 3, 4);
  Eigen::Map<row_major, Eigen::Unaligned, stride> rows(cells.data(), 3, 4, stride(13, 3));
  rows = grid<row_major>(3, 4);
  expect_grid(rows, 3, 4);
}

TEST(eigen_dataset, looks_at_blocks_transposes_and_references) {
  const auto whole = grid<Eigen::MatrixXd>(5, 5);
  const table_view block = whole.block(1, 2, 2, 3);
  EXPECT_EQ(block.column("x3").number(1), whole(2, 4));
  EXPECT_EQ(static_cast<const void*>(block.column(0).cells), &whole(1, 2)) << "no copy";
  const table_view turned = whole.transpose();
  EXPECT_EQ(turned.column(1).number(4), whole(1, 4));
  EXPECT_EQ(turned.column(1).cells, table_view(whole).column(0).cells + 8) << "no copy";
  const Eigen::Ref<const Eigen::MatrixXd> reference = whole;
  expect_grid(reference, 5, 5);
  const table_view reversed = whole.rowwise().reverse();
  EXPECT_EQ(reversed.column(0).number(2), whole(2, 4));
  const table_view one_row = whole.row(3);
  EXPECT_EQ(one_row.rows(), 1U);
  EXPECT_EQ(one_row.column(4).number(0), 34.0);
}

// What these promise, the address sanitizer sees.
TEST(eigen_dataset, keeps_temporaries_and_evaluates_expressions_once) {
  const table_view kept = grid<Eigen::MatrixXd>(3, 4);
  expect_grid(kept, 3, 4);
  const auto base = grid<Eigen::MatrixXd>(3, 4);
  const table_view sum = base + 2 * grid<Eigen::MatrixXd>(3, 4);
  EXPECT_EQ(sum.column(3).number(2), 69.0);
  const table_view fixed = Eigen::Matrix4d::Identity() * 3;
  EXPECT_EQ(fixed.column(2).number(2), 3.0);
  const table_view product = base.transpose() * base;
  EXPECT_EQ(product.rows(), 4U);
  EXPECT_EQ(product.column(0).number(0), 0.0 + 100 + 400);
}

TEST(eigen_dataset, sees_changes_of_a_named_matrix) {
  auto base = grid<Eigen::MatrixXd>(2, 2);
  const table_view view = base;
  base(1, 1) = nan;
  EXPECT_TRUE(view.column(1).missing(1));
}

TEST(eigen_dataset, may_be_empty) {
  const Eigen::MatrixXd no_rows(0, 3);
  EXPECT_EQ(table_view(no_rows).schema().size(), 3U);
  EXPECT_EQ(table_view(no_rows).rows(), 0U);
  const Eigen::MatrixXd no_columns(3, 0);
  EXPECT_EQ(table_view(no_columns).rows(), 3U);
  EXPECT_TRUE(table_view(no_columns).schema().empty());
  EXPECT_EQ(numeric::to_eigen(no_columns).rows(), 3);
  EXPECT_EQ(numeric::to_eigen(no_rows).cols(), 3);
  EXPECT_EQ(table_view(Eigen::MatrixXd()).rows(), 0U);
}

TEST(eigen_dataset, calls_its_columns_x1_x2_or_as_told) {
  const auto base = grid<Eigen::MatrixXd>(2, 2);
  EXPECT_EQ(table_view(base).schema()[1].name, "x2");
  const table_view view = named(base, {"height", "weight"});
  EXPECT_EQ(view.column("weight").number(1), 11.0);
  const table_view kept = named(grid<Eigen::MatrixXd>(2, 2), {"a", "b"});
  EXPECT_EQ(kept.column("b").number(0), 1.0);
}

TEST(to_eigen, gives_numbers_and_codes_and_nan) {
  const table mixed{{{"x"},
                     {"i"},
                     {"c", column_kind::categorical},
                     {"b", column_kind::boolean},
                     {"t", column_kind::text},
                     {"d", column_kind::datetime}},
                    {column(std::vector<double>{1.5, nan}), column(std::vector<std::int32_t>{7, 8}, validity(2, false)),
                     column::categorical({1, 0}, std::vector<std::string>{"a", "b"}), column::booleans({0, 0xFF}),
                     column(std::vector<std::string>{"1", "2"}), column(std::vector<std::int64_t>{-5, 6})}};
  const Eigen::MatrixXd numbers = numeric::to_eigen(mixed);
  ASSERT_EQ(numbers.rows(), 2);
  ASSERT_EQ(numbers.cols(), 6);
  EXPECT_EQ(numbers(0, 0), 1.5);
  EXPECT_TRUE(std::isnan(numbers(1, 0)));
  EXPECT_TRUE(numbers.col(1).array().isNaN().all());
  EXPECT_EQ(numbers.col(2), Eigen::Vector2d(1, 0));
  EXPECT_EQ(numbers.col(3), Eigen::Vector2d(0, 1));
  EXPECT_TRUE(numbers.col(4).array().isNaN().all());
  EXPECT_EQ(numbers.col(5), Eigen::Vector2d(-5, 6));
}

TEST(to_eigen, gives_the_rows_that_the_view_shows) {
  const auto base = grid<row_major>(4, 3);
  EXPECT_EQ(numeric::to_eigen(base), Eigen::MatrixXd(base));
  const Eigen::MatrixXd chosen = numeric::to_eigen(table_view(base).select_rows({3, 1}));
  EXPECT_EQ(chosen.row(0), base.row(3));
  EXPECT_EQ(chosen.row(1), base.row(1));
}

}  // namespace
}  // namespace standin
