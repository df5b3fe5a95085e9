// SPDX-License-Identifier: MIT
//
// How fits and samples grow with rows (10^3 … 10^7) and columns (5 … 1 000). `items_per_second` counts cells, `peak_MB`
// what was on the heap at once beside the table and the model, in megabytes of 10^6 bytes.
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/rules/rules.hpp>
#include <standin/generators/trees/trees.hpp>

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>

namespace {

std::atomic<std::size_t> on_heap = 0;
std::atomic<std::size_t> most_on_heap = 0;

}  // namespace

void* operator new(std::size_t size) {
  void* const room = std::malloc(size == 0 ? 1 : size);
  if (room == nullptr) throw std::bad_alloc();
  const std::size_t now = on_heap += malloc_usable_size(room);
  for (std::size_t most = most_on_heap; most < now && !most_on_heap.compare_exchange_weak(most, now);) {
  }
  return room;
}

void operator delete(void* room) noexcept {
  on_heap -= malloc_usable_size(room);
  std::free(room);
}

void operator delete(void* room, std::size_t) noexcept {
  operator delete(room);
}

namespace {

using namespace standin;

/// Runs something and counts what was on the heap at once beside what was there before and what it returns.
template <class Run>
void count_peak(benchmark::State& state, const Run& run) {
  most_on_heap = on_heap.load();
  const auto result = run();
  state.counters["peak_MB"] = static_cast<double>(most_on_heap - on_heap) / 1e6;
}

/// A fifth each of normal numbers, skewed cents, counts, levels and truth values, which depend on one hidden factor.
table mixed(std::size_t rows, std::size_t columns) {
  using namespace standin::rules;
  plan p("mixed");
  p.hidden("factor", normal());
  for (std::size_t c = 0; c < columns; ++c) {
    const std::string name = std::to_string(c);
    switch (c % 5) {
      case 0: p.column(name, 0.6 * of("factor") + normal()); break;
      case 1: p.column(name, exp(0.5 * of("factor") + normal(3, 0.5)).rounded(2)); break;
      case 2: p.column(name, poisson(exp(0.3 * of("factor")))); break;
      case 3: p.column(name, choice({{"a", 3}, {"b", exp(of("factor"))}, {"c", 1}, {"d", 1}, {"e", 0.2}})); break;
      default: p.column(name, bernoulli(logistic(of("factor")))); break;
    }
  }
  return p.build().sample(rows, {.seed = 1});
}

void count_cells(benchmark::State& state, std::size_t rows, std::size_t columns) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(rows * columns));
}

template <class Generator>
void fit_rows(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const table data = mixed(rows, 5);
  for (auto _ : state) count_peak(state, [&data] { return Generator{}.fit(data); });
  count_cells(state, rows, 5);
  state.SetComplexityN(state.range(0));
}

template <class Generator>
void sample_rows(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto model = Generator{}.fit(mixed(10'000, 5));
  for (auto _ : state) benchmark::DoNotOptimize(model.sample(rows));
  count_cells(state, rows, 5);
  state.SetComplexityN(state.range(0));
}

constexpr std::size_t rows_of_wide_tables = 2'000;

template <class Generator>
void fit_columns(benchmark::State& state) {
  const auto columns = static_cast<std::size_t>(state.range(0));
  const table data = mixed(rows_of_wide_tables, columns);
  for (auto _ : state) count_peak(state, [&data] { return Generator{}.fit(data); });
  count_cells(state, rows_of_wide_tables, columns);
  state.SetComplexityN(state.range(0));
}

template <class Generator>
void sample_columns(benchmark::State& state) {
  const auto columns = static_cast<std::size_t>(state.range(0));
  const auto model = Generator{}.fit(mixed(rows_of_wide_tables, columns));
  for (auto _ : state) benchmark::DoNotOptimize(model.sample(rows_of_wide_tables));
  count_cells(state, rows_of_wide_tables, columns);
  state.SetComplexityN(state.range(0));
}

void by_rows(benchmark::internal::Benchmark* each) {
  each->RangeMultiplier(10)->Range(1'000, 10'000'000)->Unit(benchmark::kMillisecond)->Complexity();
}

void by_columns(benchmark::internal::Benchmark* each) {
  for (const std::int64_t columns : {5, 20, 100, 300, 1'000}) each->Arg(columns);
  each->Unit(benchmark::kMillisecond)->Complexity();
}

void by_fewer_columns(benchmark::internal::Benchmark* each) {
  for (const std::int64_t columns : {5, 20, 100, 300}) each->Arg(columns);
  each->Unit(benchmark::kMillisecond)->Complexity();
}

BENCHMARK(fit_rows<independent<>>)->Apply(by_rows);
BENCHMARK(fit_rows<copula<>>)->Apply(by_rows);
BENCHMARK(sample_rows<independent<>>)->Apply(by_rows);
BENCHMARK(sample_rows<copula<>>)->Apply(by_rows);
BENCHMARK(fit_columns<independent<>>)->Apply(by_columns);
BENCHMARK(fit_columns<copula<>>)->Apply(by_columns);
BENCHMARK(sample_columns<independent<>>)->Apply(by_columns);
BENCHMARK(sample_columns<copula<>>)->Apply(by_columns);
BENCHMARK(fit_rows<trees<>>)->Apply(by_rows);
BENCHMARK(fit_rows<trees<single_tree>>)->Apply(by_rows);
BENCHMARK(sample_rows<trees<>>)->Apply(by_rows);
BENCHMARK(sample_rows<trees<single_tree>>)->Apply(by_rows);
BENCHMARK(fit_columns<trees<>>)->Apply(by_fewer_columns);
BENCHMARK(fit_columns<trees<single_tree>>)->Apply(by_fewer_columns);
BENCHMARK(sample_columns<trees<>>)->Apply(by_fewer_columns);
BENCHMARK(sample_columns<trees<single_tree>>)->Apply(by_fewer_columns);

}  // namespace
