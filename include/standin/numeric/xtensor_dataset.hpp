// SPDX-License-Identifier: MIT
/// \file
/// xtensor arrays, tensors, views and expressions of rank 2 as datasets, and a table as a tensor.
#pragma once

#include <standin/config.hpp>
#include <standin/data/dataset.hpp>
#include <standin/numeric/detail/strided_dataset.hpp>
#include <standin/numeric/xtensor.hpp>

#include <cstddef>

namespace standin::inline v0_1 {

namespace numeric::detail {

template <class E>
concept xtensor_expression =
    requires { typename E::value_type; } && xt::is_xexpression<E>::value && cell_scalar<typename E::value_type> &&
    (xt::get_rank<E>::value == 2 || !xt::has_fixed_rank_t<E>::value);

template <class E>
concept xtensor_in_memory = requires(const E& e) {
  { e.data() } -> std::convertible_to<const typename E::value_type*>;
  e.data_offset();
  e.strides()[0];
};

/// \throws schema_error  unless it is 2
void check_rank(std::size_t dimension);

}  // namespace numeric::detail

/// Expressions of xtensor with two dimensions, rows and columns, model `dataset`. The columns are called x1, x2, …;
/// `named` calls them otherwise. Scalars as with Eigen: `double` and `float`, where NaN is missing, 32- and 64-bit
/// integers, unsigned ones up to 32 bits, and `bool`.
///
/// What has its numbers in memory (arrays, tensors, adaptors, views by ranges) is looked at where it is, with any
/// strides; any other expression is evaluated once, and the `table_view` keeps the result.
/// \throws schema_error  on looking at it, when the rank is known only then and isn't 2
template <numeric::detail::xtensor_expression E>
struct dataset_traits<E> {
  [[nodiscard]] static table_view view(const E& data) {
    using scalar = typename E::value_type;
    numeric::detail::check_rank(data.dimension());
    if constexpr (numeric::detail::xtensor_in_memory<E>) {
      constexpr auto size = static_cast<std::ptrdiff_t>(sizeof(scalar));
      const scalar* first = data.data();
      if (data.size() > 0) first += static_cast<std::ptrdiff_t>(data.data_offset());
      return numeric::detail::view_cells({.first = first,
                                          .element = numeric::detail::element_of<scalar>::value,
                                          .rows = static_cast<std::size_t>(data.shape()[0]),
                                          .columns = static_cast<std::size_t>(data.shape()[1]),
                                          .row_step = static_cast<std::ptrdiff_t>(data.strides()[0]) * size,
                                          .column_step = static_cast<std::ptrdiff_t>(data.strides()[1]) * size});
    } else {
      return xt::xtensor<scalar, 2>(data);
    }
  }
};

namespace numeric {

/// The table as numbers, one row a row: NaN where a cell is missing or a text, categories as their codes, booleans as 0
/// and 1, date-times as ticks. Integers beyond 2^53 lose bits.
[[nodiscard]] xt::xtensor<double, 2> to_xtensor(const table_view& data);

}  // namespace numeric

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/numeric/detail/xtensor_dataset.ipp>
#endif
