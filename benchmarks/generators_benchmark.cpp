// SPDX-License-Identifier: MIT
//
// What a fit costs a table, a sample a cell, and a model file a model. `items_per_second` counts cells.
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/io/model_file.hpp>
#include <standin/io/models/independent.hpp>
#include <standin/parallel/thread_pool.hpp>
#include <standin/random/normal.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace standin;

/// Columns of the sizes and shapes of a census table: six whole numbers, among them two that are mostly zero and one
/// that is nearly all different, and nine categories, three of them with holes.
table census(std::size_t rows) {
  const auto draw = [](std::size_t row, std::uint64_t column) {
    return random::stream({.seed = 1}, random::purpose::noise, row, column).open_uniform();
  };
  std::vector<column_spec> specs;
  std::vector<column> columns;
  const auto numbers = [&](const char* name, auto&& of) {
    std::vector<std::int64_t> cells(rows);
    for (std::size_t row = 0; row < rows; ++row) cells[row] = static_cast<std::int64_t>(of(draw(row, specs.size())));
    specs.push_back({name});
    columns.emplace_back(std::move(cells));
  };
  numbers("age", [](double u) { return 17 + 73 * u * u; });
  numbers("weight", [](double u) { return std::exp(12 + 0.5 * random::normal_quantile(u)); });
  numbers("years", [](double u) { return 1 + 16 * u; });
  numbers("gain", [](double u) { return u < 0.92 ? 0 : 114 + 20'000 * (u - 0.92); });
  numbers("loss", [](double u) { return u < 0.95 ? 0 : 155 + 4000 * (u - 0.95); });
  numbers("hours", [](double u) { return u < 0.47 ? 40 : 1 + 98 * u; });
  constexpr std::uint32_t levels[] = {8, 16, 7, 15, 6, 5, 2, 41, 2};
  for (std::size_t k = 0; k < std::size(levels); ++k) {
    std::vector<std::string> names;
    for (std::uint32_t level = 0; level < levels[k]; ++level) names.push_back("level " + std::to_string(level));
    std::vector<std::uint32_t> codes(rows);
    validity present(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      const double u = draw(row, specs.size());
      codes[row] = static_cast<std::uint32_t>(levels[k] * u * u);
      if (k % 3 == 0 && draw(row, 100) < 0.057) present.set(row, false);
    }
    specs.push_back({.name = "category " + std::to_string(k), .kind = column_kind::categorical});
    columns.push_back(column::categorical(codes, names, k % 3 == 0 ? present : validity{}));
  }
  return {table_schema(std::move(specs)), std::move(columns)};
}

/// One column of each sort, to see what its cells cost.
table one_column(std::int64_t sort) {
  constexpr std::size_t rows = 20'000;
  const auto draw = [](std::size_t row) {
    return random::stream({.seed = 2}, random::purpose::noise, row).open_uniform();
  };
  std::vector<double> real(rows);
  std::vector<std::uint32_t> codes(rows);
  std::vector<std::string> names;
  for (int i = 0; i < 300; ++i) names.push_back("level " + std::to_string(i));
  validity present(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    real[row] = random::normal_quantile(draw(row));
    codes[row] = static_cast<std::uint32_t>(300 * draw(row));
    present.set(row, row % 10 != 0);
  }
  std::vector<double> cents = real;
  for (double& cell : cents) cell = std::round(1e4 * cell) / 100;
  switch (sort) {
    case 0: return {{{"full doubles"}}, {column(real)}};
    case 1: return {{{"cents"}}, {column(cents)}};
    case 2: return {{{"cents with holes"}}, {column(cents, present)}};
    case 3: return {{{"300 levels", column_kind::categorical}}, {column::categorical(codes, names)}};
    default: return {{{"texts", column_kind::text}}, {column(std::vector<std::string>(rows))}};
  }
}

void count_cells(benchmark::State& state, std::size_t rows, std::size_t columns) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(rows * columns));
}

void fit_independent(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const table data = census(rows);
  for (auto _ : state) benchmark::DoNotOptimize(independent<>{}.fit(data));
  count_cells(state, rows, data.schema().size());
}
BENCHMARK(fit_independent)->Arg(1'000)->Arg(48'842)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void sample_independent(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto model = independent<>{}.fit(census(48'842));
  for (auto _ : state) benchmark::DoNotOptimize(model.sample(rows));
  count_cells(state, rows, model.schema().size());
}
BENCHMARK(sample_independent)->Arg(1)->Arg(1'000)->Arg(48'842)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void sample_on_two_threads(benchmark::State& state) {
  thread_pool two(2);
  const auto model = independent<>{}.fit(census(48'842));
  for (auto _ : state) benchmark::DoNotOptimize(model.sample(1'000'000, {.executor = two}));
  count_cells(state, 1'000'000, model.schema().size());
}
BENCHMARK(sample_on_two_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

void stream_independent(benchmark::State& state) {
  const auto model = independent<>{}.fit(census(48'842));
  for (auto _ : state)
    sample_in_chunks(model, 1'000'000, {}, static_cast<std::size_t>(state.range(0)),
                     [](const table& chunk) { benchmark::DoNotOptimize(chunk.rows()); });
  count_cells(state, 1'000'000, model.schema().size());
}
BENCHMARK(stream_independent)->Arg(4'096)->Arg(65'536)->Unit(benchmark::kMillisecond);

void sample_one_column(benchmark::State& state) {
  const auto model = independent<>{}.fit(one_column(state.range(0)));
  state.SetLabel(model.schema()[0].name);
  for (auto _ : state) benchmark::DoNotOptimize(model.sample(1'000'000));
  count_cells(state, 1'000'000, 1);
}
BENCHMARK(sample_one_column)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

constexpr io::json_form forms[] = {io::json_form::text, io::json_form::cbor};

void write_model(benchmark::State& state) {
  const auto model = independent<>{}.fit(census(48'842));
  const io::json_form form = forms[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(io::write_model_bytes(model, form));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(io::write_model_bytes(model, form).size()));
  state.SetLabel(state.range(0) == 0 ? "JSON" : "CBOR");
}
BENCHMARK(write_model)->DenseRange(0, 1)->Unit(benchmark::kMillisecond);

void read_model(benchmark::State& state) {
  const auto model = independent<>{}.fit(census(48'842));
  const io::json_form form = forms[state.range(0)];
  const std::string bytes = io::write_model_bytes(model, form);
  for (auto _ : state) benchmark::DoNotOptimize(io::read_model_bytes<decltype(model)>(bytes, form));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
  state.SetLabel(state.range(0) == 0 ? "JSON" : "CBOR");
}
BENCHMARK(read_model)->DenseRange(0, 1)->Unit(benchmark::kMillisecond);

}  // namespace
