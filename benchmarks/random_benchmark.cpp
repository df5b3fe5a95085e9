// SPDX-License-Identifier: MIT
// Time a drawn word, number or index; "items_per_second" counts these.
#include <standin/random/alias_table.hpp>
#include <standin/random/batch.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/normal.hpp>
#include <standin/random/permutation.hpp>
#include <standin/random/shuffle.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace standin::random {
namespace {

constexpr source from{.seed = 1, .domain = 2};
constexpr purpose use = purpose::sample;
constexpr std::size_t rows = 4096;

void items(benchmark::State& state, std::size_t each) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

// The words of four columns, a block of rows at a time.
void words_four_columns(benchmark::State& state) {
  std::array<std::vector<std::uint64_t>, 4> out;
  for (auto& column : out) benchmark::DoNotOptimize((column.resize(rows), column.data()));
  std::uint64_t row = 0;
  for (auto _ : state) {
    fill_words4(from, use, row += rows, 0, {out[0], out[1], out[2], out[3]});
    benchmark::ClobberMemory();
  }
  items(state, 4 * rows);
}
BENCHMARK(words_four_columns);

void open_uniforms_four_columns(benchmark::State& state) {
  std::array<std::vector<double>, 4> out;
  for (auto& column : out) benchmark::DoNotOptimize((column.resize(rows), column.data()));
  std::uint64_t row = 0;
  for (auto _ : state) {
    fill_open_uniforms4(from, use, row += rows, 0, {out[0], out[1], out[2], out[3]});
    benchmark::ClobberMemory();
  }
  items(state, 4 * rows);
}
BENCHMARK(open_uniforms_four_columns);

void open_uniforms_one_column(benchmark::State& state) {
  std::vector<double> out(rows);
  benchmark::DoNotOptimize(out.data());
  std::uint64_t row = 0;
  for (auto _ : state) {
    fill_open_uniforms(from, use, row += rows, 0, out);
    benchmark::ClobberMemory();
  }
  items(state, rows);
}
BENCHMARK(open_uniforms_one_column);

void cell_by_cell(benchmark::State& state) {
  std::uint64_t row = 0;
  for (auto _ : state) benchmark::DoNotOptimize(cell_open_uniform(from, use, ++row, 3));
  items(state, 1);
}
BENCHMARK(cell_by_cell);

void stream_words(benchmark::State& state) {
  stream random(from, use, 0);
  for (auto _ : state) benchmark::DoNotOptimize(random());
  items(state, 1);
}
BENCHMARK(stream_words);

// What a program without row streams would use, for scale.
void standard_mersenne_twister(benchmark::State& state) {
  std::mt19937_64 random(1);
  for (auto _ : state) benchmark::DoNotOptimize(random());
  items(state, 1);
}
BENCHMARK(standard_mersenne_twister);

template <class Draw>
void draw_each(benchmark::State& state, Draw draw) {
  stream random(from, use, 0);
  for (auto _ : state) benchmark::DoNotOptimize(draw(random));
  items(state, 1);
}
BENCHMARK_CAPTURE(draw_each, uniform_index, [](stream& s) { return uniform_index(s, 1000); });
BENCHMARK_CAPTURE(draw_each, normal, [](stream& s) { return normal(s); });
BENCHMARK_CAPTURE(draw_each, exponential, [](stream& s) { return exponential(s); });
BENCHMARK_CAPTURE(draw_each, gamma, [](stream& s) { return gamma(s, 2.5); });
BENCHMARK_CAPTURE(draw_each, poisson_small, [](stream& s) { return poisson(s, 3.0); });
BENCHMARK_CAPTURE(draw_each, poisson_large, [](stream& s) { return poisson(s, 300.0); });
BENCHMARK_CAPTURE(draw_each, binomial_large, [](stream& s) { return binomial(s, 1000, 0.3); });

void alias_table_draws(benchmark::State& state) {
  const auto levels = static_cast<std::size_t>(state.range(0));
  std::vector<double> weights(levels);
  for (std::size_t i = 0; i < levels; ++i) weights[i] = 1.0 / static_cast<double>(i + 1);
  const alias_table table(weights);
  std::vector<std::uint64_t> words(rows);
  fill_words(from, use, 0, 0, words);
  for (auto _ : state)
    for (const std::uint64_t word : words) benchmark::DoNotOptimize(table(word));
  items(state, rows);
}
BENCHMARK(alias_table_draws)->Arg(10)->Arg(10'000);

void alias_table_building(benchmark::State& state) {
  std::vector<double> weights(static_cast<std::size_t>(state.range(0)));
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = 1.0 / static_cast<double>(i + 1);
  for (auto _ : state) benchmark::DoNotOptimize(alias_table(weights));
  items(state, weights.size());
}
BENCHMARK(alias_table_building)->Arg(10)->Arg(10'000);

void quantiles(benchmark::State& state) {
  std::vector<double> p(rows);
  fill_open_uniforms(from, use, 0, 0, p);
  std::vector<double> x(rows);
  benchmark::DoNotOptimize(x.data());
  for (auto _ : state) {
    normal_quantiles(p, x);
    benchmark::ClobberMemory();
  }
  items(state, rows);
}
BENCHMARK(quantiles);

void distribution_function(benchmark::State& state) {
  std::vector<double> x(rows);
  fill_open_uniforms(from, use, 0, 0, x);
  normal_quantiles(x, x);
  for (auto _ : state)
    for (const double one : x) benchmark::DoNotOptimize(normal_cdf(one));
  items(state, rows);
}
BENCHMARK(distribution_function);

void permutation_places(benchmark::State& state) {
  const index_permutation permutation(from, static_cast<std::uint64_t>(state.range(0)));
  std::uint64_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(permutation(i));
    if (++i == permutation.size()) i = 0;
  }
  items(state, 1);
}
BENCHMARK(permutation_places)->Arg(1'000)->Arg(1'000'003)->Arg(1'000'000'000'000);

void shuffling(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(shuffled_indices(from, n));
  items(state, n);
}
BENCHMARK(shuffling)->Arg(100'000);

void hashing_numbers(benchmark::State& state) {
  hasher hash;
  double x = 0.0;
  for (auto _ : state) hash.add(x += 1.0);
  benchmark::DoNotOptimize(hash.value());
  items(state, 1);
}
BENCHMARK(hashing_numbers);

}  // namespace
}  // namespace standin::random
