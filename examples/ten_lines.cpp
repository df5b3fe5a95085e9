// SPDX-License-Identifier: MIT
// A table in, another one like it out: ten_lines [real.csv [fake.csv]]
#include <standin/standin.hpp>

int main(int argc, char** argv) {
  const char* example =
      "born,city,visits\n1971-03-05,Rome,4\n1988-11-30,Oslo,7\n1990-01-01,Rome,\n1964-07-19,Rome,11\n";
  const standin::table real = argc > 1 ? standin::io::read_csv(argv[1]) : standin::io::read_csv_text(example);
  const auto model = standin::independent<>{}.fit(real, {.seed = 1});
  const standin::table fake = model.sample(1'000, {.seed = 7});
  standin::io::write_csv(fake, argc > 2 ? argv[2] : "fake.csv");
}
