// SPDX-License-Identifier: MIT
//
// Simulates a season of supermarket receipts (their rules are in receipts.hpp), lets a copula learn them, and judges
// it.
#include "receipts.hpp"

#include <standin/generators/copula/copula.hpp>
#include <standin/standin.hpp>

#include <cstdio>

int main() {
  const standin::table real = examples::receipts().sample(20'000, {.seed = 7});  // the same rows for any threads
  standin::io::write_csv(real, "receipts.csv");

  const auto [train, holdout] = standin::split(real, 2.0 / 3, {.seed = 1});
  const auto model = standin::copula<>{}.fit(train);
  const standin::table fake = model.sample(train.rows(), {.seed = 1});
  const standin::report report = standin::evaluate(train, holdout, fake);
  std::fputs(standin::io::render_text(report).c_str(), stdout);
}
