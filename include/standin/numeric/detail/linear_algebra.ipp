// SPDX-License-Identifier: MIT
/// \file
/// The bodies of numeric/linear_algebra.hpp.
///
/// Plain loops rather than Eigen's templates, whose decompositions cost seven seconds in every program that fits a
/// copula, and are hardly faster at the sizes of tables.
#pragma once

#include <standin/numeric/linear_algebra.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace standin::inline v0_1::numeric {

namespace detail {

inline constexpr std::size_t panel = 4;  ///< columns that a product takes at once

/// Adds the products of the columns of two panels, row after row, to a tile: as many sums as fit into registers.
inline void multiply_panels(const double* a, const double* b, std::size_t rows,
                            std::array<double, panel * panel>& tile) {
  double sums[panel][panel] = {};
  for (std::size_t row = 0; row < rows; ++row, a += panel, b += panel)
    for (std::size_t i = 0; i < panel; ++i)
      for (std::size_t j = 0; j < panel; ++j) sums[i][j] += a[i] * b[j];
  for (std::size_t i = 0; i < panel; ++i)
    for (std::size_t j = 0; j < panel; ++j) tile[i * panel + j] = sums[i][j];
}

/// Turns a symmetric matrix into a tridiagonal one by reflections; `a` becomes their product, `diagonal` and `beside`
/// (from its second place on) the result. Source: R. S. Martin, C. Reinsch, J. H. Wilkinson, "Householder's
/// tridiagonalization of a symmetric matrix", Numer. Math. 11 (1968), tred2.
STANDIN_INLINE void make_tridiagonal(matrix& a, std::vector<double>& diagonal, std::vector<double>& beside) {
  const std::size_t n = a.columns();
  std::vector<double>& d = diagonal;
  std::vector<double>& e = beside;
  for (std::size_t j = 0; j < n; ++j) d[j] = a(n - 1, j);
  for (std::size_t i = n - 1; i > 0; --i) {
    double scale = 0.0;
    double h = 0.0;
    for (std::size_t k = 0; k < i; ++k) scale += std::abs(d[k]);
    if (scale == 0.0) {
      e[i] = d[i - 1];
      for (std::size_t j = 0; j < i; ++j) {
        d[j] = a(i - 1, j);
        a(i, j) = a(j, i) = 0.0;
      }
      d[i] = 0.0;
      continue;
    }
    for (std::size_t k = 0; k < i; ++k) {
      d[k] /= scale;
      h += d[k] * d[k];
    }
    const double last = d[i - 1];
    const double root = last > 0.0 ? -std::sqrt(h) : std::sqrt(h);
    e[i] = scale * root;
    h -= last * root;
    d[i - 1] = last - root;
    std::fill_n(e.begin(), i, 0.0);
    for (std::size_t j = 0; j < i; ++j) {
      const double f = d[j];
      const double* const column = a.column(j).data();
      a(j, i) = f;
      double g = e[j] + column[j] * f;
      for (std::size_t k = j + 1; k < i; ++k) {
        g += column[k] * d[k];
        e[k] += column[k] * f;
      }
      e[j] = g;
    }
    double f = 0.0;
    for (std::size_t j = 0; j < i; ++j) {
      e[j] /= h;
      f += e[j] * d[j];
    }
    const double half = f / (h + h);
    for (std::size_t j = 0; j < i; ++j) e[j] -= half * d[j];
    for (std::size_t j = 0; j < i; ++j) {
      double* const column = a.column(j).data();
      const double dj = d[j];
      const double ej = e[j];
      for (std::size_t k = j; k < i; ++k) column[k] -= dj * e[k] + ej * d[k];
      d[j] = column[i - 1];
      column[i] = 0.0;
    }
    d[i] = h;
  }
  for (std::size_t i = 0; i + 1 < n; ++i) {
    a(n - 1, i) = a(i, i);
    a(i, i) = 1.0;
    double* const next = a.column(i + 1).data();
    if (const double h = d[i + 1]; h != 0.0) {
      for (std::size_t k = 0; k <= i; ++k) d[k] = next[k] / h;
      for (std::size_t j = 0; j <= i; ++j) {
        double* const column = a.column(j).data();
        double g = 0.0;
        for (std::size_t k = 0; k <= i; ++k) g += next[k] * column[k];
        for (std::size_t k = 0; k <= i; ++k) column[k] -= g * d[k];
      }
    }
    std::fill_n(next, i + 1, 0.0);
  }
  for (std::size_t j = 0; j < n; ++j) {
    d[j] = a(n - 1, j);
    a(n - 1, j) = 0.0;
  }
  a(n - 1, n - 1) = 1.0;
}

/// The eigenvalues of a tridiagonal matrix in place of its diagonal; `vectors` is turned along with it. Source:
/// H. Bowdler, R. S. Martin, C. Reinsch, J. H. Wilkinson, "The QR and QL algorithms for symmetric matrices", Numer.
/// Math. 11 (1968), tql2.
/// \returns  whether each eigenvalue was found within 50 steps
STANDIN_INLINE bool make_diagonal(std::vector<double>& diagonal, std::vector<double>& beside, matrix& vectors) {
  const std::size_t n = vectors.columns();
  std::vector<double>& d = diagonal;
  std::vector<double>& e = beside;
  std::copy(e.begin() + 1, e.end(), e.begin());
  e[n - 1] = 0.0;
  double shift = 0.0;
  double largest = 0.0;
  for (std::size_t l = 0; l < n; ++l) {
    largest = std::max(largest, std::abs(d[l]) + std::abs(e[l]));
    const double small = 0x1p-52 * largest;
    std::size_t m = l;
    while (m + 1 < n && !(std::abs(e[m]) <= small)) ++m;
    for (int step = 0; m > l && !(std::abs(e[l]) <= small); ++step) {
      if (step == 50) return false;
      const double g = d[l];
      double p = (d[l + 1] - g) / (2.0 * e[l]);
      const double r = p < 0.0 ? -std::hypot(p, 1.0) : std::hypot(p, 1.0);
      d[l] = e[l] / (p + r);
      d[l + 1] = e[l] * (p + r);
      const double next = d[l + 1];
      const double by = g - d[l];
      for (std::size_t i = l + 2; i < n; ++i) d[i] -= by;
      shift += by;
      p = d[m];
      double c = 1.0, c2 = 1.0, c3 = 1.0;
      double s = 0.0, s2 = 0.0;
      const double beside_next = e[l + 1];
      for (std::size_t i = m; i-- > l;) {
        c3 = c2;
        c2 = c;
        s2 = s;
        const double turned = c * e[i];
        const double h = c * p;
        const double length = std::hypot(p, e[i]);
        e[i + 1] = s * length;
        s = e[i] / length;
        c = p / length;
        p = c * d[i] - s * turned;
        d[i + 1] = h + s * (c * turned + s * d[i]);
        double* const left = vectors.column(i).data();
        double* const right = vectors.column(i + 1).data();
        for (std::size_t k = 0; k < n; ++k) {
          const double old = right[k];
          right[k] = s * left[k] + c * old;
          left[k] = c * left[k] - s * old;
        }
      }
      p = -s * s2 * c3 * beside_next * e[l] / next;
      e[l] = s * p;
      d[l] = c * p;
    }
    d[l] += shift;
    e[l] = 0.0;
  }
  return true;
}

/// The symmetric matrix with the same eigenvectors and eigenvalues of at least `floor`, which is not negative.
/// \returns  whether the eigenvalues were found
STANDIN_INLINE bool lift_eigenvalues(matrix& a, double floor) {
  const std::size_t n = a.columns();
  const eigen_system found = eigenvalues(a);
  if (!found.converged) return false;
  matrix roots(n, n);  // row k is vector k, times the root of its value
  for (std::size_t k = 0; k < n; ++k) {
    const double root = std::sqrt(std::max(found.values[k], floor));
    for (std::size_t i = 0; i < n; ++i) roots(k, i) = root * found.vectors(i, k);
  }
  matrix lifted(n, n);
  add_gram(roots, n, lifted);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < j; ++i) lifted(i, j) = lifted(j, i);
  a = std::move(lifted);
  return true;
}

