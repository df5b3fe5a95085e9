// SPDX-License-Identifier: MIT
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
  const auto model = standin::independent<>{}.fit(readings, {.seed = 1});
  standin::io::write_csv(model.sample(1000, {.seed = 2}), "fake.csv");

  const standin::table fake = standin::io::read_csv("fake.csv");
  return fake.rows() == 1000 && fake.schema()[1].name == "level" ? 0 : 1;
}
