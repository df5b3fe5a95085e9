// SPDX-License-Identifier: MIT
/// \file
/// The little linear algebra that fits need, on our own storage.
#pragma once

#include <standin/config.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace standin::inline v0_1::numeric {

/// A matrix of doubles, column after column.
class matrix {
 public:
  matrix() = default;
  matrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), cells_(rows * columns) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) noexcept {
    return cells_[column * rows_ + row];
  }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const noexcept {
    return cells_[column * rows_ + row];
  }
  [[nodiscard]] std::span<double> column(std::size_t i) noexcept { return {cells_.data() + i * rows_, rows_}; }
  [[nodiscard]] std::span<const double> column(std::size_t i) const noexcept {
    return {cells_.data() + i * rows_, rows_};
  }
  [[nodiscard]] double* data() noexcept { return cells_.data(); }
  [[nodiscard]] const double* data() const noexcept { return cells_.data(); }

  bool operator==(const matrix&) const = default;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> cells_;
};

/// Adds the products of all pairs of columns, `a' a`, to `sum`; only its lower triangle counts.
void add_gram(const matrix& a, std::size_t rows, matrix& sum);

/// The lower triangle L with L L' = a, zeros above.
/// \returns  whether a is positive definite; otherwise `lower` holds nothing of use
[[nodiscard]] bool cholesky(const matrix& a, matrix& lower);

/// Eigenvalues, in no order, and their vectors, of length 1, as columns.
struct eigen_system {
  std::vector<double> values;
  matrix vectors;
  bool converged = true;  ///< false where a cell is not finite
};

/// The eigenvalues and vectors of a symmetric matrix. Costs O(n^3).
[[nodiscard]] eigen_system eigenvalues(const matrix& a);

/// A correlation matrix near a symmetric matrix with unit diagonal.
struct correlation_repair {
  matrix correlation;
  std::size_t iterations = 0;  ///< 0 where the matrix was one already
  bool converged = true;
};

/// The nearest correlation matrix in the Frobenius norm, then with eigenvalues of at least `floor`.
/// Source: Higham, "Computing the nearest correlation matrix — a problem from finance", IMA J. Numer. Anal. 22 (2002).
/// Costs O(n^3) an iteration; at most 200 of them.
[[nodiscard]] correlation_repair nearest_correlation(const matrix& a, double floor = 1e-8);

}  // namespace standin::inline v0_1::numeric

#if !defined(STANDIN_COMPILED)
#include <standin/numeric/detail/linear_algebra.ipp>
#endif
