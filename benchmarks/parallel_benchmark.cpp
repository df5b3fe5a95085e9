// SPDX-License-Identifier: MIT
// What it costs to hand out tasks, and what is won by it. The argument is the number of threads.
#include <standin/parallel/parallel_for.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/batch.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin {
namespace {

// An empty loop of as many tasks as threads: waking up and coming together.
void empty_run(benchmark::State& state) {
  thread_pool pool(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) pool.run(pool.concurrency(), [](std::size_t i) { benchmark::DoNotOptimize(i); });
}
BENCHMARK(empty_run)->Arg(1)->Arg(2)->UseRealTime();

// Many empty tasks in one loop: handing out one index.
void empty_tasks(benchmark::State& state) {
  thread_pool pool(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) pool.run(10'000, [](std::size_t i) { benchmark::DoNotOptimize(i); });
  state.SetItemsProcessed(state.iterations() * 10'000);
}
BENCHMARK(empty_tasks)->Arg(1)->Arg(2)->UseRealTime();

void fill_a_column(benchmark::State& state) {
  thread_pool pool(static_cast<std::size_t>(state.range(0)));
  std::vector<double> column(1'000'000);
  for (auto _ : state) {
    parallel_for(pool, column.size(), 4096, [&](std::size_t begin, std::size_t end) {
      random::fill_open_uniforms({.seed = 1}, random::purpose::sample, begin, 0,
                                 std::span(column).subspan(begin, end - begin));
    });
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(column.size()));
}
BENCHMARK(fill_a_column)->Arg(1)->Arg(2)->UseRealTime();

void sum_of_a_column(benchmark::State& state) {
  thread_pool pool(static_cast<std::size_t>(state.range(0)));
  const std::vector<double> column(10'000'000, 1.5);
  for (auto _ : state)
    benchmark::DoNotOptimize(parallel_reduce(
        pool, column.size(), 4096, 0.0,
        [&](std::size_t begin, std::size_t end) {
          double sum = 0;
          for (std::size_t i = begin; i < end; ++i) sum += column[i];
          return sum;
        },
        [](double a, double b) { return a + b; }));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(column.size()));
}
BENCHMARK(sum_of_a_column)->Arg(1)->Arg(2)->UseRealTime();

}  // namespace
}  // namespace standin
