// SPDX-License-Identifier: MIT
#include <standin/generators/copula/copula.hpp>

int main() {
  const standin::table data({{"x", standin::column_kind::numeric}}, {standin::column(std::vector<double>{1.0, 2.0})});
  return static_cast<int>(standin::copula<>{}.fit(data, {.seed = 1}).sample(1000, {.seed = 2}).rows());
}