/// Whether all eigenvalues are larger than `floor`.
STANDIN_INLINE bool exceeds(matrix a, double floor) {
  for (std::size_t i = 0; i < a.columns(); ++i) a(i, i) -= floor;
  matrix lower;
  return cholesky(a, lower);
}

}  // namespace detail

STANDIN_INLINE void add_gram(const matrix& a, std::size_t rows, matrix& sum) {
  constexpr std::size_t panel = detail::panel;
  constexpr std::size_t block = 256;  // rows of which all panels fit into the cache
  const std::size_t n = a.columns();
  const std::size_t panels = (n + panel - 1) / panel;
  std::vector<double> packed(panels * panel * block);
  for (std::size_t first = 0; first < rows; first += block) {
    const std::size_t some = std::min(block, rows - first);
    for (std::size_t c = 0; c < n; ++c) {
      const double* const from = a.column(c).data() + first;
      double* const to = packed.data() + c / panel * panel * block + c % panel;
      for (std::size_t row = 0; row < some; ++row) to[row * panel] = from[row];
    }
    for (std::size_t p = 0; p < panels; ++p)
      for (std::size_t q = 0; q <= p; ++q) {
        std::array<double, panel * panel> tile;
        detail::multiply_panels(packed.data() + p * panel * block, packed.data() + q * panel * block, some, tile);
        for (std::size_t j = q * panel; j < std::min(n, (q + 1) * panel); ++j)
          for (std::size_t i = std::max(j, p * panel); i < std::min(n, (p + 1) * panel); ++i)
            sum(i, j) += tile[(i - p * panel) * panel + (j - q * panel)];
      }
  }
}

