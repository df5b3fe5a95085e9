// SPDX-License-Identifier: MIT
//
// What it costs to read and to write CSV text: few levels, whole numbers, decimals, texts that are all distinct.
#include <standin/io/csv.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace bench {

using namespace standin;

enum class cells : std::uint8_t { levels, whole, decimals, texts };

std::string text_of(cells what) {
  constexpr std::size_t rows = 50'000;
  constexpr std::size_t columns = 20;
  std::string text;
  for (std::size_t c = 0; c < columns; ++c) text.append(c == 0 ? "c" : ",c").append(std::to_string(c));
  std::uint64_t bits = 88172645463325252U;  // xorshift64, G. Marsaglia 2003
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t c = 0; c < columns; ++c) {
      bits ^= bits << 13;
      bits ^= bits >> 7;
      bits ^= bits << 17;
      text += c == 0 ? '\n' : ',';
      switch (what) {
        case cells::levels: text.append("level ").append(std::to_string(bits % 9)); break;
        case cells::whole: text.append(std::to_string(bits % 100'000)); break;
        case cells::decimals: text.append(std::to_string(static_cast<double>(bits % 10'000'000) / 1000)); break;
        case cells::texts: text.append("id-").append(std::to_string(bits)); break;
      }
    }
  return text += '\n';
}

void read_csv(benchmark::State& state, cells what) {
  const std::string text = text_of(what);
  for (auto _ : state) benchmark::DoNotOptimize(io::read_csv_text(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void write_csv(benchmark::State& state, cells what) {
  const std::string text = text_of(what);
  const table data = io::read_csv_text(text);
  for (auto _ : state) benchmark::DoNotOptimize(io::to_csv_text(data));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(read_csv, levels, cells::levels)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_csv, whole, cells::whole)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_csv, decimals, cells::decimals)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_csv, texts, cells::texts)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, levels, cells::levels)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, whole, cells::whole)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, decimals, cells::decimals)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_csv, texts, cells::texts)->Unit(benchmark::kMillisecond);

}  // namespace bench
