// SPDX-License-Identifier: MIT
/// \file
/// The bodies of numeric/xtensor_dataset.hpp.
#pragma once

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/numeric/xtensor_dataset.hpp>

#include <array>

namespace standin::inline v0_1::numeric {

STANDIN_INLINE void detail::check_rank(std::size_t dimension) {
  if (dimension != 2)
    throw schema_error("xtensor dataset",
                       "the array has " + to_text(dimension) + (dimension == 1 ? " dimension" : " dimensions") +
                           ", a table has two, rows and columns",
                       "choose or reshape to two dimensions");
}

STANDIN_INLINE xt::xtensor<double, 2> to_xtensor(const table_view& data) {
  const std::array<std::size_t, 2> shape{data.rows(), data.schema().size()};
  xt::xtensor<double, 2> numbers(shape);
  for (std::size_t j = 0; data.rows() > 0 && j < shape[1]; ++j)
    detail::write_numbers(data.column(j), numbers.data() + j, static_cast<std::ptrdiff_t>(shape[1]));
  return numbers;
}

}  // namespace standin::inline v0_1::numeric
