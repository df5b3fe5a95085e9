// SPDX-License-Identifier: MIT
#include <standin/core/error.hpp>
#include <standin/generators/density.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/csv_reader.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "known_densities.hpp"
#include "table_maker.hpp"
#include "tables.hpp"

namespace standin {
namespace {

using test::impossible;
using test::table_maker;

static_assert(density_model<tree_model>);

/// A level, and a number from [level, level + 1).
table steps(std::size_t rows) {
  table_maker maker(rows, 21);
  const auto a = maker.levels("a", 2, [](std::size_t, auto& draws) { return draws.uniform() < 0.3 ? 1.0 : 0.0; });
  maker.numbers("x", [&](std::size_t row, auto& draws) { return a[row] + draws.uniform(); });
  return std::move(maker).make();
}

std::vector<std::size_t> rows_from(std::size_t first, std::size_t end) {
  std::vector<std::size_t> rows(end - first);
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

TEST(density_of_trees, sums_to_one) {
  for (const visit_order order : {visit_order::as_given, visit_order::simple_first}) {
    const auto model = trees<>{.order = order}.fit(steps(3000), {.seed = 1});
    EXPECT_NEAR(test::sum_of_density(model), 1.0, 0.01);  // the grid misses jumps between pieces by a step each
  }
}

TEST(density_of_trees, is_that_of_a_mixture_of_normals) {
  const table all = test::two_clusters(24'000, 22);
  const auto model = trees<>{}.fit(table_view(all).select_rows(rows_from(0, 20'000)), {.seed = 1});
  const test::mean_log_densities mean = test::compare_densities(all, log_densities(model, all), 20'000);
  EXPECT_GT(mean.rows, 3980.0);
  // The entropy of the level, 0.61 nats, is what each column knows of another; independent ones would cost twice that.
  EXPECT_NEAR(mean.of_model, mean.of_truth, 0.1);
}

TEST(density_of_trees, is_the_same_on_any_number_of_threads_and_in_any_pieces) {
  const table data = test::mixed_table(1200);
  const auto model = trees<>{}.fit(data, {.seed = 3});
  const std::vector<double> whole = log_densities(model, data);
  for (const std::size_t threads : {2U, 5U}) {
    thread_pool pool(threads);
    EXPECT_EQ(log_densities(model, data, pool), whole) << threads;
  }
  std::vector<double> pieces;
  for (const auto& [first, end] : {std::pair<std::size_t, std::size_t>{0, 301}, {301, 302}, {302, 1200}})
    for (const double one : log_densities(model, table_view(data).select_rows(rows_from(first, end))))
      pieces.push_back(one);
  EXPECT_EQ(pieces, whole);
}

TEST(density_of_trees, is_none_for_what_was_never_seen) {
  const auto model = trees<>{}.fit(steps(2000), {.seed = 1});
  const std::vector<double> found = log_densities(
      model, test::level_and_number({0, 1, 2, 0, 0}, {0.5, 1.5, 0.5, -1.0, 5.0}, {"level 0", "level 1", "level 2"}));
  EXPECT_GT(found[0], -10.0);
  EXPECT_GT(found[1], -10.0);
  EXPECT_EQ(found[2], impossible);
  EXPECT_EQ(found[3], impossible);
  EXPECT_EQ(found[4], impossible);
}

TEST(density_of_trees, wants_the_columns_that_were_fitted) {
  const auto model = trees<>{}.fit(steps(300));
  EXPECT_THROW((void)log_densities(model, table({{.name = "x"}}, {column(std::vector<double>{0.5})})), schema_error);
  const plain_table narrow;
  EXPECT_THROW(model.core().log_densities(narrow, {}), schema_error);
}

// Charges go by smoking, age and bmi: a charge that belongs to the next row is less likely, whatever the rows are.
TEST(density_of_trees, is_higher_for_rows_held_out_than_for_rows_with_a_cell_of_another) {
  const char* const folder = std::getenv("STANDIN_DATA");
  const std::filesystem::path path = std::filesystem::path(folder == nullptr ? "" : folder) / "insurance.csv.gz";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "set STANDIN_DATA to the folder with the real tables";
  const table all = io::read_csv(path.string());
  std::vector<std::size_t> fitted;
  std::vector<std::size_t> held_out;
  for (std::size_t row = 0; row < all.rows(); ++row) (row % 4 == 0 ? held_out : fitted).push_back(row);
  const auto model = trees<>{}.fit(table_view(all).select_rows(fitted), {.seed = 1});
  std::vector<std::size_t> next = held_out;
  std::rotate(next.begin(), next.begin() + 1, next.end());
  // Values beyond the ends of a fitted column are impossible, in both tables the same ones: they count as -60 nats.
  const auto mean = [&](const std::vector<double>& found) {
    double sum = 0.0;
    for (const double one : found) sum += std::max(one, -60.0);
    return sum / static_cast<double>(found.size());
  };
  const double real = mean(log_densities(model, table_view(all).select_rows(held_out)));
  for (const char* name : {"charges", "age"}) {
    std::vector<double> moved;
    for (const std::size_t row : next) moved.push_back(all.column(name).number(row));
    std::vector<column_spec> specs;
    std::vector<column> columns;
    const table rows = to_table(table_view(all).select_rows(held_out));
    for (std::size_t c = 0; c < rows.schema().size(); ++c) {
      specs.push_back(rows.schema()[c]);
      columns.push_back(rows.schema()[c].name == name ? column(moved) : rows.stored(c));
    }
    const double permuted = mean(log_densities(model, table(table_schema(specs), std::move(columns))));
    EXPECT_GT(real, permuted + 0.5) << name;
  }
}

}  // namespace
}  // namespace standin
