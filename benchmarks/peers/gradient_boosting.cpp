// SPDX-License-Identifier: MIT
//
// gradient_boosting <train.csv> <test.csv> <target> <kind> <threads> <rounds>: boosts 100 trees (or 100 a class), and
// prints the least CPU and wall seconds of fitting and the score on the test rows, for gradient_boosting.py.
#include <standin/io/csv_reader.hpp>
#include <standin/learn/features.hpp>
#include <standin/learn/gradient_boosting.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/stats/prediction_scores.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <limits>
#include <string>
#include <vector>

namespace {

using namespace standin;

/// Calls `fit` some times; \returns what it gave last, and the least seconds.
template <class Fit>
auto timed(int rounds, double& wall, double& cpu, Fit&& fit) {
  for (int round = 1;; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpu_begin = std::clock();
    auto model = fit();
    wall = std::min(wall, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    cpu = std::min(cpu, static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC);
    if (round >= rounds) return model;
  }
}

double score_of_classes(const std::vector<double>& p, const std::vector<std::uint32_t>& truth, std::uint32_t count) {
  if (count == 2) {
    std::vector<double> scores[2];
    for (std::size_t i = 0; i < truth.size(); ++i) scores[truth[i]].push_back(p[2 * i + 1]);
    return stats::area_under_roc(scores[1], scores[0]);
  }
  std::vector<std::uint32_t> said;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const auto begin = p.begin() + static_cast<std::ptrdiff_t>(i * count);
    said.push_back(static_cast<std::uint32_t>(std::max_element(begin, begin + count) - begin));
  }
  return stats::macro_f1(said, truth, count);
}

}  // namespace

int main(int count, char** words) try {
  if (count != 7) return 2;
  const table train = io::read_csv(words[1]);
  const table test = io::read_csv(words[2]);
  const std::string kind = words[4];
  thread_pool pool(static_cast<std::size_t>(std::atoi(words[5])));
  const int rounds = std::atoi(words[6]);
  const std::size_t target = train.schema().index_of(words[3]);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < train.schema().size(); ++i) {
    if (i != target) others.push_back(i);
  }
  const feature_map map(train, others);
  const feature_table learned = map.apply(train);
  const feature_table tested = map.apply(test);
  const feature_map target_map(train, {target}, {.few_values = kind == "values" ? 0U : 100U});
  const feature_table y_learned = target_map.apply(train);
  const feature_table y_tested = target_map.apply(test);
  learning_context context;
  context.executor = pool;
  const gradient_boosting learner;
  double wall = std::numeric_limits<double>::infinity();
  double cpu = wall;
  double score = 0.0;
  if (kind == "values") {
    const std::vector<double>& y = y_learned.columns()[0].numbers;
    const auto model = timed(rounds, wall, cpu, [&] { return learner.fit_values(learned.plain(), y, context); });
    score = stats::r_squared(model.values(tested.plain()), y_tested.columns()[0].numbers);
  } else {
    const std::vector<std::uint32_t>& y = y_learned.columns()[0].codes;
    const std::uint32_t classes = y_learned.columns()[0].levels - 1;  // without that of unseen levels
    const auto model =
        timed(rounds, wall, cpu, [&] { return learner.fit_classes(learned.plain(), y, classes, context); });
    score = score_of_classes(model.probabilities(tested.plain()), y_tested.columns()[0].codes, classes);
  }
  std::printf("%.4f %.4f %.6f\n", wall, cpu, score);
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
