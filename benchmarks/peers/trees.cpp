// SPDX-License-Identifier: MIT
//
// trees <train.csv> <made.csv> <generator> <seed> [column=role …]: fits a generator that the command knows, or one of
// the compositions below, makes as many rows, and prints the CPU seconds of both, for trees.py.
#include <generators.hpp>
#include <standin/io/csv.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>

namespace {

using namespace standin;

any_generator generator_named(std::string_view name) {
  trees<> in_table_order{};
  in_table_order.order = visit_order::as_given;
  if (name == "trees as given") return in_table_order;
  if (name == "single_tree") return trees<single_tree>{};
  if (name == "boosted_classes") return trees<boosted_classes>{};
  if (name == "boosted_mean") return trees<boosted_mean>{};
  return tool::known_generators().find(name);
}

double seconds_between(std::clock_t begin, std::clock_t end) {
  return static_cast<double>(end - begin) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** words) try {
  if (count < 5) return 2;
  const table train = io::read_csv(words[1]);
  const std::uint64_t seed = std::strtoull(words[4], nullptr, 10);
  fit_options options{.seed = seed};
  for (int i = 5; i < count; ++i) {
    const std::string_view word = words[i];
    const std::size_t equals = word.rfind('=');
    options.roles.emplace_back(std::string(word.substr(0, equals)), parse_column_role(word.substr(equals + 1)));
  }
  const any_generator chosen = generator_named(words[3]);
  const std::clock_t begin = std::clock();
  const auto model = chosen.fit(train, options);
  const std::clock_t fitted = std::clock();
  const table made = model.sample(train.rows(), {.seed = seed});
  const std::clock_t end = std::clock();
  io::write_csv(made, words[2]);
  std::printf("%.4f %.4f\n", seconds_between(begin, fitted), seconds_between(fitted, end));
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
