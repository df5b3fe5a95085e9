// SPDX-License-Identifier: MIT
/// \file
/// Eigen matrices, arrays, maps and expressions as datasets, and a table as a matrix.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/numeric/detail/strided_dataset.hpp>

#include <Eigen/Core>

#include <concepts>
#include <cstddef>

namespace standin::inline v0_1 {

namespace numeric::detail {

template <class D>
concept eigen_dense = requires {
  typename D::Scalar;
  typename D::PlainObject;
  D::Flags;
} && std::derived_from<D, Eigen::DenseBase<D>> && cell_scalar<typename D::Scalar>;

}  // namespace numeric::detail

/// Dense objects of Eigen model `dataset`: a row is a row, and the columns are called x1, x2, …; `named` calls them
/// otherwise. Scalars: `double` and `float`, where NaN is missing, 32- and 64-bit integers, unsigned ones up to 32
/// bits, and `bool`.
///
/// What has its numbers in memory (matrices, arrays, maps, references, blocks, transposes) is looked at where it is, in
/// either storage order and with any strides; an expression is evaluated once, and the `table_view` keeps the result.
template <numeric::detail::eigen_dense D>
struct dataset_traits<D> {
  [[nodiscard]] static table_view view(const D& data) {
    if constexpr ((static_cast<unsigned>(D::Flags) & Eigen::DirectAccessBit) != 0) {
      using scalar = typename D::Scalar;
      constexpr auto size = static_cast<std::ptrdiff_t>(sizeof(scalar));
      const std::ptrdiff_t inner = data.innerStride() * size;
      const std::ptrdiff_t outer = data.outerStride() * size;
      return numeric::detail::view_cells({.first = data.data(),
                                          .element = numeric::detail::element_of<scalar>::value,
                                          .rows = static_cast<std::size_t>(data.rows()),
                                          .columns = static_cast<std::size_t>(data.cols()),
                                          .row_step = D::IsRowMajor ? outer : inner,
                                          .column_step = D::IsRowMajor ? inner : outer});
    } else {
      return typename D::PlainObject(data);
    }
  }
};

namespace numeric {

/// The table as numbers, one row a row: NaN where a cell is missing or a text, categories as their codes, booleans as 0
/// and 1, date-times as ticks. Integers beyond 2^53 lose bits.
[[nodiscard]] Eigen::MatrixXd to_eigen(const table_view& data);

}  // namespace numeric

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/numeric/detail/eigen_dataset.ipp>
#endif
