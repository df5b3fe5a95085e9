// SPDX-License-Identifier: MIT
//
// fit_and_sample <train.csv> <made.csv> <generator> <rounds> [column=role …]: fits and makes as many rows, and prints
// the least CPU seconds of both, for fidelity.py and fit_and_sample.py.
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/io/csv.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <limits>
#include <string>
#include <string_view>

namespace {

using namespace standin;

template <class Generator>
void run(const Generator& generator, const table& train, const fit_options& options, int rounds, const char* path) {
  constexpr double never = std::numeric_limits<double>::infinity();
  double least[2] = {never, never};
  table made;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t begin = std::clock();
    const auto model = generator.fit(train, options);
    const std::clock_t fitted = std::clock();
    made = model.sample(train.rows(), {.seed = 1});
    const std::clock_t end = std::clock();
    least[0] = std::min(least[0], static_cast<double>(fitted - begin) / CLOCKS_PER_SEC);
    least[1] = std::min(least[1], static_cast<double>(end - fitted) / CLOCKS_PER_SEC);
  }
  io::write_csv(made, path);
  std::printf("%.4f %.4f\n", least[0], least[1]);
}

}  // namespace

int main(int count, char** words) try {
  if (count < 5) return 2;
  const table train = io::read_csv(words[1]);
  fit_options options{.seed = 1};
  for (int i = 5; i < count; ++i) {
    const std::string_view word = words[i];
    const std::size_t equals = word.rfind('=');
    options.roles.emplace_back(std::string(word.substr(0, equals)), parse_column_role(word.substr(equals + 1)));
  }
  const int rounds = std::atoi(words[4]);
  if (std::string_view(words[3]) == "copula")
    run(copula<>{}, train, options, rounds, words[2]);
  else
    run(independent<>{}, train, options, rounds, words[2]);
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
