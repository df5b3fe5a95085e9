// SPDX-License-Identifier: MIT
/// \file
/// Equations whose matrix is known by its products only.
#pragma once

#include <standin/learn/detail/linear_products.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace standin::inline v0_1::detail {

inline double dot(const std::vector<double>& a, const std::vector<double>& b) noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// The lower triangle L of L L' = a in place of a's; false where a is not positive definite.
inline bool factorise(std::vector<double>& a, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      if (i != j) {
        a[i * n + j] = sum / a[j * n + j];
      } else if (sum > 0.0) {
        a[i * n + i] = std::sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

/// Solves L L' x = b in place of b.
inline void solve_factorised(const std::vector<double>& lower, std::size_t n, double* b) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    double sum = b[i];
    for (std::size_t k = 0; k < i; ++k) sum -= lower[i * n + k] * b[k];
    b[i] = sum / lower[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= lower[i * n + i];
    for (std::size_t k = 0; k < i; ++k) b[k] -= lower[i * n + k] * b[i];
  }
}

/// Solves A x = b for a symmetric positive definite A that is given by its products; `scale(v)` turns v into an
/// approximation to A⁻¹ v.
/// Source: Hestenes and Stiefel, J. Research of the National Bureau of Standards 49 (1952).
template <class Product, class Scale>
std::vector<double> conjugate_gradients(const std::vector<double>& b, double tolerance, std::size_t max_steps,
                                        Product&& product, Scale&& scale) {
  const std::size_t n = b.size();
  std::vector<double> x(n, 0.0);
  std::vector<double> residual = b;
  std::vector<double> scaled = residual;
  scale(scaled);
  std::vector<double> direction = scaled;
  double size = dot(residual, scaled);
  const double enough = size * tolerance * tolerance;
  for (std::size_t step = 0; step < max_steps && size > enough && size > 0.0; ++step) {
    const std::vector<double> image = product(direction);
    const double curvature = dot(direction, image);
    if (!(curvature > 0.0)) break;
    const double along = size / curvature;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += along * direction[i];
      residual[i] -= along * image[i];
    }
    scaled = residual;
    scale(scaled);
    const double next = dot(residual, scaled);
    const double keep = next / size;
    for (std::size_t i = 0; i < n; ++i) direction[i] = scaled[i] + keep * direction[i];
    size = next;
  }
  return x;
}

/// What `conjugate_gradients` scales by: for each of some blocks the inverse of Σ weight(row, block) x x' + penalty, or
/// of its diagonal where there are too many terms for more.
class block_inverses {
 public:
  template <class Weight>
  block_inverses(const linear_products& products, std::size_t blocks, double l2, double constant_l2, Weight&& weight)
      : n_(products.size()) {
    constexpr std::size_t few = 600;
    const bool whole = n_ <= few;
    for (std::size_t k = 0; k < blocks; ++k) {
      std::vector<double> block = products.sum(whole ? n_ * n_ : n_, [&](std::size_t row, double* sum) {
        if (whole) {
          products.add_square(row, weight(row, k), sum);
        } else {
          products.add(row, weight(row, k), sum);
        }
      });
      for (std::size_t j = 0; j < n_; ++j) {
        double& on_diagonal = block[whole ? j * n_ + j : j];
        on_diagonal = std::abs(on_diagonal) + (j + 1 < n_ ? l2 : constant_l2);
      }
      if (!whole) {  // standardised numbers have sums near 0, and squares as large as the constant's
        for (std::size_t j = 0; j < n_; ++j) block[j] = std::max(block[j], 1e-3 * block[n_ - 1]);
      } else if (!factorise(block, n_)) {
        block.clear();
      }
      blocks_.push_back(std::move(block));
    }
  }

  void apply(std::vector<double>& v) const noexcept {
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      double* part = v.data() + k * n_;
      if (blocks_[k].empty()) continue;
      if (blocks_[k].size() == n_ && n_ > 1) {
        for (std::size_t j = 0; j < n_; ++j) part[j] /= blocks_[k][j];
      } else {
        solve_factorised(blocks_[k], n_, part);
      }
    }
  }

 private:
  std::size_t n_;
  std::vector<std::vector<double>> blocks_{};
};

}  // namespace standin::inline v0_1::detail
