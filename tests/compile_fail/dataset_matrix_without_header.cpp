// SPDX-License-Identifier: MIT
// Compiled twice: as it stands it must compile, with SHOULD_FAIL defined it must not, and the message must be
// expect: standin: this matrix or array is no dataset here: include standin/numeric/eigen_dataset.hpp or
#include <standin/data/dataset.hpp>
#ifndef SHOULD_FAIL
#include <standin/numeric/eigen_dataset.hpp>
#endif

#include <Eigen/Core>

int main() {
  const Eigen::MatrixXd matrix(2, 2);
  const standin::table_view view = matrix;
  return view.rows() == 2 ? 0 : 1;
}
