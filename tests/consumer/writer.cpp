// SPDX-License-Identifier: MIT
//
// Asks of others all that consumer.cpp asks, and compiles in a third of the time.
#include <standin/standin.hpp>

#include <vector>

struct reading {
  double temperature;
  int level;
};

template <>
struct standin::record_traits<reading> {
  static constexpr auto fields =
      std::tuple{standin::field("temperature", &reading::temperature), standin::field("level", &reading::level)};
};

int main() {
  const std::vector<reading> readings{{20.5, 1}, {21.0, 2}, {19.5, 1}, {22.5, 3}};
  standin::io::write_csv(readings, "real.csv");
}