STANDIN_INLINE bool cholesky(const matrix& a, matrix& lower) {
  const std::size_t n = a.columns();
  matrix result(n, n);
  bool positive = true;
  for (std::size_t j = 0; positive && j < n; ++j) {
    double* const column = result.column(j).data();
    std::copy(a.column(j).begin() + static_cast<std::ptrdiff_t>(j), a.column(j).end(), column + j);
    for (std::size_t k = 0; k < j; ++k) {
      const double* const left = result.column(k).data();
      const double by = left[j];
      for (std::size_t i = j; i < n; ++i) column[i] -= by * left[i];
    }
    positive = column[j] > 0.0;
    const double root = std::sqrt(column[j]);
    for (std::size_t i = j; i < n; ++i) column[i] /= root;
  }
  lower = std::move(result);
  return positive;
}

STANDIN_INLINE eigen_system eigenvalues(const matrix& a) {
  const std::size_t n = a.columns();
  eigen_system found{.values = std::vector<double>(n), .vectors = a};
  if (n == 0) return found;
  std::vector<double> beside(n);
  detail::make_tridiagonal(found.vectors, found.values, beside);
  found.converged = detail::make_diagonal(found.values, beside, found.vectors);
  return found;
}

STANDIN_INLINE correlation_repair nearest_correlation(const matrix& a, double floor) {
  const std::size_t n = a.columns();
  correlation_repair repair{.correlation = a};
  if (n == 0 || detail::exceeds(a, floor)) return repair;

  const std::size_t cells = n * n;
  matrix y = a;
  matrix correction(n, n);
  matrix shifted(n, n);
  constexpr std::size_t most = 200;
  repair.converged = false;
  while (repair.iterations < most) {
    ++repair.iterations;
    for (std::size_t i = 0; i < cells; ++i) shifted.data()[i] = y.data()[i] - correction.data()[i];
    matrix x = shifted;
    if (!detail::lift_eigenvalues(x, 0.0)) return repair;
    for (std::size_t i = 0; i < cells; ++i) correction.data()[i] = x.data()[i] - shifted.data()[i];
    double moved = 0.0;  // squares: only the diagonal differs
    for (std::size_t i = 0; i < n; ++i) moved += (1.0 - x(i, i)) * (1.0 - x(i, i));
    y = std::move(x);
    for (std::size_t i = 0; i < n; ++i) y(i, i) = 1.0;
    double size = 0.0;
    for (std::size_t i = 0; i < cells; ++i) size += y.data()[i] * y.data()[i];
    if (std::sqrt(moved) <= 1e-10 * std::sqrt(size)) {
      repair.converged = true;
      break;
    }
  }
  if (!detail::lift_eigenvalues(y, floor)) {
    repair.converged = false;
    return repair;
  }
  std::vector<double> scale(n);
  for (std::size_t i = 0; i < n; ++i) scale[i] = 1.0 / std::sqrt(y(i, i));
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = 0; i < n; ++i) y(i, j) *= scale[i] * scale[j];
    y(j, j) = 1.0;
  }
  repair.correlation = std::move(y);
  return repair;
}

}  // namespace standin::inline v0_1::numeric
