// SPDX-License-Identifier: MIT
#pragma once

#include <standin/numeric/linear_algebra.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace standin::inline v0_1::numeric {

namespace detail {

using dense = Eigen::MatrixXd;
using view = Eigen::Map<const dense, Eigen::Unaligned>;
using writable_view = Eigen::Map<dense, Eigen::Unaligned>;

[[nodiscard]] inline view look_at(const matrix& a) {
  return {a.data(), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}
[[nodiscard]] inline writable_view look_at(matrix& a) {
  return {a.data(), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

/// The symmetric matrix with the same eigenvectors and eigenvalues of at least `floor`.
[[nodiscard]] inline dense lift_eigenvalues(const dense& a, double floor) {
  const Eigen::SelfAdjointEigenSolver<dense> solver(a);
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(floor).asDiagonal() * solver.eigenvectors().transpose();
}

}  // namespace detail

STANDIN_INLINE void add_gram(const matrix& a, std::size_t rows, matrix& sum) {
  const auto top = detail::look_at(a).topRows(static_cast<Eigen::Index>(rows));
  detail::look_at(sum).selfadjointView<Eigen::Lower>().rankUpdate(top.transpose());
}

STANDIN_INLINE bool cholesky(const matrix& a, matrix& lower) {
  const Eigen::LLT<detail::dense> factor(detail::look_at(a));
  lower = matrix(a.rows(), a.columns());
  detail::look_at(lower) = factor.matrixL();
  return factor.info() == Eigen::Success;
}

STANDIN_INLINE correlation_repair nearest_correlation(const matrix& a, double floor) {
  correlation_repair repair{.correlation = a};
  if (a.columns() == 0) return repair;
  const Eigen::SelfAdjointEigenSolver<detail::dense> first(detail::look_at(a), Eigen::EigenvaluesOnly);
  if (first.eigenvalues().minCoeff() >= floor) return repair;

  detail::dense y = detail::look_at(a);
  detail::dense correction = detail::dense::Zero(y.rows(), y.cols());
  constexpr std::size_t most = 200;
  repair.converged = false;
  while (repair.iterations < most) {
    ++repair.iterations;
    const detail::dense shifted = y - correction;
    const detail::dense x = detail::lift_eigenvalues(shifted, 0.0);
    correction = x - shifted;
    y = x;
    y.diagonal().setOnes();
    if ((y - x).norm() <= 1e-10 * y.norm()) {
      repair.converged = true;
      break;
    }
  }
  y = detail::lift_eigenvalues(y, floor);
  const Eigen::VectorXd scale = y.diagonal().cwiseSqrt().cwiseInverse();
  y = scale.asDiagonal() * y * scale.asDiagonal();
  y.diagonal().setOnes();
  detail::look_at(repair.correlation) = 0.5 * (y + y.transpose());
  return repair;
}

}  // namespace standin::inline v0_1::numeric
