// SPDX-License-Identifier: MIT
#include <standin/numeric/linear_algebra.hpp>
#include <standin/random/stream.hpp>

#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace {

using standin::numeric::matrix;

matrix made_of(std::initializer_list<std::initializer_list<double>> rows) {
  matrix a(rows.size(), rows.size());
  std::size_t i = 0;
  for (const auto& row : rows) {
    std::size_t j = 0;
    for (const double cell : row) a(i, j++) = cell;
    ++i;
  }
  return a;
}

matrix random_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed) {
  matrix a(rows, columns);
  standin::random::stream draws({seed, 1}, standin::random::purpose::sample, 0);
  for (std::size_t j = 0; j < columns; ++j)
    for (double& cell : a.column(j)) cell = 2.0 * draws.uniform() - 1.0;
  return a;
}

/// Symmetric with unit diagonal, hardly ever positive definite.
matrix random_near_correlation(std::size_t n, std::uint64_t seed) {
  matrix a = random_matrix(n, n, seed);
  for (std::size_t j = 0; j < n; ++j) {
    a(j, j) = 1.0;
    for (std::size_t i = 0; i < j; ++i) a(i, j) = a(j, i);
  }
  return a;
}

Eigen::Map<const Eigen::MatrixXd> look_at(const matrix& a) {
  return {a.data(), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

double largest_difference(const matrix& a, const Eigen::MatrixXd& b) {
  return (look_at(a) - b).cwiseAbs().maxCoeff();
}

TEST(add_gram, agrees_with_eigen_for_rows_and_columns_that_fill_no_block) {
  for (const std::size_t n : {1U, 3U, 4U, 5U, 17U})
    for (const std::size_t rows : {0U, 1U, 255U, 256U, 600U}) {
      const matrix a = random_matrix(600, n, n);
      matrix sum(n, n);
      for (std::size_t i = 0; i < n; ++i) sum(i, i) = 2.0;  // it adds
      standin::numeric::add_gram(a, rows, sum);
      const Eigen::MatrixXd top = look_at(a).topRows(static_cast<Eigen::Index>(rows));
      const Eigen::MatrixXd expected =
          top.transpose() * top + 2.0 * Eigen::MatrixXd::Identity(look_at(sum).rows(), look_at(sum).cols());
      for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = j; i < n; ++i)
          EXPECT_NEAR(sum(i, j), expected(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)), 1e-12);
    }
}

TEST(cholesky, gives_the_factor_of_a_matrix_that_was_made_of_one) {
  // L = [2 0 0; 6 1 0; -8 5 3], and L L' worked out by hand.
  matrix lower;
  ASSERT_TRUE(standin::numeric::cholesky(made_of({{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}}), lower));
  EXPECT_EQ(lower, made_of({{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}}));
}

TEST(cholesky, agrees_with_eigen) {
  const std::size_t n = 40;
  const matrix a = random_matrix(200, n, 3);
  matrix product(n, n);
  standin::numeric::add_gram(a, 200, product);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < j; ++i) product(i, j) = product(j, i);
  matrix lower;
  ASSERT_TRUE(standin::numeric::cholesky(product, lower));
  EXPECT_LT(largest_difference(lower, Eigen::LLT<Eigen::MatrixXd>(look_at(product)).matrixL()), 1e-12);
}

TEST(cholesky, says_what_is_not_positive_definite) {
  matrix lower;
  EXPECT_FALSE(standin::numeric::cholesky(made_of({{1, 2}, {2, 1}}), lower));
  EXPECT_FALSE(standin::numeric::cholesky(made_of({{1, 1}, {1, 1}}), lower));
  EXPECT_FALSE(standin::numeric::cholesky(made_of({{-1}}), lower));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(standin::numeric::cholesky(made_of({{1, nan}, {nan, 1}}), lower));
  EXPECT_TRUE(standin::numeric::cholesky(matrix(0, 0), lower));
}

