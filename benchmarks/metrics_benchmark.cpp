// SPDX-License-Identifier: MIT
//
// What it costs to judge a table: each metric on a column or pair of 32 561 rows, and all of them on a table like
// Adult.
#include <standin/data/table.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/metrics/column/ks_complement.hpp>
#include <standin/metrics/column/tv_complement.hpp>
#include <standin/metrics/pair/contingency_similarity.hpp>
#include <standin/metrics/pair/correlation_similarity.hpp>
#include <standin/metrics/table/marginal_accuracy.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/distributions.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using standin::column;
using standin::column_kind;
using standin::table;

/// Six numeric columns (two continuous, two of some tens of values, two that are mostly 0) and nine of 2 to 42 levels.
table like_adult(std::uint64_t seed, std::size_t rows) {
  standin::random::stream bits({seed, 0}, standin::random::purpose::sample, 0);
  std::vector<standin::column_spec> specs;
  std::vector<column> columns;
  for (int c = 0; c < 6; ++c) {
    std::vector<double> cells(rows);
    for (double& cell : cells) {
      const double x = standin::random::normal(bits);
      cell = c < 2 ? x : c < 4 ? std::round(12.0 * x) : bits.uniform() < 0.92 ? 0.0 : std::round(1e4 * std::exp(x));
    }
    specs.push_back({.name = "n" + std::to_string(c)});
    columns.emplace_back(std::move(cells));
  }
  for (const std::size_t levels : {9U, 16U, 7U, 15U, 6U, 5U, 2U, 42U, 2U}) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < levels; ++k) names.push_back("level " + std::to_string(k));
    std::vector<std::uint32_t> codes(rows);
    for (std::uint32_t& code : codes)
      code = static_cast<std::uint32_t>(static_cast<double>(levels) * std::pow(bits.uniform(), 2.0));
    specs.push_back({.name = "c" + std::to_string(columns.size()), .kind = column_kind::categorical});
    columns.push_back(column::categorical(codes, std::move(names)));
  }
  return {standin::table_schema(std::move(specs)), std::move(columns)};
}

constexpr std::size_t adult_rows = 32'561;

const table& real_rows() {
  static const table made = like_adult(1, adult_rows);
  return made;
}

const table& synthetic_rows() {
  static const table made = like_adult(2, adult_rows);
  return made;
}

void ks_complement(benchmark::State& state) {
  const auto place = static_cast<std::size_t>(state.range(0));
  const auto resamples = static_cast<std::size_t>(state.range(1));
  for (auto _ : state)
    benchmark::DoNotOptimize(standin::ks_complement{}.compare(real_rows().column(place), synthetic_rows().column(place),
                                                              {.resamples = resamples}));
}
BENCHMARK(ks_complement)
    ->ArgNames({"column", "resamples"})
    ->Args({0, 0})
    ->Args({0, 200})
    ->Args({2, 0})
    ->Args({2, 200})
    ->Args({4, 200})
    ->Unit(benchmark::kMillisecond);

void tv_complement(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(standin::tv_complement{}.compare(real_rows().column(13), synthetic_rows().column(13)));
}
BENCHMARK(tv_complement)->Unit(benchmark::kMillisecond);

template <class Metric>
void pair(benchmark::State& state) {
  const auto x = static_cast<std::size_t>(state.range(0));
  const auto y = static_cast<std::size_t>(state.range(1));
  for (auto _ : state)
    benchmark::DoNotOptimize(
        Metric{}.compare({real_rows().column(x), real_rows().column(y)},
                         standin::column_pair{synthetic_rows().column(x), synthetic_rows().column(y)}));
}
BENCHMARK(pair<standin::correlation_similarity>)->Args({0, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(pair<standin::contingency_similarity>)->Args({0, 7})->Args({7, 13})->Unit(benchmark::kMillisecond);

void marginal_accuracy(benchmark::State& state) {
  const standin::comparison tables{.train = real_rows(), .synthetic = synthetic_rows()};
  const standin::marginal_accuracy metric{.triples = static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(metric.compare(tables));
}
BENCHMARK(marginal_accuracy)->ArgName("triples")->Arg(0)->Arg(500)->Unit(benchmark::kMillisecond);

/// All of the default suite with a holdout of half the rows, over the number of rows and of threads.
void evaluate(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const table train = like_adult(1, rows);
  const table holdout = like_adult(3, rows / 2);
  const table synthetic = like_adult(2, rows);
  standin::thread_pool pool(static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) benchmark::DoNotOptimize(standin::evaluate(train, holdout, synthetic, {.executor = pool}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(evaluate)
    ->ArgNames({"rows", "threads"})
    ->Args({1'000, 1})
    ->Args({10'000, 1})
    ->Args({32'561, 1})
    ->Args({32'561, 2})
    ->Args({100'000, 1})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
