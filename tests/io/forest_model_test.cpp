// SPDX-License-Identifier: MIT
#include <standin/generators/forest/forest.hpp>
#include <standin/io/models/forest.hpp>

#include "io/model_checks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin::io {
namespace {

using test::find;
using test::is_question;

/// A number, one near it with holes, and a level that goes with both.
table dependent_table(std::size_t rows) {
  std::vector<double> x(rows);
  std::vector<double> y(rows);
  std::vector<std::uint32_t> level(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws({.seed = 9}, random::purpose::sample, row);
    x[row] = draws.uniform();
    y[row] = x[row] + 0.1 * draws.uniform();
    level[row] = static_cast<std::uint32_t>(4.0 * x[row]);
    if (draws.uniform() < 0.1) y[row] = std::nan("");
  }
  return {{{.name = "x"}, {.name = "y"}, {.name = "level", .kind = column_kind::categorical}},
          {column(x), column(y), column::categorical(level, {"a", "b", "c", "d"})}};
}

TEST(model_traits_of_forest, write_and_read_the_same_model) {
  test::expect_that_the_same_is_read(forest<>{}.fit(dependent_table(1500)).core());
}

TEST(model_traits_of_forest, sample_the_same_rows_from_a_file) {
  test::expect_the_same_rows_from_a_file(forest<>{}, dependent_table(1500));
}

TEST(model_traits_of_forest, read_the_files_that_are_kept) {
  test::expect_rows_of_kept_files(forest<>{}, "forest",
                                  {{69, "west", 16.00},
                                   {19, "south", 7.38},
                                   {37, "west", std::nan("")},
                                   {78, "south", 13.71},
                                   {32, "west", std::nan("")}});
}

TEST(model_traits_of_forest, refuse_what_cannot_be_sampled_from) {
  const test::refusal<forest_model> refuses(forest<>{}.fit(dependent_table(1500)).core());
  refuses("a node that leads back", [](json& all) { (*find(all["trees"], is_question))[0] = 0; });
  refuses("a node that leads out", [](json& all) { (*find(all["trees"], is_question))[0] = 1'000'000; });
  refuses("a column that isn't there", [](json& all) { (*find(all["trees"], is_question))[1] = 1'000'000; });
  refuses("two ways to one node", [](json& all) {
    json& nodes = all["trees"][0];
    json* second = find(nodes[nodes.size() > 3 ? 1 : 0], is_question);
    (second == nullptr ? nodes[0] : *second)[0] = nodes.size() - 2;
  });
  refuses("leaves in another order", [](json& all) {
    for (json& node : all["trees"][0])
      if (node.size() == 1) node[0] = node[0].get<int>() + 1;
  });
  refuses("no trees", [](json& all) { all["trees"] = json::array(); });
  refuses("too few leaves", [](json& all) { all["leaf_rows"].erase(0); });
  refuses("a leaf without rows", [](json& all) { all["leaf_rows"][0] = 0; });
  refuses("trees of different rows", [](json& all) { all["leaf_rows"][0] = 100'000; });
  refuses("too few laws", [](json& all) { all["columns"][0]["laws"]["counts"].erase(0); });
  refuses("a cell beyond the units", [](json& all) { all["columns"][0]["laws"]["cells"][1] = 1000; });
  refuses("a cell without rows", [](json& all) { all["columns"][0]["laws"]["cells"][2] = 0; });
  refuses("a smoothing below zero", [](json& all) { all["columns"][0]["laws"]["smoothing"] = -1; });
  refuses("edges that fall", [](json& all) { all["columns"][0]["edges"][1] = 2; });
  refuses("cuts that fall", [](json& all) { all["columns"][0]["cuts"][0] = 1e300; });
  refuses("fewer cuts than units", [](json& all) { all["columns"][0]["cuts"].erase(0); });
  refuses("codes of other levels", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("codes"); })->at("codes").push_back(1);
  });
  refuses("a pattern that isn't there", [](json& all) {
    find(all, [](const json& part) { return part.is_object() && part.contains("pattern"); })->at("pattern") = 1000;
  });
}

TEST(model_traits_of_forest, hold_no_cell_of_a_column_of_different_numbers) {
  test::expect_no_cell_of_a_column_of_different_numbers(forest<>{});
}

}  // namespace
}  // namespace standin::io
