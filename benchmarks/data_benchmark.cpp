// SPDX-License-Identifier: MIT
//
// What it costs to look at cells: side by side, apart, behind an index; structs as a table and back; splits.
#include <standin/data/record.hpp>
#include <standin/data/split.hpp>
#include <standin/data/table.hpp>
#include <standin/random/shuffle.hpp>
#include <standin/random/stream.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace bench {

enum class answer : std::uint8_t { no, yes, unknown };

struct person {
  double income = 0;
  std::int32_t age = 0;
  std::int64_t id = 0;
  bool active = false;
  std::string city{};
  std::optional<double> height{};
  answer vote = answer::no;
};

}  // namespace bench

template <>
struct standin::enum_traits<bench::answer> {
  static constexpr std::array levels{std::pair{bench::answer::no, "no"}, std::pair{bench::answer::yes, "yes"},
                                     std::pair{bench::answer::unknown, "unknown"}};
};

template <>
struct standin::record_traits<bench::person> {
  using p = bench::person;
  static constexpr auto fields = std::tuple{standin::field("income", &p::income), standin::field("age", &p::age),
                                            standin::field("id", &p::id),         standin::field("active", &p::active),
                                            standin::field("city", &p::city),     standin::field("height", &p::height),
                                            standin::field("vote", &p::vote)};
};

namespace {

using bench::person;

std::vector<person> people(std::size_t rows) {
  standin::random::stream from({1, 2}, standin::random::purpose::sample, 0);
  std::vector<person> made(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    person& p = made[row];
    p.income = 1e5 * from.uniform();
    p.age = static_cast<std::int32_t>(90 * from.uniform());
    p.id = static_cast<std::int64_t>(row);
    p.active = from.uniform() < 0.5;
    p.city = "a city with number " + std::to_string(static_cast<int>(50 * from.uniform()));
    if (from.uniform() < 0.8) p.height = 1 + from.uniform();
    p.vote = static_cast<bench::answer>(3 * from.uniform());
  }
  return made;
}

constexpr std::size_t cells = 1'000'000;

double sum(const standin::column_view& column) {
  return column.visit([](const auto& typed) {
    double total = 0;
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(typed[0])>>)
      for (std::size_t row = 0; row < typed.rows(); ++row) total += static_cast<double>(typed[row]);
    return total;
  });
}

void count_cells(benchmark::State& state, std::size_t n) {
  state.SetItemsProcessed(static_cast<std::int64_t>(n) * static_cast<std::int64_t>(state.iterations()));
}

standin::table numbers() {
  return {{{"x"}}, {standin::column(std::vector<double>(cells, 1.5))}};
}

/// The floor: a plain loop over a vector.
void sum_of_a_vector(benchmark::State& state) {
  const std::vector<double> x(cells, 1.5);
  for (auto _ : state) {
    double total = 0;
    for (const double each : x) total += each;
    benchmark::DoNotOptimize(total);
  }
  count_cells(state, cells);
}
BENCHMARK(sum_of_a_vector);

void sum_of_contiguous_cells(benchmark::State& state) {
  const standin::table data = numbers();
  for (auto _ : state)
    benchmark::DoNotOptimize(data.column(0).visit([](const auto& typed) {
      double total = 0;
      if constexpr (requires { typed.contiguous()[0] + 1.0; })
        for (const auto each : typed.contiguous()) total += static_cast<double>(each);
      return total;
    }));
  count_cells(state, cells);
}
BENCHMARK(sum_of_contiguous_cells);

void sum_of_visited_cells(benchmark::State& state) {
  const standin::table data = numbers();
  for (auto _ : state) benchmark::DoNotOptimize(sum(data.column(0)));
  count_cells(state, cells);
}
BENCHMARK(sum_of_visited_cells);

/// One call of `number` for each cell: what a loop that doesn't visit pays.
void sum_of_cells_one_by_one(benchmark::State& state) {
  const standin::table data = numbers();
  for (auto _ : state) {
    const standin::column_view column = data.column(0);
    double total = 0;
    for (std::size_t row = 0; row < cells; ++row) total += column.number(row);
    benchmark::DoNotOptimize(total);
  }
  count_cells(state, cells);
}
BENCHMARK(sum_of_cells_one_by_one);

void sum_of_struct_fields(benchmark::State& state) {
  const std::vector<person> data = people(cells);
  const standin::table_view view = data;
  for (auto _ : state) benchmark::DoNotOptimize(sum(view.column(0)));
  count_cells(state, cells);
}
BENCHMARK(sum_of_struct_fields);

void sum_behind_an_ordered_index(benchmark::State& state) {
  const standin::table_view view = standin::split_view(numbers(), 0.5).train;
  for (auto _ : state) benchmark::DoNotOptimize(sum(view.column(0)));
  count_cells(state, view.rows());
}
BENCHMARK(sum_behind_an_ordered_index);

void sum_behind_a_random_index(benchmark::State& state) {
  const standin::table_view view =
      standin::table_view(numbers()).select_rows(standin::random::shuffled_indices({1, 2}, cells));
  for (auto _ : state) benchmark::DoNotOptimize(sum(view.column(0)));
  count_cells(state, cells);
}
BENCHMARK(sum_behind_a_random_index);

void records_to_view(benchmark::State& state) {
  const std::vector<person> data = people(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(standin::table_view(data));
  count_cells(state, data.size());
}
BENCHMARK(records_to_view)->Range(1 << 10, 1 << 18);

void view_to_records(benchmark::State& state) {
  const std::vector<person> data = people(static_cast<std::size_t>(state.range(0)));
  const standin::table_view view = data;
  for (auto _ : state) benchmark::DoNotOptimize(standin::to_records<person>(view));
  count_cells(state, data.size());
}
BENCHMARK(view_to_records)->Range(1 << 10, 1 << 18);

void copy_to_table(benchmark::State& state) {
  const std::vector<person> data = people(static_cast<std::size_t>(state.range(0)));
  const standin::table_view view = data;
  for (auto _ : state) benchmark::DoNotOptimize(standin::to_table(view));
  count_cells(state, data.size());
}
BENCHMARK(copy_to_table)->Range(1 << 10, 1 << 18);

standin::table grouped(std::size_t rows) {
  std::vector<std::int64_t> group(rows);
  std::vector<std::uint32_t> level(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    group[row] = static_cast<std::int64_t>(row * 7919 % (rows / 5 + 1));
    level[row] = static_cast<std::uint32_t>(row % 7);
  }
  return {{{"group"}, {"level", standin::column_kind::categorical}},
          {standin::column(std::move(group)),
           standin::column::categorical(level, std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g"})}};
}

void split_rows(benchmark::State& state, const standin::split_options& options) {
  const standin::table data = grouped(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(standin::split_view(data, 2.0 / 3, options));
  count_cells(state, data.rows());
}
BENCHMARK_CAPTURE(split_rows, at_random, {})->Range(1 << 12, 1 << 20);
BENCHMARK_CAPTURE(split_rows, by_stratum, {.stratify_by = "level"})->Range(1 << 12, 1 << 20);
BENCHMARK_CAPTURE(split_rows, by_group, {.group_by = "group"})->Range(1 << 12, 1 << 20);

}  // namespace
