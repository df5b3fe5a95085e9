// SPDX-License-Identifier: MIT
/// \file
/// The bodies of numeric/eigen_dataset.hpp.
#pragma once

#include <standin/numeric/eigen_dataset.hpp>

namespace standin::inline v0_1::numeric {

STANDIN_INLINE Eigen::MatrixXd to_eigen(const table_view& data) {
  Eigen::MatrixXd numbers(static_cast<Eigen::Index>(data.rows()), static_cast<Eigen::Index>(data.schema().size()));
  if (data.rows() == 0) return numbers;
  for (std::size_t j = 0; j < data.schema().size(); ++j)
    detail::write_numbers(data.column(j), numbers.col(static_cast<Eigen::Index>(j)).data(), 1);
  return numbers;
}

}  // namespace standin::inline v0_1::numeric
