// SPDX-License-Identifier: MIT
#include <standin/generators/copula/copula.hpp>
#include <standin/io/csv.hpp>

int main(int, char** arguments) {
  const auto model = standin::copula<>{}.fit(standin::io::read_csv(arguments[1]), {.seed = 1});
  standin::io::write_csv(model.sample(1000, {.seed = 2}), arguments[2]);
}