TEST(eigenvalues, of_a_path_are_those_of_the_textbook) {
  // Second differences on n points: 2 - 2 cos(k pi / (n + 1)), k = 1 … n.
  const std::size_t n = 12;
  matrix a(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    a(i, i) = 2.0;
    if (i > 0) a(i, i - 1) = a(i - 1, i) = -1.0;
  }
  std::vector<double> values = standin::numeric::eigenvalues(a).values;
  std::sort(values.begin(), values.end());
  for (std::size_t k = 0; k < n; ++k)
    EXPECT_NEAR(values[k], 2.0 - 2.0 * std::cos(static_cast<double>(k + 1) * std::numbers::pi / 13.0), 1e-14);
}

TEST(eigenvalues, and_vectors_give_the_matrix_back) {
  std::vector<matrix> cases{random_near_correlation(1, 1),
                            random_near_correlation(2, 1),
                            random_near_correlation(57, 1),
                            matrix(6, 6),
                            made_of({{3, 0, 0}, {0, 3, 0}, {0, 0, -1}}),
                            made_of({{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}),
                            made_of({{1e-160, 2e-160}, {2e-160, 0}})};
  for (const matrix& a : cases) {
    const standin::numeric::eigen_system found = standin::numeric::eigenvalues(a);
    ASSERT_TRUE(found.converged);
    const auto n = static_cast<Eigen::Index>(a.columns());
    const Eigen::MatrixXd v = look_at(found.vectors);
    const Eigen::VectorXd d = Eigen::Map<const Eigen::VectorXd>(found.values.data(), n);
    const double size = look_at(a).norm();
    EXPECT_LE((v * d.asDiagonal() * v.transpose() - look_at(a)).norm(), 1e-13 * size);
    EXPECT_LE((v.transpose() * v - Eigen::MatrixXd::Identity(n, n)).norm(), 1e-13 * static_cast<double>(n));
    Eigen::VectorXd sorted = d;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_LE((sorted - Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(look_at(a)).eigenvalues()).norm(), 1e-13 * size);
  }
}

TEST(eigenvalues, end_where_cells_are_no_numbers) {
  for (const double cell : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_FALSE(standin::numeric::eigenvalues(made_of({{1, cell, 0}, {cell, 1, 0}, {0, 0, 1}})).converged);
  EXPECT_TRUE(standin::numeric::eigenvalues(matrix(0, 0)).converged);
}

TEST(nearest_correlation, is_that_of_highams_example) {
  // N. J. Higham, "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22 (2002), section 4: to four places.
  const auto repair = standin::numeric::nearest_correlation(made_of({{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}));
  EXPECT_TRUE(repair.converged);
  EXPECT_GT(repair.iterations, 0U);
  EXPECT_NEAR(repair.correlation(1, 0), 0.7607, 5e-5);
  EXPECT_NEAR(repair.correlation(2, 0), 0.1573, 5e-5);
  EXPECT_NEAR(repair.correlation(2, 1), 0.7607, 5e-5);
}

TEST(nearest_correlation, is_symmetric_with_unit_diagonal_and_eigenvalues_of_the_floor) {
  const std::size_t n = 30;
  const auto repair = standin::numeric::nearest_correlation(random_near_correlation(n, 5), 1e-6);
  for (std::size_t j = 0; j < n; ++j) {
    EXPECT_EQ(repair.correlation(j, j), 1.0);
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(repair.correlation(i, j), repair.correlation(j, i));
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(look_at(repair.correlation));
  EXPECT_GT(solver.eigenvalues().minCoeff(), 0.5e-6);
  EXPECT_LT(solver.eigenvalues().minCoeff(), 2e-6);
}

TEST(nearest_correlation, leaves_what_is_one) {
  const matrix a = made_of({{1, 0.5}, {0.5, 1}});
  const auto repair = standin::numeric::nearest_correlation(a);
  EXPECT_EQ(repair.iterations, 0U);
  EXPECT_EQ(repair.correlation, a);
  EXPECT_TRUE(standin::numeric::nearest_correlation(matrix(0, 0)).converged);
}

TEST(nearest_correlation, says_so_where_there_is_none) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(standin::numeric::nearest_correlation(made_of({{1, nan}, {nan, 1}})).converged);
}

}  // namespace
