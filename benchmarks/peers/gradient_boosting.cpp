// SPDX-License-Identifier: MIT
//
// gradient_boosting <train.csv> <test.csv> <target> <kind> <threads> <rounds> <learner>: boosts 100 trees (or 100 a
// class) by this library or by XGBoost's, and prints the least wall and CPU seconds of fitting and the score on the
// test rows, for gradient_boosting.py.
#include <standin/ext/xgboost.hpp>
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
#include <string_view>
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

/// \param p  of the second class, one for each row
double score_of_two(const std::vector<double>& p, const std::vector<std::uint32_t>& truth) {
  std::vector<double> scores[2];
  for (std::size_t i = 0; i < truth.size(); ++i) scores[truth[i]].push_back(p[i]);
  return stats::area_under_roc(scores[1], scores[0]);
}

/// \param p  rows × classes
double score_of_classes(const std::vector<double>& p, const std::vector<std::uint32_t>& truth, std::uint32_t count) {
  std::vector<std::uint32_t> said;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const auto begin = p.begin() + static_cast<std::ptrdiff_t>(i * count);
    said.push_back(static_cast<std::uint32_t>(std::max_element(begin, begin + count) - begin));
  }
  return stats::macro_f1(said, truth, count);
}

struct rows {
  plain_table x;
  feature_table::column y;
};

template <class Learner>
void run(const Learner& learner, const rows& train, const rows& test, bool values, int rounds,
         const learning_context& context) {
  double wall = std::numeric_limits<double>::infinity();
  double cpu = wall;
  double score = 0.0;
  const std::uint32_t classes = values ? 0 : train.y.levels - 1;  // without that of unseen levels
  if (values) {
    const auto model = timed(rounds, wall, cpu, [&] { return learner.fit_values(train.x, train.y.numbers, context); });
    score = stats::r_squared(model.values(test.x), test.y.numbers);
  } else if (classes == 2) {
    const std::vector<std::uint8_t> outcome(train.y.codes.begin(), train.y.codes.end());
    const auto model = timed(rounds, wall, cpu, [&] { return learner.fit_binary(train.x, outcome, context); });
    score = score_of_two(model.probabilities(test.x), test.y.codes);
  } else {
    const auto model =
        timed(rounds, wall, cpu, [&] { return learner.fit_classes(train.x, train.y.codes, classes, context); });
    score = score_of_classes(model.probabilities(test.x), test.y.codes, classes);
  }
  std::printf("%.4f %.4f %.6f\n", wall, cpu, score);
}

}  // namespace

int main(int count, char** words) try {
  if (count != 8) return 2;
  const table train = io::read_csv(words[1]);
  const table test = io::read_csv(words[2]);
  const bool values = std::string_view(words[4]) == "values";
  const int threads = std::atoi(words[5]);
  const int rounds = std::atoi(words[6]);
  const std::string_view who = words[7];
  const std::size_t target = train.schema().index_of(words[3]);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < train.schema().size(); ++i) {
    if (i != target) others.push_back(i);
  }
  const feature_map map(train, others);
  const feature_table learned = map.apply(train);
  const feature_table tested = map.apply(test);
  const feature_map target_map(train, {target}, {.few_values = values ? 0U : 100U});
  const rows known{learned.plain(), target_map.apply(train).columns()[0]};
  const rows held_out{tested.plain(), target_map.apply(test).columns()[0]};
  thread_pool pool(static_cast<std::size_t>(threads));
  learning_context context;
  context.executor = pool;
  if (who == "standin")
    run(gradient_boosting{}, known, held_out, values, rounds, context);
  else if (who == "xgboost")  // as it comes
    run(ext::xgboost{.threads = threads}, known, held_out, values, rounds, context);
  else  // "xgboost_0.1"
    run(ext::xgboost{.learning_rate = 0.1, .threads = threads}, known, held_out, values, rounds, context);
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
